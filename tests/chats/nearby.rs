//! Looking facilities up: what somebody's first words name is offered when they enrol, and their own province comes
//! first, also where they invite and where they filter the queue.

use balcao::{core::person::Role, dialogs::choice::Choice, text::locale::Locale};

use crate::story::{Story, everywhere};

/// B.2, C.5: the facility that the first message names is offered as one's own, and is the report's anyway.
#[tokio::test]
async fn enrolling_where_the_first_words_say() {
    everywhere("enrolling_where_the_first_words_say", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.asks_only_what_is_needed().await;
        t.says("ana", ("bdia, no cs lionde o idart nao abre", "hi, idart does not open at cs lionde")).await;
        t.taps("ana", Choice::Language(t.locale)).await;
        t.says("ana", ("sim", "yes")).await;
        t.says("ana", "Ana Macuácua").await;
        assert_eq!(t.count("select count(*) from person where facility_id is not null and name like 'Ana%'").await, 1);
        t.remark("(two of that name, and she works at neither; then her own province comes first)");
        t.says("zita", ("o servidor de chokwe nao abre", "the server in chokwe does not open")).await;
        t.taps("zita", Choice::Language(t.locale)).await;
        t.says("zita", ("não", "no")).await;
        t.says("zita", "malehic").await;
        let malehice = t.facility("CS Malehice");
        t.taps("zita", malehice).await;
        t.says("zita", "Zita Langa").await;
    })
    .await;
}

/// The queue of one facility: by name, their own province first, by code, and asked back where it may be several.
#[tokio::test]
async fn a_facilitys_queue() {
    everywhere("a_facilitys_queue", async |t: &mut Story| {
        t.opens_the_desk().await;
        t.enrolled("ana", "Ana Macuácua", "MZ-0203").await;
        t.aside(async |t| t.reports_server_down("ana", "O ecrã fica branco").await).await;
        let queue = |t: &Story, pt: &str, en: &str| match t.locale {
            Locale::Pt => format!("/fila {pt}"),
            Locale::En => format!("/queue {en}"),
        };
        t.says("bene", queue(t, "us:ndlavela novos", "facility:ndlavela new")).await;
        t.says("bene", queue(t, "us:MZ-0204", "facility:MZ-0204")).await;
        t.says("bene", queue(t, "us:1 de maio", "facility:1 de maio")).await;
        t.says("bene", queue(t, "us:xipamanin", "facility:xipamanin")).await;
        t.says("bene", queue(t, "us:xyzzy", "facility:xyzzy")).await;
    })
    .await;
}

/// An administrator who works in a province invites there first.
#[tokio::test]
async fn inviting_nearby() {
    everywhere("inviting_nearby", async |t: &mut Story| {
        t.fills_the_directory().await;
        t.invites("nelia", "Nélia Bila", Role::Admin, None).await;
        t.says("nelia", ("/convidar 1 de maio", "/invite 1 de maio")).await;
        t.says("nelia", ("/perfil", "/profile")).await;
        t.says("nelia", ("Unidade Sanitária", "Health facility")).await;
        t.says("nelia", "HP Chimoio").await;
        t.says("nelia", ("/convidar 1 de maio", "/invite 1 de maio")).await;
    })
    .await;
}
