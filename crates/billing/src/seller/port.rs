//! The port others ask for tax: one decider for quotes and invoices alike.

use engine::{TenantTx, module::BoxFuture};
use jiff::civil::Date;
use kernel::{
    Error, Result,
    ids::LocationId,
    money::tax::{Place, TaxAnswer, TaxDecider, TaxProblem, TaxQuestion},
};

use crate::{
    sql::seller as sql,
    tax::{PLACE_RULES, RATES, Registration, Seller, TaxBook},
};

/// Offered to the other modules as `ports::TaxPort`.
pub struct Tax;

/// A seller's book, owned, so that it outlives the transaction's borrow.
struct Owned(Seller);

impl TaxDecider for Owned {
    fn decide(&self, question: &TaxQuestion) -> std::result::Result<TaxAnswer, Vec<TaxProblem>> {
        TaxBook { seller: &self.0, rates: RATES, company_rates: &[], places: PLACE_RULES }.decide(question)
    }
}

/// Who decides the tax of a seller's documents.
pub fn book(seller: Seller) -> Box<dyn TaxDecider + Send + Sync> {
    Box::new(Owned(seller))
}

impl ports::Tax for Tax {
    fn book<'a>(
        &'a self,
        tx: &'a TenantTx,
        location: Option<LocationId>,
        _on: Date,
    ) -> BoxFuture<'a, Result<Box<dyn TaxDecider + Send + Sync>>> {
        Box::pin(async move {
            let entity = sql::seller_of_location(tx, location).await?.ok_or_else(|| {
                Error::conflict("NO_SELLER", "Enter the company's legal seller and its tax registrations first.")
            })?;
            let rows = sql::registrations(tx, entity.id).await?;
            let registrations = rows
                .into_iter()
                .map(|r| {
                    let tax = serde_json::from_value(serde_json::Value::String(r.tax)).map_err(Error::internal)?;
                    Ok(Registration {
                        tax,
                        jurisdiction: r.jurisdiction,
                        valid_from: r.valid_from,
                        valid_to: r.valid_to,
                    })
                })
                .collect::<Result<Vec<_>>>()?;
            let seller = Seller {
                place: Place { country: entity.country, region: entity.region },
                registrations,
                saskatchewan_crane_pst: entity.saskatchewan_crane_pst,
            };
            Ok(book(seller))
        })
    }
}
