//! A number or address is set up.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{
    Error, Problems, Result,
    ids::{LocationId, SenderIdentityId},
};
use ports::Channel;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{SenderWithHooks, check_base_url, keys, seal_name, store};
use crate::message::send::{By, point};

/// Sets up a number for text messages or an address for incoming mail, for one location or the company.
#[derive(Deserialize, JsonSchema)]
pub struct CreateSender {
    pub channel: By,
    pub location_id: Option<LocationId>,
    /// The number, or the address.
    pub address: String,
    pub display_name: String,
    /// Where the provider's interface is; text messages only.
    pub base_url: Option<String>,
    /// The account there; text messages only.
    pub account: Option<String>,
    /// What the provider proves itself with, and we to it. Never shown again.
    pub secret: String,
    /// A second number, used while the provider of the first one fails; text messages only.
    #[serde(default)]
    pub is_fallback: bool,
}

impl Operation for CreateSender {
    type Output = SenderWithHooks;
    const SPEC: Spec = Spec::command("messaging.sender.create", "POST", "/senders")
        .summary("Sets up a number for text messages or an address for incoming mail.")
        .permission("sender", "UPDATE")
        .created();

    fn check(&self, p: &mut Problems) {
        p.text("address", &self.address, 254);
        p.text("display_name", &self.display_name, 100);
        p.text("secret", &self.secret, 500);
        check_base_url(p, self.base_url.as_deref());
        if self.channel == By::Sms {
            p.text("base_url", self.base_url.as_deref().unwrap_or_default(), 300);
            p.text("account", self.account.as_deref().unwrap_or_default(), 200);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<SenderWithHooks> {
        if let Some(location) = self.location_id
            && !store::is_location(tx, location).await?
        {
            return Err(Error::not_found("location"));
        }
        tx.require("sender", "UPDATE", &RowFacts { location: self.location_id, mine: true, record: Value::Null })?;
        let channel = Channel::from(self.channel);
        let address = point(tx, channel, &self.address, self.location_id).await.map_err(|mut e| {
            e.problems.iter_mut().for_each(|p| p.field = "address".into());
            e
        })?;
        let id: SenderIdentityId = tx.new_id();
        let key = keys::key(tx, id, 1);
        let sms = self.channel == By::Sms;
        store::insert(
            tx,
            store::InsertSender {
                id,
                location_id: self.location_id,
                channel: channel.code(),
                address: &address,
                display_name: self.display_name.trim(),
                base_url: self.base_url.as_deref().filter(|_| sms).map(str::trim),
                account: self.account.as_deref().filter(|_| sms).map(str::trim),
                secret_sealed: &tx.settings().seal(&seal_name(id), self.secret.trim().as_bytes())?,
                is_fallback: self.is_fallback && sms,
                key_hash: &kernel::link::hash(&key),
            },
        )
        .await?;
        let row = store::by_id(tx, id).await?.ok_or_else(|| Error::not_found("sender"))?;
        tx.about("sender", id.uuid(), &address);
        tx.at_location(self.location_id);
        Ok(SenderWithHooks {
            incoming_url: keys::incoming_url(tx, channel.code(), &key),
            status_url: sms.then(|| keys::status_hook(tx, &key)),
            sender: store::sender(row),
        })
    }

    fn example() -> Value {
        json!({
            "channel": "SMS", "address": "+14165550100", "display_name": "Toronto", "account": "AC0123456789",
            "base_url": "https://api.provider.example", "secret": "as the provider shows it",
        })
    }
}
