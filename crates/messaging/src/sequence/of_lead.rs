//! The sequences a lead goes or went through.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Result,
    ids::{CommunicationId, LeadId, SequenceEnrolmentId, SequenceId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// Reads which sequences a lead is or was in, and what each step did.
#[derive(Deserialize, JsonSchema)]
pub struct ReadSequencesOfLead {
    pub id: LeadId,
}

#[derive(Serialize, JsonSchema)]
pub struct Passage {
    /// The step's position.
    pub step: i32,
    pub at: Timestamp,
    /// SENT, TASK or SKIPPED.
    pub outcome: String,
    /// Why it was skipped.
    pub reason: Option<String>,
    pub message_id: Option<CommunicationId>,
    pub message_status: Option<String>,
    /// EMAIL or SMS.
    pub channel: Option<String>,
    pub subject: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct Enrolment {
    pub id: SequenceEnrolmentId,
    pub sequence_id: SequenceId,
    pub sequence_name: String,
    /// ACTIVE, PAUSED, DONE or EXITED.
    pub state: String,
    /// The version it entered.
    pub number: i32,
    /// The next step.
    pub step: i32,
    pub steps: i64,
    pub due_at: Option<Timestamp>,
    pub started_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    /// REPLY, BOOKING, STAGE, WITHDRAWAL, BOUNCE or BY_HAND.
    pub exit_reason: Option<String>,
    pub passages: Vec<Passage>,
}

#[derive(Serialize, JsonSchema)]
pub struct SequencesOfLead {
    /// Newest first.
    pub enrolments: Vec<Enrolment>,
}

pub async fn of_lead(tx: &TenantTx, lead: LeadId) -> Result<SequencesOfLead> {
    let (rows, mut passages) = store::of_lead(tx, lead).await?;
    let mut enrolments = Vec::with_capacity(rows.len());
    for row in rows {
        let (own, rest) = passages.into_iter().partition(|p| p.sequence_enrolment_id == row.id);
        passages = rest;
        let own: Vec<store::PassagesOfLeadRow> = own;
        let passage = |p: store::PassagesOfLeadRow| Passage {
            step: p.position,
            at: p.at,
            outcome: p.outcome,
            reason: p.reason,
            message_id: p.communication_id,
            message_status: p.message_status,
            channel: p.channel,
            subject: p.subject,
        };
        enrolments.push(Enrolment {
            id: row.id,
            sequence_id: row.sequence_id,
            sequence_name: row.name,
            state: row.state,
            number: row.number,
            step: row.step,
            steps: row.steps,
            due_at: row.due_at,
            started_at: row.started_at,
            ended_at: row.ended_at,
            exit_reason: row.exit_reason,
            passages: own.into_iter().map(passage).collect(),
        });
    }
    Ok(SequencesOfLead { enrolments })
}

impl Operation for ReadSequencesOfLead {
    type Output = SequencesOfLead;
    const SPEC: Spec = Spec::read("messaging.sequence.of_lead", "/leads/{id}/sequences")
        .summary("The sequences a lead goes or went through, step by step.")
        .permission("lead", "VIEW")
        .on("lead", "id");

    async fn run(self, tx: &TenantTx) -> Result<SequencesOfLead> {
        tx.target().await?;
        of_lead(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "lea_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
