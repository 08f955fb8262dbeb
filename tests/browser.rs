//! The whole path in a real browser, before a real desk: a nurse reports, the agents' room works on it, the nurse
//! reopens and confirms, while the partner's group and the manager follow. On the demo's page and on single pages.

#[path = "support/served.rs"]
mod served;
#[path = "support/stage.rs"]
mod stage;
mod support;
#[path = "support/webdriver.rs"]
mod webdriver;

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use serde_json::json;
use served::Served;
use stage::Stage;

const NOTE: &str = "Nota só para nós: a senha do servidor mudou ontem.";
const CHATTER: &str = "Bom dia a todos.";
const REPLY: &str = "Reinicie o computador e tente de novo.";
const QUESTION: &str = "Que versão aparece no canto do ecrã?";
const STILL: &str = "O erro voltou às dez horas.";

/// What the nurse taps, writes and reads, in her language.
struct Nurse {
    language: &'static str,
    asks_facility: &'static str,
    asks_name: &'static str,
    enrolled: &'static str,
    new_report: &'static str,
    /// The form's answers in order: taps as they are, words after a `"`.
    answers: [&'static str; 9],
    asks_photo: &'static str,
    summary: &'static str,
    correct: &'static str,
    field: &'static str,
    instead: &'static str,
    send: &'static str,
    shows_none: &'static str,
    filed: &'static str,
    taken: &'static str,
    answer: &'static str,
    still_broken: &'static str,
    asks_still: &'static str,
    reopened: &'static str,
    confirm: &'static str,
    closed: &'static str,
}

const PORTUGUESE: Nurse = Nurse {
    language: "Português",
    asks_facility: "Em que Unidade Sanitária trabalha?",
    asks_name: "Como se chama?",
    enrolled: "Registo feito",
    new_report: "Novo pedido",
    answers: [
        "OpenMRS EPTS",
        "Erro num ecrã/ficha",
        "\"A ficha de seguimento não abre desde manhã.",
        "Juntar detalhes",
        "\"Java heap space",
        "Sempre",
        "\"hoje",
        "Trabalho parado",
        "Só eu",
    ],
    asks_photo: "foto do ecrã",
    summary: "Resumo do pedido",
    correct: "Corrigir",
    field: "Quem é afectado",
    instead: "Várias pessoas",
    send: "Enviar pedido",
    shows_none: "Não",
    filed: "Pedido recebido",
    taken: "já está a tratar do seu pedido",
    answer: "Versão 2.3.1",
    still_broken: "Ainda não funciona",
    asks_still: "O que é que ainda não funciona?",
    reopened: "Pedido reaberto",
    confirm: "Sim, resolvido",
    closed: "O pedido fica fechado",
};

const ENGLISH: Nurse = Nurse {
    language: "English",
    asks_facility: "Which health facility do you work at?",
    asks_name: "What is your name?",
    enrolled: "You are enrolled",
    new_report: "New request",
    answers: [
        "OpenMRS EPTS",
        "Error on a screen",
        "\"The follow-up form has not opened since this morning.",
        "Add details",
        "\"Java heap space",
        "Always",
        "\"today",
        "Work has stopped",
        "Only me",
    ],
    asks_photo: "photo of the screen",
    summary: "Summary of the request",
    correct: "Correct",
    field: "Who is affected",
    instead: "Several people",
    send: "Send request",
    shows_none: "No",
    filed: "Request received",
    taken: "is now working on your request",
    answer: "Version 2.3.1",
    still_broken: "Still not working",
    asks_still: "What still does not work?",
    reopened: "The request is open again",
    confirm: "Yes, resolved",
    closed: "The request is closed",
};

/// Where people sit: in frames of the demo's page, or each in a tab.
enum Chairs {
    Frames,
    Tabs(HashMap<&'static str, String>),
}

struct Play {
    stage: Stage,
    chairs: Chairs,
    nurse: Nurse,
    photo: PathBuf,
}

/// What a nurse would photograph.
const SCREEN: &str = "data:text/html;charset=utf-8,<body style='margin:0;font:28px sans-serif;background:%23eef3f6'>\
    <div style='background:%2300463f;color:white;padding:24px'>OpenMRS</div><div style='margin:60px;padding:40px;\
    background:white;border-left:14px solid %23b3261e'><h1>Erro ao abrir a ficha</h1>\
    <code>java.lang.OutOfMemoryError: Java heap space</code></div>";

impl Play {
    async fn sit(&self, seat: &str) {
        match &self.chairs {
            Chairs::Frames => {
                self.stage.page.leave_frames().await;
                self.stage.page.enter_frame(&format!("iframe[name={seat}]")).await;
            }
            Chairs::Tabs(tabs) => self.stage.page.to_tab(&tabs[seat]).await,
        }
    }

