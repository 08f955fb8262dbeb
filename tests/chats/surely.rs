//! What ends a request for good is asked once more, with a button of its own that counts for two minutes (B.3).

use balcao::{core::verb::Verb, dialogs::choice::Choice};

use crate::story::{Story, everywhere, minutes, seconds};

fn surely(verb: Verb, ticket: i64, words: &str) -> Choice {
    Choice::Surely { verb, ticket, words: words.to_owned() }
}

#[tokio::test]
async fn giving_up_is_asked_again() {
    everywhere("giving_up_is_asked_again", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", "O ecrã fica branco").await).await;
        let one = t.ticket(1).await.id;
        t.says("ana", ("/desistir", "/withdraw")).await;
        t.says("ana", ("não", "no")).await;
        assert_eq!(t.count("select count(*) from ticket where status = 'cancelled'").await, 0);
        t.says("ana", ("/desistir já funciona", "/withdraw it works")).await;
        t.waits(minutes(3)).await;
        let words = if t.locale == balcao::text::locale::Locale::Pt { "já funciona" } else { "it works" };
        t.taps("ana", surely(Verb::Withdraw, one, words)).await;
        assert_eq!(t.count("select count(*) from ticket where status = 'cancelled'").await, 0);
        t.taps("ana", surely(Verb::Withdraw, one, words)).await;
        assert_eq!(t.count("select count(*) from ticket where status = 'cancelled'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn closing_is_asked_again() {
    everywhere("closing_is_asked_again", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| {
            for words in ["O ecrã fica branco", "Nada abre"] {
                t.reports_server_down("ana", words).await;
            }
            for number in [1, 2] {
                let reference = t.ticket(number).await.reference;
                t.says("bene", format!("/assumir {reference}")).await;
                t.says("bene", format!("/resolver {reference} Reiniciei o servidor")).await;
                t.waits(seconds(20)).await;
            }
        })
        .await;
        let (one, two) = (t.ticket(1).await, t.ticket(2).await);
        t.says("bene", format!("/estado {}", one.reference)).await;
        t.taps("bene", Choice::act(Verb::Close, one.id)).await;
        t.says("bene", ("sim", "yes")).await;
        t.remark("(in the agents' room)");
        t.says("bene@agents", format!("/estado {}", two.reference)).await;
        t.taps("bene@agents", Choice::act(Verb::Close, two.id)).await;
        t.waits(minutes(3)).await;
        t.taps("bene@agents", surely(Verb::Close, two.id, "")).await;
        assert_eq!(t.count("select count(*) from ticket where status = 'closed'").await, 1);
        t.taps("bene@agents", surely(Verb::Close, two.id, "")).await;
        assert_eq!(t.count("select count(*) from ticket where status = 'closed'").await, 2);
    })
    .await;
}
