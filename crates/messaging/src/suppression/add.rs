//! A person puts a point on the list.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result};
use ports::Channel;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Suppression, store};
use crate::message::{
    send::{By, point},
    store::suppress_waiting,
};

/// Nothing leaves by this channel to this point any more; what waits to leave is suppressed too.
#[derive(Deserialize, JsonSchema)]
pub struct AddSuppression {
    pub channel: By,
    pub point: String,
    /// Why.
    pub note: String,
}

impl Operation for AddSuppression {
    type Output = Suppression;
    const SPEC: Spec = Spec::command("messaging.suppression.add", "POST", "/send-suppressions")
        .summary("Puts an address or number on the list of those that are not written to.")
        .permission("suppression", "UPDATE")
        .created();

    fn check(&self, p: &mut Problems) {
        p.text("point", &self.point, 254);
        p.text("note", &self.note, 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<Suppression> {
        let channel = Channel::from(self.channel);
        let point = point(tx, channel, &self.point, None).await.map_err(|mut e| {
            e.problems.iter_mut().for_each(|p| p.field = "point".into());
            e
        })?;
        let kept = store::add(tx, channel, &point, "MANUAL", Some(self.note.trim())).await?;
        suppress_waiting(tx, channel, &point, "SUPPRESSED").await?;
        tx.about("suppression", kept.id.uuid(), &kept.point);
        tx.reason(self.note.trim());
        Ok(kept)
    }

    fn example() -> Value {
        json!({"channel": "EMAIL", "point": "old.address@mail.example", "note": "Moved away, asked by phone."})
    }
}
