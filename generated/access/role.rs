//! Written by `cargo xtask sql` from crates/access/queries/role.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertRole<'a> {
    pub id: kernel::ids::RoleId,
    pub code: &'a str,
    pub name: &'a str,
    pub built_in: bool,
    pub landing: &'a str,
    pub counts_as_user: bool,
}

pub async fn insert_role(tx: &engine::TenantTx, p: InsertRole<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into role (company_id, id, code, name, built_in, landing, counts_as_user)
values ($1, $2, $3, $4, $5, $6, $7)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.code, &p.name, &p.built_in, &p.landing, &p.counts_as_user])
        .await
}

#[derive(Debug, Clone)]
pub struct InsertGrant<'a> {
    pub id: uuid::Uuid,
    pub role_id: kernel::ids::RoleId,
    pub resource: &'a str,
    pub action: &'a str,
    pub scope: &'a str,
    pub condition: Option<&'a str>,
}

pub async fn insert_grant(tx: &engine::TenantTx, p: InsertGrant<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into role_permission (company_id, id, role_id, resource, action, scope, condition)
values ($1, $2, $3, $4, $5, $6, $7)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.role_id, &p.resource, &p.action, &p.scope, &p.condition]).await
}

pub async fn insert_mask(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    role_id: kernel::ids::RoleId,
    field_group: &str,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into field_mask (company_id, id, role_id, field_group)
values ($1, $2, $3, $4)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &role_id, &field_group]).await
}

#[derive(Debug, Clone)]
pub struct InsertStepRight<'a> {
    pub id: uuid::Uuid,
    pub role_id: kernel::ids::RoleId,
    pub step_number: i32,
    pub can_view: bool,
    pub can_edit: bool,
    pub can_approve: bool,
    pub part: Option<&'a str>,
}

pub async fn insert_step_right(tx: &engine::TenantTx, p: InsertStepRight<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into step_permission (company_id, id, role_id, step_number, can_view, can_edit, can_approve, part)
values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.role_id, &p.step_number, &p.can_view, &p.can_edit, &p.can_approve, &p.part],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RoleByCodeRow {
    pub id: kernel::ids::RoleId,
    pub code: String,
    pub name: String,
    pub counts_as_user: bool,
}

