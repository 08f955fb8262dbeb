//! Messages that are more than words: albums, places, cards of people, signs; what happens to groups; old messages.

use balcao::{
    core::{
        ticket::{CameBy, Status},
        verb::Verb,
    },
    dialogs::{choice::Choice, notify::NotifyChoice},
};

use crate::story::{Story, category, everywhere, hours, minutes, once, option, seconds, system};

#[tokio::test]
async fn every_tap_has_a_word() {
    everywhere("every_tap_has_a_word", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.tells_each_toast = true;
        t.taps("ana", Choice::NewReport).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.remark("(the platform hands the same tap in once more)");
        let token = t.offered_token("ana", &category("server")).await;
        t.taps_token_at_once("ana", &[&token, &token]).await;
    })
    .await;
}

#[tokio::test]
async fn menus_are_for_who_reads_there() {
    once(async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        let door = t.door();
        tokio::time::timeout(std::time::Duration::from_secs(5), door.menus_changed()).await.expect("groups were bound");
        let menus = door.menus("fake", "bot").await.unwrap();
        let of = |chat: Option<&str>, locale: Option<&str>| {
            let mut found =
                menus.iter().filter(|menu| menu.chat.as_deref() == chat && menu.locale.as_deref() == locale);
            let menu = found.next().unwrap_or_else(|| panic!("no menu for {chat:?} {locale:?}"));
            assert!(found.next().is_none(), "two menus for {chat:?} {locale:?}");
            menu.commands.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(of(None, None)[..3], ["novo", "meus", "estado"]);
        assert_eq!(of(None, Some("en"))[..3], ["new", "mine", "status"]);
        assert!(of(Some("agents"), None).contains(&"assumir") && !of(None, None).contains(&"assumir"));
        assert!(of(Some("managers"), None).contains(&"queue") && !of(Some("managers"), None).contains(&"take"));
        assert!(of(Some("bene"), None).contains(&"assumir"));
        assert!(of(Some("grace"), None).contains(&"queue"), "hers are in her language");
        assert!(!menus.iter().any(|menu| matches!(menu.chat.as_deref(), Some("ana" | "ariel"))));
        assert!(door.menus("fake", "another").await.unwrap().iter().all(|menu| menu.chat.is_none()));
        for (name, does) in menus.iter().flat_map(|menu| &menu.commands) {
            let is_name = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
            assert!(is_name && (1..=32).contains(&name.len()), "{name}");
            assert!((3..=256).contains(&does.chars().count()) && !does.contains('\n'), "{does}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_nobody_can_read_is_kept_once() {
    once(async |t: &mut Story| {
        t.expects_quarantined(1);
        let door = t.door();
        for _ in 0..2 {
            door.quarantine("fake", "bot", "q17", "{\"update_id\": 17, \u{0} …").await.unwrap();
        }
        let kept = t.count("select count(*) from inbox where state = 'quarantined' and error = 'unreadable'").await;
        assert_eq!(kept, 1);
    })
    .await;
}

#[tokio::test]
async fn an_album_begins_a_report() {
    everywhere("an_album_begins_a_report", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.moment = seconds(1);
        let words = ("O relatório mensal não abre", "The monthly report does not open");
        let mut parts = t.album("ana", "g1", 4, words).await;
        let last = parts.pop().unwrap();
        let third = parts.pop().unwrap();
        t.remark("(two parts come in one breath)");
        t.delivers(parts).await;
        t.delivers(vec![third]).await;
        t.taps("ana", system("openmrs_epts")).await;
        t.remark("(the last part comes when the dialog has gone on)");
        t.delivers(vec![last]).await;
        t.taps("ana", category("reports")).await;
        assert_eq!(t.count("select count(*) from draft where answers like '%photos\":[%,%,%,%]%'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_album_while_enrolling() {
    everywhere("an_album_while_enrolling", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.moment = seconds(1);
        t.sends_album("nelio", "g1", 3, "").await;
        t.taps("nelio", Choice::Language(t.locale)).await;
        t.says("nelio", "MZ-0203").await;
        t.says("nelio", "Nélio Bila").await;
    })
    .await;
}

#[tokio::test]
async fn an_album_for_a_ticket() {
    everywhere("an_album_for_a_ticket", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.moment = seconds(1);
        let mut parts = t.album("ana", "g1", 3, ("O ecrã agora", "The screen now")).await;
        let last = parts.pop().unwrap();
        t.delivers(parts).await;
        t.says("ana", ("e reiniciei tudo", "and I restarted everything")).await;
        t.remark("(the last part comes late)");
        t.delivers(vec![last]).await;
        t.remark("(an agent's note with two pictures, in the ticket's thread)");
        t.sends_album("bene@agents#1", "g2", 2, ("O router", "The router")).await;
        assert_eq!(t.count("select count(*) from attachment where ticket_id is not null").await, 5);
        assert_eq!(t.count("select count(*) from entry where kind in ('answer', 'note')").await, 3);
    })
    .await;
}

#[tokio::test]
async fn an_album_that_is_held() {
    everywhere("an_album_that_is_held", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await;
            t.reports_server_down("ana", ("A rede caiu", "The network is down")).await;
        })
        .await;
        t.moment = seconds(1);
        let mut parts = t.album("ana", "g1", 3, "").await;
        let last = parts.pop().unwrap();
        for part in parts {
            t.delivers(vec![part]).await;
        }
        let second = t.ticket(2).await;
        t.taps("ana", Choice::About { ticket: second.id, reference: second.reference.clone() }).await;
        t.delivers(vec![last]).await;
        assert_eq!(t.count("select count(*) from attachment where ticket_id is not null").await, 3);
        let in_rooms = "select count(*) from attachment_shown where address like '%agents%'";
        assert_eq!(t.count(in_rooms).await, 0, "nobody said that they show no patient");
        t.says("ana", ("não", "no")).await;
        assert_eq!(t.count("select count(*) from attachment where asked = 1").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_place_on_the_map() {
    everywhere("a_place_on_the_map", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.starts("nelio", None).await;
        t.remark("(a place where nobody asked for one)");
        t.sends_place("nelio", -25.89, 32.50).await;
        t.taps("nelio", Choice::Language(t.locale)).await;
        t.sends_place("nelio", -25.89, 32.50).await;
        t.taps("nelio", Choice::FacilityAsTyped).await;
        t.sends_place("nelio", -25.89, 32.50).await;
        let near = t.facility("CS Ndlavela");
        t.taps("nelio", near).await;
        t.says("nelio", "Nélio Bila").await;
        t.remark("(at rest: a problem somewhere else)");
        t.sends_place("nelio", -16.84, 36.99).await;
        let there = t.facility("HD Mocuba");
        t.taps("nelio", there).await;
        t.taps("nelio", system("openmrs_epts")).await;
        t.sends_place("nelio", -16.84, 36.99).await;
        for choice in [category("server"), option("what", "nothing"), Choice::Skip] {
            t.taps("nelio", choice).await;
        }
        t.taps("nelio", Choice::Urgency("job_stopped".into())).await;
        t.taps("nelio", Choice::Impact("multiple_users".into())).await;
        t.says("nelio", ("O servidor não liga", "The server does not start")).await;
        t.taps("nelio", Choice::Skip).await;
        t.taps("nelio", Choice::Send).await;
    })
    .await;
}

#[tokio::test]
async fn a_place_without_a_map() {
    everywhere("a_place_without_a_map", async |t: &mut Story| {
        t.opens_an_empty_desk().await;
        t.starts("nelio", None).await;
        t.taps("nelio", Choice::Language(t.locale)).await;
        t.sends_place("nelio", -25.89, 32.50).await;
    })
    .await;
}

#[tokio::test]
async fn somebodys_card() {
    everywhere("somebodys_card", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.remark("(before enrolment, one's own)");
        t.starts("nelio", None).await;
        t.taps("nelio", Choice::Language(t.locale)).await;
        t.says("nelio", "MZ-0203").await;
        t.sends_contact("nelio", "Nélio Bila", "+258 84 123 4567").await;
        t.says("nelio", "/perfil").await;
        t.remark("(a reporter may not write for others: it is words)");
        t.sends_contact("nelio", "Celeste Tembe", "+258 82 765 4321").await;
        t.remark("(a focal point may)");
        t.sends_contact("paulo", "Celeste Tembe", "+258 82 765 4321").await;
        let there = t.facility("CS Ndlavela");
        t.says("paulo", "CS Ndlavela").await;
        t.taps("paulo", Choice::Notify(NotifyChoice::CameBy(CameBy::Phone))).await;
        t.taps("paulo", Choice::Notify(NotifyChoice::OnlyOne)).await;
        assert!(matches!(there, Choice::Facility(_)));
        t.taps("paulo", system("openmrs_epts")).await;
        t.remark("(it was somebody else after all)");
        t.sends_contact("paulo", "Rosa Alberto", "82 111 2222").await;
        for choice in [category("server"), option("what", "nothing"), Choice::Skip] {
            t.taps("paulo", choice).await;
        }
        t.taps("paulo", Choice::Urgency("job_stopped".into())).await;
        t.taps("paulo", Choice::Impact("multiple_users".into())).await;
        t.says("paulo", ("O servidor não liga", "The server does not start")).await;
        t.taps("paulo", Choice::Skip).await;
        t.taps("paulo", Choice::Send).await;
    })
    .await;
}

#[tokio::test]
async fn signs_instead_of_words() {
    everywhere("signs_instead_of_words", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.remark("(nothing waits)");
        t.signs("ana", "👍🏾").await;
        t.signs("stranger", "👍").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.says("bene@agents#1", ("/resolver Cabo trocado", "/resolve Cable changed")).await;
        t.remark("(a reaction to another message, one that says nothing, and one in the group)");
        t.reacts("ana", ("já está a tratar", "is now working"), "👍").await;
        t.reacts("ana", "BL-", "🤔").await;
        t.signs("bene@agents", "👍").await;
        t.ticket(1).await.expect_status(Status::Resolved);
        t.reacts("ana", ("Já funciona?", "work now?"), "🙏").await;
        t.ticket(1).await.expect_status(Status::Closed);
        t.remark("(once more)");
        t.reacts("ana", ("Já funciona?", "work now?"), "👍").await;
    })
    .await;
}

#[tokio::test]
async fn shut_out_and_let_in() {
    everywhere("shut_out_and_let_in", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await;
            t.taps_on("bene@agents", Verb::Take, 1).await;
        })
        .await;
        t.shuts_out("ana").await;
        t.says("bene@agents#1", ("/responder Reinicie o servidor", "/reply Restart the server")).await;
        t.lets_in("ana").await;
        t.says("bene@agents#1", ("/responder E agora?", "/reply And now?")).await;
        t.remark("(the partner's group removes the bot)");
        t.shuts_out("paulo@ariel").await;
        let first = t.ticket(1).await.reference;
        t.says("bene@agents", format!("/largar {first}")).await;
        t.lets_in("paulo@ariel").await;
        t.says("bene@agents", format!("/aguardar {first} peça em falta")).await;
        t.remark("(a group that nobody has linked)");
        t.lets_in("ana@others").await;
        t.lets_in("ana@others").await;
    })
    .await;
}

