//! What others ask for inside their own transaction: the customer of a lead, a booking, an import.

use std::sync::Arc;

use engine::{TenantTx, module::BoxFuture};
use kernel::{Result, ids::CustomerId};
use ports::{EnsureCustomer, EnsureCustomerPort, WantedCustomer};

use crate::{
    customer::{
        Address, Names,
        register::{self, Wanted},
    },
    likeness::SAME,
};

/// Offered to the application under [`EnsureCustomerPort`].
pub fn ensure_customer_port() -> EnsureCustomerPort {
    Arc::new(Ensure)
}

struct Ensure;

fn wanted(from: &WantedCustomer) -> Wanted {
    let names = Names {
        first_name: from.first_name.clone(),
        last_name: from.last_name.clone(),
        company_name: from.company_name.clone(),
    };
    Wanted {
        names,
        email: from.email.clone(),
        phone: from.phone.clone(),
        language: from.language.clone(),
        location_id: from.location_id,
        assigned_to: from.assigned_to,
        lead_source: from.source.clone(),
        address: Address {
            city: from.city.clone(),
            province: from.province.clone(),
            // A country nobody knows would not be storable; the location's is taken instead.
            country: from.country.clone().filter(|c| c.len() == 2 && c.chars().all(|c| c.is_ascii_alphabetic())),
            ..Address::default()
        },
        ..Wanted::default()
    }
}

impl EnsureCustomer for Ensure {
    fn ensure<'a>(&'a self, tx: &'a TenantTx, from: &'a WantedCustomer) -> BoxFuture<'a, Result<(CustomerId, bool)>> {
        Box::pin(async move {
            let mut prepared = register::prepare(tx, wanted(from)).await?;
            register::take_turn(tx).await?;
            let matches = register::matches(tx, &prepared).await?;
            if let Some(same) = matches.first().filter(|m| m.score >= SAME) {
                return Ok((same.id, false));
            }
            if !prepared.wanted.names.suffice(prepared.kind) {
                // Only a phone or an e-mail is known: that is what the customer is called until somebody asks.
                let point = from.email.clone().or(from.phone.clone()).unwrap_or_else(|| "?".into());
                prepared.wanted.names.last_name = Some(point.chars().take(100).collect());
                prepared.kind = crate::customer::CustomerKind::Person;
                prepared.traits.match_key = prepared.wanted.names.match_key(prepared.kind);
            }
            let (id, _) = register::insert(tx, &prepared, &matches).await?;
            Ok((id, true))
        })
    }

    fn survivor<'a>(&'a self, tx: &'a TenantTx, customer: CustomerId) -> BoxFuture<'a, Result<CustomerId>> {
        Box::pin(crate::customer::store::kept_with(tx, customer))
    }

    fn matches<'a>(
        &'a self,
        tx: &'a TenantTx,
        from: &'a WantedCustomer,
    ) -> BoxFuture<'a, Result<Vec<(CustomerId, String, i32)>>> {
        Box::pin(async move {
            let prepared = register::prepare(tx, wanted(from)).await?;
            let found = register::matches(tx, &prepared).await?;
            Ok(found.into_iter().map(|m| (m.id, m.display_name, m.score)).collect())
        })
    }
}
