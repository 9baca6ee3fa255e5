//! Rules that no worked example reaches.

use super::crane::{machine, one_order, order};
use super::moving::{hourly, local, one_move};
use super::*;
use crate::pricing::Category;
use crate::pricing::fixtures::{crane_example, moving_example};
use crate::pricing::tariff::*;

const WEEKDAY: Date = date(2026, 5, 12);

fn with_rule(mut tariff: TariffVersion, rule_key: &str, body: RuleBody) -> TariffVersion {
    tariff.rules.push(Rule { rule_key: rule_key.into(), body });
    tariff
}

fn moved(tariff: &TariffVersion, work: MoveInput) -> Priced {
    priced(&one_move(WEEKDAY, work), tariff, &StatedTaxes::none())
}

fn three_legs(rule_key: &str) -> HourlyInput {
    let leg = |km, minutes| Some(Leg { distance_km: whole(km), minutes });
    let mut clock = hourly(2, 120, rule_key);
    clock.travel.office_to_origin = leg(10, 20);
    clock.travel.origin_to_destination = leg(30, 40);
    clock.travel.destination_to_office = leg(20, 25);
    clock
}

fn portion(price_per_distance: Option<UnitPrice>) -> RuleBody {
    RuleBody::Travel(TravelRule {
        mode: TravelMode::Portion {
            office_to_origin: true,
            origin_to_destination: false,
            destination_to_office: true,
            price_per_distance,
        },
    })
}

#[test]
fn quo_10_portions_by_time_and_by_distance() {
    let by_time = with_rule(moving_example(), "travel.portion", portion(None));
    let quoted = moved(&by_time, local(three_legs("travel.portion")));
    // 20 + 25 minutes at 139.00 an hour.
    assert_eq!(amount(&quoted, "move/travel.portion"), "104.25");
    let mut by_distance = with_rule(moving_example(), "travel.portion", portion(Some(hundredths(200))));
    let quoted = moved(&by_distance, local(three_legs("travel.portion")));
    assert_eq!(amount(&quoted, "move/travel.portion"), "60.00");
    by_distance.distance_unit = DistanceUnit::Mi;
    // 30 km are 18.6411… miles.
    let quoted = moved(&by_distance, local(three_legs("travel.portion")));
    assert_eq!(amount(&quoted, "move/travel.portion"), "37.28");
}

#[test]
fn quo_10_trucks_by_count_hour_and_distance() {
    let truck = |basis| {
        let body = RuleBody::Truck(TruckRule { basis, price: hundredths(1_000) });
        let tariff = with_rule(moving_example(), "truck", body);
        amount(&moved(&tariff, local(three_legs("travel.double-drive"))), "move/truck")
    };
    assert_eq!(truck(TruckBasis::PerTruck), "10.00");
    // 120 + 80 → 210 minutes.
    assert_eq!(truck(TruckBasis::PerHour), "35.00");
    assert_eq!(truck(TruckBasis::PerDistance), "600.00");
}

#[test]
fn quo_9_the_minimum_may_include_travel() {
    let mut tariff = moving_example();
    let clock = || local(hourly(2, 30, "travel.trip-fee"));
    assert_eq!(text(moved(&tariff, clock()).total), "417.00");
    tariff.settings.minimum_includes_travel = true;
    assert_eq!(text(moved(&tariff, clock()).total), "278.00");
    tariff.settings.minimum_minutes.weekday = 0;
    assert_eq!(text(moved(&tariff, clock()).total), "208.50");
}

#[test]
fn quo_14_rented_by_the_week_unpacked_and_packed_by_the_hour() {
    let bin = PackingRule {
        material: "bin".into(),
        unpacked: Some(hundredths(150)),
        rented: Some(hundredths(300)),
        rented_by: MaterialRentalBasis::Week,
        ..Default::default()
    };
    let tariff = with_rule(moving_example(), "packing.bin", RuleBody::Packing(bin));
    let packer = PackingLabourRule { packer_hour: hundredths(6_000) };
    let tariff = with_rule(tariff, "packing.labour", RuleBody::PackingLabour(packer));
    let count =
        PackingCount { material: "bin".into(), unpacked: 4, rented: 10, rented_days: Some(8), ..Default::default() };
    let work = MoveInput {
        packing: vec![count],
        packing_labour: Some(PackingLabour { packers: 2, minutes: 50 }),
        ..Default::default()
    };
    let quoted = moved(&tariff, work);
    assert_eq!(amount(&quoted, "move/packing.bin/unpacked"), "6.00");
    assert_eq!(amount(&quoted, "move/packing.bin/rented"), "60.00");
    assert_eq!(amount(&quoted, "move/packing.labour"), "120.00");
}

