//! The steps of a journey and their checklists (DSP-6).

pub mod approve;
pub mod complete;
pub mod reject;
pub mod rights;
pub mod skip;
pub mod start;
pub mod store;
pub mod tick;

use std::collections::BTreeMap;

use jiff::Timestamp;
use kernel::{Error, Result, ids::JourneyStepId};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::{
    sql::step::{MediaOfRow, StepsOfRow},
    workflow::{Item, ItemKind, Labels, Part, label},
};
use rights::Rights;

/// What was answered to an item, and when by the corrected clock.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Tick {
    pub done: bool,
    #[serde(default)]
    pub value: Value,
    pub at: Timestamp,
    pub by: Option<uuid::Uuid>,
}

/// A choice with its label.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OptionCard {
    pub code: String,
    pub label: String,
    pub labels: Labels,
}

/// A line of a checklist with its answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ItemCard {
    pub code: String,
    pub label: String,
    pub labels: Labels,
    pub kind: ItemKind,
    pub part: Option<Part>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<OptionCard>,
    pub required: bool,
    pub media_required: bool,
    pub done: bool,
    pub value: Value,
    pub at: Option<Timestamp>,
    /// Whether the caller may answer it.
    pub may_edit: bool,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StepCard {
    pub id: JourneyStepId,
    pub number: i32,
    pub code: String,
    pub name: String,
    pub names: Labels,
    pub status: String,
    pub approval: String,
    pub skippable: bool,
    pub planned_minutes: i32,
    pub started_at: Option<Timestamp>,
    pub completed_at: Option<Timestamp>,
    pub approved_at: Option<Timestamp>,
    /// Approved by who had completed it, because nobody else could (ACC-14).
    pub own_approval: bool,
    /// Items the office left open when it closed the step.
    pub left_open: Vec<String>,
    /// Why it was rejected or skipped.
    pub reason: Option<String>,
    /// Items done of all, "3/9".
    pub progress: String,
    pub items: Vec<ItemCard>,
    pub may_edit: bool,
    pub may_approve: bool,
}

/// The checklist of a step as stored.
pub fn checklist(row: &StepsOfRow) -> Result<(Vec<Item>, BTreeMap<String, Tick>)> {
    let items = serde_json::from_value(row.items.clone()).map_err(Error::internal)?;
    let ticks = serde_json::from_value(row.checklist.clone()).map_err(Error::internal)?;
    Ok((items, ticks))
}

/// Whether the proof an item asks for is registered: a signature for a signature, else any file of the step (CAP-3).
pub fn has_media(item: &Item, step: &StepsOfRow, media: &[&MediaOfRow]) -> bool {
    let signature = item.kind == ItemKind::Signature;
    !item.media_required
        || media
            .iter()
            .any(|m| m.owner_id == step.id.uuid() && m.state != "FAILED" && (!signature || m.kind == "SIGNATURE"))
}

/// Codes of the items that keep a step from being completed: required and not done, or without their proof.
pub fn missing(row: &StepsOfRow, media: &[&MediaOfRow]) -> Result<Vec<String>> {
    let (items, ticks) = checklist(row)?;
    let open = items.into_iter().filter(|item| {
        let done = ticks.get(&item.code).is_some_and(|t| t.done);
        item.required && !(done && has_media(item, row, media))
    });
    Ok(open.map(|item| item.code).collect())
}

impl StepCard {
    /// `None` when the caller may not see the step.
    pub fn of(row: &StepsOfRow, media: &[&MediaOfRow], rights: &Rights) -> Result<Option<Self>> {
        if !rights.view {
            return Ok(None);
        }
        let (items, ticks) = checklist(row)?;
        let names: Labels = serde_json::from_value(row.names.clone()).map_err(Error::internal)?;
        let open = !closed(&row.status);
        let items: Vec<ItemCard> = items.into_iter().map(|item| card(item, &ticks, rights, open)).collect();
        let done = items.iter().filter(|i| i.done).count();
        let proven = media.iter().all(|m| m.owner_id != row.id.uuid() || m.state != "PENDING");
        Ok(Some(Self {
            id: row.id,
            number: row.number,
            code: row.code.clone(),
            name: label(&names),
            names,
            status: row.status.clone(),
            approval: row.approval.clone(),
            skippable: row.skippable,
            planned_minutes: row.planned_minutes,
            started_at: row.started_at,
            completed_at: row.completed_at,
            approved_at: row.approved_at,
            own_approval: row.own_approval,
            left_open: row.left_open.clone(),
            reason: row.reason.clone(),
            progress: format!("{done}/{}", items.len()),
            items,
            may_edit: rights.edit && open,
            may_approve: rights.approve && row.status == "COMPLETED" && proven,
        }))
    }
}

fn card(item: Item, ticks: &BTreeMap<String, Tick>, rights: &Rights, open: bool) -> ItemCard {
    let tick = ticks.get(&item.code);
    ItemCard {
        may_edit: open && rights.may_tick(&item),
        label: label(&item.labels),
        options: item
            .choices
            .into_iter()
            .map(|c| OptionCard { code: c.code, label: label(&c.labels), labels: c.labels })
            .collect(),
        code: item.code,
        labels: item.labels,
        kind: item.kind,
        part: item.part,
        required: item.required,
        media_required: item.media_required,
        done: tick.is_some_and(|t| t.done),
        value: tick.map_or(Value::Null, |t| t.value.clone()),
        at: tick.map(|t| t.at),
    }
}

