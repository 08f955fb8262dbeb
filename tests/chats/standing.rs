//! People before others: invitations in the chat, second chats, blocking, leaving, roles that are taken away, profiles,
//! groups with and without access, and who helps whom.

use balcao::{
    core::{person::Role, rights::Verb, ticket::Status},
    dialogs::{
        choice::Choice,
        people::choice::{Item, Kind, PeopleChoice},
    },
};

use crate::story::{Story, everywhere, hours};

fn people(choice: PeopleChoice) -> Choice {
    Choice::People(choice)
}

fn group(key: &str) -> Choice {
    people(PeopleChoice::Group(key.into()))
}

fn value(field: &str, option: &str) -> Choice {
    people(PeopleChoice::Option { field: field.into(), option: option.into() })
}

fn change(item: Item) -> Choice {
    people(PeopleChoice::Change(item))
}

/// The code that was said last in a chat.
pub fn code_said(t: &mut Story, actor: &str) -> String {
    let texts = t.texts(actor).into_iter().rev();
    let mut codes = texts.filter_map(|text| {
        let line = text.lines().find_map(|line| line.strip_prefix("Código: ").or(line.strip_prefix("Code: ")))?;
        Some(line.to_owned())
    });
    codes.next().expect("a code was said")
}

#[tokio::test]
async fn an_invitation_in_the_chat() {
    everywhere("an_invitation_in_the_chat", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.aside(async |t| t.invites("nelia", "Nélia Bila", Role::Admin, None).await).await;
        t.says("paulo", ("/convidar HP Matola", "/invite HP Matola")).await;
        let code = code_said(t, "paulo");
        t.starts("rosa", Some(&code)).await;
        t.taps("rosa", Choice::Language(t.locale)).await;
        t.says("rosa", "Rosa Alberto").await;
        assert_eq!(t.count("select count(*) from person where facility_proven = 1").await, 1);
        t.starts("ivo", Some(&code)).await;
        t.remark("(asked step by step; another partner's facility; nothing; a code for the wall)");
        t.says("paulo", ("/convidar", "/invite")).await;
        t.says("paulo", "MZ-0101").await;
        t.says("paulo", "xyzzy").await;
        t.says("paulo", "matola").await;
        t.taps("paulo", Choice::Cancel).await;
        t.says("paulo", ("/convidar código HP Matola", "/invite code HP Matola")).await;
        let poster = code_said(t, "paulo");
        t.starts("celia", Some(&poster)).await;
        t.taps("celia", Choice::Language(t.locale)).await;
        t.says("celia", "Célia Tembe").await;
        t.says("paulo", ("/convidar agente nível 2", "/invite agent tier 2")).await;
        t.says("rosa", ("/convidar HP Matola", "/invite HP Matola")).await;
        t.remark("(an administrator invites whom they want)");
        t.says("nelia", ("/convidar", "/invite")).await;
        t.taps("nelia", people(PeopleChoice::Invite(Kind::Agent))).await;
        t.taps("nelia", people(PeopleChoice::Tier(2))).await;
        let code = code_said(t, "nelia");
        t.starts("ivo", Some(&code)).await;
        t.taps("ivo", Choice::Language(t.locale)).await;
        t.says("ivo", "Ivo Manhique").await;
        assert_eq!(t.count("select count(*) from person where role = 'agent' and tier = 2").await, 2);
        t.says("nelia", ("/convidar ponto focal", "/invite focal point")).await;
        t.says("nelia", "Fundação Ariel Glaser").await;
        t.says("nelia", ("/convidar gestor", "/invite manager")).await;
    })
    .await;
}

