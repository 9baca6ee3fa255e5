//! The self-survey: the customer puts down what must be moved, on the own phone, by a link (SAL-30). What comes so is
//! used only once a person has reviewed it.

pub mod link;
pub mod open;
pub mod page;
pub mod part;
pub mod picture;
pub mod put_rooms;
pub mod read;
pub mod remind;
pub mod remove_picture;
pub mod review;
pub mod send;
pub mod show_picture;
pub mod store;
pub mod submit;

use jiff::Timestamp;
use kernel::{
    Error, Problems, Result,
    ids::{EstimateId, SelfSurveyId, SurveyPictureId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{estimate::codes::RoomKind, lead::at_most};

codes! {
    State {
        Sent = "SENT", Opened = "OPENED", Submitted = "SUBMITTED", Reviewed = "REVIEWED", Expired = "EXPIRED",
    }
}

codes! {
    /// How the link goes out.
    By { Email = "EMAIL", Sms = "SMS" }
}

/// Most rooms and lines of one survey.
const MOST_ROOMS: usize = 40;
const MOST_LINES: usize = 300;
/// Bytes of one part of a picture; the last one may be shorter.
pub const PART_BYTES: usize = 256 * 1024;

/// A room as the customer counts it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SurveyRoom {
    pub kind: RoomKind,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default)]
    pub items: Vec<SurveyItem>,
}

/// So many of something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SurveyItem {
    /// Of the catalogue; absent for something it does not have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article_code: Option<i32>,
    pub name: String,
    pub count: i32,
}

/// A picture of a room.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SurveyPicture {
    pub id: SurveyPictureId,
    /// Counted from 1, as the rooms stand.
    pub room_number: i32,
    pub content_type: String,
    pub bytes: i32,
    pub sha256: String,
    /// Numbers of the parts that have come, from 0; each has 256 KiB, the last one what is left.
    pub parts: Vec<i32>,
    /// PENDING until all parts have come.
    pub state: String,
    pub taken_at: Timestamp,
}

/// A survey as the office sees it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SurveyDetail {
    pub id: SelfSurveyId,
    pub estimate_id: EstimateId,
    pub state: State,
    pub by: By,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub sent_to: String,
    pub sent_at: Timestamp,
    pub expires_at: Timestamp,
    pub opened_at: Option<Timestamp>,
    pub submitted_at: Option<Timestamp>,
    pub reviewed_at: Option<Timestamp>,
    pub reminders: i32,
    pub rooms: Vec<SurveyRoom>,
    pub note: Option<String>,
    pub pictures: Vec<SurveyPicture>,
    /// Every room has at least one picture: once reviewed it counts as a survey.
    pub is_pictured: bool,
}

/// Numbers of the parts a picture of so many bytes has.
pub fn part_count(bytes: i32) -> i32 {
    let part = i32::try_from(PART_BYTES).unwrap_or(i32::MAX);
    bytes.max(1).div_euclid(part) + i32::from(bytes % part != 0)
}

/// Whether each room with something in it has a stored picture.
pub fn is_pictured(rooms: &[SurveyRoom], pictures: &[SurveyPicture]) -> bool {
    let shown = |number: i32| pictures.iter().any(|p| p.state == "STORED" && p.room_number == number);
    let mut counted = (1..).zip(rooms).filter(|(_, room)| !room.items.is_empty()).peekable();
    counted.peek().is_some() && counted.all(|(number, _)| shown(number))
}

fn check_rooms(rooms: &[SurveyRoom], p: &mut Problems) {
    p.require(rooms.len() <= MOST_ROOMS, "rooms", "TOO_MANY", "At most 40 rooms.");
    let lines: usize = rooms.iter().map(|r| r.items.len()).sum();
    p.require(lines <= MOST_LINES, "rooms", "TOO_MANY_LINES", "At most 300 lines.");
    for (n, room) in rooms.iter().take(MOST_ROOMS).enumerate() {
        at_most(p, &format!("rooms[{n}].name"), room.name.as_deref(), 100);
        for (line, item) in room.items.iter().take(MOST_LINES).enumerate() {
            let field = |name: &str| format!("rooms[{n}].items[{line}].{name}");
            p.text(&field("name"), &item.name, 120);
            let code = item.article_code.is_none_or(|c| (1..=999_999).contains(&c));
            p.require(code, &field("article_code"), "UNKNOWN", "There is no such article.");
            p.require((1..=200).contains(&item.count), &field("count"), "OUT_OF_RANGE", "Between 1 and 200.");
        }
    }
}

/// The rooms as they were stored.
fn rooms_of(value: serde_json::Value) -> Result<Vec<SurveyRoom>> {
    serde_json::from_value(value).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_30_a_picture_comes_in_parts() {
        assert_eq!((part_count(1), part_count(262_144), part_count(262_145), part_count(26_214_400)), (1, 1, 2, 100));
    }

    #[test]
    fn sal_30_a_survey_counts_only_with_a_stored_picture_of_each_room() {
        let item = || SurveyItem { article_code: None, name: "Trunk".into(), count: 1 };
        let room = |kind| SurveyRoom { kind, name: None, items: vec![item()] };
        let picture = |room_number, state: &str| SurveyPicture {
            id: kernel::Id::from_uuid(uuid::Uuid::nil()),
            room_number,
            content_type: "image/jpeg".into(),
            bytes: 1,
            sha256: String::new(),
            parts: vec![],
            state: state.into(),
            taken_at: Timestamp::UNIX_EPOCH,
        };
        let rooms = [room(RoomKind::Kitchen), room(RoomKind::Bedroom)];
        assert!(!is_pictured(&rooms, &[picture(1, "STORED")]));
        assert!(!is_pictured(&rooms, &[picture(1, "STORED"), picture(2, "PENDING")]));
        assert!(is_pictured(&rooms, &[picture(1, "STORED"), picture(2, "STORED")]));
        let empty = SurveyRoom { kind: RoomKind::Bathroom, name: None, items: vec![] };
        let [kitchen, bedroom] = rooms;
        let rooms = [empty.clone(), kitchen, bedroom];
        assert!(is_pictured(&rooms, &[picture(2, "STORED"), picture(3, "STORED")]), "nothing goes from an empty room");
        assert!(!is_pictured(&[empty], &[]) && !is_pictured(&[], &[]));
    }
}
