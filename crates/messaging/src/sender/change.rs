//! A number or address changes.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result, ids::SenderIdentityId};
use ports::Channel;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{SenderWithHooks, check_base_url, keys, seal_name, store};
use crate::message::send::point;

/// Changes what is given; what is absent stays.
#[derive(Deserialize, JsonSchema)]
pub struct ChangeSender {
    pub id: SenderIdentityId,
    pub address: Option<String>,
    pub display_name: Option<String>,
    pub base_url: Option<String>,
    pub account: Option<String>,
    /// A new secret; the old one cannot be read.
    pub secret: Option<String>,
    /// Makes the addresses the provider calls anew; the old ones are closed.
    #[serde(default)]
    pub new_hooks: bool,
    pub is_active: Option<bool>,
}

impl Operation for ChangeSender {
    type Output = SenderWithHooks;
    const SPEC: Spec = Spec::command("messaging.sender.change", "PATCH", "/senders/{id}")
        .summary("Changes a number or address.")
        .permission("sender", "UPDATE")
        .on("sender", "id");

    fn check(&self, p: &mut Problems) {
        for (field, value, most) in [
            ("address", &self.address, 254),
            ("display_name", &self.display_name, 100),
            ("account", &self.account, 200),
            ("secret", &self.secret, 500),
        ] {
            if let Some(value) = value {
                p.text(field, value, most);
            }
        }
        check_base_url(p, self.base_url.as_deref());
    }

    async fn run(self, tx: &TenantTx) -> Result<SenderWithHooks> {
        tx.target().await?;
        let row = store::by_id(tx, self.id).await?.ok_or_else(|| Error::not_found("sender"))?;
        let channel = if row.channel == "SMS" { Channel::Sms } else { Channel::Email };
        let address = match &self.address {
            None => row.address.clone(),
            Some(given) => point(tx, channel, given, row.location_id).await.map_err(|mut e| {
                e.problems.iter_mut().for_each(|p| p.field = "address".into());
                e
            })?,
        };
        let number = row.key_number + i32::from(self.new_hooks);
        let key = keys::key(tx, self.id, number);
        let sealed = match &self.secret {
            Some(secret) => tx.settings().seal(&seal_name(self.id), secret.trim().as_bytes())?,
            None => row.secret_sealed.clone(),
        };
        let sms = channel == Channel::Sms;
        let kept = |new: &Option<String>, old: &Option<String>| match new {
            Some(new) if sms => Some(new.trim().to_owned()),
            _ => old.clone(),
        };
        store::change(
            tx,
            store::ChangeSender {
                id: self.id,
                display_name: self.display_name.as_deref().map_or(row.display_name.as_str(), str::trim),
                address: &address,
                base_url: kept(&self.base_url, &row.base_url).as_deref(),
                account: kept(&self.account, &row.account).as_deref(),
                secret_sealed: &sealed,
                key_number: number,
                key_hash: &kernel::link::hash(&key),
                is_active: self.is_active.unwrap_or(row.is_active),
            },
        )
        .await?;
        let changed = store::by_id(tx, self.id).await?.ok_or_else(|| Error::not_found("sender"))?;
        tx.about("sender", self.id.uuid(), &changed.address);
        tx.at_location(changed.location_id);
        Ok(SenderWithHooks {
            incoming_url: keys::incoming_url(tx, channel.code(), &key),
            status_url: sms.then(|| keys::status_hook(tx, &key)),
            sender: store::sender(changed),
        })
    }

    fn example() -> Value {
        json!({"id": "snd_01h00000000000000000000000", "display_name": "Toronto, office"})
    }
}
