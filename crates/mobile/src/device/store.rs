//! Statements about phones.

use engine::TenantTx;
use kernel::{
    Result,
    ids::{Device, UserId},
};

use crate::sql::device::{self, TakeContactRow};

/// Enrols the phone if it is new and raises its high-water mark.
pub async fn take_contact(tx: &TenantTx, installation: &str, user: UserId, sequence: i64) -> Result<TakeContactRow> {
    device::take_contact(tx, tx.new_id::<Device>(), installation, user, sequence).await
}
