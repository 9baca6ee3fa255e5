//! A great many quotes of every kind, drawn at random: no panic, and every price adds up.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use super::crane::{machine, one_order, order};
use super::moving::{gst, hourly, local, one_move};
use super::*;
use crate::pricing::fixtures::{crane_example, hire_example, moving_example, rental_example};
use crate::pricing::tariff::{AccessCondition, ValuationOption};

const TRAVELS: [&str; 5] =
    ["travel.none", "travel.trip-fee", "travel.radius", "travel.double-drive", "travel.port-to-port"];
const CONDITIONS: [AccessCondition; 4] =
    [AccessCondition::Stairs, AccessCondition::Elevator, AccessCondition::Carry, AccessCondition::Shuttle];
const SERVICES: [MoveService; 5] =
    [MoveService::Full, MoveService::LoadOnly, MoveService::UnloadOnly, MoveService::Storage, MoveService::LabourOnly];

fn any_basis() -> impl Strategy<Value = MoveBasis> {
    let clock = (2_u32..7, 15_u32..1_500, 0_usize..TRAVELS.len(), 0_u32..90, 0_i64..60);
    let by_hour = clock.prop_map(|(movers, minutes, travel, driving, km)| {
        let mut clock = hourly(movers, minutes, TRAVELS[travel]);
        clock.labour.low_minutes = Some(minutes * 17 / 20);
        clock.labour.high_minutes = Some(minutes * 6 / 5);
        let leg = Some(Leg { distance_km: whole(km), minutes: driving });
        clock.travel.office_to_origin = leg;
        clock.travel.origin_to_destination = leg;
        clock.travel.destination_to_office = leg;
        clock.travel.farthest_stop_km = Some(whole(km));
        clock.travel.break_minutes = driving / 3;
        MoveBasis::Hourly(clock)
    });
    let city = |city: &str| Address { city: city.into(), ..Default::default() };
    prop_oneof![
        3 => by_hour,
        1 => Just(MoveBasis::Linehaul),
        1 => Just(MoveBasis::Lane { from: city("Vancouver"), to: city("Kelowna") }),
        1 => Just(MoveBasis::ByCharges),
    ]
}

fn any_cover() -> impl Strategy<Value = Option<ValuationChoice>> {
    let full = (0_i64..900_000, prop::bool::ANY).prop_map(|(declared, high)| ValuationChoice {
        option: ValuationOption::FullReplacement,
        declared_value: Some(hundredths(declared * 10)),
        deductible: hundredths(if high { 50_000 } else { 25_000 }),
        insurer: None,
    });
    prop::option::of(full)
}

fn any_load() -> impl Strategy<Value = MoveInput> {
    let access = prop::collection::vec((0_usize..CONDITIONS.len(), 1_i64..200), 0..4);
    let counts = (0_u32..40, 0_u32..40, 0_u32..6);
    let load = (20_i64..5_000, prop::sample::select(vec![20_i64, 260, 480, 3_100, 3_430]), 0_usize..SERVICES.len());
    (any_basis(), load, access, counts, any_cover(), prop::option::of(1_u32..100), 300_i64..700).prop_map(
        |(basis, (cuft, km, service), access, (supplied, packed, rented), valuation, days, heavy)| {
            let count = |material: &str| PackingCount { material: material.into(), ..Default::default() };
            MoveInput {
                service: SERVICES[service],
                basis,
                volume_cuft: Some(whole(cuft)),
                distance_km: Some(whole(km)),
                drive_minutes: Some(45),
                articles: vec![Article { name: "article".into(), weight_lb: whole(heavy), count: 1 }],
                access: access
                    .into_iter()
                    .map(|(n, extent)| AccessInput {
                        condition: CONDITIONS[n],
                        extent: whole(extent),
                        volume_cuft: None,
                    })
                    .collect(),
                packing: vec![
                    PackingCount { supplied, packed, ..count("carton-medium") },
                    PackingCount { supplied: packed, rented, ..count("carton-wardrobe") },
                ],
                valuation,
                transit_storage_days: days,
                ..Default::default()
            }
        },
    )
}

fn any_move() -> impl Strategy<Value = PricingInput> {
    let terms = (0_i64..300_000, 0_u32..4, 1_i8..29, 1_i8..13, prop::option::of(0_i64..1_000));
    (any_load(), terms).prop_map(|(load, (discount, fees, day, month, planned))| {
        let mut input = one_move(date(2027, month, day), load);
        input.discount = (discount > 0).then(|| Discount::Percent { rate: Rate::from_millionths(discount) });
        input.deposit = percent_deposit(20);
        input.planned_cost = planned.map(|cost| Money::new(cost * 100, Currency::Cad));
        input.parts[0].charges.push(charge("kit.packing"));
        if fees & 1 == 1 {
            input.parts[0].charges.push(charge("fuel.local"));
        }
        if fees & 2 == 2 {
            input.parts[0].charges.push(charge("fuel.long"));
        }
        input
    })
}

fn any_order() -> impl Strategy<Value = PricingInput> {
    let classes = prop::sample::subsequence(vec!["MC-25", "MC-50", "TC-7030", "CC-100"], 1..5);
    (classes, 1_u32..3_700, 0_u32..60, 0_u32..4, 0_i64..400, any::<[bool; 4]>()).prop_map(
        |(classes, days, sundays, quantity, km, [double, night, high, cooked])| {
            let machines = classes.into_iter().map(|class| machine(class, quantity)).collect();
            let mut work = order(machines, days, km);
            work.length = OrderLength::Days { days, sundays };
            work.shift = if double { Shift::Double } else { Shift::Single };
            work.time = if night { WorkTime::Night } else { WorkTime::Day };
            work.risk = if high { Risk::High } else { Risk::Low };
            work.persons_fed = if cooked { 3 } else { 0 };
            one_order(work)
        },
    )
}

