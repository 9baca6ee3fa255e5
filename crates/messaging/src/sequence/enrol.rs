//! A lead enters a sequence: by hand, or because it came in and fits.

use engine::{Event, Operation, Spec, TenantTx};
use kernel::{
    Error, Id, Result,
    ids::{LeadId, SequenceEnrolmentId, SequenceId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    advance::{advance, first_due},
    of_lead::{SequencesOfLead, of_lead},
    standing,
    store::{self, Entering, Lead},
};

/// Puts a lead into a sequence. What is due at once happens at once; a lead is in one sequence at a time.
#[derive(Deserialize, JsonSchema)]
pub struct Enrol {
    pub id: SequenceId,
    pub lead_id: LeadId,
}

/// Writes the enrolment and takes the steps that are due; false where the lead is in a sequence already.
async fn enter(tx: &TenantTx, sequence: SequenceId, number: i32, lead: LeadId, facts: &Lead) -> Result<bool> {
    let version = store::current(tx, sequence, number).await?;
    let steps = store::steps(tx, version.id).await?;
    let reached = standing::reached(tx, facts).await?;
    let due_at = first_due(tx, &steps, facts.location_id).await?;
    let id: SequenceEnrolmentId = tx.new_id();
    let entering = Entering { id, sequence, version: version.id, lead, location: facts.location_id, due_at };
    if !store::enter(tx, entering, &reached).await? {
        return Ok(false);
    }
    advance(tx, id).await?;
    Ok(true)
}

fn same(wanted: Option<&str>, given: Option<&str>) -> bool {
    wanted.is_none_or(|wanted| given.is_some_and(|given| given.trim().eq_ignore_ascii_case(wanted.trim())))
}

/// A lead came in, or was given a location: the first sequence that fits takes it, unless it was in one before.
pub async fn by_rule(tx: &TenantTx, event: Event) -> Result<()> {
    let lead: LeadId = Id::from_uuid(event.entity_id);
    let Some(facts) = store::lead(tx, lead).await? else { return Ok(()) };
    if facts.is_quarantined || facts.status != "NEW" || store::was_in_one(tx, lead).await? {
        return Ok(());
    }
    let fits = |entry: &store::Entry| {
        entry.location_id.is_none_or(|location| facts.location_id == Some(location))
            && same(entry.source.as_deref(), Some(&facts.source))
            && same(entry.service_type.as_deref(), facts.service_type.as_deref())
    };
    match store::entered_by_leads(tx).await?.iter().find(|entry| fits(entry)) {
        Some(entry) => enter(tx, entry.id, entry.current_number, lead, &facts).await.map(drop),
        None => Ok(()),
    }
}

impl Operation for Enrol {
    type Output = SequencesOfLead;
    const SPEC: Spec = Spec::command("messaging.sequence.enrol", "POST", "/sequences/{id}/enrol")
        .summary("Puts a lead into a sequence.")
        .permission("lead", "UPDATE")
        .on("lead", "lead_id");

    async fn run(self, tx: &TenantTx) -> Result<SequencesOfLead> {
        tx.target().await?;
        let row = store::row(tx, self.id).await?;
        let lead = store::lead(tx, self.lead_id).await?.ok_or_else(|| Error::not_found("lead"))?;
        if row.location_id.is_some_and(|location| lead.location_id != Some(location)) {
            return Err(Error::conflict("OTHER_LOCATION", "This sequence is for leads of another location."));
        }
        if !row.is_active {
            return Err(Error::conflict("SWITCHED_OFF", "This sequence is switched off: nobody enters."));
        }
        if store::current(tx, self.id, row.current_number).await?.ends_on_stages.contains(&lead.status) {
            return Err(Error::conflict("ENDED_ALREADY", "A lead that stands so leaves this sequence at once."));
        }
        if !enter(tx, self.id, row.current_number, self.lead_id, &lead).await? {
            return Err(Error::conflict("IN_ONE_ALREADY", "This lead is in a sequence already. Take it out first."));
        }
        tx.about("lead", self.lead_id.uuid(), &lead.number);
        tx.at_location(lead.location_id);
        of_lead(tx, self.lead_id).await
    }

    fn example() -> Value {
        json!({"id": "seq_01h00000000000000000000000", "lead_id": "lea_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
