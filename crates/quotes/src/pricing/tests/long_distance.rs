//! Worked examples of long distance moves.

use kernel::money::tax::{TaxClass, TaxKind};

use super::moving::{gst, hst, one_move};
use super::*;
use crate::pricing::fixtures::moving_example;
use crate::pricing::settlement::final_amount;
use crate::pricing::tariff::{AccessCondition, ValuationOption};

fn cartons(material: &str, supplied: u32, packed: u32) -> PackingCount {
    PackingCount { material: material.into(), supplied, packed, ..Default::default() }
}

fn full_replacement(deductible: i64) -> Option<ValuationChoice> {
    Some(ValuationChoice {
        option: ValuationOption::FullReplacement,
        declared_value: None,
        deductible: hundredths(deductible * 100),
        insurer: None,
    })
}

#[test]
fn example_4_toronto_to_calgary() {
    let work = MoveInput {
        basis: MoveBasis::Linehaul,
        volume_cuft: Some(whole(1_080)),
        distance_km: Some(whole(3_430)),
        articles: vec![Article { name: "piano".into(), weight_lb: whole(450), count: 1 }],
        access: vec![AccessInput { condition: AccessCondition::Stairs, extent: whole(2), volume_cuft: None }],
        packing: vec![cartons("carton-medium", 30, 30), cartons("carton-large", 10, 10)],
        valuation: full_replacement(500),
        transit_storage_days: Some(45),
        ..Default::default()
    };
    let mut input = one_move(date(2026, 5, 12), work);
    input.estimate = EstimateKind::Binding;
    input.surveyed = true;
    input.deposit = percent_deposit(25);
    input.parts[0].charges.push(charge("fuel.long"));
    let quoted = priced(&input, &moving_example(), &gst());
    let expected = [
        ("move/linehaul.3000", "6720.00"),
        ("move/access.stairs", "540.00"),
        ("move/bulky.350", "325.00"),
        ("move/packing.carton-large/packed", "80.00"),
        ("move/packing.carton-large/supplied", "49.90"),
        ("move/packing.carton-medium/packed", "195.00"),
        ("move/packing.carton-medium/supplied", "119.70"),
        ("move/transit-storage/first", "680.40"),
        ("move/transit-storage/further", "302.40"),
        ("move/transit-storage/handling", "415.80"),
        ("move/fuel.long", "940.80"),
        ("move/valuation.full", "368.00"),
    ];
    assert_eq!(amounts(&quoted), expected.map(|(key, amount)| (key, amount.to_owned())));
    assert_eq!(text(quoted.subtotal), "10737.00");
    assert_eq!(taxes(&quoted), ["536.85"]);
    assert_eq!(text(quoted.total), "11273.85");
    assert_eq!(text(quoted.deposit), "2818.46");
    assert!(!codes(&quoted).contains(&FlagCode::P15));
    let own = quoted.derivation.beside.iter().find(|node| node.label == "linehaul.cheaper_break");
    assert_eq!(own.unwrap().children[0].value, whole(6_993));
}

