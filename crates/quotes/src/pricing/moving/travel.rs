//! Moving: travel.

use kernel::money::Ratio;

use crate::pricing::derivation::Node;
use crate::pricing::error::PricingError;
use crate::pricing::input::{HourlyInput, Leg, TravelInput};
use crate::pricing::sheet::Sheet;
use crate::pricing::tariff::lookup::of_kind;
use crate::pricing::tariff::{BandCharge, RadiusBand, TravelMode, TravelRule};
use crate::pricing::unit::Unit;

/// What driving comes to (QUO-10).
pub(super) enum Travel {
    Nothing,
    /// Minutes at the hourly rate, on a line of their own.
    Timed {
        rule_key: String,
        minutes: Node,
    },
    /// Money.
    Priced {
        rule_key: String,
        quantity: Node,
        price: Node,
    },
    /// Part of the one clock from yard to yard.
    OnTheClock {
        driving: Node,
        breaks: Node,
    },
}

pub(super) fn travel(sheet: &Sheet, hourly: &HourlyInput) -> Result<Travel, PricingError> {
    let facts = &hourly.travel;
    let (rule_key, rule) = travel_rule(sheet, facts)?;
    let timed = |minutes| Travel::Timed { rule_key: rule_key.to_owned(), minutes };
    let once = || Node::given("once", 1_i64, Unit::Number);
    let priced = |quantity, price| Travel::Priced {
        rule_key: rule_key.to_owned(),
        quantity,
        price: sheet.tariff_price("travel.price", price, rule_key),
    };
    let fixed_time =
        |minutes: u32| timed(sheet.tariff_figure("travel.minutes", minutes.into(), Unit::Minute, rule_key));
    match &rule.mode {
        TravelMode::None => Ok(Travel::Nothing),
        TravelMode::Flat { price } => Ok(priced(once(), *price)),
        TravelMode::Hours { minutes } => Ok(fixed_time(*minutes)),
        TravelMode::Radius { bands } => match band(sheet, bands, facts)? {
            BandCharge::Price { price } => Ok(priced(once(), *price)),
            BandCharge::Time { minutes } => Ok(fixed_time(*minutes)),
        },
        TravelMode::Portion { office_to_origin, origin_to_destination, destination_to_office, price_per_distance } => {
            let chosen =
                chosen_legs(sheet, facts, [*office_to_origin, *origin_to_destination, *destination_to_office])?;
            match price_per_distance {
                Some(price) => Ok(priced(distances(sheet, &chosen)?, *price)),
                None => Ok(timed(minutes(&chosen)?)),
            }
        }
        TravelMode::PortToPort => {
            let driving = minutes(&chosen_legs(sheet, facts, [true; 3])?)?;
            let breaks = Node::given("travel.breaks", facts.break_minutes, Unit::Minute);
            Ok(Travel::OnTheClock { driving, breaks })
        }
        TravelMode::DoubleDrive => {
            let legs = chosen_legs(sheet, facts, [false, true, false])?;
            let twice = Node::given("constant.twice", 2_i64, Unit::Number);
            let minutes = Node::product("travel.double_drive", Unit::Minute, vec![minutes(&legs)?, twice])?;
            Ok(timed(minutes))
        }
    }
}

fn travel_rule<'a>(sheet: &Sheet<'a>, facts: &TravelInput) -> Result<(&'a str, &'a TravelRule), PricingError> {
    let mut rules = sheet.tariff.all(of_kind!(Travel));
    if let Some(wanted) = &facts.rule_key {
        let found = rules.find(|(rule_key, _)| rule_key == wanted);
        return found.ok_or_else(|| sheet.rate_missing(wanted.clone()));
    }
    let first = rules.next().ok_or_else(|| sheet.rate_missing("travel"))?;
    match rules.next() {
        None => Ok(first),
        Some(_) => Err(sheet.input_missing("travel.rule_key")),
    }
}

fn band<'a>(sheet: &Sheet, bands: &'a [RadiusBand], facts: &TravelInput) -> Result<&'a BandCharge, PricingError> {
    let km = facts.farthest_stop_km.ok_or_else(|| sheet.input_missing("travel.farthest_stop_km"))?;
    let distance = sheet.tariff.distance(km)?;
    let fitting = bands.iter().filter(|band| distance <= band.up_to_distance);
    fitting
        .min_by_key(|band| band.up_to_distance)
        .map(|band| &band.charge)
        .ok_or_else(|| sheet.rate_missing(format!("travel band for {distance}")))
}

fn chosen_legs(
    sheet: &Sheet,
    facts: &TravelInput,
    wanted: [bool; 3],
) -> Result<Vec<(&'static str, Leg)>, PricingError> {
    let legs = [
        ("travel.office_to_origin", facts.office_to_origin),
        ("travel.origin_to_destination", facts.origin_to_destination),
        ("travel.destination_to_office", facts.destination_to_office),
    ];
    legs.into_iter()
        .zip(wanted)
        .filter(|(_, wanted)| *wanted)
        .map(|((name, leg), _)| leg.map(|leg| (name, leg)).ok_or_else(|| sheet.input_missing(name)))
        .collect()
}

fn minutes(legs: &[(&'static str, Leg)]) -> Result<Node, PricingError> {
    let minutes = legs.iter().map(|(name, leg)| Node::given(name, leg.minutes, Unit::Minute));
    Ok(Node::sum("travel.minutes", Unit::Minute, minutes.collect())?)
}

fn distances(sheet: &Sheet, legs: &[(&'static str, Leg)]) -> Result<Node, PricingError> {
    let mut parts = Vec::with_capacity(legs.len());
    for (name, leg) in legs {
        let distance: Ratio = sheet.tariff.distance(leg.distance_km)?;
        parts.push(Node::given(name, distance, Unit::Distance));
    }
    Ok(Node::sum("travel.distance", Unit::Distance, parts)?)
}
