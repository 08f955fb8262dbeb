//! Serves the web chat before a stand-in for the desk. To be dropped together with it.

use std::{net::SocketAddr, sync::Arc};

use balcao::{
    bots::web::{DemoSeat, WebConfig, router},
    door::Door,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let door = Door::default();
    let inviting = door.clone();
    let demo = move || {
        let door = inviting.clone();
        let seats = [
            ("nurse", "Enfermeira"),
            ("partner", "Grupo do parceiro"),
            ("agents", "Sala dos agentes"),
            ("manager", "Manager"),
        ];
        let seats: Vec<_> = seats
            .iter()
            .map(|(seat, title)| DemoSeat { seat: (*seat).into(), title: (*title).into(), code: door.invite(seat) })
            .collect();
        Box::pin(async move { seats }) as futures_util::future::BoxFuture<'static, _>
    };
    let config = WebConfig { demo: Some(Arc::new(demo)), ..WebConfig::default() };
    let listener =
        tokio::net::TcpListener::bind(std::env::args().nth(1).as_deref().unwrap_or("127.0.0.1:8099")).await?;
    axum::serve(listener, router(door, config).into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}
