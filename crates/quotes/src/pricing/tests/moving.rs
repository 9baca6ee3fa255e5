//! Worked examples of local moves.

use kernel::money::tax::TaxKind;

use super::*;
use crate::pricing::fixtures::moving_example;

pub(super) fn hourly(movers: u32, minutes: u32, travel_rule: &str) -> HourlyInput {
    HourlyInput {
        movers: Some(movers),
        trucks: Some(1),
        labour: LabourTime { minutes, ..Default::default() },
        travel: TravelInput { rule_key: Some(travel_rule.into()), ..Default::default() },
        ..Default::default()
    }
}

pub(super) fn local(hourly: HourlyInput) -> MoveInput {
    MoveInput { basis: MoveBasis::Hourly(hourly), ..Default::default() }
}

pub(super) fn one_move(service_date: Date, work: MoveInput) -> PricingInput {
    let work = Work::Move(Box::new(work));
    quote(Currency::Cad, vec![part("move", &moving_example(), service_date, work)])
}

pub(super) fn hst(percent: i64) -> StatedTaxes {
    StatedTaxes::of(&[(TaxKind::Hst, percent * 10_000)])
}

pub(super) fn gst() -> StatedTaxes {
    StatedTaxes::of(&[(TaxKind::Gst, 50_000)])
}

#[test]
fn example_1_two_movers_for_five_hours() {
    let weekday = date(2026, 5, 12);
    let mut input = one_move(weekday, local(hourly(2, 300, "travel.none")));
    input.deposit = percent_deposit(20);
    let quoted = priced(&input, &moving_example(), &hst(13));
    assert_eq!(text(quoted.subtotal), "695.00");
    assert_eq!(taxes(&quoted), ["90.35"]);
    assert_eq!(text(quoted.total), "785.35");
    assert_eq!(text(quoted.deposit), "157.07");

    let actual = one_move(weekday, local(hourly(2, 285, "travel.none")));
    let actual = priced(&actual, &moving_example(), &hst(13));
    assert_eq!((text(actual.subtotal), text(actual.total)), ("660.25".into(), "746.08".into()));
    assert_eq!(taxes(&actual), ["85.83"]);
}

#[test]
fn example_2_a_peak_saturday_with_cartons_and_fuel() {
    let mut clock = hourly(4, 465, "travel.trip-fee");
    clock.labour.low_minutes = Some(405);
    clock.labour.high_minutes = Some(555);
    let material = |material: &str| PackingCount { material: material.into(), ..Default::default() };
    let work = MoveInput {
        packing: vec![
            PackingCount { supplied: 20, ..material("carton-small") },
            PackingCount { supplied: 15, ..material("carton-medium") },
            PackingCount { rented: 2, ..material("carton-wardrobe") },
        ],
        ..local(clock)
    };
    let mut input = one_move(date(2026, 6, 27), work);
    input.parts[0].charges.push(charge("fuel.local"));
    let quoted = priced(&input, &moving_example(), &hst(13));
    let lines: Vec<String> = quoted.lines.iter().map(|line| text(line.amount)).collect();
    assert_eq!(lines, ["2239.75", "289.00", "59.85", "59.80", "19.98", "126.44"]);
    assert_eq!(text(quoted.subtotal), "2794.82");
    assert_eq!(taxes(&quoted), ["363.33"]);
    assert_eq!(text(quoted.total), "3158.15");
    assert_eq!(quoted.low_total.map(text).as_deref(), Some("2815.25"));
    assert_eq!(quoted.high_total.map(text).as_deref(), Some("3672.49"));
}

#[test]
fn example_3_the_minimum_the_radius_and_a_safe() {
    let mut clock = hourly(0, 70, "travel.radius");
    clock.movers = None;
    clock.travel.farthest_stop_km = Some(whole(20));
    let safe = Article { name: "safe".into(), weight_lb: whole(400), count: 1 };
    let work = MoveInput { weight_lb: Some(whole(1_000)), articles: vec![safe], ..local(clock) };
    let quoted = priced(&one_move(date(2026, 5, 12), work), &moving_example(), &gst());
    let expected =
        [("move/hourly.3-1/labour", "378.00"), ("move/travel.radius", "80.00"), ("move/bulky.350", "325.00")];
    assert_eq!(amounts(&quoted), expected.map(|(key, amount)| (key, amount.to_owned())));
    assert_eq!((text(quoted.subtotal), text(quoted.total)), ("783.00".into(), "822.15".into()));
    assert_eq!(taxes(&quoted), ["39.15"]);
}

fn with_kit(selected: bool) -> PricingInput {
    let mut input = one_move(date(2026, 5, 10), local(hourly(3, 330, "travel.trip-fee")));
    input.option_groups = vec![OptionGroup { key: "extras".into(), kind: GroupKind::Any, minimum: 0, maximum: None }];
    let option = Some(OptionChoice { group: "extras".into(), selected });
    input.parts[0].charges.push(ChargeInput { option, ..charge("kit.packing") });
    input
}

#[test]
fn example_6_an_option_chosen_and_not_chosen() {
    let quebec = StatedTaxes::of(&[(TaxKind::Gst, 50_000), (TaxKind::Qst, 99_750)]);
    let chosen = priced(&with_kit(true), &moving_example(), &quebec);
    assert_eq!(amount(&chosen, "move/hourly.3-1/labour"), "1122.00");
    assert_eq!(amount(&chosen, "move/travel.trip-fee"), "204.00");
    assert_eq!(text(chosen.subtotal), "1555.99");
    assert_eq!(taxes(&chosen), ["77.80", "155.21"]);
    assert_eq!(text(chosen.total), "1789.00");

    let without = priced(&with_kit(false), &moving_example(), &quebec);
    assert_eq!(amount(&without, "move/kit.packing"), "229.99");
    assert_eq!(text(without.subtotal), "1326.00");
    assert_eq!(taxes(&without), ["66.30", "132.27"]);
    assert_eq!(text(without.total), "1524.57");
}

