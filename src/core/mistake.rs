//! A mistake in a file that somebody wrote by hand: where it is, what is wrong, what would be right. Readers
//! collect all mistakes of a file, so that it is mended in one go.

use std::fmt;

/// One mistake in a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Mistake {
    /// From 1; `None` where something is missing as a whole.
    pub line: Option<usize>,
    pub problem: String,
    /// What would be right, where that can be said.
    pub allowed: Option<String>,
}

impl Mistake {
    /// A mistake on a line.
    #[must_use]
    pub fn on(line: usize, problem: impl Into<String>) -> Self {
        Self { line: Some(line), problem: problem.into(), allowed: None }
    }

    /// The same mistake, with what would be right.
    #[must_use]
    pub fn allowing(self, allowed: impl Into<String>) -> Self {
        Self { allowed: Some(allowed.into()), ..self }
    }

    /// As a compiler would write it: `desk.toml:12: problem; allowed: …`.
    #[must_use]
    pub fn in_file(&self, file: &str) -> String {
        let place = self.line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"));
        format!("{place}: {}", self.what())
    }

    fn what(&self) -> String {
        match &self.allowed {
            Some(allowed) => format!("{}; allowed: {allowed}", self.problem),
            None => self.problem.clone(),
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.what()),
            None => f.write_str(&self.what()),
        }
    }
}

/// All mistakes of a file, one a line.
#[must_use]
pub fn listed(file: &str, mistakes: &[Mistake]) -> String {
    mistakes.iter().map(|mistake| mistake.in_file(file)).collect::<Vec<_>>().join("\n")
}
