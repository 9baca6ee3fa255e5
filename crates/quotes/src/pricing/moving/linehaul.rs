//! Moving: linehaul.

use kernel::money::Ratio;

use super::{per_hundred, weight};
use crate::pricing::category::Category;
use crate::pricing::derivation::Node;
use crate::pricing::error::PricingError;
use crate::pricing::input::MoveInput;
use crate::pricing::sheet::{Draft, Sheet};
use crate::pricing::tariff::lookup::of_kind;
use crate::pricing::tariff::{LinehaulMeasure, LinehaulRule};
use crate::pricing::unit::Unit;

/// Long distance by weight or volume and distance band (QUO-11). The load is never charged below the
/// first break, and as the next break's lowest load where that is cheaper.
pub(super) fn price(sheet: &mut Sheet, work: &MoveInput) -> Result<(), PricingError> {
    let km = work.distance_km.ok_or_else(|| sheet.input_missing("distance_km"))?;
    let distance = sheet.tariff.distance(km)?;
    let band = sheet
        .tariff
        .all(of_kind!(Linehaul))
        .find(|(_, rule)| rule.from_distance <= distance && distance < rule.below_distance);
    let (rule_key, rule) = band.ok_or_else(|| sheet.rate_missing(format!("linehaul band for {distance}")))?;
    let load = match rule.measure {
        LinehaulMeasure::PerCubicFoot => {
            let volume = work.volume_cuft.ok_or_else(|| sheet.input_missing("volume_cuft"))?;
            Node::given("move.volume", volume, Unit::CubicFoot)
        }
        LinehaulMeasure::Per100Lb | LinehaulMeasure::Per1000LbDistance => weight(sheet, work)?,
    };
    let mut breaks: Vec<_> = rule.breaks.iter().collect();
    breaks.sort_by_key(|step| step.from);
    let lowest = breaks.first().ok_or_else(|| sheet.rate_missing(format!("{rule_key} breaks")))?;
    let least = sheet.tariff_figure("linehaul.least_load", lowest.from, load.unit, rule_key);
    let load = Node::larger("linehaul.charged_load", load.unit, load, least);
    let reached = breaks.iter().rposition(|step| step.from <= load.value).unwrap_or(0);

    let own = Offer::new(sheet, rule_key, rule, distance, load, breaks[reached].price.to_ratio())?;
    let next = match breaks.get(reached + 1) {
        Some(next) => {
            let unit = own.quantity.unit;
            let raised = sheet.tariff_figure("linehaul.next_break", next.from, unit, rule_key);
            Some(Offer::new(sheet, rule_key, rule, distance, raised, next.price.to_ratio())?)
        }
        None => None,
    };
    let chosen = match next {
        Some(next) => {
            let compared = Node::smaller("linehaul.cheaper_break", Unit::Money, own.amount()?, next.amount()?);
            sheet.beside.push(compared);
            if next.cost()? < own.cost()? { next } else { own }
        }
        None => own,
    };
    let line = Draft::new(sheet, Category::Linehaul, "move.linehaul", chosen.quantity, chosen.price);
    sheet.put(line.by(rule_key))
}

struct Offer {
    quantity: Node,
    price: Node,
}

impl Offer {
    fn new(
        sheet: &Sheet,
        rule_key: &str,
        rule: &LinehaulRule,
        distance: Ratio,
        load: Node,
        price: Ratio,
    ) -> Result<Self, PricingError> {
        let price = sheet.tariff_figure("linehaul.rate", price, Unit::Money, rule_key);
        let quantity = match rule.measure {
            LinehaulMeasure::PerCubicFoot => load,
            LinehaulMeasure::Per100Lb => per_hundred("linehaul.hundredweight", load)?,
            LinehaulMeasure::Per1000LbDistance => {
                let thousand = Node::given("constant.thousand", 1_000_i64, Unit::Number);
                let thousands = Node::quotient("linehaul.thousands", Unit::Number, load, thousand)?;
                let distance = Node::given("move.distance", distance, Unit::Distance);
                Node::product("linehaul.work", Unit::Number, vec![thousands, distance])?
            }
        };
        Ok(Self { quantity, price })
    }

    fn cost(&self) -> Result<Ratio, PricingError> {
        Ok(self.quantity.value.times(self.price.value)?)
    }

    fn amount(&self) -> Result<Node, PricingError> {
        let factors = vec![self.quantity.clone(), self.price.clone()];
        Ok(Node::product("linehaul.offer", Unit::Money, factors)?)
    }
}