fn fee(fee: FeeKind) -> FeeRule {
    FeeRule {
        fee,
        category: Category::Fee,
        tax_class: None,
        automatic: true,
        condition: None,
        cap: None,
        floor: None,
        commissionable: false,
        discountable: true,
        public: true,
    }
}

#[test]
fn quo_15_fees_of_every_kind() {
    let work = MoveInput {
        weight_lb: Some(whole(2_500)),
        distance_km: Some(whole(40)),
        drive_minutes: Some(45),
        ..Default::default()
    };
    let price = hundredths(1_000);
    let bands = vec![
        DistancePrice { up_to_distance: whole(100), price: hundredths(9_000) },
        DistancePrice { up_to_distance: whole(50), price: hundredths(5_000) },
    ];
    let charged = |kind, expected: &str| {
        let tariff = with_rule(moving_example(), "fee.tested", RuleBody::Fee(fee(kind)));
        let mut input = one_move(WEEKDAY, work.clone());
        input.parts[0].charges =
            vec![ChargeInput { quantity: whole(3), second_quantity: Some(whole(2)), ..charge("fee.tested") }];
        let quoted = priced(&input, &tariff, &StatedTaxes::none());
        assert_eq!(amount(&quoted, "move/fee.tested"), expected);
    };
    charged(FeeKind::Flat { price }, "10.00");
    charged(FeeKind::PerItem { price }, "30.00");
    charged(FeeKind::TwoFactor { price }, "60.00");
    charged(FeeKind::PerDistance { price }, "400.00");
    charged(FeeKind::RateTimesDistance { price }, "1200.00");
    charged(FeeKind::DistanceTable { bands }, "50.00");
    charged(FeeKind::DriveTime { price }, "7.50");
    charged(FeeKind::Per100Lb { price }, "250.00");
}

#[test]
fn quo_15_fuel_by_index_and_no_percentage_of_a_percentage() {
    let steps = vec![
        IndexStep { from: hundredths(100), rate: Rate::percent(2) },
        IndexStep { from: hundredths(150), rate: Rate::percent(5) },
    ];
    let of = vec![Category::Labour, Category::PercentageFee];
    let index = FeeKind::Percentage { rate: PercentageSource::Index { steps, prices: Vec::new() }, of };
    let tariff = with_rule(moving_example(), "fuel.index", RuleBody::Fee(fee(index)));
    let mut input = one_move(WEEKDAY, local(hourly(2, 300, "travel.none")));
    input.parts[0].charges = vec![charge("fuel.local")];
    assert!(matches!(errors(&input, &tariff)[..], [PricingError::InputMissing { .. }]));
    input.parts[0].fuel_index = Some(hundredths(149));
    assert_eq!(amount(&priced(&input, &tariff, &StatedTaxes::none()), "move/fuel.index"), "13.90");
    input.parts[0].fuel_index = Some(hundredths(150));
    assert_eq!(amount(&priced(&input, &tariff, &StatedTaxes::none()), "move/fuel.index"), "34.75");
}

#[test]
fn quo_15_fuel_by_the_index_that_holds_on_the_service_day() {
    let steps = vec![
        IndexStep { from: hundredths(100), rate: Rate::percent(2) },
        IndexStep { from: hundredths(150), rate: Rate::percent(5) },
    ];
    let price = |from, price| IndexPrice { from, price: hundredths(price) };
    let prices = vec![price(date(2026, 5, 12), 155), price(date(2026, 4, 1), 120), price(date(2026, 6, 1), 90)];
    let index = FeeKind::Percentage { rate: PercentageSource::Index { steps, prices }, of: vec![Category::Labour] };
    let tariff = with_rule(moving_example(), "fuel.index", RuleBody::Fee(fee(index)));
    let on = |day| {
        let input = one_move(day, local(hourly(2, 300, "travel.none")));
        amount(&priced(&input, &tariff, &StatedTaxes::none()), "move/fuel.index")
    };
    assert_eq!((on(date(2026, 5, 11)), on(date(2026, 5, 12))), ("13.90".to_owned(), "34.75".to_owned()));
    let before = one_move(date(2026, 3, 31), local(hourly(2, 300, "travel.none")));
    assert!(matches!(errors(&before, &tariff)[..], [PricingError::InputMissing { .. }]), "no index holds yet");
    let below = one_move(date(2026, 6, 2), local(hourly(2, 300, "travel.none")));
    assert!(matches!(errors(&below, &tariff)[..], [PricingError::RateMissing { .. }]), "no step is reached");
}

