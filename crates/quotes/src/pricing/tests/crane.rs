//! Worked examples of crane orders.

use kernel::money::Factor;
use kernel::money::tax::TaxKind;

use super::*;
use crate::pricing::fixtures::crane_example;
use crate::pricing::tariff::{CraneTerms, PeriodPolicy, RuleBody, YearlyCount};

pub(super) fn machine(class: &str, quantity: u32) -> MachineInput {
    MachineInput {
        key: class.to_lowercase(),
        class: class.into(),
        quantity,
        own_rates: Default::default(),
        length: None,
        hours_per_shift: None,
        shift: None,
        time: None,
    }
}

pub(super) fn order(machines: Vec<MachineInput>, days: u32, km: i64) -> CraneOrderInput {
    CraneOrderInput {
        length: OrderLength::Days { days, sundays: 0 },
        hours_per_shift: None,
        shift: Shift::Single,
        time: WorkTime::Day,
        machines,
        without_operator: false,
        persons_fed: 0,
        persons_housed: 0,
        mobilisation: Mobilisation { distance_km: whole(km), ..Default::default() },
        risk: Risk::Low,
        usage: Usage::Normal,
        extra_charge: None,
        incidentals: Vec::new(),
        riggers: 0,
        helpers: 0,
        site_factors: Vec::new(),
    }
}

pub(super) fn one_order(work: CraneOrderInput) -> PricingInput {
    let work = Work::CraneOrder(Box::new(work));
    let mut input = quote(Currency::Inr, vec![part("crane", &crane_example(), date(2026, 6, 1), work)]);
    input.deal = Some(DealType::Advance);
    input
}

pub(super) fn same_state() -> StatedTaxes {
    StatedTaxes::of(&[(TaxKind::Cgst, 90_000), (TaxKind::Sgst, 90_000)])
}

fn card_with(change: impl Fn(&mut CraneTerms)) -> TariffVersion {
    let mut card = crane_example();
    for rule in &mut card.rules {
        if let RuleBody::CraneTerms(terms) = &mut rule.body {
            change(terms);
        }
    }
    card
}

fn incidental(number: u8) -> Incidental {
    Incidental { number, amount: None }
}

/// Example 12: fifteen days with everything on top.
fn fifteen_days() -> CraneOrderInput {
    CraneOrderInput {
        persons_fed: 2,
        persons_housed: 2,
        risk: Risk::Medium,
        usage: Usage::Heavy,
        incidentals: vec![incidental(1)],
        riggers: 1,
        ..order(vec![machine("MC-50", 1)], 15, 60)
    }
}

#[test]
fn example_11_five_micro_days() {
    let quoted = priced(&one_order(order(vec![machine("MC-50", 1)], 5, 60)), &crane_example(), &same_state());
    let expected = [("crane/machine.mc-50/mc-50/working", "140000.00"), ("crane/mobilisation", "3600.00")];
    assert_eq!(amounts(&quoted), expected.map(|(key, amount)| (key, amount.to_owned())));
    assert_eq!(text(quoted.subtotal), "143600.00");
    assert_eq!(taxes(&quoted), ["12924.00", "12924.00"]);
    assert_eq!(text(quoted.total), "169448.00");
    assert_eq!(text(quoted.deposit), "84724.00");
    assert!(codes(&quoted).contains(&FlagCode::P13));
    let month = quoted.alternatives.iter().find(|other| text(other.amount) == "95000.00");
    assert!(month.is_some(), "a month is offered: {:?}", quoted.alternatives);
}

#[test]
fn example_12_fifteen_small_days_with_everything() {
    let quoted = priced(&one_order(fifteen_days()), &crane_example(), &same_state());
    assert_eq!(amount(&quoted, "crane/machine.mc-50/mc-50/working"), "384000.00");
    assert_eq!(amount(&quoted, "crane/crane-terms/lodging"), "7500.00");
    assert_eq!(amount(&quoted, "crane/mobilisation"), "3600.00");
    assert_eq!(amount(&quoted, "crane/crane-terms/risk"), "9500.00");
    assert_eq!(amount(&quoted, "crane/crane-terms/usage"), "47500.00");
    assert_eq!(amount(&quoted, "crane/crane-terms/incidental-1"), "5000.00");
    assert_eq!(amount(&quoted, "crane/crane-terms/riggers"), "40000.00");
    assert_eq!(text(quoted.subtotal), "497100.00");
    assert_eq!(taxes(&quoted), ["44739.00", "44739.00"]);
    assert_eq!(text(quoted.total), "586578.00");
    assert!(codes(&quoted).contains(&FlagCode::P13));
}

