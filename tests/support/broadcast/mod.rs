//! A desk with many groups on the fakes of Telegram and Discord and in the web chat: some block the bot, some move, some
//! take no message. An announcement is confirmed for all of them, and goes out while people are answered and the program is
//! killed.
#![allow(dead_code, reason = "each test program uses a part")]

pub mod reckoning;
pub mod talking;

use std::{
    fmt,
    time::{Duration, Instant},
};

use balcao::{
    core::{
        announce::{self, Announcement, Bulletin, What, audience, ledger},
        db::Store,
        directory::rows,
    },
    text::locale::Locale,
};

use talking::Wait;
use tokio::task::JoinHandle;

use crate::{
    bot_api::{
        self,
        state::{BOT, Kind, Standing, TOKEN},
    },
    discord,
    program::Program,
    support::{Dice, folder},
};

/// What is told to all of them.
pub const WORDS: &str = "O iDART está lento desde as 8h. A equipa trabalha nisso.";
/// The agents' group, which hears of the course.
pub const HOME: i64 = -9_000;
/// Where groups of Telegram begin, and where those go that move.
const FIRST: i64 = -100_000;
const MOVED: i64 = -1_000_000_000_000;
/// The numbers of the rows that are put into the database; the program's own are far above.
const ANNOUNCEMENT: i64 = 11;
pub const BULLETIN: i64 = 12;

/// Where a group is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Telegram(i64),
    Discord(u64),
    Web,
}

/// What happens to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fortune {
    Well,
    /// The bot was put out of it.
    Blocked,
    /// It becomes a supergroup: before the announcement, without a word; or while it goes out.
    MovedBefore,
    MovesMeanwhile,
    /// No message is taken there.
    Refuses,
}

/// A partner's group.
#[derive(Clone, Debug)]
pub struct Group {
    pub address: String,
    pub place: Place,
    pub fortune: Fortune,
}

/// What is to happen.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub groups: usize,
    pub kills: u64,
    pub seed: u64,
    /// So many people write meanwhile.
    pub people: usize,
}

/// The desk with its groups.
pub struct Scene {
    pub plan: Plan,
    pub telegram: bot_api::Fake,
    pub discord: discord::Fake,
    pub program: Program,
    pub groups: Vec<Group>,
    pub dice: Dice,
    _folder: tempfile::TempDir,
}

/// How it went.
#[derive(Debug)]
pub struct Course {
    /// From when it could go until the last message was there.
    pub took: Duration,
    /// How long the program did not run.
    pub down: Duration,
    /// Requests on Telegram meanwhile that counted: whatever became of them.
    pub requests: usize,
    /// Requests that were refused for being too fast, on Telegram and on Discord, and all.
    pub too_fast: (usize, usize),
    pub all: usize,
    /// How long people waited for their answers, the longest last; those that a kill cut off are not among them.
    pub waits: Vec<Duration>,
}

impl Scene {
    /// Sets the desk up, and starts it.
    pub async fn set(plan: Plan) -> Self {
        let folder = folder();
        let (telegram, discord) = (bot_api::Fake::start().await, discord::Fake::start().await);
        let mut program = Program::new(&format!("sqlite://{}/balcao.db", folder.path().display()));
        program.variables = vec![
            ("TELOXIDE_TOKEN", TOKEN.to_owned()),
            ("TELOXIDE_API_URL", telegram.url()),
            ("DISCORD_TOKEN", discord::TOKEN.to_owned()),
            ("BALCAO_DISCORD_API", discord.url()),
        ];
        program.commanded(&["directory", "import", crate::telegram_program::DIRECTORY]);
        let groups = groups(plan.groups, &telegram, &discord);
        telegram.group(HOME, "Agentes");
        telegram.change(|state| {
            state.chat(HOME).bot = Standing::Member;
            state.limits = Some(bot_api::limits::Limits::default());
        });
        let scene = Self { plan, telegram, discord, program, groups, dice: Dice(plan.seed), _folder: folder };
        scene.fill().await;
        scene
    }

    async fn store(&self) -> Store {
        Store::open(&self.program.database_url).await.expect("the database opens")
    }

