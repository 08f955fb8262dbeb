//! The queue: its pages and filters, the morning's digest, and replies to many requests in one message.

use balcao::{
    core::{person::Role, ticket::Status, verb::Verb},
    dialogs::{
        choice::Choice,
        queue::choice::{Look, QueueChoice},
    },
    text::locale::Locale,
};

use crate::story::{Story, Words, everywhere, hours, minutes, once, seconds, system};

/// Monday, 23 November 2026, 09:00 in Maputo, when stories begin.
const MONDAY: i64 = 1_795_417_200_000;

async fn reported(t: &mut Story, all: &[(&str, (&str, &str))]) {
    t.aside(async |t| {
        for (who, words) in all {
            t.reports_server_down(who, *words).await;
            t.waits(minutes(7)).await;
        }
    })
    .await;
}

fn queue(t: &Story, pt: &str, en: &str) -> String {
    match t.locale {
        Locale::Pt => format!("/fila {pt}"),
        Locale::En => format!("/queue {en}"),
    }
}

#[tokio::test]
async fn a_queue() {
    everywhere("a_queue", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
        t.says("bene", queue(t, "", "").trim().to_owned()).await;
        reported(t, &MANY).await;
        t.aside(async |t| {
            let (third, fifth) = (t.ticket(3).await.reference, t.ticket(5).await.reference);
            t.says("bene", format!("/assumir {third}")).await;
            t.says("bene", format!("/prioridade {fifth} crítica A farmácia também parou")).await;
            t.waits(minutes(1)).await;
        })
        .await;
        t.remark("(one's own first, then the new ones, each by priority and age; in pages)");
        t.says("bene", queue(t, "", "").trim().to_owned()).await;
        t.says("bene", ("seguinte", "next")).await;
        t.says("bene", "9").await;
        t.says("bene", "3").await;
        t.remark("(numbers go on to mean the list, whatever is done meanwhile)");
        t.says("bene", queue(t, "", "").trim().to_owned()).await;
        t.says("bene", "3").await;
        t.says("bene", ("assumir", "take")).await;
        t.says("bene", "2").await;
        t.says("bene", "99").await;
        t.says("bene", queue(t, "novos provincia:Gaza", "province:gaza new")).await;
        t.says("bene", queue(t, "minhas", "mine")).await;
        t.says("bene", queue(t, "texto:\"não imprime\" fechados:sim", "text:\"does not print\" closed:yes")).await;
        t.says("bene", queue(t, "xpto novos", "xpto new")).await;
        t.says("bene", queue(t, "outro", "other")).await;
        t.says("bene@agents", queue(t, "crítica", "critical")).await;
        // Past the first morning, which is told before anything else happens.
        t.waits(MONDAY + hours(22) + minutes(30) - t.now()).await;
        t.waits(hours(3 * 24 + 2)).await;
        t.says("bene", queue(t, "parados", "stalled")).await;
        let next = Look { filter: QueueChoice::Stalled.look().filter, offset: 8 };
        t.taps("bene", Choice::Queue(QueueChoice::Next(next.clone()))).await;
        t.taps("bene", Choice::Queue(QueueChoice::Previous(Look { offset: 0, ..next }))).await;
    })
    .await;
}

const MANY: [(&str, (&str, &str)); 9] = [
    ("ana", ("O servidor não arranca", "The server does not start")),
    ("tomas", ("A sala do TARV está sem sistema", "The ART room has no system")),
    ("ana", ("O ecrã fica branco depois da senha", "The screen stays white after the password")),
    ("tomas", ("A impressora\nnão imprime as receitas", "The printer\ndoes not print prescriptions")),
    ("ana", ("Nada abre na farmácia", "Nothing opens in the pharmacy")),
    ("tomas", ("O portátil da recepção desliga-se", "The laptop at reception switches itself off")),
    ("ana", ("As consultas de hoje desapareceram", "Today's visits have disappeared")),
    ("tomas", ("Não consigo ver os relatórios do mês", "I cannot see this month's reports")),
    ("ana", ("O tablet não sincroniza", "The tablet does not synchronise")),
];

#[tokio::test]
async fn the_morning() {
    everywhere("the_morning", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
        t.says("bene", queue(t, "resumo", "summary")).await;
        t.says("bene", ("1 feito troquei o cabo", "1 done changed the cable")).await;
        reported(t, &MANY[..7]).await;
        t.aside(async |t| {
            let second = t.ticket(2).await.reference;
            t.says("bene", format!("/assumir {second}")).await;
            t.waits(minutes(1)).await;
        })
        .await;
        t.waits(MONDAY + hours(22) + minutes(30) - t.now()).await;
        replies(t).await;
        takes_back(t).await;
        t.remark("(once a day, also after a restart)");
        t.restarts().await;
        t.waits(minutes(30)).await;
        t.says("bene", ("2 computadores não ligam na US", "2 computers do not start here")).await;
        t.says("bene", ("/cancelar", "/cancel")).await;
    })
    .await;
}

