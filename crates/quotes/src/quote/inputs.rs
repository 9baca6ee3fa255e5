//! What a client sends becomes a complete pricing input: the server adds the day, who receives, where it is supplied,
//! what the sender may grant.

use jiff::civil::Date;
use kernel::{
    Error, Result,
    ids::TariffVersionId,
    money::{
        Money, Ratio,
        tax::{Destination, Place, Recipient, SupplyPlaces},
    },
};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    credit::Credit,
    stop::{Stop, StopRole},
};
use crate::pricing::{
    PricingInput,
    input::{SenderLimits, Work},
    limits::CheckLimits,
    usual::UsualPrice,
};

/// What the server knows beside the inputs.
pub struct Surroundings<'a> {
    /// Currency where the inputs name none.
    pub currency: &'a str,
    pub priced_on: Date,
    pub service_date: Date,
    /// Where the seller is.
    pub seller: Place,
    /// Where the customer lives; unknown while nobody is named.
    pub customer: Option<Place>,
    pub stops: &'a [Stop],
    pub sender_limits: Option<SenderLimits>,
    /// Where the company's validator speaks.
    pub checks: CheckLimits,
    /// What work usually costs at the location.
    pub usual: Vec<UsualPrice>,
    pub credit: Credit,
    pub planned_cost: Option<Money>,
}

/// Fills what is absent and reads the whole; parts that name no tariff version keep the nil id.
pub fn complete(raw: &Value, at: &Surroundings<'_>) -> Result<PricingInput> {
    let Value::Object(given) = raw else {
        return Err(Error::invalid("inputs", "NOT_AN_OBJECT", "The inputs of a price are an object."));
    };
    let mut all = given.clone();
    all.entry("currency").or_insert_with(|| json!(at.currency));
    all.insert("priced_on".into(), json!(at.priced_on));
    if let Some(parts) = all.get_mut("parts").and_then(Value::as_array_mut) {
        for (n, part) in parts.iter_mut().enumerate() {
            if let Value::Object(part) = part {
                complete_part(n, part, at)?;
            }
        }
    }
    let mut input: PricingInput = serde_path_to_error::deserialize(Value::Object(all))
        .map_err(|e| Error::invalid(&format!("inputs.{}", e.path()), "NOT_READABLE", e.inner().to_string()))?;
    if let (Recipient { address: None, .. }, Some(customer)) = (&input.recipient, &at.customer) {
        input.recipient.address = Some(customer.clone());
    }
    for part in &mut input.parts {
        fill_places(&mut part.places, at);
        if let Work::Move(work) = &mut part.work {
            work.straight_km = straight_km(at.stops);
        }
    }
    input.sender_limits = at.sender_limits.clone();
    input.checks.clone_from(&at.checks);
    input.usual.clone_from(&at.usual);
    input.credit_allowed = at.credit.stopped.then_some(false);
    input.credit_room = at.credit.room;
    if input.planned_cost.is_none() {
        input.planned_cost = at.planned_cost;
    }
    Ok(input)
}

fn complete_part(n: usize, part: &mut Map<String, Value>, at: &Surroundings<'_>) -> Result<()> {
    part.entry("key").or_insert_with(|| json!(format!("part{}", n + 1)));
    part.entry("service_date").or_insert_with(|| json!(at.service_date));
    let version = match part.get("tariff_version_id") {
        None | Some(Value::Null) => Uuid::nil(),
        Some(Value::String(text)) => text
            .parse::<TariffVersionId>()
            .map(kernel::Id::uuid)
            .or_else(|_| text.parse::<Uuid>())
            .map_err(|_| unreadable_version(n))?,
        Some(_) => return Err(unreadable_version(n)),
    };
    part.insert("tariff_version_id".into(), json!(version));
    Ok(())
}

fn unreadable_version(n: usize) -> Error {
    Error::invalid(&format!("inputs.parts.{n}.tariff_version_id"), "NOT_AN_ID", "Expected an id like tav_….")
}

/// Places nobody stated follow from the stops; without stops the work is where the seller is.
fn fill_places(places: &mut SupplyPlaces, at: &Surroundings<'_>) {
    let of = |role: StopRole| at.stops.iter().filter(move |s| s.role == role).filter_map(place);
    let site = of(StopRole::Site).next();
    let origin = of(StopRole::Pickup).next().or_else(|| site.clone()).unwrap_or_else(|| at.seller.clone());
    let mut ends: Vec<Destination> = destinations(at.stops);
    if ends.is_empty() {
        ends.push(Destination { place: site.clone().unwrap_or_else(|| origin.clone()), share: Ratio::ONE });
    }
    if places.origin.is_none() {
        places.origin = Some(origin.clone());
    }
    if places.site.is_none() {
        places.site = Some(site.unwrap_or_else(|| origin.clone()));
    }
    if places.handover.is_none() {
        places.handover = ends.last().map(|end| end.place.clone());
    }
    if places.storage.is_none() {
        places.storage = Some(at.seller.clone());
    }
    if places.destinations.is_empty() {
        places.destinations = ends;
    }
}

