//! An accepted quote becomes a job, once.

use engine::{TenantTx, event::NewEvent};
use kernel::{
    Result,
    ids::{Job, JobId, QuoteId},
};
use serde_json::{Value, json};

use super::{
    minimum_crew,
    store::{self, StopLine},
};
use crate::sql::job::InsertJob;

/// A machine of the quote: (description, how many).
fn machine(value: &Value) -> (Option<&str>, i32) {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let description = text("class").or_else(|| text("name")).or_else(|| text("description"));
    let count = ["quantity", "count"].into_iter().find_map(|key| value.get(key).and_then(Value::as_i64));
    (description, count.and_then(|n| i32::try_from(n).ok()).unwrap_or(1).clamp(1, 1000))
}

/// A stop of the quote; its role is one of ours or the stop is a site.
fn stop(value: &Value) -> StopLine<'_> {
    let role = value.get("role").and_then(Value::as_str).unwrap_or_default();
    let role = match role {
        "YARD" | "PICKUP" | "DROPOFF" | "STORAGE" => role,
        _ => "SITE",
    };
    let micro = |key: &str, most: i64| {
        let n = value.get(key).and_then(Value::as_i64)?;
        (-most..=most).contains(&n).then(|| i32::try_from(n).ok()).flatten()
    };
    StopLine {
        role,
        address: value.get("address").filter(|a| a.is_object()).cloned().unwrap_or_else(|| json!({})),
        micro: micro("latitude_micro", 90_000_000).zip(micro("longitude_micro", 180_000_000)),
        planned_minutes: 0,
    }
}

/// Makes the job of an accepted quote. A repeat answers with the job there is; a quote no longer accepted makes none.
pub async fn create(tx: &TenantTx, quote: QuoteId) -> Result<Option<JobId>> {
    let (there, accepted) = futures::try_join!(store::of_quote(tx, quote), store::accepted_quote(tx, quote))?;
    if there.is_some() {
        return Ok(there);
    }
    let Some(accepted) = accepted else { return Ok(None) };
    let none = vec![];
    let machines = accepted.machines.as_array().unwrap_or(&none);
    let kind = match accepted.kind.as_str() {
        "CRANE" | "RENTAL" => "CRANE",
        "STORAGE" => "STORAGE",
        "SERVICE" => "SERVICE",
        _ => "MOVING",
    };
    let crane = kind == "CRANE";
    let crew_wanted = accepted.crew_wanted.unwrap_or(if crane { 1 } else { 2 }).clamp(1, 50);
    let trucks_wanted = accepted.trucks_wanted.unwrap_or(i32::from(!crane)).clamp(0, 50);
    let id = tx.new_id::<Job>();
    let number = format!("J-{:06}", tx.number("job").await?);
    let title: String = accepted.title.chars().take(100).collect();
    store::insert(
        tx,
        InsertJob {
            id,
            number: &number,
            customer_id: accepted.customer_id,
            quote_id: Some(quote),
            lead_id: accepted.lead_id,
            location_id: accepted.location_id,
            kind,
            title: &title,
            service_date: Some(accepted.service_date),
            window_start: None,
            window_end: None,
            planned_minutes: accepted.planned_minutes.unwrap_or(240).clamp(15, 100_000),
            crew_wanted,
            crew_minimum: minimum_crew(crew_wanted),
            trucks_wanted,
            instructions: None,
            notes: None,
            total_minor: Some(accepted.total_minor),
            currency: Some(&accepted.currency),
        },
    )
    .await?;
    let stops = accepted.stops.as_array().unwrap_or(&none);
    let lines: Vec<StopLine<'_>> = stops.iter().take(200).map(stop).collect();
    store::insert_stops(tx, id, &lines).await?;
    if trucks_wanted > 0 && !crane {
        store::insert_item(tx, id, "TRUCK", None, trucks_wanted).await?;
    }
    for (description, quantity) in machines.iter().take(50).map(machine) {
        store::insert_item(tx, id, "CRANE", description, quantity).await?;
    }
    store::insert_item(tx, id, if crane { "OPERATOR" } else { "MOVER" }, None, crew_wanted).await?;
    tx.about("job", id.uuid(), &number);
    tx.at_location(Some(accepted.location_id));
    let event = NewEvent::new("dispatch.job.created", "job", id.uuid()).location(Some(accepted.location_id));
    tx.emit(event.data(json!({"quote_id": quote})));
    Ok(Some(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotes_stops_and_machines_are_taken_over() {
        let line = json!({"role": "PICKUP", "address": {"city": "Toronto"}, "latitude_micro": 43_653_200, "longitude_micro": -79_383_200});
        let taken = stop(&line);
        assert_eq!((taken.role, taken.micro), ("PICKUP", Some((43_653_200, -79_383_200))));
        assert_eq!(taken.address["city"], "Toronto");
        let odd = json!({"role": "ELSEWHERE", "address": "text", "latitude_micro": 900_000_000});
        assert_eq!((stop(&odd).role, stop(&odd).micro), ("SITE", None));
        assert_eq!(machine(&json!({"class": "MC_120", "count": 2})), (Some("MC_120"), 2));
        assert_eq!(machine(&json!({})), (None, 1));
    }
}
