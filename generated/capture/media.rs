//! Written by `cargo xtask sql` from crates/capture/queries/media.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct MediaRow {
    pub id: kernel::ids::MediaId,
    pub owner: String,
    pub owner_id: uuid::Uuid,
    pub journey_id: Option<kernel::ids::JourneyId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub kind: String,
    pub purpose: String,
    pub content_type: String,
    pub bytes: i64,
    pub sha256: String,
    pub object_key: Option<String>,
    pub state: String,
    pub failure: Option<String>,
    pub taken_at: jiff::Timestamp,
    pub stored_at: Option<jiff::Timestamp>,
    pub signer_name: Option<String>,
    pub note: Option<String>,
    pub version: i64,
}

impl MediaRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            owner: row.try_get(1).map_err(kernel::Error::internal)?,
            owner_id: row.try_get(2).map_err(kernel::Error::internal)?,
            journey_id: row.try_get(3).map_err(kernel::Error::internal)?,
            location_id: row.try_get(4).map_err(kernel::Error::internal)?,
            kind: row.try_get(5).map_err(kernel::Error::internal)?,
            purpose: row.try_get(6).map_err(kernel::Error::internal)?,
            content_type: row.try_get(7).map_err(kernel::Error::internal)?,
            bytes: row.try_get(8).map_err(kernel::Error::internal)?,
            sha256: row.try_get(9).map_err(kernel::Error::internal)?,
            object_key: row.try_get(10).map_err(kernel::Error::internal)?,
            state: row.try_get(11).map_err(kernel::Error::internal)?,
            failure: row.try_get(12).map_err(kernel::Error::internal)?,
            taken_at: row.try_get(13).map_err(kernel::Error::internal)?,
            stored_at: row.try_get(14).map_err(kernel::Error::internal)?,
            signer_name: row.try_get(15).map_err(kernel::Error::internal)?,
            note: row.try_get(16).map_err(kernel::Error::internal)?,
            version: row.try_get(17).map_err(kernel::Error::internal)?,
        })
    }
}

pub const MEDIA_LIST: engine::ListSql = engine::ListSql {
    name: "media_list",
    sql: r"select m.id, m.owner, m.owner_id, m.journey_id, m.location_id, m.kind, m.purpose, m.content_type, m.bytes, m.sha256,
       m.object_key, m.state, m.failure, m.taken_at, m.stored_at, m.signer_name, m.note, m.version
from media m
where m.company_id = $1",
    resource: "media",
    alias: "m",
    rows: "m",
    sorts: &[engine::ListSort {
        name: "taken_at",
        column: "m.taken_at",
        kind: engine::ColumnKind::Timestamp,
        descending: true,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "kind", column: "m.kind", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "purpose", column: "m.purpose", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "state", column: "m.state", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "journey_id", column: "m.journey_id", kind: engine::ColumnKind::Id("journey") },
    ],
    search: None,
};

pub async fn media_by_id(tx: &engine::TenantTx, id: kernel::ids::MediaId) -> kernel::Result<Option<MediaRow>> {
    const SQL: &str = r"select m.id, m.owner, m.owner_id, m.journey_id, m.location_id, m.kind, m.purpose, m.content_type, m.bytes, m.sha256,
       m.object_key, m.state, m.failure, m.taken_at, m.stored_at, m.signer_name, m.note, m.version
from media m
where m.company_id = $1
  and m.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "media_by_id")?.as_ref().map(MediaRow::from_row).transpose()
}

pub async fn same_media(
    tx: &engine::TenantTx,
    owner: &str,
    owner_id: uuid::Uuid,
    purpose: &str,
    sha256: &str,
) -> kernel::Result<Option<MediaRow>> {
    const SQL: &str = r"select m.id, m.owner, m.owner_id, m.journey_id, m.location_id, m.kind, m.purpose, m.content_type, m.bytes, m.sha256,
       m.object_key, m.state, m.failure, m.taken_at, m.stored_at, m.signer_name, m.note, m.version
from media m
where m.company_id = $1
  and m.owner = $2
  and m.owner_id = $3
  and m.purpose = $4
  and m.sha256 = $5";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &owner, &owner_id, &purpose, &sha256]).await?;
    super::at_most_one(rows, "same_media")?.as_ref().map(MediaRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertMedia<'a> {
    pub id: kernel::ids::MediaId,
    pub owner: &'a str,
    pub owner_id: uuid::Uuid,
    pub journey_id: Option<kernel::ids::JourneyId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub kind: &'a str,
    pub purpose: &'a str,
    pub content_type: &'a str,
    pub bytes: i64,
    pub sha256: &'a str,
    pub taken_at: jiff::Timestamp,
    pub latitude_micro: Option<i32>,
    pub longitude_micro: Option<i32>,
    pub accuracy_m: Option<i32>,
    pub signer_name: Option<&'a str>,
    pub signer_role: Option<&'a str>,
    pub note: Option<&'a str>,
}

pub async fn insert_media(tx: &engine::TenantTx, p: InsertMedia<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into media (company_id, id, owner, owner_id, journey_id, location_id, kind, purpose, content_type, bytes, sha256,
  taken_at, latitude_micro, longitude_micro, accuracy_m, signer_name, signer_role, note)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
  $12, $13, $14, $15, $16, $17, $18)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.owner,
            &p.owner_id,
            &p.journey_id,
            &p.location_id,
            &p.kind,
            &p.purpose,
            &p.content_type,
            &p.bytes,
            &p.sha256,
            &p.taken_at,
            &p.latitude_micro,
            &p.longitude_micro,
            &p.accuracy_m,
            &p.signer_name,
            &p.signer_role,
            &p.note,
        ],
    )
    .await
}

