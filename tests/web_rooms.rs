//! The web chat's rooms over HTTP, before a real desk: threads of one stream, answers to letters, edited words.

#[path = "support/served.rs"]
mod served;
mod support;

use balcao::core::person::Role;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use served::Served;

/// One sign-in, with all letters that it has seen.
struct Seat {
    base: String,
    token: String,
    http: reqwest::Client,
    key: usize,
    letters: Vec<Value>,
}

impl Seat {
    async fn of(served: &Served, code: &str, token: char) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        let seat =
            Self { base: served.base.clone(), token: token.to_string().repeat(43), http, key: 0, letters: Vec::new() };
        let form = json!({"code": code, "token": seat.token});
        let answer = seat.http.post(format!("{}/api/enter", seat.base)).json(&form).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK);
        seat
    }

    /// Hands in a form; `key`, `after` and `sent_at` are added. Returns the new letters.
    async fn posts(&mut self, form: Value) -> Vec<Value> {
        self.key += 1;
        let mut form = form;
        form["key"] = json!(format!("d-{}", self.key));
        form["after"] = json!(self.last());
        form["sent_at"] = json!(1);
        let request = self.http.post(format!("{}/api/messages", self.base)).bearer_auth(&self.token).json(&form);
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK, "{form}");
        let answer: Value = answer.json().await.expect("JSON");
        let mut fresh = self.takes(&answer);
        // Who writes fast waits for their turn; what comes of a message is committed with its echo.
        while answer["received"] == "waiting" && !fresh.iter().any(|letter| letter["echo"]["key"] == form["key"]) {
            let mail = self.gets(&format!("/api/messages?after={}&wait=20", self.last())).await;
            fresh.extend(self.takes(&mail));
        }
        fresh
    }

    async fn says(&mut self, text: &str) -> Vec<Value> {
        self.posts(json!({ "text": text })).await
    }

    /// What came meanwhile.
    async fn polls(&mut self) -> Vec<Value> {
        let mail = self.gets(&format!("/api/messages?after={}", self.last())).await;
        self.takes(&mail)
    }

    async fn gets(&self, path: &str) -> Value {
        let request = self.http.request(Method::GET, format!("{}{path}", self.base)).bearer_auth(&self.token);
        request.send().await.expect("an answer").json().await.expect("JSON")
    }

    fn takes(&mut self, mail: &Value) -> Vec<Value> {
        let fresh = mail["letters"].as_array().cloned().unwrap_or_default();
        self.letters.extend(fresh.iter().cloned());
        fresh
    }

    fn last(&self) -> i64 {
        self.letters.last().map_or(0, seq)
    }

    /// The newest letter of the desk that contains these words.
    fn reads(&self, words: &str) -> &Value {
        let mut letters = self.letters.iter().rev();
        let found = letters.find(|letter| letter["echo"].is_null() && text(letter).contains(words));
        let all = || self.letters.iter().map(text).collect::<Vec<_>>().join("\n--\n");
        found.unwrap_or_else(|| panic!("nobody said {words:?}:\n{}", all()))
    }

    /// The token of a button under the newest letter that has it.
    fn button(&self, label: &str) -> Value {
        let buttons = self.letters.iter().rev().flat_map(|letter| letter["buttons"].as_array().into_iter().flatten());
        let found = buttons.into_iter().find(|button| button["label"].as_str().is_some_and(|it| it.starts_with(label)));
        found.unwrap_or_else(|| panic!("no button {label:?}"))["token"].clone()
    }

    async fn taps(&mut self, label: &str) -> Vec<Value> {
        let token = self.button(label);
        self.posts(json!({ "tap": token })).await
    }

    /// Files a request about a server that stands still; returns its reference.
    async fn files(&mut self, words: &str) -> String {
        self.says("/novo").await;
        for label in ["OpenMRS EPTS", "Servidor", "Nada"] {
            self.taps(label).await;
        }
        self.says(words).await;
        self.taps("Enviar").await;
        let filed = text(self.reads("BL-")).to_owned();
        let from = filed.find("BL-").expect("a reference");
        filed[from..].chars().take_while(|char| char.is_ascii_alphanumeric() || *char == '-').collect()
    }
}

