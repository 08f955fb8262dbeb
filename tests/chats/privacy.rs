//! Privacy: photos that show who is ill, private requests in rooms, and what is hidden where text leaves for a group.

use balcao::{core::rights::Verb, dialogs::choice::Choice};

use crate::story::{Story, everywhere, seconds};

/// Reports with a photo, up to the question whether it shows somebody.
async fn reports_with_a_photo(t: &mut Story, who: &str, words: (&str, &str)) {
    t.aside(async |t| {
        t.reports_until_summary(who, words).await;
        t.sends_photo(who).await;
    })
    .await;
    t.taps(who, Choice::Send).await;
}

/// B.4: photos of screens may show patients; asked once at sending. Then it is private: no group reads its words or is
/// shown its photos, and an agent reads it in private.
#[tokio::test]
async fn a_photo_shows_a_patient() {
    everywhere("a_photo_shows_a_patient", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.aside(async |t| t.starts("bene", None).await).await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        let words = ("Esta ficha não grava desde ontem", "This form does not save since yesterday");
        reports_with_a_photo(t, "ana", words).await;
        t.says("ana", ("talvez um bocado", "maybe a little")).await;
        t.taps("ana", Choice::ShowsPatient(true)).await;
        let ticket = t.ticket(1).await;
        t.taps("bene@agents", Choice::ReadAlone { ticket: ticket.id }).await;
        t.says("bene@agents", format!("/responder {} Vamos ver essa ficha convosco.", ticket.reference)).await;
        t.waits(seconds(20)).await;
        t.replies(
            "ana",
            ticket.reference.as_str(),
            ("É a ficha de seguimento do mês", "It is this month's follow-up form"),
        )
        .await;
        t.says("bene@agents", format!("/historico {}", ticket.reference)).await;
        t.says("bene@agents", ("/fila", "/queue")).await;
        t.says("bene", format!("/estado {}", ticket.reference)).await;
        for room in ["bene@agents", "paulo@ariel", "grace@managers"] {
            for text in t.texts(room) {
                for secret in ["ficha não grava", "does not save", "seguimento", "follow-up"] {
                    assert!(!text.contains(secret), "{room} reads of a private request: {text}");
                }
            }
        }
    })
    .await;
}

/// The same where it shows nobody: answered by word, and nothing is private.
#[tokio::test]
async fn a_photo_shows_nobody() {
    everywhere("a_photo_shows_nobody", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        reports_with_a_photo(t, "ana", ("O relatório fica em branco", "The report stays blank")).await;
        t.taps("ana", Choice::Back).await;
        t.taps("ana", Choice::Send).await;
        t.says("ana", ("não", "no")).await;
        assert_eq!(t.count("select count(*) from ticket where is_private = 0").await, 1);
    })
    .await;
}

/// What looks like a patient's number or name, or a telephone number, is hidden in the agents' rooms. In private they
/// read it, and it reaches its reporter as it was written.
#[tokio::test]
async fn what_groups_do_not_read() {
    everywhere("what_groups_do_not_read", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| {
            t.reports_server_down(
                "ana",
                (
                    "A ficha do paciente João Tembe, NID 0110010101/2015/00123, não abre. Ligue 84 123 4567",
                    "The form of patient João Tembe, NID 0110010101/2015/00123, does not open. Call 84 123 4567",
                ),
            )
            .await;
        })
        .await;
        let reference = t.ticket(1).await.reference;
        t.says("bene@agents", format!("/estado {reference}")).await;
        t.says("bene", format!("/estado {reference}")).await;
        t.says("bene", format!("/responder {reference} Ligue para o AnyDesk 123 456 789, por favor.")).await;
        t.waits(seconds(20)).await;
        for text in t.texts("bene@agents") {
            for secret in ["João", "00123", "123 4567", "456 789"] {
                assert!(!text.contains(secret), "a group reads {secret}: {text}");
            }
        }
    })
    .await;
}