#[test]
fn example_12_under_the_cheapest_policy() {
    let card = card_with(|terms| terms.period_policy = PeriodPolicy::Cheapest);
    let quoted = priced(&one_order(fifteen_days()), &card, &same_state());
    assert_eq!(amount(&quoted, "crane/machine.mc-50/mc-50/working/month"), "95000.00");
    assert_eq!((text(quoted.subtotal), text(quoted.total)), ("208100.00".into(), "245558.00".into()));
    assert!(!codes(&quoted).contains(&FlagCode::P13));
}

#[test]
fn example_13_two_tower_cranes_by_night_without_gst() {
    let mut work = CraneOrderInput {
        shift: Shift::Double,
        time: WorkTime::Night,
        risk: Risk::High,
        ..order(vec![machine("TC-7030", 2)], 60, 100)
    };
    work.mobilisation.relaxation = Some(Relaxation::Amount { amount: hundredths(200_000) });
    let mut input = one_order(work);
    input.untaxed_reason = Some("non-GST".into());
    let quoted = priced(&input, &crane_example(), &same_state());
    assert_eq!(amount(&quoted, "crane/machine.tc-7030/tc-7030/working"), "1684800.00");
    assert_eq!(amount(&quoted, "crane/mobilisation"), "8000.00");
    assert_eq!(amount(&quoted, "crane/crane-terms/risk"), "48000.00");
    assert_eq!(text(quoted.total), "1740800.00");
    assert_eq!(text(quoted.deposit), "580266.67");
    let overage = &quoted.printed_rates[0];
    assert_eq!((overage.subject.as_str(), text(overage.price)), ("TC-7030", "865.38".to_owned()));
}

fn a_year() -> CraneOrderInput {
    CraneOrderInput {
        persons_fed: 2,
        persons_housed: 2,
        risk: Risk::Medium,
        ..order(vec![machine("TC-7030", 1)], 366, 100)
    }
}

#[test]
fn example_14_a_year_by_started_months() {
    let quoted = priced(&one_order(a_year()), &crane_example(), &same_state());
    assert_eq!(amount(&quoted, "crane/machine.tc-7030/tc-7030/working"), "1500000.00");
    assert_eq!(amount(&quoted, "crane/crane-terms/lodging"), "183000.00");
    assert_eq!(amount(&quoted, "crane/mobilisation"), "5000.00");
    assert_eq!(amount(&quoted, "crane/crane-terms/risk"), "12000.00");
    assert_eq!(text(quoted.subtotal), "1700000.00");
    assert_eq!(taxes(&quoted), ["153000.00", "153000.00"]);
    assert_eq!(text(quoted.total), "2006000.00");
    assert_eq!(text(quoted.deposit), "133733.33");
    assert!(!codes(&quoted).contains(&FlagCode::P12));
}

#[test]
fn example_15_two_classes_with_sundays() {
    let mut work = CraneOrderInput {
        length: OrderLength::Days { days: 12, sundays: 2 },
        shift: Shift::Double,
        persons_fed: 4,
        persons_housed: 4,
        usage: Usage::Medium,
        incidentals: vec![incidental(2)],
        helpers: 1,
        extra_charge: Some(hundredths(250_000)),
        ..order(vec![machine("MC-50", 1), machine("MC-25", 2)], 0, 0)
    };
    work.mobilisation.manual = Some(hundredths(2_500_000));
    work.mobilisation.trailers = 2;
    work.mobilisation.trailer_cost = hundredths(800_000);
    let card = card_with(|terms| terms.sunday = Factor::tenths(20));
    let quoted = priced(&one_order(work), &card, &StatedTaxes::of(&[(TaxKind::Igst, 180_000)]));
    let sum = |category| {
        let lines = quoted.lines.iter().filter(|line| line.category == category);
        text(Money::sum(lines.map(|line| line.amount), Currency::Inr).unwrap())
    };
    use crate::pricing::Category;
    assert_eq!((sum(Category::Machine), sum(Category::SundayWork)), ("1313280.00".into(), "437760.00".into()));
    assert_eq!((sum(Category::Lodging), sum(Category::Mobilisation)), ("14000.00".into(), "41000.00".into()));
    assert_eq!(sum(Category::Usage), "45000.00");
    assert_eq!((sum(Category::Extra), sum(Category::Crew)), ("12500.00".into(), "12000.00".into()));
    assert_eq!(text(quoted.subtotal), "1875540.00");
    assert_eq!(taxes(&quoted), ["337597.20"]);
    assert_eq!(text(quoted.total), "2213137.20");
}

