//! A nurse's request, tapped and written step by step in Portuguese on the page that is open.
#![allow(dead_code, reason = "each test program uses a part")]

use crate::stage::Stage;

/// Files a request with this description; gives its reference.
pub async fn file(stage: &Stage, description: &str) -> String {
    begin(stage, description).await;
    stage.tap("Saltar").await;
    send(stage).await
}

/// Up to the question for a photo.
pub async fn begin(stage: &Stage, description: &str) {
    stage.tap("Novo pedido").await;
    stage.all_sent().await;
    for choice in ["OpenMRS EPTS", "Erro num ecrã/ficha"] {
        stage.tap(choice).await;
        stage.all_sent().await;
    }
    stage.write(description).await;
    stage.tap("Juntar detalhes").await;
    stage.all_sent().await;
    stage.write("Java heap space").await;
    stage.tap("Sempre").await;
    stage.all_sent().await;
    stage.write("hoje").await;
    for choice in ["Trabalho parado", "Só eu"] {
        stage.tap(choice).await;
        stage.all_sent().await;
    }
    stage.sees("foto do ecrã").await;
}

/// Sends it; gives the reference.
pub async fn send(stage: &Stage) -> String {
    stage.sees("Resumo do pedido").await;
    stage.tap("Enviar pedido").await;
    stage.sees("Pedido recebido").await;
    stage.shown(".bubble.desk .ref").await.pop().expect("a reference")
}
