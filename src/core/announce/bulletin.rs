//! A bulletin: one text that goes to many, and the only way for it to get there. Nothing goes that was not shown as it is,
//! asked for, and confirmed; where it reaches many groups, by two people (T29).
//!
//! ```text
//! draft ──ask──► asked ──confirm──► set ──begin──► going ──► out
//!   ▲              │                 │               └─stop──► stopped
//!   └──── edit ────┴──── take back ──┘
//! ```

use std::collections::BTreeMap;

use super::Words;
use crate::{
    closed_set,
    core::chat::Millis,
    text::{locale::Locale, mask},
};

closed_set! {
    /// What a bulletin is of its announcement.
    What { First = "first", Update = "update", End = "end" }
}

closed_set! {
    /// How far a bulletin is.
    Stage {
        Draft = "draft",
        /// Asked for, as it was shown; to be confirmed.
        Asked = "asked",
        /// Confirmed: it goes at its time, and can be taken back until then.
        Set = "set",
        Going = "going",
        /// All of it is in the outbox.
        Out = "out",
        /// Stopped midway: whoever was not told yet is not.
        Stopped = "stopped",
        Discarded = "discarded",
    }
}

/// Why something cannot be done with a bulletin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Not {
    /// It is not what was shown any more.
    Changed,
    /// Whoever asked for it cannot confirm it: it reaches too many.
    SecondPerson,
    /// It goes already.
    TooLate,
    /// Not in this stage.
    Now,
    /// There are no words, or nobody is to be told.
    Empty,
    /// Something in its words looks like a patient's or a telephone number, and nobody has looked at it.
    Words,
    /// Nobody has said whether its picture shows a patient.
    Picture,
}

/// One text that goes to many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bulletin {
    pub id: i64,
    pub announcement: i64,
    pub what: What,
    pub stage: Stage,
    /// Rises with each change, so that what is confirmed is what was shown.
    pub revision: i64,
    pub words: Words,
    pub picture: Option<i64>,
    /// Beside the card that is edited, a short line tells that there is news.
    pub loud: bool,
    /// When the next update is promised for.
    pub next_update_at: Option<Millis>,
    /// From when until when, where something is planned.
    pub window: Option<(Millis, Millis)>,
    /// What of its words looks like a patient's or a telephone number was looked at, and is right as it is.
    pub words_fine: bool,
    /// Somebody has said that its picture shows no patient.
    pub picture_fine: bool,
    pub author: i64,
    pub asked_by: Option<i64>,
    pub confirmed_by: Option<i64>,
    /// When it goes: once it cannot be taken back any more, or when it was asked for.
    pub goes_at: Option<Millis>,
    pub created_at: Millis,
    pub out_at: Option<Millis>,
}

/// How a desk announces: `[announcements]` of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Above so many groups a second person confirms.
    pub alone_up_to: usize,
    /// How long a confirmed bulletin can be taken back, in milliseconds (T29: 60 s).
    pub take_back: Millis,
    /// How long before a promised update the agents are reminded, in milliseconds.
    pub remind: Millis,
    /// Whether cards are pinned where the platform can.
    pub pin: bool,
}

impl Default for Terms {
    fn default() -> Self {
        Self { alone_up_to: 20, take_back: 60_000, remind: 10 * 60_000, pin: true }
    }
}

impl Bulletin {
    /// A draft without words.
    #[must_use]
    pub fn new(id: i64, announcement: i64, what: What, author: i64, now: Millis) -> Self {
        Self {
            id,
            announcement,
            what,
            stage: Stage::Draft,
            revision: 1,
            words: BTreeMap::new(),
            picture: None,
            loud: what == What::End,
            next_update_at: None,
            window: None,
            words_fine: false,
            picture_fine: false,
            author,
            asked_by: None,
            confirmed_by: None,
            goes_at: None,
            created_at: now,
            out_at: None,
        }
    }