#[test]
fn example_7_four_movers_across_the_river() {
    let input = one_move(date(2026, 5, 12), local(hourly(4, 375, "travel.trip-fee")));
    let quoted = priced(&input, &moving_example(), &gst());
    assert_eq!(text(quoted.subtotal), "1732.75");
    assert_eq!(taxes(&quoted), ["86.64"]);
    assert_eq!(text(quoted.total), "1819.39");
}

#[test]
fn example_10_double_drive_is_rounded_together() {
    let mut clock = hourly(2, 240, "travel.double-drive");
    clock.travel.origin_to_destination = Some(Leg { distance_km: whole(35), minutes: 40 });
    let quoted = priced(&one_move(date(2026, 5, 12), local(clock)), &moving_example(), &StatedTaxes::none());
    assert_eq!(amount(&quoted, "move/travel.double-drive"), "208.50");
    assert_eq!(amount(&quoted, "move/hourly.2-1/labour"), "556.00");
    assert_eq!(text(quoted.total), "764.50");
}

#[test]
fn quo_10_port_to_port_is_one_clock_without_breaks() {
    let mut clock = hourly(2, 200, "travel.port-to-port");
    let leg = |minutes| Some(Leg { distance_km: whole(10), minutes });
    clock.travel.office_to_origin = leg(20);
    clock.travel.origin_to_destination = leg(25);
    clock.travel.destination_to_office = leg(20);
    clock.travel.break_minutes = 30;
    let quoted = priced(&one_move(date(2026, 5, 12), local(clock)), &moving_example(), &StatedTaxes::none());
    // 200 + 65 − 30 = 235 → 240 minutes.
    assert_eq!(amounts(&quoted), [("move/hourly.2-1/labour", "556.00".to_owned())]);
}

#[test]
fn quo_20_scaling_acts_on_time_never_on_the_rate() {
    let work = MoveInput { service: MoveService::LoadOnly, ..local(hourly(2, 300, "travel.none")) };
    let quoted = priced(&one_move(date(2026, 5, 12), work), &moving_example(), &StatedTaxes::none());
    // 300 × 65 % = 195 minutes.
    assert_eq!(text(quoted.total), "451.75");
}

#[test]
fn quo_13_conditions_cost_time_or_a_fee_never_both() {
    let stairs =
        AccessInput { condition: crate::pricing::tariff::AccessCondition::Stairs, extent: whole(2), volume_cuft: None };
    let by_clock =
        MoveInput { volume_cuft: Some(whole(200)), access: vec![stairs], ..local(hourly(2, 300, "travel.none")) };
    let quoted = priced(&one_move(date(2026, 5, 12), by_clock), &moving_example(), &StatedTaxes::none());
    assert_eq!(keys(&quoted), ["move/hourly.2-1/labour"]);
}

#[test]
fn quo_18_a_top_up_reaches_the_minimum_amount() {
    let mut tariff = moving_example();
    tariff.settings.minimum_amount = Some(hundredths(80_000));
    let mut input = one_move(date(2026, 5, 12), local(hourly(2, 300, "travel.none")));
    input.discount = Some(Discount::Percent { rate: Rate::percent(10) });
    let quoted = priced(&input, &tariff, &hst(13));
    assert_eq!(amount(&quoted, "move/minimum"), "174.50");
    assert_eq!(text(quoted.subtotal), "800.00");
    assert_eq!(text(quoted.total), "904.00");

    input.without_minimum = true;
    let without = priced(&input, &tariff, &hst(13));
    assert_eq!(text(without.subtotal), "625.50");
    assert!(codes(&without).contains(&FlagCode::P15));
}

#[test]
fn quo_23_deposits_by_amount_and_by_hours() {
    let mut input = one_move(date(2026, 5, 12), local(hourly(2, 300, "travel.none")));
    input.deposit = Some(DepositRule::Hours { hours: whole(2) });
    assert_eq!(text(priced(&input, &moving_example(), &hst(13)).deposit), "278.00");
    input.deposit = Some(DepositRule::Amount { amount: Money::new(90_000, Currency::Cad) });
    let capped = priced(&input, &moving_example(), &hst(13));
    assert_eq!(text(capped.deposit), "785.35");
    assert!(codes(&capped).contains(&FlagCode::P02));
}

#[test]
fn quo_8_a_row_is_extended_by_additional_movers() {
    use crate::pricing::tariff::{Addition, ClassRates, HourlyAddition, Rule, RuleBody};
    let mut tariff = moving_example();
    let input = one_move(date(2026, 5, 12), local(hourly(6, 120, "travel.none")));
    assert!(matches!(errors(&input, &tariff)[..], [PricingError::RateMissing { .. }]));
    let rates = ClassRates { weekday: hundredths(5_000), weekend: None, peak: None, holiday: None };
    tariff.rules.push(Rule {
        rule_key: "hourly.more-movers".into(),
        body: RuleBody::HourlyAddition(HourlyAddition { adds: Addition::Mover, rates }),
    });
    // 2 h × (239.00 + 2 × 50.00)
    assert_eq!(text(priced(&input, &tariff, &StatedTaxes::none()).total), "678.00");
}
