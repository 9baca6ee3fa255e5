//! Crane: lodging.

use super::Terms;
use super::length::days;
use crate::pricing::category::Category;
use crate::pricing::derivation::Node;
use crate::pricing::error::PricingError;
use crate::pricing::input::CraneOrderInput;
use crate::pricing::sheet::{Draft, Sheet};
use crate::pricing::unit::Unit;

/// Food and accommodation in one line (QUO-28).
pub(super) fn price(sheet: &mut Sheet, terms: &Terms, work: &CraneOrderInput) -> Result<(), PricingError> {
    if work.persons_fed == 0 && work.persons_housed == 0 {
        return Ok(());
    }
    let (days, sundays) = days(sheet, &work.length)?;
    let persons = |label, count: u32| Node::given(label, count, Unit::Number);
    let month = |label, price| sheet.tariff_price(label, price, terms.rule_key);
    let food = vec![persons("lodging.fed", work.persons_fed), month("lodging.food_month", terms.food_month)];
    let rooms = vec![persons("lodging.housed", work.persons_housed), month("lodging.room_month", terms.lodging_month)];
    let together =
        vec![Node::product("lodging.food", Unit::Money, food)?, Node::product("lodging.rooms", Unit::Money, rooms)?];
    let a_month = Node::sum("lodging.month", Unit::Money, together)?;
    let month_days = sheet.tariff_figure("machine.month_days", terms.month_days.into(), Unit::Day, terms.rule_key);
    let a_day = Node::quotient("lodging.day", Unit::Money, a_month, month_days)?;
    let all_days = Node::given("lodging.days", days + sundays, Unit::Day);
    let line = Draft::new(sheet, Category::Lodging, "crane.lodging", all_days, a_day);
    sheet.put(line.by(terms.rule_key).suffix("lodging"))
}
