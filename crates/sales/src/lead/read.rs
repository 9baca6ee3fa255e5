//! One lead.

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Result,
    ids::{LeadId, QuoteId},
};
use ports::{EnsureCustomerPort, WantedCustomer};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Activity, Duplicates, LeadDetail, Place, SimilarCustomer, Touch, store};
use crate::routing;

/// Reads a lead with its history and who looks like the same.
#[derive(Deserialize, JsonSchema)]
pub struct ReadLead {
    pub id: LeadId,
}

impl Operation for ReadLead {
    type Output = LeadDetail;
    const SPEC: Spec = Spec::read("sales.lead.read", "/leads/{id}")
        .summary("One lead with touches, flags and possible duplicates.")
        .permission("lead", "VIEW")
        .on("lead", "id");

    async fn run(self, tx: &TenantTx) -> Result<LeadDetail> {
        detail(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "lea_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}

/// What the port needs to find or make the lead's customer.
pub fn wanted(row: &store::Row) -> WantedCustomer {
    let place = |value: &Value| serde_json::from_value::<Place>(value.clone()).unwrap_or_default();
    let origin = place(&row.origin);
    let unnamed = row.first_name.is_none() && row.last_name.is_none() && row.company_name.is_none();
    WantedCustomer {
        first_name: row.first_name.clone(),
        last_name: row.last_name.clone().or_else(|| Some(row.full_name.clone()).filter(|_| unnamed)),
        company_name: row.company_name.clone(),
        email: row.email.clone(),
        phone: row.phone.clone(),
        language: Some(row.language.clone()),
        location_id: row.location_id,
        assigned_to: row.assigned_to,
        source: Some(row.source.clone()),
        city: origin.city,
        province: origin.province,
        country: origin.country,
    }
}

/// What a person did, in the words of the diary.
fn activity(touch: &Touch) -> Option<Activity> {
    let (activity_type, usual) = match touch.kind.as_str() {
        "CALL_OUT" | "CALL_IN" => ("PHONE_CALL", "Call"),
        "EMAIL_OUT" => ("EMAIL", "E-mail"),
        "SMS_OUT" => ("OTHER", "Text message"),
        "MEETING" => ("MEETING", "Meeting"),
        _ => return None,
    };
    touch.is_human.then(|| Activity {
        id: touch.id,
        activity_type,
        subject: touch.note.clone().or_else(|| touch.outcome.clone()).unwrap_or_else(|| usual.into()),
        at: touch.at,
        by_name: touch.by_name.clone(),
    })
}

/// The whole lead.
pub async fn detail(tx: &TenantTx, id: LeadId) -> Result<LeadDetail> {
    let row = store::row(tx, id).await?;
    let port = tx.port::<EnsureCustomerPort>()?;
    let wanted = wanted(&row);
    let (touches, fraud_flags, leads, customers, routing) = futures::try_join!(
        store::touches(tx, id),
        store::flags(tx, id),
        store::other_leads(tx, id, row.email_match.as_deref(), row.phone_e164.as_deref()),
        port.matches(tx, &wanted),
        routing::store::routed(tx, id)
    )?;
    let similar = |(id, display_name, score)| SimilarCustomer { id, display_name, score };
    Ok(LeadDetail {
        id: row.id,
        number: row.number,
        name: row.full_name.clone(),
        full_name: row.full_name,
        first_name: row.first_name,
        last_name: row.last_name,
        company_name: row.company_name,
        email: row.email,
        phone: row.phone,
        phone_state: row.phone_state,
        phone_extension: row.phone_extension,
        language: row.language,
        status: row.status,
        status_since: row.status_since,
        priority: row.priority,
        priority_by_hand: row.priority_by_hand,
        source: row.source,
        channel: row.channel,
        service_type: row.service_type,
        move_size: row.move_size,
        move_date: row.move_date,
        move_date_open: row.move_date_open,
        origin: serde_json::from_value(row.origin).unwrap_or_default(),
        destination: serde_json::from_value(row.destination).unwrap_or_default(),
        origin_city: row.origin_city,
        destination_city: row.destination_city,
        rental: serde_json::from_value(row.rental).unwrap_or_default(),
        location_id: row.location_id,
        location_name: row.location_name,
        assigned_to: row.assigned_to,
        assigned_name: row.assigned_name,
        score: row.score,
        score_reasons: serde_json::from_value(row.score_reasons).unwrap_or_default(),
        notes: row.notes,
        tracking: row.tracking,
        received_at: row.received_at,
        clock_started_at: row.clock_started_at,
        first_touch_at: row.first_touch_at,
        last_contact_at: row.last_contact_at,
        follow_up_at: row.follow_up_at,
        touch_count: row.touches,
        reopened: row.reopened,
        quarantined_at: row.quarantined_at,
        lost_reason: row.lost_reason,
        closed_at: row.closed_at,
        converted_at: row.converted_at,
        customer_id: row.customer_id,
        duplicate_of_customer_id: row.customer_id.filter(|_| row.converted_at.is_none()),
        quote_id: row.quote_id.map(QuoteId::from_uuid),
        activities: touches.iter().filter_map(activity).collect(),
        touches,
        fraud_flags,
        duplicates: Duplicates { leads, customers: customers.into_iter().map(similar).collect() },
        escalation: row.escalation,
        escalation_due_at: row.escalation_due_at,
        business_minutes: row.business_minutes,
        routing,
        version: row.version,
    })
}