/// Each kind of part, with its outcome.
async fn replies(t: &mut Story) {
    let master = t.ticket(1).await.reference;
    let (pt, en) = (
        format!(
            "1 feito reiniciei o servidor; 2 esc; 3 foto?; 4-5 = {master}; 6 nota falei com a US; 9 assumir; 6 xpto"
        ),
        format!("1 done restarted the server; 2 esc; 3 photo?; 4-5 = {master}; 6 note I called them; 9 take; 6 xpto"),
    );
    t.says("bene", (pt.as_str(), en.as_str())).await;
    t.ticket(2).await.expect_status(Status::Resolved);
    t.ticket(3).await.expect_status(Status::WaitingReporter);
    t.ticket(4).await.expect_status(Status::Duplicate);
}

async fn takes_back(t: &mut Story) {
    t.remark("(after ten seconds it has gone)");
    t.says("bene", ("desfazer", "undo")).await;
    t.ticket(3).await.expect_status(Status::WaitingReporter);
    t.remark("(before, all of it is undone, and nobody outside hears of it)");
    t.moment = seconds(2);
    let words =
        ("6 resp vamos a caminho\n7 a luz verde está acesa?", "6 reply we are on our way\n7 is the light green?");
    let sent = "select count(*) from outbox where address = 'fake:bot:ana' and state = 'delivered'";
    let before = t.count(sent).await;
    if t.is_kind() {
        t.says("bene", words).await;
        t.says("bene", ("desfazer", "undo")).await;
    } else {
        // There the time to take back passes while a message is on its way.
        let in_one_breath = [words, ("desfazer", "undo")].map(|words| Words::of(&words, t.locale));
        t.says_all("bene", in_one_breath.to_vec()).await;
    }
    t.waits(minutes(1)).await;
    assert_eq!(before, t.count(sent).await, "nothing went");
    t.ticket(6).await.expect_status(Status::New);
    t.ticket(7).await.expect_status(Status::New);
}

#[tokio::test]
async fn who_reads_no_words_in_the_queue() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
        reported(t, &MANY[..4]).await;
        let references = [
            t.ticket(1).await.reference,
            t.ticket(2).await.reference,
            t.ticket(3).await.reference,
            t.ticket(4).await.reference,
        ];
        t.aside(async |t| {
            t.says("bene", format!("/privado {} sim", references[2])).await;
            t.says("bene", format!("/privado {} sim", references[3])).await;
            t.waits(minutes(1)).await;
        })
        .await;
        for (who, sees) in [
            ("bene", [true, true, true, true]),
            ("bene@agents", [true, true, true, true]),
            ("paulo", [true, false, false, false]),
            ("grace", [true, true, false, false]),
            ("grace@managers", [true, true, false, false]),
        ] {
            t.says(who, "/fila").await;
            let text = t.texts(who).pop().unwrap_or_default();
            for (at, reference) in references.iter().enumerate() {
                assert_eq!(text.contains(reference), sees[at], "{who} {at}: {text}");
            }
            let reads_words = text.contains("O servidor não arranca") || text.contains("A sala do TARV");
            assert_eq!(reads_words, who.starts_with("bene"), "{who}: {text}");
            t.says(who, "1 foto?").await;
            t.says(who, "/fila texto:arranca").await;
        }
        assert_eq!(t.count("select count(*) from act where verb = 'ask'").await, 2, "only the desk's batches are done");
        t.says("ana", "/fila").await;
        t.says("tomas@agents", "/fila").await;
        let last = |t: &Story, who: &str| t.texts(who).pop().unwrap_or_default();
        assert!(!last(t, "ana").contains("BL-"), "{}", last(t, "ana"));
        assert!(!last(t, "tomas@agents").contains("O servidor não arranca"));
    })
    .await;
}

#[tokio::test]
async fn mornings_are_told_once_to_those_who_work_here() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.invites("rita", "Rita Nhaca", Role::Agent, None).await).await;
        reported(t, &MANY[..1]).await;
        let digests = "select count(*) from outbox where line like '%\"digest\"%'";
        assert_eq!(t.count(digests).await, 0, "a desk that was set up today has no morning");
        t.waits(MONDAY + hours(22) + minutes(30) - t.now()).await;
        assert_eq!(t.count(digests).await, 2, "both agents, nobody else");
        t.waits(minutes(10)).await;
        assert_eq!(t.count(digests).await, 2, "once a day");
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.waits(hours(24)).await;
        assert_eq!(t.count(digests).await, 3, "whom nothing waits for is told nothing");
        t.waits(MONDAY + hours(5 * 24 + 22) + minutes(30) - t.now()).await;
        assert_eq!(t.count(digests).await, 3, "nor anybody on a Saturday or Sunday");
    })
    .await;
}

#[tokio::test]
async fn a_digest_comes_in_the_midst_of_a_report() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
        reported(t, &MANY[..2]).await;
        t.says("ana", "/lingua en").await;
        t.says("bene", "/novo").await;
        t.taps("bene", system("idart")).await;
        t.waits(MONDAY + hours(22) + minutes(30) - t.now()).await;
        assert!(t.texts("bene").iter().any(|text| text.starts_with("Bom dia")));
        t.says("bene", "1 foto?\n2 assumir").await;
        let asked = t.texts("ana").into_iter().filter(|text| text.contains("Could you send a photo"));
        assert_eq!(asked.count(), 1, "in her language, not in the agent's");
        t.ticket(2).await.expect_status(Status::InProgress);
        assert_eq!(t.count("select count(*) from draft where state = 'open'").await, 1, "the report goes on");
        assert!(t.texts("bene").last().is_some_and(|text| text.contains("por terminar")), "and is asked for again");
    })
    .await;
}
