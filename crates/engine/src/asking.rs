//! What the permission test needs to know of somebody or something, asked inside a transaction that is open.

use kernel::{Result, ids::UserId};
use uuid::Uuid;

use crate::{Permissions, TenantTx, permission::RowFacts};

impl TenantTx {
    /// Another user's rights in this company, read inside this transaction.
    pub async fn permissions_of(&self, user: UserId) -> Result<Permissions> {
        crate::opening::read_permissions(self, user).await
    }
    /// What the permission test of somebody needs to know of a record; `None` where there is none in this company.
    pub async fn facts_of(&self, resource: &str, id: Uuid, user: Option<UserId>) -> Result<Option<RowFacts>> {
        crate::opening::read_facts(self, resource, id, user).await
    }
}
