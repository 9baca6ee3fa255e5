//! Tests: notes.

use super::*;

#[test]
fn bil_15_without_registration_nothing_is_charged_and_it_is_said() {
    let mut seller = canadian();
    seller.registrations.retain(|registration| registration.tax != TaxKind::Qst);
    let answer = ask(&seller, &question(vec![freight(124_000, "QC", "QC")])).unwrap();
    assert_eq!(answer.taxes.len(), 1);
    assert_eq!(answer.notes, [TaxNote::NotRegistered { tax: TaxKind::Qst, jurisdiction: "CA-QC".into() }]);
    seller.registrations[0].valid_from = date(2026, 5, 5);
    assert_eq!(ask(&seller, &question(vec![freight(124_000, "ON", "ON")])).unwrap().taxes, []);
}

#[test]
fn quo_22_exemptions_count_inside_their_days_tax_and_jurisdiction() {
    let exempt = |valid_from, valid_to, jurisdiction: &str| {
        let exemption = Exemption {
            tax: TaxKind::Pst,
            jurisdiction: jurisdiction.into(),
            reason: "RESALE".into(),
            certificate: Some("R-1".into()),
            valid_from,
            valid_to,
        };
        let recipient = Recipient { exemptions: vec![exemption], ..Default::default() };
        let lines = vec![handed_over(TaxClass::Goods, 10_000, "BC")];
        ask(&canadian(), &TaxQuestion { recipient, ..question(lines) }).unwrap()
    };
    let valid = exempt(date(2026, 1, 1), None, "CA-BC");
    assert_eq!(valid.taxes.iter().map(|tax| tax.tax).collect::<Vec<_>>(), [TaxKind::Gst]);
    assert!(matches!(&valid.notes[..], [TaxNote::Exempt { reason, .. }] if reason == "RESALE"));
    for other in [
        exempt(date(2026, 5, 5), None, "CA-BC"),
        exempt(date(2026, 1, 1), Some(TODAY), "CA-BC"),
        exempt(date(2026, 1, 1), None, "CA-SK"),
    ] {
        assert_eq!((other.taxes.len(), other.notes.len()), (2, 0));
    }
}

#[test]
fn quo_22_tax_left_out_carries_its_reason() {
    let mut asked = question(vec![freight(124_000, "ON", "ON")]);
    asked.untaxed_reason = Some("diplomatic".into());
    let answer = ask(&canadian(), &asked).unwrap();
    assert_eq!(answer.taxes, []);
    assert_eq!(answer.notes, [TaxNote::LeftOut { reason: "diplomatic".into() }]);
}

#[test]
fn insurance_and_what_is_no_supply_carry_nothing() {
    let lines = vec![
        line("insurance", TaxClass::Insurance, 10_000, SupplyPlaces::default()),
        line("interest", TaxClass::OutOfScope, 10_000, SupplyPlaces::default()),
    ];
    assert_eq!(ask(&canadian(), &question(lines)).unwrap(), TaxAnswer::default());
}

#[test]
fn every_problem_is_told_at_once() {
    let lines = vec![
        line("a", TaxClass::Freight, 100, SupplyPlaces::default()),
        line("b", TaxClass::SiteWork, 100, SupplyPlaces::at_site(at("XX"))),
        line("c", TaxClass::Storage, 100, SupplyPlaces::default()),
    ];
    let problems = ask(&canadian(), &question(lines)).unwrap_err();
    assert!(matches!(
        &problems[..],
        [TaxProblem::PlaceMissing { .. }, TaxProblem::UnknownPlace { place, .. }, TaxProblem::PlaceMissing { .. }]
            if place == "CA-XX"
    ));
}

#[test]
fn a_day_before_all_rates_has_no_rule() {
    let asked = TaxQuestion { tax_date: date(2006, 7, 1), ..question(vec![freight(100, "ON", "ON")]) };
    assert_eq!(ask(&canadian(), &asked).map(|answer| answer.taxes), Ok(Vec::new()));
    let before = TaxQuestion { tax_date: date(2006, 6, 30), ..asked };
    assert!(matches!(ask(&canadian(), &before).unwrap_err()[..], [TaxProblem::NoRule { .. }]));
}
