//! How fast leads are answered: median and ninth tenth (SAL-10).

use engine::{Operation, Spec, TenantTx};
use jiff::SignedDuration;
use kernel::{Problems, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// Days looked back when nobody says.
const DAYS: i64 = 30;

codes! {
    /// What the answer times are shown by.
    By { User = "USER", Source = "SOURCE", Location = "LOCATION", Hour = "HOUR" }
}

/// Reads the open minutes until the first human touch.
#[derive(Deserialize, JsonSchema)]
pub struct ReadTimes {
    pub by: By,
    /// 1 to 365; 30 where absent.
    #[serde(default, deserialize_with = "engine::list::number")]
    pub days: Option<i64>,
}

#[derive(Serialize, JsonSchema)]
pub struct Times {
    pub times: Vec<Time>,
}

#[derive(Serialize, JsonSchema)]
pub struct Time {
    /// A person, source, location, or the local hour of the touch.
    pub bucket: String,
    pub leads: i64,
    /// Minutes within which half was answered.
    pub p50_minutes: i32,
    /// Minutes within which nine tenths were answered.
    pub p90_minutes: i32,
}

impl Operation for ReadTimes {
    type Output = Times;
    const SPEC: Spec = Spec::read("sales.lead.times", "/leads/answer-times")
        .summary("Open minutes to the first touch, median and ninth tenth, by person, source, location or hour.")
        .permission("lead", "VIEW");

    fn check(&self, p: &mut Problems) {
        p.require((1..=365).contains(&self.days.unwrap_or(1)), "days", "OUT_OF_RANGE", "Between 1 and 365 days.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Times> {
        let Some(reach) = tx.caller().permissions().reach("lead", "VIEW", tx.now()) else {
            return Ok(Times { times: vec![] });
        };
        let since = tx.now() - SignedDuration::from_hours(24 * self.days.unwrap_or(DAYS));
        let rows = store::answered(tx, self.by.code(), since, &reach).await?;
        let time =
            |r: store::AnsweredRow| Time { bucket: r.bucket, leads: r.leads, p50_minutes: r.p50, p90_minutes: r.p90 };
        Ok(Times { times: rows.into_iter().map(time).collect() })
    }
    fn example() -> Value {
        json!({"by": "USER", "days": 30})
    }
}
