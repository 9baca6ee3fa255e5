//! Points and priority (SAL-12, SAL-13). A criterion nobody can answer yet counts nothing and says so.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::weights::{Criterion, Weights};

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
    /// Absent in what was reckoned before criteria had codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<Criterion>,
    pub part: Part,
    pub label: String,
    pub points: i32,
    /// The most this criterion can give; below zero for one that takes away.
    #[serde(default)]
    pub most: i32,
}

/// Points 0 to 100 with each criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    pub points: i32,
    pub reasons: Vec<Reason>,
}

/// A share of a criterion's points in tenths, rounded half up.
fn tenths(most: i32, share: i32) -> i32 {
    (most * share + 5).div_euclid(10)
}

/// Days to the date as a share in tenths.
fn urgency(days: Option<i64>) -> (i32, String) {
    let share = match days {
        Some(0..=7) => 10,
        Some(8..=14) => 8,
        Some(15..=30) => 6,
        Some(31..=60) => 4,
        Some(61..=120) => 2,
        _ => 0,
    };
    let label = match days {
        Some(d) if d < 0 => "The date has passed".into(),
        Some(d) => format!("{d} days to the date"),
        None => "No date".into(),
    };
    (share, label)
}

/// Which share in tenths each criterion gets, with the words for it.
fn shares(facts: &Facts) -> Vec<(Criterion, i32, String)> {
    let yes = |known: bool| if known { 10 } else { 0 };
    let (in_area, in_area_label) = match facts.in_area {
        Some(true) => (10, "In the service area"),
        Some(false) => (0, "Outside the service area"),
        None => (0, "Distance not known"),
    };
    let (offered, offered_label) = match facts.offered {
        Some(true) => (10, "Service offered"),
        Some(false) => (0, "Service not offered"),
        None => (0, "Service not known"),
    };
    let (value, value_label) = match facts.value {
        Some(ValueClass::AboveMedian) => (10, "Value above the usual"),
        Some(ValueClass::AboveHalf) => (5, "Value at least half the usual"),
        Some(ValueClass::Below) => (0, "Value below half the usual"),
        None => (0, "Value not known"),
    };
    let (relation, relation_label) = match (facts.worked_before, facts.introduced) {
        (true, _) => (10, "Finished job before"),
        (false, Introduced::Referral) => (7, "Referral"),
        (false, Introduced::Partner) => (5, "Sent by a partner"),
        (false, Introduced::Neither) => (0, "New relationship"),
    };
    let (urgent, urgency_label) = urgency(facts.days);
    vec![
        (Criterion::InArea, in_area, in_area_label.into()),
        (Criterion::Offered, offered, offered_label.into()),
        (Criterion::SizeKnown, yes(facts.size_known), "Size or days known".into()),
        (Criterion::Value, value, value_label.into()),
        (Criterion::Addresses, yes(facts.both_addresses), "Both addresses known".into()),
        (Criterion::Asked, yes(facts.asked), "Asked for a quote or called".into()),
        (Criterion::Phone, yes(facts.phone_good), "Phone good for a call".into()),
        (Criterion::Answered, yes(facts.answered), "Answered or replied".into()),
        (Criterion::Opened, yes(facts.opened), "Opened a link, survey or quote".into()),
        (Criterion::CameAgain, yes(facts.came_again), "Came again".into()),
        (Criterion::Urgency, urgent, urgency_label),
        (Criterion::Relationship, relation, relation_label.into()),
        (Criterion::Attempts, yes(facts.answerless_attempts >= 3), "Three attempts without an answer".into()),
        (Criterion::Fraud, yes(facts.fraud_open), "Open fraud flag".into()),
    ]
}

/// Adds up the points of SAL-13 by a company's weights.
pub fn score(facts: &Facts, weights: &Weights) -> Score {
    let reason = |(criterion, share, label): (Criterion, i32, String)| {
        let weight = weights.of(criterion);
        let part = criterion.part();
        let sign = if part == Part::Minus { -1 } else { 1 };
        Reason { criterion: Some(criterion), part, label, points: sign * tenths(weight, share), most: sign * weight }
    };
    // What takes nothing away is no news.
    let news = |r: &Reason| r.part != Part::Minus || r.points != 0;
    let reasons: Vec<Reason> = shares(facts).into_iter().map(reason).filter(news).collect();
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
        let it = score(&example(), &Weights::default());
        let part = |part| it.reasons.iter().filter(|r| r.part == part).map(|r| r.points).sum::<i32>();
        assert_eq!(
            (part(Part::Fit), part(Part::Intent), part(Part::Urgency), part(Part::Relationship)),
            (30, 25, 16, 7)
        );
        assert_eq!(it.points, 78);
        assert_eq!(priority(it.points, Some(9)), Priority::High);
        let flagged = score(&Facts { fraud_open: true, ..example() }, &Weights::default());
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
        assert_eq!(score(&all, &Weights::default()).points, 100);
    }
    #[test]
    fn sal_13_what_is_not_known_counts_nothing_and_says_so() {
        let it = score(&Facts { in_area: None, value: None, ..example() }, &Weights::default());
        assert_eq!(it.points, 58);
        assert!(it.reasons.iter().any(|r| r.label == "Distance not known" && r.points == 0));
    }
    #[test]
    fn sal_13_every_criterion_says_what_it_gave_of_how_much() {
        let it = score(&Facts { answerless_attempts: 3, ..example() }, &Weights::default());
        assert_eq!(it.reasons.len(), 13, "twelve criteria, and the one that took something away");
        assert_eq!(it.reasons.iter().filter(|r| r.part != Part::Minus).map(|r| r.most).sum::<i32>(), 100);
        let relation = it.reasons.iter().find(|r| r.criterion == Some(Criterion::Relationship)).expect("said");
        assert_eq!((relation.points, relation.most), (7, 10));
        let minus = it.reasons.last().expect("said");
        assert_eq!((minus.criterion, minus.points, minus.most), (Some(Criterion::Attempts), -10, -10));
    }
    #[test]
    fn sal_13_steps_of_a_criterion_follow_its_weight() {
        let mut weights = Weights::default();
        weights.set(Criterion::Urgency, 5);
        weights.set(Criterion::Relationship, 25);
        let it = score(&example(), &weights);
        let of = |c| it.reasons.iter().find(|r| r.criterion == Some(c)).map(|r| r.points);
        assert_eq!(of(Criterion::Urgency), Some(4), "eight tenths of 5");
        assert_eq!(of(Criterion::Relationship), Some(18), "seven tenths of 25, half up");
        assert_eq!(weights.sum(), 100);
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
