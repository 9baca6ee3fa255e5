//! A company adds a service type or changes the shares of one.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{check_code, check_names, service::ServiceType, store, too_many};

const MOST: usize = 200;

/// Adds a service type, or changes the one with this code, shipped ones too. Estimates keep the shares they were made with.
#[derive(Deserialize, JsonSchema)]
pub struct SaveService {
    pub code: String,
    pub name_en: String,
    pub name_fr: String,
    pub load_percent: i32,
    pub unload_percent: i32,
    pub needs_truck: Option<bool>,
    pub is_active: Option<bool>,
}

impl Operation for SaveService {
    type Output = ServiceType;
    const SPEC: Spec = Spec::command("sales.service_type.save", "PUT", "/service-types")
        .summary("Adds a service type or changes one.")
        .permission("catalogue", "UPDATE");

    fn check(&self, p: &mut Problems) {
        check_code(p, &self.code);
        check_names(p, &self.name_en, &self.name_fr);
        for (field, percent) in [("load_percent", self.load_percent), ("unload_percent", self.unload_percent)] {
            p.require((0..=100).contains(&percent), field, "OUT_OF_RANGE", "Between 0 and 100 percent.");
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<ServiceType> {
        let own = store::own_services(tx).await?;
        let before = own.iter().find(|(_, s)| s.code == self.code).map(|(id, _)| *id);
        if before.is_none() && own.len() >= MOST {
            return Err(too_many("service types", MOST));
        }
        let service = ServiceType {
            code: self.code,
            name_en: self.name_en.trim().into(),
            name_fr: self.name_fr.trim().into(),
            load_percent: self.load_percent.unsigned_abs(),
            unload_percent: self.unload_percent.unsigned_abs(),
            needs_truck: self.needs_truck.unwrap_or(true),
            is_active: self.is_active.unwrap_or(true),
            is_own: true,
        };
        let (name_en, name_fr) = (service.name_en.as_str(), service.name_fr.as_str());
        let (load_percent, unload_percent) = (self.load_percent, self.unload_percent);
        let (needs_truck, is_active) = (service.needs_truck, service.is_active);
        let id = before.unwrap_or_else(|| tx.new_id::<()>().uuid());
        if before.is_some() {
            let row =
                store::ChangeService { name_en, name_fr, load_percent, unload_percent, needs_truck, is_active, id };
            store::change_service(tx, row).await?;
        } else {
            let code = service.code.as_str();
            let row = store::InsertService {
                id,
                code,
                name_en,
                name_fr,
                load_percent,
                unload_percent,
                needs_truck,
                is_active,
            };
            store::insert_service(tx, row).await?;
        }
        tx.about("service_type", id, &service.code);
        Ok(service)
    }

    fn example() -> Value {
        json!({"code": "FERRY_LOAD", "name_en": "Ferry, loading", "name_fr": "Traversier, chargement",
            "load_percent": 65, "unload_percent": 0})
    }
}
