//! The tax port: the registrations of a location's seller and the law's dated rows, ready to decide (BIL-15).

use engine::{TenantTx, module::BoxFuture};
use jiff::civil::Date;
use kernel::{
    Result,
    ids::LocationId,
    money::tax::{Place, TaxAnswer, TaxDecider, TaxProblem, TaxQuestion},
};

use crate::{
    entity::{self, Entity},
    tax::{PLACE_RULES, RATES, Seller, TaxBook},
};

/// Who decides tax, for quotes and invoices alike.
pub struct Tax;

/// A seller with everything of its own, so that it can be handed out.
pub struct Book {
    seller: Seller,
}

impl Book {
    pub fn of(entity: &Entity) -> Self {
        Self { seller: entity.seller() }
    }
}

impl TaxDecider for Book {
    fn decide(&self, question: &TaxQuestion) -> std::result::Result<TaxAnswer, Vec<TaxProblem>> {
        let book = TaxBook { seller: &self.seller, rates: RATES, company_rates: &[], places: PLACE_RULES };
        book.decide(question)
    }
}

impl ports::Tax for Tax {
    /// Without any entity nothing is registered: no tax is charged and the answer says so.
    fn book<'a>(
        &'a self,
        tx: &'a TenantTx,
        location: Option<LocationId>,
        _on: Date,
    ) -> BoxFuture<'a, Result<Box<dyn TaxDecider + Send + Sync>>> {
        Box::pin(async move {
            let seller = match entity::store::of_location(tx, location).await? {
                Some(entity) => entity.seller(),
                None => unregistered(tx, location).await?,
            };
            Ok(Box::new(Book { seller }) as Box<dyn TaxDecider + Send + Sync>)
        })
    }
}

async fn unregistered(tx: &TenantTx, location: Option<LocationId>) -> Result<Seller> {
    let place = match location {
        Some(location) => entity::store::place(tx, location).await?,
        None => None,
    };
    let place = place.unwrap_or(Place { country: "CA".into(), region: None });
    Ok(Seller { place, registrations: Vec::new(), saskatchewan_crane_pst: None })
}
