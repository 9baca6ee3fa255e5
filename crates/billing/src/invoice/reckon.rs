//! From lines to totals: tax once for each jurisdiction, tax and rate, then the rounding line (BIL-15).

use jiff::civil::Date;
use kernel::{
    Error, Result,
    money::{
        Currency, Money, UnitPrice,
        tax::{Recipient, TaxAnswer, TaxDecider, TaxLine, TaxNote, TaxQuestion, TaxableLine},
    },
};
use serde_json::json;

use super::Line;

/// What the tax depends on beside the lines and the seller.
#[derive(Clone, Debug)]
pub struct TaxFacts {
    /// Day whose rates count.
    pub day: Date,
    pub recipient: Recipient,
    /// Why tax is left out, where that was approved.
    pub untaxed_reason: Option<String>,
}

/// What an invoice comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// All lines after discounts, the rounding line among them.
    pub subtotal: Money,
    pub taxes: Vec<TaxLine>,
    /// Taxes not charged, with the reason.
    pub notes: Vec<TaxNote>,
    pub tax: Money,
    pub total: Money,
}

/// Taxes and sums the lines; the rounding line, where there is one, is set to what makes the total whole.
pub fn reckon(lines: &mut [Line], facts: &TaxFacts, currency: Currency, book: &dyn TaxDecider) -> Result<Totals> {
    let mut asked = Vec::with_capacity(lines.len());
    for line in lines.iter().filter(|line| !line.is_rounding()) {
        asked.push(TaxableLine {
            key: line.key.clone(),
            class: line.class,
            amount: line.net().map_err(Error::internal)?,
            places: line.places.clone(),
        });
    }
    let net = Money::sum(asked.iter().map(|line| line.amount), currency).map_err(Error::internal)?;
    let question = TaxQuestion {
        tax_date: facts.day,
        recipient: facts.recipient.clone(),
        lines: asked,
        untaxed_reason: facts.untaxed_reason.clone(),
    };
    let TaxAnswer { taxes, notes } = book.decide(&question).map_err(|problems| {
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Error::conflict("TAX_UNDECIDED", format!("The tax cannot be decided: {}.", said.join("; ")))
            .with_data(json!({"problems": problems}))
    })?;
    let tax = Money::sum(taxes.iter().map(|t| t.amount), currency).map_err(Error::internal)?;
    let exact = net.checked_add(tax).map_err(Error::internal)?;
    let rounding = round(lines, exact)?;
    let total = exact.checked_add(rounding).map_err(Error::internal)?;
    if net.is_negative() || tax.is_negative() || total.is_negative() {
        return Err(Error::conflict("NEGATIVE_TOTAL", "An invoice cannot come to less than nothing."));
    }
    let subtotal = net.checked_add(rounding).map_err(Error::internal)?;
    Ok(Totals { subtotal, taxes, notes, tax, total })
}

