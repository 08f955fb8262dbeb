//! Words that may be written instead of a button's label, by its key. One line a key, in each language; all of them
//! are understood in every language.

const LANGUAGES: [&str; 2] = [include_str!("choices_pt.txt"), include_str!("choices_en.txt")];

/// Each key with its words.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    LANGUAGES.into_iter().flat_map(str::lines).filter_map(|line| line.split_once(" = "))
}

/// The words for one key.
pub fn of(key: &str) -> impl Iterator<Item = &'static str> {
    all().filter(move |(of, _)| *of == key).flat_map(|(_, words)| words.split(','))
}
