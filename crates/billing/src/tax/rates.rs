//! Tax: rates.

use std::borrow::Cow;

use jiff::civil::{Date, date};
use kernel::money::Rate;
use kernel::money::tax::{TaxClass, TaxKind};

/// A dated tax rate; the same shape for the rates shipped and those a company enters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxRateRow {
    /// Country, two letters.
    pub country: Cow<'static, str>,
    /// Province or state; none for a tax of the whole country.
    pub region: Option<Cow<'static, str>>,
    /// The tax.
    pub tax: TaxKind,
    /// Classes it holds for; none for all.
    pub classes: Option<Cow<'static, [TaxClass]>>,
    /// The rate; zero says that there is no tax here.
    pub rate: Rate,
    /// First day.
    pub valid_from: Date,
    /// First day it no longer holds.
    pub valid_to: Option<Date>,
}

impl TaxRateRow {
    /// Whether the row speaks of this tax, class and day.
    pub(super) fn holds(&self, tax: TaxKind, class: TaxClass, day: Date) -> bool {
        self.tax == tax
            && self.classes.as_ref().is_none_or(|classes| classes.contains(&class))
            && self.valid_from <= day
            && self.valid_to.is_none_or(|end| day < end)
    }
}

const fn row(
    country: &'static str,
    region: Option<&'static str>,
    tax: TaxKind,
    classes: Option<&'static [TaxClass]>,
    millionths: i64,
    valid_from: Date,
    valid_to: Option<Date>,
) -> TaxRateRow {
    TaxRateRow {
        country: Cow::Borrowed(country),
        region: match region {
            Some(region) => Some(Cow::Borrowed(region)),
            None => None,
        },
        tax,
        classes: match classes {
            Some(classes) => Some(Cow::Borrowed(classes)),
            None => None,
        },
        rate: Rate::from_millionths(millionths),
        valid_from,
        valid_to,
    }
}

const fn canada(region: &'static str, tax: TaxKind, millionths: i64, from: Date, to: Option<Date>) -> TaxRateRow {
    row("CA", Some(region), tax, None, millionths, from, to)
}

const INDIAN_SERVICES: &[TaxClass] = &[TaxClass::Freight, TaxClass::SiteWork, TaxClass::Rental, TaxClass::Service];

const fn india(tax: TaxKind, millionths: i64) -> TaxRateRow {
    row("IN", None, tax, Some(INDIAN_SERVICES), millionths, date(2017, 7, 1), None)
}

use TaxKind::{Cgst, Gst, Hst, Igst, Pst, Qst, Rst, Sgst, Utgst};

/// The rates shipped with the product; the seed of the database table.
pub const RATES: &[TaxRateRow] = &[
    row("CA", None, Gst, None, 60_000, date(2006, 7, 1), Some(date(2008, 1, 1))),
    row("CA", None, Gst, None, 50_000, date(2008, 1, 1), None),
    canada("ON", Hst, 130_000, date(2010, 7, 1), None),
    canada("BC", Hst, 120_000, date(2010, 7, 1), Some(date(2013, 4, 1))),
    canada("NS", Hst, 140_000, date(2006, 7, 1), Some(date(2008, 1, 1))),
    canada("NS", Hst, 130_000, date(2008, 1, 1), Some(date(2010, 7, 1))),
    canada("NS", Hst, 150_000, date(2010, 7, 1), Some(date(2025, 4, 1))),
    canada("NS", Hst, 140_000, date(2025, 4, 1), None),
    canada("NB", Hst, 140_000, date(2006, 7, 1), Some(date(2008, 1, 1))),
    canada("NB", Hst, 130_000, date(2008, 1, 1), Some(date(2016, 7, 1))),
    canada("NB", Hst, 150_000, date(2016, 7, 1), None),
    canada("NL", Hst, 140_000, date(2006, 7, 1), Some(date(2008, 1, 1))),
    canada("NL", Hst, 130_000, date(2008, 1, 1), Some(date(2016, 7, 1))),
    canada("NL", Hst, 150_000, date(2016, 7, 1), None),
    canada("PE", Hst, 140_000, date(2013, 4, 1), Some(date(2016, 10, 1))),
    canada("PE", Hst, 150_000, date(2016, 10, 1), None),
    canada("QC", Qst, 99_750, date(2013, 1, 1), None),
    canada("BC", Pst, 70_000, date(2013, 4, 1), None),
    canada("SK", Pst, 50_000, date(2006, 10, 28), Some(date(2017, 3, 23))),
    canada("SK", Pst, 60_000, date(2017, 3, 23), None),
    canada("MB", Rst, 80_000, date(2013, 7, 1), Some(date(2019, 7, 1))),
    canada("MB", Rst, 70_000, date(2019, 7, 1), None),
    india(Cgst, 90_000),
    india(Sgst, 90_000),
    india(Utgst, 90_000),
    india(Igst, 180_000),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bil_16_no_two_rows_of_a_tax_hold_on_one_day() {
        for (index, left) in RATES.iter().enumerate() {
            assert!(left.valid_to.is_none_or(|end| left.valid_from < end));
            for right in &RATES[index + 1..] {
                let same = left.country == right.country && left.region == right.region && left.tax == right.tax;
                let apart = left.valid_to.is_some_and(|end| end <= right.valid_from)
                    || right.valid_to.is_some_and(|end| end <= left.valid_from);
                assert!(!same || apart, "{left:?} and {right:?}");
            }
        }
    }
}
