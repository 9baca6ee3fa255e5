//! Worked examples of hire by the clock and of rentals.

use jiff::civil::DateTime;

use super::moving::{gst, hst};
use super::*;
use crate::pricing::fixtures::{hire_example, rental_example};
use crate::pricing::tariff::{RentalPolicy, RuleBody};

fn hire(class: &str, from: DateTime, to: DateTime) -> PricingInput {
    let work = HireInput {
        class: class.into(),
        quantity: 1,
        own_hour: None,
        calls: vec![HireCall { from, to, left_on_site: false }],
        crew: Vec::new(),
    };
    let work = Work::HourlyHire(Box::new(work));
    quote(Currency::Cad, vec![part("hire", &hire_example(), from.date(), work)])
}

fn hire_of(input: &mut PricingInput) -> &mut HireInput {
    match &mut input.parts[0].work {
        Work::HourlyHire(work) => work,
        _ => unreachable!("the part is a hire"),
    }
}

#[test]
fn example_17_a_friday_with_riggers_and_permit() {
    let friday = date(2026, 5, 8);
    let mut input = hire("AT-60", friday.at(6, 30, 0, 0), friday.at(16, 50, 0, 0));
    hire_of(&mut input).crew = vec![HireCrew { role: "RIGGER".into(), count: 2 }];
    input.parts[0].charges = vec![charge("fuel"), charge("permit")];
    let quoted = priced(&input, &hire_example(), &hst(13));
    assert_eq!(amount(&quoted, "hire/hire.at-60/ordinary"), "2380.00");
    assert_eq!(amount(&quoted, "hire/hire.at-60/overtime"), "840.00");
    assert_eq!(amount(&quoted, "hire/hire-crew.rigger"), "1725.00");
    assert_eq!(amount(&quoted, "hire/fuel"), "257.60");
    assert_eq!(text(quoted.subtotal), "5552.60");
    assert_eq!(taxes(&quoted), ["721.84"]);
    assert_eq!(text(quoted.total), "6274.44");
}

#[test]
fn example_17_on_a_sunday() {
    let sunday = date(2026, 5, 10);
    let input = hire("AT-60", sunday.at(8, 0, 0, 0), sunday.at(10, 50, 0, 0));
    let quoted = priced(&input, &hire_example(), &StatedTaxes::none());
    assert_eq!(amounts(&quoted), [("hire/hire.at-60/sunday", "2240.00".to_owned())]);
}

#[test]
fn example_18_a_boom_truck_at_the_minimum() {
    let monday = date(2026, 5, 11);
    let mut input = hire("BT-15", monday.at(9, 0, 0, 0), monday.at(10, 20, 0, 0));
    input.parts[0].charges = vec![charge("mobilisation")];
    let quoted = priced(&input, &hire_example(), &gst());
    assert_eq!(amount(&quoted, "hire/hire.bt-15/ordinary"), "330.00");
    assert_eq!(taxes(&quoted), ["22.50"]);
    assert_eq!(text(quoted.total), "472.50");
}

#[test]
fn quo_33_a_machine_left_on_site_costs_eight_hours_a_day() {
    let monday = date(2026, 5, 11);
    let mut input = hire("BT-15", monday.at(9, 0, 0, 0), monday.at(10, 20, 0, 0));
    hire_of(&mut input).calls[0].left_on_site = true;
    let quoted = priced(&input, &hire_example(), &StatedTaxes::none());
    assert_eq!(text(quoted.total), "1320.00");
}

fn rental(duration: RentalDuration, waiver: bool) -> PricingInput {
    let work = RentalInput { class: "TELEHANDLER".into(), quantity: 1, duration, waiver };
    let work = Work::Rental(Box::new(work));
    quote(Currency::Cad, vec![part("rent", &rental_example(), date(2026, 5, 11), work)])
}

fn rent(days: u32) -> String {
    let quoted = priced(&rental(RentalDuration::Days { days }, false), &rental_example(), &StatedTaxes::none());
    text(quoted.total)
}

#[test]
fn example_19_a_telehandler_for_twenty_four_days() {
    let mut input = rental(RentalDuration::Days { days: 24 }, true);
    input.parts[0].charges = vec![charge("delivery")];
    let quoted = priced(&input, &rental_example(), &gst());
    assert_eq!(amount(&quoted, "rent/rental.telehandler/28d"), "1650.00");
    assert_eq!(amount(&quoted, "rent/rental.telehandler/waiver"), "198.00");
    assert_eq!(text(quoted.subtotal), "2028.00");
    assert_eq!(taxes(&quoted), ["101.40"]);
    assert_eq!(text(quoted.total), "2129.40");
    let runner_up = &quoted.alternatives[0];
    assert_eq!(runner_up.composition, "3 × 7 d + 3 × 1 d");
    assert_eq!(text(runner_up.amount), "2250.00");
}

#[test]
fn example_19_eight_and_thirty_six_days() {
    assert_eq!(rent(8), "750.00");
    assert_eq!(rent(36), "2400.00");
}

#[test]
fn quo_34_a_day_is_a_started_24_hours_after_an_hour_of_grace() {
    let start = date(2026, 5, 11).at(8, 0, 0, 0);
    let of = |to: DateTime| {
        let input = rental(RentalDuration::Times { from: start, to }, false);
        text(priced(&input, &rental_example(), &StatedTaxes::none()).total)
    };
    assert_eq!(of(date(2026, 5, 11).at(8, 30, 0, 0)), "150.00");
    assert_eq!(of(date(2026, 5, 12).at(9, 0, 0, 0)), "150.00");
    assert_eq!(of(date(2026, 5, 12).at(9, 1, 0, 0)), "300.00");
}

#[test]
fn quo_34_single_shows_the_cheaper_mix_to_staff() {
    let mut tariff = rental_example();
    for rule in &mut tariff.rules {
        if let RuleBody::RentalPeriod(body) = &mut rule.body {
            body.policy = RentalPolicy::Single;
        }
    }
    let quoted = priced(&rental(RentalDuration::Days { days: 8 }, false), &tariff, &StatedTaxes::none());
    assert_eq!(text(quoted.total), "1200.00");
    assert!(codes(&quoted).contains(&FlagCode::P13));
}
