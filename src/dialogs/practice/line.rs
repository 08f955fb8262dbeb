//! What is said of practice.

use serde::{Deserialize, Serialize};

use crate::dialogs::line::Line;

/// A sentence about practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PracticeLine {
    /// Stands above all that is practice.
    Banner,
    /// Stands above what is real, where its reader practises.
    IsReal,
    Began,
    Ended,
    /// It had lain too long: what is written now counts.
    IsOver,
    Filed {
        reference: String,
        priority: String,
    },
    /// What was asked for is real, and they practise.
    NotPractised,
}

impl From<PracticeLine> for Line {
    fn from(line: PracticeLine) -> Self {
        Self::Practice(line)
    }
}

/// The line as practice, which it may say already.
#[must_use]
pub fn said(line: Line) -> Line {
    if says_so(&line) { line } else { under(PracticeLine::Banner, line) }
}

/// The line as what is real, for somebody who practises.
#[must_use]
pub fn real(line: Line) -> Line {
    under(PracticeLine::IsReal, line)
}

fn under(head: PracticeLine, line: Line) -> Line {
    let rest = if let Line::Many(lines) = line { lines } else { vec![line] };
    Line::Many([vec![head.into()], rest].concat())
}

fn says_so(line: &Line) -> bool {
    if let Line::Many(lines) = line {
        return lines.iter().any(|line| matches!(line, Line::Practice(PracticeLine::Banner)));
    }
    matches!(line, Line::Practice(PracticeLine::Banner | PracticeLine::Began | PracticeLine::Ended))
}
