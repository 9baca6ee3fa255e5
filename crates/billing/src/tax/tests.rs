//! The worked examples of taxes.

mod canada;
mod india;
mod notes;
mod united_states;

use jiff::civil::{Date, date};
use kernel::money::tax::*;
use kernel::money::{Currency, Money, Ratio};

use super::*;

const TODAY: Date = date(2026, 5, 4);

fn registered(tax: TaxKind, jurisdiction: &str) -> Registration {
    Registration { tax, jurisdiction: jurisdiction.into(), valid_from: date(2007, 1, 1), valid_to: None }
}

fn canadian() -> Seller {
    Seller {
        place: Place::new("CA", "ON"),
        registrations: vec![
            registered(TaxKind::Gst, "CA"),
            registered(TaxKind::Qst, "CA-QC"),
            registered(TaxKind::Pst, "CA-BC"),
            registered(TaxKind::Pst, "CA-SK"),
            registered(TaxKind::Rst, "CA-MB"),
        ],
        saskatchewan_crane_pst: None,
    }
}

fn line(key: &str, class: TaxClass, minor: i64, places: SupplyPlaces) -> TaxableLine {
    TaxableLine { key: key.into(), class, amount: Money::new(minor, Currency::Cad), places }
}

fn at(province: &str) -> Place {
    Place::new("CA", province)
}

fn freight(minor: i64, from: &str, to: &str) -> TaxableLine {
    line("freight", TaxClass::Freight, minor, SupplyPlaces::between(at(from), at(to)))
}

fn handed_over(class: TaxClass, minor: i64, province: &str) -> TaxableLine {
    line("goods", class, minor, SupplyPlaces { handover: Some(at(province)), ..Default::default() })
}

fn question(lines: Vec<TaxableLine>) -> TaxQuestion {
    TaxQuestion { tax_date: TODAY, recipient: Recipient::default(), lines, untaxed_reason: None }
}

fn ask(seller: &Seller, question: &TaxQuestion) -> Result<TaxAnswer, Vec<TaxProblem>> {
    TaxBook { seller, rates: RATES, company_rates: &[], places: PLACE_RULES }.decide(question)
}

/// Taxes as `HST 85.83`.
fn taxes(seller: &Seller, question: &TaxQuestion) -> Vec<String> {
    let answer = ask(seller, question).unwrap();
    for tax in &answer.taxes {
        let base = Money::sum(tax.shares.iter().map(|share| share.base), tax.base.currency());
        let amount = Money::sum(tax.shares.iter().map(|share| share.amount), tax.base.currency());
        assert_eq!((base, amount), (Ok(tax.base), Ok(tax.amount)));
    }
    answer.taxes.iter().map(|tax| format!("{} {}", name(tax.tax), tax.amount.amount_text())).collect()
}

fn name(tax: TaxKind) -> String {
    format!("{tax:?}").to_uppercase()
}

fn canadian_taxes(lines: Vec<TaxableLine>) -> Vec<String> {
    taxes(&canadian(), &question(lines))
}
