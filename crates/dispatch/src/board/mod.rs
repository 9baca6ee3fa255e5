//! The day at a glance: lanes of machines, who is free, what is not planned yet.

pub mod check;
pub mod read;
pub mod store;

use jiff::civil::Date;
use kernel::ids::{CrewMemberId, EquipmentId};
use schemars::JsonSchema;
use serde::Serialize;

use crate::journey::card::JourneyCard;

/// A machine and its journeys of the day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Lane {
    pub equipment_id: EquipmentId,
    pub name: String,
    pub number: String,
    pub r#type: String,
    /// Whether it may go out that day (FLT-4).
    pub ready: bool,
    pub journeys: Vec<JourneyCard>,
}

/// Somebody of the crew and whether the day is taken.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Person {
    pub id: CrewMemberId,
    pub name: String,
    pub position: String,
    pub status: String,
    pub busy: bool,
}

/// An open flag and the journey it is of.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BoardFlag {
    pub flag: String,
    pub cause: String,
    pub red: bool,
    pub journey_id: kernel::ids::JourneyId,
    pub journey_number: String,
}

/// The flags of several journeys in one list.
pub fn flags(journeys: &[JourneyCard]) -> Vec<BoardFlag> {
    let of = |j: &JourneyCard| {
        let (journey_id, journey_number) = (j.id, j.number.clone());
        j.flags
            .iter()
            .map(move |f| BoardFlag {
                flag: f.flag.clone(),
                cause: f.cause.clone(),
                red: f.red,
                journey_id,
                journey_number: journey_number.clone(),
            })
            .collect::<Vec<_>>()
    };
    journeys.iter().flat_map(of).collect()
}

/// Whether a machine may go out through a day: its status and its blocking papers.
pub fn ready(status: &str, papers_valid_to: Option<Date>, day: Date) -> bool {
    matches!(status, "ACTIVE" | "IN_USE") && papers_valid_to.is_none_or(|end| end >= day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn flt_4_papers_count_through_their_last_day() {
        let day = date(2026, 6, 1);
        assert!(ready("ACTIVE", None, day) && ready("IN_USE", Some(day), day));
        assert!(!ready("ACTIVE", Some(date(2026, 5, 31)), day));
        assert!(!ready("REPAIR", None, day));
    }
}
