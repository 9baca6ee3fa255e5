//! A sequence has come to a call: it is planned for whoever looks after the lead (SAL-16).

use engine::{Event, TenantTx};
use kernel::{
    Id, Result,
    ids::{LeadId, SalesActivityId},
};
use serde_json::Value;

use super::{
    ActivityType, State, ends,
    store::{self, Insert},
};
use crate::lead;

/// Minutes a call takes.
const CALL: i32 = 15;

/// Plans the call for now. The activity has the event's own id, so that an event that comes again plans nothing new.
pub async fn plan(tx: &TenantTx, event: Event) -> Result<()> {
    let id: SalesActivityId = Id::from_uuid(event.id.uuid());
    let lead: LeadId = Id::from_uuid(event.entity_id);
    if !lead::store::lock(tx, lead).await? || store::find(tx, id).await?.is_some() {
        return Ok(());
    }
    let row = lead::store::row(tx, lead).await?;
    let title = event.data.get("title").and_then(Value::as_str).unwrap_or_default();
    let insert = Insert {
        id,
        activity_type: ActivityType::PhoneCall.code(),
        state: State::Planned.code(),
        subject: title,
        description: None,
        lead_id: Some(lead),
        deal_id: None,
        customer_id: row.customer_id,
        location_id: row.location_id,
        assigned_to: row.assigned_to,
        scheduled_at: tx.now(),
        duration_minutes: CALL,
        ends_at: ends(tx.now(), CALL)?,
        call_outcome: None,
        outcome: None,
        closed_at: None,
        closed_by: None,
        tell_at: Some(tx.now()),
    };
    store::insert(tx, insert).await?;
    let planned = store::row(tx, id).await?;
    store::told(tx, &planned, "sales.activity.planned");
    Ok(())
}
