//! How a journey is run: templates of steps with their checklists. A running journey keeps the version it started
//! with (DSP-7).

mod crane;
mod items;
mod moving;
pub mod store;

use std::collections::BTreeMap;

use engine::TenantTx;
use kernel::{
    Error, Result,
    ids::{LocationId, WorkflowTemplateId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

words! {
    /// Whose part of a checklist an item is (ACC-13).
    Part { Office = "OFFICE", Truck = "TRUCK", Moving = "MOVING" }
}
words! {
    /// How an item is answered.
    ItemKind {
        Check = "CHECK", Percent = "PERCENT", Choice = "CHOICE", Count = "COUNT", Text = "TEXT", Rating = "RATING",
        Photo = "PHOTO", Signature = "SIGNATURE",
    }
}

/// A text in each language it was written in.
pub type Labels = BTreeMap<String, String>;

/// English, or whatever there is.
pub fn label(labels: &Labels) -> String {
    labels.get("en").or_else(|| labels.values().next()).cloned().unwrap_or_default()
}

/// One of the answers of an item of kind CHOICE.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Choice {
    pub code: String,
    pub labels: Labels,
}

/// A line of a checklist, as templates and journeys keep it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    pub code: String,
    pub labels: Labels,
    /// Nobody's in particular when absent.
    pub part: Option<Part>,
    pub kind: ItemKind,
    #[serde(default)]
    pub choices: Vec<Choice>,
    pub required: bool,
    pub media_required: bool,
}

/// A step of a template.
pub struct Step {
    pub code: &'static str,
    pub names: Labels,
    pub planned_minutes: i32,
    /// NONE, BEFORE_NEXT or AFTERWARDS.
    pub approval: &'static str,
    pub skippable: bool,
    pub items: Vec<Item>,
}

/// A template the product brings along.
pub struct Shipped {
    pub code: &'static str,
    pub name: &'static str,
    pub job_kind: &'static str,
    pub steps: Vec<Step>,
}

fn shipped(job_kind: &str) -> Shipped {
    if job_kind == "CRANE" {
        Shipped { code: "CRANE_STEPS", name: "Crane work in four steps", job_kind: "CRANE", steps: crane::steps() }
    } else {
        Shipped { code: "FOUR_STEPS", name: "Four steps", job_kind: "MOVING", steps: moving::steps() }
    }
}

/// Gives a new company the templates the product brings along; a repeat changes nothing.
pub async fn seed(tx: &TenantTx, industry: &str) -> Result<()> {
    store::insert(tx, &shipped("MOVING")).await?;
    if industry == "CRANE_RENTAL" {
        store::insert(tx, &shipped("CRANE")).await?;
    }
    Ok(())
}

/// The template a new journey starts with: the location's before the company's (DSP-7). Storage and service work are
/// run like a move.
pub async fn choose(tx: &TenantTx, job_kind: &str, location: LocationId) -> Result<WorkflowTemplateId> {
    if let Some(found) = store::active(tx, job_kind, location).await? {
        return Ok(found);
    }
    let shipped = shipped(job_kind);
    store::insert(tx, &shipped).await?;
    let found = store::active(tx, shipped.job_kind, location).await?;
    found.ok_or_else(|| Error::conflict("NO_TEMPLATE", "There is no active workflow template for this kind of work."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn dsp_8_four_steps_of_which_the_first_is_approved_before_the_next() {
        for kind in ["MOVING", "CRANE"] {
            let template = shipped(kind);
            assert_eq!(template.job_kind, kind);
            let codes: Vec<_> = template.steps.iter().map(|s| s.code).collect();
            assert_eq!(codes, ["READY_TO_GO", "POINTS_A", "NEW_LOCATION", "BACK_TO_DISPATCHER"]);
            let approvals: Vec<_> = template.steps.iter().map(|s| s.approval).collect();
            assert_eq!(approvals, ["BEFORE_NEXT", "AFTERWARDS", "AFTERWARDS", "AFTERWARDS"]);
            for step in &template.steps {
                let codes: BTreeSet<_> = step.items.iter().map(|i| &i.code).collect();
                assert_eq!(codes.len(), step.items.len(), "codes of step {} are unique", step.code);
                for item in &step.items {
                    assert!(item.labels.contains_key("en") && item.labels.contains_key("fr"), "{}", item.code);
                    assert_eq!(item.kind == ItemKind::Choice, !item.choices.is_empty(), "{}", item.code);
                }
            }
        }
    }
    #[test]
    fn dsp_10_crane_work_has_the_lift_checklist() {
        let template = shipped("CRANE");
        for code in [
            "lift_protective_gear",
            "lift_site_clear",
            "lift_hazards_marked",
            "lift_emergency_contact",
            "lift_machine_check",
            "lift_communication",
            "lift_signaller",
            "lift_wind",
        ] {
            let item = template.steps[2].items.iter().find(|i| i.code == code);
            assert!(item.is_some_and(|i| i.required), "{code}");
        }
    }
}
