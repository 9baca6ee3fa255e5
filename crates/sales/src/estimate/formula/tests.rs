//! The worked examples to the minute and the cubic foot, and what holds for every sheet.

use kernel::money::Ratio;
use proptest::prelude::*;

use super::*;
use crate::estimate::codes::{Flag, PackedBy, RoomKind, StopRole};

fn ratio(text: &str) -> Ratio {
    text.parse().expect(text)
}

fn moving() -> Service {
    Service { code: "MOVING".into(), load_percent: 65, unload_percent: 35, needs_truck: true }
}

fn stop(role: StopRole, floor: i32, elevator: bool) -> Stop {
    Stop { role, floor, elevator, carry_ft: 0 }
}

fn input(preset: Option<&str>) -> Input {
    Input {
        service: moving(),
        density_lb_per_cuft: Ratio::whole(7),
        preset_cuft: preset.map(ratio),
        things: vec![],
        cartons: vec![],
        rooms: vec![],
        stops: vec![stop(StopRole::Pickup, 1, false), stop(StopRole::Dropoff, 1, false)],
        driving_minutes: 0,
        typed: None,
        history: None,
    }
}

fn thing(cuft: i64, going: u32, flags: &[Flag]) -> Thing {
    Thing {
        name: "Thing".into(),
        volume_cuft: Ratio::whole(cuft),
        weight_lb: None,
        going,
        flags: flags.to_vec(),
        from_stop: None,
        to_stop: None,
    }
}

fn step<'a>(run: &'a Run, name: &str) -> &'a Step {
    run.steps.iter().find(|s| s.name == name).unwrap_or_else(|| panic!("no step {name}"))
}

fn two(value: Ratio) -> String {
    format!("{:.2}", value.rounded_to(2).expect("rounded").to_string().parse::<f64>().expect("a number"))
}

#[test]
fn sal_22_to_26_worked_example_5() {
    let mut asked = input(None);
    asked.stops = vec![stop(StopRole::Pickup, 3, false), stop(StopRole::Dropoff, 5, true)];
    asked.driving_minutes = 35;
    asked.things = vec![thing(45, 2, &[Flag::Appliance]), thing(58, 3, &[Flag::Assembly]), thing(60, 10, &[])];
    let run = run(&Figures::default(), &asked).expect("a run");
    let out = &run.outputs;
    assert_eq!((out.volume_cuft, out.weight_lb), (Ratio::whole(864), Ratio::whole(6_048)));
    assert_eq!((out.movers, out.trucks, out.mode), (4, 1, Mode::Inventory));
    assert_eq!(two(step(&run, "base_minutes").value), "279.14");
    assert_eq!(two(step(&run, "load_share").value), "181.44");
    assert_eq!(two(step(&run, "load_minutes").value), "254.02");
    assert_eq!(two(step(&run, "unload_share").value), "97.70");
    assert_eq!(two(step(&run, "unload_minutes").value), "122.12");
    assert_eq!(step(&run, "handling").value, Ratio::whole(50));
    assert_eq!(two(step(&run, "total_minutes").value), "461.14");
    assert_eq!((out.minutes, out.low_minutes, out.high_minutes), (465, 405, 555));
    let total = step(&run, "total_minutes").value;
    assert_eq!(two(total.times(ratio("0.85")).expect("low")), "391.97");
    assert_eq!(two(total.times(ratio("1.2")).expect("high")), "553.37");
    assert!(!out.too_long && out.days == 1);
}

