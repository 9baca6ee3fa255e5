//! The customer counts.

use engine::{Done, Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{SurveyRoom, check_rooms, store};
use crate::lead::{at_most, filled};

/// Keeps the rooms with their counts as they stand; the page does so while somebody types.
#[derive(Deserialize, JsonSchema)]
pub struct PutRooms {
    #[expect(dead_code, reason = "a path parameter: the runner reads it")]
    pub token: String,
    pub rooms: Vec<SurveyRoom>,
    pub note: Option<String>,
}

impl Operation for PutRooms {
    type Output = Done;
    const SPEC: Spec = Spec::command("sales.survey.put_rooms", "PUT", "/portal/surveys/{token}/rooms")
        .summary("Keeps the rooms a customer has counted.")
        .link("s");

    fn check(&self, p: &mut Problems) {
        check_rooms(&self.rooms, p);
        at_most(p, "note", self.note.as_deref(), 5_000);
    }

    async fn run(self, tx: &TenantTx) -> Result<Done> {
        let row = store::open_behind_link(tx).await?;
        let ends = store::ends(tx, row.estimate_id).await?;
        tx.about("estimate", row.estimate_id.uuid(), &ends.number);
        tx.at_location(ends.location_id);
        let pictured = store::pictures(tx, row.id).await?.iter().map(|p| p.room_number).max().unwrap_or(0);
        if usize::try_from(pictured).is_ok_and(|n| n > self.rooms.len()) {
            return Err(Error::invalid("rooms", "ROOM_HAS_PICTURES", "A room with pictures stays. Remove them first."));
        }
        store::keep_rooms(tx, row.id, &json!(self.rooms), filled(&self.note)).await?;
        Ok(Done {})
    }

    fn example() -> Value {
        json!({"token": "s_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "rooms": [{"kind": "KITCHEN", "items": [{"article_code": 152, "name": "Dresser", "count": 2}]}]})
    }
}