    async fn whole_path(&self) {
        self.enrols().await;
        self.guide_is_at(2).await;
        let reference = self.reports().await;
        self.guide_is_at(3).await;
        self.partner_sees(&reference, "Novo").await;
        self.is_taken(&reference).await;
        self.guide_is_at(4).await;
        self.partner_sees(&reference, "Em curso").await;
        self.manager_asks(&reference).await;
        self.sit("agents").await;
        self.stage.page.wait_for("#toast[hidden]").await;
        self.stage.page.leave_frames().await;
        self.stage.look("in-the-middle").await;
        self.is_worked_on().await;
        self.guide_is_at(5).await;
        self.partner_sees(&reference, "À espera de resposta").await;
        self.answers().await;
        self.is_resolved("Actualizado para a versão 2.3.2.").await;
        self.guide_is_at(6).await;
        self.partner_sees(&reference, "Resolvido").await;
        self.still_fails().await;
        self.guide_is_at(7).await;
        self.is_resolved("Memória aumentada.").await;
        self.confirms().await;
        self.partner_sees(&reference, "Fechado").await;
        self.nothing_went_wrong().await;
    }

    /// The demo's guide goes on by itself.
    async fn guide_is_at(&self, step: usize) {
        if let Chairs::Frames = self.chairs {
            self.stage.page.leave_frames().await;
            self.stage.page.wait_for_text("#guide-place", &format!("Passo {step} de 7")).await;
        }
    }

    async fn enrols(&self) {
        let (stage, nurse) = (&self.stage, &self.nurse);
        self.sit("nurse").await;
        stage.tap(nurse.language).await;
        stage.sees(nurse.asks_facility).await;
        stage.say("Ndlavela").await;
        stage.tap("CS Ndlavela").await;
        stage.sees(nurse.asks_name).await;
        stage.say("Ana Macuácua").await;
        stage.sees(nurse.enrolled).await;
        // The page is called by her name, in her language.
        stage.page.wait_for_text("#state", "Ana Macuácua").await;
        let lang = if nurse.language == "English" { "en" } else { "pt" };
        stage.page.wait_for(&format!("html[lang={lang}]")).await;
    }

    /// Gives the reference.
    async fn reports(&self) -> String {
        let (stage, nurse) = (&self.stage, &self.nurse);
        self.sit("nurse").await;
        stage.tap(nurse.new_report).await;
        for answer in nurse.answers {
            match answer.strip_prefix('"') {
                Some(said) => stage.say(said).await,
                None => stage.tap(answer).await,
            }
            stage.all_sent().await;
        }
        stage.sees(nurse.asks_photo).await;
        stage.attach(&self.photo).await;
        stage.send().await;
        stage.sees(nurse.summary).await;
        stage.page.wait_for(".mine:not(.pending) .file img").await;
        stage.look("summary").await;

        stage.tap(nurse.correct).await;
        stage.tap(nurse.field).await;
        stage.tap(nurse.instead).await;
        stage.all_sent().await;
        let summary = stage.shown(".bubble.desk .text").await.pop().expect("a summary");
        assert!(summary.contains(&format!("{}: {}", nurse.field, nurse.instead)), "{summary}");
        assert!(!summary.contains(nurse.answers[8]), "{summary}");
        stage.tap(nurse.send).await;
        stage.all_sent().await;
        stage.tap(nurse.shows_none).await;
        stage.sees(nurse.filed).await;
        let reference = stage.shown(".bubble.desk .ref").await.pop().expect("a reference");
        assert!(reference.starts_with("BL-"), "{reference}");
        // What was chosen stands there as words of her own.
        let mine = stage.shown(".mine .text").await;
        assert!(mine.ends_with(&[nurse.send.to_owned(), nurse.shows_none.to_owned()]), "{mine:?}");
        reference
    }

