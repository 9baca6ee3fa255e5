//! Crane: machine.

use kernel::money::{Ratio, UnitPrice};

use super::Terms;
use super::length::{days, order_type};
use crate::pricing::derivation::{Node, Rounding};
use crate::pricing::error::PricingError;
use crate::pricing::input::{CraneOrderInput, MachineInput, Shift, WorkTime};
use crate::pricing::sheet::Sheet;
use crate::pricing::tariff::lookup::of_kind;
use crate::pricing::tariff::{HireClockRule, MachineRateRule, OrderType, YearlyCount};
use crate::pricing::unit::Unit;

/// A machine line with everything the order gives it.
pub(super) struct Machine<'a> {
    pub input: &'a MachineInput,
    pub card: Option<(&'a str, &'a MachineRateRule)>,
    pub order_type: OrderType,
    /// Working days other than Sundays.
    pub days: u32,
    pub sundays: u32,
    pub hours_per_shift: Ratio,
    pub shift: Shift,
    pub time: WorkTime,
}

impl<'a> Machine<'a> {
    pub fn resolve(
        sheet: &Sheet<'a>,
        terms: &Terms,
        order: &'a CraneOrderInput,
        input: &'a MachineInput,
    ) -> Result<Self, PricingError> {
        let (days, sundays) = days(sheet, input.length.as_ref().unwrap_or(&order.length))?;
        Ok(Self {
            input,
            card: sheet.tariff.all(of_kind!(MachineRate)).find(|(_, rule)| rule.class == input.class),
            order_type: order_type(terms, days + sundays),
            days,
            sundays,
            hours_per_shift: input.hours_per_shift.or(order.hours_per_shift).unwrap_or(terms.shift_hours),
            shift: input.shift.unwrap_or(order.shift),
            time: input.time.unwrap_or(order.time),
        })
    }

    pub fn shifts(&self) -> Ratio {
        match self.shift {
            Shift::Single => Ratio::ONE,
            Shift::Double => Ratio::whole(2),
        }
    }

    /// The machine's own rate, else its class's on the card.
    pub fn rate(&self, sheet: &Sheet, order_type: OrderType) -> Result<Node, PricingError> {
        let (label, what) = match order_type {
            OrderType::Micro => ("machine.micro_hour", "micro hour"),
            OrderType::Small => ("machine.small_hour", "small hour"),
            OrderType::Monthly => ("machine.month", "month"),
            OrderType::Yearly => ("machine.year", "year"),
        };
        let card = self.card.and_then(|(_, rule)| rule.rates.of(order_type));
        self.figure(sheet, label, what, self.input.own_rates.of(order_type), card)
    }

    /// Running cost of a kilometre.
    pub fn running_km(&self, sheet: &Sheet) -> Result<Node, PricingError> {
        let card = self.card.and_then(|(_, rule)| rule.rates.running_km);
        let own = self.input.own_rates.running_km;
        self.figure(sheet, "machine.running_km", "rate per km", own, card)
    }

    fn figure(
        &self,
        sheet: &Sheet,
        label: &str,
        what: &str,
        own: Option<UnitPrice>,
        card: Option<UnitPrice>,
    ) -> Result<Node, PricingError> {
        match (own, card, self.card) {
            (Some(own), _, _) => Ok(Node::given(label, own.to_ratio(), Unit::Money)),
            (None, Some(price), Some((rule_key, _))) => Ok(sheet.tariff_price(label, price, rule_key)),
            _ => Err(sheet.rate_missing(format!("{what} of {}", self.input.class))),
        }
    }

    pub fn quantity(&self) -> Node {
        Node::given("machine.quantity", self.input.quantity, Unit::Item)
    }

    pub fn shift_factor(&self, sheet: &Sheet, terms: &Terms) -> Node {
        let factor = match self.shift {
            Shift::Single => Ratio::ONE,
            Shift::Double => terms.double_shift.to_ratio(),
        };
        sheet.tariff_figure("machine.shift", factor, Unit::Number, terms.rule_key)
    }

    pub fn time_factor(&self, sheet: &Sheet, terms: &Terms) -> Node {
        let factor = match self.time {
            WorkTime::Day => Ratio::ONE,
            WorkTime::Night => terms.night.to_ratio(),
        };
        sheet.tariff_figure("machine.day_or_night", factor, Unit::Number, terms.rule_key)
    }