#[tokio::test]
async fn a_group_moves() {
    everywhere("a_group_moves", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await).await;
        t.says("bene@agents", "/assumir").await;
        t.moves("bene@agents", "supergroup").await;
        t.moves("bene@agents", "supergroup").await;
        let first = t.ticket(1).await.reference;
        t.says("bene@supergroup", first.clone()).await;
        t.remark("(what was on its way from the old group)");
        t.says("bene@agents", format!("/nota {first} ainda do grupo antigo")).await;
        t.says("ana", ("e o telefone também", "and the telephone too")).await;
        t.taps_on("bene@supergroup", Verb::Take, 1).await;
        assert_eq!(t.count("select count(*) from room where address = 'fake:bot:agents'").await, 0);
        assert_eq!(t.count("select count(*) from session where session_key like 'fake:bot:agents|%'").await, 0);
        assert_eq!(t.count("select count(*) from prompt where address = 'fake:bot:agents'").await, 0);
    })
    .await;
}

#[tokio::test]
async fn hidden_and_forwarded() {
    everywhere("hidden_and_forwarded", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.remark("(an administrator who writes as the group)");
        t.says_hidden("bene@agents", "/fila").await;
        t.says_hidden("bene@agents", ("bom dia a todos", "good morning all")).await;
        t.says_hidden("somebody@others", "/ligar agents-6789").await;
        t.remark("(words of others, passed on)");
        t.forwards("ana", "/novo").await;
        t.forwards("ana", "1").await;
        t.taps("ana", system("openmrs_epts")).await;
        t.forwards("ana", ("Aparece o erro 500", "Error 500 comes up")).await;
        t.forwards("bene@agents", "/fila").await;
        t.forwards("nelio", "agents-6789").await;
    })
    .await;
}

