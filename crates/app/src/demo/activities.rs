//! What the sellers of a location mean to do next, and what they did.

use anyhow::Result;
use jiff::ToSpan;
use serde_json::{Value, json};

use super::desk::Desk;

impl Desk {
    /// A call that is late, one for this afternoon, a visit next week and a call that was made.
    pub async fn to_do(&self, lead: &Value) -> Result<()> {
        let by = self.office.approver;
        let now = self.now();
        let plan = async |kind: &str, subject: &str, hours: i64| -> Result<Value> {
            let input = json!({"type": kind, "subject": subject, "lead_id": lead["id"],
                "scheduled_at": now.checked_add(hours.hours())?, "duration_minutes": 30});
            self.actor.by(by, "sales.activity.create", input).await
        };
        let made = plan("PHONE_CALL", "Ask about the parking", -26).await?;
        let next = json!({"type": "FOLLOW_UP", "subject": "Send the list of what is included",
            "scheduled_at": now.checked_add(50.hours())?});
        let done =
            json!({"id": made["id"], "call_outcome": "CONNECTED", "outcome": "A permit is needed.", "next": next});
        self.actor.by(by, "sales.activity.complete", done).await?;
        plan("PHONE_CALL", "Confirm the day", -3).await?;
        plan("SITE_VISIT", "Walk through with the customer", 150).await.map(drop)
    }
}
