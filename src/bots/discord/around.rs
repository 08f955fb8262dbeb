//! A way around the library, on this machine: it reads of a modal that was sent only what modals held years ago, and
//! leaves out lists and files without a word. Its gateway is led through here, where such an event gets a name that the
//! library does not know: then it passes it on whole. All else passes as it is, in both directions.

use std::{
    io::{self, Read as _},
    time::Duration,
};

use flate2::read::ZlibDecoder;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::Value;
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::{
    accept_async_with_config, connect_async_with_config,
    tungstenite::{Message, protocol::WebSocketConfig},
};
use tokio_util::sync::CancellationToken;

/// What such an event is called instead.
pub const WHOLE: &str = "INTERACTION_CREATE_WHOLE";
const SENT: u64 = 5;
const PARTING: Duration = Duration::from_secs(2);
/// What the library itself asks for.
const VERSION: &str = "/?v=10";

/// Leads to a gateway until it is stopped; gives the address for the library.
///
/// # Errors
/// The machine has no port left.
pub async fn lead(to: String, stop: CancellationToken) -> io::Result<String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = format!("ws://{}", listener.local_addr()?);
    tokio::spawn(async move {
        loop {
            let stream = tokio::select! {
                () = stop.cancelled() => return,
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => stream,
                    Err(error) => {
                        tracing::debug!(%error, "no connection is taken for Discord's gateway");
                        tokio::time::sleep(PARTING).await;
                        continue;
                    }
                },
            };
            let to = to.clone();
            tokio::spawn(async move {
                if let Err(error) = pass(stream, &to).await {
                    tracing::debug!(%error, "a connection to Discord's gateway has ended");
                }
            });
        }
    });
    Ok(address)
}

/// Until one side ends: then the other one's connection ends as well, as it did.
async fn pass(stream: TcpStream, to: &str) -> Result<(), tokio_tungstenite::tungstenite::Error> {
    let config = WebSocketConfig { max_message_size: None, max_frame_size: None, ..WebSocketConfig::default() };
    let (there, _) =
        connect_async_with_config(format!("{}{VERSION}", to.trim_end_matches('/')), Some(config), false).await?;
    let here = accept_async_with_config(stream, Some(config)).await?;
    let ((mut to_here, mut from_here), (mut to_there, mut from_there)) = (here.split(), there.split());
    loop {
        tokio::select! {
            said = from_here.next() => match said {
                Some(said) => to_there.send(said?).await?,
                None => return Ok(()),
            },
            told = from_there.next() => match told {
                Some(told) => to_here.send(renamed(told?)).await?,
                None => break,
            },
        }
    }
    // Why it ended has been passed on: it is read before the connection goes.
    let read = async { while from_here.next().await.is_some_and(|said| said.is_ok()) {} };
    let _late = tokio::time::timeout(PARTING, read).await;
    Ok(())
}

fn renamed(told: Message) -> Message {
    let whole = match &told {
        Message::Text(text) => whole(text),
        Message::Binary(bytes) => {
            let mut text = String::new();
            ZlibDecoder::new(&bytes[..]).read_to_string(&mut text).ok().and_then(|_| whole(&text))
        }
        Message::Ping(_) | Message::Pong(_) | Message::Close(_) | Message::Frame(_) => None,
    };
    whole.map_or(told, Message::Text)
}

/// The event of a modal that was sent, under the name that is not known.
#[must_use]
pub fn whole(text: &str) -> Option<String> {
    if !text.contains("INTERACTION_CREATE") {
        return None;
    }
    let mut event: Value = serde_json::from_str(text).ok()?;
    if event["t"] != "INTERACTION_CREATE" || event["d"]["type"] != SENT {
        return None;
    }
    event["t"] = WHOLE.into();
    Some(event.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_modal_alone_gets_another_name() {
        let event = |kind: &str, of: u64| format!(r#"{{"op":0,"s":7,"t":"{kind}","d":{{"type":{of},"id":"1"}}}}"#);
        let renamed = whole(&event("INTERACTION_CREATE", 5)).expect("another name");
        let read: Value = serde_json::from_str(&renamed).expect("an event");
        assert_eq!((&read["t"], &read["s"], &read["d"]["id"]), (&WHOLE.into(), &7.into(), &"1".into()));
        for other in [event("INTERACTION_CREATE", 3), event("MESSAGE_CREATE", 5), "INTERACTION_CREATE".into()] {
            assert_eq!(whole(&other), None, "{other}");
        }
    }
}