    /// Billed hours of a day: hours above the shift count by the overtime factor, and the minimum
    /// hours hold where the tariff says so (QUO-32, QUO-33).
    pub fn day_hours(&self, sheet: &Sheet, terms: &Terms) -> Result<Node, PricingError> {
        let hours = Node::given("machine.hours", self.hours_per_shift, Unit::Hour);
        let mut billed = if self.hours_per_shift <= terms.shift_hours {
            hours
        } else {
            let shift = sheet.tariff_figure("machine.shift_hours", terms.shift_hours, Unit::Hour, terms.rule_key);
            let above = Node::difference("machine.overtime_hours", Unit::Hour, hours, vec![shift.clone()])?;
            let factor = terms.overtime.to_ratio();
            let factor = sheet.tariff_figure("machine.overtime", factor, Unit::Number, terms.rule_key);
            let above = Node::product("machine.overtime_hours", Unit::Hour, vec![above, factor])?;
            Node::sum("machine.hours", Unit::Hour, vec![shift, above])?
        };
        if terms.minimum_hours {
            let capacity = self.card.and_then(|(_, rule)| rule.capacity_tonnes);
            let capacity = capacity.ok_or_else(|| sheet.rate_missing(format!("capacity of {}", self.input.class)))?;
            let clock = sheet.tariff.all(of_kind!(HireClock)).next();
            let (rule_key, clock) = clock.ok_or_else(|| sheet.rate_missing("minimum hours"))?;
            let least = minimum_hours(clock, capacity)
                .ok_or_else(|| sheet.rate_missing(format!("minimum hours for {capacity} t")))?;
            let least = sheet.tariff_figure("machine.minimum_hours", least, Unit::Hour, rule_key);
            billed = Node::larger("machine.hours", Unit::Hour, billed, least);
        }
        Ok(billed)
    }

    /// Units of an order type for a number of days (QUO-25, QUO-26).
    pub fn units(&self, sheet: &Sheet, terms: &Terms, order_type: OrderType, days: u32) -> Result<Node, PricingError> {
        let whole = Rounding::UpTo { step: Ratio::ONE };
        let days = Node::given("machine.days", days, Unit::Day);
        let figure = |label, value: u32| sheet.tariff_figure(label, value.into(), Unit::Day, terms.rule_key);
        let month = || figure("machine.month_days", terms.month_days);
        let year = || figure("machine.year_days", terms.year_days);
        Ok(match (order_type, terms.yearly_count) {
            (OrderType::Micro | OrderType::Small, _) => {
                let hours = self.day_hours(sheet, terms)?;
                Node::product("machine.worked_hours", Unit::Hour, vec![days, hours])?
            }
            (OrderType::Monthly, _) => Node::quotient("machine.months", Unit::Month, days, month())?.rounded(whole)?,
            (OrderType::Yearly, YearlyCount::Month) => {
                let months = Node::quotient("machine.months", Unit::Month, days, month())?.rounded(whole)?;
                let twelve = Node::given("constant.months_of_a_year", 12_i64, Unit::Month);
                Node::quotient("machine.years", Unit::Year, months, twelve)?
            }
            (OrderType::Yearly, YearlyCount::Day) => Node::quotient("machine.years", Unit::Year, days, year())?,
            (OrderType::Yearly, YearlyCount::Year) => {
                Node::quotient("machine.years", Unit::Year, days, year())?.rounded(whole)?
            }
        })
    }

    /// Units × quantity × shift × day or night.
    pub fn billed(&self, sheet: &Sheet, terms: &Terms, units: Node) -> Result<Node, PricingError> {
        let unit = units.unit;
        let factors = vec![units, self.quantity(), self.shift_factor(sheet, terms), self.time_factor(sheet, terms)];
        Ok(Node::product("machine.billed", unit, factors)?)
    }
}

/// Least hours of a call for a capacity.
pub(super) fn minimum_hours(clock: &HireClockRule, capacity_tonnes: Ratio) -> Option<Ratio> {
    let fitting = clock.minimums.iter().filter(|row| row.up_to_tonnes.is_none_or(|most| capacity_tonnes <= most));
    let smallest = fitting.min_by_key(|row| (row.up_to_tonnes.is_none(), row.up_to_tonnes));
    smallest.map(|row| row.hours)
}
