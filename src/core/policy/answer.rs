//! The answers of a form: how each kind is kept, which questions are asked, and which answers still count when the
//! form has changed since they were given. Reading what people type is not done here.
//!
//! | kind | kept as |
//! |---|---|
//! | choice | the option's key |
//! | text, person | the words |
//! | number | `3.5` |
//! | date | `2026-11-20` |
//! | yes/no | `yes`, `no` |
//! | attachment | the files' ids, joined with commas |
//! | facility | `#7 CS Ndlavela`: id and name, since a card is told without the directory; or the words |
//!
//! Nothing at all was skipped. A facility that begins with `?` was typed and waits to be found.

use std::collections::BTreeMap;

use super::desk::{Category, Question, QuestionKind};
use crate::{core::directory::Facility, text::dates};

pub const YES: &str = "yes";
pub const NO: &str = "no";

/// Question key → answer.
pub type Form = BTreeMap<String, String>;

/// Whether the n-th question is asked, after these answers. A question that is not asked answers nothing itself.
#[must_use]
pub fn is_asked(category: &Category, at: usize, form: &Form) -> bool {
    let Some(question) = category.questions.get(at) else { return false };
    let Some(condition) = &question.only_if else { return true };
    let earlier = category.questions[..at].iter().position(|earlier| earlier.key == condition.question);
    earlier.is_some_and(|earlier| {
        let answer = form.get(&condition.question);
        answer.is_some_and(|answer| condition.is.contains(answer)) && is_asked(category, earlier, form)
    })
}

/// Whether an answer is one to this question; nothing at all only where it may be skipped.
#[must_use]
pub fn fits(question: &Question, answer: &str) -> bool {
    if answer.is_empty() {
        return !question.required;
    }
    match &question.kind {
        QuestionKind::Choice(options) => options.iter().any(|option| option.key == answer),
        QuestionKind::Text | QuestionKind::Person => true,
        QuestionKind::Number { least, most } => is_within(answer, *least, *most),
        QuestionKind::Date => dates::from_iso(answer).is_some(),
        QuestionKind::YesNo => [YES, NO].contains(&answer),
        QuestionKind::Attachment => answer.split(',').all(|id| id.parse::<i64>().is_ok()),
        QuestionKind::Facility => typed_facility(answer).is_none(),
    }
}

/// Whether a number lies within the bounds, which belong to it.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a desk file's bounds are far below 2^52")]
pub fn is_within(number: &str, least: Option<i64>, most: Option<i64>) -> bool {
    number.parse::<f64>().is_ok_and(|number| {
        number.is_finite()
            && least.is_none_or(|least| number >= least as f64)
            && most.is_none_or(|most| number <= most as f64)
    })
}

/// How many files an answer has.
#[must_use]
pub fn file_count(answer: &str) -> usize {
    answer.split(',').filter(|id| !id.is_empty()).count()
}

/// A facility of the directory, as it is kept.
#[must_use]
pub fn of_facility(facility: &Facility) -> String {
    format!("#{} {}", facility.id, facility.name)
}

/// A facility as it was typed; what marks the other ways of keeping one is not part of a name.
#[must_use]
pub fn of_typed_facility(typed: &str) -> String {
    typed.trim_start_matches(['#', '?', ' ']).to_owned()
}

/// The words by which a facility waits to be found.
#[must_use]
pub fn typed_facility(answer: &str) -> Option<&str> {
    answer.strip_prefix('?')
}

/// The name of a facility that is kept.
#[must_use]
pub fn facility_name(answer: &str) -> &str {
    let known = answer.strip_prefix('#').and_then(|rest| rest.split_once(' '));
    known.map(|(_, name)| name).or_else(|| typed_facility(answer)).unwrap_or(answer)
}

/// A form as a draft remembers it: the key and kind of each question, in order.
#[must_use]
pub fn shape(category: &Category) -> String {
    let questions = category.questions.iter().map(|question| format!("{}:{}", question.key, question.kind.word()));
    questions.collect::<Vec<_>>().join(" ")
}

/// The place in the form of the question that was the n-th of this shape, if it is still there and of its kind.
#[must_use]
pub fn moved(category: &Category, at: usize, shape: &str) -> Option<usize> {
    let (key, kind) = shape.split(' ').nth(at)?.split_once(':')?;
    category.questions.iter().position(|question| question.key == key && question.kind.word() == kind)
}

/// Whether an answer that was given to a form of this shape still fits: an option's key is no words, and words no
/// date. Of a question that the shape does not know nothing is known, and the answer counts.
#[must_use]
pub fn still_fits(question: &Question, answer: &str, shape: &str) -> bool {
    let kind = shape.split(' ').filter_map(|asked| asked.split_once(':')).find(|(key, _)| *key == question.key);
    kind.is_none_or(|(_, kind)| kind == question.kind.word()) && fits(question, answer)
}