#[test]
fn example_5_vancouver_to_kelowna() {
    let at =
        |postal: &str, city: &str| Address { postal_code: postal.into(), city: city.into(), region: "CA-BC".into() };
    let work = MoveInput {
        basis: MoveBasis::Lane { from: at("V5K 0A1", "Vancouver"), to: at("", "kelowna") },
        volume_cuft: Some(whole(944)),
        articles: vec![Article { name: "piano".into(), weight_lb: whole(560), count: 1 }],
        access: vec![AccessInput { condition: AccessCondition::Carry, extent: whole(180), volume_cuft: None }],
        packing: vec![
            cartons("carton-medium", 20, 0),
            cartons("carton-large", 10, 0),
            cartons("carton-wardrobe", 2, 0),
        ],
        valuation: full_replacement(250),
        ..Default::default()
    };
    let mut input = one_move(date(2026, 5, 12), work);
    input.estimate = EstimateKind::NotToExceed;
    let taxed = gst().and_on(TaxKind::Pst, 70_000, TaxClass::Material);
    let quoted = priced(&input, &moving_example(), &taxed);
    assert_eq!(amount(&quoted, "move/lane.vancouver-kelowna"), "2150.00");
    assert_eq!(amount(&quoted, "move/bulky.500"), "425.00");
    assert_eq!(amount(&quoted, "move/access.carry"), "120.00");
    assert_eq!(amount(&quoted, "move/valuation.full"), "400.00");
    assert_eq!(text(quoted.subtotal), "3274.68");
    assert_eq!(taxes(&quoted), ["163.73", "12.58"]);
    assert_eq!(text(quoted.total), "3450.99");
    assert!(codes(&quoted).contains(&FlagCode::P15), "a promise without survey");
    let paid = |actual| {
        let (actual, none) = (Money::new(actual, Currency::Cad), Money::zero(Currency::Cad));
        text(final_amount(input.estimate, quoted.total, actual, none).unwrap())
    };
    assert_eq!((paid(361_240), paid(328_810)), ("3450.99".to_owned(), "3288.10".to_owned()));
}

#[test]
fn example_8_moncton_to_halifax_with_a_discount() {
    let work = MoveInput {
        basis: MoveBasis::Linehaul,
        volume_cuft: Some(whole(288)),
        distance_km: Some(whole(260)),
        ..Default::default()
    };
    let mut input = one_move(date(2026, 5, 12), work);
    input.parts[0].charges.push(charge("fuel.long"));
    input.discount = Some(Discount::Percent { rate: Rate::percent(10) });
    input.planned_cost = Some(Money::new(90_000, Currency::Cad));
    input.sender_limits = Some(SenderLimits { most_discount: Rate::percent(5), least_margin: Rate::percent(25) });
    let quoted = priced(&input, &moving_example(), &hst(14));
    assert_eq!(amount(&quoted, "move/linehaul.250"), "1249.92");
    assert_eq!(amount(&quoted, "move/fuel.long"), "174.99");
    let discounts: Vec<String> = quoted.lines.iter().map(|line| text(line.discount)).collect();
    assert_eq!(discounts, ["124.99", "17.50"]);
    assert_eq!(text(quoted.discount), "142.49");
    assert_eq!(text(quoted.subtotal), "1282.42");
    assert_eq!(taxes(&quoted), ["179.54"]);
    assert_eq!(text(quoted.total), "1461.96");
    let margin = quoted.margin.unwrap().times(whole(100)).unwrap();
    assert_eq!(margin.rounded_to(2).unwrap().to_string(), "29.82");
    assert!(codes(&quoted).contains(&FlagCode::P11));
    input.sender_limits = Some(SenderLimits { most_discount: Rate::percent(15), least_margin: Rate::percent(10) });
    assert!(!codes(&priced(&input, &moving_example(), &hst(14))).contains(&FlagCode::P11));
}

#[test]
fn quo_12_volume_beyond_the_last_bracket_pays_per_cubic_foot() {
    let city = |city: &str| Address { city: city.into(), ..Default::default() };
    let work = MoveInput {
        basis: MoveBasis::Lane { from: city("Vancouver"), to: city("Kelowna") },
        volume_cuft: Some(whole(1_400)),
        ..Default::default()
    };
    let quoted = priced(&one_move(date(2026, 5, 12), work), &moving_example(), &StatedTaxes::none());
    assert_eq!(text(quoted.total), "2315.00");
}

#[test]
fn quo_17_more_than_ninety_days_need_a_storage_booking() {
    let work = MoveInput { volume_cuft: Some(whole(300)), transit_storage_days: Some(91), ..Default::default() };
    let found = errors(&one_move(date(2026, 5, 12), work), &moving_example());
    assert!(matches!(&found[..], [PricingError::InputInvalid { field, .. }] if field == "transit_storage_days"));
}
