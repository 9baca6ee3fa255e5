//! What dispatch needs to know of a quote, read off its inputs: minutes, crew, trucks, machines, a title.

use kernel::money::Ratio;
use serde_json::{Value, json};

use super::{
    QuoteKind,
    stop::{Stop, StopRole},
};
use crate::pricing::{
    PricingInput,
    input::{MoveBasis, OrderLength, Work},
};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkFacts {
    pub planned_minutes: Option<i32>,
    pub crew_wanted: Option<i32>,
    pub trucks_wanted: Option<i32>,
    /// [{part, class, quantity}].
    pub machines: Vec<Value>,
}

impl WorkFacts {
    pub fn of(input: &PricingInput) -> Self {
        let mut facts = Self::default();
        let (mut minutes, mut crew, mut trucks) = (0_i64, 0_i64, 0_i64);
        for part in &input.parts {
            match &part.work {
                Work::Move(work) => {
                    if let MoveBasis::Hourly(hourly) = &work.basis {
                        minutes += i64::from(hourly.labour.minutes);
                        crew += i64::from(hourly.movers.unwrap_or(0));
                        trucks += i64::from(hourly.trucks.unwrap_or(0));
                    }
                    minutes += i64::from(work.drive_minutes.unwrap_or(0));
                }
                Work::CraneOrder(order) => {
                    for machine in &order.machines {
                        facts
                            .machines
                            .push(json!({"part": part.key, "class": machine.class, "quantity": machine.quantity}));
                    }
                    let hours = order.hours_per_shift.unwrap_or(Ratio::whole(8));
                    minutes +=
                        hours.times(Ratio::whole(60)).map_or(0, |m| i64::try_from(m.ceil()).unwrap_or(i64::MAX / 4));
                    crew += i64::from(order.riggers) + i64::from(order.helpers);
                }
                Work::HourlyHire(hire) => {
                    facts.machines.push(json!({"part": part.key, "class": hire.class, "quantity": hire.quantity}));
                    crew += hire.crew.iter().map(|c| i64::from(c.count)).sum::<i64>();
                    minutes += hire.calls.first().map_or(0, |call| call.from.duration_until(call.to).as_mins());
                }
                Work::Rental(rental) => {
                    facts.machines.push(json!({"part": part.key, "class": rental.class, "quantity": rental.quantity}));
                }
                Work::Charges => {}
            }
        }
        facts.planned_minutes = bounded(minutes, 15, 100_000);
        facts.crew_wanted = bounded(crew, 1, 50);
        facts.trucks_wanted = bounded(trucks, 1, 50);
        facts
    }
}

/// Nothing known is nothing said; the rest lies within what a job can hold.
fn bounded(value: i64, least: i64, most: i64) -> Option<i32> {
    (value > 0).then(|| i32::try_from(value.clamp(least, most)).unwrap_or(i32::MAX))
}

/// One line that says what it is about: `Toronto → Halifax`, `MC-50, 15 days`.
pub fn title(kind: QuoteKind, input: Option<&PricingInput>, stops: &[Stop], language: &str) -> String {
    let french = language == "fr";
    let city = |role: StopRole| {
        stops
            .iter()
            .filter(move |s| s.role == role)
            .filter_map(|s| s.address.city.clone())
            .find(|c| !c.trim().is_empty())
    };
    let what = match kind {
        QuoteKind::Moving => match (city(StopRole::Pickup), city(StopRole::Dropoff)) {
            (Some(from), Some(to)) => Some(format!("{from} → {to}")),
            (Some(one), None) | (None, Some(one)) => Some(one),
            (None, None) => None,
        },
        _ => input.and_then(|i| machines(i, french)),
    };
    let noun = match (kind, french) {
        (QuoteKind::Moving, false) => "Move",
        (QuoteKind::Moving, true) => "Déménagement",
        (QuoteKind::Crane, false) => "Crane hire",
        (QuoteKind::Crane, true) => "Location de grue",
        (QuoteKind::Rental, false) => "Rental",
        (QuoteKind::Rental, true) => "Location",
        (QuoteKind::Service, _) => "Service",
    };
    let text = match what {
        // French sets a narrow space before the colon.
        Some(what) if french => format!("{noun}\u{202f}: {what}"),
        Some(what) => format!("{noun}: {what}"),
        None => noun.to_owned(),
    };
    text.chars().take(200).collect()
}

fn machines(input: &PricingInput, french: bool) -> Option<String> {
    let mut named = Vec::new();
    let mut days = None;
    for part in &input.parts {
        match &part.work {
            Work::CraneOrder(order) => {
                named.extend(order.machines.iter().map(|m| counted(m.quantity, &m.class)));
                if let OrderLength::Days { days: working, sundays } = &order.length {
                    days = Some(u64::from(*working) + u64::from(*sundays));
                }
            }
            Work::HourlyHire(hire) => named.push(counted(hire.quantity, &hire.class)),
            Work::Rental(rental) => named.push(counted(rental.quantity, &rental.class)),
            Work::Move(_) | Work::Charges => {}
        }
    }
    if named.is_empty() {
        return None;
    }
    let unit = |days: u64| match (days, french) {
        (1, false) => "day",
        (1, true) => "jour",
        (_, false) => "days",
        (_, true) => "jours",
    };
    let length = days.map(|d| format!(", {d} {}", unit(d))).unwrap_or_default();
    Some(format!("{}{length}", named.join(" + ")))
}

fn counted(quantity: u32, class: &str) -> String {
    if quantity == 1 { class.to_owned() } else { format!("{quantity} × {class}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn quo_48_a_job_learns_minutes_crew_and_machines() {
        let input: PricingInput = serde_json::from_value(json!({
            "currency": "INR", "priced_on": "2026-02-10",
            "parts": [{"key": "crane", "tariff_version_id": Uuid::nil(), "service_date": "2026-03-02",
                "work": {"kind": "CRANE_ORDER", "length": {"by": "DAYS", "days": 15}, "riggers": 1,
                         "machines": [{"key": "a", "class": "MC-50"}, {"key": "b", "class": "MC-25", "quantity": 2}]}}]
        }))
        .expect("an input");
        let facts = WorkFacts::of(&input);
        assert_eq!((facts.planned_minutes, facts.crew_wanted, facts.trucks_wanted), (Some(480), Some(1), None));
        assert_eq!(facts.machines.len(), 2);
        assert_eq!(title(QuoteKind::Crane, Some(&input), &[], "en"), "Crane hire: MC-50 + 2 × MC-25, 15 days");
    }
}
