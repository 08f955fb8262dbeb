//! What is there before a story begins, set by real codes: an agent and the agents' room, a focal point and their
//! partner's group, a manager who writes English, and people who are enrolled already.

use balcao::{
    core::{
        chat::Millis,
        db::Kind,
        directory::rows,
        invite::{self, Gift, Invitation},
        person::{Person, Role},
        policy::{
            desk::{Creation, Desk, Question},
            desk_file,
        },
        unit::Unit,
    },
    demo::Sample,
    dialogs::choice::Choice,
    text::locale::Locale,
};

use super::{Story, hours};

impl Story {
    /// The sample directory, and everybody who works at the desk in their rooms.
    pub async fn opens_the_desk(&mut self) {
        self.fills_the_directory().await;
        self.transcript.muted = true;
        self.invites("bene", "Benedito Cossa", Role::Agent, None).await;
        self.invites("paulo", "Paulo Sitoe", Role::FocalPoint, Some("ARIEL")).await;
        self.invites("grace", "Grace Miller", Role::Manager, None).await;
        self.links("bene@agents", "agents", None).await;
        self.links("paulo@ariel", "partner", Some("ARIEL")).await;
        self.links("grace@managers", "managers", None).await;
        self.transcript.muted = false;
    }

    /// The same with an agent alone, and no room.
    pub async fn opens_the_desk_without_a_room(&mut self) {
        self.fills_the_directory().await;
        self.transcript.muted = true;
        self.invites("bene", "Benedito Cossa", Role::Agent, None).await;
        self.transcript.muted = false;
    }

    /// A group becomes an agents' room for a tier or a system.
    pub async fn binds(&mut self, actor: &str, tier: Option<i64>, system: Option<&str>) {
        let code = format!("{}-6789", actor.replace('@', ""));
        let gift = Gift::Room { purpose: "agents".into(), partner_id: None, tier, system: system.map(str::to_owned) };
        let store = self.store();
        let mut tx = store.begin().await.unwrap();
        invite::create(&mut tx, &code, &Invitation::once(gift, self.now() + hours(72))).await.unwrap();
        tx.commit().await.unwrap();
        self.says(actor, format!("/ligar {code}")).await;
    }

    pub async fn fills_the_directory(&mut self) {
        let plan = Sample::read().unwrap().plan;
        let store = self.store();
        let ids = store.take_ids().await.unwrap();
        let mut tx = store.begin().await.unwrap();
        rows::apply(&mut tx, &plan, &mut || ids.one()).await.unwrap();
        tx.commit().await.unwrap();
        self.stage().tick().await;
    }

    /// Somebody is invited, and comes with their code.
    pub async fn invites(&mut self, who: &str, name: &str, role: Role, partner: Option<&str>) {
        let code = format!("{who}-2345");
        self.makes_code(&code, name, role, partner, hours(72)).await;
        self.says(who, format!("/start {code}")).await;
    }

    /// Somebody works in a tier, and wants no digest in the morning.
    pub async fn staffs(&mut self, who: &str, name: &str, tier: i64) {
        self.invites(who, name, Role::Agent, None).await;
        let mut tx = self.store().begin().await.unwrap();
        let sets = sqlx::query("update person set tier = $1 where name = $2").bind(tier).bind(name);
        assert_eq!(sets.execute(&mut *tx).await.unwrap().rows_affected(), 1);
        tx.commit().await.unwrap();
        self.says(who, ("/notificacoes nenhumas", "/notifications none")).await;
    }

