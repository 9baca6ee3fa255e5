//! Written by `cargo xtask sql` from crates/quotes/queries/limits.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct LimitsRow {
    pub checks: serde_json::Value,
    pub senders: serde_json::Value,
    pub local_km: i32,
    pub version: i64,
}

impl LimitsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            checks: row.try_get(0).map_err(kernel::Error::internal)?,
            senders: row.try_get(1).map_err(kernel::Error::internal)?,
            local_km: row.try_get(2).map_err(kernel::Error::internal)?,
            version: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn limits(tx: &engine::TenantTx, id: uuid::Uuid) -> kernel::Result<Option<LimitsRow>> {
    const SQL: &str = r"select l.checks, l.senders, l.local_km, l.version
from quote_limits l
where l.company_id = $1
  and l.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "limits")?.as_ref().map(LimitsRow::from_row).transpose()
}

pub async fn put_limits(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    checks: &serde_json::Value,
    senders: &serde_json::Value,
    local_km: i32,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into quote_limits (company_id, id, checks, senders, local_km)
values ($1, $2, $3, $4, $5)
on conflict (company_id, id) do update
set checks = excluded.checks,
    senders = excluded.senders,
    local_km = excluded.local_km";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &checks, &senders, &local_km]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SendingRolesRow {
    pub code: String,
    pub name: String,
    pub sends: bool,
}

impl SendingRolesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            code: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            sends: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// Roles and whether their people make quotes; administrators have no limits.
pub async fn sending_roles(tx: &engine::TenantTx) -> kernel::Result<Vec<SendingRolesRow>> {
    const SQL: &str = r#"select r.code, r.name,
       exists (select 1 from access_v_role_right g
         where g.company_id = $1 and g.role_id = r.id and g.resource = 'quote'
           and g.action in ('CREATE', 'UPDATE')) as "sends!"
from access_v_role r
where r.company_id = $1
  and r.code <> 'ADMIN'
order by r.name, r.code
limit 100"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(SendingRolesRow::from_row).collect()
}
