//! Points and priority (SAL-12, SAL-13). A criterion nobody can answer yet counts nothing and says so.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

codes! {
    Priority { Low = "LOW", Medium = "MEDIUM", High = "HIGH", Urgent = "URGENT" }
}

codes! {
    Part { Fit = "FIT", Intent = "INTENT", Urgency = "URGENCY", Relationship = "RELATIONSHIP", Minus = "MINUS" }
}

/// How the estimated value compares with what this location usually wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueClass {
    AboveMedian,
    AboveHalf,
    Below,
}

/// Who sent them, apart from a finished job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Introduced {
    Referral,
    Partner,
    Neither,
}

/// What is known of a lead. `None`: not known here.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Origin or site within 100 km of an active location.
    pub in_area: Option<bool>,
    /// Service offered, for cranes: the class is in the fleet.
    pub offered: Option<bool>,
    pub size_known: bool,
    pub value: Option<ValueClass>,
    /// Both addresses; for cranes site and load.
    pub both_addresses: bool,
    /// Asked for a quote or called.
    pub asked: bool,
    /// The phone is valid and mobile, or verified.
    pub phone_good: bool,
    pub answered: bool,
    /// Opened a link, survey or quote.
    pub opened: bool,
    /// Came again or by a second channel.
    pub came_again: bool,
    /// Days to the date; below zero when it has passed.
    pub days: Option<i64>,
    pub worked_before: bool,
    pub introduced: Introduced,
    pub answerless_attempts: i64,
    pub fraud_open: bool,
}

/// One criterion, its points and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    pub part: Part,
    pub label: String,
    pub points: i32,
}

/// Points 0 to 100 with each criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    pub points: i32,
    pub reasons: Vec<Reason>,
}

fn urgency(days: Option<i64>) -> (i32, String) {
    match days {
        Some(d @ 0..=7) => (20, format!("{d} days to the date")),
        Some(d @ 8..=14) => (16, format!("{d} days to the date")),
        Some(d @ 15..=30) => (12, format!("{d} days to the date")),
        Some(d @ 31..=60) => (8, format!("{d} days to the date")),
        Some(d @ 61..=120) => (4, format!("{d} days to the date")),
        Some(d) if d < 0 => (0, "The date has passed".into()),
        Some(d) => (0, format!("{d} days to the date")),
        None => (0, "No date".into()),
    }
}

/// Adds up the points of SAL-13.
pub fn score(facts: &Facts) -> Score {
    let mut reasons = Vec::new();
    let mut add = |part, label: &str, points| reasons.push(Reason { part, label: label.into(), points });
    match facts.in_area {
        Some(true) => add(Part::Fit, "In the service area", 10),
        Some(false) => add(Part::Fit, "Outside the service area", 0),
        None => add(Part::Fit, "Distance not known", 0),
    }
    match facts.offered {
        Some(true) => add(Part::Fit, "Service offered", 5),
        Some(false) => add(Part::Fit, "Service not offered", 0),
        None => add(Part::Fit, "Service not known", 0),
    }
    add(Part::Fit, "Size or days known", if facts.size_known { 5 } else { 0 });
    match facts.value {
        Some(ValueClass::AboveMedian) => add(Part::Fit, "Value above the usual", 10),
        Some(ValueClass::AboveHalf) => add(Part::Fit, "Value at least half the usual", 5),
        Some(ValueClass::Below) => add(Part::Fit, "Value below half the usual", 0),
        None => add(Part::Fit, "Value not known", 0),
    }
    add(Part::Fit, "Both addresses known", if facts.both_addresses { 5 } else { 0 });
    add(Part::Intent, "Asked for a quote or called", if facts.asked { 10 } else { 0 });
    add(Part::Intent, "Phone good for a call", if facts.phone_good { 5 } else { 0 });
    add(Part::Intent, "Answered or replied", if facts.answered { 10 } else { 0 });
    add(Part::Intent, "Opened a link, survey or quote", if facts.opened { 5 } else { 0 });
    add(Part::Intent, "Came again", if facts.came_again { 5 } else { 0 });
    let (points, label) = urgency(facts.days);
    add(Part::Urgency, &label, points);
    match (facts.worked_before, facts.introduced) {
        (true, _) => add(Part::Relationship, "Finished job before", 10),
        (false, Introduced::Referral) => add(Part::Relationship, "Referral", 7),
        (false, Introduced::Partner) => add(Part::Relationship, "Sent by a partner", 5),
        (false, Introduced::Neither) => add(Part::Relationship, "New relationship", 0),
    }
    if facts.answerless_attempts >= 3 {
        add(Part::Minus, "Three attempts without an answer", -10);
    }
    if facts.fraud_open {
        add(Part::Minus, "Open fraud flag", -30);
    }
    let points = reasons.iter().map(|r| r.points).sum::<i32>().clamp(0, 100);
    Score { points, reasons }
}

/// The priority of SAL-12; a date that has passed counts as none.
pub fn priority(points: i32, days: Option<i64>) -> Priority {
    match days.filter(|d| *d >= 0) {
        Some(0..=3) => Priority::Urgent,
        Some(4..=14) => Priority::High,
        _ if points >= 70 => Priority::High,
        Some(..=60) => Priority::Medium,
        _ if points < 40 => Priority::Low,
        _ => Priority::Medium,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Facts {
        Facts {
            in_area: Some(true),
            offered: Some(true),
            size_known: true,
            value: Some(ValueClass::AboveMedian),
            both_addresses: false,
            asked: true,
            phone_good: true,
            answered: true,
            opened: false,
            came_again: false,
            days: Some(9),
            worked_before: false,
            introduced: Introduced::Referral,
            answerless_attempts: 0,
            fraud_open: false,
        }
    }

    /// Worked example 3.
    #[test]
    fn sal_13_points_of_the_worked_example() {
        let it = score(&example());
        let part = |part| it.reasons.iter().filter(|r| r.part == part).map(|r| r.points).sum::<i32>();
        assert_eq!(
            (part(Part::Fit), part(Part::Intent), part(Part::Urgency), part(Part::Relationship)),
            (30, 25, 16, 7)
        );
        assert_eq!(it.points, 78);
        assert_eq!(priority(it.points, Some(9)), Priority::High);
        let flagged = score(&Facts { fraud_open: true, ..example() });
        assert_eq!(flagged.points, 48);
        assert_eq!(priority(flagged.points, Some(9)), Priority::High, "still by its date");
    }
    #[test]
    fn sal_13_all_criteria_together_make_one_hundred() {
        let all = Facts {
            both_addresses: true,
            opened: true,
            came_again: true,
            days: Some(0),
            worked_before: true,
            ..example()
        };
        assert_eq!(score(&all).points, 100);
    }
    #[test]
    fn sal_13_what_is_not_known_counts_nothing_and_says_so() {
        let it = score(&Facts { in_area: None, value: None, ..example() });
        assert_eq!(it.points, 58);
        assert!(it.reasons.iter().any(|r| r.label == "Distance not known" && r.points == 0));
    }
    #[test]
    fn sal_12_priority_by_date_and_points() {
        assert_eq!(priority(10, Some(3)), Priority::Urgent);
        assert_eq!(priority(10, Some(14)), Priority::High);
        assert_eq!(priority(70, None), Priority::High);
        assert_eq!(priority(39, None), Priority::Low);
        assert_eq!(priority(39, Some(61)), Priority::Low);
        assert_eq!(priority(39, Some(60)), Priority::Medium);
        assert_eq!(priority(40, None), Priority::Medium);
        assert_eq!(priority(39, Some(-1)), Priority::Low);
    }
}