/// Where the load goes, split by cubic feet where every stop says how much it gets, else evenly (QUO-21).
fn destinations(stops: &[Stop]) -> Vec<Destination> {
    let ends: Vec<_> =
        stops.iter().filter(|s| s.role == StopRole::Dropoff).filter_map(|s| Some((place(s)?, s.volume_cuft))).collect();
    let all_known = ends.iter().all(|(_, volume)| volume.is_some_and(|cuft| cuft > 0));
    let share = |volume: Option<i32>| {
        if all_known { volume.map_or(Ratio::ONE, |cuft| Ratio::whole(cuft.into())) } else { Ratio::ONE }
    };
    ends.into_iter().map(|(place, volume)| Destination { place, share: share(volume) }).collect()
}

/// The straight line from the first to the last stop of a move, as far as they are on the map (P07).
fn straight_km(stops: &[Stop]) -> Option<Ratio> {
    let first = stops.iter().find(|s| s.role == StopRole::Pickup)?;
    let last = stops.iter().rfind(|s| s.role == StopRole::Dropoff)?;
    first.straight_km(last)
}

/// Takes out the places that follow from the stops, so that other stops give other places.
pub fn forget_places(inputs: &mut Value) {
    for part in inputs.get_mut("parts").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(part) = part.as_object_mut() {
            part.remove("places");
        }
    }
}

fn place(stop: &Stop) -> Option<Place> {
    let country = stop.address.country.clone().filter(|c| !c.is_empty())?;
    let region = stop.address.province.as_deref().map(|p| p.trim().to_uppercase()).filter(|p| !p.is_empty());
    Some(Place { country, region })
}

#[cfg(test)]
mod tests {
    use super::super::stop::StopAddress;
    use super::*;
    use crate::limits::Limits;
    use jiff::civil::date;

    fn around(stops: &[Stop]) -> Surroundings<'_> {
        Surroundings {
            currency: "CAD",
            priced_on: date(2026, 6, 3),
            service_date: date(2026, 6, 27),
            seller: Place::new("CA", "ON"),
            customer: Some(Place::new("CA", "ON")),
            stops,
            sender_limits: Limits::default().of_role("SALES_REP"),
            checks: CheckLimits::default(),
            usual: Vec::new(),
            credit: Credit::default(),
            planned_cost: None,
        }
    }
    fn stop(role: StopRole, province: &str) -> Stop {
        let address = StopAddress { province: Some(province.into()), country: Some("CA".into()), ..Default::default() };
        Stop::new(role, address)
    }

    #[test]
    fn quo_1_the_server_decides_day_limits_and_credit_whatever_the_client_says() {
        let raw = json!({
            "priced_on": "2020-01-01", "credit_allowed": true, "credit_room": {"amount": "1000000.00", "currency": "CAD"},
            "sender_limits": {"most_discount": "100%", "least_margin": "0%"},
            "parts": [{"work": {"kind": "CHARGES"}}]
        });
        let input = complete(&raw, &around(&[])).expect("complete");
        assert_eq!(input.priced_on, date(2026, 6, 3));
        assert_eq!((input.credit_allowed, input.credit_room), (None, None));
        assert_eq!(input.sender_limits, Limits::default().of_role("SALES_REP"));
        assert_eq!(input.parts[0].service_date, date(2026, 6, 27));
        assert!(input.parts[0].tariff_version_id.is_nil());
    }

    #[test]
    fn quo_21_places_follow_from_the_stops() {
        let stops = [stop(StopRole::Pickup, "ON"), stop(StopRole::Dropoff, "QC")];
        let raw = json!({"parts": [{"work": {"kind": "CHARGES"}}]});
        let places = complete(&raw, &around(&stops)).expect("complete").parts[0].places.clone();
        assert_eq!(places.origin, Some(Place::new("CA", "ON")));
        assert_eq!(places.destinations[0].place, Place::new("CA", "QC"));
        assert_eq!(places.handover, Some(Place::new("CA", "QC")));
    }

    #[test]
    fn quo_21_loads_for_several_provinces_are_split_by_cubic_feet() {
        let with = |province, volume_cuft| Stop { volume_cuft, ..stop(StopRole::Dropoff, province) };
        let shares = |stops: &[Stop]| -> Vec<Ratio> {
            let raw = json!({"parts": [{"work": {"kind": "CHARGES"}}]});
            let input = complete(&raw, &around(stops)).expect("complete");
            input.parts[0].places.destinations.iter().map(|end| end.share).collect()
        };
        let split = [stop(StopRole::Pickup, "ON"), with("ON", Some(700)), with("NS", Some(300))];
        assert_eq!(shares(&split), [Ratio::whole(700), Ratio::whole(300)]);
        let half_known = [stop(StopRole::Pickup, "ON"), with("ON", Some(700)), with("NS", None)];
        assert_eq!(shares(&half_known), [Ratio::ONE, Ratio::ONE]);
    }

    #[test]
    fn quo_21_other_stops_give_other_places() {
        let raw = json!({"parts": [{"work": {"kind": "CHARGES"}}]});
        let first = complete(&raw, &around(&[stop(StopRole::Dropoff, "QC")])).expect("complete");
        let mut kept = serde_json::to_value(first).expect("a value");
        forget_places(&mut kept);
        let places =
            complete(&kept, &around(&[stop(StopRole::Dropoff, "NS")])).expect("complete").parts[0].places.clone();
        assert_eq!(places.handover, Some(Place::new("CA", "NS")));
    }

    #[test]
    fn an_unreadable_input_names_its_field() {
        let refused =
            complete(&json!({"parts": [{"work": {"kind": "TELEPORT"}}]}), &around(&[])).expect_err("unknown work");
        assert!(refused.problems[0].field.starts_with("inputs.parts"), "{refused}");
    }
}
