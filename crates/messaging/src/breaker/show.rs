//! How sending stands: providers, since when one fails, what waits.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{Result, ids::SenderIdentityId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// Reads how sending stands.
#[derive(Deserialize, JsonSchema)]
pub struct ReadDelivery {}

#[derive(Serialize, JsonSchema)]
pub struct ProviderState {
    /// EMAIL or SMS.
    pub channel: String,
    /// The number whose provider it is; absent for mail.
    pub sender_id: Option<SenderIdentityId>,
    pub address: Option<String>,
    /// CLOSED when it works, OPEN when it fails, HALF_OPEN when trials begin to succeed.
    pub state: String,
    /// Since when nothing leaves.
    pub since: Option<Timestamp>,
    pub next_trial_at: Option<Timestamp>,
    /// How many wait for it, the oldest since.
    pub waiting: i64,
    pub waiting_since: Option<Timestamp>,
    pub last_error: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct Delivery {
    /// Those that ever failed or that something waits for.
    pub providers: Vec<ProviderState>,
}

impl Operation for ReadDelivery {
    type Output = Delivery;
    const SPEC: Spec = Spec::read("messaging.delivery.read", "/message-delivery")
        .summary("How sending stands: which provider fails, since when, and how many wait.")
        .permission("message", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Delivery> {
        let (states, waiting) = futures::try_join!(store::all(tx), store::waiting(tx))?;
        let provider = |row: store::Open| {
            let own = waiting
                .iter()
                .filter(|w| w.r#type == row.channel && (row.channel == "EMAIL" || w.sender_id == row.sender_id));
            ProviderState {
                waiting: own.clone().map(|w| w.waiting).sum(),
                waiting_since: own.map(|w| w.oldest).min(),
                channel: row.channel,
                sender_id: row.sender_id,
                address: row.address,
                state: row.state,
                since: row.opened_at,
                next_trial_at: row.trial_at,
                last_error: row.last_error,
            }
        };
        Ok(Delivery { providers: states.into_iter().map(provider).collect() })
    }

    fn example() -> Value {
        json!({})
    }
}