#[test]
fn sal_22_a_preset_holds_until_an_article_is_entered_and_shows_a_range() {
    let figures = Figures::default();
    let mut asked = input(Some("864"));
    let preset = run(&figures, &asked).expect("a run").outputs;
    assert_eq!((preset.mode, preset.volume_cuft), (Mode::Preset, Ratio::whole(864)));
    assert_eq!((preset.low_volume_cuft, preset.high_volume_cuft), (Some(ratio("691.2")), Some(ratio("1036.8"))));
    asked.things.push(thing(40, 1, &[]));
    let sheet = run(&figures, &asked).expect("a run").outputs;
    assert_eq!((sheet.mode, sheet.volume_cuft, sheet.low_volume_cuft), (Mode::Inventory, Ratio::whole(40), None));
    asked.typed = Some(Typed { weight_lb: Some(ratio("5000")), ..Typed::default() });
    let typed = run(&figures, &asked).expect("a run").outputs;
    assert_eq!((typed.mode, typed.weight_lb, typed.movers), (Mode::Manual, Ratio::whole(5_000), 3));
}

#[test]
fn sal_27_worked_example_6() {
    let mut asked = input(Some("1872"));
    asked.driving_minutes = 40;
    let first = run(&Figures::default(), &asked).expect("a run");
    let out = &first.outputs;
    assert_eq!((out.weight_lb, out.movers, out.trucks), (Ratio::whole(13_104), 6, 2));
    assert_eq!((two(step(&first, "base_minutes").value), out.minutes), ("436.80".into(), 480));
    let mut figures = Figures::default();
    figures.longest.minutes = 420;
    figures.longest.crew_cap = 8;
    let second = run(&figures, &asked).expect("a run");
    let totals: Vec<_> = second.steps.iter().filter(|s| s.name == "total_minutes").map(|s| two(s.value)).collect();
    assert_eq!(totals, ["476.80", "433.12", "397.38"]);
    let hours: Vec<_> = second.steps.iter().filter(|s| s.name == "rounded_minutes").map(|s| s.value).collect();
    assert_eq!(hours, [480, 435, 405].map(|m: i64| Ratio::whole(m)));
    assert_eq!((second.outputs.movers, second.outputs.minutes, second.outputs.too_long), (8, 405, false));
    figures.longest.crew_cap = 7;
    let capped = run(&figures, &asked).expect("a run").outputs;
    assert_eq!((capped.movers, capped.minutes, capped.too_long, capped.days), (7, 435, true, 2));
}

#[test]
fn sal_27_nobody_is_added_while_driving_exceeds_labour() {
    let mut asked = input(Some("400"));
    asked.driving_minutes = 600;
    let out = run(&Figures::default(), &asked).expect("a run").outputs;
    assert_eq!((out.movers, out.too_long, out.days), (3, true, 2));
}

#[test]
fn sal_26_worked_example_6_correction() {
    let mut asked = input(Some("864"));
    asked.history = Some(History { jobs: 64, median: ratio("1.1"), low: ratio("0.9"), high: ratio("1.3") });
    let corrected = run(&Figures::default(), &asked).expect("a run");
    assert_eq!(step(&corrected, "correction").value, Ratio::new(904, 840).expect("a fraction"));
    let total = step(&corrected, "total_minutes").value;
    let end = total.times(ratio("0.9")).and_then(|t| t.rounded_up_to(Ratio::whole(15))).expect("minutes");
    assert_eq!(Ratio::from(corrected.outputs.low_minutes), end, "from 30 jobs on their own percentiles");
    asked.history = Some(History { jobs: 500, median: ratio("3"), low: ratio("1"), high: ratio("2") });
    let kept = run(&Figures::default(), &asked).expect("a run");
    assert_eq!(step(&kept, "correction").value, ratio("1.4"), "never beyond 1.40");
}

