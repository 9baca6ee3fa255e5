//! Keeps the receipt of an operation that a phone sent.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{Error, Problems, Result, ids::DeviceId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Outcome, store};
use crate::{device::store as devices, sql::operation::InsertOperation};

/// Keeps the receipt of one operation of a phone's batch and raises the phone's high-water mark (MOB-4, MOB-10).
/// The batch calls it after every operation, with the caller's own sign-in.
#[derive(Deserialize, JsonSchema)]
pub struct RecordOperation {
    /// The id the app gave itself when it was installed.
    #[schemars(length(min = 1, max = 100))]
    pub device_id: String,
    pub client_id: Uuid,
    #[schemars(range(min = 0))]
    pub sequence: i64,
    #[schemars(length(min = 1, max = 100))]
    pub operation: String,
    pub recorded_at: Timestamp,
    pub state: Outcome,
    pub reason: Option<String>,
}

/// How far the phone has come.
#[derive(Serialize, JsonSchema)]
pub struct Contact {
    pub device_id: DeviceId,
    /// The highest sequence taken from it.
    pub last_sequence: i64,
}

/// What a reason may take up; longer ones are cut, for the receipt must never be what fails.
const REASON_CHARACTERS: usize = 500;

impl Operation for RecordOperation {
    type Output = Contact;
    const SPEC: Spec = Spec::command("mobile.operation.record", "POST", "/mobile/receipts")
        .summary("Keeps the receipt of an operation that a phone sent.")
        .session();

    fn check(&self, p: &mut Problems) {
        p.text("device_id", &self.device_id, 100);
        p.text("operation", &self.operation, 100);
        p.require(self.sequence >= 0, "sequence", "OUT_OF_RANGE", "A sequence begins at 0.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Contact> {
        let user = tx.caller().user();
        let user_id =
            user.ok_or_else(|| Error::forbidden("NOT_A_USER", "Only a signed-in user sends from a phone."))?;
        let contact = devices::take_contact(tx, self.device_id.trim(), user_id, self.sequence).await?;
        if contact.state == "REVOKED" {
            tx.severity("WARNING");
        }
        let reason: Option<String> = self.reason.map(|r| r.chars().take(REASON_CHARACTERS).collect());
        store::insert(
            tx,
            InsertOperation {
                id: tx.new_id::<()>().uuid(),
                client_id: self.client_id,
                device_id: contact.id,
                user_id,
                sequence: self.sequence,
                operation: self.operation.trim(),
                state: self.state.code(),
                reason: reason.as_deref(),
                recorded_at: self.recorded_at,
            },
        )
        .await?;
        tx.occurred_at(self.recorded_at);
        Ok(Contact { device_id: contact.id, last_sequence: contact.last_sequence })
    }
    fn example() -> Value {
        json!({
            "device_id": "0b6f3c1e-9a52-4f0e-8a53-2b7f1c9d0e11", "client_id": "018f2d3e-7b2a-7c11-9f00-2b1f6f0a1c11",
            "sequence": 12, "operation": "dispatch.journey.depart", "recorded_at": "2026-06-01T11:04:00Z",
            "state": "APPLIED",
        })
    }
}