/// Whether a step counts as closed for the progress of the journey.
pub fn closed(status: &str) -> bool {
    matches!(status, "COMPLETED" | "APPROVED" | "SKIPPED")
}

/// Whether the next step may begin after this one: closed, and approved where that comes first.
pub fn lets_next_begin(status: &str, approval: &str) -> bool {
    match approval {
        "BEFORE_NEXT" => matches!(status, "APPROVED" | "SKIPPED"),
        _ => closed(status),
    }
}

/// A step number from a path (text) or from a phone (number).
pub fn number<'de, D: Deserializer<'de>>(d: D) -> std::result::Result<i32, D::Error> {
    let read = match Value::deserialize(d)? {
        Value::Number(n) => n.as_i64(),
        Value::String(s) => s.parse().ok(),
        _ => None,
    };
    let number = read.and_then(|n| i32::try_from(n).ok());
    number.ok_or_else(|| serde::de::Error::custom("the number of a step"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use uuid::Uuid;

    fn row(checklist: Value) -> StepsOfRow {
        StepsOfRow {
            id: JourneyStepId::from_uuid(Uuid::from_u128(5)),
            journey_id: kernel::Id::from_uuid(Uuid::from_u128(1)),
            number: 2,
            code: "POINTS_A".into(),
            names: json!({"en": "Points A"}),
            planned_minutes: 120,
            approval: "AFTERWARDS".into(),
            skippable: false,
            items: json!([
                {"code": "contact", "labels": {"en": "Met"}, "part": null, "kind": "CHECK", "required": true, "media_required": false},
                {"code": "sign", "labels": {"en": "Signs"}, "part": null, "kind": "SIGNATURE", "required": true, "media_required": true},
                {"code": "notes", "labels": {"en": "Notes"}, "part": null, "kind": "TEXT", "required": false, "media_required": false},
            ]),
            checklist,
            status: "IN_PROGRESS".into(),
            started_at: None,
            completed_at: None,
            completed_by: None,
            left_open: vec![],
            approved_at: None,
            approved_by: None,
            own_approval: false,
            reason: None,
        }
    }
    fn media(kind: &str, state: &str) -> MediaOfRow {
        MediaOfRow {
            id: kernel::Id::from_uuid(Uuid::from_u128(9)),
            journey_id: kernel::Id::from_uuid(Uuid::from_u128(1)),
            owner_id: Uuid::from_u128(5),
            kind: kind.into(),
            purpose: kind.into(),
            content_type: "image/png".into(),
            state: state.into(),
            taken_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn dsp_6_completing_needs_required_items_and_their_media() {
        let ticks = json!({
            "contact": {"done": true, "at": "2026-06-01T11:00:00Z", "by": null},
            "sign": {"done": true, "at": "2026-06-01T11:00:00Z", "by": null},
        });
        let (photo, signature, failed) =
            (media("PHOTO", "STORED"), media("SIGNATURE", "PENDING"), media("SIGNATURE", "FAILED"));
        assert_eq!(missing(&row(json!({})), &[]).expect("read"), ["contact", "sign"]);
        assert_eq!(missing(&row(ticks.clone()), &[&photo]).expect("read"), ["sign"], "a photo is no signature");
        assert_eq!(missing(&row(ticks.clone()), &[&failed]).expect("read"), ["sign"]);
        assert!(missing(&row(ticks), &[&signature]).expect("read").is_empty(), "registered is enough");
    }
    #[test]
    fn dsp_6_items_show_as_x_of_y_and_approval_waits_for_the_bytes() {
        let rights = Rights { view: true, edit: true, approve: true, part: None };
        let mut step = row(json!({"contact": {"done": true, "at": "2026-06-01T11:00:00Z", "by": null}}));
        let (stored, pending) = (media("SIGNATURE", "STORED"), media("SIGNATURE", "PENDING"));
        let card = |step: &StepsOfRow, m: &MediaOfRow| StepCard::of(step, &[m], &rights).expect("read").expect("seen");
        assert_eq!(card(&step, &stored).progress, "1/3");
        assert!(card(&step, &stored).may_edit && !card(&step, &stored).may_approve);
        step.status = "COMPLETED".into();
        assert!(card(&step, &stored).may_approve && !card(&step, &stored).may_edit);
        assert!(!card(&step, &pending).may_approve, "CAP-3");
        assert!(StepCard::of(&step, &[], &Rights { view: false, ..rights }).expect("read").is_none());
    }
    #[test]
    fn dsp_8_only_the_first_step_waits_for_an_office() {
        assert!(!lets_next_begin("COMPLETED", "BEFORE_NEXT"));
        assert!(lets_next_begin("APPROVED", "BEFORE_NEXT"));
        assert!(lets_next_begin("COMPLETED", "AFTERWARDS"));
        assert!(!lets_next_begin("REJECTED", "AFTERWARDS"));
    }
}