/// The answers that belong to a ticket of this category: those that still fit, to questions that are asked.
#[must_use]
pub fn kept(category: &Category, form: &Form, shape: &str) -> Form {
    let questions = category.questions.iter().enumerate().filter(|(at, _)| is_asked(category, *at, form));
    questions
        .filter_map(|(_, question)| {
            let answer = form.get(&question.key).filter(|answer| still_fits(question, answer, shape))?;
            Some((question.key.clone(), answer.clone()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::policy::desk::{Label, Named, OnlyIf};

    fn named(key: &str) -> Named {
        Named::new(key, Label::default(), Vec::new())
    }

    fn question(key: &str, kind: QuestionKind, only_if: Option<(&str, &str)>) -> Question {
        let only_if = only_if.map(|(question, is)| OnlyIf { question: question.into(), is: vec![is.into()] });
        Question {
            key: key.into(),
            label: Label::default(),
            help: None,
            kind,
            required: true,
            only_if,
            tells: false,
            general: false,
        }
    }

    fn form(answers: &[(&str, &str)]) -> Form {
        answers.iter().map(|(key, answer)| ((*key).to_owned(), (*answer).to_owned())).collect()
    }

    #[test]
    fn each_kind_has_its_answers() {
        let choice = QuestionKind::Choice(vec![named("red")]);
        let count = QuestionKind::Number { least: Some(1), most: Some(20) };
        let any = QuestionKind::Number { least: None, most: None };
        for (kind, fitting, not) in [
            (choice, &["red"][..], &["blue", ""][..]),
            (QuestionKind::Text, &["red"], &[""]),
            (count, &["1", "20", "3.5"], &["0", "21", "-1", "x", "NaN", ""]),
            (any, &["-1000000"], &["inf"]),
            (QuestionKind::Date, &["2026-11-20"], &["ontem", "20/11/2026", "2026-02-30"]),
            (QuestionKind::YesNo, &["yes", "no"], &["sim", "true"]),
            (QuestionKind::Attachment, &["5", "5,6"], &["foto", "5,", ","]),
            (QuestionKind::Facility, &["#7 CS Ndlavela", "Centro novo"], &["?ndlavela", ""]),
            (QuestionKind::Person, &["Ana Macamo"], &[""]),
        ] {
            let mut asked = question("it", kind, None);
            assert!(fitting.iter().all(|answer| fits(&asked, answer)), "{asked:?}");
            assert!(!not.iter().any(|answer| fits(&asked, answer)), "{asked:?}");
            asked.required = false;
            assert!(fits(&asked, ""), "{asked:?}");
        }
    }

    #[test]
    fn a_question_that_is_not_asked_answers_nothing() {
        let action = QuestionKind::Choice(vec![named("close"), named("create")]);
        let category = Category {
            questions: vec![
                question("action", action, None),
                question("left", QuestionKind::YesNo, Some(("action", "close"))),
                question("last_day", QuestionKind::Date, Some(("left", "yes"))),
            ],
            approval: true,
            ..Category::plain(named("account"))
        };
        let asked = |form: &Form| (0..4).map(|at| is_asked(&category, at, form)).collect::<Vec<_>>();
        assert_eq!(asked(&form(&[])), [true, false, false, false]);
        assert_eq!(asked(&form(&[("action", "close"), ("left", "yes")])), [true, true, true, false]);
        let corrected = form(&[("action", "create"), ("left", "yes"), ("last_day", "2026-11-20"), ("gone", "x")]);
        assert_eq!(asked(&corrected), [true, false, false, false]);
        assert_eq!(kept(&category, &corrected, &shape(&category)), form(&[("action", "create")]));
    }

    #[test]
    fn a_changed_kind_is_asked_again() {
        let text = question("since", QuestionKind::Text, None);
        assert!(still_fits(&text, "ontem", "since:text"));
        assert!(still_fits(&text, "ontem", "") && still_fits(&text, "ontem", "other:date"));
        assert!(!still_fits(&text, "this_week", "what:choice since:choice"));
    }

    #[test]
    fn a_question_is_found_where_it_stands_now() {
        let questions = vec![
            question("why", QuestionKind::Text, None),
            question("what", QuestionKind::Text, None),
            question("since", QuestionKind::Date, None),
        ];
        let category = Category { questions, ..Category::plain(named("it")) };
        let places = [0, 1, 2, 3].map(|at| moved(&category, at, "what:text since:text gone:text"));
        assert_eq!(places, [Some(1), None, None, None]);
    }

    #[test]
    fn facilities_keep_their_name() {
        for (kept, name) in
            [("#7 CS Ndlavela", "CS Ndlavela"), ("Centro novo", "Centro novo"), ("?nd", "nd"), ("#7", "#7")]
        {
            assert_eq!(facility_name(kept), name);
        }
        assert_eq!(of_typed_facility("#? 7 CS"), "7 CS");
    }
}
