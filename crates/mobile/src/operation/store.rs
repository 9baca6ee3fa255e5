//! Statements about receipts.

use engine::TenantTx;
use kernel::Result;

use crate::sql;

pub async fn insert(tx: &TenantTx, receipt: sql::operation::InsertOperation<'_>) -> Result<()> {
    sql::operation::insert_operation(tx, receipt).await.map(drop)
}