pub async fn store_media(tx: &engine::TenantTx, object_key: &str, id: kernel::ids::MediaId) -> kernel::Result<u64> {
    const SQL: &str = r"update media m
set state = 'STORED',
    object_key = $2,
    failure = null,
    stored_at = $3
where m.company_id = $1
  and m.id = $4";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &object_key, &now, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct JourneyOwnerRow {
    pub journey_id: kernel::ids::JourneyId,
    pub location_id: kernel::ids::LocationId,
    pub mine: bool,
}

impl JourneyOwnerRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            journey_id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            mine: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn journey_owner(
    tx: &engine::TenantTx,
    journey_id: kernel::ids::JourneyId,
) -> kernel::Result<Option<JourneyOwnerRow>> {
    const SQL: &str = r#"select j.id as "journey_id!", j.location_id, exists (
  select 1
  from dispatch_v_journey_member m
  where m.company_id = j.company_id
    and m.journey_id = j.id
    and m.user_id = $2
) as "mine!"
from dispatch_v_journey j
where j.company_id = $1
  and j.id = $3"#;
    let company_id = tx.company();
    let me = tx.user_id_or_nil();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &me, &journey_id]).await?;
    super::at_most_one(rows, "journey_owner")?.as_ref().map(JourneyOwnerRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct StepOwnerRow {
    pub journey_id: kernel::ids::JourneyId,
    pub location_id: kernel::ids::LocationId,
    pub mine: bool,
}

impl StepOwnerRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            journey_id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            mine: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn step_owner(
    tx: &engine::TenantTx,
    step_id: kernel::ids::JourneyStepId,
) -> kernel::Result<Option<StepOwnerRow>> {
    const SQL: &str = r#"select j.id as "journey_id!", j.location_id, exists (
  select 1
  from dispatch_v_journey_member m
  where m.company_id = j.company_id
    and m.journey_id = j.id
    and m.user_id = $2
) as "mine!"
from dispatch_v_step s
join dispatch_v_journey j on j.company_id = s.company_id and j.id = s.journey_id
where s.company_id = $1
  and s.id = $3"#;
    let company_id = tx.company();
    let me = tx.user_id_or_nil();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &me, &step_id]).await?;
    super::at_most_one(rows, "step_owner")?.as_ref().map(StepOwnerRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct JobOwnerRow {
    pub location_id: kernel::ids::LocationId,
}

impl JobOwnerRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { location_id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn job_owner(tx: &engine::TenantTx, job_id: kernel::ids::JobId) -> kernel::Result<Option<JobOwnerRow>> {
    const SQL: &str = r"select j.location_id
from dispatch_v_job j
where j.company_id = $1
  and j.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &job_id]).await?;
    super::at_most_one(rows, "job_owner")?.as_ref().map(JobOwnerRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct QuoteOwnerRow {
    pub location_id: kernel::ids::LocationId,
    pub mine: bool,
}

impl QuoteOwnerRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            location_id: row.try_get(0).map_err(kernel::Error::internal)?,
            mine: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn quote_owner(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
) -> kernel::Result<Option<QuoteOwnerRow>> {
    const SQL: &str = r#"select q.location_id, coalesce(q.assigned_to = $2 or q.created_by = $2, false) as "mine!"
from quotes_v_quote q
where q.company_id = $1
  and q.id = $3"#;
    let company_id = tx.company();
    let me = tx.user_id_or_nil();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &me, &quote_id]).await?;
    super::at_most_one(rows, "quote_owner")?.as_ref().map(QuoteOwnerRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SiteOwnerRow {
    pub location_id: Option<kernel::ids::LocationId>,
    pub mine: bool,
}

impl SiteOwnerRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            location_id: row.try_get(0).map_err(kernel::Error::internal)?,
            mine: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn site_owner(
    tx: &engine::TenantTx,
    site_assessment_id: kernel::ids::SiteAssessmentId,
) -> kernel::Result<Option<SiteOwnerRow>> {
    const SQL: &str = r#"select a.location_id, coalesce(a.assigned_to = $2 or a.created_by = $2, false) as "mine!"
from sales_v_site_assessment a
where a.company_id = $1
  and a.id = $3"#;
    let company_id = tx.company();
    let me = tx.user_id_or_nil();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &me, &site_assessment_id]).await?;
    super::at_most_one(rows, "site_owner")?.as_ref().map(SiteOwnerRow::from_row).transpose()
}
