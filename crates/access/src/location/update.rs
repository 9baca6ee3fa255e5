//! Changes a location.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Problems, Result, ids::LocationId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{LocationCard, StorageType};
use crate::sql::location as sql;

#[derive(Deserialize, JsonSchema)]
pub struct ChangeLocation {
    pub id: LocationId,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub street: Option<String>,
    #[serde(default)]
    pub phone: Option<String>,
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default)]
    pub contact_name: Option<String>,
    #[serde(default)]
    pub truck_count: Option<i32>,
    #[serde(default)]
    pub truck_note: Option<String>,
    #[serde(default)]
    pub storage_type: Option<StorageType>,
    #[serde(default)]
    pub storage_note: Option<String>,
    #[serde(default)]
    pub cx_care: Option<bool>,
}

impl Operation for ChangeLocation {
    type Output = LocationCard;
    const SPEC: Spec = Spec::command("access.location.change", "PATCH", "/locations/{id}")
        .summary("Changes a location.")
        .permission("location", "UPDATE")
        .on("location", "id");
    fn check(&self, p: &mut Problems) {
        for (field, value) in [
            ("name", &self.name),
            ("street", &self.street),
            ("phone", &self.phone),
            ("email", &self.email),
            ("contact_name", &self.contact_name),
            ("truck_note", &self.truck_note),
            ("storage_note", &self.storage_note),
        ] {
            if let Some(value) = value {
                p.text(field, value, if field == "name" { 100 } else { 500 });
            }
        }
        if let Some(count) = self.truck_count {
            p.require((0..=10_000).contains(&count), "truck_count", "OUT_OF_RANGE", "Between 0 and 10,000.");
        }
    }
    async fn run(self, tx: &TenantTx) -> Result<LocationCard> {
        let missing = || Error::not_found("location");
        let old = sql::location_by_id(tx, self.id).await?.ok_or_else(missing)?;
        sql::update_location(
            tx,
            sql::UpdateLocation {
                name: self.name.as_deref().unwrap_or(&old.name).trim(),
                code: &old.code,
                kind: &old.kind,
                status: &old.status,
                street: self.street.as_deref().or(old.street.as_deref()),
                city: &old.city,
                province: &old.province,
                postal_code: old.postal_code.as_deref(),
                country: &old.country,
                phone: self.phone.as_deref().or(old.phone.as_deref()),
                email: self.email.as_deref().or(old.email.as_deref()),
                contact_name: self.contact_name.as_deref().or(old.contact_name.as_deref()),
                timezone: &old.timezone,
                truck_count: self.truck_count.unwrap_or(old.truck_count),
                truck_note: self.truck_note.as_deref().or(old.truck_note.as_deref()),
                storage_type: match self.storage_type {
                    Some(kind) => kind.code(),
                    None => &old.storage_type,
                },
                storage_note: self.storage_note.as_deref().or(old.storage_note.as_deref()),
                cx_care: self.cx_care.unwrap_or(old.cx_care),
                id: self.id,
            },
        )
        .await?;
        tx.emit(NewEvent::new("access.location.changed", "location", self.id.uuid()).location(Some(self.id)));
        sql::location_by_id(tx, self.id).await?.map(LocationCard::from).ok_or_else(missing)
    }
    fn example() -> Value {
        json!({"id": "loc_01h00000000000000000000000", "truck_count": 4})
    }
}