#[tokio::test]
async fn a_second_chat_of_ones_own() {
    everywhere("a_second_chat_of_ones_own", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
        t.says("ana", ("/ligar", "/link")).await;
        let code = code_said(t, "ana");
        t.says("tomas", format!("/ligar {code}")).await;
        t.says("ana-home", format!("/link {code}")).await;
        t.says("ana-home", ("/perfil", "/profile")).await;
        assert_eq!(t.count("select count(distinct person_id) from contact where contact_key like '%u-ana%'").await, 1);
        assert_eq!(t.count("select count(*) from contact where contact_key like '%u-ana%'").await, 2);
        t.remark("(used once; and an hour is its time)");
        t.says("ana-work", format!("/ligar {code}")).await;
        t.says("ana", ("/ligar", "/link")).await;
        let late = code_said(t, "ana");
        t.waits(hours(2)).await;
        t.says("ana-work", format!("/ligar {late}")).await;
    })
    .await;
}

#[tokio::test]
async fn blocked_and_heard_again() {
    everywhere("blocked_and_heard_again", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.enrolled("amelia", "Amélia Macuácua", "MZ-0502").await;
        t.aside(async |t| {
            t.invites("nelia", "Nélia Bila", Role::Admin, None).await;
            t.reports_server_down("ana", ("O ecrã ficou branco", "The screen went white")).await;
        })
        .await;
        let (ana, nelia) = (t.person("Ana Macuácua").await, t.person("Nélia Bila").await);
        t.says("bene@agents", ("/utilizador ana", "/user ana")).await;
        t.says("bene", ("/utilizador macuacua", "/user macuacua")).await;
        let name = "Ana Macuácua".to_owned();
        t.taps("bene", people(PeopleChoice::Person { verb: Verb::FindPerson, person: ana, name })).await;
        t.taps("bene", people(PeopleChoice::Ask { verb: Verb::Block, person: ana })).await;
        t.taps("bene", people(PeopleChoice::No)).await;
        t.says("bene", ("/bloquear", "/block")).await;
        t.says("bene", "ana mac").await;
        t.says("bene", ("sim", "yes")).await;
        t.remark("(her messages are kept; she is told once)");
        t.says("ana", ("Há novidades?", "Any news?")).await;
        t.says("ana", ("Alguém?", "Anybody?")).await;
        t.sends_photo("ana").await;
        assert_eq!(t.count("select count(*) from inbox where place = 'blocked' and body is not null").await, 3);
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.ticket(1).await.expect_status(Status::InProgress);
        t.says("bene", ("/bloquear ana mac", "/block ana mac")).await;
        t.remark("(nobody blocks themselves, an administrator, or, being an agent, somebody of the desk)");
        for name in ["Benedito", "Nélia", "Paulo"] {
            t.says("bene", format!("/bloquear {name}")).await;
        }
        t.says("nelia", "/bloquear Nélia").await;
        t.says("nelia", "/bloquear Zzz").await;
        t.says("ana", ("/desbloquear ana", "/unblock ana")).await;
        t.remark("(heard again, with all that was there)");
        t.says("bene", ("/desbloquear ana mac", "/unblock ana mac")).await;
        t.taps("bene", people(PeopleChoice::Sure { verb: Verb::Unblock, person: ana })).await;
        t.says("ana", ("/meus", "/mine")).await;
        t.remark("(an administrator is asked once more too, also about a focal point)");
        t.says("nelia", ("/bloquear paulo", "/block paulo")).await;
        t.taps("nelia", people(PeopleChoice::No)).await;
        assert_eq!(t.count("select count(*) from person where blocked_at is not null").await, 0);
        assert_ne!(ana, nelia);
    })
    .await;
}

#[tokio::test]
async fn somebody_leaves_and_returns() {
    everywhere("somebody_leaves_and_returns", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", ("O ecrã ficou branco", "The screen went white")).await).await;
        t.taps("ana", Choice::NewReport).await;
        t.says("ana", ("/sair", "/leave")).await;
        t.says("ana", ("não", "no")).await;
        t.says("ana", ("/sair", "/leave")).await;
        t.taps("ana", people(PeopleChoice::Leave)).await;
        assert_eq!(t.count("select count(*) from draft where state = 'open'").await, 0);
        t.remark("(nothing is sent to her)");
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.waits(hours(1)).await;
        t.remark("(she writes again)");
        t.says("ana", ("Bom dia", "Good morning")).await;
        t.says("ana", ("/meus", "/mine")).await;
        assert_eq!(t.count("select count(*) from person where left_at is not null").await, 0);
        assert_eq!(t.count("select count(*) from person where name = 'Ana Macuácua'").await, 1);
        t.remark("(an agent leaves: what he owned is free)");
        t.says("bene", ("/sair", "/leave")).await;
        t.says("bene", ("sim, sair", "yes, leave")).await;
        t.ticket(1).await.expect_status(Status::New);
        t.says("ana", format!("/historico {}", t.ticket(1).await.reference)).await;
    })
    .await;
}