fn seq(letter: &Value) -> i64 {
    letter["seq"].as_i64().expect("a number")
}

fn text(letter: &Value) -> &str {
    letter["text"].as_str().unwrap_or_default()
}

/// What was just said, as the room shows it.
fn echo(letters: &[Value]) -> &Value {
    letters.iter().find(|letter| letter["echo"]["mine"] == true).expect("an echo")
}

async fn world() -> (Served, Seat, Seat, String) {
    let served = Served::plain().await;
    let mut agent = Seat::of(&served, &served.code_for("bene").await, 'b').await;
    let mut nurse = Seat::of(&served, &served.code_for("martine").await, 'n').await;
    let reference = nurse.files("O servidor parou").await;
    agent.polls().await;
    (served, nurse, agent, reference)
}

#[tokio::test]
async fn a_thread_is_all_that_is_about_one_ticket() {
    let (served, mut nurse, mut agent, reference) = world().await;
    let other = nurse.files("A farmácia também parou").await;
    agent.polls().await;
    let card = agent.reads("O servidor parou").clone();
    assert_eq!(card["thread"], json!(reference));

    // Plain talk is talk, and nobody's thread.
    let talk = agent.says("Bom dia a todos").await;
    assert_eq!((talk.len(), &talk[0]["thread"]), (1, &Value::Null));

    // Commands and buttons: what was asked and what came of it.
    for letter in agent.says(&format!("/estado {other}")).await {
        assert_eq!(letter["thread"], json!(other), "{letter}");
    }
    let taken = agent.posts(json!({"tap": card["buttons"][0]["token"]})).await;
    assert!(taken.len() >= 2 && taken.iter().all(|letter| letter["thread"] == json!(reference)), "{taken:?}");

    // In the thread plain words are a note, which the reporter does not read.
    let noted = agent.posts(json!({"text": "Falei com a província", "thread": reference})).await;
    assert_eq!(echo(&noted)["thread"], json!(reference));
    agent.says(&format!("/historico {reference}")).await;
    assert!(text(agent.reads("Falei com a província")).contains(&reference));
    assert!(nurse.polls().await.iter().all(|letter| !text(letter).contains("província")));

    // What is asked for there is asked of its ticket.
    let asked = agent.posts(json!({"text": "/responder", "thread": reference})).await;
    assert!(asked.iter().all(|letter| letter["thread"] == json!(reference)), "{asked:?}");
    agent.posts(json!({"text": "Reinicie, por favor", "thread": reference})).await;
    assert_eq!(agent.reads("Reinicie, por favor")["thread"], json!(reference));

    // Conversation mode: there alone, and words elsewhere stay there.
    agent.posts(json!({"text": format!("/conversa {reference}")})).await;
    agent.reads("misturava-se");
    agent.posts(json!({"text": format!("/conversa {reference}"), "thread": other})).await;
    agent.posts(json!({"text": format!("/conversa {reference}"), "thread": reference})).await;
    agent.posts(json!({"text": "Só entre nós", "thread": other})).await;
    let spoken = agent.posts(json!({"text": "Já consegue entrar?", "thread": reference})).await;
    assert!(spoken.iter().all(|letter| letter["thread"] == json!(reference)), "{spoken:?}");
    agent.says(&format!("/historico {other}")).await;
    agent.reads("Só entre nós");

    // The page narrows by asking; the newest come with `before` as elsewhere.
    let all = agent.gets(&format!("/api/history?thread={reference}")).await;
    let all = all["letters"].as_array().expect("letters");
    assert!(all.len() > 4 && all.iter().all(|letter| letter["thread"] == json!(reference)));
    let expected: Vec<i64> = agent.gets("/api/history?limit=50").await["letters"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|letter| letter["thread"] == json!(reference))
        .map(seq)
        .collect();
    assert_eq!(all.iter().map(seq).collect::<Vec<_>>(), expected);
    let older = agent.gets(&format!("/api/history?thread={reference}&limit=2&before={}", expected[3])).await;
    assert_eq!(older["letters"].as_array().into_iter().flatten().map(seq).collect::<Vec<_>>(), expected[1..3]);
    let none = agent.gets("/api/history?thread=XX-1").await;
    assert_eq!(none["letters"], json!([]));

    // Nobody else's letters are in it, and threads that are none are none.
    let outside = Seat::of(&served, &served.invite(Role::Reporter).await, 'o').await;
    assert_eq!(outside.gets(&format!("/api/history?thread={reference}")).await["letters"], json!([]));
    let mut colleague = Seat::of(&served, &served.code_for("lurdes").await, 'c').await;
    let foreign = colleague.posts(json!({"text": "só conversa", "thread": "BL-10010"})).await;
    assert_eq!(echo(&foreign)["thread"], Value::Null, "no such request");
    let unknown = agent.posts(json!({"text": "isto é conversa", "thread": "XX-10429"})).await;
    assert_eq!(echo(&unknown)["thread"], Value::Null);
    let private = nurse.posts(json!({"text": "/meus", "thread": reference})).await;
    assert!(private.iter().all(|letter| letter["thread"].is_null()), "only rooms have threads: {private:?}");
}

