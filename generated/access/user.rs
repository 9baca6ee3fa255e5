//! Written by `cargo xtask sql` from crates/access/queries/user.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertIdentity<'a> {
    pub id: kernel::ids::IdentityId,
    pub email: &'a str,
    pub name: &'a str,
    pub password_hash: Option<&'a str>,
    pub locale: &'a str,
    pub at: jiff::Timestamp,
}

pub async fn insert_identity(tx: &impl engine::Sql, p: InsertIdentity<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into identity (id, email, name, password_hash, locale, created_at)
values ($1, $2, $3, $4, $5, $6)";
    engine::Sql::exec(tx, SQL, &[&p.id, &p.email, &p.name, &p.password_hash, &p.locale, &p.at]).await
}

pub async fn insert_login(
    tx: &impl engine::Sql,
    email_hmac: &[u8],
    identity_id: Option<kernel::ids::IdentityId>,
    super_admin_id: Option<kernel::ids::SuperAdminId>,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into login_directory (email_hmac, identity_id, super_admin_id)
values ($1, $2, $3)";
    engine::Sql::exec(tx, SQL, &[&email_hmac, &identity_id, &super_admin_id]).await
}

pub async fn insert_membership(
    tx: &engine::TenantTx,
    identity_id: kernel::ids::IdentityId,
    user_id: kernel::ids::UserId,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into membership (identity_id, company_id, user_id)
values ($2, $1, $3)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &identity_id, &user_id]).await
}

#[derive(Debug, Clone)]
pub struct InsertUser<'a> {
    pub id: kernel::ids::UserId,
    pub identity_id: kernel::ids::IdentityId,
    pub name: &'a str,
    pub email: &'a str,
    pub phone: Option<&'a str>,
    pub role_id: kernel::ids::RoleId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub status: &'a str,
}

pub async fn insert_user(tx: &engine::TenantTx, p: InsertUser<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into app_user (company_id, id, identity_id, name, email, phone, kind, role_id, location_id, status)
values ($1, $2, $3, $4, $5, $6, 'PERSON', $7, $8, $9)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.identity_id, &p.name, &p.email, &p.phone, &p.role_id, &p.location_id, &p.status],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct UserByIdRow {
    pub id: kernel::ids::UserId,
    pub identity_id: kernel::ids::IdentityId,
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
    pub kind: String,
    pub role_id: kernel::ids::RoleId,
    pub role_code: String,
    pub role_name: String,
    pub counts_as_user: bool,
    pub location_id: Option<kernel::ids::LocationId>,
    pub location_name: Option<String>,
    pub status: String,
    pub preferences: serde_json::Value,
    pub version: i64,
}

impl UserByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            identity_id: row.try_get(1).map_err(kernel::Error::internal)?,
            name: row.try_get(2).map_err(kernel::Error::internal)?,
            email: row.try_get(3).map_err(kernel::Error::internal)?,
            phone: row.try_get(4).map_err(kernel::Error::internal)?,
            kind: row.try_get(5).map_err(kernel::Error::internal)?,
            role_id: row.try_get(6).map_err(kernel::Error::internal)?,
            role_code: row.try_get(7).map_err(kernel::Error::internal)?,
            role_name: row.try_get(8).map_err(kernel::Error::internal)?,
            counts_as_user: row.try_get(9).map_err(kernel::Error::internal)?,
            location_id: row.try_get(10).map_err(kernel::Error::internal)?,
            location_name: row.try_get(11).map_err(kernel::Error::internal)?,
            status: row.try_get(12).map_err(kernel::Error::internal)?,
            preferences: row.try_get(13).map_err(kernel::Error::internal)?,
            version: row.try_get(14).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn user_by_id(tx: &engine::TenantTx, id: kernel::ids::UserId) -> kernel::Result<Option<UserByIdRow>> {
    const SQL: &str = r"select u.id, u.identity_id, u.name, u.email, u.phone, u.kind, u.role_id, r.code as role_code, r.name as role_name,
  r.counts_as_user, u.location_id, l.name as location_name, u.status, u.preferences, u.version
from app_user u
join role r on r.company_id = u.company_id and r.id = u.role_id
left join location l on l.company_id = u.company_id and l.id = u.location_id
where u.company_id = $1
  and u.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "user_by_id")?.as_ref().map(UserByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct UserListRow {
    pub id: kernel::ids::UserId,
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
    pub role_code: String,
    pub role_name: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub location_name: Option<String>,
    pub status: String,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl UserListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            email: row.try_get(2).map_err(kernel::Error::internal)?,
            phone: row.try_get(3).map_err(kernel::Error::internal)?,
            role_code: row.try_get(4).map_err(kernel::Error::internal)?,
            role_name: row.try_get(5).map_err(kernel::Error::internal)?,
            location_id: row.try_get(6).map_err(kernel::Error::internal)?,
            location_name: row.try_get(7).map_err(kernel::Error::internal)?,
            status: row.try_get(8).map_err(kernel::Error::internal)?,
            created_at: row.try_get(9).map_err(kernel::Error::internal)?,
            version: row.try_get(10).map_err(kernel::Error::internal)?,
        })
    }
}