    /// Writes the groups, and the people who will write, into the database.
    async fn fill(&self) {
        let store = self.store().await;
        let mut tx = store.begin().await.expect("a transaction");
        let home = format!("telegram:{BOT}:{HOME}");
        let room = "insert into room (address, purpose, partner_id, locale) values ($1, $2, $3, $4)";
        sqlx::query(room)
            .bind(&home)
            .bind("agents")
            .bind(None::<i64>)
            .bind("pt")
            .execute(&mut *tx)
            .await
            .expect("a row");
        let partners = sqlx::query_scalar::<_, i64>("select id from partner order by id").fetch_all(&mut *tx).await;
        let partners = partners.expect("rows");
        for (at, group) in self.groups.iter().enumerate() {
            let (partner, locale) = (partners[at % partners.len()], ["pt", "en"][at % 2]);
            let room = sqlx::query(room).bind(&group.address).bind("partner").bind(partner).bind(locale);
            room.execute(&mut *tx).await.expect("a row");
        }
        for at in 0..self.plan.people {
            let id = talking::id(at);
            sqlx::query("insert into person (id, name, locale, role, enrolled_at) values ($1, $2, 'pt', $3, 1)")
                .bind(id)
                .bind(format!("Rita {at}"))
                .bind(if at == 0 { "agent" } else { "reporter" })
                .execute(&mut *tx)
                .await
                .expect("a row");
            sqlx::query("insert into contact (contact_key, person_id, address, last_used_at) values ($1, $2, $3, 1)")
                .bind(format!("telegram:{BOT}|{id}"))
                .bind(id)
                .bind(format!("telegram:{BOT}:{id}"))
                .execute(&mut *tx)
                .await
                .expect("a row");
        }
        tx.commit().await.expect("a commit");
        store.close().await;
    }

    /// Starts the program, and waits until it listens.
    pub async fn starts(&mut self) -> Duration {
        self.program.start();
        self.program.ready().await
    }

    /// Writes down an announcement that was confirmed: it goes at once.
    pub async fn confirm(&self) {
        let store = self.store().await;
        let now = balcao::serve::wall_clock();
        let mut tx = store.begin().await.expect("a transaction");
        let home = format!("telegram:{BOT}:{HOME}");
        let one = Announcement::new(ANNOUNCEMENT, 7, talking::id(0), &home, now);
        announce::insert(&mut tx, &one).await.expect("a row");
        let mut bulletin = Bulletin::new(BULLETIN, one.id, What::First, one.author, now);
        bulletin.words.insert(Locale::Pt, WORDS.to_owned());
        announce::insert_bulletin(&mut tx, &bulletin).await.expect("a row");
        let directory = rows::load(&mut tx).await.expect("a directory");
        let reach = audience::reach(&mut tx, &directory, &one, 20_000).await.expect("rows");
        assert_eq!(reach.len(), self.groups.len(), "each group once");
        let terms = announce::bulletin::Terms { alone_up_to: 0, take_back: 0, ..announce::bulletin::Terms::default() };
        bulletin.ask(one.author, bulletin.revision, reach.len()).expect("it is asked for");
        let goes_at =
            bulletin.confirm(one.author + 1, bulletin.revision, reach.len(), &terms, now).expect("a second one");
        ledger::write(&mut tx, bulletin.id, &reach).await.expect("rows");
        announce::save_bulletin(&mut tx, &bulletin).await.expect("a row");
        let timer =
            "insert into timer (id, address, user_key, kind, subject_id, due_at) values (13, $1, 'desk', $2, $3, $4)";
        let timer = sqlx::query(timer).bind(home).bind(announce::GOES).bind(bulletin.id).bind(goes_at);
        timer.execute(&mut *tx).await.expect("a row");
        tx.commit().await.expect("a commit");
        store.close().await;
    }

    /// How many messages have come into groups.
    pub fn arrived(&self) -> usize {
        let telegram = self.telegram.look();
        let into_groups = |effect: &&bot_api::state::Effect| effect.chat < 0 && effect.chat != HOME;
        telegram.effects.iter().filter(into_groups).count()
    }

