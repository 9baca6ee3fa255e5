//! What opens and closes flags.

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

fn facts(status: &str, confirmed: i64) -> FactsRow {
    FactsRow {
        id: kernel::Id::from_uuid(Uuid::from_u128(1)),
        location_id: kernel::Id::from_uuid(Uuid::from_u128(2)),
        status: status.into(),
        planned_start: at("2026-06-01T08:00:00Z"),
        planned_end: at("2026-06-01T13:00:00Z"),
        actual_start: None,
        actual_end: None,
        crew_wanted: 3,
        crew_minimum: 2,
        window_end: Some(at("2026-06-01T09:30:00Z")),
        confirmed,
        unanswered: 0,
        arrived: false,
        missing_media: None,
        late_media: 0,
        open: json!([]),
    }
}

fn names(facts: &FactsRow, now: &str) -> Vec<&'static str> {
    holding(facts, at(now)).into_iter().map(|r| r.flag).collect()
}

/// Worked example 3 of the dispatch rules.
#[test]
fn dsp_16_understaffed_is_red_below_the_minimum() {
    let early = at("2026-06-01T07:00:00Z");
    assert_eq!(
        holding(&facts("MORNING_PREP", 2), early),
        [Raised { flag: "UNDERSTAFFED", cause: "2 of 3 confirmed".into(), red: false }]
    );
    assert!(holding(&facts("MORNING_PREP", 1), early)[0].red);
    assert!(holding(&facts("MORNING_PREP", 3), early).is_empty());
    assert!(holding(&facts("CANCELLED", 0), early).is_empty());
}

#[test]
fn dsp_16_overrun_is_more_than_130_percent() {
    let minutes = SignedDuration::from_mins;
    assert!(!overrun(minutes(300), minutes(390)));
    assert!(overrun(minutes(300), minutes(391)));
    let mut out = facts("ONSITE", 3);
    out.actual_start = Some(at("2026-06-01T08:00:00Z"));
    assert!(names(&out, "2026-06-01T14:30:00Z").is_empty());
    assert_eq!(names(&out, "2026-06-01T14:31:00Z"), ["OVERRUN"]);
}

#[test]
fn dsp_16_late_15_minutes_after_departure_or_after_the_window() {
    assert!(names(&facts("MORNING_PREP", 3), "2026-06-01T08:15:00Z").is_empty());
    assert_eq!(names(&facts("MORNING_PREP", 3), "2026-06-01T08:15:01Z"), ["LATE"]);
    assert!(names(&facts("EN_ROUTE", 3), "2026-06-01T09:30:00Z").is_empty());
    assert_eq!(names(&facts("EN_ROUTE", 3), "2026-06-01T09:31:00Z"), ["LATE"]);
    let mut there = facts("EN_ROUTE", 3);
    there.arrived = true;
    assert!(names(&there, "2026-06-01T09:31:00Z").is_empty());
}

#[test]
fn cap_17_missing_proof_is_flagged() {
    let mut it = facts("COMPLETED", 3);
    it.missing_media = Some("POINTS_A: customer_signature".into());
    assert_eq!(names(&it, "2026-06-01T08:00:00Z"), ["MISSING_CONFIRMATION"]);
}
