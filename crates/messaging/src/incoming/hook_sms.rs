//! A text message comes in.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result};
use ports::Channel;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Taken, form, not_signed, store};
use crate::{
    gateway::signature,
    sender::{self, keys},
};

/// Longest form a provider sends.
pub const MOST_BYTES: usize = 64 * 1024;

/// Takes a text message from the provider: form fields From, To, Body, MessageSid, signed.
#[derive(Deserialize, JsonSchema)]
pub struct TakeText {
    /// Part of the address.
    pub key: String,
    /// The provider's signature, from its header.
    #[serde(default)]
    pub signature: String,
}

impl Operation for TakeText {
    type Output = Taken;
    const SPEC: Spec = Spec::command("messaging.hook.sms", "POST", "/hooks/sms/{key}")
        .summary("Takes a text message from the provider.")
        .link(keys::KIND)
        .headers(&[("x-twilio-signature", "signature")])
        .bytes(MOST_BYTES);

    async fn run(self, tx: &TenantTx) -> Result<Taken> {
        let from = sender::store::by_key(tx, Channel::Sms).await?;
        let fields = form(&tx.body());
        let url = keys::incoming_url(tx, "SMS", &self.key);
        if !signature::is_of_form(&sender::secret(tx, &from)?, &url, &fields, &self.signature) {
            return Err(not_signed());
        }
        let field = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
        let Some(sid) = field("MessageSid").or(field("SmsSid")).filter(|sid| !sid.is_empty()) else {
            return Err(Error::invalid("MessageSid", "REQUIRED", "The provider's name of the message is missing."));
        };
        let raw: serde_json::Map<String, Value> =
            fields.iter().map(|(n, v)| (n.clone(), json!(v.replace('\0', "\u{fffd}")))).collect();
        let new = store::keep(tx, &from, "SMS", sid, &Value::Object(raw)).await?;
        Ok(Taken { new })
    }

    fn example() -> Value {
        json!({"key": "h_AAAAAAAAAAAAAAAAAAAAAAAA", "signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    }
}
