//! Looks after where Telegram hands updates to. Somebody else's webhook means that the token is in wrong hands.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::client::Api;

/// So often it is looked.
const EVERY: Duration = Duration::from_mins(10);

#[derive(Deserialize)]
struct WebhookInfo {
    #[serde(default)]
    url: String,
}

/// Whether updates go to a webhook; `None` where Telegram does not say.
pub async fn has_webhook(api: &Api) -> Option<bool> {
    webhook(api).await.map(|url| !url.is_empty())
}

async fn webhook(api: &Api) -> Option<String> {
    api.call::<WebhookInfo>("getWebhookInfo", &json!({})).await.ok().map(|info| info.url)
}

/// Tells where updates go elsewhere than to `expected` (empty: to whoever polls), until it is stopped.
pub async fn run(api: Api, expected: String, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
        // The address itself is not told: it may hold secrets of its own.
        if webhook(&api).await.is_some_and(|url| url != expected) {
            tracing::error!(
                "Telegram hands this bot's updates to another place than was set up here. If it was not you, the token is \
                 in wrong hands: ask @BotFather for a new one"
            );
        }
    }
}
