//! What is done, undone and edited within a few seconds: who learns of it, and from when on.

use balcao::{
    core::{act, chat::Body, person::Role, ticket::Status, verb::Verb},
    dialogs::{choice::Choice, line::Plain},
};

use crate::story::{Story, category, everywhere, minutes, once, option, seconds, system};

/// A desk with two agents, and Ana's request; people are quick.
async fn opens(t: &mut Story) -> String {
    t.opens_the_desk().await;
    t.invites("carla", "Carla Nhantumbo", Role::Agent, None).await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
    t.reports_server_down("ana", "O servidor parou").await;
    t.hurries();
    t.ticket(1).await.reference
}

/// What somebody reads of a ticket's history.
async fn history(t: &mut Story, who: &str, reference: &str) -> String {
    t.says(who, format!("/historico {reference}")).await;
    t.texts(who).pop().unwrap_or_default()
}

#[tokio::test]
async fn words_that_never_went_are_in_no_history_but_the_desks() {
    once(async |t: &mut Story| {
        let reference = opens(t).await;
        t.says("bene", format!("/responder {reference} A senha é 9876")).await;
        let early = history(t, "ana", &reference).await;
        assert!(!early.contains("9876") && !early.contains("Benedito"), "it can still be taken back: {early}");
        t.says("ana", "Ainda não abre").await;
        t.edits("bene", "/responder", format!("/responder {reference} Vou ligar às 15 h")).await;
        let early = history(t, "ana", &reference).await;
        assert!(!early.contains("9876") && !early.contains("às 15 h"), "not before it goes: {early}");
        t.waits(seconds(20)).await;
        assert_eq!(t.texts("ana").iter().filter(|text| text.contains("às 15 h")).count(), 1, "{:?}", t.texts("ana"));
        let late = history(t, "ana", &reference).await;
        assert!(late.contains("às 15 h") && !late.contains("9876") && !late.contains("orrigi"), "{late}");
        let desk = history(t, "bene", &reference).await;
        assert!(desk.contains("às 15 h") && desk.contains("9876"), "{desk}");
        assert!(!t.texts("ana").join("\n").contains("9876"));
    })
    .await;
}

/// News of how a request stands are dropped where it stands so no more when they would go.
#[tokio::test]
async fn nobody_is_told_what_is_over() {
    everywhere("nobody_is_told_what_is_over", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        t.hurries();
        let reference = t.ticket(1).await.reference;
        let wait = (format!("/aguardar {reference} Falta a peça"), format!("/wait {reference} The part is missing"));
        let resume = (format!("/retomar {reference}"), format!("/resume {reference}"));
        t.says("bene", (wait.0.clone(), wait.1.clone())).await;
        t.says("bene", (resume.0.clone(), resume.1.clone())).await;
        t.says("bene", (format!("/resolver {reference} Cabo trocado"), format!("/resolve {reference} Cable changed")))
            .await;
        t.waits(minutes(1)).await;
        assert_eq!(
            t.count("select count(*) from outbox where line like '%waits_outside%' and state = 'withdrawn'").await,
            1
        );
        t.remark("(what stands is told)");
        t.taps_on("ana", Verb::Reopen, 1).await;
        t.says("ana", ("Continua branco", "It is still white")).await;
        t.says("bene", wait).await;
        t.waits(minutes(1)).await;
        t.ticket(1).await.expect_status(Status::WaitingThirdParty);
    })
    .await;
}

#[tokio::test]
async fn followers_read_no_words_that_never_went() {
    once(async |t: &mut Story| {
        let reference = opens(t).await;
        t.says("carla", format!("/seguir {reference}")).await;
        t.remark("(a reply, Ana's words and the reply's edit, in one breath)");
        let reply = t.inbound_of("bene", &format!("/responder {reference} A senha é 9876")).await;
        let words = t.inbound_of("ana", "Ainda não abre").await;
        let mut edit = t.inbound_of("bene", "").await;
        edit.body = Body::Edited { of: reply.key.clone(), text: format!("/responder {reference} Vou ligar às 15 h") };
        t.delivers(vec![reply, words, edit]).await;
        t.waits(seconds(30)).await;
        for who in ["ana", "carla"] {
            let told = t.texts(who).join("\n");
            assert!(told.matches("às 15 h").count() == 1 && !told.contains("9876"), "{who}: {told}");
        }
        let kept = "select count(*) from outbox where slot like 'followed:%' and body like '%9876%'";
        assert_eq!(t.count(kept).await, 0, "nor are they kept, to be replaced: a mailbox would show them first");
    })
    .await;
}

