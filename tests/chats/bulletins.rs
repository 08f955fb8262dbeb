//! A bulletin on its way: groups that block the bot or move, what is done for whoever was not reached, a start anew in the
//! middle, and a stop before all have it.

use balcao::{
    core::{
        invite::{self, Gift, Invitation},
        person::Role,
    },
    dialogs::{announce::ledger::LedgerChoice, choice::Choice},
    text::locale::Locale,
};

use crate::story::{Story, everywhere, hours, minutes};

/// Binds a partner's group with a code of its own.
async fn binds(t: &mut Story, actor: &str, partner: i64) {
    let code = format!("{}-6789", actor.replace('@', ""));
    let store = t.store();
    let mut tx = store.begin().await.unwrap();
    let invitation = Invitation::once(Gift::room("partner", Some(partner)), t.now() + hours(72));
    invite::create(&mut tx, &code, &invitation).await.unwrap();
    tx.commit().await.unwrap();
    t.says(actor, format!("/link {code}")).await;
}

/// Three partners, each with a focal point and a group; the second reads English.
async fn three_partners(t: &mut Story) {
    t.opens_the_desk_without_a_room().await;
    t.aside(async |t| {
        for (who, name, partner, english) in [
            ("sara", "Sara Nhaca", "CCS", false),
            ("joan", "Joan Banda", "EGPAF", true),
            ("rui", "Rui Sitoe", "FGH", false),
        ] {
            t.invites(who, name, Role::FocalPoint, Some(partner)).await;
            let locale = if english { Locale::En } else { t.locale };
            t.says(who, format!("/lang {locale}")).await;
        }
        let (ccs, egpaf, fgh) = (partner(t, "CCS").await, partner(t, "EGPAF").await, partner(t, "FGH").await);
        binds(t, "sara@ccs", ccs).await;
        binds(t, "joan@egpaf", egpaf).await;
        binds(t, "rui@fgh", fgh).await;
    })
    .await;
}

async fn partner(t: &Story, code: &str) -> i64 {
    match code {
        "CCS" => t.count("select id from partner where code = 'CCS'").await,
        "EGPAF" => t.count("select id from partner where code = 'EGPAF'").await,
        _ => t.count("select id from partner where code = 'FGH'").await,
    }
}

/// Drafts and confirms in both languages.
async fn announces(t: &mut Story) {
    t.says(
        "bene",
        ("/aviso O OpenMRS está lento. Estamos a tratar disso.", "/announce OpenMRS is slow. We are working on it."),
    )
    .await;
    t.says("bene", ("/aviso A-1 enviar", "/announce A-1 send")).await;
    t.says("bene", ("sim", "yes")).await;
}

async fn shows(t: &mut Story) {
    let bulletin = t.count("select max(id) from bulletin").await;
    t.taps("bene", Choice::from(LedgerChoice::Show { bulletin })).await;
}

/// Each next way is offered, and taken once: another group, the focal point in private, a call.
#[tokio::test]
async fn who_was_not_reached_is_told_in_another_way() {
    everywhere("who_was_not_reached_is_told_in_another_way", async |t: &mut Story| {
        three_partners(t).await;
        announces(t).await;
        t.remark("(a second group of the first partner comes after the confirmation; two groups put the bot out)");
        let ccs = partner(t, "CCS").await;
        t.aside(async |t| binds(t, "sara@ccs2", ccs).await).await;
        t.blocks("sara@ccs", true);
        t.blocks("joan@egpaf", true);
        t.waits(minutes(3)).await;
        shows(t).await;
        t.says("bene", ("Reenviar 1", "Send on 1")).await;
        t.waits(minutes(1)).await;
        shows(t).await;
        t.says("bene", ("Avisar 1", "Tell 1")).await;
        t.waits(minutes(1)).await;
        shows(t).await;
        assert_eq!(t.count("select count(*) from recipient where next_way is not null").await, 2);
        assert_eq!(t.count("select count(*) from recipient where instead_of is not null").await, 2);
    })
    .await;
}

/// Where nobody is reached in a chat, somebody is to be called.
#[tokio::test]
async fn who_has_no_other_chat_is_called() {
    everywhere("who_has_no_other_chat_is_called", async |t: &mut Story| {
        three_partners(t).await;
        announces(t).await;
        t.blocks("rui@fgh", true);
        t.blocks("rui", true);
        t.waits(minutes(3)).await;
        shows(t).await;
        t.says("bene", ("Avisar 1", "Tell 1")).await;
        t.waits(minutes(1)).await;
        shows(t).await;
        t.says("bene", ("Já liguei 1", "I called 1")).await;
        shows(t).await;
        assert_eq!(t.count("select count(*) from recipient where next_way = 'called'").await, 1);
    })
    .await;
}

