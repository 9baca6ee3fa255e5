//! A new location.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Problems, Result, ids::LocationId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{LocationCard, LocationKind, StorageType, check_place, store};

/// Makes a location.
#[derive(Clone, Deserialize, JsonSchema)]
pub struct CreateLocation {
    pub name: String,
    pub code: String,
    pub kind: LocationKind,
    #[serde(default)]
    pub street: Option<String>,
    pub city: String,
    pub province: String,
    #[serde(default)]
    pub postal_code: Option<String>,
    /// Two letters, like CA.
    pub country: String,
    #[serde(default)]
    pub phone: Option<String>,
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default)]
    pub contact_name: Option<String>,
    /// An IANA name, like America/Toronto.
    pub timezone: String,
    #[serde(default)]
    pub truck_count: i32,
    #[serde(default)]
    pub truck_note: Option<String>,
    #[serde(default)]
    pub storage_type: StorageType,
    #[serde(default)]
    pub storage_note: Option<String>,
    #[serde(default)]
    pub cx_care: bool,
}

impl CreateLocation {
    /// Everything that is wrong with it; `prefix` names the place in a larger form.
    pub(crate) fn problems(&self, p: &mut Problems, prefix: &str) {
        p.text(&format!("{prefix}name"), &self.name, 100);
        p.text(&format!("{prefix}code"), &self.code, 20);
        p.text(&format!("{prefix}city"), &self.city, 100);
        p.text(&format!("{prefix}province"), &self.province, 50);
        for (field, value) in [
            ("street", &self.street),
            ("postal_code", &self.postal_code),
            ("phone", &self.phone),
            ("email", &self.email),
            ("contact_name", &self.contact_name),
            ("truck_note", &self.truck_note),
            ("storage_note", &self.storage_note),
        ] {
            if let Some(value) = value {
                p.text(&format!("{prefix}{field}"), value, 500);
            }
        }
        check_place(p, prefix, &self.timezone, &self.country, self.truck_count);
    }

    pub(crate) async fn insert(&self, tx: &TenantTx) -> Result<LocationId> {
        let id: LocationId = tx.new_id();
        store::insert(
            tx,
            store::InsertLocation {
                id,
                name: self.name.trim(),
                code: self.code.trim(),
                kind: self.kind.code(),
                street: self.street.as_deref(),
                city: self.city.trim(),
                province: self.province.trim(),
                postal_code: self.postal_code.as_deref(),
                country: &self.country,
                phone: self.phone.as_deref(),
                email: self.email.as_deref(),
                contact_name: self.contact_name.as_deref(),
                timezone: &self.timezone,
                truck_count: self.truck_count,
                truck_note: self.truck_note.as_deref(),
                storage_type: self.storage_type.code(),
                storage_note: self.storage_note.as_deref(),
                cx_care: self.cx_care,
            },
        )
        .await?;
        Ok(id)
    }
}

impl Operation for CreateLocation {
    type Output = LocationCard;
    const SPEC: Spec = Spec::command("access.location.create", "POST", "/locations")
        .summary("A new location.")
        .permission("location", "CREATE")
        .created();
    fn check(&self, p: &mut Problems) {
        self.problems(p, "");
    }
    async fn run(self, tx: &TenantTx) -> Result<LocationCard> {
        let id = self.insert(tx).await?;
        tx.about("location", id.uuid(), self.name.trim());
        tx.emit(NewEvent::new("access.location.changed", "location", id.uuid()).location(Some(id)));
        Ok(store::get(tx, id).await?.into())
    }
    fn example() -> Value {
        json!({"name": "Ajax", "code": "AJAX", "kind": "FRANCHISE", "city": "Ajax", "province": "ON", "country": "CA",
            "timezone": "America/Toronto", "truck_count": 3})
    }
}
