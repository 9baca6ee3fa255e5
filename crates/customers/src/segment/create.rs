//! A segment is kept.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result, ids::SegmentId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Segment, Wanted, check_filters, require_scope, seen, shown, store};
use crate::customer;

/// Keeps filters of the list of customers under a name.
#[derive(Deserialize, JsonSchema)]
pub struct CreateSegment {
    #[serde(flatten)]
    pub wanted: Wanted,
}

/// Everything that needs the database to be looked at.
pub async fn allowed(tx: &TenantTx, wanted: &Wanted) -> Result<()> {
    if let Some(location) = wanted.location_id
        && !customer::store::is_location(tx, location).await?
    {
        return Err(Error::not_found("location"));
    }
    require_scope(tx, wanted.scope, wanted.location_id)?;
    check_filters(tx, wanted)
}

impl Operation for CreateSegment {
    type Output = Segment;
    const SPEC: Spec = Spec::command("customers.segment.create", "POST", "/segments")
        .summary("Keeps filters of the list of customers under a name.")
        .permission("customer", "VIEW")
        .action(engine::operation::Action::Create)
        .created();

    fn check(&self, p: &mut Problems) {
        self.wanted.check(p);
    }

    async fn run(self, tx: &TenantTx) -> Result<Segment> {
        allowed(tx, &self.wanted).await?;
        let id: SegmentId = tx.new_id();
        store::insert(tx, id, &self.wanted).await?;
        tx.about("segment", id.uuid(), self.wanted.name.trim());
        tx.at_location(self.wanted.location_id);
        Ok(shown(tx, seen(tx, id).await?))
    }

    fn example() -> Value {
        json!({"name": "Toronto, homes", "scope": "COMPANY", "filters": {"city": "Toronto", "type": "RESIDENTIAL"}})
    }
}
