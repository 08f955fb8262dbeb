//! Buttons that stay where something can be done again, and those of a question, which go once it is answered.

use crate::phone;

#[tokio::test]
async fn what_can_be_done_again_stays() {
    let Some((served, stage)) = phone().await else { return };
    stage.enter("agents", &served.code_for("bene").await).await;
    stage.write("/aviso O OpenMRS está lento. Estamos a tratar.").await;
    stage.sees("Aviso A-1 · rascunho").await;
    stage.tap("Mais opções").await;
    stage.sees("Mais sobre o aviso A-1").await;
    for again in [false, true] {
        if again {
            stage.page.reload().await;
            stage.page.wait_for("body[data-state=connected]").await;
            stage.sees("Mais sobre o aviso A-1").await;
        }
        let open = stage.shown(".buttons:not(.spent) button").await;
        for label in ["Enviar aviso", "Mais opções", "Apagar rascunho", "Ver A-1"] {
            assert!(open.iter().any(|one| one == label), "{label} of {open:?}");
        }
    }
    stage.look("stays").await;
    stage.tap("Apagar rascunho").await;
    stage.sees("Apagar o rascunho do aviso A-1?").await;
    stage.tap("Sim, apagar").await;
    stage.sees("Rascunho do aviso A-1 apagado.").await;
    stage.page.close().await;
}

#[tokio::test]
async fn a_question_that_is_answered_keeps_the_answer_alone() {
    let Some((served, stage)) = phone().await else { return };
    stage.enter("nurse", &served.code_for("martine").await).await;
    stage.sees("Martine Chissano").await;
    stage.tap("Novo pedido").await;
    stage.sees("Em que sistema").await;
    assert!(stage.shown(".buttons:not(.spent) button").await.iter().any(|one| one == "iDART"));
    stage.tap("OpenMRS EPTS").await;
    stage.all_sent().await;
    assert_eq!(stage.shown(".buttons.spent button.chosen").await.last().map(String::as_str), Some("OpenMRS EPTS"));
    assert!(!stage.shown(".buttons:not(.spent) button").await.iter().any(|one| one == "iDART"));
    stage.page.close().await;
}
