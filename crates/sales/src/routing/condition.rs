//! The condition of a routing rule (SAL-7): the expression language over every field of a lead, nested as one likes.

use jiff::{Timestamp, tz::TimeZone};
use kernel::expr::Expression;
use serde_json::{Value, json};

use crate::lead::{self, FraudFlag};

/// What a condition reads: `lead` with all its fields (null where unknown), and `now` at the location.
pub struct Facts {
    lead: Value,
    now: Value,
}

fn at(now: Timestamp, zone: &TimeZone) -> Value {
    let local = now.to_zoned(zone.clone());
    json!({"weekday": local.weekday().to_monday_one_offset(), "hour": local.hour(), "day": local.date().to_string()})
}

/// Every field a place has, null where unknown, so that a condition never fails over what nobody said.
fn place(value: &Value) -> Value {
    let mut out = json!({"street": null, "city": null, "province": null, "postal_code": null, "country": null,
        "floor": null, "elevator": null, "stairs": null, "full": null});
    filled_in(&mut out, value);
    out
}

fn rental(value: &Value) -> Value {
    let mut out = json!({"machine_class": null, "site_city": null, "site_province": null, "start_date": null,
        "rental_days": null, "shift": null, "day_night": null});
    filled_in(&mut out, value);
    out
}

fn filled_in(out: &mut Value, value: &Value) {
    if let (Value::Object(out), Value::Object(given)) = (out, value) {
        out.extend(given.iter().map(|(name, value)| (name.clone(), value.clone())));
    }
}

impl Facts {
    pub fn of(row: &lead::store::Row, flags: &[FraudFlag], now: Timestamp, zone: &TimeZone) -> Self {
        let today = now.to_zoned(zone.clone()).date();
        let open: Vec<&str> = flags.iter().filter(|f| f.cleared_at.is_none()).map(|f| f.code.as_str()).collect();
        let lead = json!({
            "number": row.number, "source": row.source, "channel": row.channel, "language": row.language,
            "first_name": row.first_name, "last_name": row.last_name, "full_name": row.full_name,
            "company_name": row.company_name, "email": row.email, "phone": row.phone, "phone_state": row.phone_state,
            "service_type": row.service_type, "move_size": row.move_size,
            "move_date": row.move_date.map(|d| d.to_string()), "move_date_open": row.move_date_open,
            "days_to_move": row.move_date.map(|d| (d - today).get_days()),
            "origin": place(&row.origin), "destination": place(&row.destination), "rental": rental(&row.rental),
            "origin_city": row.origin_city, "destination_city": row.destination_city, "distance_km": row.distance_km,
            "value_minor": row.estimated_value_minor, "score": row.score, "priority": row.priority,
            "status": row.status, "known_customer": row.customer_id.is_some(), "notes": row.notes, "flags": open,
        });
        Self { lead, now: at(now, zone) }
    }

    /// A lead with something in every field, to try a condition on before it is saved.
    pub fn sample() -> Self {
        let text = "TEXT";
        let place = json!({"street": text, "city": text, "province": "ON", "postal_code": text, "country": "CA",
            "floor": 3, "elevator": true, "stairs": 10, "full": text});
        let lead = json!({
            "number": text, "source": text, "channel": "PROVIDER", "language": "en", "first_name": text,
            "last_name": text, "full_name": text, "company_name": text, "email": text, "phone": text,
            "phone_state": "OK", "service_type": text, "move_size": text, "move_date": "2026-06-12",
            "move_date_open": false, "days_to_move": 12, "origin": place, "destination": place,
            "rental": {"machine_class": text, "site_city": text, "site_province": text, "start_date": "2026-06-12",
                "rental_days": 3, "shift": text, "day_night": text},
            "origin_city": text, "destination_city": text, "distance_km": 12, "value_minor": 100_000, "score": 50,
            "priority": "MEDIUM", "status": "NEW", "known_customer": false, "notes": text, "flags": [text],
        });
        Self { lead, now: json!({"weekday": 1, "hour": 9, "day": "2026-06-01"}) }
    }

    /// Whether the condition holds; an error is "not matched", told to whoever tries it out.
    pub fn hold(&self, condition: &str) -> Result<bool, String> {
        Expression::compile(condition)?.holds(&[("lead", &self.lead), ("now", &self.now)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_7_conditions_nest_and_or_and_not() {
        let facts = Facts::sample();
        let nested = "(lead.score >= 40 && !(lead.origin.province in ['BC', 'AB'])) || (now.hour >= 17 && lead.language == 'fr')";
        assert_eq!(facts.hold(nested), Ok(true));
        assert_eq!(facts.hold("lead.days_to_move <= 3 || (lead.rental.rental_days > 5 && true)"), Ok(false));
        assert_eq!(facts.hold("now.weekday in [1, 2] && lead.flags.size() == 1"), Ok(true));
    }
    #[test]
    fn sal_7_what_nobody_knows_is_an_error_before_it_is_saved() {
        assert!(Facts::sample().hold("lead.colour == 'teal'").is_err());
        assert!(Facts::sample().hold("lead.score").is_err(), "a condition is true or false");
        assert!(Facts::sample().hold("lead.score >=").is_err());
    }
    #[test]
    fn sal_7_null_equals_only_null() {
        let mut facts = Facts::sample();
        facts.lead["service_type"] = Value::Null;
        assert_eq!(facts.hold("lead.service_type == null"), Ok(true));
        assert_eq!(facts.hold("lead.service_type == 'MOVING'"), Ok(false));
    }
}
