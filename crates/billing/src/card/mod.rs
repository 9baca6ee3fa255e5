//! Money by card: the customer pays on the provider's own page, is charged once, and only for what was signed (BIL-20 to
//! BIL-22).

pub mod capture;
pub mod list;
pub mod port;
pub mod provider;
pub mod set;
pub mod stop;
mod store;

use engine::TenantTx;
use kernel::{Error, Result, ids::ProviderAccountId};

pub use provider::Provider;

/// The name under which the secret is sealed.
fn seal_name(id: ProviderAccountId) -> String {
    format!("provider account {id}")
}

/// The account as the provider is asked by.
async fn account(tx: &TenantTx, id: ProviderAccountId) -> Result<provider::Account> {
    let row = store::account(tx, id).await?.ok_or_else(|| Error::internal("a payment without its account"))?;
    let secret = tx.settings().unseal(&seal_name(row.id), &row.secret_sealed)?;
    Ok(provider::Account { base_url: row.base_url, secret: String::from_utf8(secret).map_err(Error::internal)? })
}
