//! What a code is handed over as: links that carry it, and the QR code of one of them.

use anyhow::{Context, Result};

use crate::{
    config::{PictureArgs, PlaceArgs},
    text::qr::Qr,
};

/// The links of one code.
pub(super) struct Links {
    /// Opens the web chat; the code stays behind the `#`, where no server and no log sees it.
    pub web: String,
    pub telegram: Option<String>,
}

impl Links {
    pub fn of(code: &str, places: &PlaceArgs) -> Self {
        let places = places.places();
        Self { web: places.web(code), telegram: places.telegram(code) }
    }

    /// The one to be scanned: who has Telegram needs no browser.
    fn scanned(&self) -> &str {
        self.telegram.as_ref().unwrap_or(&self.web)
    }

    /// Prints the links, and the QR code as it was asked for.
    pub fn hand_over(&self, picture: &PictureArgs) -> Result<()> {
        println!("Link: {}", self.web);
        if let Some(telegram) = &self.telegram {
            println!("Telegram: {telegram}");
        }
        if picture.qr {
            print!("{}", Qr::of(self.scanned())?.terminal());
        }
        if let Some(file) = &picture.png {
            std::fs::write(file, self.picture()?).with_context(|| format!("cannot write {}", file.display()))?;
            println!("QR code: {}", file.display());
        }
        Ok(())
    }

    /// The QR code as a PNG.
    pub fn picture(&self) -> Result<Vec<u8>> {
        Ok(Qr::of(self.scanned())?.png()?)
    }
}