#[tokio::test]
async fn what_has_gone_is_not_said_anew() {
    once(async |t: &mut Story| {
        let reference = opens(t).await;
        t.says("bene", format!("/responder {reference} Vou ligar às 15 h")).await;
        let (id, now) = (t.count("select max(id) from act").await, t.now());
        let mut tx = t.store().begin().await.unwrap();
        act::tell_anew(&mut tx, id, now, now).await.expect("it waits still");
        tx.rollback().await.unwrap();
        t.waits(seconds(20)).await;
        let mut tx = t.store().begin().await.unwrap();
        let late = act::tell_anew(&mut tx, id, now, now).await;
        assert!(matches!(late, Err(sqlx::Error::RowNotFound)), "{late:?}: the message is handled once more");
        tx.rollback().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_reason_that_is_edited_on_its_way_goes_once() {
    once(async |t: &mut Story| {
        let reference = opens(t).await;
        t.says("bene", format!("/prioridade {reference} alta Isto não é bem assim")).await;
        t.edits("bene", "/prioridade", format!("/prioridade {reference} alta Só um posto está parado")).await;
        t.waits(seconds(20)).await;
        let told = t.texts("ana").join("\n");
        assert!(told.contains("para Alta: «\u{2068}Só um posto") && !told.contains("bem assim"), "{told}");
        let read = history(t, "ana", &reference).await;
        assert!(read.contains("Só um posto") && !read.contains("bem assim"), "{read}");
    })
    .await;
}

#[tokio::test]
async fn what_was_taken_back_is_in_no_history_but_the_desks() {
    once(async |t: &mut Story| {
        let reference = opens(t).await;
        let before = history(t, "ana", &reference).await;
        t.says("bene", format!("/assumir {reference}")).await;
        t.says("bene", "/desfazer").await;
        t.says_all("bene", vec![format!("/prioridade {reference} alta por engano"), "/desfazer".into()]).await;
        t.says("bene", format!("/nota {reference} Falei com a farmacia")).await;
        t.edits("bene", "/nota", format!("/nota {reference} Falei com a farmácia")).await;
        t.waits(seconds(20)).await;
        assert_eq!(history(t, "ana", &reference).await, before, "nothing that concerns her was done");
        assert_eq!(t.count("select count(*) from act where taken_back_at is not null").await, 2);
    })
    .await;
}

#[tokio::test]
async fn somebody_who_was_given_a_ticket_hears_of_it_when_it_stands() {
    once(async |t: &mut Story| {
        let reference = opens(t).await;
        let assigned = |t: &Story| t.texts("carla").iter().filter(|text| text.contains(&reference)).count();
        let before = assigned(t);
        t.says("bene", format!("/atribuir {reference} carla")).await;
        t.says("bene", "/desfazer").await;
        assert_eq!(t.count("select count(*) from ticket where owner_id is null").await, 1, "{:?}", t.texts("bene"));
        t.waits(seconds(20)).await;
        assert_eq!(assigned(t), before, "{:?}", t.texts("carla"));
        t.says("bene", format!("/atribuir {reference} carla")).await;
        t.waits(seconds(20)).await;
        assert_eq!(assigned(t), before + 1, "{:?}", t.texts("carla"));
    })
    .await;
}

#[tokio::test]
async fn whose_shift_it_is_hears_of_what_was_passed_on_when_it_stands() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        t.staffs("edson", "Edson Machava", 3).await;
        t.says("grace", "/escala nível 3 seg-sex 7-18 Edson").await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.reports_server_down("ana", "O servidor parou").await;
        t.hurries();
        let reference = t.ticket(1).await.reference;
        let on_shift = |t: &Story| t.texts("edson").iter().filter(|text| text.contains(&reference)).count();
        let before = on_shift(t);
        let pass_on = format!("/encaminhar {reference} nível 3: É um erro do programa");
        t.says("bene", pass_on.clone()).await;
        t.says("bene", "/desfazer").await;
        t.says_all("bene", vec![pass_on.clone(), "/desfazer".into()]).await;
        assert_eq!(t.count("select tier from ticket").await, 2, "{:?}", t.texts("bene"));
        t.waits(seconds(20)).await;
        assert_eq!(on_shift(t), before, "{:?}", t.texts("edson"));
        t.says("bene", pass_on.clone()).await;
        t.waits(seconds(20)).await;
        assert_eq!(on_shift(t), before + 1, "{:?}", t.texts("edson"));
    })
    .await;
}