#[tokio::test]
async fn a_role_is_taken_away() {
    everywhere("a_role_is_taken_away", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| {
            t.invites("nelia", "Nélia Bila", Role::Admin, None).await;
            t.reports_server_down("ana", ("Ecrã branco", "Blank page")).await;
            t.taps_on("bene@agents", Verb::Take, 1).await;
        })
        .await;
        let (bene, ticket) = (t.person("Benedito Cossa").await, t.ticket(1).await);
        t.says("bene", format!("/estado {}", ticket.reference)).await;
        t.says("bene", ("/utilizador ana", "/user ana")).await;
        let note = t.offered_token("bene", &Choice::act(Verb::Note, ticket.id)).await;
        let ana = t.person("Ana Macuácua").await;
        let block = t.offered_token("bene", &people(PeopleChoice::Ask { verb: Verb::Block, person: ana })).await;
        t.says("bene", ("/revogar paulo", "/revoke paulo")).await;
        t.says("nelia", ("/revogar benedito", "/revoke benedito")).await;
        t.taps("nelia", people(PeopleChoice::Sure { verb: Verb::Revoke, person: bene })).await;
        t.ticket(1).await.expect_status(Status::New);
        t.remark("(his old buttons are dead, here and in the room; he is a user like others)");
        t.taps_token("bene", &note).await;
        t.taps_token("bene", &block).await;
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.says("bene@agents", format!("/nota {} já não sou da equipa", ticket.reference)).await;
        t.says("bene", format!("/estado {}", ticket.reference)).await;
        t.ticket(1).await.expect_status(Status::New);
        t.says("nelia", ("/revogar benedito", "/revoke benedito")).await;
        t.says("nelia", ("/utilizador benedito", "/user benedito")).await;
        t.remark("(nobody takes their own role away)");
        t.says("nelia", ("/revogar nélia", "/revoke nélia")).await;
        assert_eq!(t.count("select count(*) from person where role = 'agent'").await, 0);
        assert_eq!(t.count("select count(*) from person where role = 'admin'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_profile() {
    everywhere("a_profile", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| {
            t.makes_facility_code("posto-2345", "MZ-0203", hours(24)).await;
            t.starts("ana", Some("posto-2345")).await;
        })
        .await;
        t.says("ana", ("/perfil", "/profile")).await;
        t.taps("ana", change(Item::Name)).await;
        t.says("ana", "…").await;
        t.says("ana", "Ana Macuácua Tembe").await;
        t.says("ana", ("/perfil", "/profile")).await;
        t.taps("ana", change(Item::Phone)).await;
        t.says("ana", ("não tenho a certeza", "I am not sure")).await;
        t.says("ana", "84 123 4567").await;
        t.says("ana", ("/perfil", "/profile")).await;
        t.taps("ana", change(Item::Facility)).await;
        t.says("ana", "matola").await;
        let matola = t.facility("HP Matola");
        t.taps("ana", matola).await;
        assert_eq!(t.count("select count(*) from person where facility_proven = 1").await, 0);
        t.says("ana", ("/perfil", "/profile")).await;
        t.taps("ana", change(Item::Phone)).await;
        t.taps("ana", people(PeopleChoice::Empty(Item::Phone))).await;
        t.says("ana", ("/perfil", "/profile")).await;
        t.taps("ana", change(Item::Language)).await;
        t.taps("ana", Choice::Language(t.locale)).await;
        t.says("ana", ("/perfil", "/profile")).await;
        t.taps("ana", change(Item::Facility)).await;
        t.says("ana", "Posto da Lua").await;
        t.taps("ana", Choice::FacilityAsTyped).await;
        t.says("ana", ("/perfil", "/profile")).await;
        t.taps("ana", change(Item::Name)).await;
        t.says("ana", ("cancelar", "cancel")).await;
        t.says("paulo", ("/perfil", "/profile")).await;
    })
    .await;
}