#[test]
fn quo_20_units_by_the_month_and_services_stand_in_parts_of_their_own() {
    let service = |price, unit, tax_class| {
        RuleBody::Service(ServiceRule { service: ServiceCategory::Other, price, unit, tax_class })
    };
    use crate::pricing::Unit;
    use kernel::money::tax::TaxClass;
    let vault = service(hundredths(8_900), Unit::Month, TaxClass::Storage);
    let tariff = with_rule(moving_example(), "unit.vault", vault);
    let mut input = one_move(WEEKDAY, local(hourly(2, 300, "travel.none")));
    let mut storage = part("vault", &tariff, WEEKDAY, Work::Charges);
    storage.charges = vec![ChargeInput { quantity: whole(3), ..charge("unit.vault") }];
    input.parts.push(storage);
    let quoted = priced(&input, &tariff, &StatedTaxes::none());
    let line = quoted.lines.iter().find(|line| line.key == "vault/unit.vault").unwrap();
    assert_eq!((line.category, line.tax_class), (Category::Storage, TaxClass::Storage));
    assert_eq!(text(quoted.total), "962.00");
}

#[test]
fn quo_32_overtime_and_quo_33_minimum_hours_inside_an_order() {
    let mut card = with_rule(crane_example(), "hire-clock", RuleBody::HireClock(HireClockRule::default()));
    let of = |card: &TariffVersion, hours| {
        let work = CraneOrderInput { hours_per_shift: Some(whole(hours)), ..order(vec![machine("MC-50", 1)], 5, 0) };
        text(priced(&one_order(work), card, &StatedTaxes::none()).total)
    };
    assert_eq!((of(&card, 2), of(&card, 10)), ("35000.00".into(), "175000.00".into()));
    for rule in &mut card.rules {
        if let RuleBody::CraneTerms(terms) = &mut rule.body {
            terms.minimum_hours = true;
            terms.overtime = kernel::money::Factor::tenths(15);
        }
    }
    // At least 4 h to 125 t; 8 h and 2 h × 1.5.
    assert_eq!((of(&card, 2), of(&card, 10)), ("70000.00".into(), "192500.00".into()));
}

#[test]
fn keys_of_machines_do_not_mix() {
    let machines = vec![
        MachineInput { key: "a".into(), ..machine("MC-25", 1) },
        MachineInput { key: "ba".into(), ..machine("MC-50", 1) },
    ];
    let quoted = priced(&one_order(order(machines, 5, 0)), &crane_example(), &StatedTaxes::none());
    let quoted_of =
        |key: &str| quoted.alternatives.iter().find(|other| other.subject == key).map(|other| text(other.quoted));
    assert_eq!(quoted_of("a").as_deref(), Some("100000.00"));
    assert_eq!(quoted_of("ba").as_deref(), Some("140000.00"));
    let twice = vec![machine("MC-25", 1), MachineInput { key: "mc-25".into(), ..machine("MC-50", 1) }];
    assert!(!errors(&one_order(order(twice, 5, 0)), &crane_example()).is_empty());
}

#[test]
fn quo_29_relaxation_never_makes_mobilisation_negative() {
    let of = |relaxation| {
        let mut work = order(vec![machine("MC-50", 1)], 5, 60);
        work.mobilisation.relaxation = Some(relaxation);
        work.mobilisation.trailers = 1;
        work.mobilisation.trailer_cost = hundredths(100_000);
        text(priced(&one_order(work), &crane_example(), &StatedTaxes::none()).total)
    };
    // 3,600.00 for the way; the trailer is never relaxed.
    assert_eq!(of(Relaxation::Amount { amount: hundredths(500_000) }), "141000.00");
    assert_eq!(of(Relaxation::Percent { rate: Rate::percent(25) }), "143700.00");
}