#[tokio::test]
async fn repetitions_return_with_an_undone_duplicate() {
    once(async |t: &mut Story| {
        let one = opens(t).await;
        t.enrolled("zita", "Zita Tembe", "MZ-0101").await;
        for words in ["O servidor não abre", "O servidor continua parado"] {
            t.reports_server_down("zita", words).await;
        }
        let (two, three) = (t.ticket(2).await, t.ticket(3).await);
        t.says("bene", format!("/duplicado {} {}", three.reference, two.reference)).await;
        t.waits(seconds(20)).await;
        t.says("bene", format!("/duplicado {} {one}", two.reference)).await;
        let of_first = "select count(*) from ticket t join ticket f on f.id = t.duplicate_of
                        where f.running_number = (select min(running_number) from ticket)";
        assert_eq!(t.count(of_first).await, 2);
        let card = |t: &Story| {
            let mut texts = t.texts("bene@agents").into_iter();
            texts.rfind(|text| text.contains(&one) && text.contains("Novo")).unwrap_or_default()
        };
        let counted = card(t);
        t.says("bene", "/desfazer").await;
        assert_eq!(t.count(of_first).await, 0);
        t.ticket(2).await.expect_status(Status::New);
        let kept = "select count(*) from ticket t join ticket f on f.id = t.duplicate_of
                    where f.running_number = (select min(running_number) + 1 from ticket)";
        assert_eq!(t.count(kept).await, 1, "the third repeats the second again");
        assert_ne!(card(t), counted, "the first one's card counts anew");
        t.says("bene", format!("/duplicado {} {one}", three.reference)).await;
        t.waits(seconds(20)).await;
    })
    .await;
}

