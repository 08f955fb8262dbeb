//! Somebody of the desk is away: their deputy has what they had, with a list of it, or it is free again.

use balcao::core::{person::Role, ticket::Status, verb::Verb};

use crate::story::{Story, everywhere, hours, once};

/// The desk with two agents, and a request that Benedito has.
async fn opens(t: &mut Story) {
    t.opens_the_desk().await;
    t.aside(async |t| {
        t.invites("carla", "Carla Nhaca", Role::Agent, None).await;
        t.says("bene", ("/notificacoes nenhumas", "/notifications none")).await;
        t.says("carla", ("/notificacoes nenhumas", "/notifications none")).await;
    })
    .await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
    t.aside(async |t| {
        t.reports_server_down("ana", ("Nada abre", "Nothing opens")).await;
        t.taps_on("bene@agents", Verb::Take, 1).await;
        t.says("ana", ("/contactos", "/contacts")).await;
    })
    .await;
}

async fn owner(t: &Story) -> i64 {
    t.count("select coalesce(owner_id, 0) from ticket").await
}

/// The deputy has it at once, and reads what it is; whoever is back is on duty again.
#[tokio::test]
async fn a_deputy_stands_in() {
    everywhere("a_deputy_stands_in", async |t: &mut Story| {
        opens(t).await;
        t.says("bene", ("/ausente", "/away")).await;
        t.says("bene", ("/ausente 05/12 Zacarias", "/away 05/12 Zacarias")).await;
        t.says("bene", ("/ausente 05/12 Carla", "/away 05/12 Carla")).await;
        assert_eq!(owner(t).await, t.person("Carla Nhaca").await);
        t.ticket(1).await.expect_status(Status::InProgress);
        t.says("carla", ("/escala", "/rota")).await;
        t.says("bene", ("/presente", "/present")).await;
        t.says("bene", ("/presente", "/present")).await;
        t.says("carla", ("/escala", "/rota")).await;
        assert_eq!(owner(t).await, t.person("Carla Nhaca").await, "what was handed over stays");
    })
    .await;
}

/// From a day on, and without a deputy: in that morning it is free; with nobody left, the managers hear of it.
#[tokio::test]
async fn away_from_a_day_on() {
    once(async |t: &mut Story| {
        opens(t).await;
        let reference = t.ticket(1).await.reference;
        t.says("bene", format!("/prioridade {reference} normal Só uma pessoa")).await;
        t.says("carla", "/ausente 27/11").await;
        t.says("bene", "/ausente 24/11 a 27/11").await;
        t.restarts().await;
        t.waits(hours(1)).await;
        assert_eq!(owner(t).await, t.person("Benedito Cossa").await, "not yet");
        t.says("bene", format!("/nota {reference} Ainda cá estou")).await;
        let told = |t: &Story| t.texts("grace@managers").iter().filter(|text| text.contains("on duty")).count();
        assert_eq!(told(t), 0);
        t.waits(hours(24)).await;
        assert_eq!(t.count("select count(*) from ticket where owner_id is not null").await, 0);
        assert!(told(t) > 0, "{:?}", t.texts("grace@managers"));
    })
    .await;
}

/// Whoever came back before the day keeps what they have.
#[tokio::test]
async fn an_absence_that_was_called_off() {
    once(async |t: &mut Story| {
        opens(t).await;
        t.says("bene", "/ausente 24/11 a 27/11 Carla").await;
        t.says("bene", "/presente").await;
        t.waits(hours(26)).await;
        assert_eq!(t.count("select count(*) from absence where handed_over = 1").await, 0);
    })
    .await;
}

/// On the day a deputy who is away as well gets nothing: it is free.
#[tokio::test]
async fn a_deputy_who_is_away_by_then() {
    once(async |t: &mut Story| {
        opens(t).await;
        t.says("bene", "/ausente 24/11 a 27/11 Carla").await;
        t.says("carla", "/ausente 24/11 a 25/11").await;
        t.waits(hours(25)).await;
        assert_eq!(t.count("select count(*) from absence where handed_over = 1").await, 2);
        assert_eq!(t.count("select count(*) from ticket where owner_id is not null").await, 0);
        assert!(!t.texts("carla").join("\n").contains("BL-10008"), "{:?}", t.texts("carla"));
    })
    .await;
}
