//! The table of rights, cell by cell, on the real desk: each command, in each role, in each kind of chat. And what is
//! not theirs, which answers in the same words whatever it is.

use balcao::{
    core::{
        person::Role,
        verb::{Place, TABLE, Verb},
    },
    dialogs::{choice::Choice, line::Plain},
};

use crate::story::{Story, once};

const PEOPLE: [(&str, &str, Role); 5] = [
    ("rita", "Rita Bila", Role::Reporter),
    ("paulo", "Paulo Sitoe", Role::FocalPoint),
    ("bene", "Benedito Cossa", Role::Agent),
    ("grace", "Grace Miller", Role::Manager),
    ("alda", "Alda Uamusse", Role::Admin),
];

fn chat(place: Place) -> &'static str {
    match place {
        Place::Private => "",
        Place::Agents => "@agents",
        Place::Partner => "@ariel",
        Place::Managers => "@managers",
        Place::Announcements => "@announcements",
        Place::UnknownGroup => "@nowhere",
    }
}

async fn opens(t: &mut Story) {
    t.opens_the_desk().await;
    t.invites("alda", "Alda Uamusse", Role::Admin, None).await;
    t.links("alda@announcements", "announcements", None).await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
    t.enrolled("rita", "Rita Bila", "MZ-0101").await;
    t.reports_server_down("ana", ("O servidor parou", "The server stopped")).await;
}

/// All that was answered in a chat, and in private, since so many messages.
fn since(t: &Story, actor: &str, before: usize) -> Vec<String> {
    t.texts(actor).split_off(before)
}

#[tokio::test]
async fn every_cell_of_the_table() {
    once(async |t: &mut Story| {
        opens(t).await;
        let reference = t.ticket(1).await.reference;
        let (not_here, not_allowed) = (t.sentence(Plain::NotHere), t.sentence(Plain::NotAllowed));
        let mut cells = 0;
        for row in TABLE.iter().filter(|row| !row.names.is_empty()) {
            // These end the membership of whoever says them, and have stories of their own.
            if matches!(row.verb, Verb::Leave | Verb::Language) {
                continue;
            }
            for (who, _, role) in PEOPLE {
                for place in Place::ALL {
                    let actor = format!("{who}{}", chat(place));
                    let (before, audits) =
                        (t.texts(&actor).len(), t.count("select count(*) from audit where actor_id is not null").await);
                    t.says(&actor, format!("/{} {reference}", row.names[0])).await;
                    let answer = since(t, &actor, before).join("\n");
                    let refused = answer.contains(&not_here)
                        || answer.contains(&not_allowed)
                        || answer.contains("not possible here")
                        || answer.contains("does not allow");
                    let allowed = row.allows(role, place);
                    assert_eq!(refused, !allowed, "/{} as {role:?} in {place:?}: {answer:?}", row.names[0]);
                    if !allowed {
                        let now = t.count("select count(*) from audit where actor_id is not null").await;
                        assert_eq!(now, audits, "/{} as {role:?} in {place:?} changed something", row.names[0]);
                    }
                    t.says(&actor, "/cancelar").await;
                    if row.verb == Verb::Practice && allowed {
                        t.says(&actor, "/pratica").await;
                    }
                    cells += 1;
                }
            }
        }
        assert!(cells > 1_000, "{cells}");
    })
    .await;
}

#[tokio::test]
async fn what_is_not_theirs_is_not_there() {
    once(async |t: &mut Story| {
        opens(t).await;
        let (theirs, nobodys) = (t.ticket(1).await.reference, balcao::text::reference::format("BL", 77_777));
        for row in TABLE.iter().filter(|row| !row.names.is_empty()) {
            use balcao::core::verb::Takes;
            if matches!(row.takes, Takes::Own) || !row.allows(Role::Reporter, Place::Private) {
                continue;
            }
            for words in ["", " uma palavra a mais"] {
                let mut answers = Vec::new();
                for reference in [&theirs, &nobodys] {
                    let before = t.texts("rita").len();
                    t.says("rita", format!("/{} {reference}{words}", row.names[0])).await;
                    answers.push(since(t, "rita", before).join("\n").replace(reference.as_str(), "BL"));
                    t.says("rita", "/cancelar").await;
                }
                assert_eq!(answers[0], answers[1], "/{}{words}", row.names[0]);
            }
        }
        let before = t.count("select count(*) from audit").await;
        t.says("rita", format!("{theirs}?")).await;
        assert_eq!(t.count("select count(*) from audit").await, before);
    })
    .await;
}

#[tokio::test]
async fn a_revoked_role_has_no_buttons_left() {
    once(async |t: &mut Story| {
        opens(t).await;
        // Short words: who read them while they had the role has read them.
        t.reports_server_down("ana", "Parou").await;
        let one = t.ticket(2).await;
        t.says("bene", format!("/estado {}", one.reference)).await;
        let in_private = t.offered_token("bene", &Choice::act(Verb::Take, one.id)).await;
        let in_the_room = t.offered_token("bene@agents", &Choice::act(Verb::Take, one.id)).await;
        crate::support::outbox::sql(
            &t.store(),
            "update person set role = 'reporter', role_epoch = role_epoch + 1 where name = 'Benedito Cossa'",
        )
        .await;
        let before = t.count("select count(*) from audit").await;
        t.taps_token("bene", &in_private).await;
        t.taps_token("bene@agents", &in_the_room).await;
        for command in ["assumir", "nota", "responder", "resolver", "prioridade", "fila", "desfazer"] {
            t.says("bene", format!("/{command} {} palavras", one.reference)).await;
            t.says("bene@agents", format!("/{command} {} palavras", one.reference)).await;
        }
        assert_eq!(t.count("select count(*) from audit").await, before, "an old button did something");
        t.ticket(2).await.expect_status(balcao::core::ticket::Status::New);
    })
    .await;
}
