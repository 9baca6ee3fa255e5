//! Tests: validator.

use kernel::money::tax::{TaxAnswer, TaxClass, TaxDecider, TaxProblem, TaxQuestion};

use super::crane::{machine, one_order, order, same_state};
use super::moving::{hourly, hst, local, one_move};
use super::*;
use crate::pricing::fixtures::{crane_example, moving_example};
use crate::pricing::validator::FlagLevel;

fn five_hours() -> PricingInput {
    one_move(date(2026, 5, 12), local(hourly(2, 300, "travel.none")))
}

fn level(input: &PricingInput, code: FlagCode) -> Option<FlagLevel> {
    let quoted = priced(input, &moving_example(), &hst(13));
    quoted.flags.iter().find(|flag| flag.code == code).map(|flag| flag.level)
}

fn adjusted(unit_price: Option<i64>, discount: Option<Discount>) -> PricingInput {
    let mut input = five_hours();
    input.adjustments = vec![LineAdjustment {
        line: "move/hourly.2-1/labour".into(),
        unit_price: unit_price.map(hundredths),
        discount,
    }];
    input
}

#[test]
fn p01_a_total_must_be_above_zero() {
    assert_eq!(level(&five_hours(), FlagCode::P01), None);
    assert_eq!(level(&adjusted(Some(0), None), FlagCode::P01), Some(FlagLevel::Block));
    assert_eq!(level(&adjusted(Some(-100), None), FlagCode::P01), Some(FlagLevel::Block));
}

#[test]
fn p02_a_discount_stays_below_what_it_is_taken_of() {
    let amount = |minor| Discount::Amount { amount: Money::new(minor, Currency::Cad) };
    assert_eq!(level(&adjusted(None, Some(amount(69_500))), FlagCode::P02), None);
    assert_eq!(level(&adjusted(None, Some(amount(69_501))), FlagCode::P02), Some(FlagLevel::Block));
    let mut input = five_hours();
    input.discount = Some(amount(69_500));
    assert_eq!(level(&input, FlagCode::P02), None);
    input.discount = Some(amount(69_501));
    assert_eq!(level(&input, FlagCode::P02), Some(FlagLevel::Block));
}

#[test]
fn p03_service_dates_lie_ahead_but_not_far() {
    let on = |date| level(&one_move(date, local(hourly(2, 300, "travel.none"))), FlagCode::P03);
    assert_eq!(on(date(2026, 5, 3)), Some(FlagLevel::Block));
    assert_eq!(on(PRICED_ON), None);
    assert_eq!(on(date(2027, 11, 3)), None);
    assert_eq!(on(date(2027, 11, 4)), Some(FlagLevel::Warn));
}

#[test]
fn p04_hours_stay_near_the_formula() {
    let with = |formula| {
        let mut clock = hourly(2, 300, "travel.none");
        clock.formula_minutes = Some(formula);
        level(&one_move(date(2026, 5, 12), local(clock)), FlagCode::P04)
    };
    assert_eq!([with(150), with(600)], [None, None]);
    assert_eq!([with(149), with(601)], [Some(FlagLevel::Approval); 2]);
}

#[test]
fn p05_the_crew_suits_load_and_articles() {
    let with = |weight, article| {
        let mut work = local(hourly(2, 300, "travel.none"));
        work.weight_lb = Some(whole(weight));
        work.articles = vec![Article { name: "safe".into(), weight_lb: whole(article), count: 1 }];
        level(&one_move(date(2026, 5, 12), work), FlagCode::P05)
    };
    assert_eq!(with(1_400, 100), None);
    assert_eq!(with(1_500, 100), Some(FlagLevel::Warn));
    assert_eq!(with(1_400, 351), Some(FlagLevel::Block));
}

#[test]
fn p06_density_and_volume_are_usual() {
    let with = |cuft: i64, lb: i64| {
        let mut input = five_hours();
        if let Work::Move(work) = &mut input.parts[0].work {
            (work.volume_cuft, work.weight_lb) = (Some(whole(cuft)), Some(whole(lb)));
        }
        level(&input, FlagCode::P06)
    };
    assert_eq!((with(100, 300), with(100, 1_500), with(4_500, 31_500)), (None, None, None));
    assert_eq!((with(100, 299), with(100, 1_501)), (Some(FlagLevel::Warn), Some(FlagLevel::Warn)));
    assert_eq!(with(4_501, 31_507), Some(FlagLevel::Warn));
}

#[test]
fn p07_a_road_is_no_shorter_than_the_straight_line_and_not_three_times_as_long() {
    let with = |road: i64, straight: i64| {
        let mut input = five_hours();
        if let Work::Move(work) = &mut input.parts[0].work {
            (work.distance_km, work.straight_km) = (Some(whole(road)), Some(whole(straight)));
        }
        level(&input, FlagCode::P07)
    };
    assert_eq!((with(10, 10), with(30, 10)), (None, None));
    assert_eq!((with(9, 10), with(31, 10)), (Some(FlagLevel::Warn), Some(FlagLevel::Warn)));
}

#[test]
fn p09_a_cubic_foot_costs_what_is_usual_near_and_far() {
    // 695.00 in all.
    let with = |cuft: i64, km: i64| {
        let mut input = five_hours();
        if let Work::Move(work) = &mut input.parts[0].work {
            (work.volume_cuft, work.distance_km) = (Some(whole(cuft)), Some(whole(km)));
        }
        level(&input, FlagCode::P09)
    };
    assert_eq!((with(87, 99), with(1_390, 99), with(28, 100)), (None, None, None));
    assert_eq!(
        (with(86, 99), with(1_391, 99), with(27, 100)),
        (Some(FlagLevel::Warn), Some(FlagLevel::Warn), Some(FlagLevel::Warn))
    );
    assert_eq!(level(&five_hours(), FlagCode::P09), None, "without a volume nothing can be said");
}

