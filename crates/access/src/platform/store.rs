//! The log of cross-company acts.

use engine::PlatformTx;
use kernel::{Result, ids::{CompanyId, SuperAdminId}};
use serde_json::Value;

use crate::sql::platform;

/// Writes an act down.
pub async fn log(
    tx: &PlatformTx,
    admin: Option<SuperAdminId>,
    company: Option<CompanyId>,
    act: &str,
    reason: Option<&str>,
    detail: &Value,
) -> Result<()> {
    platform::insert_access_log(
        tx,
        platform::InsertAccessLog {
            company_id: company,
            id: tx.new_uuid(),
            super_admin_id: admin,
            act,
            reason,
            detail,
            address: tx.facts().address.as_deref(),
            at: tx.now(),
        },
    )
    .await
    .map(drop)
}
