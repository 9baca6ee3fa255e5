//! Moving: packing.

use kernel::money::tax::TaxClass;
use kernel::money::{Ratio, UnitPrice};

use super::hourly::hours;
use crate::pricing::category::Category;
use crate::pricing::derivation::{Node, Rounding};
use crate::pricing::error::PricingError;
use crate::pricing::input::{MoveInput, PackingCount, PackingLabour};
use crate::pricing::sheet::{Draft, Sheet};
use crate::pricing::tariff::lookup::of_kind;
use crate::pricing::tariff::{MaterialRentalBasis, PackingRule};
use crate::pricing::unit::Unit;

/// Materials and packing (QUO-14); what the owner packs costs nothing to pack.
pub(super) fn price(sheet: &mut Sheet, work: &MoveInput) {
    for count in &work.packing {
        sheet.attempt(|sheet| price_material(sheet, work, count));
    }
    if let Some(labour) = &work.packing_labour {
        sheet.attempt(|sheet| price_labour(sheet, labour));
    }
}

fn price_material(sheet: &mut Sheet, work: &MoveInput, count: &PackingCount) -> Result<(), PricingError> {
    let material = count.material.as_str();
    let found = sheet.tariff.all(of_kind!(Packing)).find(|(_, rule)| rule.material == material);
    let (rule_key, rule) = found.ok_or_else(|| sheet.rate_missing(format!("packing material {material}")))?;
    let own_class = work.tax_class();
    // Materials are part of a move's supply; beside labour alone they are sold apart.
    let material_class = match own_class {
        TaxClass::Freight => TaxClass::Material,
        _ => TaxClass::Goods,
    };
    let lines = [
        ("supplied", count.supplied, rule.supplied, "packing.supplied", material_class),
        ("packed", count.packed, rule.packed, "packing.packed", own_class),
        ("unpacked", count.unpacked, rule.unpacked, "packing.unpacked", own_class),
    ];
    for (suffix, items, price, description, class) in lines {
        let quantity = Node::given(description, items, Unit::Item);
        put(sheet, rule_key, material, suffix, quantity, price, description, class)?;
    }
    let quantity = rented(sheet, rule, count)?;
    put(sheet, rule_key, material, "rented", quantity, rule.rented, "packing.rented", TaxClass::Rental)
}

fn rented(sheet: &Sheet, rule: &PackingRule, count: &PackingCount) -> Result<Node, PricingError> {
    let items = Node::given("packing.rented", count.rented, Unit::Item);
    if rule.rented_by == MaterialRentalBasis::Item || count.rented == 0 {
        return Ok(items);
    }
    let days = count.rented_days.ok_or_else(|| sheet.input_missing("packing.rented_days"))?;
    let days = Node::given("packing.rented_days", days, Unit::Day);
    let week = Node::given("constant.days_of_a_week", 7_i64, Unit::Day);
    let weeks = Node::quotient("packing.rented_weeks", Unit::Week, days, week)?;
    let weeks = weeks.rounded(Rounding::UpTo { step: Ratio::ONE })?;
    Ok(Node::product("packing.item_weeks", Unit::Week, vec![items, weeks])?)
}

fn put(
    sheet: &mut Sheet,
    rule_key: &str,
    material: &str,
    suffix: &str,
    quantity: Node,
    price: Option<UnitPrice>,
    description: &'static str,
    class: TaxClass,
) -> Result<(), PricingError> {
    if quantity.value.is_zero() {
        return Ok(());
    }
    let price = price.ok_or_else(|| sheet.rate_missing(format!("{rule_key} {suffix}")))?;
    let price = sheet.tariff_price("packing.price", price, rule_key);
    let line = Draft::new(sheet, Category::Packing, description, quantity, price);
    sheet.put(line.by(rule_key).suffix(suffix).about(material).taxed_as(class))
}

fn price_labour(sheet: &mut Sheet, labour: &PackingLabour) -> Result<(), PricingError> {
    let found = sheet.tariff.all(of_kind!(PackingLabour)).next();
    let (rule_key, rule) = found.ok_or_else(|| sheet.rate_missing("packing by the hour"))?;
    let step = Rounding::UpTo { step: sheet.tariff.settings.billing_step_minutes.into() };
    let minutes = Node::given("packing.minutes", labour.minutes, Unit::Minute);
    let minutes = Node::sum("packing.billed_minutes", Unit::Minute, vec![minutes])?.rounded(step)?;
    let packers = Node::given("packing.packers", labour.packers, Unit::Number);
    let time = hours("packing.hours", minutes)?;
    let quantity = Node::product("packing.packer_hours", Unit::Hour, vec![packers, time])?;
    let price = sheet.tariff_price("packing.packer_hour", rule.packer_hour, rule_key);
    let line = Draft::new(sheet, Category::Packing, "packing.labour", quantity, price);
    sheet.put(line.by(rule_key))
}
