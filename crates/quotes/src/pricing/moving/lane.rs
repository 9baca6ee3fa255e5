//! Moving: lane.

use crate::pricing::category::Category;
use crate::pricing::derivation::Node;
use crate::pricing::error::PricingError;
use crate::pricing::input::{Address, MoveInput};
use crate::pricing::sheet::{Draft, Sheet};
use crate::pricing::tariff::lookup::of_kind;
use crate::pricing::tariff::{TariffVersion, ZoneRule};
use crate::pricing::unit::Unit;

/// Zone to zone at the price of the volume's bracket (QUO-12).
pub(super) fn price(sheet: &mut Sheet, work: &MoveInput, from: &Address, to: &Address) -> Result<(), PricingError> {
    let volume = work.volume_cuft.ok_or_else(|| sheet.input_missing("volume_cuft"))?;
    let zone = |address: &Address| {
        zone_of(sheet.tariff, address).ok_or_else(|| sheet.rate_missing(format!("zone of {}", address.city)))
    };
    let (from, to) = (zone(from)?, zone(to)?);
    let lane = sheet.tariff.all(of_kind!(Lane)).find(|(_, lane)| lane.from_zone == from && lane.to_zone == to);
    let (rule_key, lane) = lane.ok_or_else(|| sheet.rate_missing(format!("lane {from} to {to}")))?;
    let bracket = lane.brackets.iter().filter(|bracket| volume <= bracket.up_to_cuft);
    let price = match bracket.min_by_key(|bracket| bracket.up_to_cuft) {
        Some(bracket) => sheet.tariff_price("lane.bracket", bracket.price, rule_key),
        None => {
            let last = lane.brackets.iter().max_by_key(|bracket| bracket.up_to_cuft);
            let (Some(last), Some(beyond)) = (last, lane.beyond_per_cuft) else {
                return Err(sheet.rate_missing(format!("{rule_key} for {volume} cubic feet")));
            };
            let all = Node::given("move.volume", volume, Unit::CubicFoot);
            let covered = sheet.tariff_figure("lane.last_bracket", last.up_to_cuft, Unit::CubicFoot, rule_key);
            let excess = Node::difference("lane.beyond", Unit::CubicFoot, all, vec![covered])?;
            let rate = sheet.tariff_price("lane.beyond_rate", beyond, rule_key);
            let beyond = Node::product("lane.beyond", Unit::Money, vec![excess, rate])?;
            let bracket = sheet.tariff_price("lane.bracket", last.price, rule_key);
            Node::sum("lane.price", Unit::Money, vec![bracket, beyond])?
        }
    };
    let once = Node::given("once", 1_i64, Unit::Number);
    let line = Draft::new(sheet, Category::Lane, "move.lane", once, price);
    sheet.put(line.by(rule_key).about(&lane.includes))
}

/// The zone whose match is most exact: the longest postal prefix, else the city, else the region.
fn zone_of<'a>(tariff: &'a TariffVersion, address: &Address) -> Option<&'a str> {
    let zones = tariff.all(of_kind!(Zone)).map(|(_, zone)| zone);
    let rated = zones.filter_map(|zone| exactness(zone, address).map(|exact| (exact, zone)));
    rated.max_by_key(|(exact, _)| *exact).map(|(_, zone)| zone.zone.as_str())
}

fn exactness(zone: &ZoneRule, address: &Address) -> Option<usize> {
    let postal: String = address.postal_code.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let prefixes = zone.postal_prefixes.iter().filter(|prefix| postal.starts_with(&prefix.to_uppercase()));
    if let Some(longest) = prefixes.map(|prefix| prefix.len()).max() {
        return Some(2 + longest);
    }
    let city = zone.cities.iter().any(|city| city.to_lowercase() == address.city.to_lowercase());
    let region = zone.regions.contains(&address.region);
    match (city, region) {
        (true, _) => Some(1),
        (false, true) => Some(0),
        (false, false) => None,
    }
}