#[tokio::test]
async fn the_desks_history_names_tags_of_its_own_making() {
    once(async |t: &mut Story| {
        let reference = opens(t).await;
        for tag in ["gerador", "antena", "-gerador"] {
            t.says("bene", format!("/etiqueta {reference} {tag}")).await;
            t.waits(seconds(20)).await;
        }
        let read = history(t, "carla", &reference).await;
        for change in ["– → gerador", "– → antena", "gerador → –"] {
            assert!(read.contains(change), "{change}: {read}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_edit_is_compared_with_what_the_message_said_last() {
    once(async |t: &mut Story| {
        let reference = opens(t).await;
        t.says("bene", format!("/etiqueta {reference} impressora")).await;
        t.edits("bene", "/etiqueta", format!("/etiqueta {reference} -impressora")).await;
        assert_eq!(t.count("select count(*) from ticket where tags = '[]'").await, 1);
        t.edits("bene", "/etiqueta", format!("/etiqueta {reference} impressora")).await;
        assert_eq!(t.count("select count(*) from ticket where tags = '[]'").await, 0, "the first text again is new");
        t.remark("(plain words are corrected as often as they are edited)");
        t.says("ana", "Agora dá erro 500").await;
        t.edits("ana", "Agora dá", "Agora dá erro 503").await;
        t.edits("ana", "Agora dá", "Agora dá erro 504").await;
        assert_eq!(t.count("select count(*) from entry where words = 'Agora dá erro 504'").await, 1);
        t.waits(seconds(20)).await;
    })
    .await;
}

#[tokio::test]
async fn a_resolution_told_to_others_is_not_one_that_arrived() {
    once(async |t: &mut Story| {
        let one = opens(t).await;
        t.enrolled("zita", "Zita Tembe", "MZ-0101").await;
        t.reports_server_down("zita", "O servidor não abre").await;
        let two = t.ticket(2).await.reference;
        t.says("bene", format!("/duplicado {two} {one}")).await;
        t.waits(seconds(20)).await;
        t.blocks("ana", true);
        t.says("bene", format!("/resolver {one} Reiniciámos o servidor")).await;
        t.waits(seconds(30)).await;
        assert!(t.texts("zita").iter().any(|text| text.contains(&one)), "{:?}", t.texts("zita"));
        let failed = t.count("select count(*) from act where verb = 'resolve' and mark = 'failed'").await;
        assert_eq!(failed, 1, "Zita has read that it was resolved, Ana has not");
        t.blocks("ana", false);
    })
    .await;
}

#[tokio::test]
async fn a_follower_hears_each_thing_that_one_message_did() {
    once(async |t: &mut Story| {
        let reference = opens(t).await;
        t.says("carla", format!("/seguir {reference}")).await;
        t.says("bene", "/fila").await;
        let before = t.texts("carla").len();
        t.says("bene", "1 assumir\n1 resp Já vamos a caminho\n1 a luz está acesa?").await;
        t.waits(seconds(30)).await;
        let told = t.texts("carla").split_off(before).join("\n");
        for words in ["Já vamos a caminho", "a luz está acesa"] {
            assert!(told.contains(words), "{told}");
        }
        assert_eq!(t.texts("carla").len() - before, 3, "{told}");
    })
    .await;
}

#[tokio::test]
async fn all_that_one_message_did_to_a_request_is_undone() {
    once(async |t: &mut Story| {
        opens(t).await;
        t.says("bene", "/fila").await;
        let before = t.texts("ana").len();
        t.says("bene", "1 assumir\n1 resp A senha é 9876\n1 a luz está acesa?").await;
        t.says("bene", "desfazer").await;
        assert!(t.texts("bene").join("\n").contains("3 acções desfeitas. Nada foi enviado."), "{:?}", t.texts("bene"));
        t.ticket(1).await.expect_status(Status::New);
        t.waits(seconds(30)).await;
        assert_eq!(t.texts("ana").len(), before, "{:?}", t.texts("ana"));
    })
    .await;
}

#[tokio::test]
async fn what_reaches_nobody_is_undone_all_the_same() {
    once(async |t: &mut Story| {
        let reference = opens(t).await;
        t.blocks("ana", true);
        t.says("bene", format!("/responder {reference} Já vamos a caminho")).await;
        t.waits(seconds(30)).await;
        let undone = "select count(*) from act where taken_back_at is not null";
        t.says("bene", format!("/responder {reference} A senha é 9876")).await;
        t.says("bene", "/desfazer").await;
        assert_eq!(t.count(undone).await, 1, "{:?}", t.texts("bene"));
    })
    .await;
}

#[tokio::test]
async fn a_note_that_is_undone_takes_its_picture_along() {
    once(async |t: &mut Story| {
        let reference = opens(t).await;
        t.sends_photo_saying("bene", format!("/nota {reference} A ficha")).await;
        let of_ticket = "select count(*) from attachment where ticket_id is not null";
        assert_eq!(t.count(of_ticket).await, 1);
        t.says("bene", "/desfazer").await;
        assert_eq!(t.count(of_ticket).await, 0);
    })
    .await;
}

#[tokio::test]
async fn words_of_a_report_are_put_right() {
    everywhere("words_of_a_report_are_put_right", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.says("ana", ("O relatoiro não abre", "The reprot does not open")).await;
        t.remark("(while the report is being written)");
        t.edits("ana", ("relatoiro", "reprot"), ("O relatório não abre", "The report does not open")).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.says("ana", ("relatórios", "reports")).await;
        t.says("ana", ("Lista de levantamento", "List of pick-up")).await;
        t.edits("ana", ("Lista de", "List of"), ("Lista de levantamentos", "List of pick-ups")).await;
        t.remark("(what was chosen stays)");
        t.edits("ana", ("relatórios", "reports"), ("rede", "network")).await;
        t.says("ana", ("números errados", "2")).await;
        t.says("ana", ("Outubro", "October")).await;
        t.taps("ana", Choice::Urgency("job_stopped".into())).await;
        t.taps("ana", Choice::Impact("multiple_users".into())).await;
        t.taps("ana", Choice::Skip).await;
        t.says("ana", ("Desde as sete", "Since seven")).await;
        t.remark("(at the summary)");
        t.edits("ana", ("Desde", "Since"), ("Desde as oito", "Since eight")).await;
        t.edits("ana", ("relatoiro", "reprot"), ("O relatório mensal não abre", "The monthly report does not open"))
            .await;
        t.taps("ana", Choice::Send).await;
        t.remark("(after it was sent)");
        t.edits("ana", ("Desde", "Since"), ("Desde as nove", "Since nine")).await;
        let reference = t.ticket(1).await.reference;
        t.says("ana", format!("/historico {reference}")).await;
        t.says("bene", format!("/historico {reference}")).await;
        t.remark("(an answer of the form stands in the ticket as it was sent)");
        t.edits("ana", ("Outubro", "October"), ("Novembro", "November")).await;
    })
    .await;
}

/// Ana's report, begun with these words and sent. Gives the key of the message that said them.
async fn reports_saying(t: &mut Story, words: &str) -> String {
    let said = t.inbound_of("ana", words).await;
    let key = said.key.clone();
    t.delivers(vec![said]).await;
    for choice in [
        system("openmrs_epts"),
        category("server"),
        option("what", "nothing"),
        Choice::Skip,
        Choice::Urgency("job_stopped".into()),
        Choice::Impact("multiple_users".into()),
        Choice::Skip,
        Choice::Send,
    ] {
        t.taps("ana", choice).await;
    }
    key
}

async fn edits_by_key(t: &mut Story, of: &str, text: &str) {
    let mut edit = t.inbound_of("ana", "").await;
    edit.body = Body::Edited { of: of.to_owned(), text: text.to_owned() };
    t.delivers(vec![edit]).await;
}

#[tokio::test]
async fn words_are_put_right_in_the_report_that_they_went_to() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        let first = reports_saying(t, "O servdor parou").await;
        t.remark("(the same words stand in a report that is being written, when the first message is edited)");
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.forwards("ana", "O servdor parou").await;
        edits_by_key(t, &first, "O servidor parou").await;
        edits_by_key(t, &first, "O servidor parou hoje").await;
        let entries = "select count(*) from entry where kind = 'description' and words = 'O servidor parou hoje'";
        assert_eq!(t.count(entries).await, 1);
        assert_eq!(t.count("select count(*) from entry_version").await, 2, "all that stood there is kept");
        let still = "select count(*) from draft where state = 'open' and answers like '%\"O servdor parou\"%'";
        assert_eq!(t.count(still).await, 1, "it was another message that said so");
    })
    .await;
}

