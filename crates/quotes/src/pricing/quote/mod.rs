//! From the parts' lines to the price: discounts, top-ups, tax, rounding, deposit, flags.

mod deposit;
mod discounts;
mod options;
mod parts;
mod taxes;
mod totals;

use kernel::money::Money;
use kernel::money::tax::TaxDecider;

use super::error::PricingError;
use super::input::{MoveBasis, PricingInput, Work};
use super::priced::Priced;
use super::sheet::Scenario;
use super::tariff::TariffVersion;

/// Computes a price. The same input, versions and tax rules always give the same price.
///
/// `tariffs` holds every version that a part names. Errors are told all at once.
pub fn price(
    input: &PricingInput,
    tariffs: &[TariffVersion],
    taxes: &dyn TaxDecider,
) -> Result<Priced, Vec<PricingError>> {
    let mut priced = totals::total(input, tariffs, taxes, Scenario::Expected)?;
    if has_range(input) {
        let end = |scenario| -> Result<Money, Vec<PricingError>> {
            Ok(totals::total(input, tariffs, taxes, scenario)?.total)
        };
        priced.low_total = Some(end(Scenario::Low)?);
        priced.high_total = Some(end(Scenario::High)?);
    }
    Ok(priced)
}

fn has_range(input: &PricingInput) -> bool {
    input.parts.iter().any(|part| match &part.work {
        Work::Move(work) => match &work.basis {
            MoveBasis::Hourly(hourly) => hourly.labour.low_minutes.is_some() || hourly.labour.high_minutes.is_some(),
            _ => false,
        },
        _ => false,
    })
}
