//! An estimate is locked: from now on it is what a quote rests on.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Result, ids::EstimateId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{EstimateDetail, read::detail, reckon, require_open, require_reviewed, sheet_store, store};

/// Locks an estimate. Prohibited articles must be struck or acknowledged first (SAL-29).
#[derive(Deserialize, JsonSchema)]
pub struct LockEstimate {
    pub id: EstimateId,
}

/// Locks it and keeps the run; the caller has seen to what may stand in the way.
pub async fn lock(tx: &TenantTx, row: &store::Row) -> Result<()> {
    let sheet = sheet_store::load(tx, row.id).await?;
    let reckoned = reckon::as_kept(tx, row, &sheet).await?;
    store::keep_run(tx, row.id, &reckoned).await?;
    store::set_locked(tx, row.id).await?;
    tx.about("estimate", row.id.uuid(), &row.number);
    tx.at_location(row.location_id);
    let data = json!({"estimate_id": row.id, "lead_id": row.lead_id, "customer_id": row.customer_id,
        "quote_id": row.quote_id});
    tx.emit(NewEvent::new("sales.estimate.locked", "estimate", row.id.uuid()).location(row.location_id).data(data));
    Ok(())
}

/// What stands in the way of quoting on it.
pub fn refuse_unsettled(row: &store::Row) -> Result<()> {
    if row.unsettled_prohibited > 0 {
        let text = "Articles on the sheet may not be carried. Strike them or have them acknowledged first.";
        return Err(Error::conflict("PROHIBITED_ARTICLES", text).with_data(json!({"lines": row.unsettled_prohibited})));
    }
    Ok(())
}

impl Operation for LockEstimate {
    type Output = EstimateDetail;
    const SPEC: Spec = Spec::command("sales.estimate.lock", "POST", "/estimates/{id}/lock")
        .summary("Locks an estimate; changes then make a new version.")
        .permission("estimate", "UPDATE")
        .on("estimate", "id");

    async fn run(self, tx: &TenantTx) -> Result<EstimateDetail> {
        let row = store::row(tx, self.id).await?;
        require_open(&row)?;
        require_reviewed(&row)?;
        refuse_unsettled(&row)?;
        lock(tx, &row).await?;
        detail(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "est_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