#[tokio::test]
async fn words_that_nobody_can_find_again_are_too_late() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        let too_late = t.sentence(Plain::EditTooLate);
        t.remark("(two answers with the same words)");
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.taps("ana", category("reports")).await;
        t.says("ana", "Não sei").await;
        t.taps("ana", option("what", "wrong_numbers")).await;
        t.says("ana", "Não sei").await;
        t.edits("ana", "Não sei", "Outubro").await;
        assert!(t.texts("ana").last().is_some_and(|text| text.contains(&too_late)), "{:?}", t.texts("ana").last());
        assert_eq!(t.count("select count(*) from draft where answers like '%Outubro%'").await, 0);
        t.remark("(words of a report that was given up)");
        t.taps("ana", Choice::Cancel).await;
        t.taps("ana", Choice::Discard).await;
        t.edits("ana", "Não sei", "Outubro").await;
        assert!(t.texts("ana").last().is_some_and(|text| text.contains(&too_late)), "{:?}", t.texts("ana").last());
    })
    .await;
}

#[tokio::test]
async fn a_report_and_its_edit_in_one_breath() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        let said = t.inbound_of("ana", "O servdor parou").await;
        let mut edit = t.inbound_of("ana", "").await;
        edit.body = Body::Edited { of: said.key.clone(), text: "O servidor parou".into() };
        t.delivers(vec![said, edit]).await;
        assert_eq!(t.count("select count(*) from draft where answers like '%\"O servidor parou\"%'").await, 1);
        assert_eq!(t.count("select count(*) from inbox where body = 'O servidor parou'").await, 1);
    })
    .await;
}
