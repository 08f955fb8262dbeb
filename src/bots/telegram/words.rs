//! Commands and mentions in what people write: what is meant for this bot, and what for another one.

use super::Me;

/// A text as it is meant for this bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// `/start`, with what a link carried along.
    Start(Option<String>),
    /// Anything else; commands and mentions without the bot's name.
    Text(String),
    /// A command that names another bot.
    ForAnother,
}

/// Reads a text.
#[must_use]
pub fn read(text: &str, me: &Me) -> Words {
    let text = without_mention(text, me).unwrap_or(text);
    let Some(command) = text.strip_prefix('/') else { return Words::Text(text.to_owned()) };
    let end = command.find(char::is_whitespace).unwrap_or(command.len());
    let (head, rest) = command.split_at(end);
    let (name, bot) = match head.split_once('@') {
        Some((name, bot)) => (name, Some(bot)),
        None => (head, None),
    };
    match bot {
        Some(bot) if !bot.eq_ignore_ascii_case(&me.username) && is_bot_name(bot) => return Words::ForAnother,
        // No name of a bot: a person wrote a path, an address or some such.
        Some(bot) if !bot.eq_ignore_ascii_case(&me.username) => return Words::Text(text.to_owned()),
        Some(_) | None => {}
    }
    if name == "start" {
        let payload = rest.trim();
        return Words::Start((!payload.is_empty()).then(|| payload.to_owned()));
    }
    Words::Text(format!("/{name}{rest}"))
}

fn is_bot_name(name: &str) -> bool {
    let fits = name.chars().all(|char| char.is_ascii_alphanumeric() || char == '_');
    fits && name.get(name.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("bot"))
}

/// What follows a mention of the bot at the text's beginning.
fn without_mention<'a>(text: &'a str, me: &Me) -> Option<&'a str> {
    let rest = text.trim_start().strip_prefix('@')?;
    let (name, rest) = (rest.get(..me.username.len())?, rest.get(me.username.len()..)?);
    let ends = !rest.starts_with(|char: char| char.is_alphanumeric() || char == '_');
    let rest = rest.trim_start_matches([',', ':', ' ', '\n', '\t']);
    (ends && !me.username.is_empty() && name.eq_ignore_ascii_case(&me.username) && !rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_and_mentions() {
        let me = Me { id: 42, username: "BalcaoBot".into() };
        let text = |text: &str| Words::Text(text.into());
        let cases = [
            ("olá", text("olá")),
            ("/start", Words::Start(None)),
            ("/start  e-Ab_9 ", Words::Start(Some("e-Ab_9".into()))),
            ("/start@balcaobot CODE", Words::Start(Some("CODE".into()))),
            ("/start@OtherBot CODE", Words::ForAnother),
            ("/estado@BalcaoBot BL-10429", text("/estado BL-10429")),
            ("/estado@other_bot", Words::ForAnother),
            ("/responder\nBom dia", text("/responder\nBom dia")),
            ("/home@server", text("/home@server")),
            ("/starting", text("/starting")),
            ("@BalcaoBot /estado", text("/estado")),
            ("@balcaobot, não abre", text("não abre")),
            ("@BalcaoBot", text("@BalcaoBot")),
            ("@BalcaoBotX não", text("@BalcaoBotX não")),
            ("@ção", text("@ção")),
            ("escreva a ana@BalcaoBot", text("escreva a ana@BalcaoBot")),
        ];
        for (given, expected) in cases {
            assert_eq!(read(given, &me), expected, "{given}");
        }
    }
}
