//! What was missed is read beside what comes now: a few channels at a time and not too fast, so that answers are not held
//! up. What comes meanwhile in a channel that is still being read waits until that is done, and lets its channel be read
//! next: so each channel keeps its order.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::sync::{Notify, Semaphore, mpsc};
use tokio_util::sync::CancellationToken;

use super::{
    client::Api,
    gateway::Raw,
    history::{self, Page},
    inbound::Place,
};

/// So many channels are read at a time.
const AT_ONCE: usize = 4;
/// Between the beginnings of two: Discord takes fifty calls a second, and most of them are for answers.
const APART: Duration = Duration::from_millis(50);

/// What there is to take in.
#[derive(Debug)]
pub enum Heard {
    Event(Raw),
    /// A part of a channel's history; the last one is marked so.
    Missed {
        place: Place,
        page: Page,
    },
}

/// From where on a channel is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    After(i64),
    /// What somebody wrote before this, since the bot spoke last.
    Before(i64),
}

#[derive(Debug)]
struct Job {
    place: Place,
    from: From,
}

#[derive(Clone, Debug, Default)]
struct Jobs {
    waiting: Arc<Mutex<VecDeque<Job>>>,
    new: Arc<Notify>,
}

impl Jobs {
    fn waiting(&self) -> MutexGuard<'_, VecDeque<Job>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The channels that are being read, and what came there meanwhile.
#[derive(Debug, Default)]
pub struct Missed {
    jobs: Jobs,
    reading: HashMap<String, usize>,
    held: HashMap<String, Vec<Raw>>,
    /// Channels of which it was asked what was written before their first message.
    looked_back: HashSet<String>,
}

impl Missed {
    /// Reads what is asked for, until it is stopped.
    pub fn reads(
        &self,
        api: Api,
        own: String,
        queue: mpsc::UnboundedSender<Heard>,
        stop: CancellationToken,
    ) -> impl Future<Output = ()> + Send + 'static {
        let jobs = self.jobs.clone();
        async move {
            let places = Arc::new(Semaphore::new(AT_ONCE));
            loop {
                let new = jobs.new.notified();
                let next = jobs.waiting().pop_front();
                let Some(job) = next else {
                    tokio::select! {
                        () = stop.cancelled() => return,
                        () = new => continue,
                    }
                };
                let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
                let (api, own, queue, stop) = (api.clone(), own.clone(), queue.clone(), stop.clone());
                tokio::spawn(async move {
                    read(&api, &own, job, &queue, &stop).await;
                    drop(place);
                });
                tokio::time::sleep(APART).await;
            }
        }
    }

    /// Lets a channel be read.
    pub fn ask(&mut self, place: Place, from: From) {
        *self.reading.entry(place.channel().to_owned()).or_default() += 1;
        self.jobs.waiting().push_back(Job { place, from });
        self.jobs.new.notify_one();
    }

    /// The same for a chat of which nothing was read yet: what was written before this. `false`: that was done.
    pub fn look_back(&mut self, place: &Place, before: i64) -> bool {
        if !self.looked_back.insert(place.channel().to_owned()) {
            return false;
        }
        self.ask(place.clone(), From::Before(before));
        true
    }

    /// Keeps what came in a channel that is still being read; gives it back where none is.
    pub fn hold(&mut self, raw: Raw) -> Option<Raw> {
        let channel = raw.data["channel_id"].as_str().unwrap_or_default();
        if !self.reading.contains_key(channel) {
            return Some(raw);
        }
        let mut waiting = self.jobs.waiting();
        if let Some(at) = waiting.iter().position(|job| job.place.channel() == channel)
            && let Some(job) = waiting.remove(at)
        {
            waiting.push_front(job);
        }
        drop(waiting);
        self.held.entry(channel.to_owned()).or_default().push(raw);
        None
    }

    /// A channel was read to its end. Gives what came meanwhile.
    pub fn is_read(&mut self, channel: &str) -> Vec<Raw> {
        let left = self.reading.get_mut(channel);
        let is_over = left.is_none_or(|left| {
            *left -= 1;
            *left == 0
        });
        if !is_over {
            return Vec::new();
        }
        self.reading.remove(channel);
        self.held.remove(channel).unwrap_or_default()
    }
}

async fn read(api: &Api, own: &str, job: Job, queue: &mpsc::UnboundedSender<Heard>, stop: &CancellationToken) {
    let Job { place, from } = job;
    let channel = place.channel().to_owned();
    let mut last = match from {
        From::After(last) => last,
        From::Before(message) => {
            if let Some(page) = history::before(api, &channel, message, own, stop).await {
                let _gone = queue.send(Heard::Missed { place, page });
            }
            return;
        }
    };
    while let Some(page) = history::after(api, &channel, last, stop).await {
        last = page.messages.last().map_or(last, |(number, _)| last.max(*number));
        let is_last = page.is_last;
        let _gone = queue.send(Heard::Missed { place: place.clone(), page });
        if is_last {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(channel: &str, id: &str) -> Raw {
        Raw { kind: "MESSAGE_CREATE".into(), data: json!({"channel_id": channel, "id": id}), known: true }
    }

    #[test]
    fn what_comes_meanwhile_waits_for_its_channel_alone() {
        let mut missed = Missed::default();
        let private = |channel: &str| Place::Private { channel: channel.into() };
        missed.ask(private("1"), From::After(0));
        missed.ask(private("2"), From::After(0));
        assert!(missed.hold(event("3", "30")).is_some());
        assert!(missed.hold(event("2", "20")).is_none());
        assert!(missed.hold(event("2", "21")).is_none());
        let next: Vec<String> = missed.jobs.waiting().iter().map(|job| job.place.channel().to_owned()).collect();
        assert_eq!(next, ["2", "1"], "whoever writes now is read first");
        assert_eq!(missed.is_read("2"), [event("2", "20"), event("2", "21")]);
        assert!(missed.hold(event("2", "22")).is_some());
        missed.ask(private("1"), From::After(5));
        assert!(missed.hold(event("1", "10")).is_none());
        assert_eq!(missed.is_read("1"), [], "it was asked for twice");
        assert_eq!(missed.is_read("1"), [event("1", "10")]);
    }

    #[test]
    fn a_chat_is_looked_back_at_once() {
        let mut missed = Missed::default();
        let place = Place::Private { channel: "1".into() };
        assert!(missed.look_back(&place, 9));
        assert!(!missed.look_back(&place, 10));
    }
}
