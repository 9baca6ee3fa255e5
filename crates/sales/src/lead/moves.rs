//! A change of status, by whoever: tested, written, told.

use engine::{TenantTx, event::NewEvent};
use kernel::{Error, Result};
use serde_json::json;

use super::{
    Place, filled,
    status::{By, Refusal, Status, may_change},
    store,
};

/// What is missing before a lead counts as qualified: service, date or "open", one address.
fn missing(row: &store::Row) -> Vec<&'static str> {
    let known =
        |value: &serde_json::Value| serde_json::from_value::<Place>(value.clone()).is_ok_and(|place| place.is_known());
    let text = |name: &str| row.rental.get(name).and_then(|v| v.as_str()).is_some_and(|t| !t.trim().is_empty());
    let mut out = Vec::new();
    if filled(&row.service_type).is_none() {
        out.push("service_type");
    }
    if row.move_date.is_none() && !row.move_date_open && !text("start_date") {
        out.push("move_date");
    }
    if !known(&row.origin) && !known(&row.destination) && !text("site_city") {
        out.push("origin");
    }
    out
}

/// Changes the status or says why not (SAL-11).
pub async fn move_to(tx: &TenantTx, row: &store::Row, to: Status, by: By, reason: Option<&str>) -> Result<()> {
    let from = Status::read(&row.status).ok_or_else(|| Error::internal("an unknown status"))?;
    let before = row.status_before.as_deref().and_then(Status::read);
    may_change(from, to, before, by, reason.is_some()).map_err(|refusal| refused(refusal, from, to))?;
    if to == Status::Qualified {
        let mut problems = kernel::Problems::new();
        for field in missing(row) {
            problems.add(field, "REQUIRED", "Needed before a lead is qualified.");
        }
        problems.finish()?;
    }
    store::set_status(tx, row.id, from, to, reason).await?;
    store::add_touch(
        tx,
        row.id,
        store::NewTouch {
            kind: "STATUS",
            is_human: false,
            note: reason,
            outcome: Some(to.code()),
            data: json!({"from": from.code(), "to": to.code()}),
        },
    )
    .await?;
    let tell = |name| NewEvent::new(name, "lead", row.id.uuid()).location(row.location_id);
    tx.emit(tell("sales.lead.status_changed").data(json!({"from": from.code(), "to": to.code()})));
    match to {
        Status::Won => tx.emit(tell("sales.lead.won")),
        Status::Lost => tx.emit(tell("sales.lead.lost")),
        _ => {}
    }
    Ok(())
}

fn refused(refusal: Refusal, from: Status, to: Status) -> Error {
    let (from, to) = (from.code(), to.code());
    let data = json!({"from": from, "to": to});
    match refusal {
        Refusal::NoSuchStep => {
            Error::conflict("STATUS", format!("A lead does not go from {from} to {to}.")).with_data(data)
        }
        Refusal::ByItselfOnly => {
            Error::conflict("STATUS", format!("A lead becomes {to} by itself, not by hand.")).with_data(data)
        }
        Refusal::ManagerOnly => Error::forbidden(
            "NO_GRANT",
            format!("A lead becomes {to} by an accepted quote; by hand lead:APPROVE is needed."),
        )
        .with_data(json!({"permission": "lead:APPROVE", "reason": "NO_GRANT"})),
        Refusal::ReasonNeeded => Error::invalid("reason", "REQUIRED", "Please say why."),
    }
}
