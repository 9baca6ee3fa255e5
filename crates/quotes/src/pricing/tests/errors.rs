//! Tests: errors.

use super::crane::{machine, one_order, order};
use super::moving::{hourly, local, one_move};
use super::*;
use crate::pricing::fixtures::{crane_example, moving_example};
use crate::pricing::tariff::RuleBody;

#[test]
fn quo_4_every_missing_rate_is_named_at_once() {
    let mut work = local(hourly(1, 300, "travel.none"));
    work.packing = vec![
        PackingCount { material: "crate".into(), supplied: 1, ..Default::default() },
        PackingCount { material: "carton-small".into(), packed: 4, ..Default::default() },
    ];
    let mut input = one_move(date(2026, 5, 12), work);
    input.parts[0].charges = vec![charge("fuel.unheard-of")];
    let missing: Vec<String> = errors(&input, &moving_example())
        .into_iter()
        .map(|error| match error {
            PricingError::RateMissing { part, rule } if part == "move" => rule,
            other => panic!("{other}"),
        })
        .collect();
    let expected = [
        "hourly rate for 1 movers and 1 trucks",
        "packing material crate",
        "packing.carton-small packed",
        "fuel.unheard-of",
    ];
    assert_eq!(missing, expected);
}

#[test]
fn quo_4_a_crane_without_its_rate_has_no_price() {
    let mut card = crane_example();
    for rule in &mut card.rules {
        if let RuleBody::MachineRate(body) = &mut rule.body {
            body.rates.month = None;
        }
    }
    let monthly = errors(&one_order(order(vec![machine("MC-50", 1)], 40, 0)), &card);
    assert!(matches!(&monthly[..], [PricingError::RateMissing { rule, .. }] if rule == "month of MC-50"));
    let unknown = errors(&one_order(order(vec![machine("XX-1", 1)], 5, 0)), &crane_example());
    assert!(unknown.iter().all(|error| matches!(error, PricingError::RateMissing { .. })));
    assert!(!unknown.is_empty());
}

#[test]
fn a_quote_in_another_currency_is_refused() {
    let mut input = one_move(date(2026, 5, 12), local(hourly(2, 300, "travel.none")));
    input.currency = Currency::Usd;
    assert!(matches!(errors(&input, &moving_example())[..], [PricingError::CurrencyMismatch { .. }]));
}

#[test]
fn an_unknown_tariff_version_is_told() {
    let mut input = one_move(date(2026, 5, 12), local(hourly(2, 300, "travel.none")));
    input.parts[0].tariff_version_id = uuid::Uuid::from_u128(9);
    assert!(matches!(errors(&input, &moving_example())[..], [PricingError::TariffUnknown { .. }]));
}

#[test]
fn quo_41_groups_limit_the_choice() {
    let mut input = one_move(date(2026, 5, 12), local(hourly(2, 300, "travel.none")));
    let option = |selected| Some(OptionChoice { group: "one".into(), selected });
    let group = |minimum| OptionGroup { key: "one".into(), kind: GroupKind::One, minimum, maximum: None };
    input.parts[0].charges = vec![
        ChargeInput { option: option(true), ..charge("kit.packing") },
        ChargeInput { option: option(true), ..charge("fuel.local") },
    ];
    input.option_groups = vec![group(0)];
    assert!(matches!(errors(&input, &moving_example())[..], [PricingError::OptionsInvalid { .. }]));
    input.parts[0].charges[1].option = option(false);
    assert!(price(&input, &[moving_example()], &StatedTaxes::none()).is_ok());
    input.parts[0].charges[0].option = option(false);
    input.option_groups = vec![group(1)];
    assert!(matches!(errors(&input, &moving_example())[..], [PricingError::OptionsInvalid { .. }]));
    input.option_groups = Vec::new();
    assert!(!errors(&input, &moving_example()).is_empty());
}

#[test]
fn an_adjustment_must_name_a_line() {
    let mut input = one_move(date(2026, 5, 12), local(hourly(2, 300, "travel.none")));
    input.adjustments = vec![LineAdjustment { line: "move/nothing".into(), unit_price: None, discount: None }];
    assert!(matches!(errors(&input, &moving_example())[..], [PricingError::InputInvalid { .. }]));
}

#[test]
fn quo_15_a_condition_decides_about_a_fee() {
    let mut tariff = moving_example();
    for rule in &mut tariff.rules {
        if let (RuleBody::Fee(fee), "fuel.local") = (&mut rule.body, rule.rule_key.as_str()) {
            fee.automatic = true;
            fee.condition = Some("part.work.distance_km == '40'".into());
        }
    }
    let with = |km| {
        let mut work = local(hourly(2, 300, "travel.none"));
        work.distance_km = Some(whole(km));
        priced(&one_move(date(2026, 5, 12), work), &tariff, &StatedTaxes::none()).lines.len()
    };
    assert_eq!((with(40), with(30)), (2, 1));
    for rule in &mut tariff.rules {
        if let RuleBody::Fee(fee) = &mut rule.body {
            fee.condition = Some("part.work.unheard_of > 1".into());
        }
    }
    let input = one_move(date(2026, 5, 12), local(hourly(2, 300, "travel.none")));
    assert!(matches!(errors(&input, &tariff)[..], [PricingError::ConditionFailed { .. }]));
}

#[test]
fn quo_15_cap_and_floor_bound_a_fee() {
    let mut tariff = moving_example();
    let mut bound = |cap, floor| {
        for rule in &mut tariff.rules {
            if let (RuleBody::Fee(fee), "fuel.local") = (&mut rule.body, rule.rule_key.as_str()) {
                (fee.cap, fee.floor) = (cap, floor);
            }
        }
        let mut input = one_move(date(2026, 5, 12), local(hourly(2, 300, "travel.none")));
        input.parts[0].charges = vec![charge("fuel.local")];
        amount(&priced(&input, &tariff, &StatedTaxes::none()), "move/fuel.local")
    };
    assert_eq!(bound(None, None), "34.75");
    assert_eq!(bound(Some(hundredths(3_000)), None), "30.00");
    assert_eq!(bound(None, Some(hundredths(4_000))), "40.00");
}
