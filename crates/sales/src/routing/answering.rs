//! The hours in which a location answers (SAL-9).

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{Problems, Result, ids::LocationId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    hours::{Open, Week},
    store,
};

/// A location's week.
#[derive(Serialize, JsonSchema)]
pub struct Answering {
    pub location_id: LocationId,
    pub hours: Vec<Open>,
    /// Nobody has set them: the usual ones hold.
    pub usual: bool,
}

async fn shown(tx: &TenantTx, location: LocationId) -> Result<Answering> {
    let own = store::hours(tx, location).await?;
    let usual = own.is_empty();
    let hours = if usual { Week::usual(jiff::tz::TimeZone::UTC).open } else { own };
    Ok(Answering { location_id: location, hours, usual })
}

/// Reads when a location answers.
#[derive(Deserialize, JsonSchema)]
pub struct ReadHours {
    pub location_id: LocationId,
}

impl Operation for ReadHours {
    type Output = Answering;
    const SPEC: Spec = Spec::read("sales.routing.hours", "/answering-hours")
        .summary("The hours in which a location answers enquiries.")
        .permission("routing", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Answering> {
        let facts = RowFacts { location: Some(self.location_id), mine: false, record: Value::Null };
        tx.require("routing", "VIEW", &facts)?;
        shown(tx, self.location_id).await
    }
    fn example() -> Value {
        json!({"location_id": "loc_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}

/// Sets when a location answers; without any hours the usual ones hold again.
#[derive(Deserialize, JsonSchema)]
pub struct SaveHours {
    pub location_id: LocationId,
    pub hours: Vec<Open>,
}

impl Operation for SaveHours {
    type Output = Answering;
    const SPEC: Spec = Spec::command("sales.routing.save_hours", "POST", "/answering-hours")
        .summary("Sets the hours in which a location answers enquiries.")
        .permission("routing", "UPDATE");

    fn check(&self, p: &mut Problems) {
        p.require(self.hours.len() <= 50, "hours", "TOO_MANY", "At most 50 stretches a week.");
        for (at, open) in self.hours.iter().enumerate() {
            let text = "A stretch is within one day, 1 Monday to 7 Sunday, and ends after it begins.";
            p.require(open.is_sound(), &format!("hours[{at}]"), "OUT_OF_RANGE", text);
            let apart = |other: &Open| open.to_minute <= other.from_minute || other.to_minute <= open.from_minute;
            let others = self.hours.iter().enumerate().filter(|(n, o)| *n < at && o.weekday == open.weekday);
            let clear = others.map(|(_, o)| o).all(apart);
            p.require(clear, &format!("hours[{at}]"), "OVERLAP", "Two stretches of a day overlap.");
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<Answering> {
        let facts = RowFacts { location: Some(self.location_id), mine: false, record: Value::Null };
        tx.require("routing", "UPDATE", &facts)?;
        store::put_hours(tx, self.location_id, &self.hours).await?;
        tx.at_location(Some(self.location_id));
        shown(tx, self.location_id).await
    }
    fn example() -> Value {
        json!({"location_id": "loc_01h2xcejqtf2nbrexx3vqjhp41",
            "hours": [{"weekday": 1, "from_minute": 480, "to_minute": 1080}]})
    }
}