#[tokio::test]
async fn actors_with_and_without_access() {
    everywhere("actors_with_and_without_access", async |t: &mut Story| {
        t.follows_the_desk_file("tests/desks/actors.toml").await;
        t.fills_the_directory().await;
        t.says("maria", ("Não vejo a minha receita", "I cannot see my prescription")).await;
        t.taps("maria", Choice::Language(t.locale)).await;
        t.taps("maria", group("patient")).await;
        t.says("maria", ("Mas preciso de ajuda com a receita", "But I need help with the prescription")).await;
        t.says("maria", ("/novo", "/new")).await;
        assert_eq!(t.count("select count(*) from draft where state = 'open'").await, 0);
        t.remark("(a professional; and a patient who is one after all)");
        t.starts("ana", None).await;
        t.taps("ana", Choice::Language(t.locale)).await;
        t.says("ana", "enfermeira").await;
        t.says("ana", "MZ-0203").await;
        t.says("ana", "Ana Macuácua").await;
        t.says("ana", ("não sei", "I do not know")).await;
        t.taps("ana", value("profession", "nurse")).await;
        t.taps("ana", Choice::Skip).await;
        t.says("ana", ("/perfil", "/profile")).await;
        t.taps("ana", change(Item::Field("ward".into()))).await;
        t.says("ana", ("Farmácia", "Pharmacy")).await;
        t.says("ana", ("/perfil", "/profile")).await;
        t.taps("ana", change(Item::Field("profession".into()))).await;
        t.taps("ana", value("profession", "data")).await;
        t.says("ana", ("/perfil", "/profile")).await;
        t.says("maria", ("começar de novo", "start over")).await;
        t.taps("maria", group("professional")).await;
        t.says("maria", "MZ-0502").await;
        t.says("maria", "Maria Sitoe").await;
        t.taps("maria", value("profession", "data")).await;
        t.says("maria", ("Estatística", "Statistics")).await;
        assert_eq!(t.count("select count(*) from person where enrolled_at is not null").await, 2);
        t.remark("(whoever is invited to the desk is asked neither)");
        t.invites("bene", "Benedito Cossa", Role::Agent, None).await;
        t.says("ana", ("/contactos", "/contacts")).await;
    })
    .await;
}

#[tokio::test]
async fn who_helps_me() {
    everywhere("who_helps_me", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.enrolled("tomas", "Tomás Muianga", "MZ-0502").await;
        t.says("ana", ("/contactos", "/contacts")).await;
        t.says("tomas", ("/contactos", "/contacts")).await;
        t.remark("(a first tier for the whole country, and telephones)");
        t.aside(async |t| {
            t.invites("nelia", "Nélia Bila", Role::Admin, None).await;
            t.says("nelia", "/convidar agente 1").await;
            let code = code_said(t, "nelia");
            t.starts("ivo", Some(&code)).await;
            t.taps("ivo", Choice::Language(t.locale)).await;
            t.says("ivo", "Ivo Manhique").await;
            for (who, number) in [("ivo", "84 765 4321"), ("paulo", "+258 82 111 2222")] {
                t.says(who, "/perfil").await;
                t.taps(who, change(Item::Phone)).await;
                t.says(who, number).await;
            }
        })
        .await;
        t.says("ana", ("/contactos", "/contacts")).await;
        t.says("tomas", ("/contactos", "/contacts")).await;
        t.says("paulo@ariel", ("/contactos", "/contacts")).await;
        t.says("bene@agents", ("/contactos", "/contacts")).await;
        t.says("nelia", ("/contactos", "/contacts")).await;
    })
    .await;
}