/// B.4: photos that come when the request is filed are asked about too; from then on it is private, and its reporter does
/// not make it public again.
#[tokio::test]
async fn a_later_photo_shows_a_patient() {
    everywhere("a_later_photo_shows_a_patient", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", "O ecrã fica branco").await).await;
        t.sends_photo_saying("ana", ("É este ecrã", "It is this screen")).await;
        t.says("ana", ("não", "no")).await;
        assert_eq!(t.count("select count(*) from ticket where is_private = 1").await, 0);
        t.sends_photo("ana").await;
        t.says("ana", ("sim", "yes")).await;
        assert_eq!(t.count("select count(*) from ticket where is_private = 1").await, 1);
        let reference = t.ticket(1).await.reference;
        t.says("ana", format!("/privado {reference} no")).await;
        assert_eq!(t.count("select count(*) from ticket where is_private = 1").await, 1);
    })
    .await;
}

/// Until their writer has answered, the agents' room is shown no picture that came later, nor the others of its album;
/// who has to see them reads them in private.
#[tokio::test]
async fn later_photos_wait_for_a_word() {
    everywhere("later_photos_wait_for_a_word", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.aside(async |t| t.starts("bene", None).await).await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", "O ecrã fica branco").await).await;
        t.taps_on("bene@agents", Verb::Take, 1).await;
        let ticket = t.ticket(1).await;
        let in_rooms = "select count(*) from attachment_shown where address like '%agents%'";
        t.moment = seconds(1);
        t.sends_album("ana", "g1", 3, ("São estes ecrãs", "These are the screens")).await;
        t.taps("bene@agents", Choice::ReadAlone { ticket: ticket.id }).await;
        assert_eq!(t.count(in_rooms).await, 0, "nobody said that they show no patient");
        assert_eq!(t.count("select count(*) from attachment where asked = 1").await, 3);
        t.says("ana", ("não", "no")).await;
        assert_eq!(t.count(in_rooms).await, 3);
        t.remark("(of these one shows a patient)");
        t.sends_album("ana", "g2", 2, "").await;
        t.says("ana", ("sim", "yes")).await;
        assert_eq!(t.count(in_rooms).await, 3, "the room is not shown what shows a patient");
        assert_eq!(t.count("select count(*) from ticket where is_private = 1").await, 1);
    })
    .await;
}

/// However a picture comes to a request, it waits for its writer's word, and every receipt asks for it: chosen for held
/// ones, sent to reopen, moved from another request.
#[tokio::test]
async fn photos_by_other_ways_wait_too() {
    everywhere("photos_by_other_ways_wait_too", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| {
            t.reports_server_down("ana", ("O ecrã fica branco", "The screen stays white")).await;
            t.reports_server_down("ana", ("A rede caiu", "The network is down")).await;
            t.taps_on("bene@agents", Verb::Take, 1).await;
            t.taps_on("bene@agents", Verb::Take, 2).await;
        })
        .await;
        let in_rooms = "select count(*) from attachment_shown where address like '%agents%'";
        let waiting = "select count(*) from attachment where asked = 1";
        let (first, second) = (t.ticket(1).await, t.ticket(2).await);
        t.remark("(held until its request is chosen)");
        t.sends_photo("ana").await;
        t.taps("ana", Choice::About { ticket: first.id, reference: first.reference.clone() }).await;
        assert_eq!((t.count(in_rooms).await, t.count(waiting).await), (0, 1));
        t.remark("(she writes something else first: it is asked again)");
        t.replies("ana", first.reference.as_str(), ("Já reiniciei", "I have restarted it")).await;
        t.says("ana", ("não", "no")).await;
        assert_eq!((t.count(in_rooms).await, t.count(waiting).await), (1, 0));
        t.remark("(with what reopens)");
        t.says("bene@agents#2", ("/resolver Trocámos o cabo", "/resolve We changed the cable")).await;
        t.waits(seconds(20)).await;
        t.taps("ana", Choice::act(Verb::Reopen, second.id)).await;
        t.sends_photo_saying("ana", ("Continua sem rede", "Still no network")).await;
        assert_eq!((t.count(in_rooms).await, t.count(waiting).await), (1, 1));
        t.says("ana", ("não", "no")).await;
        assert_eq!((t.count(in_rooms).await, t.count(waiting).await), (2, 0));
    })
    .await;
}
