//! What a phone takes along for the day.

use engine::{Operation, Spec, TenantTx};
use jiff::{Span, Timestamp, civil::Date};
use kernel::{Error, Result, ids::UserId, time::local_day};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::journey::{page::JourneyPage, store as journeys};

/// The journeys in the caller's hands, in full: unfinished ones up to tomorrow, finished ones of the last three days
/// (MOB-5, MOB-6).
#[derive(Deserialize, JsonSchema)]
pub struct ReadBundle {}

#[derive(Serialize, JsonSchema)]
pub struct BundleUser {
    pub id: UserId,
    pub name: String,
}

#[derive(Serialize, JsonSchema)]
pub struct Bundle {
    pub user: BundleUser,
    pub server_time: Timestamp,
    pub journeys: Vec<JourneyPage>,
    /// What a customer agrees to by signing on the phone.
    pub consent_text: String,
}

const CONSENT: &str =
    "By signing I confirm what is shown above. Name, signature, time and place are kept with the job.";
/// How long finished journeys stay on the phone.
const KEPT_DAYS: i32 = 3;

fn days(day: Date, count: i32) -> Result<Date> {
    day.checked_add(Span::new().days(count)).map_err(Error::internal)
}

impl Operation for ReadBundle {
    type Output = Bundle;
    const SPEC: Spec = Spec::read("dispatch.bundle.read", "/mobile/bundle")
        .summary("What a phone takes along for the day.")
        .permission("journey", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Bundle> {
        let user =
            tx.caller().user().ok_or_else(|| Error::forbidden("NOT_A_USER", "Only a user has a day's bundle."))?;
        let today = local_day(tx.now(), &journeys::zone(tx, None).await?);
        let in_hand = journeys::in_hand(tx, days(today, -KEPT_DAYS)?, days(today, 1)?).await?;
        Ok(Bundle {
            user: BundleUser { id: user, name: tx.caller().name().into() },
            server_time: tx.now(),
            journeys: in_hand,
            consent_text: CONSENT.into(),
        })
    }
    fn example() -> Value {
        json!({})
    }
}