    /// Whether it can still be changed: it does not go yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        match self.stage {
            Stage::Draft | Stage::Asked | Stage::Set => true,
            Stage::Going | Stage::Out | Stage::Stopped | Stage::Discarded => false,
        }
    }

    /// Changes it: whatever was asked for or confirmed is so no more.
    ///
    /// # Errors
    /// It goes already.
    pub fn edit(&mut self, change: impl FnOnce(&mut Self)) -> Result<(), Not> {
        if !self.is_open() {
            return Err(Not::TooLate);
        }
        let (words, picture) = (self.words.clone(), self.picture);
        let fine = (self.words_fine, self.picture_fine);
        change(self);
        // What was looked at is what stood there then; where the same change says so, it is what stands there now.
        if self.words != words && self.words_fine == fine.0 {
            self.words_fine = false;
        }
        if self.picture != picture && self.picture_fine == fine.1 {
            self.picture_fine = false;
        }
        (self.stage, self.asked_by, self.confirmed_by) = (Stage::Draft, None, None);
        self.revision += 1;
        Ok(())
    }

    /// The first of two confirmations, of what was shown at `revision`; `told` is how many chats it reaches.
    ///
    /// # Errors
    /// It was changed meanwhile, is no draft, says nothing to anybody, or was not looked at as it has to be.
    pub fn ask(&mut self, by: i64, revision: i64, told: usize) -> Result<(), Not> {
        match self.stage {
            Stage::Draft | Stage::Asked => {}
            Stage::Set | Stage::Going | Stage::Out => return Err(Not::TooLate),
            Stage::Stopped | Stage::Discarded => return Err(Not::Now),
        }
        if revision != self.revision {
            return Err(Not::Changed);
        }
        if told == 0 || self.words.values().all(|words| words.trim().is_empty()) {
            return Err(Not::Empty);
        }
        if !self.words_fine && self.words.values().any(|words| mask::for_group(words) != words.as_str()) {
            return Err(Not::Words);
        }
        if self.picture.is_some() && !self.picture_fine {
            return Err(Not::Picture);
        }
        // Whoever asked first stays the one who did: a second person is somebody else.
        self.asked_by.get_or_insert(by);
        self.stage = Stage::Asked;
        Ok(())
    }

    /// The second confirmation. Returns when it goes: not before it cannot be taken back any more.
    ///
    /// # Errors
    /// It was not asked for as it is; or by the same person, and it reaches more `groups` than one may tell alone.
    pub fn confirm(
        &mut self,
        by: i64,
        revision: i64,
        groups: usize,
        terms: &Terms,
        now: Millis,
    ) -> Result<Millis, Not> {
        match self.stage {
            Stage::Asked => {}
            Stage::Set | Stage::Going | Stage::Out => return Err(Not::TooLate),
            Stage::Draft | Stage::Stopped | Stage::Discarded => return Err(Not::Now),
        }
        if revision != self.revision {
            return Err(Not::Changed);
        }
        if groups > terms.alone_up_to && self.asked_by == Some(by) {
            return Err(Not::SecondPerson);
        }
        let goes_at = self.goes_at.unwrap_or(now).max(now + terms.take_back);
        (self.stage, self.confirmed_by, self.goes_at) = (Stage::Set, Some(by), Some(goes_at));
        Ok(goes_at)
    }

    /// A confirmed one is a draft again.
    ///
    /// # Errors
    /// It goes already, or was not confirmed.
    pub fn take_back(&mut self) -> Result<(), Not> {
        match self.stage {
            Stage::Asked | Stage::Set => self.edit(|bulletin| bulletin.goes_at = None),
            Stage::Going | Stage::Out => Err(Not::TooLate),
            Stage::Draft | Stage::Stopped | Stage::Discarded => Err(Not::Now),
        }
    }

    /// The hour for which it was meant is over, and nobody has confirmed it. Returns that hour, once: a confirmation lets it
    /// go at once from now on.
    pub fn lapse(&mut self, now: Millis) -> Option<Millis> {
        let is_unconfirmed = matches!(self.stage, Stage::Draft | Stage::Asked);
        self.goes_at.take_if(|at| is_unconfirmed && *at <= now)
    }

    /// Its time has come. Returns whether it goes, or goes on.
    pub fn begin(&mut self, now: Millis) -> bool {
        if self.stage == Stage::Set && self.goes_at.is_some_and(|at| at <= now) {
            self.stage = Stage::Going;
        }
        self.stage == Stage::Going
    }

    /// All of it is in the outbox.
    pub fn end(&mut self, now: Millis) {
        if self.stage == Stage::Going {
            (self.stage, self.out_at) = (Stage::Out, Some(now));
        }
    }

    /// Whoever was not told yet is not. What the outbox has and was not sent is withdrawn by the caller.
    ///
    /// # Errors
    /// It does not go, and did not.
    pub fn stop(&mut self) -> Result<(), Not> {
        match self.stage {
            Stage::Going | Stage::Out => {
                self.stage = Stage::Stopped;
                Ok(())
            }
            Stage::Draft | Stage::Asked | Stage::Set | Stage::Stopped | Stage::Discarded => Err(Not::Now),
        }
    }

    /// It is not wanted.
    ///
    /// # Errors
    /// It goes already.
    pub fn discard(&mut self) -> Result<(), Not> {
        self.edit(|_| {})?;
        self.stage = Stage::Discarded;
        Ok(())
    }

    /// The words in a language, or else in another.
    #[must_use]
    pub fn words_in(&self, locale: Locale) -> &str {
        super::words_in(&self.words, locale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMS: Terms = Terms { alone_up_to: 2, take_back: 60_000, remind: 0, pin: true };

    fn draft() -> Bulletin {
        let mut bulletin = Bulletin::new(1, 1, What::First, 10, 0);
        bulletin.words.insert(Locale::Pt, "O iDART está lento.".into());
        bulletin
    }

    /// Every way of three steps, by two people, from a draft: none goes out that was not asked for and confirmed as it is,
    /// and none to many by one person alone.
    #[test]
    fn there_is_no_other_way_out() {
        type Move = fn(&mut Bulletin, i64, usize) -> bool;
        let moves: [Move; 6] = [
            |b, by, _| b.ask(by, b.revision, 1).is_ok(),
            |b, by, groups| b.confirm(by, b.revision, groups, &TERMS, 0).is_ok(),
            |b, _, _| b.edit(|_| {}).is_ok(),
            |b, _, _| b.take_back().is_ok(),
            |b, _, _| b.begin(1_000_000),
            |b, _, _| b.stop().is_ok(),
        ];
        let steps: Vec<(usize, i64)> = (0..moves.len()).flat_map(|step| [(step, 10), (step, 11)]).collect();
        for groups in [1, 3] {
            for first in &steps {
                for second in &steps {
                    for third in &steps {
                        for fourth in &steps {
                            let mut bulletin = draft();
                            let mut done = Vec::new();
                            for (step, by) in [first, second, third, fourth] {
                                if moves[*step](&mut bulletin, *by, groups) {
                                    done.push((*step, *by));
                                }
                            }
                            if bulletin.stage != Stage::Going {
                                continue;
                            }
                            let asked = done.iter().find(|(step, _)| *step == 0).map(|(_, by)| *by);
                            let confirmed = done.iter().find(|(step, _)| *step == 1).map(|(_, by)| *by);
                            assert!(asked.is_some() && confirmed.is_some(), "{done:?}");
                            assert!(groups == 1 || bulletin.asked_by != bulletin.confirmed_by, "{done:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_confirmed_is_what_was_shown() {
        let mut bulletin = draft();
        let shown = bulletin.revision;
        assert_eq!(bulletin.ask(10, shown, 1), Ok(()));
        assert_eq!(bulletin.edit(|bulletin| bulletin.loud = true), Ok(()));
        assert_eq!(bulletin.confirm(10, shown, 1, &TERMS, 0), Err(Not::Now));
        assert_eq!(bulletin.ask(10, shown, 1), Err(Not::Changed));
        assert_eq!(bulletin.ask(10, bulletin.revision, 0), Err(Not::Empty));
    }

    #[test]
    fn what_looks_private_is_looked_at() {
        let mut bulletin = draft();
        let tells = |words: &str| words.to_owned();
        assert_eq!(bulletin.edit(|one| drop(one.words.insert(Locale::En, tells("Call 84 123 4567.")))), Ok(()));
        assert_eq!(bulletin.ask(10, bulletin.revision, 1), Err(Not::Words));
        assert_eq!(bulletin.edit(|one| one.words_fine = true), Ok(()));
        assert_eq!(bulletin.ask(10, bulletin.revision, 1), Ok(()));
        assert_eq!(bulletin.edit(|one| drop(one.words.insert(Locale::En, tells("Call 84 123 4568.")))), Ok(()));
        assert_eq!(bulletin.ask(10, bulletin.revision, 1), Err(Not::Words));
        assert_eq!(bulletin.edit(|one| drop(one.words.remove(&Locale::En))), Ok(()));
        assert_eq!(bulletin.edit(|one| one.picture = Some(5)), Ok(()));
        assert_eq!(bulletin.ask(10, bulletin.revision, 1), Err(Not::Picture));
        assert_eq!(bulletin.edit(|one| one.picture_fine = true), Ok(()));
        assert_eq!(bulletin.ask(10, bulletin.revision, 1), Ok(()));
    }

    #[test]
    fn it_can_be_taken_back_until_it_goes() {
        let mut bulletin = draft();
        assert_eq!(bulletin.ask(10, 1, 1), Ok(()));
        assert_eq!(bulletin.confirm(10, 1, 1, &TERMS, 5), Ok(60_005));
        assert!(!bulletin.begin(60_004));
        assert_eq!(bulletin.take_back(), Ok(()));
        assert!(!bulletin.begin(60_005));
        assert_eq!((bulletin.stage, bulletin.goes_at), (Stage::Draft, None));
        assert_eq!(bulletin.ask(11, 2, 1), Ok(()));
        assert_eq!(bulletin.confirm(11, 2, 1, &TERMS, 70_000), Ok(130_000));
        assert!(bulletin.begin(130_000));
        assert_eq!(bulletin.take_back(), Err(Not::TooLate));
        assert_eq!(bulletin.stop(), Ok(()));
        assert!(!bulletin.begin(200_000));
    }

    #[test]
    fn many_groups_need_two_people() {
        let mut bulletin = draft();
        assert_eq!(bulletin.ask(10, 1, 3), Ok(()));
        assert_eq!(bulletin.ask(11, 1, 3), Ok(()));
        assert_eq!(bulletin.confirm(10, 1, 3, &TERMS, 0), Err(Not::SecondPerson));
        assert_eq!(bulletin.confirm(11, 1, 3, &TERMS, 0), Ok(60_000));
    }
}
