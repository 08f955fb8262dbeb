//! Downloads under way. Each holds its file in memory until the last byte has gone, so of one person there are only a
//! few at a time; who asks for more is asked to come again.

use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::body::Body;
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};

use super::refusal::Refusal;

/// The most at once of one person: four browsers that each use all their connections.
const MOST: usize = 24;
/// So long is somebody asked to wait who has as many, in seconds.
const AGAIN_S: i64 = 5;
/// A file goes out in pieces, so that it is known when the last has gone.
const PIECE: usize = 64 * 1024;

/// How many downloads each person has under way.
#[derive(Debug, Default)]
pub struct Downloads {
    by_person: Mutex<HashMap<String, usize>>,
}

/// A download's place, until it is dropped.
#[derive(Debug)]
pub struct Held {
    downloads: Arc<Downloads>,
    person: String,
}

impl Downloads {
    fn all(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        self.by_person.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for one more download of this person.
    ///
    /// # Errors
    /// [`Refusal::SlowDown`] where they have as many as they may.
    pub fn take(self: &Arc<Self>, person: &str) -> Result<Held, Refusal> {
        let mut all = self.all();
        let count = all.entry(person.to_owned()).or_insert(0);
        if *count >= MOST {
            return Err(Refusal::SlowDown { seconds: AGAIN_S });
        }
        *count += 1;
        drop(all);
        Ok(Held { downloads: Arc::clone(self), person: person.to_owned() })
    }
}

impl Held {
    /// A file as an answer's body; the place is given back when it has gone, or is given up.
    pub fn send(self, bytes: &Bytes) -> Body {
        let ends = (0..bytes.len()).step_by(PIECE).map(|from| (from, from.saturating_add(PIECE)));
        let pieces: Vec<Bytes> = ends.map(|(from, to)| bytes.slice(from..to.min(bytes.len()))).collect();
        let held = self;
        Body::from_stream(stream::iter(pieces).map(move |piece| {
            let _until_the_last = &held;
            Ok::<_, Infallible>(piece)
        }))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut all = self.downloads.all();
        if let Some(count) = all.get_mut(&self.person) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                all.remove(&self.person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[test]
    fn a_person_has_a_few_at_once() {
        let downloads = Arc::new(Downloads::default());
        let mut held: Vec<Held> = (0..MOST).map(|_| downloads.take("u1").expect("a place")).collect();
        assert_eq!(downloads.take("u1").err(), Some(Refusal::SlowDown { seconds: AGAIN_S }));
        assert!(downloads.take("u2").is_ok(), "others are not held up");
        held.pop();
        assert!(downloads.take("u1").is_ok());
        drop(held);
        assert!(downloads.all().is_empty());
    }

    #[test]
    fn a_place_is_held_until_the_last_piece_has_gone() {
        let downloads = Arc::new(Downloads::default());
        let file = Bytes::from(vec![7; 2 * PIECE + 1]);
        let body = downloads.take("u1").expect("a place").send(&file);
        let mut pieces = body.into_data_stream();
        let mut sent = Vec::new();
        while let Some(piece) = pieces.next().now_or_never().expect("it is at hand") {
            assert_eq!(downloads.all().get("u1"), Some(&1));
            sent.extend_from_slice(&piece.expect("a piece"));
        }
        assert_eq!(sent, file);
        drop(pieces);
        assert!(downloads.all().is_empty());
    }
}
