//! Announcements as those write them who may: drafted in two languages, looked at, confirmed, taken back, updated, ended.

use balcao::{
    core::person::Role,
    dialogs::{
        announce::{choice::AnnounceChoice, want::Part},
        choice::Choice,
    },
    text::locale::Locale,
};

use crate::story::{Story, everywhere, hours, minutes, once, seconds};

/// The language that is not this one.
fn another(locale: Locale) -> Locale {
    if locale == Locale::Pt { Locale::En } else { Locale::Pt }
}

/// Three partners with their groups, one of which reads another language.
async fn three_partners(t: &mut Story) {
    t.opens_the_desk().await;
    t.aside(async |t| {
        for (who, name, partner, other) in [("sara", "Sara Nhaca", "CCS", false), ("joan", "Joan Banda", "EGPAF", true)]
        {
            t.invites(who, name, Role::FocalPoint, Some(partner)).await;
            let locale = if other { another(t.locale) } else { t.locale };
            t.says(who, format!("/lang {locale}")).await;
            t.binds_group(&format!("{who}@{}", partner.to_lowercase()), partner).await;
        }
    })
    .await;
    t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
}

fn tap(choice: AnnounceChoice) -> Choice {
    Choice::Announce(choice)
}

/// Draft, texts, whom it reaches, the two confirmations, and what follows.
#[tokio::test]
async fn an_announcement_from_draft_to_end() {
    everywhere("an_announcement_from_draft_to_end", async |t: &mut Story| {
        three_partners(t).await;
        t.says("bene", ("/aviso", "/announce")).await;
        t.says("bene", ("O OpenMRS está lento. Estamos a tratar disso.", "OpenMRS is slow. We are working on it."))
            .await;
        let other = another(t.locale);
        t.taps("bene", tap(AnnounceChoice::Give { number: 1, part: Part::Words(other) })).await;
        t.says("bene", ("OpenMRS is slow. We are working on it.", "O OpenMRS está lento. Estamos a tratar disso."))
            .await;
        t.says("bene", ("/aviso A-1 tipo urgente", "/announce A-1 kind urgent")).await;
        t.says("bene", ("/aviso a1 sistema openmrs", "/announce a1 system openmrs")).await;
        t.says("bene", ("/aviso A-1 próxima 14:00", "/announce A-1 next 14:00")).await;
        t.says("bene", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.says("bene", ("não", "no")).await;
        t.says("bene", ("enviar aviso", "send it")).await;
        t.says("bene", ("sim, enviar", "yes, send it")).await;
        t.remark("(within the minute it can be taken back; nobody else has read anything)");
        t.says("bene", ("retirar", "take back")).await;
        t.waits(minutes(2)).await;
        t.says("bene", ("enviar aviso", "send it")).await;
        t.says("bene", ("sim", "yes")).await;
        t.waits(minutes(2)).await;
        t.says("ana", ("/avisos", "/news")).await;
        t.says("sara", ("/avisos", "/news")).await;
        t.says("joan@egpaf", ("/avisos", "/news")).await;
        t.says("bene@agents", ("/avisos", "/news")).await;
        t.says("bene", ("/aviso A-1", "/announce A-1")).await;
        t.remark("(the update that was promised is near, and then late)");
        t.waits(hours(5)).await;
        t.says("bene@agents", ("/avisos", "/news")).await;
        t.says(
            "bene",
            (
                "/aviso A-1 actualizar Já está melhor. Ainda não está resolvido.",
                "/announce A-1 update It is better. It is not solved yet.",
            ),
        )
        .await;
        t.taps("bene", tap(AnnounceChoice::Loud { number: 1, loud: true })).await;
        t.says("bene", ("/aviso A-1 próxima 16:00", "/announce A-1 next 16:00")).await;
        t.says("bene", ("enviar aviso", "send it")).await;
        t.says("bene", ("sim", "yes")).await;
        t.waits(minutes(2)).await;
        t.says("bene", ("/aviso A-1 fim", "/announce A-1 end")).await;
        t.taps("bene", tap(AnnounceChoice::End(1))).await;
        t.says("bene", ("enviar aviso", "send it")).await;
        t.says("bene", ("sim", "yes")).await;
        t.waits(hours(4)).await;
        t.says("ana", ("/avisos", "/news")).await;
        t.says("bene", ("/aviso A-1", "/announce A-1")).await;
        assert_eq!(t.count("select count(*) from announcement where state = 'over'").await, 1);
    })
    .await;
}

/// Above so many groups somebody else confirms; whoever has no right does nothing.
#[tokio::test]
async fn a_second_person_confirms() {
    everywhere("a_second_person_confirms", async |t: &mut Story| {
        three_partners(t).await;
        t.announces_alone_up_to(2).await;
        t.sends_photo_saying("bene@agents", ("/aviso O e-SISTAFE está parado.", "/announce e-SISTAFE is down.")).await;
        t.says("bene@agents", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        let shows = AnnounceChoice::Shows { number: 1, revision: 1, patient: false };
        let token = t.offered_token("bene@agents", &tap(shows)).await;
        t.taps_token("bene@agents", &token).await;
        t.says("bene@agents", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.remark("(whoever asked for it cannot confirm it, by whatever way)");
        t.says("bene@agents", ("/aviso A-1 confirmar", "/announce A-1 confirm")).await;
        t.remark("(a reporter's command does nothing)");
        t.says("ana", ("/aviso A-1 confirmar", "/announce A-1 confirm")).await;
        t.says("sara", ("/aviso Olá", "/announce Hello")).await;
        t.says("grace@managers", "/announce A-1 confirm").await;
        t.waits(minutes(2)).await;
        assert_eq!(t.count("select count(*) from bulletin where stage = 'out'").await, 1);
        assert_eq!(t.count("select count(*) from bulletin where asked_by = confirmed_by").await, 0);
    })
    .await;
}

/// The same with the buttons of the rooms.
#[tokio::test]
async fn the_button_of_another_room_confirms() {
    once(async |t: &mut Story| {
        three_partners(t).await;
        t.announces_alone_up_to(2).await;
        t.says("bene@agents", "/aviso O DHIS2 está parado.").await;
        t.taps("bene@agents", tap(AnnounceChoice::Ask { number: 1, revision: 1 })).await;
        let sure = AnnounceChoice::Sure { number: 1, revision: 1, groups: 3, people: 0 };
        t.taps("bene@agents", tap(sure.clone())).await;
        assert_eq!(t.count("select count(*) from bulletin where stage = 'asked'").await, 1);
        t.taps("grace@managers", tap(sure)).await;
        assert_eq!(t.count("select count(*) from bulletin where stage = 'set'").await, 1);
    })
    .await;
}

/// In the agents' room a word is enough where it answers what was asked a moment ago, or the message below which the button
/// stands; whatever somebody was asked before. Buttons there are everybody's who may do it.
#[tokio::test]
async fn a_word_in_the_room_confirms() {
    everywhere("a_word_in_the_room_confirms", async |t: &mut Story| {
        three_partners(t).await;
        t.aside(async |t| t.invites("lurdes", "Lurdes Cossa", Role::Agent, None).await).await;
        t.says(
            "bene@agents",
            ("/aviso O OpenMRS está lento. Estamos a tratar.", "/announce OpenMRS is slow. We are at it."),
        )
        .await;
        t.remark("(his draft, and somebody else's tap)");
        let token = t.offered_token("lurdes@agents", &tap(AnnounceChoice::Ask { number: 1, revision: 1 })).await;
        t.taps_token("lurdes@agents", &token).await;
        t.says("lurdes@agents", ("sim", "yes")).await;
        t.waits(minutes(2)).await;
        t.remark("(whoever was asked for words answers another message)");
        t.says("lurdes@agents", ("/aviso A-1 actualizar", "/announce A-1 update")).await;
        let hers = t.offered_token("lurdes@agents", &Choice::Cancel).await;
        t.taps_token("bene@agents", &hers).await;
        t.says("bene@agents", ("/aviso A-1 actualizar Já está melhor.", "/announce A-1 update It is better now."))
            .await;
        t.says("bene@agents", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.replies("lurdes@agents", ("Enviar o aviso A-1", "Send announcement A-1"), ("sim", "yes")).await;
        t.waits(minutes(5)).await;
        t.remark("(long after a question a word is talk)");
        t.says("bene@agents", ("/aviso A-1 fim Está resolvido.", "/announce A-1 end It is solved.")).await;
        t.says("bene@agents", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.waits(minutes(5)).await;
        t.says("bene@agents", ("sim", "yes")).await;
        assert_eq!(t.count("select count(*) from bulletin where stage = 'out'").await, 2);
        assert_eq!(t.count("select count(*) from bulletin where stage = 'asked'").await, 1);
    })
    .await;
}

/// What is over before its news went out: the end takes its place, and nothing of it stands below the end's heading.
#[tokio::test]
async fn the_end_overtakes_an_update() {
    everywhere("the_end_overtakes_an_update", async |t: &mut Story| {
        three_partners(t).await;
        t.says("bene", ("/aviso O OpenMRS está lento. Estamos a tratar.", "/announce OpenMRS is slow. We are at it."))
            .await;
        t.says("bene", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.says("bene", ("sim", "yes")).await;
        t.waits(minutes(2)).await;
        t.says("bene", ("/aviso A-1 actualizar Mais 10 minutos.", "/announce A-1 update 10 more minutes.")).await;
        t.says("bene", ("/aviso A-1 en 10 more minutes.", "/announce A-1 pt Mais 10 minutos.")).await;
        t.says("bene", ("/aviso A-1 próxima 14:00", "/announce A-1 next 14:00")).await;
        t.says("bene", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.says("bene", ("sim", "yes")).await;
        t.remark("(changed once more, it has no hour of its own)");
        t.says("bene", ("/aviso A-1 texto Mais 15 minutos.", "/announce A-1 text 15 more minutes.")).await;
        t.says("bene", ("/aviso A-1 fim Já funciona bem.", "/announce A-1 end It works well again.")).await;
        t.says("bene", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.says("bene", ("sim", "yes")).await;
        t.waits(minutes(2)).await;
        assert_eq!(t.count("select count(*) from bulletin where stage = 'out'").await, 2);
    })
    .await;
}

/// The hour comes, and nobody has confirmed it: nothing goes, and whoever wrote it hears so, once.
#[tokio::test]
async fn nobody_confirms_in_time() {
    everywhere("nobody_confirms_in_time", async |t: &mut Story| {
        three_partners(t).await;
        t.says("bene@agents", ("/aviso Às 10h o servidor reinicia.", "/announce The server restarts at 10.")).await;
        t.says("bene@agents", ("/aviso A-1 agendar 09:30", "/announce A-1 schedule 09:30")).await;
        t.says("bene@agents", ("/aviso A-1 agendar 09:40", "/announce A-1 schedule 09:40")).await;
        t.says("bene@agents", ("/aviso A-1 agendar 09:30", "/announce A-1 schedule 09:30")).await;
        t.says("bene@agents", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.waits(hours(1)).await;
        assert_eq!(t.count("select count(*) from bulletin where stage = 'asked'").await, 1);
        t.says("bene@agents", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.says("bene@agents", ("sim", "yes")).await;
        t.waits(minutes(2)).await;
        assert_eq!(t.count("select count(*) from bulletin where stage = 'out'").await, 1);
    })
    .await;
}

/// A later time, and a change of mind; an old button does nothing to what has changed since.
#[tokio::test]
async fn what_is_scheduled_can_be_cancelled() {
    everywhere("what_is_scheduled_can_be_cancelled", async |t: &mut Story| {
        three_partners(t).await;
        t.says("bene", ("/aviso Amanhã há manutenção.", "/announce Maintenance tomorrow.")).await;
        t.says("bene", ("/aviso A-1 tipo manutenção", "/announce A-1 kind maintenance")).await;
        t.says("bene", ("/aviso A-1 período 24/11 20:00 a 22:00", "/announce A-1 window 24/11 20:00 to 22:00")).await;
        t.says("bene", ("/aviso A-1 agendar às tantas", "/announce A-1 schedule some time")).await;
        t.says("bene", ("/aviso A-1 agendar 24/11 07:00", "/announce A-1 schedule 24/11 07:00")).await;
        t.says("bene", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.says("bene", ("sim", "yes")).await;
        t.remark("(his finger was still where the yes stood)");
        t.taps("bene", tap(AnnounceChoice::Open(1))).await;
        t.waits(hours(2)).await;
        t.says("bene", ("/aviso A-1 retirar", "/announce A-1 withdraw")).await;
        let asks = tap(AnnounceChoice::Ask { number: 1, revision: 5 });
        let old = t.offered_token("bene", &asks).await;
        t.remark("(a template, with the times and the system filled in)");
        t.says("bene", ("/aviso A-1 sistema openmrs", "/announce A-1 system openmrs")).await;
        t.says("bene", ("/aviso A-1 modelo", "/announce A-1 template")).await;
        t.remark("(the button of a draft that was changed since)");
        t.taps_token("bene", &old).await;
        t.says("bene", ("/aviso A-1 apagar", "/announce A-1 delete")).await;
        t.says("bene", ("/aviso A-1", "/announce A-1")).await;
        t.waits(hours(24)).await;
        assert_eq!(t.count("select count(*) from outbox where slot like 'announcement:%'").await, 0);
    })
    .await;
}

/// What looks like a patient's data is looked at before it can be asked for; pictures too.
#[tokio::test]
async fn words_and_pictures_are_looked_at() {
    everywhere("words_and_pictures_are_looked_at", async |t: &mut Story| {
        three_partners(t).await;
        t.says(
            "bene",
            ("/aviso Doente Maria Cossa, ligar ao 84 123 4567.", "/announce Patient Maria Cossa, call 84 123 4567."),
        )
        .await;
        t.says("bene", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.says("bene", ("ocultar", "hide")).await;
        t.says("bene", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.says("bene", ("não", "no")).await;
        t.remark("(the desk's own number may stand)");
        t.says("bene", ("/aviso A-1 texto Ligar ao 21 123 4567.", "/announce A-1 text Call 21 123 4567.")).await;
        t.says("bene", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.says("bene", ("está bem assim", "fine as it is")).await;
        t.sends_photo_saying("bene", ("/aviso A-1 imagem", "/announce A-1 picture")).await;
        t.says("bene", ("sim, mostra", "yes, it does")).await;
        t.sends_photo_saying("bene", ("/aviso A-1 imagem", "/announce A-1 picture")).await;
        t.says("bene", ("não mostra", "no, it does not")).await;
        t.says("bene", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.says("bene", ("sim", "yes")).await;
        t.waits(minutes(2)).await;
        assert_eq!(t.count("select count(*) from bulletin where stage = 'out'").await, 1);
    })
    .await;
}

/// By partner, province, district, system and role, with who is left out and why; names that are nobody's, or several's.
#[tokio::test]
async fn whom_it_is_for() {
    everywhere("whom_it_is_for", async |t: &mut Story| {
        three_partners(t).await;
        t.says("bene", ("/aviso O iDART está lento.", "/announce iDART is slow.")).await;
        t.says("bene", ("/aviso A-1 para ccs e ariel", "/announce A-1 for ccs and ariel")).await;
        t.says("bene", ("/aviso A-1 para CCSS", "/announce A-1 for CCSS")).await;
        t.says("bene", ("/aviso A-1 para todos", "/announce A-1 for everybody")).await;
        t.says("bene", ("/aviso A-1 província Cidade de Maputo", "/announce A-1 province Cidade de Maputo")).await;
        t.says("bene", ("/aviso A-1 distrito KaMpfumu", "/announce A-1 district KaMpfumu")).await;
        t.says("bene", ("/aviso A-1 para sistema iDART", "/announce A-1 for system iDART")).await;
        t.says("bene", ("/aviso A-1 para todos", "/announce A-1 for all")).await;
        t.says("bene", ("/aviso A-1 funções pontos focais", "/announce A-1 roles focal points")).await;
        t.says("bene", ("/aviso A-1 xpto", "/announce A-1 xpto")).await;
        t.says("bene", ("/aviso A-9 enviar", "/announce A-9 send")).await;
    })
    .await;
}

/// What many have is told in the words that were approved of it; once it is solved, its end is ready to be told.
#[tokio::test]
async fn a_problem_is_announced() {
    everywhere("a_problem_is_announced", async |t: &mut Story| {
        three_partners(t).await;
        let sync = ("O OpenMRS não sincroniza com o servidor central", "OpenMRS cannot sync with the central server");
        t.aside(async |t| t.reports_server_down("ana", sync).await).await;
        let reference = t.ticket(1).await.reference;
        t.aside(async |t| {
            let reference = t.ticket(1).await.reference;
            t.says("bene", (format!("/comum {reference}"), format!("/common {reference}"))).await;
            for words in [
                format!("/problema {reference} resumo pt A sincronização do OpenMRS está parada."),
                format!("/problem {reference} summary en OpenMRS does not synchronise."),
                format!("/problema {reference} aprovar pt"),
            ] {
                t.says("bene", words).await;
            }
        })
        .await;
        t.says("bene", (format!("/problema {reference} aprovar en"), format!("/problem {reference} approve en"))).await;
        let id = t.ticket(1).await.id;
        t.taps("bene", tap(AnnounceChoice::OfProblem(id))).await;
        t.says("bene", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.says("bene", ("sim", "yes")).await;
        t.waits(minutes(2)).await;
        t.remark("(the problem is solved: its announcement's author hears so)");
        t.says("bene", (format!("/resolver {reference} Já funciona"), format!("/resolve {reference} It works"))).await;
        t.waits(minutes(1)).await;
        t.taps("bene", tap(AnnounceChoice::End(1))).await;
        t.says("bene", ("/aviso A-1 enviar", "/announce A-1 send")).await;
        t.says("bene", ("sim", "yes")).await;
        t.waits(minutes(2)).await;
        t.says("bene", ("/aviso A-1", "/announce A-1")).await;
        assert_eq!(t.count("select count(*) from announcement where state = 'over'").await, 1);
    })
    .await;
}

/// Somebody's rights are asked for again at the second tap.
#[tokio::test]
async fn a_right_that_was_lost_confirms_nothing() {
    once(async |t: &mut Story| {
        three_partners(t).await;
        t.says("bene", "/aviso O OpenMRS está lento.").await;
        t.says("bene", "/aviso A-1 enviar").await;
        let bene = t.person("Benedito Cossa").await;
        let mut tx = t.store().begin().await.unwrap();
        sqlx::query("update person set role = 'reporter', role_epoch = role_epoch + 1 where id = $1")
            .bind(bene)
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let sure = tap(AnnounceChoice::Sure { number: 1, revision: 1, groups: 3, people: 0 });
        let token = t.offered_token("bene", &sure).await;
        t.taps_token("bene", &token).await;
        t.says("bene", "sim").await;
        t.waits(seconds(90)).await;
        assert_eq!(t.count("select count(*) from bulletin where stage = 'asked'").await, 1);
    })
    .await;
}
