//! Moves: by the hour, by weight and distance, zone to zone, and what comes on top.

mod access;
mod bulky;
pub(super) mod crew;
mod day_class;
mod hourly;
mod hourly_rate;
mod lane;
mod linehaul;
mod packing;
mod transit_storage;
mod travel;
mod truck;
mod valuation;
mod valuation_law;

use super::derivation::Node;
use super::error::PricingError;
use super::input::{MoveBasis, MoveInput};
use super::sheet::Sheet;
use super::unit::Unit;
use super::validator::{FlagCode, FlagLevel};

pub(super) use day_class::{day_class, is_holiday};
pub use valuation_law::{ValuationLaw, valuation_law};

/// Prices everything of a move that stands before the fees.
pub(super) fn price(sheet: &mut Sheet, work: &MoveInput) {
    check_density(sheet, work);
    check_distance(sheet, work);
    match &work.basis {
        MoveBasis::Hourly(hourly) => sheet.attempt(|sheet| hourly::price(sheet, work, hourly)),
        MoveBasis::Linehaul => sheet.attempt(|sheet| linehaul::price(sheet, work)),
        MoveBasis::Lane { from, to } => sheet.attempt(|sheet| lane::price(sheet, work, from, to)),
        MoveBasis::ByCharges => {}
    }
    access::price(sheet, work);
    sheet.attempt(|sheet| bulky::price(sheet, work));
    packing::price(sheet, work);
    sheet.attempt(|sheet| transit_storage::price(sheet, work));
}

/// Prices cover, which stands after the percentage fees.
pub(super) fn price_valuation(sheet: &mut Sheet, work: &MoveInput) {
    sheet.attempt(|sheet| valuation::price(sheet, work));
}

/// Weight of the load, given or from its volume.
fn weight(sheet: &Sheet, work: &MoveInput) -> Result<Node, PricingError> {
    match (work.weight_lb, work.volume_cuft) {
        (Some(weight_lb), _) => Ok(Node::given("move.weight", weight_lb, Unit::Pound)),
        (None, Some(volume_cuft)) => {
            let volume = Node::given("move.volume", volume_cuft, Unit::CubicFoot);
            let density = sheet.tariff.settings.density_lb_per_cuft;
            let density = Node::given("tariff.density", density, Unit::Pound);
            Ok(Node::product("move.weight", Unit::Pound, vec![volume, density])?)
        }
        (None, None) => Err(sheet.input_missing("weight_lb")),
    }
}

/// Hundreds of pounds of the load.
pub(super) fn hundredweight(sheet: &Sheet, work: &MoveInput) -> Result<Node, PricingError> {
    per_hundred("move.hundredweight", weight(sheet, work)?)
}

fn per_hundred(label: &str, of: Node) -> Result<Node, PricingError> {
    let hundred = Node::given("constant.hundred", 100_i64, Unit::Number);
    Ok(Node::quotient(label, Unit::Number, of, hundred)?)
}

/// The road is no shorter than the straight line and seldom three times as long (P07).
fn check_distance(sheet: &mut Sheet, work: &MoveInput) {
    let (Some(road), Some(straight)) = (work.distance_km, work.straight_km) else { return };
    let too_long = straight.times(sheet.quote.checks.most_detour.into()).is_ok_and(|most| road > most);
    if road < straight || too_long {
        sheet.flag(FlagCode::P07, FlagLevel::Warn, "move.distance_unlikely");
    }
}

fn check_density(sheet: &mut Sheet, work: &MoveInput) {
    let Some(volume) = work.volume_cuft else { return };
    let checks = &sheet.quote.checks;
    let out_of_range = work.weight_lb.is_some_and(|weight| {
        weight.over(volume).is_ok_and(|d| d < checks.least_density.into() || d > checks.most_density.into())
    });
    if out_of_range || volume > checks.most_volume_cuft.into() {
        sheet.flag(FlagCode::P06, FlagLevel::Warn, "move.density_or_volume_unusual");
    }
}
