//! A browser wants to be told.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as URL64};
use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result};
use p256::PublicKey;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Browser, browsers,
    sealed::Reader,
    store::{self, Subscribed},
};
use crate::notification::me;

/// The name under which a browser's secret is sealed.
pub fn seal_name(endpoint: &str) -> String {
    format!("push {endpoint}")
}

/// Keys as they are stored.
pub fn reader(key: &[u8], secret: &[u8]) -> Option<Reader> {
    Some(Reader { key: PublicKey::from_sec1_bytes(key).ok()?, secret: secret.try_into().ok()? })
}

fn bytes(text: &str) -> Vec<u8> {
    URL64.decode(text.trim_end_matches('=')).unwrap_or_default()
}

/// Has this browser told of what the caller is told of. The same browser again renews its row.
#[derive(Deserialize, JsonSchema)]
pub struct Subscribe {
    /// The address its push service gave it.
    pub endpoint: String,
    /// Its public key, 65 bytes: `p256dh` of what it says.
    pub public_key: String,
    /// The secret it shares with us, 16 bytes: `auth` of what it says.
    pub shared_secret: String,
    /// What the person knows it by: the browser and its system.
    pub device: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct Browsers {
    pub browsers: Vec<Browser>,
}

impl Operation for Subscribe {
    type Output = Browsers;
    const SPEC: Spec = Spec::command("messaging.push.subscribe", "POST", "/push-subscriptions")
        .summary("Has this browser told of what one is told of.")
        .session();

    fn check(&self, p: &mut Problems) {
        let place = self.endpoint.parse::<url::Url>();
        let fine = place.is_ok_and(|u| matches!(u.scheme(), "https" | "http") && u.has_host());
        p.require(fine && self.endpoint.len() <= 1_000, "endpoint", "NOT_AN_ADDRESS", "The address the browser gave.");
        let key = bytes(&self.public_key);
        let known = key.len() == 65 && PublicKey::from_sec1_bytes(&key).is_ok();
        p.require(known, "public_key", "NOT_A_KEY", "The key the browser gave.");
        let secret = bytes(&self.shared_secret);
        p.require(secret.len() == 16, "shared_secret", "NOT_A_KEY", "The secret the browser gave.");
        let short = self.device.as_ref().is_none_or(|name| name.chars().count() <= 100);
        p.require(short, "device", "TOO_LONG", "At most 100 characters.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Browsers> {
        let user = me(tx)?;
        let sealed = tx.settings().seal(&seal_name(&self.endpoint), &bytes(&self.shared_secret))?;
        let subscribed = Subscribed {
            user,
            endpoint: &self.endpoint,
            reader_key: &bytes(&self.public_key),
            secret_sealed: &sealed,
            device: self.device.as_deref().unwrap_or_default().trim(),
        };
        store::subscribe(tx, &subscribed).await?;
        Ok(Browsers { browsers: browsers(tx, user).await? })
    }

    fn example() -> Value {
        json!({
            "endpoint": "https://push.example/send/4f1c",
            "public_key": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "shared_secret": "BTBZMqHH6r4Tts7J_aSIgg",
            "device": "Firefox, Linux"
        })
    }
}
