//! Presets: named inputs that a new quote can start from.

pub mod create;
pub mod delete;
pub mod list;

use serde_json::Value;

/// What belongs to one quote only: its day, its customer, its tariff's version, what the server adds.
const OF_ONE_QUOTE: [&str; 11] = [
    "priced_on",
    "tax_date",
    "recipient",
    "untaxed_reason",
    "surveyed",
    "adjustments",
    "planned_cost",
    "sender_limits",
    "usual",
    "checks",
    "credit_room",
];
/// The same of a part.
const OF_ONE_PART: [&str; 3] = ["tariff_version_id", "service_date", "places"];

/// The inputs without what belongs to one quote only.
pub fn reusable(inputs: &Value) -> Value {
    let mut inputs = inputs.clone();
    if let Some(all) = inputs.as_object_mut() {
        for name in OF_ONE_QUOTE.iter().chain(&["credit_allowed"]) {
            all.remove(*name);
        }
    }
    for part in inputs.get_mut("parts").and_then(Value::as_array_mut).into_iter().flatten() {
        let Some(part) = part.as_object_mut() else { continue };
        for name in OF_ONE_PART {
            part.remove(name);
        }
        if let Some(work) = part.get_mut("work").and_then(Value::as_object_mut) {
            work.remove("straight_km");
        }
    }
    inputs
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_preset_knows_no_customer_and_no_day() {
        let kept = reusable(&json!({
            "currency": "CAD", "priced_on": "2026-06-03", "checks": {}, "credit_allowed": false, "discount": {"kind": "PERCENT", "rate": "3%"},
            "parts": [{"key": "p1", "tariff_version_id": "tav_1", "service_date": "2026-06-27", "places": {},
                "work": {"kind": "MOVE", "straight_km": "4"}, "charges": [{"rule_key": "fuel"}]}]
        }));
        let wanted = json!({"currency": "CAD", "discount": {"kind": "PERCENT", "rate": "3%"},
            "parts": [{"key": "p1", "work": {"kind": "MOVE"}, "charges": [{"rule_key": "fuel"}]}]});
        assert_eq!(kept, wanted);
    }
}
