//! Written by `cargo xtask sql` from crates/crew/queries/certification.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct CertificationsOfRow {
    pub id: uuid::Uuid,
    pub kind: String,
    pub class: Option<String>,
    pub capacity_t: Option<i32>,
    pub number: Option<String>,
    pub issuer: Option<String>,
    pub issued_on: Option<jiff::civil::Date>,
    pub expires_on: jiff::civil::Date,
    pub state: String,
    pub verified_at: Option<jiff::Timestamp>,
}

impl CertificationsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            kind: row.try_get(1).map_err(kernel::Error::internal)?,
            class: row.try_get(2).map_err(kernel::Error::internal)?,
            capacity_t: row.try_get(3).map_err(kernel::Error::internal)?,
            number: row.try_get(4).map_err(kernel::Error::internal)?,
            issuer: row.try_get(5).map_err(kernel::Error::internal)?,
            issued_on: row.try_get(6).map_err(kernel::Error::internal)?,
            expires_on: row.try_get(7).map_err(kernel::Error::internal)?,
            state: row.try_get(8).map_err(kernel::Error::internal)?,
            verified_at: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn certifications_of(
    tx: &engine::TenantTx,
    crew_member_id: kernel::ids::CrewMemberId,
) -> kernel::Result<Vec<CertificationsOfRow>> {
    const SQL: &str = r"select c.id, c.kind, c.class, c.capacity_t, c.number, c.issuer, c.issued_on, c.expires_on, c.state, c.verified_at
from certification c
where c.company_id = $1
  and c.crew_member_id = $2
order by c.kind, c.expires_on desc, c.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &crew_member_id]).await?;
    rows.iter().map(CertificationsOfRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertCertification<'a> {
    pub id: uuid::Uuid,
    pub crew_member_id: kernel::ids::CrewMemberId,
    pub kind: &'a str,
    pub class: Option<&'a str>,
    pub capacity_t: Option<i32>,
    pub number: Option<&'a str>,
    pub issuer: Option<&'a str>,
    pub issued_on: Option<jiff::civil::Date>,
    pub expires_on: jiff::civil::Date,
}

pub async fn insert_certification(tx: &engine::TenantTx, p: InsertCertification<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into certification (company_id, id, crew_member_id, kind, class, capacity_t, number, issuer, issued_on, expires_on)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.crew_member_id,
            &p.kind,
            &p.class,
            &p.capacity_t,
            &p.number,
            &p.issuer,
            &p.issued_on,
            &p.expires_on,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CertificationStateRow {
    pub state: String,
    pub created_by: Option<uuid::Uuid>,
}

impl CertificationStateRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            state: row.try_get(0).map_err(kernel::Error::internal)?,
            created_by: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn certification_state(
    tx: &engine::TenantTx,
    crew_member_id: kernel::ids::CrewMemberId,
    id: uuid::Uuid,
) -> kernel::Result<Option<CertificationStateRow>> {
    const SQL: &str = r"select c.state, c.created_by
from certification c
where c.company_id = $1
  and c.crew_member_id = $2
  and c.id = $3
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &crew_member_id, &id]).await?;
    super::at_most_one(rows, "certification_state")?.as_ref().map(CertificationStateRow::from_row).transpose()
}

pub async fn judge_certification(tx: &engine::TenantTx, state: &str, id: uuid::Uuid) -> kernel::Result<u64> {
    const SQL: &str = r"update certification c
set state = $2,
    verified_by = $3,
    verified_at = $4
where c.company_id = $1
  and c.id = $5";
    let company_id = tx.company();
    let me = tx.user_id_or_nil();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &state, &me, &now, &id]).await
}