    /// One line in the partner's group, whatever happens, and nothing that anybody wrote.
    async fn partner_sees(&self, reference: &str, status: &str) {
        let stage = &self.stage;
        self.sit("partner").await;
        stage.sees(&format!("OpenMRS EPTS · {status}\n{reference}")).await;
        let lines = stage.shown(".bubble").await;
        assert_eq!(lines.len(), 1, "{lines:?}");
        let told = letters(stage).await;
        for secret in [NOTE, REPLY, QUESTION, STILL, self.nurse.answer, "Macuácua", "heap", self.nurse.answers[2]] {
            assert!(!told.contains(secret.trim_start_matches('"')), "{secret}: {told}");
        }
    }

    async fn is_taken(&self, reference: &str) {
        let stage = &self.stage;
        self.sit("agents").await;
        stage.sees(&format!("{reference} · Novo")).await;
        stage.sees("CS Ndlavela").await;
        stage.page.wait_for(".file img").await;
        stage.tap("Assumir").await;
        stage.sees(&format!("{reference} · Em curso")).await;
        // The card was replaced where it stood, and its buttons with it.
        assert_eq!(stage.shown(".buttons button").await, ["Nota", "Responder", "Perguntar", "Resolver", "Mais…"]);
    }

    async fn is_worked_on(&self) {
        let stage = &self.stage;
        self.sit("agents").await;
        stage.look("card").await;
        for (verb, asks, said, done) in [
            ("Nota", "Escreva a nota.", NOTE, "Nota de Benedito Cossa"),
            ("Responder", "Escreva a resposta.", REPLY, "responde a quem reportou"),
            ("Perguntar", "Escreva a pergunta.", QUESTION, "pergunta a quem reportou"),
        ] {
            stage.tap(verb).await;
            stage.sees(asks).await;
            if let Chairs::Tabs(_) = self.chairs {
                // A colleague's words are nobody's reply.
                self.sit("colleague").await;
                stage.say(CHATTER).await;
                stage.all_sent().await;
                self.sit("agents").await;
                stage.sees(CHATTER).await;
            }
            stage.say(said).await;
            stage.sees(done).await;
            stage.sees(&format!("«{said}»")).await;
        }
        self.sit("nurse").await;
        stage.sees(self.nurse.taken).await;
        stage.sees(REPLY).await;
        stage.sees(QUESTION).await;
    }

    async fn answers(&self) {
        let stage = &self.stage;
        self.sit("nurse").await;
        stage.say(self.nurse.answer).await;
        stage.all_sent().await;
        self.sit("agents").await;
        stage.sees(&format!("«{}»", self.nurse.answer)).await;
    }

    async fn is_resolved(&self, how: &str) {
        let stage = &self.stage;
        self.sit("agents").await;
        stage.tap("Resolver").await;
        stage.all_sent().await;
        stage.say(how).await;
        stage.sees("· Resolvido").await;
        self.sit("nurse").await;
        stage.sees(how).await;
    }

    async fn still_fails(&self) {
        let stage = &self.stage;
        self.sit("nurse").await;
        stage.tap(self.nurse.still_broken).await;
        stage.sees(self.nurse.asks_still).await;
        stage.say(STILL).await;
        stage.sees(self.nurse.reopened).await;
        self.sit("agents").await;
        stage.sees(&format!("«{STILL}»")).await;
        stage.sees("· Em curso").await;
    }

    async fn confirms(&self) {
        let stage = &self.stage;
        self.sit("nurse").await;
        stage.tap(self.nurse.confirm).await;
        stage.sees(self.nurse.closed).await;
        // The note is in no letter of hers, nor was it ever on her page.
        let told = letters(stage).await;
        assert!(told.contains(REPLY) && !told.contains(NOTE) && !told.contains(CHATTER), "{told}");
        self.sit("agents").await;
        stage.sees("· Fechado").await;
    }

