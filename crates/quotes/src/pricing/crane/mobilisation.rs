//! Crane: mobilisation.

use kernel::money::{Ratio, UnitPrice};

use super::machine::Machine;
use crate::pricing::category::Category;
use crate::pricing::derivation::Node;
use crate::pricing::error::PricingError;
use crate::pricing::input::{Mobilisation, Relaxation};
use crate::pricing::sheet::{Draft, Sheet};
use crate::pricing::unit::Unit;

/// Mobilisation and way back, and trailers (QUO-29).
pub(super) fn price(sheet: &mut Sheet, mobilisation: &Mobilisation, machines: &[Machine]) -> Result<(), PricingError> {
    let once = || Node::given("once", 1_i64, Unit::Number);
    let manual = mobilisation.manual.filter(|amount| *amount > UnitPrice::ZERO);
    if let Some(amount) = manual {
        let amount = Node::given("mobilisation.manual", amount.to_ratio(), Unit::Money);
        let line = Draft::new(sheet, Category::Mobilisation, "crane.mobilisation", once(), amount);
        sheet.put(line.suffix("mobilisation"))?;
    } else if mobilisation.distance_km > Ratio::ZERO {
        let mut ways = Vec::with_capacity(machines.len());
        for machine in machines {
            let way = vec![
                Node::given("mobilisation.distance_km", mobilisation.distance_km, Unit::Distance),
                Node::given("constant.there_and_back", 2_i64, Unit::Number),
                machine.running_km(sheet)?,
                machine.quantity(),
            ];
            ways.push(Node::product("mobilisation.way", Unit::Money, way)?);
        }
        let ways = Node::sum("mobilisation.ways", Unit::Money, ways)?;
        let relaxed = relaxed(ways, mobilisation.relaxation.as_ref())?;
        let none = Node::given("nothing", 0_i64, Unit::Money);
        let price = Node::larger("mobilisation.charged", Unit::Money, relaxed, none);
        let line = Draft::new(sheet, Category::Mobilisation, "crane.mobilisation", once(), price);
        sheet.put(line.suffix("mobilisation"))?;
    }
    let trailers = Node::given("mobilisation.trailers", mobilisation.trailers, Unit::Item);
    let cost = Node::given("mobilisation.trailer_cost", mobilisation.trailer_cost.to_ratio(), Unit::Money);
    let line = Draft::new(sheet, Category::Mobilisation, "crane.trailers", trailers, cost);
    sheet.put(line.suffix("trailers"))
}

fn relaxed(ways: Node, relaxation: Option<&Relaxation>) -> Result<Node, PricingError> {
    let less = match relaxation {
        None => return Ok(ways),
        Some(Relaxation::Amount { amount }) => Node::given("mobilisation.relaxation", amount.to_ratio(), Unit::Money),
        Some(Relaxation::Percent { rate }) => {
            let rate = Node::given("mobilisation.relaxation", rate.to_ratio(), Unit::Share);
            Node::product("mobilisation.relaxation", Unit::Money, vec![ways.clone(), rate])?
        }
    };
    Ok(Node::difference("mobilisation.relaxed", Unit::Money, ways, vec![less])?)
}