#[test]
fn sal_28_worked_example_7() {
    let rooms = [RoomKind::Kitchen, RoomKind::LivingRoom, RoomKind::Bedroom, RoomKind::Bedroom];
    let figures = Figures::default();
    let cartons = suggested(&figures, &rooms);
    let counts: Vec<_> = cartons.iter().map(|(name, n)| (name.as_str(), *n)).collect();
    assert_eq!(counts, [("carton-large", 10), ("carton-medium", 22), ("carton-small", 16)]);
    let mut asked = input(None);
    asked.rooms = rooms.to_vec();
    let packed = |(name, quantity): (String, u32)| Cartons {
        material: name,
        quantity,
        packed_by: PackedBy::Carrier,
        unpacked: false,
    };
    asked.cartons = cartons.into_iter().map(packed).collect();
    let out = run(&figures, &asked).expect("a run").outputs;
    assert_eq!((out.volume_cuft, out.weight_lb), (Ratio::whole(135), Ratio::whole(945)));
    assert_eq!((out.packing_minutes, out.unpacking_minutes), (195, 0));
    asked.cartons.iter_mut().for_each(|c| (c.packed_by, c.unpacked) = (PackedBy::Owner, true));
    let out = run(&figures, &asked).expect("a run").outputs;
    assert_eq!((out.packing_minutes, out.unpacking_minutes), (0, 105), "unpacking takes half: 93 rounded up");
}

#[test]
fn sal_23_crew_and_trucks_at_their_edges() {
    let figures = Figures::default();
    let crew = |lb: &str| {
        let mut asked = input(None);
        asked.typed = Some(Typed { weight_lb: Some(ratio(lb)), ..Typed::default() });
        asked.typed.as_mut().expect("typed").minutes = Some(60);
        run(
            &Figures { longest: super::figures::LongestFigures { minutes: 1_440, crew_cap: 2 }, ..Figures::default() },
            &asked,
        )
        .expect("a run")
        .outputs
        .movers
    };
    let edges = ["1499", "1500", "4999.99", "5000", "5000.01", "8000", "8001"].map(crew);
    assert_eq!(edges, [2, 3, 3, 3, 4, 4, 5]);
    let mut asked = input(None);
    asked.things = vec![Thing { weight_lb: Some(Ratio::whole(351)), ..thing(30, 1, &[]) }];
    assert_eq!(run(&figures, &asked).expect("a run").outputs.movers, 3, "over 350 lb");
    asked.things[0].weight_lb = Some(Ratio::whole(501));
    assert_eq!(run(&figures, &asked).expect("a run").outputs.movers, 4, "over 500 lb");
    asked.things[0].weight_lb = Some(Ratio::whole(350));
    assert_eq!(run(&figures, &asked).expect("a run").outputs.movers, 2, "not over");
    asked.things[0] = thing(110, 1, &[]);
    assert_eq!(run(&figures, &asked).expect("a run").outputs.movers, 2, "a bunk bed is large, not heavy");
    let mut figures = Figures::default();
    figures.trucks.volume_cuft = Some(1_000);
    assert_eq!(run(&figures, &input(Some("901"))).expect("a run").outputs.trucks, 2, "901 of 900 usable cubic feet");
    let mut hands = input(Some("901"));
    hands.service.needs_truck = false;
    assert_eq!(run(&figures, &hands).expect("a run").outputs.trucks, 0);
}

#[test]
fn sal_25_access_adds_up_to_a_most_and_several_stops_share_by_cubic_feet() {
    let figures = Figures::default();
    let mut asked = input(None);
    asked.stops = vec![
        Stop { carry_ft: 101, ..stop(StopRole::Pickup, 2, false) },
        stop(StopRole::Pickup, 1, false),
        stop(StopRole::Dropoff, 12, false),
    ];
    asked.things = vec![
        Thing { from_stop: Some(1), ..thing(30, 1, &[]) },
        Thing { from_stop: Some(2), ..thing(10, 1, &[]) },
        thing(60, 1, &[]),
    ];
    let run = run(&figures, &asked).expect("a run");
    let loads: Vec<_> = run.steps.iter().filter(|s| s.name == "load_minutes").collect();
    let percent = |s: &Step| s.of.iter().find(|f| f.name == "access").expect("access").value;
    assert_eq!(
        (percent(loads[0]), percent(loads[1])),
        (Ratio::whole(60), Ratio::ZERO),
        "a floor and two started 50 ft"
    );
    let share = |s: &Step| s.of.iter().find(|f| f.name == "share").expect("share").value;
    assert_eq!(share(loads[0]), share(loads[1]).times(Ratio::whole(3)).expect("three times"));
    assert_eq!(percent(step(&run, "unload_minutes")), Ratio::whole(150), "never more than 150 %");
    assert_eq!(step(&run, "handling").value, Ratio::whole(15), "a third stop");
}

