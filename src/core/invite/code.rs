//! What a code looks like, however it is typed, and what is kept of it.

use sha2::{Digest, Sha256};

/// Letters and digits that cannot be taken for each other on a small screen.
const ALPHABET: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
/// 10 characters of 31: 49 bits, behind the brake on guessing.
const LENGTH: usize = 10;

/// A fresh code from 16 random bytes. It has a digit, so that no word looks like it.
#[must_use]
pub fn code_from(random: [u8; 16]) -> String {
    let mut code: String =
        random.iter().take(LENGTH).map(|byte| char::from(ALPHABET[usize::from(byte % 31)])).collect();
    if !code.contains(|char: char| char.is_ascii_digit()) {
        code.pop();
        code.push(char::from(b'2' + random[LENGTH] % 8));
    }
    code
}

/// Whether words are a code and nothing else: where no link can carry one, it is typed by itself.
#[must_use]
pub fn is_code(words: &str) -> bool {
    let (words, code) = (words.trim(), normal(words));
    words.chars().all(|char| char.is_ascii_alphanumeric() || char == '-')
        && code.len() == LENGTH
        && code.bytes().all(|byte| ALPHABET.contains(&byte))
        && code.bytes().any(|byte| byte.is_ascii_digit())
        && code.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// A code as it is typed: case, spaces and hyphens do not matter.
#[must_use]
pub fn normal(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The hash under which a code is kept.
#[must_use]
pub fn hash(code: &str) -> String {
    crate::text::hex(&Sha256::digest(format!("balcao invite {}", normal(code))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_typed_freely() {
        assert_eq!(hash("ABCDE-fghjk"), hash(" abcdefghjk "));
        let code = code_from([255; 16]);
        assert_eq!(code.len(), LENGTH);
        assert_eq!(normal(&code), code);
    }

    #[test]
    fn codes_look_like_no_word() {
        let without = code_from([0; 16]);
        assert_eq!(without, "aaaaaaaaa2");
        for code in [without.as_str(), " QD6S6-HSHNE\n", "7e7pzbgjph"] {
            assert!(is_code(code), "{code}");
        }
        for other in ["dependente", "8423456789", "MZ-0101", "a rede 2 caiu", "qd6s6hshn", "qd6s6hshne1", ""] {
            assert!(!is_code(other), "{other}");
        }
    }
}