pub const USER_LIST: engine::ListSql = engine::ListSql {
    name: "user_list",
    sql: r"select u.id, u.name, u.email, u.phone, r.code as role_code, r.name as role_name, u.location_id,
  l.name as location_name, u.status, u.created_at, u.version
from app_user u
join role r on r.company_id = u.company_id and r.id = u.role_id
left join location l on l.company_id = u.company_id and l.id = u.location_id
where u.company_id = $1",
    resource: "user",
    alias: "u",
    rows: "u",
    sorts: &[
        engine::ListSort {
            name: "name",
            column: "u.name",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "email",
            column: "u.email",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "created_at",
            column: "u.created_at",
            kind: engine::ColumnKind::Timestamp,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[
        engine::ListFilter { name: "role_code", column: "r.code", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "status", column: "u.status", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "location_id", column: "u.location_id", kind: engine::ColumnKind::Id("location") },
    ],
    search: Some("user_search"),
};

#[derive(Debug, Clone)]
pub struct UpdateUser<'a> {
    pub name: &'a str,
    pub phone: Option<&'a str>,
    pub role_id: kernel::ids::RoleId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub status: &'a str,
    pub preferences: &'a serde_json::Value,
    pub id: kernel::ids::UserId,
}

pub async fn update_user(tx: &engine::TenantTx, p: UpdateUser<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update app_user
set name = $2,
  phone = $3,
  role_id = $4,
  location_id = $5,
  status = $6,
  preferences = $7
where company_id = $1
  and id = $8";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.name, &p.phone, &p.role_id, &p.location_id, &p.status, &p.preferences, &p.id],
    )
    .await
}