    /// A code for a person with a role, good for so long.
    pub async fn makes_code(&mut self, code: &str, name: &str, role: Role, partner: Option<&str>, good_for: Millis) {
        let partner_id = self.partner(partner);
        let store = self.store();
        let ids = store.take_ids().await.unwrap();
        let mut unit = Unit::begin(&store, &ids, self.now()).await.unwrap();
        let id = unit.next_id();
        let tier = (role == Role::Agent).then_some(2);
        let person = Person {
            id,
            name: name.into(),
            locale: if name == "Grace Miller" { Locale::En } else { self.locale },
            role,
            tier,
            partner_id,
            facility_id: None,
            enrolled: true,
            ..Person::new(id, self.locale)
        };
        unit.people.insert(id, person);
        unit.save_people().await.unwrap();
        let (facility_id, person_id) = (None, Some(id));
        let gift = Gift::Role { role, tier, partner_id, facility_id, proves_facility: false, person_id };
        invite::create(unit.conn(), code, &Invitation::once(gift, self.now() + good_for)).await.unwrap();
        unit.commit("").await.unwrap();
    }

    /// A group is bound to a purpose with a code.
    pub async fn links(&mut self, actor: &str, purpose: &str, partner: Option<&str>) {
        let code = self.makes_room_code(purpose, partner).await;
        let command = match self.locale {
            Locale::Pt => "/ligar",
            Locale::En => "/link",
        };
        self.says(actor, format!("{command} {code}")).await;
    }

    pub async fn makes_room_code(&mut self, purpose: &str, partner: Option<&str>) -> String {
        let code = format!("{purpose}-6789");
        let gift = Gift::room(purpose, self.partner(partner));
        let store = self.store();
        let mut tx = store.begin().await.unwrap();
        invite::create(&mut tx, &code, &Invitation::once(gift, self.now() + hours(72))).await.unwrap();
        tx.commit().await.unwrap();
        code
    }

    pub(super) fn partner(&mut self, code: Option<&str>) -> Option<i64> {
        let directory = self.stage().entrance.shared.directory();
        code.map(|code| directory.partner_by_code(code).expect("a partner of the sample").id)
    }

    /// A facility of the sample, as a choice.
    pub fn facility(&mut self, name: &str) -> Choice {
        let directory = self.stage().entrance.shared.directory();
        let found = directory.facilities.iter().find(|facility| facility.name == name);
        Choice::Facility(found.unwrap_or_else(|| panic!("there is no {name}")).id)
    }

    /// Somebody enrolled before the story begins.
    pub async fn enrolled(&mut self, who: &str, name: &str, facility: &str) {
        self.transcript.muted = true;
        self.starts(who, None).await;
        self.taps(who, Choice::Language(self.locale)).await;
        self.says(who, facility).await;
        self.says(who, name).await;
        self.transcript.muted = false;
        let found = sqlx::query("select count(*) from person where name = $1 and enrolled_at is not null")
            .bind(name)
            .fetch_one(self.store().reader())
            .await
            .unwrap();
        assert_eq!(sqlx::Row::get::<i64, _>(&found, 0), 1, "{name} did not get through enrolment");
    }

    /// A whole report in a few taps, on the server that is down.
    pub async fn reports_server_down(&mut self, who: &str, words: impl super::Words) {
        self.reports_until_summary(who, words).await;
        self.taps(who, Choice::Send).await;
    }

    /// The same, not sent yet.
    pub async fn reports_until_summary(&mut self, who: &str, words: impl super::Words) {
        if self.sees(who, &Choice::NewReport).await {
            self.taps(who, Choice::NewReport).await;
        } else {
            self.says(who, "/novo").await;
        }
        for choice in [
            system("openmrs_epts"),
            category("server"),
            option("what", "nothing"),
            Choice::Skip,
            Choice::Urgency("job_stopped".into()),
            Choice::Impact("multiple_users".into()),
        ] {
            self.taps(who, choice).await;
        }
        self.says(who, words).await;
        self.taps(who, Choice::Skip).await;
    }

    /// A desk without a directory.
    pub async fn opens_an_empty_desk(&mut self) {
        self.transcript.muted = true;
        self.invites("bene", "Benedito Cossa", Role::Agent, None).await;
        self.links("bene@agents", "agents", None).await;
        self.transcript.muted = false;
    }

    /// Another desk, as its file says.
    pub async fn follows_the_desk_file(&mut self, file: &str) {
        self.policy = Desk { brief: false, ..desk_file::load(file).unwrap() };
        self.restarts().await;
    }