#[test]
fn example_16_a_month_of_nights_with_sundays() {
    let work = CraneOrderInput {
        length: OrderLength::Days { days: 30, sundays: 4 },
        time: WorkTime::Night,
        persons_fed: 3,
        persons_housed: 3,
        ..order(vec![machine("CC-100", 1)], 0, 250)
    };
    let quoted = priced(&one_order(work), &crane_example(), &same_state());
    assert_eq!(amount(&quoted, "crane/machine.cc-100/cc-100/working"), "390000.00");
    assert_eq!(amount(&quoted, "crane/machine.cc-100/cc-100/sundays"), "30000.00");
    assert_eq!(amount(&quoted, "crane/crane-terms/lodging"), "25500.00");
    assert_eq!(amount(&quoted, "crane/mobilisation"), "20000.00");
    assert_eq!(text(quoted.subtotal), "465500.00");
    assert_eq!(taxes(&quoted), ["41895.00", "41895.00"]);
    assert_eq!(text(quoted.total), "549290.00");
}

fn working_of(days: u32, card: &TariffVersion) -> (String, Vec<FlagCode>) {
    let quoted = priced(&one_order(order(vec![machine("TC-7030", 1)], days, 0)), card, &same_state());
    (amount(&quoted, "crane/machine.tc-7030/tc-7030/working"), codes(&quoted))
}

#[test]
fn quo_26_yearly_units_by_month_day_and_year() {
    let by = |count| card_with(|terms| terms.yearly_count = count);
    assert_eq!(working_of(366, &by(YearlyCount::Month)).0, "1500000.00");
    assert_eq!(working_of(366, &by(YearlyCount::Day)).0, "1407692.31");
    assert_eq!(working_of(366, &by(YearlyCount::Year)).0, "2400000.00");
    assert_eq!(working_of(365, &crane_example()).0, "1800000.00");
    assert_eq!(working_of(624, &crane_example()).0, "2400000.00");
}

#[test]
fn quo_26_the_old_defect_is_blocked_by_p12() {
    let mut input = one_order(order(vec![machine("TC-7030", 1)], 366, 0));
    // The yearly rate taken for an hour's: 1,200,000 × 366 × 8 over 15 twelfths of a year.
    input.adjustments = vec![LineAdjustment {
        line: "crane/machine.tc-7030/tc-7030/working".into(),
        unit_price: Some(hundredths(281_088_000_000)),
        discount: None,
    }];
    let quoted = priced(&input, &crane_example(), &same_state());
    assert_eq!(amount(&quoted, "crane/machine.tc-7030/tc-7030/working"), "3513600000.00");
    assert!(codes(&quoted).contains(&FlagCode::P12));
}

#[test]
fn quo_24_dates_leave_sundays_and_holidays_out() {
    let dates = |sunday_working| OrderLength::Dates { from: date(2026, 6, 1), to: date(2026, 6, 14), sunday_working };
    let of = |sunday_working| {
        let work = CraneOrderInput { length: dates(sunday_working), ..order(vec![machine("MC-25", 1)], 0, 0) };
        priced(&one_order(work), &crane_example(), &same_state())
    };
    // 12 working days are SMALL, with or without the two Sundays.
    assert_eq!(text(of(false).subtotal), "211200.00");
    let with = of(true);
    assert_eq!(amount(&with, "crane/machine.mc-25/mc-25/working"), "211200.00");
    assert_eq!(amount(&with, "crane/machine.mc-25/mc-25/sundays"), "35200.00");
}

#[test]
fn quo_25_a_machines_own_rate_and_length_come_first() {
    let mut own = machine("MC-50", 1);
    own.own_rates.micro_hour = Some(hundredths(400_000));
    own.length = Some(OrderLength::Days { days: 3, sundays: 0 });
    let quoted = priced(&one_order(order(vec![own], 15, 0)), &crane_example(), &same_state());
    assert_eq!(text(quoted.subtotal), "96000.00");
}

#[test]
fn quo_31_credit_costs_nothing_unless_set() {
    let mut input = one_order(order(vec![machine("MC-50", 1)], 5, 60));
    input.deal = Some(DealType::LongCredit);
    let free = priced(&input, &crane_example(), &same_state());
    assert_eq!((text(free.total), text(free.deposit)), ("169448.00".into(), "0.00".into()));
    let card = card_with(|terms| terms.long_credit = Rate::percent(5));
    assert_eq!(amount(&priced(&input, &card, &same_state()), "crane/crane-terms/credit"), "7180.00");
}

#[test]
fn quo_32_the_total_is_rounded_to_the_rupee_by_a_line() {
    let mut card = crane_example();
    card.settings.round_total_to_major = true;
    let mut work = order(vec![machine("MC-50", 1)], 5, 60);
    work.extra_charge = Some(hundredths(1_033));
    let quoted = priced(&one_order(work), &card, &same_state());
    // 143,610.33 + 2 × 12,924.93 = 169,460.19
    assert_eq!(text(quoted.total), "169460.00");
    assert_eq!(amount(&quoted, "rounding"), "-0.19");
    assert!(!codes(&quoted).contains(&FlagCode::P01));
}
