//! Tests: properties.

use proptest::prelude::*;

use super::crane::{machine, one_order, order, same_state};
use super::moving::{hourly, hst, local, one_move};
use super::*;
use crate::pricing::fixtures::{crane_example, moving_example};

fn any_move() -> impl Strategy<Value = PricingInput> {
    let counts = proptest::collection::vec((0_u32..40, 0_u32..40), 2);
    let articles = proptest::collection::vec((300_i64..600, 1_u32..3), 0..4);
    (2_u32..5, 30_u32..900, counts, articles, 0_i64..300_000, 0_u32..2, 1_i8..29).prop_map(
        |(movers, minutes, counts, articles, discount, fuel, day)| {
            let mut clock = hourly(movers, minutes, "travel.trip-fee");
            clock.labour.low_minutes = Some(minutes * 17 / 20);
            clock.labour.high_minutes = Some(minutes * 6 / 5);
            let mut work = local(clock);
            for (material, (supplied, packed)) in ["carton-medium", "carton-large"].into_iter().zip(counts) {
                work.packing.push(PackingCount { material: material.into(), supplied, packed, ..Default::default() });
            }
            for (weight, count) in articles {
                work.articles.push(Article { name: "article".into(), weight_lb: whole(weight), count });
            }
            let mut input = one_move(date(2026, 6, day), work);
            input.discount = Some(Discount::Percent { rate: Rate::from_millionths(discount) });
            input.deposit = percent_deposit(20);
            input.parts[0].charges.push(charge("kit.packing"));
            if fuel == 1 {
                input.parts[0].charges.push(charge("fuel.local"));
            }
            input
        },
    )
}

fn any_order() -> impl Strategy<Value = PricingInput> {
    let classes = proptest::sample::subsequence(vec!["MC-25", "MC-50", "TC-7030", "CC-100"], 1..5);
    (classes, 1_u32..700, 0_u32..60, 1_u32..4, 0_i64..400, any::<[bool; 4]>()).prop_map(
        |(classes, days, sundays, quantity, km, [double, night, risk, fed])| {
            let machines = classes.into_iter().map(|class| machine(class, quantity)).collect();
            let mut work = order(machines, 0, km);
            work.length = OrderLength::Days { days, sundays };
            work.shift = if double { Shift::Double } else { Shift::Single };
            work.time = if night { WorkTime::Night } else { WorkTime::Day };
            work.risk = if risk { Risk::High } else { Risk::Low };
            work.persons_fed = if fed { 3 } else { 0 };
            one_order(work)
        },
    )
}

fn shuffled(input: &PricingInput) -> PricingInput {
    let mut input = input.clone();
    for part in &mut input.parts {
        part.charges.reverse();
        match &mut part.work {
            Work::Move(work) => {
                work.packing.reverse();
                work.articles.reverse();
            }
            Work::CraneOrder(work) => work.machines.reverse(),
            _ => {}
        }
    }
    input
}

fn check(input: &PricingInput, tariff: &TariffVersion, taxes: &StatedTaxes) -> Result<(), TestCaseError> {
    let first = price(input, std::slice::from_ref(tariff), taxes).unwrap();
    assert_adds_up(&first);

    let stored = serde_json::to_string(&(input, tariff)).unwrap();
    let (read, tariff): (PricingInput, TariffVersion) = serde_json::from_str(&stored).unwrap();
    let again = price(&read, std::slice::from_ref(&tariff), taxes).unwrap();
    prop_assert_eq!(&again, &first);
    let stored = serde_json::to_string(&first).unwrap();
    prop_assert_eq!(&serde_json::from_str::<Priced>(&stored).unwrap(), &first);

    let other_order = price(&shuffled(input), std::slice::from_ref(&tariff), taxes).unwrap();
    prop_assert_eq!(&other_order.lines, &first.lines);
    prop_assert_eq!(other_order.total, first.total);
    prop_assert_eq!(&other_order.taxes, &first.taxes);
    prop_assert_eq!(&other_order.flags, &first.flags);
    if let (Some(low), Some(high)) = (first.low_total, first.high_total) {
        prop_assert!(low.minor() <= first.total.minor() && first.total.minor() <= high.minor());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn quo_5_moves_add_up_again_in_any_order(input in any_move()) {
        check(&input, &moving_example(), &hst(13))?;
    }

    #[test]
    fn quo_5_crane_orders_add_up_again_in_any_order(input in any_order()) {
        check(&input, &crane_example(), &same_state())?;
    }
}

#[test]
fn input_tariff_and_price_describe_themselves() {
    for schema in
        [schemars::schema_for!(PricingInput), schemars::schema_for!(TariffVersion), schemars::schema_for!(Priced)]
    {
        assert!(schema.get("properties").is_some());
    }
}

#[test]
fn quo_5_a_changed_leaf_changes_everything_that_refers_to_it() {
    use crate::pricing::derivation::Node;
    let with = |minutes| {
        let mut input = one_move(date(2026, 5, 12), local(hourly(2, minutes, "travel.none")));
        input.parts[0].charges.push(charge("fuel.local"));
        input.discount = Some(Discount::Percent { rate: Rate::percent(10) });
        priced(&input, &moving_example(), &hst(13))
    };
    fn first_leaf(node: &mut Node) -> &mut Node {
        if node.children.is_empty() { node } else { first_leaf(&mut node.children[0]) }
    }
    let (mut five_hours, six_hours) = (with(300), with(360));
    let leaf = first_leaf(&mut five_hours.derivation.total);
    assert_eq!(leaf.value, whole(300));
    leaf.value = whole(360);
    assert_eq!(five_hours.derivation.evaluate().unwrap(), six_hours.total.to_ratio());
}