    /// From now on only what is required is asked, as the shipped desk does.
    pub async fn asks_only_what_is_needed(&mut self) {
        self.policy.brief = true;
        self.restarts().await;
    }

    /// From now on only who was invited is taken in.
    pub async fn closes_the_desk(&mut self) {
        self.policy.creation = Creation::Enrolled;
        self.restarts().await;
    }

    /// From now on a category's form is another one.
    pub async fn changes_the_form(&mut self, category: &str, change: impl FnOnce(&mut Vec<Question>)) {
        let mut categories = self.policy.categories.iter_mut();
        change(&mut categories.find(|found| found.named.key == category).expect("a category").questions);
        self.restarts().await;
    }

    /// From now on somebody alone may announce to so many groups.
    pub async fn announces_alone_up_to(&mut self, groups: usize) {
        self.policy.announcements.alone_up_to = groups;
        self.restarts().await;
    }

    /// A further group of a partner's, which is addressed in the language of whoever binds it.
    pub async fn binds_group(&mut self, actor: &str, partner: &str) {
        let code = format!("{}-6789", actor.replace('@', ""));
        let gift = Gift::room("partner", self.partner(Some(partner)));
        let store = self.store();
        let mut tx = store.begin().await.unwrap();
        invite::create(&mut tx, &code, &Invitation::once(gift, self.now() + hours(72))).await.unwrap();
        tx.commit().await.unwrap();
        self.says(actor, format!("/link {code}")).await;
    }

    /// A code for another chat of somebody known.
    pub async fn makes_code_for_somebody_known(&mut self, code: &str, name: &str) {
        let store = self.store();
        let row = sqlx::query("select id from person where name = $1").bind(name);
        let person = sqlx::Row::get::<i64, _>(&row.fetch_one(store.reader()).await.unwrap(), 0);
        let mut tx = store.begin().await.unwrap();
        invite::create(&mut tx, code, &invite::for_second_chat(person, self.now())).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A code for all who work at a facility.
    pub async fn makes_facility_code(&mut self, code: &str, facility: &str, good_for: Millis) {
        let id = self.facility_id(facility);
        let store = self.store();
        let mut tx = store.begin().await.unwrap();
        let invitation = Invitation::of_facility(id, self.now() + good_for);
        invite::create(&mut tx, code, &invitation).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// All codes of a facility are taken back.
    pub async fn revokes_facility_codes(&mut self, facility: &str) {
        let id = self.facility_id(facility);
        let store = self.store();
        let mut tx = store.begin().await.unwrap();
        invite::revoke_of_facility(&mut tx, self.now(), id).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub fn facility_id(&mut self, code: &str) -> i64 {
        let directory = self.stage().entrance.shared.directory();
        directory.facility_by_code(code).expect("a facility of the sample").id
    }

    /// From now on no words with this marker can be kept.
    pub async fn poisons_the_database(&mut self) {
        let statements: &[&'static str] = match self.store().kind {
            Kind::Sqlite => &["create trigger poison before insert on entry when new.words like '%VENENO%'
                begin select raise(abort, 'poison'); end"],
            Kind::Postgres => &[
                "create function poison() returns trigger language plpgsql as
                 $$ begin raise exception 'poison'; end $$",
                "create trigger poison before insert on entry for each row
                 when (new.words like '%VENENO%') execute function poison()",
            ],
        };
        for statement in statements {
            crate::support::outbox::sql(&self.store(), statement).await;
        }
    }

    /// The story's own beginning: what is needed for it is not told.
    pub async fn aside(&mut self, act: impl AsyncFnOnce(&mut Self)) {
        self.transcript.muted = true;
        act(self).await;
        self.transcript.muted = false;
    }
}

pub fn system(key: &str) -> Choice {
    Choice::System(key.into())
}

pub fn category(key: &str) -> Choice {
    Choice::Category(key.into())
}

pub fn option(question: &str, option: &str) -> Choice {
    Choice::Option { question: question.into(), option: option.into() }
}
