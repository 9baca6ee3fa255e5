//! What a step knows of its lead.

use engine::TenantTx;
use jiff::tz::TimeZone;
use kernel::{Result, expr::Expression, normal::Phone, time::local_day};
use ports::Filling;
use serde_json::{Value, json};

use super::{
    filled,
    store::{Lead, Reached},
};
use crate::sender;

/// Where the lead is reached, in stored form.
pub async fn reached(tx: &TenantTx, lead: &Lead) -> Result<Reached> {
    let country = sender::store::face(tx, lead.location_id).await?.country;
    let email = filled(lead.email.as_deref()).and_then(kernel::normal::Email::read).map(|e| e.lower);
    let phone = filled(lead.phone.as_deref()).and_then(|p| Phone::read(p, country.as_deref().unwrap_or("CA")).e164);
    Ok(Reached { customer: lead.customer_id, email, phone })
}

/// As a condition reads it.
pub fn facts(tx: &TenantTx, lead: &Lead, reached: &Reached, zone: &TimeZone) -> Value {
    let today = local_day(tx.now(), zone);
    json!({
        "status": lead.status, "source": lead.source, "service_type": lead.service_type, "priority": lead.priority,
        "score": lead.score, "language": lead.language, "has_email": reached.email.is_some(),
        "has_phone": reached.phone.is_some(), "has_owner": lead.assigned_to.is_some(),
        "days_to_move": lead.move_date.map(|day| (day - today).get_days()),
    })
}

/// Whether a step's condition holds; one that cannot be judged does not.
pub fn holds(condition: Option<&str>, facts: &Value) -> bool {
    let Some(condition) = filled(condition) else { return true };
    Expression::compile(condition).and_then(|e| e.holds(&[("lead", facts)])).unwrap_or(false)
}

/// What a follow-up may show.
pub fn values(lead: &Lead) -> Vec<(&'static str, Filling)> {
    let mut values =
        vec![("number", Filling::Text(lead.number.clone())), ("customer", Filling::Text(lead.full_name.clone()))];
    values.extend(lead.move_date.map(|day| ("day", Filling::Day(day))));
    values
}
