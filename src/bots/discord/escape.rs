//! Words that must come out as they are. Discord formats whatever it is sent: signs of markup are escaped, so that
//! nothing that anybody wrote is read as a format, a mention or a hidden link. Addresses stay whole, and can be opened.

/// What stands between `@` and a word that would look like a call to all.
const APART: char = '\u{200b}';
/// Escaped wherever they stand.
const ANYWHERE: &[char] = &['\\', '*', '_', '~', '`', '|', '<', '['];
/// Escaped where a line begins with them.
const AT_THE_BEGINNING: &[char] = &['#', '>', '-'];
/// An address ends before these, whatever follows.
const NOT_IN_ADDRESSES: &[char] = &['\\', '*', '~', '`', '|', '<', '>', '[', ']', '(', ')', '"', '@'];

/// The text, escaped.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    let mut rest = text;
    let (mut begins, mut before) = (true, None);
    while let Some(char) = rest.chars().next() {
        let address = address_at(rest).filter(|_| !before.is_some_and(char::is_alphanumeric));
        if let Some(length) = address {
            let (address, after) = rest.split_at(length);
            escaped.push_str(address);
            (rest, before, begins) = (after, address.chars().next_back(), false);
            continue;
        }
        let after = &rest[char.len_utf8()..];
        if ANYWHERE.contains(&char) || (begins && AT_THE_BEGINNING.contains(&char)) {
            escaped.push('\\');
        }
        escaped.push(char);
        if char == '@' && calls_all(after) {
            escaped.push(APART);
        }
        begins = char == '\n' || (begins && char.is_whitespace());
        (rest, before) = (after, Some(char));
    }
    escaped
}

fn calls_all(after: &str) -> bool {
    ["everyone", "here"]
        .iter()
        .any(|word| after.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}

/// The length of the address that a text begins with.
fn address_at(text: &str) -> Option<usize> {
    let starts = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    if !starts("http://") && !starts("https://") {
        return None;
    }
    let end = text.find(|char: char| char.is_whitespace() || NOT_IN_ADDRESSES.contains(&char));
    Some(end.unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bots::limits::Counted;

    #[test]
    fn what_people_write_stays_what_it_is() {
        let cases = [
            ("Pedido BL-10429", "Pedido BL-10429"),
            ("@everyone e @HERE", "@\u{200b}everyone e @\u{200b}HERE"),
            ("<@&1> <#2> <:x:3>", "\\<@&1> \\<#2> \\<:x:3>"),
            ("[x](javascript:alert(1))", "\\[x](javascript:alert(1))"),
            ("```rm -rf```", "\\`\\`\\`rm -rf\\`\\`\\`"),
            ("**a** __b__ ||c|| ~~d~~", "\\*\\*a\\*\\* \\_\\_b\\_\\_ \\|\\|c\\|\\| \\~\\~d\\~\\~"),
            ("# Olá\n> disse\n -# fim", "\\# Olá\n\\> disse\n \\-# fim"),
            ("a - b > c # d", "a - b > c # d"),
            ("https://a.mz/x_y_z?q=#1 _a_", "https://a.mz/x_y_z?q=#1 \\_a\\_"),
            ("[banco](https://mal.example/*x*)", "\\[banco](https://mal.example/\\*x\\*)"),
            ("ana@exemplo.mz", "ana@exemplo.mz"),
            ("C:\\dados", "C:\\\\dados"),
        ];
        for (written, expected) in cases {
            assert_eq!(escaped(written), expected, "{written}");
        }
    }

    proptest! {
        #[test]
        fn it_is_never_longer_than_it_was_counted(text in "[a@#>_*<\\[\\-\n :/👩`]{0,60}") {
            let counted: usize = text.chars().map(|char| Counted::Escaped.width(char)).sum();
            let written = escaped(&format!("@everyone{text}"));
            let before = "@\u{200b}everyone".encode_utf16().count();
            prop_assert!(written.encode_utf16().count() <= counted + before);
        }
    }
}
