//! The transaction outside companies: signing in, the super admin's portal. Tenant tables show no row here; one
//! company may be entered, with a reason, and then only that one.

use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use kernel::{
    Error, Id, Result,
    ids::{CompanyId, SuperAdminId, UserId},
};
use tokio_postgres::{Row, types::ToSql};
use uuid::Uuid;

use crate::{
    caller::{Caller, Principal, RequestFacts},
    settings::Settings,
    sql::Sql,
    tx::{Core, TenantTx},
};

pub struct PlatformTx {
    pub(crate) core: Arc<Core>,
    pub(crate) admin: Option<SuperAdminId>,
    pub(crate) admin_name: String,
    pub(crate) facts: RequestFacts,
    /// The session the request came with, if any: (company, user, session id).
    pub(crate) bearer: Option<crate::token::Claims>,
    pub(crate) entered: OnceLock<TenantTx>,
}

impl Sql for PlatformTx {
    async fn rows(&self, sql: &str, params: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>> {
        self.core.rows(sql, params).await
    }
    async fn exec(&self, sql: &str, params: &[&(dyn ToSql + Sync)]) -> Result<u64> {
        self.core.exec(sql, params).await
    }
}

impl PlatformTx {
    pub fn now(&self) -> Timestamp {
        self.core.now
    }
    pub fn settings(&self) -> &Settings {
        &self.core.settings
    }
    pub fn facts(&self) -> &RequestFacts {
        &self.facts
    }
    /// The signed-in super admin; an error for public operations.
    pub fn admin(&self) -> Result<SuperAdminId> {
        self.admin.ok_or_else(|| Error::not_signed_in("NOT_SIGNED_IN", "Please sign in."))
    }
    pub fn admin_name(&self) -> &str {
        &self.admin_name
    }
    /// The bearer token's claims, when the caller of a public operation came with a valid one.
    pub fn claims(&self) -> Option<&crate::token::Claims> {
        self.bearer.as_ref()
    }
    pub fn new_id<K>(&self) -> Id<K> {
        Id::from_uuid(self.core.settings.uuid(self.core.now))
    }
    pub fn new_uuid(&self) -> Uuid {
        self.core.settings.uuid(self.core.now)
    }
    pub fn secret(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.core.settings.dice.fill(&mut bytes);
        bytes
    }
    pub fn port<T: std::any::Any + Send + Sync + Clone>(&self) -> Result<T> {
        self.core.settings.ports.get::<T>().ok_or_else(|| Error::internal("no such port"))
    }

    /// Enters one company for the rest of the transaction. A super admin's act is written to
    /// `company_access_log` by itself and to the company's own audit trail; `user` is whose act it is when
    /// somebody signs in.
    pub async fn enter(&self, company: CompanyId, user: Option<(UserId, &str)>, reason: &str) -> Result<TenantTx> {
        if let Some(tx) = self.entered.get() {
            return if tx.company() == company {
                Ok(tx.clone())
            } else {
                Err(Error::internal("a transaction enters one company only"))
            };
        }
        let user_id = user.map_or(Uuid::nil(), |(u, _)| u.uuid());
        self.core
            .batch(&format!("set local app.company_id = '{}'; set local app.user_id = '{user_id}'", company.uuid()))
            .await?;
        if let Some(admin) = self.admin {
            let id = self.new_uuid();
            self.core
                .exec(
                    "insert into company_access_log (id, super_admin_id, company_id, act, reason, address, at) \
                     values ($1, $2, $3, 'ENTER', $4, $5, $6)",
                    &[&id, &admin.uuid(), &company.uuid(), &reason, &self.facts.address, &self.now()],
                )
                .await?;
        }
        let mut caller = Caller::system(company, reason, self.facts.clone());
        if let Some((user, name)) = user {
            caller.principal = Principal::User { user, session: Id::from_uuid(Uuid::nil()) };
            caller.name = name.to_owned();
        } else if let Some(admin) = self.admin {
            caller.principal = Principal::Support { admin, support: Id::from_uuid(Uuid::nil()), write: true };
            caller.name = self.admin_name.clone();
        }
        let tx = TenantTx { core: self.core.clone(), caller: Arc::new(caller) };
        let _ = self.entered.set(tx.clone());
        Ok(tx)
    }
}
