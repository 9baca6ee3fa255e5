//! One sequence with its line of steps and who stands where.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Result,
    ids::{LocationId, SequenceId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{step::Step, store};
use crate::template::declared;

/// Reads a sequence.
#[derive(Deserialize, JsonSchema)]
pub struct ReadSequence {
    pub id: SequenceId,
}

#[derive(Serialize, JsonSchema)]
pub struct StepOf {
    pub position: i32,
    #[serde(flatten)]
    pub step: Step,
    /// How the words of a message are called.
    pub words_en: Option<String>,
    pub words_fr: Option<String>,
    /// Who waits for this step, in any version.
    pub people: i64,
}

#[derive(Serialize, JsonSchema)]
pub struct Exit {
    /// REPLY, BOOKING, STAGE, WITHDRAWAL, BOUNCE or BY_HAND.
    pub reason: String,
    pub people: i64,
}

#[derive(Serialize, JsonSchema)]
pub struct Sequence {
    pub id: SequenceId,
    pub name: String,
    pub location_id: Option<LocationId>,
    /// BY_HAND or LEADS.
    pub enters: String,
    pub source: Option<String>,
    pub service_type: Option<String>,
    pub is_active: bool,
    /// The version that new ones enter, and since when it holds.
    pub current_number: i32,
    pub current_since: Timestamp,
    pub ends_on_reply: bool,
    pub ends_on_booking: bool,
    pub ends_on_stages: Vec<String>,
    pub steps: Vec<StepOf>,
    pub exits: Vec<Exit>,
    pub active: i64,
    /// Those who wait for a person after an outage.
    pub paused: i64,
    pub done: i64,
    pub version: i64,
}

pub async fn sequence(tx: &TenantTx, id: SequenceId) -> Result<Sequence> {
    let row = store::row(tx, id).await?;
    let version = store::current(tx, id, row.current_number).await?;
    let (steps, counts) = futures::try_join!(store::steps(tx, version.id), store::counts(tx, id))?;
    let of_state = |state: &str| counts.iter().filter(|c| c.state == state).map(|c| c.people).sum::<i64>();
    let step = |(position, step): (i32, Step)| {
        let words = step.template_key.as_deref().and_then(declared::find);
        StepOf {
            position,
            words_en: words.map(|w| w.name[0].into()),
            words_fr: words.map(|w| w.name[1].into()),
            people: counts.iter().filter(|c| c.step == position).map(|c| c.people).sum(),
            step,
        }
    };
    let exits = counts.iter().filter_map(|c| Some(Exit { reason: c.exit_reason.clone()?, people: c.people }));
    Ok(Sequence {
        id,
        location_id: row.location_id,
        enters: row.enters,
        source: row.source,
        service_type: row.service_type,
        is_active: row.is_active,
        current_number: row.current_number,
        current_since: version.at,
        ends_on_reply: version.ends_on_reply,
        ends_on_booking: version.ends_on_booking,
        ends_on_stages: version.ends_on_stages,
        steps: (1..).zip(steps).map(step).collect(),
        exits: exits.collect(),
        active: of_state("ACTIVE"),
        paused: of_state("PAUSED"),
        done: of_state("DONE"),
        name: row.name,
        version: row.version,
    })
}

impl Operation for ReadSequence {
    type Output = Sequence;
    const SPEC: Spec = Spec::read("messaging.sequence.read", "/sequences/{id}")
        .summary("A sequence: its steps, with people in each, and its ways out.")
        .permission("sequence", "VIEW")
        .on("sequence", "id");

    async fn run(self, tx: &TenantTx) -> Result<Sequence> {
        tx.target().await?;
        sequence(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "seq_01h00000000000000000000000"})
    }
}
