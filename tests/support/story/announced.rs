//! An announcement that stands in its chats, as if it had gone out a moment ago: for stories about what its readers do.

use std::collections::BTreeMap;

use balcao::{
    core::{
        announce::{self, Announcement, Audience, Bulletin, Stage, State, What},
        chat::{Button, Message, Pin},
        invite::{self, Gift, Invitation},
        outbox::{Class, Post},
        person::Role,
        policy::desk::{Canned, Label, Named},
        prompt::{self, Prompt},
        unit::Unit,
    },
    dialogs::{
        announce::{
            choice::AnnounceChoice,
            line::{AnnounceLine, Card},
            reading,
        },
        choice::Choice,
        line::Line,
    },
    text::locale::Locale,
};
use sqlx::Row as _;

use super::{PLATFORM, Spot, Story, hours};

impl Story {
    /// A focal point of a partner, in the partner's group: `meets("marta", "Marta Nhaca", "CCS", "ccs")`.
    pub async fn meets(&mut self, who: &str, name: &str, partner: &str, group: &str) {
        self.aside(async |t| {
            t.invites(who, name, Role::FocalPoint, Some(partner)).await;
            t.opens_group(&format!("{who}@{group}"), "partner", Some(partner)).await;
        })
        .await;
    }

    /// A group is bound to a purpose, with a code of its own.
    pub async fn opens_group(&mut self, actor: &str, purpose: &str, partner: Option<&str>) {
        let code = format!("{}-6789", actor.replace('@', ""));
        let gift = Gift::room(purpose, self.partner(partner));
        let mut tx = self.store().begin().await.unwrap();
        invite::create(&mut tx, &code, &Invitation::once(gift, self.now() + hours(72))).await.unwrap();
        tx.commit().await.unwrap();
        self.says(actor, format!("/ligar {code}")).await;
    }

    /// Something is announced by the agents' room, and stands in these chats; `problem` is a request's id. Returns its id.
    pub async fn has_announced(&mut self, words: (&str, &str), problem: Option<i64>, chats: &[&str]) -> i64 {
        let (store, now) = (self.store(), self.now());
        let ids = store.take_ids().await.unwrap();
        let mut unit = Unit::begin(&store, &ids, now).await.unwrap();
        let author = self.person("Benedito Cossa").await;
        let number = announce::next_number(unit.conn()).await.unwrap();
        let home = Spot::of("bene@agents").address().to_string();
        let mut one = Announcement::new(unit.next_id(), number, author, &home, now);
        (one.state, one.problem, one.system) = (State::GoingOn, problem, Some("openmrs_epts".into()));
        one.audience = Audience::default();
        let mut bulletin = Bulletin::new(unit.next_id(), one.id, What::First, author, now);
        (bulletin.stage, bulletin.out_at) = (Stage::Out, Some(now));
        bulletin.words = BTreeMap::from([(Locale::Pt, words.0.to_owned()), (Locale::En, words.1.to_owned())]);
        announce::insert(unit.conn(), &one).await.unwrap();
        announce::insert_bulletin(unit.conn(), &bulletin).await.unwrap();
        announce::save(unit.conn(), &one).await.unwrap();
        for chat in chats {
            self.posts_card(&mut unit, chat, &one, &bulletin).await;
        }
        unit.commit("").await.unwrap();
        self.remark(&format!("({} goes out)", one.name()));
        self.stage().tick().await;
        self.settle().await;
        one.id
    }

    async fn posts_card(&mut self, unit: &mut Unit<'_>, chat: &str, of: &Announcement, bulletin: &Bulletin) {
        let spot = Spot::of(chat);
        let address = spot.address().to_string();
        let person_id = if spot.is_room { None } else { Some(self.reader(&address).await) };
        let line: Line = AnnounceLine::Card(Box::new(Card::of(of, bulletin, 0))).into();
        let choices = reading::choices(of, !spot.is_room);
        let (shared, locale) = (self.stage().entrance.shared.clone(), self.locale);
        let id = unit.next_id();
        let label = |choice| shared.catalog.label(choice, locale, &shared.policy(), &shared.directory());
        let button =
            |(at, choice)| Button { token: prompt::token(id, at), label: label(choice), aside: false, stays: false };
        let buttons = choices.iter().enumerate().map(button).collect();
        let prompt = Prompt {
            address: address.clone(),
            user_key: String::new(),
            choices: serde_json::to_string(&choices).unwrap(),
            chosen: None,
            chosen_by: None,
            chosen_label: None,
            outcome: None,
            role_epoch: 0,
            created_at: unit.now,
        };
        unit.prompts.insert(id, prompt);
        let text = shared.catalog.text(&line, locale, &shared.policy());
        let pin = spot.is_room.then_some(Pin::On);
        let limits = shared.platforms.get(PLATFORM).expect("the platform");
        let message = Message { text, buttons, pin, ..Message::default() };
        let message = balcao::bots::fit::fit(&message, limits).swap_remove(0);
        let post = Post {
            id: unit.next_id(),
            address,
            class: Class::Broadcast,
            platform: PLATFORM.to_owned(),
            mailbox: false,
            person_id,
            ticket_id: None,
            act_id: None,
            in_thread: false,
            slot: Some(of.slot()),
            line: serde_json::to_string(&line).unwrap(),
            as_is: true,
            locale: locale.code(),
            message,
            due_at: unit.now,
        };
        unit.posts.push(post);
    }

    /// How many messages stand pinned, where the platform pins.
    pub fn pinned(&self) -> usize {
        self.world.pinned()
    }

    async fn reader(&self, address: &str) -> i64 {
        let found = sqlx::query("select person_id from contact where address = $1").bind(address.to_owned());
        found.fetch_one(self.store().reader()).await.unwrap().get(0)
    }

    /// «Também me afecta», below an announcement: tapped, or written in answer to it where no button is shown.
    pub async fn joins(&mut self, actor: &str, announcement: i64) {
        let choice = Choice::Announce(AnnounceChoice::Join { announcement });
        if self.sees(actor, &choice).await {
            self.taps(actor, choice).await;
        } else {
            self.replies(actor, "A-", ("também me afecta", "this affects me too")).await;
        }
    }

    /// From now on the desk file has a published answer.
    pub async fn publishes(&mut self, key: &str, label: (&str, &str), text: (&str, &str)) {
        let both =
            |(pt, en): (&str, &str)| Label(BTreeMap::from([(Locale::Pt, pt.to_owned()), (Locale::En, en.to_owned())]));
        let named = Named::new(key, both(label), Vec::new());
        self.policy.canned.push(Canned { named, department: None, text: both(text), published: true });
        self.restarts().await;
        self.stage().tick().await;
    }
}
