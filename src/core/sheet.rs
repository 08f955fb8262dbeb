//! Tables that people write in a spreadsheet: bytes in, rows with their lines out, or mistakes. In UTF-8, with a header
//! and commas or semicolons. It knows which columns there are, and not what they mean.

use std::{collections::BTreeMap, sync::Arc};

use super::mistake::Mistake;

type Columns = BTreeMap<String, usize>;

/// A table that could be read; rows that could not are mistakes.
#[derive(Debug)]
pub struct Sheet {
    pub rows: Vec<Row>,
    pub mistakes: Vec<Mistake>,
    columns: Arc<Columns>,
}

/// One row.
#[derive(Debug)]
pub struct Row {
    /// In the file, from 1.
    pub line: usize,
    columns: Arc<Columns>,
    record: csv::StringRecord,
}

impl Sheet {
    /// Whether the header names the column.
    #[must_use]
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }
}

impl Row {
    /// What stands in the column, trimmed; empty where the column is missing.
    #[must_use]
    pub fn field(&self, column: &str) -> &str {
        self.columns.get(column).and_then(|at| self.record.get(*at)).unwrap_or_default()
    }
}

/// Reads a table; empty rows are passed over.
///
/// # Errors
/// Why nothing of it can be read: not in UTF-8, or another header than was asked for.
pub fn read(bytes: &[u8], needed: &[&str], optional: &[&str]) -> Result<Sheet, Mistake> {
    let text = decode(bytes)?;
    let mut records = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes())
        .into_records();
    let header = records.next().and_then(Result::ok).unwrap_or_default();
    let columns = Arc::new(columns(&header, needed, optional)?);
    let mut sheet = Sheet { rows: Vec::new(), mistakes: Vec::new(), columns: Arc::clone(&columns) };
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    for record in records {
        match record {
            Ok(record) if record.iter().all(str::is_empty) => {}
            Ok(record) => {
                let line = lines.of(record.position());
                if record.len() > columns.len() {
                    let problem = format!("the row has {} fields, the header {}", record.len(), columns.len());
                    sheet.mistakes.push(Mistake::on(line, problem));
                } else {
                    sheet.rows.push(Row { line, columns: Arc::clone(&columns), record });
                }
            }
            Err(error) => {
                let line = lines.of(error.position());
                sheet.mistakes.push(Mistake::on(line, format!("not CSV: {error}")));
            }
        }
    }
    Ok(sheet)
}

fn decode(bytes: &[u8]) -> Result<&str, Mistake> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        let problem = "the file is not in UTF-8 (it may be in Latin-1, as Excel saves plain CSV)";
        Mistake::on(line, problem).allowing("save it as «CSV UTF-8»")
    })
}

/// Counts lines by bytes, since the CSV reader's own count is one behind after `\r\n`.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of a record; records are asked for in their order.
    fn of(&mut self, position: Option<&csv::Position>) -> usize {
        let start = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(self.at);
        let breaks = self.text.iter().skip(start).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let passed = self.text.get(self.at..start + breaks).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.at = self.at.max(start + breaks);
        self.line
    }
}

/// A semicolon where the header has more of them than commas, as spreadsheets in Portuguese write.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |char| header.matches(char).count();
    if count(';') > count(',') { b';' } else { b',' }
}

/// Column name → place.
fn columns(header: &csv::StringRecord, needed: &[&str], optional: &[&str]) -> Result<Columns, Mistake> {
    let known = [needed, optional].concat();
    let mut columns = BTreeMap::new();
    for (at, name) in header.iter().enumerate() {
        let name = name.to_lowercase();
        if !known.contains(&name.as_str()) {
            return Err(Mistake::on(1, format!("unknown column `{name}`")).allowing(known.join(", ")));
        }
        if columns.insert(name.clone(), at).is_some() {
            return Err(Mistake::on(1, format!("the column `{name}` is there twice")));
        }
    }
    match needed.iter().find(|name| !columns.contains_key(**name)) {
        Some(missing) => Err(Mistake::on(1, format!("there is no column `{missing}`")).allowing(known.join(", "))),
        None => Ok(columns),
    }
}
