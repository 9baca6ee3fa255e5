//! A legal seller is set up.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{
    Error, Problems, Result,
    ids::{BillingEntity, BillingEntityId},
    money::{Currency, tax::TaxKind},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Entity, TaxNumber,
    store::{self, InsertEntity, InsertRegistration},
};
use crate::{ledger, tax::gstin_is_valid};

/// Sets up a legal seller with its tax registrations; the first one sells for the whole company.
#[derive(Deserialize, JsonSchema)]
pub struct CreateEntity {
    pub legal_name: String,
    /// Functional currency.
    pub currency: Currency,
    /// ISO 3166-1, two letters.
    pub country: String,
    /// ISO 3166-2 without the country.
    pub region: Option<String>,
    pub street: Option<String>,
    pub city: Option<String>,
    pub postal_code: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// Days until an invoice is due.
    #[serde(default)]
    pub terms_days: i32,
    /// How to pay, printed on invoices.
    pub payment_instructions: Option<String>,
    /// Whether cranes with operator carry Saskatchewan's PST.
    pub saskatchewan_crane_pst: Option<bool>,
    #[serde(default)]
    pub registrations: Vec<TaxNumber>,
}

fn code(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

fn is_indian(tax: TaxKind) -> bool {
    matches!(tax, TaxKind::Cgst | TaxKind::Sgst | TaxKind::Utgst | TaxKind::Igst)
}

impl Operation for CreateEntity {
    type Output = Entity;
    const SPEC: Spec = Spec::command("billing.entity.create", "POST", "/billing/entities")
        .summary("Sets up a legal seller with its tax registrations.")
        .permission("billing_setting", "UPDATE")
        .created();

    fn check(&self, p: &mut Problems) {
        p.text("legal_name", &self.legal_name, 100);
        p.require(code(&self.country, 2..=2), "country", "NOT_A_COUNTRY", "Two capital letters, such as CA.");
        let region = self.region.as_deref().is_none_or(|r| code(r, 1..=3));
        p.require(region, "region", "NOT_A_REGION", "One to three capital letters, such as ON.");
        p.require((0..=365).contains(&self.terms_days), "terms_days", "OUT_OF_RANGE", "0 to 365 days.");
        for (field, text) in [
            ("street", &self.street),
            ("city", &self.city),
            ("postal_code", &self.postal_code),
            ("email", &self.email),
            ("phone", &self.phone),
            ("payment_instructions", &self.payment_instructions),
        ] {
            p.require(text.as_deref().is_none_or(|t| t.chars().count() <= 500), field, "TOO_LONG", "At most 500 characters.");
        }
        p.require(self.registrations.len() <= 50, "registrations", "TOO_MANY", "At most 50 registrations.");
        for (n, one) in self.registrations.iter().take(50).enumerate() {
            p.text(&format!("registrations.{n}.number"), &one.number, 50);
            p.text(&format!("registrations.{n}.jurisdiction"), &one.jurisdiction, 10);
            let ordered = one.valid_to.is_none_or(|end| one.valid_from < end);
            p.require(ordered, &format!("registrations.{n}.valid_to"), "BEFORE_START", "After the first day.");
            let checked = !is_indian(one.tax) || gstin_is_valid(&one.number);
            p.require(checked, &format!("registrations.{n}.number"), "NOT_A_GSTIN", "The check digit does not fit.");
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<Entity> {
        tx.require("billing_setting", "UPDATE", &RowFacts { location: None, mine: true, record: Value::Null })?;
        let id = seed(tx, &self).await?;
        tx.about("billing_entity", id.uuid(), self.legal_name.trim());
        store::by_id(tx, id).await
    }

    fn example() -> Value {
        json!({
            "legal_name": "Maple Movers Inc.", "currency": "CAD", "country": "CA", "region": "ON",
            "registrations": [
                {"tax": "GST", "jurisdiction": "CA", "number": "123456789 RT0001", "valid_from": "2010-07-01"}
            ]
        })
    }
}

/// Writes an entity with its registrations and sees that the company has its chart of accounts.
pub async fn seed(tx: &TenantTx, wanted: &CreateEntity) -> Result<BillingEntityId> {
    let is_default = !store::has_default(tx).await?;
    let id = tx.new_id::<BillingEntity>();
    store::insert(
        tx,
        InsertEntity {
            id,
            legal_name: wanted.legal_name.trim(),
            currency: wanted.currency.code(),
            country: &wanted.country,
            region: wanted.region.as_deref(),
            street: wanted.street.as_deref(),
            city: wanted.city.as_deref(),
            postal_code: wanted.postal_code.as_deref(),
            email: wanted.email.as_deref(),
            phone: wanted.phone.as_deref(),
            terms_days: wanted.terms_days,
            payment_instructions: wanted.payment_instructions.as_deref(),
            saskatchewan_crane_pst: wanted.saskatchewan_crane_pst,
            is_default,
        },
    )
    .await?;
    for one in &wanted.registrations {
        let tax = serde_json::to_value(one.tax).map_err(Error::internal)?;
        let registration = InsertRegistration {
            id: tx.new_id::<BillingEntity>().uuid(),
            entity_id: id,
            tax: tax.as_str().unwrap_or_default(),
            jurisdiction: one.jurisdiction.trim(),
            number: one.number.trim(),
            valid_from: one.valid_from,
            valid_to: one.valid_to,
        };
        store::insert_registration(tx, registration).await?;
    }
    ledger::store::chart(tx).await?;
    Ok(id)
}
