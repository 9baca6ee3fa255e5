//! Tests: united states.

use kernel::money::Rate;

use super::*;

fn company_rate(state: &'static str, classes: &'static [TaxClass], percent: i64) -> TaxRateRow {
    TaxRateRow {
        country: "US".into(),
        region: Some(state.into()),
        tax: TaxKind::SalesTax,
        classes: Some(classes.into()),
        rate: Rate::percent(percent),
        valid_from: date(2026, 1, 1),
        valid_to: None,
    }
}

fn decide(lines: Vec<TaxableLine>) -> Result<TaxAnswer, Vec<TaxProblem>> {
    let seller = Seller {
        place: Place::new("US", "NY"),
        registrations: vec![registered(TaxKind::SalesTax, "US-NY")],
        saskatchewan_crane_pst: None,
    };
    let company_rates = [company_rate("NY", &[TaxClass::Goods], 8), company_rate("NY", &[TaxClass::Freight], 0)];
    TaxBook { seller: &seller, rates: RATES, company_rates: &company_rates, places: PLACE_RULES }
        .decide(&question(lines))
}

#[test]
fn bil_18_rates_are_the_companys_by_state_and_class() {
    let new_york = || SupplyPlaces { handover: Some(Place::new("US", "NY")), ..Default::default() };
    let goods = decide(vec![line("boxes", TaxClass::Goods, 10_000, new_york())]).unwrap();
    assert_eq!(goods.taxes[0].amount.minor(), 800);
    let local = SupplyPlaces::between(Place::new("US", "NY"), Place::new("US", "NY"));
    // A rate of nothing is a rule: there is no tax here.
    assert_eq!(decide(vec![line("move", TaxClass::Freight, 10_000, local)]).unwrap().taxes, []);
    let rental = decide(vec![line("bin", TaxClass::Rental, 10_000, new_york())]);
    assert!(matches!(rental.unwrap_err()[..], [TaxProblem::NoRule { .. }]));
}

#[test]
fn bil_18_interstate_moves_carry_no_sales_tax() {
    let places = SupplyPlaces::between(Place::new("US", "NY"), Place::new("US", "NJ"));
    let answer = decide(vec![line("move", TaxClass::Freight, 10_000, places)]).unwrap();
    assert_eq!(answer.taxes, []);
    assert_eq!(answer.notes, [TaxNote::Interstate { line: "move".into() }]);
}
