//! The provider tells what became of a text message.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::CommunicationId};
use ports::Channel;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Taken, form, hook_sms::MOST_BYTES, not_signed, store};
use crate::{
    gateway::signature,
    sender::{self, keys},
};

/// Takes a state of a text message: form fields MessageSid, MessageStatus, ErrorCode, signed.
#[derive(Deserialize, JsonSchema)]
pub struct TakeStatus {
    /// Part of the address.
    pub key: String,
    /// The message, as our own address named it.
    #[serde(default)]
    pub message: Option<String>,
    /// The provider's signature, from its header.
    #[serde(default)]
    pub signature: String,
}

impl Operation for TakeStatus {
    type Output = Taken;
    const SPEC: Spec = Spec::command("messaging.hook.sms_status", "POST", "/hooks/sms-status/{key}")
        .summary("Takes what became of a text message from the provider.")
        .link(keys::KIND)
        .headers(&[("x-twilio-signature", "signature")])
        .bytes(MOST_BYTES);

    async fn run(self, tx: &TenantTx) -> Result<Taken> {
        let from = sender::store::by_key(tx, Channel::Sms).await?;
        let fields = form(&tx.body());
        let mut url = keys::status_hook(tx, &self.key);
        if let Some(message) = &self.message {
            url = format!("{url}?message={message}");
        }
        if !signature::is_of_form(&sender::secret(tx, &from)?, &url, &fields, &self.signature) {
            return Err(not_signed());
        }
        let field = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
        let (Some(sid), Some(status)) =
            (field("MessageSid").or(field("SmsSid")), field("MessageStatus").or(field("SmsStatus")))
        else {
            return Err(Error::invalid("MessageStatus", "REQUIRED", "The message or its state is missing."));
        };
        let message = self.message.as_deref().and_then(CommunicationId::parse);
        let raw = json!({"sid": sid, "status": status, "error": field("ErrorCode"), "message": message});
        let new = store::keep(tx, &from, "STATUS", &format!("{sid}:{status}"), &raw).await?;
        Ok(Taken { new })
    }

    fn example() -> Value {
        json!({"key": "h_AAAAAAAAAAAAAAAAAAAAAAAA", "signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    }
}
