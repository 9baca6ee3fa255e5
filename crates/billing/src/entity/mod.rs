//! The legal seller: who an invoice, its taxes and its number belong to (BIL-1).

pub mod create;
pub mod number;
pub mod store;

use jiff::civil::Date;
use kernel::{
    Error, Result,
    ids::BillingEntityId,
    money::{
        Currency,
        tax::{Place, TaxKind},
    },
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::tax::{Registration, Seller};

/// A registration for a tax with its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaxNumber {
    pub tax: TaxKind,
    /// `CA`, `CA-QC`, `IN-MH` and so on.
    pub jurisdiction: String,
    pub number: String,
    /// First day.
    pub valid_from: Date,
    /// First day it no longer holds.
    #[serde(default)]
    pub valid_to: Option<Date>,
}

/// A legal seller.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Entity {
    pub id: BillingEntityId,
    pub legal_name: String,
    /// Functional currency: the ledger's.
    pub currency: Currency,
    pub country: String,
    pub region: Option<String>,
    pub address: Vec<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub terms_days: i32,
    pub payment_instructions: Option<String>,
    pub saskatchewan_crane_pst: Option<bool>,
    /// Sells for every location without an entity of its own.
    pub is_default: bool,
    pub registrations: Vec<TaxNumber>,
    pub version: i64,
}

impl Entity {
    /// Who sells, as the tax rules see it.
    pub fn seller(&self) -> Seller {
        Seller {
            place: Place { country: self.country.clone(), region: self.region.clone() },
            registrations: self
                .registrations
                .iter()
                .map(|r| Registration {
                    tax: r.tax,
                    jurisdiction: r.jurisdiction.clone(),
                    valid_from: r.valid_from,
                    valid_to: r.valid_to,
                })
                .collect(),
            saskatchewan_crane_pst: self.saskatchewan_crane_pst,
        }
    }

    /// The number under which a tax is charged; GST's stands for HST, any Indian one for all of India.
    pub fn number_for(&self, tax: TaxKind, jurisdiction: &str, on: Date) -> Option<&str> {
        use TaxKind::{Cgst, Gst, Hst, Igst, Sgst, Utgst};
        let family = |kind: TaxKind| match kind {
            Gst | Hst => 1,
            Cgst | Sgst | Utgst | Igst => 2,
            _ => 0,
        };
        let held = |r: &&TaxNumber| r.valid_from <= on && r.valid_to.is_none_or(|end| on < end);
        let fits = |r: &&TaxNumber| match family(tax) {
            0 => r.tax == tax && r.jurisdiction == jurisdiction,
            one => family(r.tax) == one,
        };
        self.registrations.iter().filter(held).find(fits).map(|r| r.number.as_str())
    }
}

/// What is asked for before anything can be billed.
pub fn missing() -> Error {
    Error::conflict("NO_BILLING_ENTITY", "Set up the company's billing entity first: its legal name and tax numbers.")
}

pub(crate) fn currency(code: &str) -> Result<Currency> {
    code.trim().parse().map_err(Error::internal)
}