pub async fn set_user_status(tx: &engine::TenantTx, status: &str, id: kernel::ids::UserId) -> kernel::Result<u64> {
    const SQL: &str = r"update app_user
set status = $2
where company_id = $1
  and id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &status, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OtherAdminsLockedRow {
    pub id: kernel::ids::UserId,
}

impl OtherAdminsLockedRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Locked, so that two admins cannot take each other's right at the same moment.
pub async fn other_admins_locked(
    tx: &engine::TenantTx,
    id: kernel::ids::UserId,
) -> kernel::Result<Vec<OtherAdminsLockedRow>> {
    const SQL: &str = r"select u.id
from app_user u
join role r on r.company_id = u.company_id and r.id = u.role_id
where u.company_id = $1
  and r.code = 'ADMIN'
  and u.status = 'ACTIVE'
  and u.id <> $2
order by u.id
limit 500
for update of u";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    rows.iter().map(OtherAdminsLockedRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CountedUsersRow {
    pub used: i64,
}

impl CountedUsersRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { used: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn counted_users(tx: &engine::TenantTx) -> kernel::Result<CountedUsersRow> {
    const SQL: &str = r#"select count(*) as "used!"
from app_user u
join role r on r.company_id = u.company_id and r.id = u.role_id
where u.company_id = $1
  and u.status in ('ACTIVE', 'INVITED')
  and u.kind = 'PERSON'
  and r.counts_as_user"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    CountedUsersRow::from_row(&super::exactly_one(rows, "counted_users")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct UserGrantsRow {
    pub id: uuid::Uuid,
    pub act: String,
    pub resource: String,
    pub action: String,
    pub scope: String,
    pub condition: Option<String>,
    pub expires_at: Option<jiff::Timestamp>,
    pub created_at: jiff::Timestamp,
    pub created_by: Option<uuid::Uuid>,
    pub version: i64,
}

impl UserGrantsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            act: row.try_get(1).map_err(kernel::Error::internal)?,
            resource: row.try_get(2).map_err(kernel::Error::internal)?,
            action: row.try_get(3).map_err(kernel::Error::internal)?,
            scope: row.try_get(4).map_err(kernel::Error::internal)?,
            condition: row.try_get(5).map_err(kernel::Error::internal)?,
            expires_at: row.try_get(6).map_err(kernel::Error::internal)?,
            created_at: row.try_get(7).map_err(kernel::Error::internal)?,
            created_by: row.try_get(8).map_err(kernel::Error::internal)?,
            version: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn user_grants(tx: &engine::TenantTx, user_id: kernel::ids::UserId) -> kernel::Result<Vec<UserGrantsRow>> {
    const SQL: &str = r"select p.id, p.act, p.resource, p.action, p.scope, p.condition, p.expires_at, p.created_at, p.created_by, p.version
from user_permission p
where p.company_id = $1
  and p.user_id = $2
order by p.created_at, p.id
limit 500";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &user_id]).await?;
    rows.iter().map(UserGrantsRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertUserGrant<'a> {
    pub id: uuid::Uuid,
    pub user_id: kernel::ids::UserId,
    pub act: &'a str,
    pub resource: &'a str,
    pub action: &'a str,
    pub scope: &'a str,
    pub condition: Option<&'a str>,
    pub expires_at: Option<jiff::Timestamp>,
}

pub async fn insert_user_grant(tx: &engine::TenantTx, p: InsertUserGrant<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into user_permission (company_id, id, user_id, act, resource, action, scope, condition, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.user_id, &p.act, &p.resource, &p.action, &p.scope, &p.condition, &p.expires_at],
    )
    .await
}

pub async fn delete_user_grant(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    user_id: kernel::ids::UserId,
) -> kernel::Result<u64> {
    const SQL: &str = r"delete from user_permission
where company_id = $1
  and id = $2
  and user_id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &user_id]).await
}

pub async fn invite_user(
    tx: &engine::TenantTx,
    invite_hash: Option<&[u8]>,
    invite_until: Option<jiff::Timestamp>,
    id: kernel::ids::UserId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update app_user
set invite_hash = $2,
  invite_until = $3
where company_id = $1
  and id = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &invite_hash, &invite_until, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct InvitedUserRow {
    pub id: kernel::ids::UserId,
    pub name: String,
    pub email: String,
    pub identity_id: kernel::ids::IdentityId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub password_hash: Option<String>,
}

impl InvitedUserRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            email: row.try_get(2).map_err(kernel::Error::internal)?,
            identity_id: row.try_get(3).map_err(kernel::Error::internal)?,
            location_id: row.try_get(4).map_err(kernel::Error::internal)?,
            password_hash: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn invited_user(tx: &engine::TenantTx, invite_hash: &[u8]) -> kernel::Result<Option<InvitedUserRow>> {
    const SQL: &str = r"select u.id, u.name, u.email, u.identity_id, u.location_id, i.password_hash
from app_user u
join identity i on i.id = u.identity_id
where u.company_id = $1
  and u.invite_hash = $2
  and u.invite_until > $3
  and u.status = 'INVITED'
for update of u";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &invite_hash, &now]).await?;
    super::at_most_one(rows, "invited_user")?.as_ref().map(InvitedUserRow::from_row).transpose()
}

pub async fn accept_invitation(tx: &engine::TenantTx, id: kernel::ids::UserId) -> kernel::Result<u64> {
    const SQL: &str = r"update app_user
set status = 'ACTIVE',
  invite_hash = null,
  invite_until = null
where company_id = $1
  and id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}

pub async fn set_password(
    tx: &impl engine::Sql,
    password_hash: Option<&str>,
    id: kernel::ids::IdentityId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update identity
set password_hash = $1
where id = $2";
    engine::Sql::exec(tx, SQL, &[&password_hash, &id]).await
}
