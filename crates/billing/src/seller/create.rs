//! A legal seller with its registrations.

use engine::{Operation, Spec, TenantTx};
use jiff::civil::Date;
use kernel::{
    Problems, Result,
    ids::BillingEntityId,
    money::{Currency, tax::TaxKind},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::sql::seller as sql;

#[derive(Deserialize, JsonSchema)]
pub struct NewRegistration {
    pub tax: TaxKind,
    /// `CA`, `CA-QC`, `IN-MH` and so on.
    pub jurisdiction: String,
    pub number: String,
    pub valid_from: Date,
    #[serde(default)]
    pub valid_to: Option<Date>,
}

#[derive(Deserialize, JsonSchema)]
pub struct CreateEntity {
    pub legal_name: String,
    pub currency: Currency,
    /// Two letters, like CA.
    pub country: String,
    #[serde(default)]
    pub region: Option<String>,
    #[serde(default)]
    pub street: Option<String>,
    #[serde(default)]
    pub city: Option<String>,
    #[serde(default)]
    pub postal_code: Option<String>,
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default)]
    pub phone: Option<String>,
    /// Days until an invoice is due.
    #[serde(default)]
    pub terms_days: i32,
    #[serde(default)]
    pub saskatchewan_crane_pst: Option<bool>,
    #[serde(default)]
    pub registrations: Vec<NewRegistration>,
}

#[derive(Serialize, JsonSchema)]
pub struct Created {
    pub id: BillingEntityId,
    /// The first seller of a company is its default.
    pub is_default: bool,
}

impl Operation for CreateEntity {
    type Output = Created;
    const SPEC: Spec = Spec::command("billing.entity.create", "POST", "/billing/entities")
        .summary("A legal seller with its tax registrations.")
        .permission("billing_setting", "UPDATE")
        .created();
    fn check(&self, p: &mut Problems) {
        p.text("legal_name", &self.legal_name, 200);
        let two = self.country.len() == 2 && self.country.bytes().all(|b| b.is_ascii_uppercase());
        p.require(two, "country", "UNKNOWN_COUNTRY", "Two letters, like CA.");
        p.require((0..=365).contains(&self.terms_days), "terms_days", "OUT_OF_RANGE", "Between 0 and 365.");
        p.require(self.registrations.len() <= 100, "registrations", "TOO_MANY", "At most 100.");
        for (field, value) in [
            ("region", &self.region),
            ("street", &self.street),
            ("city", &self.city),
            ("postal_code", &self.postal_code),
            ("email", &self.email),
            ("phone", &self.phone),
        ] {
            if let Some(value) = value {
                p.text(field, value, 200);
            }
        }
        for (at, r) in self.registrations.iter().enumerate() {
            p.text(&format!("registrations.{at}.jurisdiction"), &r.jurisdiction, 10);
            p.text(&format!("registrations.{at}.number"), &r.number, 50);
            let ordered = r.valid_to.is_none_or(|to| r.valid_from < to);
            p.require(
                ordered,
                &format!("registrations.{at}.valid_to"),
                "DATES_REVERSED",
                "The end comes after the start.",
            );
        }
    }
    async fn run(self, tx: &TenantTx) -> Result<Created> {
        let is_default = sql::default_entity(tx).await?.is_none();
        let id: BillingEntityId = tx.new_id();
        sql::insert_entity(
            tx,
            sql::InsertEntity {
                id,
                legal_name: self.legal_name.trim(),
                currency: self.currency.code(),
                country: &self.country,
                region: self.region.as_deref(),
                street: self.street.as_deref(),
                city: self.city.as_deref(),
                postal_code: self.postal_code.as_deref(),
                email: self.email.as_deref(),
                phone: self.phone.as_deref(),
                terms_days: self.terms_days,
                saskatchewan_crane_pst: self.saskatchewan_crane_pst,
                is_default,
            },
        )
        .await?;
        for r in &self.registrations {
            let tax = serde_json::to_value(r.tax).map_err(kernel::Error::internal)?;
            sql::insert_registration(
                tx,
                sql::InsertRegistration {
                    id: tx.new_id::<()>().uuid(),
                    entity_id: id,
                    tax: tax.as_str().unwrap_or_default(),
                    jurisdiction: r.jurisdiction.trim(),
                    number: r.number.trim(),
                    valid_from: r.valid_from,
                    valid_to: r.valid_to,
                },
            )
            .await?;
        }
        tx.about("billing_entity", id.uuid(), self.legal_name.trim());
        Ok(Created { id, is_default })
    }
    fn example() -> Value {
        json!({"legal_name": "North Movers Ltd", "currency": "CAD", "country": "CA", "region": "ON",
            "registrations": [{"tax": "GST", "jurisdiction": "CA", "number": "123456789 RT0001", "valid_from": "2020-01-01"}]})
    }
}
