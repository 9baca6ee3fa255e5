//! What a person did with a lead: a call, an e-mail, a note.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Problems, Result, ids::LeadId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    LeadDetail, assess, at_most, filled,
    moves::move_to,
    read::detail,
    status::{By, Status},
    store,
};
use crate::routing;

codes! {
    TouchKind {
        CallOut = "CALL_OUT", EmailOut = "EMAIL_OUT", SmsOut = "SMS_OUT", Meeting = "MEETING", Note = "NOTE",
    }
}
codes! {
    /// How a call went (SAL-17).
    CallOutcome {
        Connected = "CONNECTED", LeftVoicemail = "LEFT_VOICEMAIL", LeftMessage = "LEFT_MESSAGE", NoAnswer = "NO_ANSWER",
        Busy = "BUSY", WrongNumber = "WRONG_NUMBER", Disconnected = "DISCONNECTED",
    }
}

/// Logs a touch. The first human one stops the clock and makes a new lead CONTACTED (SAL-9, SAL-11).
#[derive(Deserialize, JsonSchema)]
pub struct TouchLead {
    pub id: LeadId,
    pub kind: TouchKind,
    pub note: Option<String>,
    pub outcome: Option<CallOutcome>,
}

/// Writes the touch and does what follows from it.
pub async fn record(
    tx: &TenantTx,
    row: &store::Row,
    kind: TouchKind,
    note: Option<&str>,
    outcome: Option<CallOutcome>,
) -> Result<()> {
    let is_human = kind != TouchKind::Note;
    let outcome = outcome.map(CallOutcome::code);
    let touch = store::NewTouch { kind: kind.code(), is_human, note, outcome, data: json!({}) };
    store::add_touch(tx, row.id, touch).await?;
    if is_human && row.first_touch_at.is_none() && row.quarantined_at.is_none() {
        routing::wait::stopped(tx, row).await?;
    }
    if is_human && row.status == Status::New.code() && row.quarantined_at.is_none() {
        move_to(tx, row, Status::Contacted, By::Itself, None).await?;
    }
    assess::assess(tx, row.id).await?;
    tx.emit(
        NewEvent::new("sales.lead.touched", "lead", row.id.uuid())
            .location(row.location_id)
            .data(json!({"kind": kind.code(), "first": is_human && row.first_touch_at.is_none()})),
    );
    Ok(())
}

impl Operation for TouchLead {
    type Output = LeadDetail;
    const SPEC: Spec = Spec::command("sales.lead.touch", "POST", "/leads/{id}/touches")
        .summary("Logs a call, e-mail, text, meeting or note.")
        .permission("lead", "UPDATE")
        .on("lead", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        at_most(p, "note", self.note.as_deref(), 10_000);
        if self.kind == TouchKind::Note {
            p.require(filled(&self.note).is_some(), "note", "REQUIRED", "A note needs its text.");
        }
        if self.outcome.is_some() {
            p.require(self.kind == TouchKind::CallOut, "outcome", "NOT_A_CALL", "Only a call has an outcome.");
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<LeadDetail> {
        let row = store::row(tx, self.id).await?;
        record(tx, &row, self.kind, filled(&self.note), self.outcome).await?;
        detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "lea_01h2xcejqtf2nbrexx3vqjhp41", "kind": "CALL_OUT", "outcome": "NO_ANSWER"})
    }
}
