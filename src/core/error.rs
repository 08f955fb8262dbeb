//! What a database error means for the message at hand.

/// Whom an error is to be blamed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The database cannot take anything now: full, gone, locked. Nothing was stored; try later.
    Unavailable,
    /// Another transaction was faster. The same again will do.
    Race,
    /// What was to be stored cannot be.
    Poison,
}

/// SQLite's result codes that are about the file or the machine, not about the statement.
const SQLITE_UNAVAILABLE: [i64; 9] = [3, 5, 6, 8, 10, 11, 13, 14, 26];

/// Classifies an error.
#[must_use]
pub fn fault_of(error: &sqlx::Error) -> Fault {
    match error {
        sqlx::Error::Database(database) => {
            fault_of_code(database.code().as_deref().unwrap_or_default(), &database.kind())
        }
        // A ticket had changed when it was to be saved.
        sqlx::Error::RowNotFound => Fault::Race,
        sqlx::Error::Decode(_) | sqlx::Error::ColumnDecode { .. } | sqlx::Error::Encode(_) => Fault::Poison,
        _ => Fault::Unavailable,
    }
}

fn fault_of_code(code: &str, kind: &sqlx::error::ErrorKind) -> Fault {
    if matches!(kind, sqlx::error::ErrorKind::UniqueViolation) {
        return Fault::Race;
    }
    // SQLite tells numbers (the low byte is the primary code), PostgreSQL five characters.
    if code.len() == 5 {
        return match &code[..2] {
            "40" | "55" => Fault::Race,
            "08" | "25" | "53" | "54" | "57" | "58" | "XX" => Fault::Unavailable,
            _ => Fault::Poison,
        };
    }
    let primary = code.parse::<i64>().map_or(0, |code| code & 0xff);
    if SQLITE_UNAVAILABLE.contains(&primary) { Fault::Unavailable } else { Fault::Poison }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::error::ErrorKind;

    #[test]
    fn a_full_disk_is_nobodys_fault_and_a_lost_race_is_run_again() {
        assert_eq!(fault_of_code("13", &ErrorKind::Other), Fault::Unavailable);
        assert_eq!(fault_of_code("778", &ErrorKind::Other), Fault::Unavailable);
        assert_eq!(fault_of_code("53100", &ErrorKind::Other), Fault::Unavailable);
        assert_eq!(fault_of_code("40P01", &ErrorKind::Other), Fault::Race);
        assert_eq!(fault_of_code("2067", &ErrorKind::UniqueViolation), Fault::Race);
        assert_eq!(fault_of_code("1", &ErrorKind::Other), Fault::Poison);
        assert_eq!(fault_of_code("22021", &ErrorKind::Other), Fault::Poison);
    }
}
