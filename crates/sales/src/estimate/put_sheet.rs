//! The sheet as a whole.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::EstimateId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    EstimateDetail,
    change::told,
    read::detail,
    reckon::Head,
    require_open,
    sheet::{Carton, Room, Sheet, Stop},
    sheet_store, store,
};
use crate::catalogue;

/// Puts rooms with their lines, stops, cartons in place of what stands there; a list that is absent stays.
#[derive(Deserialize, JsonSchema)]
pub struct PutSheet {
    pub id: EstimateId,
    pub rooms: Option<Vec<Room>>,
    pub stops: Option<Vec<Stop>>,
    pub cartons: Option<Vec<Carton>>,
}

impl PutSheet {
    /// The parts that were given.
    pub fn given(&self) -> Sheet {
        Sheet {
            stops: self.stops.clone().unwrap_or_default(),
            rooms: self.rooms.clone().unwrap_or_default(),
            cartons: self.cartons.clone().unwrap_or_default(),
        }
    }

    /// The sheet with what was given in place, articles filled in.
    pub async fn laid_over(self, tx: &TenantTx, before: Sheet, french: bool) -> Result<Sheet> {
        let mut sheet = Sheet {
            stops: self.stops.unwrap_or(before.stops),
            rooms: self.rooms.unwrap_or(before.rooms),
            cartons: self.cartons.unwrap_or(before.cartons),
        };
        resolve(tx, &mut sheet, french).await?;
        Ok(sheet)
    }
}

/// Fills in the articles; refuses unknown articles and stops, all at once.
pub async fn resolve(tx: &TenantTx, sheet: &mut Sheet, french: bool) -> Result<()> {
    let mut p = Problems::new();
    sheet.resolve(&catalogue::articles(tx).await?, french, &mut p);
    sheet.check_stops(&mut p);
    p.finish()
}

impl Operation for PutSheet {
    type Output = EstimateDetail;
    const SPEC: Spec = Spec::command("sales.estimate.put_sheet", "PUT", "/estimates/{id}/sheet")
        .summary("Puts an estimate's rooms, stops and cartons, each list as a whole.")
        .permission("estimate", "UPDATE")
        .on("estimate", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        self.given().check(p);
    }

    async fn run(self, tx: &TenantTx) -> Result<EstimateDetail> {
        let id = self.id;
        let row = store::row(tx, id).await?;
        require_open(&row)?;
        let before = sheet_store::load(tx, id).await?;
        let sheet = self.laid_over(tx, before, row.language == "fr").await?;
        sheet_store::save(tx, id, &sheet).await?;
        store::reckon_and_keep(tx, id, &Head::of(&row)?, &sheet).await?;
        told(tx, &row);
        detail(tx, id).await
    }

    fn example() -> Value {
        json!({"id": "est_01h2xcejqtf2nbrexx3vqjhp41",
            "rooms": [{"kind": "BEDROOM", "items": [{"article_code": 152, "going": 2}, {"article_code": 159, "going": 1}]},
                {"kind": "GARAGE", "items": [{"name": "Kiln", "volume_cuft": "18", "weight_lb": 220, "going": 1}]}],
            "stops": [{"role": "PICKUP", "floor": 3}, {"role": "DROPOFF", "floor": 5, "elevator": true}],
            "cartons": [{"material": "carton-small", "quantity": 16, "packed_by": "CARRIER"}]})
    }
}