impl RoleByCodeRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            code: row.try_get(1).map_err(kernel::Error::internal)?,
            name: row.try_get(2).map_err(kernel::Error::internal)?,
            counts_as_user: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn role_by_code(tx: &engine::TenantTx, code: &str) -> kernel::Result<Option<RoleByCodeRow>> {
    const SQL: &str = r"select r.id, r.code, r.name, r.counts_as_user
from role r
where r.company_id = $1
  and r.code = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &code]).await?;
    super::at_most_one(rows, "role_by_code")?.as_ref().map(RoleByCodeRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RolesRow {
    pub id: kernel::ids::RoleId,
    pub code: String,
    pub name: String,
    pub built_in: bool,
    pub landing: String,
    pub counts_as_user: bool,
    pub version: i64,
}

impl RolesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            code: row.try_get(1).map_err(kernel::Error::internal)?,
            name: row.try_get(2).map_err(kernel::Error::internal)?,
            built_in: row.try_get(3).map_err(kernel::Error::internal)?,
            landing: row.try_get(4).map_err(kernel::Error::internal)?,
            counts_as_user: row.try_get(5).map_err(kernel::Error::internal)?,
            version: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn roles(tx: &engine::TenantTx) -> kernel::Result<Vec<RolesRow>> {
    const SQL: &str = r"select r.id, r.code, r.name, r.built_in, r.landing, r.counts_as_user, r.version
from role r
where r.company_id = $1
order by r.name, r.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(RolesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct GrantsRow {
    pub role_id: kernel::ids::RoleId,
    pub resource: String,
    pub action: String,
    pub scope: String,
    pub condition: Option<String>,
}

impl GrantsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            role_id: row.try_get(0).map_err(kernel::Error::internal)?,
            resource: row.try_get(1).map_err(kernel::Error::internal)?,
            action: row.try_get(2).map_err(kernel::Error::internal)?,
            scope: row.try_get(3).map_err(kernel::Error::internal)?,
            condition: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn grants(tx: &engine::TenantTx) -> kernel::Result<Vec<GrantsRow>> {
    const SQL: &str = r"select p.role_id, p.resource, p.action, p.scope, p.condition
from role_permission p
where p.company_id = $1
order by p.role_id, p.resource, p.action, p.scope
limit 50000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(GrantsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct GrantsOfRow {
    pub role_id: kernel::ids::RoleId,
    pub resource: String,
    pub action: String,
    pub scope: String,
    pub condition: Option<String>,
}

impl GrantsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            role_id: row.try_get(0).map_err(kernel::Error::internal)?,
            resource: row.try_get(1).map_err(kernel::Error::internal)?,
            action: row.try_get(2).map_err(kernel::Error::internal)?,
            scope: row.try_get(3).map_err(kernel::Error::internal)?,
            condition: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn grants_of(tx: &engine::TenantTx, role_id: kernel::ids::RoleId) -> kernel::Result<Vec<GrantsOfRow>> {
    const SQL: &str = r"select p.role_id, p.resource, p.action, p.scope, p.condition
from role_permission p
where p.company_id = $1
  and p.role_id = $2
order by p.resource, p.action, p.scope
limit 5000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &role_id]).await?;
    rows.iter().map(GrantsOfRow::from_row).collect()
}

pub async fn delete_grant(
    tx: &engine::TenantTx,
    role_id: kernel::ids::RoleId,
    resource: &str,
    action: &str,
    scope: &str,
) -> kernel::Result<u64> {
    const SQL: &str = r"delete from role_permission
where company_id = $1
  and role_id = $2
  and resource = $3
  and action = $4
  and scope = $5";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &role_id, &resource, &action, &scope]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct MasksRow {
    pub role_id: kernel::ids::RoleId,
    pub field_group: String,
}

impl MasksRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            role_id: row.try_get(0).map_err(kernel::Error::internal)?,
            field_group: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn masks(tx: &engine::TenantTx) -> kernel::Result<Vec<MasksRow>> {
    const SQL: &str = r"select m.role_id, m.field_group
from field_mask m
where m.company_id = $1
order by m.role_id, m.field_group
limit 2000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(MasksRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct StepRightsRow {
    pub role_id: kernel::ids::RoleId,
    pub step_number: i32,
    pub can_view: bool,
    pub can_edit: bool,
    pub can_approve: bool,
    pub part: Option<String>,
}

impl StepRightsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            role_id: row.try_get(0).map_err(kernel::Error::internal)?,
            step_number: row.try_get(1).map_err(kernel::Error::internal)?,
            can_view: row.try_get(2).map_err(kernel::Error::internal)?,
            can_edit: row.try_get(3).map_err(kernel::Error::internal)?,
            can_approve: row.try_get(4).map_err(kernel::Error::internal)?,
            part: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn step_rights(tx: &engine::TenantTx) -> kernel::Result<Vec<StepRightsRow>> {
    const SQL: &str = r"select s.role_id, s.step_number, s.can_view, s.can_edit, s.can_approve, s.part
from step_permission s
where s.company_id = $1
order by s.role_id, s.step_number
limit 4000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(StepRightsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct HoldersRow {
    pub name: String,
}

impl HoldersRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { name: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Active users whose role grants it for the whole company or at the given location: who could give it.
pub async fn holders(
    tx: &engine::TenantTx,
    resource: &str,
    action: &str,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Vec<HoldersRow>> {
    const SQL: &str = r"select distinct u.name
from app_user u
join role_permission p on p.company_id = u.company_id and p.role_id = u.role_id
where u.company_id = $1
  and p.company_id = $1
  and u.status = 'ACTIVE'
  and p.resource = $2
  and p.action = $3
  and (p.scope = 'CLIENT' or p.scope = 'LOCATION' and ($4::uuid is null or u.location_id = $4))
order by u.name
limit 20";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &resource, &action, &location_id]).await?;
    rows.iter().map(HoldersRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct MembersOfRoleRow {
    pub members: i64,
}

impl MembersOfRoleRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { members: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn members_of_role(tx: &engine::TenantTx, role_id: kernel::ids::RoleId) -> kernel::Result<MembersOfRoleRow> {
    const SQL: &str = r#"select count(*) as "members!"
from app_user u
where u.company_id = $1
  and u.role_id = $2
  and u.status = 'ACTIVE'"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &role_id]).await?;
    MembersOfRoleRow::from_row(&super::exactly_one(rows, "members_of_role")?)
}