    async fn manager_asks(&self, reference: &str) {
        let stage = &self.stage;
        self.sit("manager").await;
        for question in [format!("/status {reference}"), format!("What is happening with {reference}, please?")] {
            stage.say(&question).await;
            stage.all_sent().await;
            let answer = stage.shown(".bubble.desk .text").await.pop().expect("an answer");
            let head = format!("{reference} · In progress\nPriority: Urgent\nSystem: OpenMRS EPTS\n");
            assert!(answer.starts_with(&head), "{answer}");
            assert!(!answer.contains(STILL) && !answer.contains(NOTE), "{answer}");
        }
    }

    async fn nothing_went_wrong(&self) {
        for seat in ["nurse", "agents", "partner", "manager"] {
            self.sit(seat).await;
            assert_eq!(self.stage.refused().await, json!([]), "{seat}");
            assert_eq!(self.stage.page.errors().await, Vec::<String>::new(), "{seat}");
        }
        if let Chairs::Frames = self.chairs {
            self.stage.page.leave_frames().await;
            assert_eq!(self.stage.refused().await, json!([]));
        }
    }
}

/// What this page shows, and all letters that its seat was ever sent, as the desk sends them.
async fn letters(stage: &Stage) -> String {
    let shown = stage.page.script("return document.body.textContent", json!([])).await;
    format!("{shown} {}", json!(stage.held().await))
}

/// A real picture.
async fn photo(stage: &Stage, folder: &Path) -> PathBuf {
    let photo = folder.join("ecrã.png");
    stage.page.goto(SCREEN).await;
    stage.page.screenshot(&photo).await;
    photo
}

/// The demo's page, with a nurse who reads Portuguese; the folder has her photo.
async fn demo() -> Option<(Play, Served, tempfile::TempDir)> {
    let page = stage::browser(1600, 900).await?;
    let served = Served::demo().await;
    let stage = Stage::new(&served.base, page);
    let folder = tempfile::tempdir().expect("a folder");
    let photo = photo(&stage, folder.path()).await;
    let play = Play { stage, chairs: Chairs::Frames, nurse: PORTUGUESE, photo };
    play.stage.page.goto(&format!("{}/demo", served.base)).await;
    Some((play, served, folder))
}

#[tokio::test]
async fn the_demo_page_in_portuguese() {
    let Some((play, _served, _folder)) = demo().await else { return };
    play.whole_path().await;
    play.stage.page.resize(360, 640).await;
    play.stage.look("demo-narrow").await;
    play.stage.page.close().await;
}

#[tokio::test]
async fn the_guide_goes_along_with_whoever_answers_nothing() {
    let Some((play, _served, _folder)) = demo().await else { return };
    play.enrols().await;
    let reference = play.reports().await;
    play.is_taken(&reference).await;
    play.guide_is_at(4).await;
    play.is_resolved("Memória aumentada.").await;
    play.guide_is_at(6).await;
    play.sit("nurse").await;
    play.stage.tap(play.nurse.confirm).await;
    play.guide_is_at(7).await;
    play.nothing_went_wrong().await;
    play.stage.page.close().await;
}

#[tokio::test]
async fn single_pages_with_a_nurse_who_reads_english() {
    let Some(page) = stage::browser(360, 640).await else { return };
    let served = Served::plain().await;
    let stage = Stage::new(&served.base, page);
    let folder = tempfile::tempdir().expect("a folder");
    let photo = photo(&stage, folder.path()).await;
    let mut tabs = HashMap::new();
    let people = [
        ("agents", "bene"),
        ("colleague", "lurdes"),
        ("partner", "focal_ariel"),
        ("manager", "grace"),
        ("nurse", "ana"),
    ];
    for (seat, key) in people {
        stage.page.resize(360, 640).await;
        stage.enter(seat, &served.code_for(key).await).await;
        tabs.insert(seat, stage.page.new_tab().await);
    }
    let play = Play { stage, chairs: Chairs::Tabs(tabs), nurse: ENGLISH, photo };
    play.whole_path().await;
    play.stage.page.close().await;
}
