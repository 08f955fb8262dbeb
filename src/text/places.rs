//! Where a desk is found, and the links that open it with a code.

/// The web chat's address, and the name of the Telegram bot where there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    pub url: String,
    pub telegram: Option<String>,
}

impl Places {
    /// Opens the web chat; the code stays behind the `#`, where no server and no log sees it.
    #[must_use]
    pub fn web(&self, code: &str) -> String {
        format!("{}/#code={code}", self.url.trim_end_matches('/'))
    }

    /// Takes the Telegram bot's own word for its name, where none is set.
    pub fn fill_telegram(&mut self, name: Option<&str>) {
        if self.telegram.as_deref().unwrap_or_default().is_empty() {
            self.telegram = name.map(str::to_owned);
        }
    }

    /// Opens the Telegram bot.
    #[must_use]
    pub fn telegram(&self, code: &str) -> Option<String> {
        let bot = self.telegram.as_ref().filter(|bot| !bot.is_empty())?;
        Some(format!("https://t.me/{bot}?start={code}"))
    }

    /// Opens the private chat of a platform with the desk, by its name, where a link can.
    #[must_use]
    pub fn opening(&self, platform: &str) -> Option<String> {
        match platform {
            "telegram" => self.telegram.as_ref().filter(|bot| !bot.is_empty()).map(|bot| format!("https://t.me/{bot}")),
            "web" => Some(self.url.clone()).filter(|url| !url.is_empty()),
            _ => None,
        }
    }

    /// Adds the Telegram bot to a group that its opener chooses, and types the code there; `manages_topics`: as an
    /// administrator who may.
    #[must_use]
    pub fn telegram_group(&self, code: &str, manages_topics: bool) -> Option<String> {
        let bot = self.telegram.as_ref().filter(|bot| !bot.is_empty())?;
        let asks = if manages_topics { "&admin=manage_topics" } else { "" };
        Some(format!("https://t.me/{bot}?startgroup={code}{asks}"))
    }

    /// All links of a code; who has Telegram needs no browser.
    #[must_use]
    pub fn links(&self, code: &str) -> Vec<String> {
        let web = (!self.url.is_empty()).then(|| self.web(code));
        self.telegram(code).into_iter().chain(web).collect()
    }
}