/// Sets the rounding line; answers its amount.
fn round(lines: &mut [Line], exact: Money) -> Result<Money> {
    let currency = exact.currency();
    let Some(line) = lines.iter_mut().find(|line| line.is_rounding()) else { return Ok(Money::zero(currency)) };
    let whole = exact.to_ratio().rounded_to(0).map_err(Error::internal)?;
    let whole = Money::from_major(whole, currency).map_err(Error::internal)?;
    let rounding = whole.checked_sub(exact).map_err(Error::internal)?;
    line.amount = rounding;
    line.discount = Money::zero(currency);
    line.unit_price = UnitPrice::nearest(rounding.to_ratio()).map_err(Error::internal)?;
    Ok(rounding)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::tax::{PLACE_RULES, RATES, Registration, Seller, TaxBook};
    use jiff::civil::date;
    use kernel::money::{
        Ratio,
        tax::{Place, SupplyPlaces, TaxClass, TaxKind},
    };

    pub fn seller(country: &str, region: &str) -> Seller {
        let registered = |tax, jurisdiction: &str| Registration {
            tax,
            jurisdiction: jurisdiction.into(),
            valid_from: date(2007, 1, 1),
            valid_to: None,
        };
        Seller {
            place: Place::new(country, region),
            registrations: vec![
                registered(TaxKind::Gst, "CA"),
                registered(TaxKind::Qst, "CA-QC"),
                registered(TaxKind::Pst, "CA-BC"),
                registered(TaxKind::Pst, "CA-SK"),
                registered(TaxKind::Rst, "CA-MB"),
                registered(TaxKind::Igst, "IN-MH"),
            ],
            saskatchewan_crane_pst: None,
        }
    }
    pub fn line(key: &str, class: TaxClass, category: &str, minor: i64, currency: Currency) -> Line {
        Line {
            key: key.into(),
            category: category.into(),
            class,
            description: key.into(),
            quantity: Ratio::ONE,
            unit: "NUMBER".into(),
            unit_price: UnitPrice::from_hundredths(minor),
            amount: Money::new(minor, currency),
            discount: Money::zero(currency),
            places: SupplyPlaces::default(),
            public: true,
        }
    }
    fn freight(minor: i64, from: &str, to: &str) -> Line {
        let places = SupplyPlaces::between(Place::new("CA", from), Place::new("CA", to));
        Line { places, ..line("freight", TaxClass::Freight, "LABOUR", minor, Currency::Cad) }
    }
    fn handed_over(key: &str, class: TaxClass, minor: i64, province: &str) -> Line {
        let places = SupplyPlaces {
            handover: Some(Place::new("CA", province)),
            storage: Some(Place::new("CA", province)),
            ..SupplyPlaces::default()
        };
        Line { places, ..line(key, class, "PACKING", minor, Currency::Cad) }
    }
    pub fn totals(lines: &mut [Line], day: Date, seller: &Seller) -> Totals {
        let currency = lines[0].amount.currency();
        let book = TaxBook { seller, rates: RATES, company_rates: &[], places: PLACE_RULES };
        let facts = TaxFacts { day, recipient: Recipient::default(), untaxed_reason: None };
        reckon(lines, &facts, currency, &book).expect("totals")
    }
    /// Taxes and total of lines billed on a day by a seller in Ontario.
    fn billed(mut lines: Vec<Line>, day: Date) -> (Vec<String>, String) {
        let totals = totals(&mut lines, day, &seller("CA", "ON"));
        (totals.taxes.iter().map(|t| t.amount.amount_text()).collect(), totals.total.amount_text())
    }
    const DAY: Date = date(2026, 5, 4);

    #[test]
    fn example_1_a_local_move_in_toronto() {
        assert_eq!(billed(vec![freight(66_025, "ON", "ON")], DAY), (vec!["85.83".into()], "746.08".into()));
    }

    #[test]
    fn example_2_freight_boxes_and_storage() {
        let lines = vec![
            freight(485_000, "ON", "NS"),
            handed_over("boxes", TaxClass::Goods, 8_988, "ON"),
            handed_over("storage", TaxClass::Storage, 12_500, "ON"),
        ];
        let (taxes, total) = billed(lines.clone(), DAY);
        assert_eq!((taxes, total), (vec!["679.00".into(), "27.93".into()], "5771.81".into()));
        let answer = totals(&mut lines.clone(), DAY, &seller("CA", "ON"));
        let ontario = answer.taxes.iter().find(|t| t.jurisdiction == "CA-ON").expect("HST Ontario");
        let shares: Vec<_> = ontario.shares.iter().map(|s| s.amount.amount_text()).collect();
        assert_eq!(shares, ["11.68", "16.25"]);
    }

    #[test]
    fn example_2_the_same_line_to_other_places() {
        let total = |from: &str, to: &str| billed(vec![freight(124_000, from, to)], DAY).1;
        assert_eq!(total("QC", "ON"), "1401.20");
        assert_eq!(total("QC", "NS"), "1413.60");
        assert_eq!(total("QC", "NB"), "1426.00");
        assert_eq!(total("ON", "QC"), "1302.00");
        let abroad = SupplyPlaces::between(Place::new("CA", "ON"), Place::new("US", "NY"));
        let (taxes, total) = billed(vec![Line { places: abroad, ..freight(124_000, "ON", "ON") }], DAY);
        assert_eq!((taxes.len(), total.as_str()), (0, "1240.00"));
    }

    #[test]
    fn example_3_inside_quebec() {
        let (taxes, total) = billed(vec![freight(124_000, "QC", "QC")], DAY);
        assert_eq!((taxes, total), (vec!["62.00".into(), "123.69".into()], "1425.69".into()));
    }

    #[test]
    fn example_4_provincial_tax_on_boxes() {
        let lines = vec![freight(90_300, "BC", "BC"), handed_over("boxes", TaxClass::Goods, 5_394, "BC")];
        assert_eq!(billed(lines, DAY), (vec!["47.85".into(), "3.78".into()], "1008.57".into()));
        let boxes = |province| billed(vec![handed_over("boxes", TaxClass::Goods, 12_000, province)], DAY);
        assert_eq!(boxes("SK"), (vec!["6.00".into(), "7.20".into()], "133.20".into()));
        assert_eq!(boxes("MB"), (vec!["6.00".into(), "8.40".into()], "134.40".into()));
    }

    #[test]
    fn example_5_the_day_of_issue_decides_the_rate() {
        let lines = || vec![freight(200_000, "ON", "NS")];
        assert_eq!(billed(lines(), date(2025, 3, 31)).0, ["300.00"]);
        assert_eq!(billed(lines(), date(2025, 4, 1)).0, ["280.00"]);
    }

    #[test]
    fn example_6_a_crane_inside_and_outside_the_sellers_state() {
        let crane = |state: &str| {
            let places = SupplyPlaces::at_site(Place::new("IN", state));
            let mut lines =
                [Line { places, ..line("crane", TaxClass::SiteWork, "MACHINE", 14_360_000, Currency::Inr) }];
            let book = TaxBook { seller: &seller("IN", "MH"), rates: RATES, company_rates: &[], places: PLACE_RULES };
            let recipient = Recipient { registered_in: Some(Place::new("IN", state)), ..Recipient::default() };
            let facts = TaxFacts { day: DAY, recipient, untaxed_reason: None };
            let totals = reckon(&mut lines, &facts, Currency::Inr, &book).expect("totals");
            let taxes: Vec<_> = totals.taxes.iter().map(|t| t.amount.amount_text()).collect();
            (taxes, totals.total.amount_text())
        };
        assert_eq!(crane("MH"), (vec!["12924.00".into(), "12924.00".into()], "169448.00".into()));
        assert_eq!(crane("GJ"), (vec!["25848.00".into()], "169448.00".into()));
    }

    #[test]
    fn bil_15_example_8_tax_is_taken_of_the_sum_and_spread() {
        let mut lines: Vec<Line> =
            (1..=3).map(|n| Line { key: format!("l{n}"), ..freight(3_333, "ON", "ON") }).collect();
        let totals = totals(&mut lines, DAY, &seller("CA", "ON"));
        assert_eq!((totals.subtotal.amount_text(), totals.tax.amount_text()), ("99.99".into(), "13.00".into()));
        let shares: Vec<i64> = totals.taxes[0].shares.iter().map(|s| s.amount.minor()).collect();
        assert_eq!(shares.iter().sum::<i64>(), 1_300);
    }

    #[test]
    fn bil_15_without_a_registration_the_tax_is_left_out_and_it_is_said() {
        let mut lines = vec![freight(10_000, "ON", "ON")];
        let unregistered = Seller { registrations: vec![], ..seller("CA", "ON") };
        let totals = totals(&mut lines, DAY, &unregistered);
        assert_eq!(totals.total.minor(), 10_000);
        assert!(matches!(totals.notes[..], [TaxNote::NotRegistered { tax: TaxKind::Hst, .. }]), "{:?}", totals.notes);
    }

    #[test]
    fn bil_17_the_rounding_line_makes_the_total_whole() {
        let rounding = Line {
            key: "rounding".into(),
            ..line("rounding", TaxClass::OutOfScope, super::super::ROUNDING, 8, Currency::Cad)
        };
        let mut lines = vec![freight(66_025, "ON", "ON"), rounding];
        let totals = totals(&mut lines, DAY, &seller("CA", "ON"));
        assert_eq!((totals.total.minor(), lines[1].amount.minor()), (74_600, -8));
        assert_eq!(totals.subtotal.minor() + totals.tax.minor(), totals.total.minor());
    }

    #[test]
    fn an_unknown_province_and_a_negative_total_are_refused() {
        let book = TaxBook { seller: &seller("CA", "ON"), rates: RATES, company_rates: &[], places: PLACE_RULES };
        let facts = TaxFacts { day: DAY, recipient: Recipient::default(), untaxed_reason: None };
        let mut nowhere = [freight(10_000, "ON", "XX")];
        let refused = reckon(&mut nowhere, &facts, Currency::Cad, &book).expect_err("unknown");
        assert_eq!(refused.code, "TAX_UNDECIDED");
        let mut negative = [Line { discount: Money::new(20_000, Currency::Cad), ..freight(10_000, "ON", "ON") }];
        let refused = reckon(&mut negative, &facts, Currency::Cad, &book).expect_err("negative");
        assert_eq!(refused.code, "NEGATIVE_TOTAL");
    }
}
