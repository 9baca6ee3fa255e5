//! Crane: length.

use jiff::civil::Date;

use super::Terms;
use crate::pricing::error::PricingError;
use crate::pricing::input::OrderLength;
use crate::pricing::moving::is_holiday;
use crate::pricing::sheet::Sheet;
use crate::pricing::tariff::{DayOfWeek, OrderType};

/// Longest span of dates that is counted; above every order type.
const MOST_DATES: u32 = 6_000;

/// Working days other than Sundays, and Sundays worked (QUO-24).
pub(super) fn days(sheet: &Sheet, length: &OrderLength) -> Result<(u32, u32), PricingError> {
    let (from, to, sunday_working) = match length {
        OrderLength::Days { days, sundays } => {
            let sum = days.checked_add(*sundays).filter(|sum| *sum <= MOST_DATES);
            return match sum {
                Some(_) => Ok((*days, *sundays)),
                None => Err(sheet.input_invalid("length", "is too long")),
            };
        }
        OrderLength::Dates { from, to, sunday_working } => (*from, *to, *sunday_working),
    };
    let (mut days, mut sundays, mut counted) = (0, 0, 0);
    let mut date: Date = from;
    while date <= to {
        counted += 1;
        if counted > MOST_DATES {
            return Err(sheet.input_invalid("length", "is too long"));
        }
        match DayOfWeek::of(date) {
            _ if is_holiday(sheet.tariff, date) => {}
            DayOfWeek::Sunday => sundays += u32::from(sunday_working),
            _ => days += 1,
        }
        date = date.tomorrow().map_err(|_| sheet.input_invalid("length", "is out of the calendar"))?;
    }
    Ok((days, sundays))
}

/// Order type of a number of working days, Sundays worked included.
pub(super) fn order_type(terms: &Terms, all_days: u32) -> OrderType {
    let bands = &terms.bands;
    match all_days {
        days if days <= bands.micro_days => OrderType::Micro,
        days if days <= bands.small_days => OrderType::Small,
        days if days <= bands.monthly_days => OrderType::Monthly,
        _ => OrderType::Yearly,
    }
}

/// Shortest length of an order type.
pub(super) fn shortest(terms: &Terms, order_type: OrderType) -> u32 {
    match order_type {
        OrderType::Micro => 1,
        OrderType::Small => terms.bands.micro_days + 1,
        OrderType::Monthly => terms.bands.small_days + 1,
        OrderType::Yearly => terms.bands.monthly_days + 1,
    }
}
