//! Messages that are more than words: albums, places, cards of people, signs; what happens to groups; old messages.

use balcao::{core::verb::Verb, dialogs::choice::Choice};

use crate::story::{Story, category, everywhere, once, seconds, system};

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
    })
    .await;
}
