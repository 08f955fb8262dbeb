//! A link as a QR code: for the terminal that it is made in, and as a PNG for paper. It knows nothing of what the
//! link opens.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// The light border that readers need, in modules (ISO/IEC 18004 asks for four).
const QUIET: usize = 4;
/// Pixels of a module's side in the PNG. Eight, so that in an image of one bit a pixel a module is one byte.
const PIXELS: usize = 8;

/// A QR code: a square of dark and light modules, with its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Modules of a side, with the quiet zone.
    side: usize,
    dark: Vec<bool>,
}

/// Why there is no QR code of a text, or no picture of it.
#[derive(Debug, thiserror::Error)]
pub enum QrError {
    #[error("this is too long for a QR code")]
    TooLong(#[from] qrcode::types::QrError),
    #[error("the picture cannot be written")]
    Picture(#[from] png::EncodingError),
}

impl Qr {
    /// The QR code of a text; a seventh of it may be dirty or torn.
    ///
    /// # Errors
    /// [`QrError::TooLong`] from some two thousand characters on.
    pub fn of(text: &str) -> Result<Self, QrError> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
        let width = code.width();
        let side = width + 2 * QUIET;
        let mut dark = vec![false; side * side];
        for (at, color) in code.to_colors().into_iter().enumerate() {
            let (row, column) = (at / width + QUIET, at % width + QUIET);
            dark[row * side + column] = color == Color::Dark;
        }
        Ok(Self { side, dark })
    }

    /// Rows of modules, `1` where it is dark and `0` where it is light, with the quiet zone.
    #[must_use]
    pub fn rows(&self) -> Vec<String> {
        let row = |row: &[bool]| row.iter().map(|dark| if *dark { '1' } else { '0' }).collect();
        self.dark.chunks(self.side).map(row).collect()
    }

    /// Lines for a terminal, two rows of modules each. Ink and paper are named, so that it is dark on light whatever
    /// the terminal's own colours are: many readers take no white code on black.
    #[must_use]
    pub fn terminal(&self) -> String {
        let mut out = String::new();
        for row in (0..self.side).step_by(2) {
            let halves =
                (0..self.side).map(|column| match (self.is_dark(row, column), self.is_dark(row + 1, column)) {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    (false, false) => ' ',
                });
            // Black ink on bright white paper, and back to the terminal's own.
            let _infallible = writeln!(out, "\x1b[30;107m{}\x1b[0m", halves.collect::<String>());
        }
        out
    }

    /// A PNG for paper, in black and white.
    ///
    /// # Errors
    /// [`QrError::Picture`], which no picture of this size gives.
    pub fn png(&self) -> Result<Vec<u8>, QrError> {
        let mut bytes = Vec::new();
        let pixels = u32::try_from(self.side * PIXELS).unwrap_or(u32::MAX);
        let mut encoder = png::Encoder::new(&mut bytes, pixels, pixels);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        let mut writer = encoder.write_header()?;
        let mut image = Vec::with_capacity(self.side * self.side * PIXELS);
        for row in self.dark.chunks(self.side) {
            let line: Vec<u8> = row.iter().map(|dark| if *dark { 0x00 } else { 0xff }).collect();
            image.extend(line.repeat(PIXELS));
        }
        writer.write_image_data(&image)?;
        writer.finish()?;
        Ok(bytes)
    }

    /// Below the last row it is light, so that rows pair up.
    fn is_dark(&self, row: usize, column: usize) -> bool {
        self.dark.get(row * self.side + column).copied().unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "https://balcao.example.org/#code=abcde23456";

    /// What a reader makes of a picture, given by its side and by which pixels are dark.
    fn read(side: usize, is_dark: impl Fn(usize, usize) -> bool) -> String {
        let mut picture =
            rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| if is_dark(x, y) { 0 } else { 255 });
        let grids = picture.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().unwrap().1
    }

    #[test]
    fn a_reader_reads_the_picture() {
        let bytes = Qr::of(LINK).unwrap().png().unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut image = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut image).unwrap();
        let side = usize::try_from(info.width).unwrap();
        let is_dark = |x: usize, y: usize| image[y * info.line_size + x / 8] >> (7 - x % 8) & 1 == 0;
        assert_eq!(read(side, is_dark), LINK);
        let border = QUIET * PIXELS;
        let light = |from: usize, to: usize| (from..to).all(|y| (0..side).all(|x| !is_dark(x, y) && !is_dark(y, x)));
        assert!(light(0, border) && light(side - border, side));
        assert!(is_dark(border, border), "the quiet zone is four modules wide, no more");
    }

    #[test]
    fn a_reader_reads_the_terminal() {
        let shown = Qr::of(LINK).unwrap().terminal();
        let lines: Vec<Vec<char>> = shown
            .lines()
            .map(|line| line.strip_prefix("\x1b[30;107m").unwrap().strip_suffix("\x1b[0m").unwrap().chars().collect())
            .collect();
        let width = lines[0].len();
        assert!(lines.iter().all(|line| line.len() == width) && lines.len() == width.div_ceil(2));
        let is_dark = |x: usize, y: usize| match lines[y / 2][x] {
            '█' => true,
            '▀' => y.is_multiple_of(2),
            '▄' => !y.is_multiple_of(2),
            ' ' => false,
            other => panic!("{other:?} is no module"),
        };
        assert_eq!(read(width * 4, |x, y| is_dark(x / 4, y / 4)), LINK);
    }

    #[test]
    fn a_reader_reads_the_rows() {
        let rows = Qr::of(LINK).unwrap().rows();
        assert!(rows.iter().all(|row| row.len() == rows.len()));
        let is_dark = |x: usize, y: usize| rows[y / 4].as_bytes()[x / 4] == b'1';
        assert_eq!(read(rows.len() * 4, is_dark), LINK);
    }

    #[test]
    fn what_is_too_long_is_refused() {
        assert!(matches!(Qr::of(&"x".repeat(5000)), Err(QrError::TooLong(_))));
    }
}
