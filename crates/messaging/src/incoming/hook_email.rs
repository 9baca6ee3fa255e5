//! Mail comes in: the message as it is (RFC 5322), or parsed as JSON.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result};
use ports::Channel;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Taken, mime, not_signed, store};
use crate::{
    gateway::signature,
    sender::{self, keys},
};

/// Longest mail, with what is attached (MSG-28).
const MOST_BYTES: usize = 25 << 20;

/// Takes mail: the raw message, or JSON with message_id, from, from_name, to, subject, text, in_reply_to, references
/// and headers. Signed by `X-Hook-Signature: t=seconds,v1=HMAC-SHA256 of "seconds.body"`.
#[derive(Deserialize, JsonSchema)]
pub struct TakeMail {
    /// Part of the address; read by the runner.
    #[allow(dead_code)]
    pub key: String,
    /// From its header.
    #[serde(default)]
    pub signature: String,
}

impl Operation for TakeMail {
    type Output = Taken;
    const SPEC: Spec = Spec::command("messaging.hook.email", "POST", "/hooks/email/{key}")
        .summary("Takes incoming mail.")
        .link(keys::KIND)
        .headers(&[("x-hook-signature", "signature")])
        .bytes(MOST_BYTES);

    async fn run(self, tx: &TenantTx) -> Result<Taken> {
        let from = sender::store::by_key(tx, Channel::Email).await?;
        let body = tx.body();
        if !signature::is_of_body(&sender::secret(tx, &from)?, tx.now(), &body, &self.signature) {
            return Err(not_signed());
        }
        let Some(mail) = mime::read(&body) else {
            return Err(Error::invalid("", "NOT_READABLE", "This is no mail: it has no sender."));
        };
        let key = files::Store::key(tx.company(), "mail", &tx.new_id::<()>().uuid().to_string());
        tx.port::<files::Store>()?.put(&key, body).await?;
        let new = store::keep(tx, &from, "EMAIL", &mail.message_id, &json!({"object_key": key})).await?;
        Ok(Taken { new })
    }

    fn example() -> Value {
        json!({"key": "h_AAAAAAAAAAAAAAAAAAAAAAAA", "signature": "t=1784124000,v1=00"})
    }
}