#[test]
fn sal_24_each_service_does_its_shares() {
    let mut asked = input(Some("700"));
    asked.service = Service { code: "LOAD_ONLY".into(), load_percent: 65, unload_percent: 0, needs_truck: false };
    let run = run(&Figures::default(), &asked).expect("a run");
    assert_eq!((two(step(&run, "labour_minutes").value), run.outputs.trucks), ("191.10".into(), 0));
}

fn any_thing() -> impl Strategy<Value = Thing> {
    let flags = prop::sample::subsequence(vec![Flag::Appliance, Flag::Assembly, Flag::Fragile, Flag::Piano], 0..3);
    (1_i128..50_000, prop::option::of(0_i64..900), 0_u32..6, flags, prop::option::of(1_u32..4)).prop_map(
        |(hundredths, lb, going, flags, from_stop)| Thing {
            name: "Thing".into(),
            volume_cuft: Ratio::new(hundredths, 100).expect("cubic feet"),
            weight_lb: lb.map(Ratio::whole),
            going,
            flags,
            from_stop,
            to_stop: None,
        },
    )
}

fn any_input() -> impl Strategy<Value = Input> {
    let stops = prop::collection::vec((-1..9, any::<bool>(), 0_u32..400), 2..5);
    (prop::collection::vec(any_thing(), 1..40), stops, 0_u32..300).prop_map(|(things, stops, driving_minutes)| {
        let mut asked = input(None);
        asked.things = things;
        asked.driving_minutes = driving_minutes;
        let last = stops.len() - 1;
        asked.stops = (0..)
            .zip(stops)
            .map(|(n, (floor, elevator, carry_ft))| {
                let role = if n == last { StopRole::Dropoff } else { StopRole::Pickup };
                Stop { role, floor, elevator, carry_ft }
            })
            .collect();
        asked
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_the_lines_does_not_matter(asked in any_input(), turn in 0_usize..40) {
        let figures = Figures::default();
        let mut turned = asked.clone();
        let by = turn % turned.things.len();
        turned.things.rotate_left(by);
        turned.things.reverse();
        prop_assert_eq!(run(&figures, &asked).expect("a run").outputs, run(&figures, &turned).expect("a run").outputs);
    }

    #[test]
    fn more_weight_never_takes_fewer_hours_with_the_same_crew(asked in any_input(), more in 0_i64..20_000, movers in 2_u32..12) {
        let figures = Figures::default();
        let weight = run(&figures, &asked).expect("a run").outputs.weight_lb;
        let with = |lb: Ratio| {
            let typed = Typed { weight_lb: Some(lb), movers: Some(movers), ..Typed::default() };
            run(&figures, &Input { typed: Some(typed), ..asked.clone() }).expect("a run").outputs
        };
        let (less, most) = (with(weight), with(weight.plus(Ratio::whole(more)).expect("a sum")));
        prop_assert!(less.minutes <= most.minutes && less.trucks <= most.trucks);
    }

    #[test]
    fn what_stays_counts_nothing_and_the_range_holds_the_hours(asked in any_input()) {
        let figures = Figures::default();
        let out = run(&figures, &asked).expect("a run").outputs;
        let mut gone = asked.clone();
        gone.things.retain(|t| t.going > 0);
        if !gone.things.is_empty() {
            prop_assert_eq!(&out, &run(&figures, &gone).expect("a run").outputs);
        }
        prop_assert!(out.low_minutes <= out.minutes && out.minutes <= out.high_minutes);
        prop_assert_eq!(out.minutes % 15, 0);
        let again: Input = serde_json::from_value(serde_json::to_value(&asked).expect("JSON")).expect("an input");
        prop_assert_eq!(out, run(&figures, &again).expect("a run").outputs, "what is kept reckons the same");
    }
}