#[test]
fn p09_a_locations_own_prices_count_once_they_are_known() {
    use crate::pricing::usual::{Measure, UsualPrice};
    let known =
        |measure, currency, low, high| UsualPrice { measure, currency, low: hundredths(low), high: hundredths(high) };
    let mut input = five_hours();
    if let Work::Move(work) = &mut input.parts[0].work {
        work.volume_cuft = Some(whole(139));
    }
    // 5.00 a cubic foot.
    input.usual = vec![known(Measure::CuftNear, Currency::Cad, 300, 499)];
    assert_eq!(level(&input, FlagCode::P09), Some(FlagLevel::Warn));
    input.usual = vec![known(Measure::CuftNear, Currency::Cad, 300, 500), known(Measure::CuftFar, Currency::Cad, 1, 2)];
    assert_eq!(level(&input, FlagCode::P09), None);
    let mut crane = one_order(order(vec![machine("MC-50", 2)], 5, 0));
    let flagged =
        |input: &PricingInput| codes(&priced(input, &crane_example(), &same_state())).contains(&FlagCode::P09);
    assert!(!flagged(&crane), "machines are not checked before");
    // 2 machines, 5 days, 280,000.00: 28,000.00 a day.
    crane.usual = vec![known(Measure::MachineDay, Currency::Inr, 2_800_100, 9_000_000)];
    assert!(flagged(&crane));
    crane.usual = vec![known(Measure::MachineDay, Currency::Inr, 2_800_000, 9_000_000)];
    assert!(!flagged(&crane));
}

#[test]
fn p08_overrides_beyond_a_tenth_need_approval() {
    assert_eq!(level(&adjusted(Some(15_290), None), FlagCode::P08), None);
    assert_eq!(level(&adjusted(Some(15_291), None), FlagCode::P08), Some(FlagLevel::Approval));
    assert_eq!(level(&adjusted(Some(12_509), None), FlagCode::P08), Some(FlagLevel::Approval));
    let quoted = priced(&adjusted(Some(15_000), None), &moving_example(), &hst(13));
    let labour = &quoted.lines[0];
    assert_eq!((text(labour.computed), text(labour.amount)), ("695.00".into(), "750.00".into()));
    assert_eq!(labour.computed_unit_price, Some(hundredths(13_900)));
}

struct NoRules;

impl TaxDecider for NoRules {
    fn decide(&self, question: &TaxQuestion) -> Result<TaxAnswer, Vec<TaxProblem>> {
        let problem = |line: &kernel::money::tax::TaxableLine| TaxProblem::NoRule {
            line: line.key.clone(),
            class: TaxClass::Freight,
            place: "CA-ON".into(),
        };
        Err(question.lines.iter().map(problem).collect())
    }
}

#[test]
fn p10_a_line_without_tax_rule_cannot_be_sent() {
    let quoted = price(&five_hours(), &[moving_example()], &NoRules).unwrap();
    assert_adds_up(&quoted);
    let flag = quoted.flags.iter().find(|flag| flag.code == FlagCode::P10).unwrap();
    assert_eq!(flag.level, FlagLevel::Block);
    assert_eq!(flag.subject, "move/hourly.2-1/labour");
}

#[test]
fn p11_unknown_cost_is_a_warning() {
    assert_eq!(level(&five_hours(), FlagCode::P11), Some(FlagLevel::Warn));
    let mut input = five_hours();
    input.planned_cost = Some(Money::new(60_000, Currency::Cad));
    assert_eq!(level(&input, FlagCode::P11), None);
    input.sender_limits = Some(SenderLimits { most_discount: Rate::percent(5), least_margin: Rate::percent(25) });
    assert_eq!(level(&input, FlagCode::P11), Some(FlagLevel::Approval));
}

#[test]
fn p14_days_quantities_and_hours_are_in_range() {
    let of = |work: CraneOrderInput| {
        let quoted = priced(&one_order(work), &crane_example(), &same_state());
        quoted.flags.iter().any(|flag| flag.code == FlagCode::P14 && flag.level == FlagLevel::Block)
    };
    let crane = |quantity, days| order(vec![machine("MC-50", quantity)], days, 0);
    assert!(!of(crane(1, 1)) && !of(crane(1, 3_650)));
    assert!(of(crane(1, 0)) && of(crane(1, 3_651)) && of(crane(0, 5)));
    let hours = |hours, shift| CraneOrderInput { hours_per_shift: Some(whole(hours)), shift, ..crane(1, 5) };
    assert!(!of(hours(12, Shift::Double)) && of(hours(13, Shift::Double)) && !of(hours(24, Shift::Single)));
}

#[test]
fn p15_promises_and_credit_need_approval() {
    let mut input = five_hours();
    assert_eq!(level(&input, FlagCode::P15), None);
    input.estimate = EstimateKind::Binding;
    assert_eq!(level(&input, FlagCode::P15), Some(FlagLevel::Approval));
    input.surveyed = true;
    assert_eq!(level(&input, FlagCode::P15), None);
    input.credit_allowed = Some(false);
    assert_eq!(level(&input, FlagCode::P15), Some(FlagLevel::Approval));
    input.credit_allowed = None;
    // CUS-5: a quote for exactly what is left is allowed.
    let total = priced(&input, &moving_example(), &hst(13)).total.minor();
    input.credit_room = Some(Money::new(total, Currency::Cad));
    assert_eq!(level(&input, FlagCode::P15), None);
    input.credit_room = Some(Money::new(total - 1, Currency::Cad));
    assert_eq!(level(&input, FlagCode::P15), Some(FlagLevel::Approval));
}
