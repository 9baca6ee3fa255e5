//! One estimate.

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Error, Result,
    ids::{EstimateId, QuoteId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{EstimateDetail, codes, sheet_store, store};

/// Reads an estimate with its sheet and what the formula says.
#[derive(Deserialize, JsonSchema)]
pub struct ReadEstimate {
    pub id: EstimateId,
}

impl Operation for ReadEstimate {
    type Output = EstimateDetail;
    const SPEC: Spec = Spec::read("sales.estimate.read", "/estimates/{id}")
        .summary("One estimate with its sheet, crew, trucks and hours.")
        .permission("estimate", "VIEW")
        .on("estimate", "id");

    async fn run(self, tx: &TenantTx) -> Result<EstimateDetail> {
        detail(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "est_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}

/// The whole estimate.
pub async fn detail(tx: &TenantTx, id: EstimateId) -> Result<EstimateDetail> {
    let row = store::row(tx, id).await?;
    let sheet = sheet_store::load(tx, id).await?;
    Ok(EstimateDetail {
        id: row.id,
        number: row.number,
        estimate_version: row.estimate_version,
        parent_id: row.parent_id,
        is_newest: row.is_newest,
        lead_id: row.lead_id,
        lead_number: row.lead_number,
        customer_id: row.customer_id,
        name: row.name,
        location_id: row.location_id,
        location_name: row.location_name,
        assigned_to: row.assigned_to,
        assigned_name: row.assigned_name,
        language: row.language,
        state: codes::read(&row.state)?,
        locked_at: row.locked_at,
        method: codes::read(&row.method)?,
        counts_as_survey: row.counts_as_survey,
        surveyed_at: row.surveyed_at,
        service_type: row.service_type,
        load_percent: row.load_percent,
        unload_percent: row.unload_percent,
        needs_truck: row.needs_truck,
        density_lb_per_cuft: row.density_centi_lb.map(crate::catalogue::cuft).transpose()?,
        move_size: row.move_size,
        preset_cuft: row.preset_cuft,
        driving_minutes: row.driving_minutes,
        distance_km: row.distance_km,
        typed: row.typed.map(serde_json::from_value).transpose().map_err(Error::internal)?,
        typed_reason: row.typed_reason,
        notes: row.notes,
        sheet,
        outputs: serde_json::from_value(row.outputs).map_err(Error::internal)?,
        unsettled_prohibited: row.unsettled_prohibited,
        unvalued: row.unvalued,
        quote_id: row.quote_id.map(QuoteId::from_uuid),
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}