fn any_hire() -> impl Strategy<Value = PricingInput> {
    (0_i8..28, 0_i8..24, 1_i64..1_500, 0_u32..3, any::<[bool; 2]>()).prop_map(
        |(day, hour, minutes, riggers, [big, stays])| {
            let from = date(2027, 3, day + 1).at(hour, 10, 0, 0);
            let to = from.checked_add(jiff::Span::new().minutes(minutes)).unwrap();
            let work = HireInput {
                class: if big { "AT-60" } else { "BT-15" }.into(),
                quantity: 1,
                own_hour: None,
                calls: vec![HireCall { from, to, left_on_site: stays }],
                crew: vec![HireCrew { role: "RIGGER".into(), count: riggers }],
            };
            let part = part("hire", &hire_example(), from.date(), Work::HourlyHire(Box::new(work)));
            quote(Currency::Cad, vec![part])
        },
    )
}

fn any_rental() -> impl Strategy<Value = PricingInput> {
    (1_u32..3_651, 1_u32..4, prop::bool::ANY).prop_map(|(days, quantity, waiver)| {
        let duration = RentalDuration::Days { days };
        let work = RentalInput { class: "TELEHANDLER".into(), quantity, duration, waiver };
        let part = part("rent", &rental_example(), date(2027, 5, 11), Work::Rental(Box::new(work)));
        quote(Currency::Cad, vec![part])
    })
}

/// How many quotes one seed draws.
const SERIES: usize = 500;

/// Prices a series of random quotes, the same for each number; answers how many had a price and how many were refused with
/// reasons.
fn price_series(number: usize, count: usize) -> (usize, usize) {
    let tariffs = [moving_example(), crane_example(), hire_example(), rental_example()];
    let any = prop_oneof![6 => any_move(), 2 => any_order(), 1 => any_hire(), 1 => any_rental()];
    let mut seed = [7; 32];
    seed[..8].copy_from_slice(&(number as u64).to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(ProptestConfig::default(), rng);
    let (mut with_price, mut refused) = (0, 0);
    for _ in 0..count {
        let input = any.new_tree(&mut runner).unwrap().current();
        match price(&input, &tariffs, &gst()) {
            Ok(priced) => {
                with_price += 1;
                assert_adds_up(&priced);
            }
            Err(reasons) => {
                refused += 1;
                assert!(!reasons.is_empty());
            }
        }
    }
    (with_price, refused)
}

/// Prices so many, on every processor core there is: whoever is free takes the next series.
fn price_many(count: usize) -> (usize, usize) {
    let series = count.div_ceil(SERIES);
    let next = AtomicUsize::new(0);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let work = || {
        let (mut with_price, mut refused) = (0, 0);
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= series {
                return (with_price, refused);
            }
            let (priced, not) = price_series(number, SERIES.min(count - number * SERIES));
            with_price += priced;
            refused += not;
        }
    };
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        all.into_iter().map(|one| one.join().expect("no panic")).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    })
}

#[test]
fn quo_1_random_quotes_of_every_kind_add_up() {
    let (with_price, refused) = price_many(300);
    assert!(with_price > 150 && refused > 0, "{with_price} priced, {refused} refused");
}

#[test]
#[ignore = "a hundred thousand prices: `make prices`"]
fn quo_1_a_hundred_thousand_random_quotes_are_priced_without_panic() {
    let began = Instant::now();
    let (with_price, refused) = price_many(100_000);
    let took = began.elapsed();
    println!("{with_price} priced and {refused} refused with reasons in {:.1} s", took.as_secs_f64());
    assert!(with_price > 50_000, "{with_price} priced");
}

#[test]
fn quo_16_cover_is_never_below_the_law() {
    use kernel::money::tax::{Place, SupplyPlaces};
    let covered = |currency, origin: Place, destination: Place, lb| {
        let mut tariff = moving_example();
        tariff.currency = currency;
        for rule in &mut tariff.rules {
            if let crate::pricing::tariff::RuleBody::Valuation(rule) = &mut rule.body {
                rule.least.clear();
            }
        }
        let valuation = Some(ValuationChoice {
            option: ValuationOption::FullReplacement,
            declared_value: Some(hundredths(100_000)),
            deductible: hundredths(50_000),
            insurer: None,
        });
        let work = MoveInput { weight_lb: Some(whole(lb)), valuation, ..local(hourly(2, 300, "travel.none")) };
        let mut input = one_move(date(2026, 5, 12), work);
        input.currency = currency;
        input.parts[0].places = SupplyPlaces::between(origin, destination);
        let quoted = priced(&input, &tariff, &StatedTaxes::none());
        quoted.lines.iter().find(|line| line.key == "move/valuation.full").unwrap().quantity
    };
    let us = |state: &str| Place::new("US", state);
    // 7,000 lb × 6.00; a light load is worth 6,000.00 all the same; inside a state nothing is added to the 1,000.00.
    assert_eq!(covered(Currency::Usd, us("NY"), us("NJ"), 7_000), whole(42));
    assert_eq!(covered(Currency::Usd, us("NY"), us("NJ"), 500), whole(6));
    assert_eq!(covered(Currency::Usd, us("NY"), us("NY"), 7_000), whole(1));
    // 7,000 lb are 3,175.15 kg × 4.41 = 14,002.39.
    assert_eq!(covered(Currency::Cad, Place::new("CA", "ON"), Place::new("CA", "QC"), 7_000), whole(15));
    // Rates in another money than the quote's say nothing.
    assert_eq!(covered(Currency::Cad, us("NY"), us("NJ"), 7_000), whole(1));
}
