//! A segment asks for something else.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::SegmentId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Segment, Wanted, changeable, create::allowed, seen, shown, store};

/// Puts a segment as given. What was sent to it before stays as it was.
#[derive(Deserialize, JsonSchema)]
pub struct ChangeSegment {
    pub id: SegmentId,
    #[serde(flatten)]
    pub wanted: Wanted,
}

impl Operation for ChangeSegment {
    type Output = Segment;
    const SPEC: Spec = Spec::command("customers.segment.change", "PUT", "/segments/{id}")
        .summary("Changes a segment.")
        .permission("customer", "VIEW")
        .action(engine::operation::Action::Update);

    fn check(&self, p: &mut Problems) {
        self.wanted.check(p);
    }

    async fn run(self, tx: &TenantTx) -> Result<Segment> {
        changeable(tx, self.id).await?;
        allowed(tx, &self.wanted).await?;
        store::change(tx, self.id, &self.wanted).await?;
        tx.about("segment", self.id.uuid(), self.wanted.name.trim());
        tx.at_location(self.wanted.location_id);
        Ok(shown(tx, seen(tx, self.id).await?))
    }

    fn example() -> Value {
        json!({"id": "sgm_01h00000000000000000000000", "name": "Toronto", "scope": "OWN", "filters": {"city": "Toronto"}})
    }
}
