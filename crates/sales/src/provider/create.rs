//! A new provider and its key.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{
    Problems, Result,
    ids::{LeadProviderId, LocationId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{intake::store, lead::at_most};

codes! {
    /// How a provider is answered (SAL-2).
    ReplyStyle { Native = "NATIVE", SmartMoving = "SMARTMOVING" }
}

/// Makes a provider; the key is shown once and only its hash kept.
#[derive(Deserialize, JsonSchema)]
pub struct CreateProvider {
    pub name: String,
    /// Source its leads get when they name none; the provider's name when absent.
    pub source: Option<String>,
    pub location_id: Option<LocationId>,
    pub reply_style: Option<ReplyStyle>,
    /// Hours within which the same is a repeat; 24 when absent.
    pub window_hours: Option<i32>,
}

#[derive(Serialize, JsonSchema)]
pub struct CreatedProvider {
    pub id: LeadProviderId,
    /// Shown this once.
    pub key: String,
    /// Where the provider sends leads.
    pub intake_url: String,
}

impl Operation for CreateProvider {
    type Output = CreatedProvider;
    const SPEC: Spec = Spec::command("sales.provider.create", "POST", "/lead-providers")
        .summary("Makes a lead provider and shows its key once.")
        .permission("routing", "UPDATE")
        .created();

    fn check(&self, p: &mut Problems) {
        p.text("name", &self.name, 100);
        at_most(p, "name", Some(&self.name), 100);
        at_most(p, "source", self.source.as_deref(), 100);
        p.require(
            (1..=720).contains(&self.window_hours.unwrap_or(24)),
            "window_hours",
            "OUT_OF_RANGE",
            "Between 1 and 720 hours.",
        );
    }

    async fn run(self, tx: &TenantTx) -> Result<CreatedProvider> {
        let facts = RowFacts { location: self.location_id, mine: true, record: Value::Null };
        tx.require("routing", "UPDATE", &facts)?;
        let key = kernel::link::make("p", tx.company(), tx.secret());
        let id: LeadProviderId = tx.new_id();
        let name = self.name.trim();
        let style = self.reply_style.unwrap_or(ReplyStyle::Native);
        store::insert_provider(
            tx,
            store::InsertProvider {
                id,
                name,
                key_hash: &kernel::link::hash(&key),
                source: self.source.as_deref().map(str::trim).filter(|s| !s.is_empty()).unwrap_or(name),
                location_id: self.location_id,
                window_hours: self.window_hours.unwrap_or(24),
                reply_style: style.code(),
            },
        )
        .await?;
        tx.about("lead_provider", id.uuid(), name);
        tx.at_location(self.location_id);
        let base = &tx.settings().public_url;
        let intake_url = match style {
            ReplyStyle::Native => format!("{base}/api/intake/{key}"),
            ReplyStyle::SmartMoving => format!("{base}/api/leads/from-provider/v2?providerKey={key}"),
        };
        Ok(CreatedProvider { id, key, intake_url })
    }

    fn example() -> Value {
        json!({"name": "Moving Leads Direct", "source": "Moving Leads Direct", "reply_style": "SMARTMOVING"})
    }
}
