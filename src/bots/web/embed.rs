//! Which other sites may show the chat in a frame: the setting, read and checked.

use std::str::FromStr;

/// Origins (`https://openmrs.example.org`), without wildcards. None by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmbedOrigins(Vec<String>);

impl EmbedOrigins {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sources of the chat's `frame-ancestors`: this desk itself, then these origins.
    #[must_use]
    pub fn ancestors(&self) -> String {
        self.0.iter().fold("'self'".to_owned(), |list, origin| list + " " + origin)
    }
}

impl FromStr for EmbedOrigins {
    type Err = String;

    /// Reads a list separated by spaces or commas.
    ///
    /// # Errors
    /// Names the entry that is no origin, and says what one is.
    fn from_str(list: &str) -> Result<Self, String> {
        let entries = list.split([',', ' ', '\n', '\t']).filter(|entry| !entry.is_empty());
        let mut origins: Vec<String> = Vec::new();
        for entry in entries {
            let origin = entry.strip_suffix('/').unwrap_or(entry).to_ascii_lowercase();
            if !is_origin(&origin) {
                return Err(format!(
                    "{entry:?} is no origin; write scheme and host, with a port where there is one, and no path: \
                     https://openmrs.example.org"
                ));
            }
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        Ok(Self(origins))
    }
}

/// Whether it goes into a header as it is, and means one site there.
fn is_origin(text: &str) -> bool {
    let Some(authority) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
    let is_label = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let is_port =
        |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|n| n > 0);
    host.split('.').all(is_label) && port.is_none_or(is_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read() {
        let list = "https://openmrs.example.org, http://10.0.0.5:8080/ https://OpenMRS.example.org\n";
        let origins: EmbedOrigins = list.parse().unwrap();
        assert_eq!(origins.ancestors(), "'self' https://openmrs.example.org http://10.0.0.5:8080");
        for nobody in ["", " , "] {
            let origins: EmbedOrigins = nobody.parse().unwrap();
            assert!(origins.is_empty());
            assert_eq!(origins.ancestors(), "'self'");
        }
    }

    #[test]
    fn what_is_no_origin_is_told() {
        for wrong in [
            "openmrs.example.org",
            "https://",
            "https://openmrs.example.org/openmrs",
            "https://*.example.org",
            "https://openmrs.example.org:",
            "https://openmrs.example.org:99999",
            "https://user@openmrs.example.org",
            "https://openmrs..org",
            "https://a.example;script-src",
            "ftp://openmrs.example.org",
            "*",
            "'self'",
            "null",
        ] {
            let told = format!("https://good.example {wrong}").parse::<EmbedOrigins>().unwrap_err();
            assert!(told.starts_with(&format!("{wrong:?} is no origin")), "{told}");
        }
    }
}