#[tokio::test]
async fn an_answer_finds_its_ticket_and_shows_what_it_answers() {
    let (_served, mut nurse, mut agent, first) = world().await;
    let second = nurse.files("A farmácia também parou").await;
    agent.polls().await;

    // A private chat with two requests: the letter that is answered tells which is meant.
    let filed = seq(nurse.reads(&first));
    let answered = nurse.posts(json!({"text": "Este continua parado", "reply_to": filed})).await;
    assert_eq!(echo(&answered)["echo"]["reply_to"], json!(filed));
    agent.polls().await;
    assert_eq!(agent.reads("Este continua parado")["thread"], json!(first));
    // Her own words, answered, are about the same.
    let own = seq(echo(&answered));
    nurse.posts(json!({"text": "e agora também a rede", "reply_to": own})).await;
    agent.polls().await;
    assert_eq!(agent.reads("e agora também a rede")["thread"], json!(first));

    // In the room: an answer to a card is a note of its ticket, in its thread.
    let card = seq(agent.reads("A farmácia também parou"));
    let noted = agent.posts(json!({"text": "É o mesmo servidor", "reply_to": card})).await;
    assert_eq!((&echo(&noted)["thread"], &echo(&noted)["echo"]["reply_to"]), (&json!(second), &json!(card)));
    agent.says(&format!("/historico {second}")).await;
    agent.reads("É o mesmo servidor");

    // What is not there, or stands elsewhere, is as if nothing had been answered.
    for reply_to in [0, -3, 9_999] {
        let said = agent.posts(json!({"text": "conversa", "reply_to": reply_to})).await;
        assert_eq!((said.len(), &said[0]["echo"]["reply_to"], &said[0]["thread"]), (1, &Value::Null, &Value::Null));
    }
}