    /// Kills the program while the announcement goes out, at random; returns when it did not run.
    pub async fn kill_again_and_again(&mut self) -> Vec<Wait> {
        let on_telegram = self.groups.iter().filter(|group| matches!(group.place, Place::Telegram(_))).count();
        let mut down = Vec::new();
        let mut moments: Vec<usize> = (0..self.plan.kills)
            .map(|_| usize::try_from(self.dice.roll(on_telegram as u64 * 8 / 10)).expect("few") + 1)
            .collect();
        moments.sort_unstable();
        for moment in moments {
            let since = Instant::now();
            while self.arrived() < moment {
                assert!(since.elapsed() < bot_api::PATIENCE, "it does not go on\n{}", self.program.logged());
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            tokio::time::sleep(Duration::from_micros(self.dice.roll(60_000))).await;
            let since = Instant::now();
            self.program.kill();
            self.discord.change(|state| state.sessions.clear());
            self.starts().await;
            down.push((since, Instant::now()));
        }
        down
    }

    /// Groups move that are to move, once it has come to a fifth of all.
    fn move_groups(&self) -> JoinHandle<()> {
        let (fake, groups) = (self.telegram.clone(), self.groups.clone());
        tokio::spawn(async move {
            let fifth = groups.len() / 5;
            fake.until("a fifth of it", |state| (state.effects.len() >= fifth).then_some(())).await;
            for (at, group) in groups.iter().enumerate() {
                if let (Place::Telegram(id), Fortune::MovesMeanwhile) = (group.place, group.fortune) {
                    fake.migrates(id, moved_to(at), false);
                }
            }
        })
    }

    /// Waits until nothing is left to be sent.
    pub async fn until_all_ended(&self) {
        let store = self.store().await;
        let open = "select count(*) from recipient r left join outbox o on o.id = r.outbox_id where r.left_out is null
             and (r.outbox_id is null or o.state in ('queued', 'sending'))";
        let (mut fewest, mut since) = (i64::MAX, Instant::now());
        loop {
            let left: i64 = sqlx::query_scalar(open).fetch_one(store.reader()).await.expect("a number");
            if left == 0 {
                break;
            }
            if left < fewest {
                (fewest, since) = (left, Instant::now());
            }
            assert!(since.elapsed() < bot_api::PATIENCE, "{left} are not sent\n{}", self.program.logged());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        store.close().await;
    }

    /// Lets it go out, with kills, people who write, and groups that move; to its end.
    pub async fn goes_out(&mut self) -> Course {
        let people = talking::People::begin(&self.telegram, self.plan.people);
        let before = self.telegram.look().calls.len();
        self.confirm().await;
        let began = self.first_of_it().await;
        let moving = self.move_groups();
        let down = self.kill_again_and_again().await;
        moving.await.expect("groups move");
        self.until_all_ended().await;
        let waits = people.end().await;
        self.course(before, began, &down, &waits)
    }

    /// When the first of it was there.
    async fn first_of_it(&self) -> Instant {
        self.telegram
            .until("the first of it", |state| {
                let mut effects = state.effects.iter();
                effects.find(|effect| effect.text.contains(WORDS)).map(|effect| effect.at)
            })
            .await
    }

    fn course(&self, before: usize, began: Instant, down: &[Wait], waits: &[Wait]) -> Course {
        let telegram = self.telegram.look();
        let mut of_it = telegram.effects.iter().filter(|effect| effect.text.contains(WORDS));
        let last = of_it.next_back().expect("it went out").at;
        let is_message = |call: &&bot_api::state::Call| {
            let method = call.method.to_lowercase();
            method.starts_with("send") || method.starts_with("edit")
        };
        let calls = || telegram.calls[before..].iter().filter(is_message);
        let discord = self.discord.look();
        let refused = discord.calls.iter().filter(|(_, status)| *status == 429).count();
        let too_fast = (calls().filter(|call| call.status == 429).count(), refused);
        let is_cut = |wait: &Wait| down.iter().any(|down| wait.0 < down.1 && down.0 < wait.1);
        let mut waits: Vec<Duration> = waits.iter().filter(|wait| !is_cut(wait)).map(|wait| wait.1 - wait.0).collect();
        waits.sort();
        Course {
            took: last - began,
            down: down.iter().map(|down| down.1 - down.0).sum(),
            requests: calls().filter(|call| call.status != 429).count(),
            too_fast,
            all: calls().count() + discord.calls.len(),
            waits,
        }
    }
}

impl fmt::Display for Course {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (took, down, least) = (self.took.as_secs_f64(), self.down.as_secs_f64(), self.least().as_secs_f64());
        writeln!(f, "  {took:.1} s, of which it did not run {down:.2} s")?;
        writeln!(
            f,
            "  {:.3} × the minimum of {least:.1} s for {} requests on Telegram, answers among them",
            self.ratio(),
            self.requests
        )?;
        let (telegram, discord) = self.too_fast;
        let percent = 100.0 * exactly(telegram + discord) / exactly(self.all.max(1));
        writeln!(
            f,
            "  refused as too fast: {telegram} on Telegram, {discord} on Discord of {} ({percent:.2} %)",
            self.all
        )?;
        let middle = self.waits.get(self.waits.len() / 2).map_or(0, Duration::as_millis);
        let longest = self.waits.last().map_or(0, Duration::as_millis);
        let (count, p99) = (self.waits.len(), self.p99().as_millis());
        write!(f, "  {count} answers to people: median {middle} ms, p99 {p99} ms, longest {longest} ms")
    }
}

impl Course {
    /// How long it takes at least: thirty messages in a second, those among them that answer people.
    pub fn least(&self) -> Duration {
        Duration::from_secs(u64::try_from(self.requests.saturating_sub(1) / 30).unwrap_or(u64::MAX))
    }

