//! A new version of an estimate, to be changed while the old one stays as it was quoted.

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Result,
    ids::{EstimateId, QuoteId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{EstimateDetail, change::told, read::detail, reckon::Head, sheet_store, store};

/// Copies an estimate into a new draft under its number.
#[derive(Deserialize, JsonSchema)]
pub struct NextVersion {
    pub id: EstimateId,
}

impl Operation for NextVersion {
    type Output = EstimateDetail;
    const SPEC: Spec = Spec::command("sales.estimate.next_version", "POST", "/estimates/{id}/versions")
        .summary("Makes a new draft version of an estimate.")
        .permission("estimate", "UPDATE")
        .on("estimate", "id")
        .created();

    async fn run(self, tx: &TenantTx) -> Result<EstimateDetail> {
        let row = store::row(tx, self.id).await?;
        let sheet = sheet_store::load(tx, self.id).await?;
        let version = store::supersede(tx, &row.number).await?;
        let id: EstimateId = tx.new_id();
        let insert = store::Insert {
            id,
            number: &row.number,
            estimate_version: version,
            parent_id: Some(row.id),
            lead_id: row.lead_id,
            customer_id: row.customer_id,
            location_id: row.location_id,
            assigned_to: row.assigned_to,
            language: &row.language,
            method: &row.method,
            counts_as_survey: row.counts_as_survey,
            surveyed_at: row.surveyed_at,
            service_type: &row.service_type,
            load_percent: row.load_percent,
            unload_percent: row.unload_percent,
            needs_truck: row.needs_truck,
            density_centi_lb: row.density_centi_lb,
            move_size: row.move_size.as_deref(),
            preset_cuft: row.preset_cuft,
            driving_minutes: row.driving_minutes,
            distance_km: row.distance_km,
            typed: row.typed.as_ref(),
            typed_reason: row.typed_reason.as_deref(),
            notes: row.notes.as_deref(),
        };
        store::insert(tx, insert).await?;
        sheet_store::save(tx, id, &sheet).await?;
        store::reckon_and_keep(tx, id, &Head::of(&row)?, &sheet).await?;
        if let Some(quote) = row.quote_id {
            store::set_quote(tx, id, QuoteId::from_uuid(quote)).await?;
        }
        let made = store::row(tx, id).await?;
        told(tx, &made);
        detail(tx, id).await
    }
    fn example() -> Value {
        json!({"id": "est_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
