//! A planned activity is moved, or is another person's.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Problems, Result,
    ids::{SalesActivityId, UserId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Activity, ActivityType, check_texts, ends, require_planned, store};
use crate::{estimate::codes::read, lead::filled};

/// Changes what is given; what is absent stays.
#[derive(Deserialize, JsonSchema)]
pub struct ChangeActivity {
    pub id: SalesActivityId,
    #[serde(rename = "type")]
    pub activity_type: Option<ActivityType>,
    pub subject: Option<String>,
    /// An empty text clears it.
    pub description: Option<String>,
    pub assigned_to: Option<UserId>,
    pub scheduled_at: Option<Timestamp>,
    pub duration_minutes: Option<i32>,
}

impl Operation for ChangeActivity {
    type Output = Activity;
    const SPEC: Spec = Spec::command("sales.activity.change", "PATCH", "/activities/{id}")
        .summary("Moves a planned activity, or changes what it is about.")
        .permission("activity", "UPDATE")
        .on("activity", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        if let Some(subject) = &self.subject {
            p.text("subject", subject, 200);
        }
        check_texts(p, self.description.as_deref(), self.duration_minutes);
    }

    async fn run(self, tx: &TenantTx) -> Result<Activity> {
        let row = store::row(tx, self.id).await?;
        require_planned(&row)?;
        let activity_type = self.activity_type.map_or_else(|| read(&row.activity_type), Ok)?;
        let scheduled_at = self.scheduled_at.unwrap_or(row.scheduled_at);
        let duration_minutes = self.duration_minutes.unwrap_or(row.duration_minutes);
        let ends_at = ends(scheduled_at, duration_minutes)?;
        // Its owner hears of it at its new time.
        let tell_at = if scheduled_at > tx.now() { scheduled_at } else { ends_at };
        let description = self.description.or_else(|| row.description.clone());
        let change = store::Change {
            activity_type: activity_type.code(),
            subject: self.subject.as_deref().map_or(row.subject.as_str(), str::trim),
            description: filled(&description),
            assigned_to: self.assigned_to.or(row.assigned_to),
            scheduled_at,
            duration_minutes,
            ends_at,
            tell_at: Some(tell_at),
            id: self.id,
        };
        store::change(tx, change).await?;
        store::told(tx, &row, "sales.activity.changed");
        store::detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "act_01h2xcejqtf2nbrexx3vqjhp41", "scheduled_at": "2030-06-03T14:00:00Z"})
    }
}
