//! What a quote takes over from an estimate: crew, trucks, hours, volume, heavy articles, cartons, stops.

use engine::TenantTx;
use kernel::{Error, Result};
use serde_json::{Map, Value, json};

use super::{
    flags::Finding,
    stop::Stop,
    store::{self, EstimateFacts, Row},
};
use crate::pricing::validator::FlagLevel;

/// Beside the labour of the basis, these stand on the work itself, under the same names.
const OF_THE_WORK: [&str; 5] = ["service", "volume_cuft", "weight_lb", "articles", "packing"];

/// The inputs of a move with the estimate's figures in the first part that is one; what else stands there stays.
pub fn laid_over(mut inputs: Value, estimate: &EstimateFacts) -> Value {
    let given = &estimate.hand_over;
    if !inputs.is_object() {
        inputs = json!({});
    }
    if estimate.counts_as_survey {
        inputs["surveyed"] = json!(true);
    }
    if inputs["parts"].as_array().is_none_or(Vec::is_empty) {
        inputs["parts"] = json!([{"key": "move", "work": {"kind": "MOVE", "basis": {"kind": "HOURLY"}}}]);
    }
    let parts = inputs["parts"].as_array_mut().into_iter().flatten();
    let works = parts.filter_map(|part| part.get_mut("work")).filter_map(Value::as_object_mut);
    if let Some(work) = works.into_iter().find(|work| work.get("kind") == Some(&json!("MOVE"))) {
        of_work(work, given);
    }
    inputs
}

fn of_work(work: &mut Map<String, Value>, given: &Value) {
    let known = |name: &str| given.get(name).filter(|value| !value.is_null()).cloned();
    for name in OF_THE_WORK {
        if let Some(value) = known(name) {
            work.insert(name.into(), value);
        }
    }
    let (km, driving) = (known("distance_km"), known("driving_minutes"));
    for (name, value) in [("distance_km", km.clone()), ("drive_minutes", driving.clone())] {
        if let Some(value) = value {
            work.insert(name.into(), value);
        }
    }
    let basis = work.entry("basis").or_insert_with(|| json!({"kind": "HOURLY"}));
    if basis.get("kind") != Some(&json!("HOURLY")) {
        return;
    }
    for name in ["movers", "trucks", "labour"] {
        if let Some(value) = known(name) {
            basis[name] = value;
        }
    }
    if let Some(minutes) = given.pointer("/labour/minutes") {
        basis["formula_minutes"] = minutes.clone();
    }
    if let (Some(km), Some(minutes)) = (km, driving) {
        basis["travel"]["origin_to_destination"] = json!({"distance_km": km, "minutes": minutes});
    }
}

/// The estimate's stops, as jobs take them over.
pub fn stops(estimate: &EstimateFacts) -> Result<Vec<Stop>> {
    let stops = estimate.hand_over.get("stops").cloned().unwrap_or_else(|| json!([]));
    serde_json::from_value(stops).map_err(Error::internal)
}

/// Prohibited articles on the quote's estimate that nobody struck or acknowledged (SAL-29).
pub async fn prohibited(tx: &TenantTx, row: &Row) -> Result<Option<Finding>> {
    let lines = match (store::estimate_of_quote(tx, row.id).await?, row.lead_id) {
        (Some(lines), _) => lines,
        (None, Some(lead)) => store::estimate_of_lead(tx, lead).await?.map_or(0, |e| e.unsettled_prohibited),
        (None, None) => 0,
    };
    Ok((lines > 0).then(|| Finding {
        code: "PROHIBITED_ARTICLES".into(),
        level: FlagLevel::Block,
        subject: "estimate".into(),
        reason: "quote.prohibited_articles".into(),
        message: "Articles on the estimate may not be carried. Strike them or have them acknowledged first.".into(),
    }))
}

/// Refuses to send while there are any.
pub async fn refuse_prohibited(tx: &TenantTx, row: &Row) -> Result<()> {
    prohibited(tx, row).await?.map_or(Ok(()), |found| Err(blocked(found)))
}

/// What a sender is told of a single finding.
pub fn blocked(found: Finding) -> Error {
    Error::conflict("QUOTE_BLOCKED", format!("This quote cannot be sent: {}", found.message))
        .with_data(json!({ "flags": [found] }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_fills_the_move_and_leaves_the_rest() {
        let estimate = EstimateFacts {
            id: kernel::Id::from_uuid(uuid::Uuid::nil()),
            customer_id: None,
            lead_id: None,
            location_id: None,
            hand_over: json!({"service": "FULL", "movers": 4, "trucks": 1, "volume_cuft": "864", "weight_lb": "6048",
                "labour": {"minutes": 427, "low_minutes": 357, "high_minutes": 519}, "driving_minutes": 35,
                "distance_km": 12, "articles": [], "packing": [], "stops": [{"role": "PICKUP", "address": {"floor": 3}}]}),
            counts_as_survey: true,
            unsettled_prohibited: 0,
        };
        let before = json!({"parts": [{"key": "p1", "work": {"kind": "MOVE", "valuation": {"option": "RELEASED"},
            "basis": {"kind": "HOURLY", "movers": 2, "travel": {"rule_key": "travel.trip-fee"}}}}]});
        let after = laid_over(before, &estimate);
        let work = &after["parts"][0]["work"];
        assert_eq!((&work["basis"]["movers"], &work["basis"]["labour"]["minutes"]), (&json!(4), &json!(427)));
        assert_eq!(
            (&work["basis"]["travel"]["rule_key"], &after["surveyed"]),
            (&json!("travel.trip-fee"), &json!(true))
        );
        assert_eq!((&work["valuation"]["option"], &work["volume_cuft"]), (&json!("RELEASED"), &json!("864")));
        let part: crate::pricing::input::MoveInput = serde_json::from_value({
            let mut work = work.clone();
            work.as_object_mut().expect("a work").remove("kind");
            work
        })
        .expect("an input the engine reads");
        assert_eq!(part.drive_minutes, Some(35));
        assert_eq!(stops(&estimate).expect("stops")[0].address.floor, Some(3));
    }
}