    /// How many times that it took while the program ran.
    pub fn ratio(&self) -> f64 {
        self.took.saturating_sub(self.down).as_secs_f64() / self.least().as_secs_f64()
    }

    /// Of a hundred answers, ninety-nine came within.
    pub fn p99(&self) -> Duration {
        self.waits.get(self.waits.len() * 99 / 100).or(self.waits.last()).copied().unwrap_or_default()
    }
}

/// Where the group at this place moves to.
pub fn moved_to(at: usize) -> i64 {
    MOVED - i64::try_from(at).expect("few")
}

/// Of a hundred groups sixty are on Telegram, twenty-five on Discord and fifteen in the web chat; five are blocked, two
/// move and one takes nothing.
fn groups(count: usize, telegram: &bot_api::Fake, discord: &discord::Fake) -> Vec<Group> {
    let mut groups = Vec::with_capacity(count);
    for at in 0..count {
        let place = match at % 20 {
            0..=11 => Place::Telegram(FIRST - i64::try_from(at).expect("few")),
            12..=16 => Place::Discord(discord.channel(0, &[])),
            _ => Place::Web,
        };
        let address = match place {
            Place::Telegram(id) => format!("telegram:{BOT}:{id}"),
            Place::Discord(id) => format!("discord:{}:#{id}", discord::BOT),
            Place::Web => format!("web:balcao:sala-{at}"),
        };
        let fortune = match at % 100 {
            3 | 23 | 45 | 53 | 75 => Fortune::Blocked,
            5 => Fortune::MovedBefore,
            65 => Fortune::MovesMeanwhile,
            7 => Fortune::Refuses,
            _ => Fortune::Well,
        };
        befall(telegram, discord, at, place, fortune);
        groups.push(Group { address, place, fortune });
    }
    groups
}

fn befall(telegram: &bot_api::Fake, discord: &discord::Fake, at: usize, place: Place, fortune: Fortune) {
    match place {
        Place::Telegram(id) => {
            telegram.change(|state| {
                state.add_chat(id, Kind::Group, "Grupo", Standing::Member);
                match fortune {
                    Fortune::Blocked => state.chat(id).bot = Standing::Kicked,
                    Fortune::Refuses => _ = state.refusing.insert(id),
                    Fortune::Well | Fortune::MovedBefore | Fortune::MovesMeanwhile => {}
                }
            });
            if fortune == Fortune::MovedBefore {
                telegram.migrates(id, moved_to(at), true);
            }
        }
        Place::Discord(id) => discord.change(|state| match fortune {
            Fortune::Blocked => _ = state.closed.insert(id, 50_001),
            Fortune::Refuses => _ = state.refusing.insert(id),
            Fortune::Well | Fortune::MovedBefore | Fortune::MovesMeanwhile => {}
        }),
        Place::Web => {}
    }
}

/// A count of requests, of which there are never too many.
fn exactly(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