#[tokio::test]
async fn files_above_the_limit() {
    everywhere("files_above_the_limit", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.sends_large_file("ana", 60 << 20, ("O vídeo do erro", "A video of the error")).await;
        t.remark("(without words the question stands)");
        t.sends_large_file("ana", 60 << 20, "").await;
        t.taps("ana", system("openmrs_epts")).await;
        t.sends_large_file("bene@agents", 60 << 20, "").await;
        assert_eq!(t.count("select count(*) from attachment").await, 0);
    })
    .await;
}

#[tokio::test]
async fn words_of_their_own_time() {
    everywhere("words_of_their_own_time", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.says("ana", ("Nada imprime", "Nothing prints")).await;
        t.remark("(written a while before the question was asked, it answers nothing)");
        t.said_before("ana", minutes(30), "1").await;
        t.said_before("ana", minutes(30), ("O toner é novo", "The toner is new")).await;
        t.remark("(a minute is the way that a message takes)");
        t.said_before("ana", minutes(1), "1").await;
        t.says("ana", "/cancelar").await;
        t.says("ana", ("apagar", "discard")).await;
        t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await;
        t.said_before("ana", hours(5), ("Faltou a luz às sete", "The power was off at seven")).await;
        let first = t.ticket(1).await.reference;
        t.says("bene@agents", format!("/historico {first}")).await;
        let late = "select min(created_at - written_at) from entry where written_at is not null";
        assert_eq!(t.count(late).await, hours(5));
        t.said_before("ana", hours(24 * 30), ("muito antiga", "very old")).await;
        let oldest = "select max(created_at - written_at) from entry where written_at is not null";
        assert_eq!(t.count(oldest).await, hours(8 * 24));
    })
    .await;
}
