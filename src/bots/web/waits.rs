//! Polls that wait at a time. Of one sign-in there are only a few: who asks once more gets the oldest one's place,
//! which is answered early rather than refused.

use std::{
    collections::{HashMap, VecDeque},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::sync::oneshot;

/// The most polls of a sign-in that wait at once.
const MOST: usize = 6;

type Queue = VecDeque<(u64, oneshot::Sender<()>)>;

/// The polls that wait, the oldest first.
#[derive(Debug, Default)]
pub struct Waits {
    by_key: Mutex<HashMap<u64, Queue>>,
    next: AtomicU64,
}

/// A poll's place, until it is dropped.
#[derive(Debug)]
pub struct Place {
    waits: Arc<Waits>,
    key: u64,
    id: u64,
    early: oneshot::Receiver<()>,
}

impl Waits {
    fn all(&self) -> MutexGuard<'_, HashMap<u64, Queue>> {
        self.by_key.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a poll of this sign-in.
    pub fn take(self: &Arc<Self>, key: u64) -> Place {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let (bell, early) = oneshot::channel();
        let mut all = self.all();
        let queue = all.entry(key).or_default();
        queue.push_back((id, bell));
        if queue.len() > MOST
            && let Some((_, oldest)) = queue.pop_front()
        {
            let _gone = oldest.send(());
        }
        drop(all);
        Place { waits: Arc::clone(self), key, id, early }
    }
}

impl Place {
    /// Waits until somebody else needs the place.
    pub async fn is_needed(&mut self) {
        let _needed = (&mut self.early).await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut all = self.waits.all();
        if let Some(queue) = all.get_mut(&self.key) {
            queue.retain(|(id, _)| *id != self.id);
            if queue.is_empty() {
                all.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[test]
    fn the_oldest_gives_its_place() {
        let waits = Arc::new(Waits::default());
        let mut places: Vec<Place> = (0..=MOST).map(|_| waits.take(1)).collect();
        assert_eq!(places[0].is_needed().now_or_never(), Some(()));
        assert_eq!(places[1].is_needed().now_or_never(), None);
        let mut other = waits.take(2);
        assert_eq!(other.is_needed().now_or_never(), None);
        places.truncate(2);
        let mut later = waits.take(1);
        assert_eq!(places[1].is_needed().now_or_never(), None, "there is room again");
        assert_eq!(later.is_needed().now_or_never(), None);
        drop((places, other, later));
        assert!(waits.all().is_empty());
    }
}
