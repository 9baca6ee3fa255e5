//! Takes a machine into the fleet.

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use kernel::{
    Problems, Result,
    ids::{Equipment, LocationId},
    money::UnitPrice,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{EquipmentCard, EquipmentType, Measures, OwnerKind, Rates, check_rates, check_texts, store};
use crate::sql::equipment::InsertEquipment;

/// Takes a machine into the fleet (FLT-1).
#[derive(Deserialize, JsonSchema)]
pub struct CreateEquipment {
    #[schemars(length(min = 1, max = 100))]
    pub name: String,
    pub r#type: EquipmentType,
    #[schemars(length(max = 100))]
    pub category: Option<String>,
    #[schemars(length(max = 100))]
    pub class: Option<String>,
    pub owner_kind: Option<OwnerKind>,
    #[schemars(length(max = 100))]
    pub plate: Option<String>,
    #[schemars(length(max = 100))]
    pub serial: Option<String>,
    #[schemars(range(min = 1900, max = 2200))]
    pub manufactured_year: Option<i32>,
    #[serde(flatten)]
    pub measures: Measures,
    #[schemars(range(min = 0, max = 500))]
    pub boom_m: Option<i32>,
    #[schemars(range(min = 0, max = 5_000_000))]
    pub unladen_kg: Option<i32>,
    #[serde(default)]
    pub rates: Rates,
    pub running_cost_km: Option<UnitPrice>,
    pub location_id: Option<LocationId>,
    #[schemars(length(max = 10000))]
    pub notes: Option<String>,
}

impl Operation for CreateEquipment {
    type Output = EquipmentCard;
    const SPEC: Spec = Spec::command("fleet.equipment.create", "POST", "/equipment")
        .summary("Takes a machine into the fleet.")
        .permission("equipment", "CREATE")
        .created();

    fn check(&self, p: &mut Problems) {
        p.text("name", &self.name, 100);
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
        let year = self.manufactured_year.is_none_or(|y| (1900..=2200).contains(&y));
        p.require(year, "manufactured_year", "OUT_OF_RANGE", "Between 1900 and 2200.");
        p.require(self.boom_m.is_none_or(|m| (0..=500).contains(&m)), "boom_m", "OUT_OF_RANGE", "Between 0 and 500.");
        let unladen = self.unladen_kg.is_none_or(|kg| (0..=5_000_000).contains(&kg));
        p.require(unladen, "unladen_kg", "OUT_OF_RANGE", "Between 0 and 5000000.");
        let cost = self.running_cost_km.is_none_or(|c| c >= UnitPrice::ZERO);
        p.require(cost, "running_cost_km", "OUT_OF_RANGE", "A cost is never below zero.");
    }

    async fn run(self, tx: &TenantTx) -> Result<EquipmentCard> {
        let row = RowFacts { location: self.location_id, mine: true, record: Value::Null };
        tx.require("equipment", "CREATE", &row)?;
        let id = tx.new_id::<Equipment>();
        let currency = store::currency(tx).await?;
        let number = format!("EQ{:04}", tx.number("equipment").await?);
        let filled =
            |text: &'_ Option<String>| text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
        let (plate, serial) = (filled(&self.plate), filled(&self.serial));
        store::insert(
            tx,
            InsertEquipment {
                id,
                number: &number,
                name: self.name.trim(),
                r#type: self.r#type.code(),
                category: self.category.as_deref(),
                class: self.class.as_deref(),
                owner_kind: self.owner_kind.unwrap_or(OwnerKind::Owned).code(),
                plate: plate.as_deref(),
                serial: serial.as_deref(),
                manufactured_year: self.manufactured_year,
                capacity_cuft: self.measures.capacity_cuft,
                payload_kg: self.measures.payload_kg,
                max_lift_kg: self.measures.max_lift_kg,
                boom_m: self.boom_m,
                unladen_kg: self.unladen_kg,
                odometer_km: self.measures.odometer_km,
                engine_hours: self.measures.engine_hours,
                rate_hour: self.rates.hour.map(UnitPrice::ten_thousandths),
                rate_day: self.rates.day.map(UnitPrice::ten_thousandths),
                rate_month: self.rates.month.map(UnitPrice::ten_thousandths),
                running_cost_km: self.running_cost_km.map(UnitPrice::ten_thousandths),
                currency: &currency,
                location_id: self.location_id,
                notes: self.notes.as_deref(),
            },
        )
        .await?;
        tx.about("equipment", id.uuid(), &number);
        tx.at_location(self.location_id);
        tx.emit(NewEvent::new("fleet.equipment.created", "equipment", id.uuid()).location(self.location_id));
        store::read(tx, id).await
    }
    fn example() -> Value {
        json!({
            "name": "Truck 12", "type": "TRUCK", "category": "26FT", "plate": "AB 12345", "capacity_cuft": 1700,
            "payload_kg": 4500, "rates": {"hour": "159.00"}, "location_id": "loc_01h455vb4pex5vsknk084sn02q",
        })
    }
}
