//! Written by `cargo xtask sql` from crates/crew/queries/member.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct MemberRow {
    pub id: kernel::ids::CrewMemberId,
    pub number: String,
    pub name: String,
    pub user_id: Option<kernel::ids::UserId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub kind: String,
    pub position: String,
    pub status: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub languages: Vec<String>,
    pub hired_on: Option<jiff::civil::Date>,
    pub experience_years: Option<i32>,
    pub notes: Option<String>,
    pub version: i64,
}

impl MemberRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            name: row.try_get(2).map_err(kernel::Error::internal)?,
            user_id: row.try_get(3).map_err(kernel::Error::internal)?,
            location_id: row.try_get(4).map_err(kernel::Error::internal)?,
            kind: row.try_get(5).map_err(kernel::Error::internal)?,
            position: row.try_get(6).map_err(kernel::Error::internal)?,
            status: row.try_get(7).map_err(kernel::Error::internal)?,
            phone: row.try_get(8).map_err(kernel::Error::internal)?,
            email: row.try_get(9).map_err(kernel::Error::internal)?,
            languages: row.try_get(10).map_err(kernel::Error::internal)?,
            hired_on: row.try_get(11).map_err(kernel::Error::internal)?,
            experience_years: row.try_get(12).map_err(kernel::Error::internal)?,
            notes: row.try_get(13).map_err(kernel::Error::internal)?,
            version: row.try_get(14).map_err(kernel::Error::internal)?,
        })
    }
}

pub const MEMBER_LIST: engine::ListSql = engine::ListSql {
    name: "member_list",
    sql: r"select m.id, m.number, m.name, m.user_id, m.location_id, m.kind, m.position, m.status, m.phone, m.email, m.languages,
       m.hired_on, m.experience_years, m.notes, m.version
from crew_member m
where m.company_id = $1",
    resource: "crew",
    alias: "m",
    rows: "m",
    sorts: &[
        engine::ListSort {
            name: "name",
            column: "m.name",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "number",
            column: "m.number",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "status",
            column: "m.status",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[
        engine::ListFilter { name: "status", column: "m.status", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "position", column: "m.position", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "kind", column: "m.kind", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "location_id", column: "m.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "user_id", column: "m.user_id", kind: engine::ColumnKind::Id("app_user") },
    ],
    search: None,
};

pub async fn member_by_id(tx: &engine::TenantTx, id: kernel::ids::CrewMemberId) -> kernel::Result<Option<MemberRow>> {
    const SQL: &str = r"select m.id, m.number, m.name, m.user_id, m.location_id, m.kind, m.position, m.status, m.phone, m.email, m.languages,
       m.hired_on, m.experience_years, m.notes, m.version
from crew_member m
where m.company_id = $1
  and m.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "member_by_id")?.as_ref().map(MemberRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertMember<'a> {
    pub id: kernel::ids::CrewMemberId,
    pub number: &'a str,
    pub name: &'a str,
    pub user_id: Option<kernel::ids::UserId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub kind: &'a str,
    pub position: &'a str,
    pub phone: Option<&'a str>,
    pub email: Option<&'a str>,
    pub languages: &'a [String],
    pub hired_on: Option<jiff::civil::Date>,
    pub province: Option<&'a str>,
    pub experience_years: Option<i32>,
    pub notes: Option<&'a str>,
}

pub async fn insert_member(tx: &engine::TenantTx, p: InsertMember<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into crew_member (company_id, id, number, name, user_id, location_id, kind, position, phone, email, languages,
  hired_on, province, experience_years, notes)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
  $12, $13, $14, $15)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.number,
            &p.name,
            &p.user_id,
            &p.location_id,
            &p.kind,
            &p.position,
            &p.phone,
            &p.email,
            &p.languages,
            &p.hired_on,
            &p.province,
            &p.experience_years,
            &p.notes,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeMember<'a> {
    pub name: Option<&'a str>,
    pub user_id: Option<kernel::ids::UserId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub kind: Option<&'a str>,
    pub position: Option<&'a str>,
    pub status: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub email: Option<&'a str>,
    pub languages: Option<&'a [String]>,
    pub experience_years: Option<i32>,
    pub notes: Option<&'a str>,
    pub id: kernel::ids::CrewMemberId,
}

/// What is absent stays; an empty text clears.
pub async fn change_member(tx: &engine::TenantTx, p: ChangeMember<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update crew_member m
set name = coalesce($2, m.name),
    user_id = coalesce($3, m.user_id),
    location_id = coalesce($4, m.location_id),
    kind = coalesce($5, m.kind),
    position = coalesce($6, m.position),
    status = coalesce($7, m.status),
    phone = nullif(coalesce($8, m.phone), ''),
    email = nullif(coalesce($9, m.email), ''),
    languages = coalesce($10, m.languages),
    experience_years = coalesce($11, m.experience_years),
    notes = nullif(coalesce($12, m.notes), '')
where m.company_id = $1
  and m.id = $13";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.name,
            &p.user_id,
            &p.location_id,
            &p.kind,
            &p.position,
            &p.status,
            &p.phone,
            &p.email,
            &p.languages,
            &p.experience_years,
            &p.notes,
            &p.id,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct HasFutureWorkRow {
    pub busy: bool,
}

impl HasFutureWorkRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { busy: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn has_future_work(tx: &engine::TenantTx, id: kernel::ids::CrewMemberId) -> kernel::Result<HasFutureWorkRow> {
    const SQL: &str = r#"select exists (
  select 1
  from calendar_v_busy b
  where b.company_id = $1
    and b.crew_member_id = $2
    and b.ends_at > $3
) as "busy!""#;
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id, &now]).await?;
    HasFutureWorkRow::from_row(&super::exactly_one(rows, "has_future_work")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct AbilityRow {
    pub name: String,
    pub status: String,
    pub timezone: String,
}

impl AbilityRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            name: row.try_get(0).map_err(kernel::Error::internal)?,
            status: row.try_get(1).map_err(kernel::Error::internal)?,
            timezone: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// What the test of ability needs to know of a person.
pub async fn ability(tx: &engine::TenantTx, id: kernel::ids::CrewMemberId) -> kernel::Result<Option<AbilityRow>> {
    const SQL: &str = r#"select m.name, m.status, coalesce(l.timezone, c.timezone) as "timezone!"
from crew_member m
join company c on c.id = m.company_id
left join access_v_location l on l.company_id = m.company_id and l.id = m.location_id
where m.company_id = $1
  and m.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "ability")?.as_ref().map(AbilityRow::from_row).transpose()
}