/// A group that moves between confirmation and sending is told where it lives now; a start anew changes nothing.
#[tokio::test]
async fn a_group_moves_and_the_desk_starts_anew_in_the_middle() {
    everywhere("a_group_moves_and_the_desk_starts_anew_in_the_middle", async |t: &mut Story| {
        three_partners(t).await;
        announces(t).await;
        t.moves("sara@ccs", "ccs-super").await;
        t.restarts().await;
        t.waits(minutes(3)).await;
        t.restarts().await;
        shows(t).await;
        assert_eq!(t.texts("sara@ccs").iter().filter(|text| text.contains("OpenMRS")).count(), 0);
        for group in ["sara@ccs-super", "joan@egpaf", "rui@fgh"] {
            assert_eq!(t.texts(group).iter().filter(|text| text.contains("OpenMRS")).count(), 1, "{group}");
        }
    })
    .await;
}

/// Whoever waits for the end of their quiet hours is not told after a stop.
#[tokio::test]
async fn what_was_not_sent_yet_is_stopped() {
    everywhere("what_was_not_sent_yet_is_stopped", async |t: &mut Story| {
        three_partners(t).await;
        t.says("joan", ("/silencio 8-20", "/quiet 8-20")).await;
        t.says("bene", ("/aviso O OpenMRS está lento.", "/announce OpenMRS is slow.")).await;
        t.says("bene", ("/aviso A-1 para pontos focais", "/announce A-1 for focal points")).await;
        t.says("bene", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.says("bene", ("sim", "yes")).await;
        t.waits(minutes(2)).await;
        shows(t).await;
        t.says("bene", ("/aviso A-1 parar", "/announce A-1 stop")).await;
        t.says("bene", ("sim, parar", "yes, stop")).await;
        t.waits(hours(24)).await;
        shows(t).await;
        assert_eq!(t.texts("joan").iter().filter(|text| text.contains("OpenMRS")).count(), 0);
    })
    .await;
}

/// Groups overlap, and people read in them: whoever reads it in a group is not told again in private, a group that two
/// names mean gets it once, and whoever wants none is left out. The preview says all of it.
#[tokio::test]
async fn nobody_is_told_twice() {
    everywhere("nobody_is_told_twice", async |t: &mut Story| {
        three_partners(t).await;
        t.says("sara@ccs", ("/avisos", "/news")).await;
        t.says("rui", ("/avisos silenciar", "/news mute")).await;
        t.says("bene", ("/aviso O OpenMRS está lento.", "/announce OpenMRS is slow.")).await;
        t.says("bene", ("/aviso A-1 para CCS, EGPAF, FGH", "/announce A-1 for CCS, EGPAF, FGH")).await;
        t.says("bene", ("/aviso A-1 funções pontos focais", "/announce A-1 roles focal points")).await;
        t.says("bene", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.says("bene", ("sim", "yes")).await;
        t.waits(minutes(3)).await;
        shows(t).await;
        let told = |t: &Story, who: &str| t.texts(who).iter().filter(|text| text.contains("A-1")).count();
        for (who, times) in [("sara", 0), ("sara@ccs", 1), ("rui", 0), ("rui@fgh", 1), ("joan", 1), ("joan@egpaf", 1)] {
            assert_eq!(told(t, who), times, "{who}");
        }
    })
    .await;
}

/// Whoever wants to hear nothing more of it, or reads it in a group by now, keeps a card that is right: it is edited without a
/// word, and pinned no more in the end.
#[tokio::test]
async fn a_card_that_stands_stays_right() {
    everywhere("a_card_that_stands_stays_right", async |t: &mut Story| {
        three_partners(t).await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.says("ana", ("/avisos seguir", "/news follow")).await;
        announces(t).await;
        t.waits(minutes(2)).await;
        t.says("rui@fgh", ("/avisos silenciar", "/news mute")).await;
        t.remark("(Ana writes in a group that is told)");
        t.says("ana@ccs", ("Aqui também está lento", "It is slow here too")).await;
        t.says("bene", ("/aviso A-1 fim Está resolvido.", "/announce A-1 end It is solved.")).await;
        t.says("bene", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.says("bene", ("sim", "yes")).await;
        t.waits(minutes(2)).await;
        let solved = if t.locale == Locale::Pt { "Está resolvido." } else { "It is solved." };
        assert!(t.texts("sara@ccs").iter().any(|text| text.contains(solved)));
        // Where a platform cannot edit, no further message is worth it.
        let can_edit = t.texts("rui@fgh").iter().any(|text| text.contains(solved));
        let kept = "select count(*) from recipient where left_out is not null and outbox_id is not null";
        assert_eq!(t.count(kept).await, if can_edit { 2 } else { 0 });
        assert!(can_edit || !t.is_kind());
    })
    .await;
}
