//! Tests: india.

use kernel::money::Rate;

use super::*;

fn indian() -> Seller {
    Seller {
        place: Place::new("IN", "MH"),
        registrations: vec![Registration {
            tax: TaxKind::Igst,
            jurisdiction: "IN-MH".into(),
            valid_from: date(2017, 7, 1),
            valid_to: None,
        }],
        saskatchewan_crane_pst: None,
    }
}

fn crane(recipient: Recipient, class: TaxClass, places: SupplyPlaces) -> Vec<String> {
    let amount = Money::new(14_360_000, Currency::Inr);
    let line = TaxableLine { key: "crane".into(), class, amount, places };
    taxes(&indian(), &TaxQuestion { recipient, ..question(vec![line]) })
}

fn state(state: &str) -> Option<Place> {
    Some(Place::new("IN", state))
}

#[test]
fn example_6_inside_and_outside_the_sellers_state() {
    let registered = |region| Recipient { registered_in: state(region), ..Default::default() };
    let same = crane(registered("MH"), TaxClass::SiteWork, SupplyPlaces::default());
    assert_eq!(same, ["CGST 12924.00", "SGST 12924.00"]);
    let other = crane(registered("GJ"), TaxClass::SiteWork, SupplyPlaces::default());
    assert_eq!(other, ["IGST 25848.00"]);
    let advance = Money::new(8_472_400, Currency::Inr);
    assert_eq!(Rate::percent(18).within(advance), Ok(Money::new(1_292_400, Currency::Inr)));
}

#[test]
fn bil_17_an_unregistered_recipients_place_depends_on_the_service() {
    let none = Recipient::default;
    let address = || Recipient { address: state("KA"), ..none() };
    assert_eq!(crane(address(), TaxClass::SiteWork, SupplyPlaces::default()), ["IGST 25848.00"]);
    let unknown = crane(none(), TaxClass::Service, SupplyPlaces::default());
    assert_eq!(unknown, ["CGST 12924.00", "SGST 12924.00"]);
    let from_maharashtra = SupplyPlaces { origin: state("MH"), ..Default::default() };
    assert_eq!(crane(address(), TaxClass::Freight, from_maharashtra), ["CGST 12924.00", "SGST 12924.00"]);
    let from_delhi = SupplyPlaces { origin: state("DL"), ..Default::default() };
    assert_eq!(crane(none(), TaxClass::Freight, from_delhi), ["IGST 25848.00"]);
}

#[test]
fn bil_17_a_union_territory_levies_its_own_part() {
    let mut seller = indian();
    seller.place = Place::new("IN", "CH");
    seller.registrations[0].jurisdiction = "IN-CH".into();
    let amount = Money::new(10_000, Currency::Inr);
    let line = TaxableLine { key: "crane".into(), class: TaxClass::SiteWork, amount, places: Default::default() };
    assert_eq!(taxes(&seller, &question(vec![line])), ["CGST 9.00", "UTGST 9.00"]);
}

#[test]
fn quotes_example_15_another_state() {
    let recipient = Recipient { registered_in: state("GJ"), ..Default::default() };
    let amount = Money::new(187_554_000, Currency::Inr);
    let line = TaxableLine { key: "crane".into(), class: TaxClass::SiteWork, amount, places: Default::default() };
    let found = taxes(&indian(), &TaxQuestion { recipient, ..question(vec![line]) });
    assert_eq!(found, ["IGST 337597.20"]);
}

#[test]
fn a_class_without_rule_is_told() {
    let amount = Money::new(10_000, Currency::Inr);
    let line = TaxableLine { key: "boxes".into(), class: TaxClass::Goods, amount, places: Default::default() };
    let problems = ask(&indian(), &question(vec![line])).unwrap_err();
    assert!(matches!(problems[..], [TaxProblem::NoRule { class: TaxClass::Goods, .. }]));
}
