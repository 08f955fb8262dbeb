//! Messages that are more than words: albums, places, cards of people, signs; what happens to groups; old messages.

use balcao::dialogs::choice::Choice;

use crate::story::{Story, category, everywhere, once, system};

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
        assert!(of(Some("managers"), None).contains(&"fila") && !of(Some("managers"), None).contains(&"assumir"));
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
