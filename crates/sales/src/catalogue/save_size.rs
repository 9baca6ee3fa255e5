//! A company adds a move size or changes one.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{check_code, check_names, size::MoveSize, store, too_many};

const MOST: usize = 200;

/// Adds a move size, or changes the one with this code, shipped ones too.
#[derive(Deserialize, JsonSchema)]
pub struct SaveSize {
    pub code: String,
    pub name_en: String,
    pub name_fr: String,
    pub volume_cuft: i32,
    pub floor_area_sqft: Option<i32>,
    pub is_active: Option<bool>,
}

impl Operation for SaveSize {
    type Output = MoveSize;
    const SPEC: Spec = Spec::command("sales.move_size.save", "PUT", "/move-sizes")
        .summary("Adds a move size or changes one.")
        .permission("catalogue", "UPDATE");

    fn check(&self, p: &mut Problems) {
        check_code(p, &self.code);
        check_names(p, &self.name_en, &self.name_fr);
        let volume = (0..=50_000).contains(&self.volume_cuft);
        p.require(volume, "volume_cuft", "OUT_OF_RANGE", "Between 0 and 50,000 cubic feet.");
        let area = (1..=1_000_000).contains(&self.floor_area_sqft.unwrap_or(1));
        p.require(area, "floor_area_sqft", "OUT_OF_RANGE", "Between 1 and 1,000,000 square feet.");
    }

    async fn run(self, tx: &TenantTx) -> Result<MoveSize> {
        let own = store::own_sizes(tx).await?;
        let before = own.iter().find(|(_, s)| s.code == self.code).map(|(id, _)| *id);
        if before.is_none() && own.len() >= MOST {
            return Err(too_many("move sizes", MOST));
        }
        let size = MoveSize {
            code: self.code,
            name_en: self.name_en.trim().into(),
            name_fr: self.name_fr.trim().into(),
            volume_cuft: self.volume_cuft,
            floor_area_sqft: self.floor_area_sqft,
            is_active: self.is_active.unwrap_or(true),
            is_own: true,
        };
        let (name_en, name_fr, is_active) = (size.name_en.as_str(), size.name_fr.as_str(), size.is_active);
        let (volume_cuft, floor_area_sqft) = (size.volume_cuft, size.floor_area_sqft);
        let id = before.unwrap_or_else(|| tx.new_id::<()>().uuid());
        if before.is_some() {
            let row = store::ChangeSize { name_en, name_fr, volume_cuft, floor_area_sqft, is_active, id };
            store::change_size(tx, row).await?;
        } else {
            let code = size.code.as_str();
            let row = store::InsertSize { id, code, name_en, name_fr, volume_cuft, floor_area_sqft, is_active };
            store::insert_size(tx, row).await?;
        }
        tx.about("move_size", id, &size.code);
        Ok(size)
    }

    fn example() -> Value {
        json!({"code": "COTTAGE", "name_en": "Cottage", "name_fr": "Chalet", "volume_cuft": 640})
    }
}