#[tokio::test]
async fn edited_words_take_the_place_of_the_earlier() {
    let (served, mut nurse, mut agent, reference) = world().await;
    let mut lurdes = Seat::of(&served, &served.code_for("lurdes").await, 'l').await;
    let said = agent.posts(json!({"text": "Falei com a farmacia", "thread": reference})).await;
    let said = echo(&said).clone();
    let (slot, key) = (said["slot"].clone(), said["echo"]["key"].clone());
    assert!(slot.as_str().is_some_and(|slot| slot.starts_with("said:") && !slot.contains("d-")), "{slot}");

    let edited = agent.posts(json!({"text": "Falei com a farmácia", "edit": key})).await;
    let edited = echo(&edited).clone();
    assert_eq!(
        (&edited["slot"], &edited["echo"]["edited"], &edited["thread"]),
        (&slot, &json!(true), &json!(reference))
    );
    // The echo's own key names the same message.
    let again = json!({"text": "Falei com a farmácia do hospital", "edit": edited["echo"]["key"]});
    let again = agent.posts(again).await;
    assert_eq!(echo(&again)["slot"], slot);
    agent.says(&format!("/historico {reference}")).await;
    let history = text(agent.reads("Falei com a farmácia do hospital")).to_owned();
    assert_eq!(history.matches("do hospital").count(), 1, "{history}");

    // Nobody changes what others wrote: under their key it is words of one's own.
    lurdes.polls().await;
    let other = lurdes.posts(json!({"text": "Não falei com ninguém", "edit": key})).await;
    let other = echo(&other);
    assert_ne!(other["slot"], slot);
    assert_eq!((&other["echo"]["edited"], &other["echo"]["mine"]), (&Value::Null, &json!(true)));
    lurdes.says(&format!("/historico {reference}")).await;
    assert!(!text(lurdes.reads("do hospital")).contains("ninguém"));

    // Of a message that never came, the edit is what was said; a further edit changes that.
    let late = nurse.posts(json!({"text": "Continua parado", "edit": "never-1"})).await;
    let late = echo(&late).clone();
    let later = nurse.posts(json!({"text": "Continua parado hoje", "edit": "never-1"})).await;
    assert_eq!((&echo(&later)["slot"], &echo(&later)["echo"]["edited"]), (&late["slot"], &json!(true)));

    // A picture and an answered letter stay with the words.
    let card = seq(agent.reads("O servidor parou"));
    let file = agent.http.post(format!("{}/api/files?name=a.pdf", agent.base)).bearer_auth(&agent.token);
    let file = file.header("content-type", "application/pdf").body("%PDF-1.4").send().await.expect("an answer");
    let file: Value = file.json().await.expect("JSON");
    let with = json!({"text": "o relatorio", "files": [file], "reply_to": card});
    let with = agent.posts(with).await;
    assert_eq!(echo(&with)["echo"]["reply_to"], json!(card), "{with:?}");
    let edit = json!({"text": "o relatório", "edit": echo(&with)["echo"]["key"]});
    let edited = agent.posts(edit).await;
    assert_eq!(echo(&edited)["files"], echo(&with)["files"]);
    assert_eq!(echo(&edited)["echo"]["reply_to"], json!(card));
}

#[tokio::test]
async fn an_edit_is_text_alone() {
    let (_served, _nurse, agent, _reference) = world().await;
    for form in [
        json!({"text": "a", "edit": "x/y"}),
        json!({"text": " ", "edit": "x"}),
        json!({"text": "a", "edit": "x", "start": true}),
        json!({"edit": "x", "tap": "p1.0"}),
        json!({"text": "a", "thread": "B".repeat(65)}),
    ] {
        let mut form = form;
        form["key"] = json!("bad-1");
        form["after"] = json!(0);
        form["sent_at"] = json!(1);
        let request = agent.http.post(format!("{}/api/messages", agent.base)).bearer_auth(&agent.token).json(&form);
        assert_eq!(request.send().await.expect("an answer").status(), StatusCode::BAD_REQUEST, "{form}");
    }
}

#[tokio::test]
async fn what_the_page_says_is_not_asked_again() {
    let served = Served::plain().await;
    let mut agent = Seat::of(&served, &served.code_for("bene").await, 'b').await;
    let mut nurse = Seat::of(&served, &served.code_for("martine").await, 'n').await;
    let context = json!({
        "system": "openmrs",
        "page": "https://emr.example.org/openmrs/patientDashboard.form?patientId=4711&token=abc",
        "facility": "MZ-0203",
    });
    nurse.posts(json!({"text": "Isto assim não dá", "context": context})).await;
    let asked = text(nurse.reads("Que tipo de problema é?"));
    assert!(asked.contains("OpenMRS EPTS") && !asked.contains("Em que sistema"), "{asked}");
    for label in ["Servidor", "Nada", "Enviar"] {
        nurse.taps(label).await;
    }
    agent.polls().await;
    let card = text(agent.reads("Isto assim não dá"));
    assert!(card.contains("patientDashboard.form") && !card.contains("4711") && !card.contains("abc"), "{card}");
    // Who has a facility keeps it, whatever the page says.
    assert!(card.contains("CS Chamanculo"), "{card}");
}
