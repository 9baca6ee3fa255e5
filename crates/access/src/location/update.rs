//! Changes a location, or closes it (ACC-2).

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Problems, Result, ids::LocationId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{LocationCard, LocationKind, StorageType, check_place, store};

/// Open or closed; nothing is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LocationStatus {
    Active,
    Closed,
}

/// Changes what is given; the rest stays.
#[derive(Deserialize, JsonSchema)]
pub struct ChangeLocation {
    pub id: LocationId,
    pub name: Option<String>,
    pub code: Option<String>,
    pub kind: Option<LocationKind>,
    pub status: Option<LocationStatus>,
    pub street: Option<String>,
    pub city: Option<String>,
    pub province: Option<String>,
    pub postal_code: Option<String>,
    /// Two letters, like CA.
    pub country: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub contact_name: Option<String>,
    /// An IANA name; holds for days that have not begun.
    pub timezone: Option<String>,
    pub truck_count: Option<i32>,
    pub truck_note: Option<String>,
    pub storage_type: Option<StorageType>,
    pub storage_note: Option<String>,
    pub cx_care: Option<bool>,
}

impl Operation for ChangeLocation {
    type Output = LocationCard;
    const SPEC: Spec = Spec::command("access.location.change", "PATCH", "/locations/{id}")
        .summary("Changes a location, or closes it when nothing hangs on it.")
        .permission("location", "UPDATE")
        .on("location", "id");
    fn check(&self, p: &mut Problems) {
        for (field, value, most) in [
            ("name", &self.name, 100),
            ("code", &self.code, 20),
            ("city", &self.city, 100),
            ("province", &self.province, 50),
            ("street", &self.street, 500),
            ("postal_code", &self.postal_code, 500),
            ("phone", &self.phone, 500),
            ("email", &self.email, 500),
            ("contact_name", &self.contact_name, 500),
            ("truck_note", &self.truck_note, 500),
            ("storage_note", &self.storage_note, 500),
        ] {
            if let Some(value) = value {
                p.text(field, value, most);
            }
        }
        let timezone = self.timezone.as_deref().unwrap_or("UTC");
        check_place(p, "", timezone, self.country.as_deref().unwrap_or("CA"), self.truck_count.unwrap_or_default());
    }
    async fn run(self, tx: &TenantTx) -> Result<LocationCard> {
        let old = store::get(tx, self.id).await?;
        let closes = self.status == Some(LocationStatus::Closed) && old.status != "CLOSED";
        if closes {
            may_close(tx, self.id).await?;
            tx.severity("WARNING");
        }
        store::update(tx, self.over(&old)).await?;
        tx.about("location", self.id.uuid(), &old.name);
        tx.emit(NewEvent::new("access.location.changed", "location", self.id.uuid()).location(Some(self.id)));
        Ok(store::get(tx, self.id).await?.into())
    }
    fn example() -> Value {
        json!({"id": "loc_01h00000000000000000000000", "truck_count": 4})
    }
}

impl ChangeLocation {
    /// The row as it shall be.
    fn over<'a>(&'a self, old: &'a store::LocationRow) -> store::UpdateLocation<'a> {
        let text = |new: &'a Option<String>, old: &'a str| new.as_deref().map_or(old, str::trim);
        let or = |new: &'a Option<String>, old: &'a Option<String>| new.as_deref().or(old.as_deref());
        store::UpdateLocation {
            name: text(&self.name, &old.name),
            code: text(&self.code, &old.code),
            kind: self.kind.map_or(old.kind.as_str(), |k| k.code()),
            status: match self.status {
                Some(LocationStatus::Active) => "ACTIVE",
                Some(LocationStatus::Closed) => "CLOSED",
                None => &old.status,
            },
            street: or(&self.street, &old.street),
            city: text(&self.city, &old.city),
            province: text(&self.province, &old.province),
            postal_code: or(&self.postal_code, &old.postal_code),
            country: text(&self.country, &old.country),
            phone: or(&self.phone, &old.phone),
            email: or(&self.email, &old.email),
            contact_name: or(&self.contact_name, &old.contact_name),
            timezone: text(&self.timezone, &old.timezone),
            truck_count: self.truck_count.unwrap_or(old.truck_count),
            truck_note: or(&self.truck_note, &old.truck_note),
            storage_type: self.storage_type.map_or(old.storage_type.as_str(), |s| s.code()),
            storage_note: or(&self.storage_note, &old.storage_note),
            cx_care: self.cx_care.unwrap_or(old.cx_care),
            id: self.id,
        }
    }
}

/// Refused while users work there; the refusal names them.
async fn may_close(tx: &TenantTx, id: LocationId) -> Result<()> {
    let users = store::users_at(tx, id).await?;
    if users.is_empty() {
        return Ok(());
    }
    let sentence = format!("Somebody still works there: {}. Move or disable them first.", users.join(", "));
    Err(Error::conflict("LOCATION_IN_USE", sentence).with_data(json!({"users": users})))
}
