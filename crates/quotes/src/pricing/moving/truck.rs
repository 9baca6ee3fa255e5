//! Moving: truck.

use kernel::money::Ratio;

use crate::pricing::category::Category;
use crate::pricing::derivation::Node;
use crate::pricing::error::PricingError;
use crate::pricing::input::{HourlyInput, MoveInput};
use crate::pricing::sheet::{Draft, Sheet};
use crate::pricing::tariff::TruckBasis;
use crate::pricing::tariff::lookup::of_kind;
use crate::pricing::unit::Unit;

/// What trucks cost apart from the hourly rate (QUO-10).
pub(super) fn price(
    sheet: &mut Sheet,
    work: &MoveInput,
    hourly: &HourlyInput,
    trucks: u32,
    billed_hours: Ratio,
) -> Result<(), PricingError> {
    let tariff = sheet.tariff;
    for (rule_key, rule) in tariff.all(of_kind!(Truck)) {
        let count = Node::given("move.trucks", trucks, Unit::Item);
        let quantity = match rule.basis {
            TruckBasis::PerTruck => count,
            TruckBasis::PerHour => {
                let hours = Node::given("move.billed_hours", billed_hours, Unit::Hour);
                Node::product("move.truck_hours", Unit::Hour, vec![count, hours])?
            }
            TruckBasis::PerDistance => {
                let km = driven_km(work, hourly)?.ok_or_else(|| sheet.input_missing("distance_km"))?;
                let distance = Node::given("move.distance", tariff.distance(km)?, Unit::Distance);
                Node::product("move.truck_distance", Unit::Distance, vec![count, distance])?
            }
        };
        let price = sheet.tariff_price("truck.price", rule.price, rule_key);
        let line = Draft::new(sheet, Category::Travel, "move.trucks", quantity, price);
        sheet.put(line.by(rule_key))?;
    }
    Ok(())
}

fn driven_km(work: &MoveInput, hourly: &HourlyInput) -> Result<Option<Ratio>, PricingError> {
    let facts = &hourly.travel;
    let legs = [facts.office_to_origin, facts.origin_to_destination, facts.destination_to_office];
    let mut known = legs.into_iter().flatten().peekable();
    if known.peek().is_none() {
        return Ok(work.distance_km);
    }
    let sum = known.try_fold(Ratio::ZERO, |sum, leg| sum.plus(leg.distance_km))?;
    Ok(Some(sum))
}
