//! Changes a machine.

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use kernel::{
    Error, Problems, Result,
    ids::{EquipmentId, LocationId},
    money::UnitPrice,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{EquipmentCard, EquipmentStatus, Measures, Rates, check_rates, check_texts, may_become, store};
use crate::sql::equipment;

/// Changes what is given; an empty text clears a field (FLT-2).
#[derive(Deserialize, JsonSchema)]
pub struct ChangeEquipment {
    pub id: EquipmentId,
    #[schemars(length(min = 1, max = 100))]
    pub name: Option<String>,
    #[schemars(length(max = 100))]
    pub category: Option<String>,
    #[schemars(length(max = 100))]
    pub class: Option<String>,
    pub status: Option<EquipmentStatus>,
    #[schemars(length(max = 100))]
    pub plate: Option<String>,
    #[schemars(length(max = 100))]
    pub serial: Option<String>,
    #[serde(flatten)]
    pub measures: Measures,
    #[serde(default)]
    pub rates: Rates,
    pub running_cost_km: Option<UnitPrice>,
    pub location_id: Option<LocationId>,
    #[schemars(length(max = 10000))]
    pub notes: Option<String>,
}

impl Operation for ChangeEquipment {
    type Output = EquipmentCard;
    const SPEC: Spec = Spec::command("fleet.equipment.change", "PATCH", "/equipment/{id}")
        .summary("Changes a machine.")
        .permission("equipment", "UPDATE")
        .on("equipment", "id");

    fn check(&self, p: &mut Problems) {
        if let Some(name) = &self.name {
            p.text("name", name, 100);
        }
        check_texts(
            p,
            &[
                ("category", &self.category, 100),
                ("class", &self.class, 100),
                ("plate", &self.plate, 100),
                ("serial", &self.serial, 100),
                ("notes", &self.notes, 10_000),
            ],
        );
        self.measures.check(p);
        check_rates(p, &self.rates);
        let cost = self.running_cost_km.is_none_or(|c| c >= UnitPrice::ZERO);
        p.require(cost, "running_cost_km", "OUT_OF_RANGE", "A cost is never below zero.");
    }

    async fn run(self, tx: &TenantTx) -> Result<EquipmentCard> {
        let target = tx.target().await?;
        let before = target.facts.record["status"].as_str().unwrap_or_default().to_owned();
        if let Some(to) = self.status
            && !may_become(&before, to)
        {
            return Err(Error::conflict(
                "STATUS_NOT_REACHABLE",
                format!("A machine that is {before} does not become {}.", to.code()),
            ));
        }
        if self.status == Some(EquipmentStatus::Retired) && store::has_future_work(tx, self.id).await? {
            return Err(Error::conflict(
                "HAS_WORK",
                "The machine still has work on the calendar; give that to another first.",
            ));
        }
        if let Some(location) = self.location_id {
            tx.require("equipment", "UPDATE", &RowFacts { location: Some(location), ..target.facts.clone() })?;
        }
        store::change(
            tx,
            equipment::ChangeEquipment {
                id: self.id,
                name: self.name.as_deref().map(str::trim),
                category: self.category.as_deref(),
                class: self.class.as_deref(),
                status: self.status.map(EquipmentStatus::code),
                plate: self.plate.as_deref().map(str::trim),
                serial: self.serial.as_deref().map(str::trim),
                capacity_cuft: self.measures.capacity_cuft,
                payload_kg: self.measures.payload_kg,
                max_lift_kg: self.measures.max_lift_kg,
                odometer_km: self.measures.odometer_km,
                engine_hours: self.measures.engine_hours,
                rate_hour: self.rates.hour.map(UnitPrice::ten_thousandths),
                rate_day: self.rates.day.map(UnitPrice::ten_thousandths),
                rate_month: self.rates.month.map(UnitPrice::ten_thousandths),
                running_cost_km: self.running_cost_km.map(UnitPrice::ten_thousandths),
                location_id: self.location_id,
                notes: self.notes.as_deref(),
            },
        )
        .await?;
        let card = store::read(tx, self.id).await?;
        let ready = |status: &str| matches!(status, "ACTIVE" | "IN_USE");
        let name = if ready(&before) && !ready(&card.status) {
            "fleet.equipment.not_ready"
        } else {
            "fleet.equipment.changed"
        };
        tx.emit(NewEvent::new(name, "equipment", self.id.uuid()).location(card.location_id));
        Ok(card)
    }
    fn example() -> Value {
        json!({"id": "equ_01h455vb4pex5vsknk084sn02q", "status": "MAINTENANCE"})
    }
}
