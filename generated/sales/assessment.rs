//! Written by `cargo xtask sql` from crates/sales/queries/assessment.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct AssessmentByIdRow {
    pub id: kernel::ids::SiteAssessmentId,
    pub number: String,
    pub state: String,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub lead_number: Option<String>,
    pub deal_id: Option<kernel::ids::DealId>,
    pub deal_number: Option<String>,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub customer_name: Option<String>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub location_name: Option<String>,
    pub timezone: String,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub assigned_name: Option<String>,
    pub title: String,
    pub site: serde_json::Value,
    pub ground: Option<String>,
    pub access: Option<String>,
    pub notes: Option<String>,
    pub open_stoppers: i32,
    pub signed_at: Option<jiff::Timestamp>,
    pub signed_name: Option<String>,
    pub valid_until: Option<jiff::civil::Date>,
    pub superseded_at: Option<jiff::Timestamp>,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub version: i64,
}

impl AssessmentByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            state: row.try_get(2).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(3).map_err(kernel::Error::internal)?,
            lead_number: row.try_get(4).map_err(kernel::Error::internal)?,
            deal_id: row.try_get(5).map_err(kernel::Error::internal)?,
            deal_number: row.try_get(6).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(7).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(8).map_err(kernel::Error::internal)?,
            location_id: row.try_get(9).map_err(kernel::Error::internal)?,
            location_name: row.try_get(10).map_err(kernel::Error::internal)?,
            timezone: row.try_get(11).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(12).map_err(kernel::Error::internal)?,
            assigned_name: row.try_get(13).map_err(kernel::Error::internal)?,
            title: row.try_get(14).map_err(kernel::Error::internal)?,
            site: row.try_get(15).map_err(kernel::Error::internal)?,
            ground: row.try_get(16).map_err(kernel::Error::internal)?,
            access: row.try_get(17).map_err(kernel::Error::internal)?,
            notes: row.try_get(18).map_err(kernel::Error::internal)?,
            open_stoppers: row.try_get(19).map_err(kernel::Error::internal)?,
            signed_at: row.try_get(20).map_err(kernel::Error::internal)?,
            signed_name: row.try_get(21).map_err(kernel::Error::internal)?,
            valid_until: row.try_get(22).map_err(kernel::Error::internal)?,
            superseded_at: row.try_get(23).map_err(kernel::Error::internal)?,
            created_at: row.try_get(24).map_err(kernel::Error::internal)?,
            updated_at: row.try_get(25).map_err(kernel::Error::internal)?,
            version: row.try_get(26).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn assessment_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::SiteAssessmentId,
) -> kernel::Result<Option<AssessmentByIdRow>> {
    const SQL: &str = r#"select a.id, a.number, a.state, a.lead_id, l.number as "lead_number?", a.deal_id, d.number as "deal_number?",
       a.customer_id, c.display_name as "customer_name?", a.location_id, o.name as "location_name?",
       coalesce(o.timezone, co.timezone) as "timezone!", a.assigned_to, u.name as "assigned_name?", a.title, a.site,
       a.ground, a.access, a.notes, a.open_stoppers, a.signed_at, s.name as "signed_name?", a.valid_until,
       a.superseded_at, a.created_at, a.updated_at, a.version
from site_assessment a
join company co on co.id = a.company_id
left join lead l on l.company_id = a.company_id and l.id = a.lead_id
left join deal d on d.company_id = a.company_id and d.id = a.deal_id
left join customers_v_card c on c.company_id = a.company_id and c.id = a.customer_id
left join access_v_location o on o.company_id = a.company_id and o.id = a.location_id
left join access_v_user u on u.company_id = a.company_id and u.id = a.assigned_to
left join access_v_user s on s.company_id = a.company_id and s.id = a.signed_by
where a.company_id = $1
  and a.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "assessment_by_id")?.as_ref().map(AssessmentByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct AssessmentLineRow {
    pub id: kernel::ids::SiteAssessmentId,
    pub number: String,
    pub state: String,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub deal_id: Option<kernel::ids::DealId>,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub location_name: Option<String>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub assigned_name: Option<String>,
    pub title: String,
    pub site: serde_json::Value,
    pub open_stoppers: i32,
    pub signed_at: Option<jiff::Timestamp>,
    pub valid_until: Option<jiff::civil::Date>,
    pub superseded_at: Option<jiff::Timestamp>,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl AssessmentLineRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            state: row.try_get(2).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(3).map_err(kernel::Error::internal)?,
            deal_id: row.try_get(4).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(5).map_err(kernel::Error::internal)?,
            location_id: row.try_get(6).map_err(kernel::Error::internal)?,
            location_name: row.try_get(7).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(8).map_err(kernel::Error::internal)?,
            assigned_name: row.try_get(9).map_err(kernel::Error::internal)?,
            title: row.try_get(10).map_err(kernel::Error::internal)?,
            site: row.try_get(11).map_err(kernel::Error::internal)?,
            open_stoppers: row.try_get(12).map_err(kernel::Error::internal)?,
            signed_at: row.try_get(13).map_err(kernel::Error::internal)?,
            valid_until: row.try_get(14).map_err(kernel::Error::internal)?,
            superseded_at: row.try_get(15).map_err(kernel::Error::internal)?,
            created_at: row.try_get(16).map_err(kernel::Error::internal)?,
            version: row.try_get(17).map_err(kernel::Error::internal)?,
        })
    }
}

pub const ASSESSMENT_LIST: engine::ListSql = engine::ListSql {
    name: "assessment_list",
    sql: r#"select a.id, a.number, a.state, a.lead_id, a.deal_id, a.customer_id, a.location_id, o.name as "location_name?",
       a.assigned_to, u.name as "assigned_name?", a.title, a.site, a.open_stoppers, a.signed_at, a.valid_until,
       a.superseded_at, a.created_at, a.version
from site_assessment a
left join access_v_location o on o.company_id = a.company_id and o.id = a.location_id
left join access_v_user u on u.company_id = a.company_id and u.id = a.assigned_to
where a.company_id = $1"#,
    resource: "site_assessment",
    alias: "a",
    rows: "a",
    sorts: &[
        engine::ListSort {
            name: "created_at",
            column: "a.created_at",
            kind: engine::ColumnKind::Timestamp,
            descending: true,
            nullable: false,
        },
        engine::ListSort {
            name: "number",
            column: "a.number",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[
        engine::ListFilter { name: "state", column: "a.state", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "lead_id", column: "a.lead_id", kind: engine::ColumnKind::Id("lead") },
        engine::ListFilter { name: "deal_id", column: "a.deal_id", kind: engine::ColumnKind::Id("deal") },
        engine::ListFilter { name: "customer_id", column: "a.customer_id", kind: engine::ColumnKind::Id("customer") },
        engine::ListFilter { name: "location_id", column: "a.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "assigned_to", column: "a.assigned_to", kind: engine::ColumnKind::Id("app_user") },
    ],
    search: None,
};

#[derive(Debug, Clone)]
pub struct InsertAssessment<'a> {
    pub id: kernel::ids::SiteAssessmentId,
    pub number: &'a str,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub deal_id: Option<kernel::ids::DealId>,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub title: &'a str,
    pub site: &'a serde_json::Value,
    pub ground: Option<&'a str>,
    pub access: Option<&'a str>,
    pub notes: Option<&'a str>,
}

pub async fn insert_assessment(tx: &engine::TenantTx, p: InsertAssessment<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into site_assessment (company_id, id, number, lead_id, deal_id, customer_id, location_id, assigned_to, title, site,
  ground, access, notes)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
  $12, $13)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.number,
            &p.lead_id,
            &p.deal_id,
            &p.customer_id,
            &p.location_id,
            &p.assigned_to,
            &p.title,
            &p.site,
            &p.ground,
            &p.access,
            &p.notes,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeAssessment<'a> {
    pub title: Option<&'a str>,
    pub site: Option<&'a serde_json::Value>,
    pub assigned_to: Option<uuid::Uuid>,
    pub ground: Option<&'a str>,
    pub access: Option<&'a str>,
    pub notes: Option<&'a str>,
    pub id: kernel::ids::SiteAssessmentId,
}

/// What is absent stays; an empty text clears.
pub async fn change_assessment(tx: &engine::TenantTx, p: ChangeAssessment<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update site_assessment a
set title = coalesce($2, a.title),
    site = coalesce($3, a.site),
    assigned_to = coalesce($4, a.assigned_to),
    ground = nullif(coalesce($5, a.ground), ''),
    access = nullif(coalesce($6, a.access), ''),
    notes = nullif(coalesce($7, a.notes), '')
where a.company_id = $1
  and a.id = $8";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.title, &p.site, &p.assigned_to, &p.ground, &p.access, &p.notes, &p.id])
        .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ConstraintsOfRow {
    pub id: uuid::Uuid,
    pub kind: String,
    pub severity: String,
    pub note: Option<String>,
    pub no_lines: bool,
    pub line_kv: Option<i32>,
    pub distance_cm: Option<i32>,
    pub resolved_at: Option<jiff::Timestamp>,
    pub resolved_name: Option<String>,
    pub resolution: Option<String>,
}

impl ConstraintsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            kind: row.try_get(1).map_err(kernel::Error::internal)?,
            severity: row.try_get(2).map_err(kernel::Error::internal)?,
            note: row.try_get(3).map_err(kernel::Error::internal)?,
            no_lines: row.try_get(4).map_err(kernel::Error::internal)?,
            line_kv: row.try_get(5).map_err(kernel::Error::internal)?,
            distance_cm: row.try_get(6).map_err(kernel::Error::internal)?,
            resolved_at: row.try_get(7).map_err(kernel::Error::internal)?,
            resolved_name: row.try_get(8).map_err(kernel::Error::internal)?,
            resolution: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn constraints_of(
    tx: &engine::TenantTx,
    assessment_id: kernel::ids::SiteAssessmentId,
) -> kernel::Result<Vec<ConstraintsOfRow>> {
    const SQL: &str = r#"select k.id, k.kind, k.severity, k.note, k.no_lines, k.line_kv, k.distance_cm, k.resolved_at, u.name as "resolved_name?",
       k.resolution
from assessment_constraint k
left join access_v_user u on u.company_id = k.company_id and u.id = k.resolved_by
where k.company_id = $1
  and k.assessment_id = $2
order by k.kind
limit 20"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &assessment_id]).await?;
    rows.iter().map(ConstraintsOfRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct PutConstraint<'a> {
    pub id: uuid::Uuid,
    pub assessment_id: kernel::ids::SiteAssessmentId,
    pub kind: &'a str,
    pub severity: &'a str,
    pub note: Option<&'a str>,
    pub no_lines: bool,
    pub line_kv: Option<i32>,
    pub distance_cm: Option<i32>,
}

/// A changed answer has to be resolved anew.
pub async fn put_constraint(tx: &engine::TenantTx, p: PutConstraint<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into assessment_constraint (company_id, id, assessment_id, kind, severity, note, no_lines, line_kv, distance_cm)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (company_id, assessment_id, kind) do update
set severity = excluded.severity,
    note = excluded.note,
    no_lines = excluded.no_lines,
    line_kv = excluded.line_kv,
    distance_cm = excluded.distance_cm,
    resolved_at = null,
    resolved_by = null,
    resolution = null";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.assessment_id, &p.kind, &p.severity, &p.note, &p.no_lines, &p.line_kv, &p.distance_cm],
    )
    .await
}

pub async fn remove_constraints(
    tx: &engine::TenantTx,
    assessment_id: kernel::ids::SiteAssessmentId,
    kept: &[String],
) -> kernel::Result<u64> {
    const SQL: &str = r"delete from assessment_constraint
where company_id = $1
  and assessment_id = $2
  and kind <> all ($3)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &assessment_id, &kept]).await
}

pub async fn resolve_constraint(
    tx: &engine::TenantTx,
    by: uuid::Uuid,
    resolution: &str,
    assessment_id: kernel::ids::SiteAssessmentId,
    kind: &str,
) -> kernel::Result<u64> {
    const SQL: &str = r"update assessment_constraint
set resolved_at = $2,
    resolved_by = $3,
    resolution = $4
where company_id = $1
  and assessment_id = $5
  and kind = $6";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &by, &resolution, &assessment_id, &kind]).await
}

pub async fn set_stoppers(
    tx: &engine::TenantTx,
    open_stoppers: i32,
    id: kernel::ids::SiteAssessmentId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update site_assessment
set open_stoppers = $2
where company_id = $1
  and id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &open_stoppers, &id]).await
}

pub async fn sign_assessment(
    tx: &engine::TenantTx,
    by: Option<uuid::Uuid>,
    valid_until: jiff::civil::Date,
    valid_before: jiff::Timestamp,
    id: kernel::ids::SiteAssessmentId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update site_assessment
set state = 'SIGNED',
    signed_at = $2,
    signed_by = $3,
    valid_until = $4,
    valid_before = $5
where company_id = $1
  and id = $6";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &by, &valid_until, &valid_before, &id]).await
}

/// Those that were signed before for the same lead or deal.
pub async fn supersede_assessments(
    tx: &engine::TenantTx,
    id: kernel::ids::SiteAssessmentId,
    lead_id: kernel::ids::LeadId,
    deal_id: kernel::ids::DealId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update site_assessment
set superseded_at = $2
where company_id = $1
  and id <> $3
  and state <> 'DRAFT'
  and superseded_at is null
  and (lead_id = $4 or deal_id = $5)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &id, &lead_id, &deal_id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct AssessmentsOverRow {
    pub id: kernel::ids::SiteAssessmentId,
    pub number: String,
    pub location_id: Option<kernel::ids::LocationId>,
}

impl AssessmentsOverRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn assessments_over(tx: &engine::TenantTx) -> kernel::Result<Vec<AssessmentsOverRow>> {
    const SQL: &str = r"select a.id, a.number, a.location_id
from site_assessment a
where a.company_id = $1
  and a.state = 'SIGNED'
  and a.valid_before <= $2
order by a.valid_before, a.id
limit 500
for update skip locked";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now]).await?;
    rows.iter().map(AssessmentsOverRow::from_row).collect()
}

pub async fn expire_assessment(tx: &engine::TenantTx, id: kernel::ids::SiteAssessmentId) -> kernel::Result<u64> {
    const SQL: &str = r"update site_assessment
set state = 'EXPIRED'
where company_id = $1
  and id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PicturesOfRow {
    pub id: kernel::ids::MediaId,
    pub purpose: String,
    pub state: String,
    pub content_type: String,
    pub taken_at: jiff::Timestamp,
    pub marks: Option<serde_json::Value>,
}

impl PicturesOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            purpose: row.try_get(1).map_err(kernel::Error::internal)?,
            state: row.try_get(2).map_err(kernel::Error::internal)?,
            content_type: row.try_get(3).map_err(kernel::Error::internal)?,
            taken_at: row.try_get(4).map_err(kernel::Error::internal)?,
            marks: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

/// Pictures of the site by what they show; those that turned out to be other bytes are none.
pub async fn pictures_of(tx: &engine::TenantTx, assessment_id: uuid::Uuid) -> kernel::Result<Vec<PicturesOfRow>> {
    const SQL: &str = r#"select m.id, m.purpose, m.state, m.content_type, m.taken_at, d.marks as "marks?"
from capture_v_media m
left join assessment_drawing d on d.company_id = m.company_id and d.picture_id = m.id
where m.company_id = $1
  and m.owner_id = $2
  and m.owner = 'site_assessment'
  and m.kind = 'PHOTO'
  and m.state <> 'FAILED'
order by m.taken_at, m.id
limit 200"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &assessment_id]).await?;
    rows.iter().map(PicturesOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LiftRow {
    pub id: kernel::ids::LiftRequirementId,
    pub lift_number: i32,
    pub name: String,
    pub load_kg: i32,
    pub rigging_kg: i32,
    pub block_kg: i32,
    pub radius_cm: i32,
    pub height_cm: i32,
    pub obstacles: Option<String>,
    pub picks: i32,
}

impl LiftRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            lift_number: row.try_get(1).map_err(kernel::Error::internal)?,
            name: row.try_get(2).map_err(kernel::Error::internal)?,
            load_kg: row.try_get(3).map_err(kernel::Error::internal)?,
            rigging_kg: row.try_get(4).map_err(kernel::Error::internal)?,
            block_kg: row.try_get(5).map_err(kernel::Error::internal)?,
            radius_cm: row.try_get(6).map_err(kernel::Error::internal)?,
            height_cm: row.try_get(7).map_err(kernel::Error::internal)?,
            obstacles: row.try_get(8).map_err(kernel::Error::internal)?,
            picks: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn lifts_of(
    tx: &engine::TenantTx,
    assessment_id: kernel::ids::SiteAssessmentId,
) -> kernel::Result<Vec<LiftRow>> {
    const SQL: &str = r"select f.id, f.lift_number, f.name, f.load_kg, f.rigging_kg, f.block_kg, f.radius_cm, f.height_cm, f.obstacles, f.picks
from lift_requirement f
where f.company_id = $1
  and f.assessment_id = $2
order by f.lift_number, f.id
limit 100";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &assessment_id]).await?;
    rows.iter().map(LiftRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertLift<'a> {
    pub id: kernel::ids::LiftRequirementId,
    pub assessment_id: kernel::ids::SiteAssessmentId,
    pub lift_number: i32,
    pub name: &'a str,
    pub load_kg: i32,
    pub rigging_kg: i32,
    pub block_kg: i32,
    pub radius_cm: i32,
    pub height_cm: i32,
    pub obstacles: Option<&'a str>,
    pub picks: i32,
}

pub async fn insert_lift(tx: &engine::TenantTx, p: InsertLift<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into lift_requirement (company_id, id, assessment_id, lift_number, name, load_kg, rigging_kg, block_kg, radius_cm,
  height_cm, obstacles, picks)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.assessment_id,
            &p.lift_number,
            &p.name,
            &p.load_kg,
            &p.rigging_kg,
            &p.block_kg,
            &p.radius_cm,
            &p.height_cm,
            &p.obstacles,
            &p.picks,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeLift<'a> {
    pub lift_number: i32,
    pub name: &'a str,
    pub load_kg: i32,
    pub rigging_kg: i32,
    pub block_kg: i32,
    pub radius_cm: i32,
    pub height_cm: i32,
    pub obstacles: Option<&'a str>,
    pub picks: i32,
    pub id: kernel::ids::LiftRequirementId,
}

pub async fn change_lift(tx: &engine::TenantTx, p: ChangeLift<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update lift_requirement
set lift_number = $2,
    name = $3,
    load_kg = $4,
    rigging_kg = $5,
    block_kg = $6,
    radius_cm = $7,
    height_cm = $8,
    obstacles = $9,
    picks = $10
where company_id = $1
  and id = $11";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.lift_number,
            &p.name,
            &p.load_kg,
            &p.rigging_kg,
            &p.block_kg,
            &p.radius_cm,
            &p.height_cm,
            &p.obstacles,
            &p.picks,
            &p.id,
        ],
    )
    .await
}

pub async fn remove_duties(tx: &engine::TenantTx, lifts: &[uuid::Uuid]) -> kernel::Result<u64> {
    const SQL: &str = r"delete from lift_duty
where company_id = $1
  and lift_id = any ($2)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &lifts]).await
}

pub async fn remove_lifts(tx: &engine::TenantTx, lifts: &[uuid::Uuid]) -> kernel::Result<u64> {
    const SQL: &str = r"delete from lift_requirement
where company_id = $1
  and id = any ($2)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &lifts]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DutiesOfRow {
    pub id: kernel::ids::LiftDutyId,
    pub lift_id: kernel::ids::LiftRequirementId,
    pub equipment_id: kernel::ids::EquipmentId,
    pub machine_number: String,
    pub machine_name: String,
    pub class: Option<String>,
    pub configuration: String,
    pub chart_radius_cm: i32,
    pub chart_boom_cm: i32,
    pub duty_kg: i32,
    pub source: String,
    pub read_by: Option<uuid::Uuid>,
    pub read_name: Option<String>,
    pub verified_at: Option<jiff::Timestamp>,
    pub verified_name: Option<String>,
}

impl DutiesOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            lift_id: row.try_get(1).map_err(kernel::Error::internal)?,
            equipment_id: row.try_get(2).map_err(kernel::Error::internal)?,
            machine_number: row.try_get(3).map_err(kernel::Error::internal)?,
            machine_name: row.try_get(4).map_err(kernel::Error::internal)?,
            class: row.try_get(5).map_err(kernel::Error::internal)?,
            configuration: row.try_get(6).map_err(kernel::Error::internal)?,
            chart_radius_cm: row.try_get(7).map_err(kernel::Error::internal)?,
            chart_boom_cm: row.try_get(8).map_err(kernel::Error::internal)?,
            duty_kg: row.try_get(9).map_err(kernel::Error::internal)?,
            source: row.try_get(10).map_err(kernel::Error::internal)?,
            read_by: row.try_get(11).map_err(kernel::Error::internal)?,
            read_name: row.try_get(12).map_err(kernel::Error::internal)?,
            verified_at: row.try_get(13).map_err(kernel::Error::internal)?,
            verified_name: row.try_get(14).map_err(kernel::Error::internal)?,
        })
    }
}

/// The duties that were read for the lifts of an assessment.
pub async fn duties_of(
    tx: &engine::TenantTx,
    assessment_id: kernel::ids::SiteAssessmentId,
) -> kernel::Result<Vec<DutiesOfRow>> {
    const SQL: &str = r#"select y.id, y.lift_id, y.equipment_id, e.number as "machine_number!", e.name as "machine_name!", e.class,
       y.configuration, y.chart_radius_cm, y.chart_boom_cm, y.duty_kg, y.source, y.read_by, r.name as "read_name?",
       y.verified_at, v.name as "verified_name?"
from lift_requirement f
join lift_duty y on y.company_id = f.company_id and y.lift_id = f.id
join fleet_v_equipment e on e.company_id = y.company_id and e.id = y.equipment_id
left join access_v_user r on r.company_id = y.company_id and r.id = y.read_by
left join access_v_user v on v.company_id = y.company_id and v.id = y.verified_by
where f.company_id = $1
  and f.assessment_id = $2
order by y.lift_id, y.duty_kg desc, y.id
limit 1000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &assessment_id]).await?;
    rows.iter().map(DutiesOfRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct PutDuty<'a> {
    pub id: kernel::ids::LiftDutyId,
    pub lift_id: kernel::ids::LiftRequirementId,
    pub equipment_id: kernel::ids::EquipmentId,
    pub configuration: &'a str,
    pub chart_radius_cm: i32,
    pub chart_boom_cm: i32,
    pub duty_kg: i32,
    pub source: &'a str,
    pub read_by: Option<uuid::Uuid>,
}

/// Read again, it has to be verified again.
pub async fn put_duty(tx: &engine::TenantTx, p: PutDuty<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into lift_duty (company_id, id, lift_id, equipment_id, configuration, chart_radius_cm, chart_boom_cm, duty_kg,
  source, read_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
  $10)
on conflict (company_id, lift_id, equipment_id) do update
set configuration = excluded.configuration,
    chart_radius_cm = excluded.chart_radius_cm,
    chart_boom_cm = excluded.chart_boom_cm,
    duty_kg = excluded.duty_kg,
    source = excluded.source,
    read_by = excluded.read_by,
    verified_at = null,
    verified_by = null";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.lift_id,
            &p.equipment_id,
            &p.configuration,
            &p.chart_radius_cm,
            &p.chart_boom_cm,
            &p.duty_kg,
            &p.source,
            &p.read_by,
        ],
    )
    .await
}

pub async fn verify_duty(tx: &engine::TenantTx, by: uuid::Uuid, id: kernel::ids::LiftDutyId) -> kernel::Result<u64> {
    const SQL: &str = r"update lift_duty
set verified_at = $2,
    verified_by = $3
where company_id = $1
  and id = $4";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &by, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CraneRow {
    pub id: kernel::ids::EquipmentId,
}

impl CraneRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn crane(tx: &engine::TenantTx, id: kernel::ids::EquipmentId) -> kernel::Result<Option<CraneRow>> {
    const SQL: &str = r"select e.id
from fleet_v_equipment e
where e.company_id = $1
  and e.id = $2
  and e.type = 'CRANE'
  and e.status not in ('RETIRED', 'SOLD')";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "crane")?.as_ref().map(CraneRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CranesRow {
    pub id: kernel::ids::EquipmentId,
    pub number: String,
    pub name: String,
    pub class: Option<String>,
}

impl CranesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            name: row.try_get(2).map_err(kernel::Error::internal)?,
            class: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// The company's cranes, by name.
pub async fn cranes(
    tx: &engine::TenantTx,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Vec<CranesRow>> {
    const SQL: &str = r"select e.id, e.number, e.name, e.class
from fleet_v_equipment e
where e.company_id = $1
  and e.type = 'CRANE'
  and e.status not in ('RETIRED', 'SOLD')
  and ($2::uuid is null or e.location_id = $2)
order by e.name, e.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    rows.iter().map(CranesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct VerifiedRowsRow {
    pub equipment_id: kernel::ids::EquipmentId,
    pub configuration: String,
    pub chart_radius_cm: i32,
    pub chart_boom_cm: i32,
    pub duty_kg: i32,
    pub source: String,
}

impl VerifiedRowsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            equipment_id: row.try_get(0).map_err(kernel::Error::internal)?,
            configuration: row.try_get(1).map_err(kernel::Error::internal)?,
            chart_radius_cm: row.try_get(2).map_err(kernel::Error::internal)?,
            chart_boom_cm: row.try_get(3).map_err(kernel::Error::internal)?,
            duty_kg: row.try_get(4).map_err(kernel::Error::internal)?,
            source: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

/// Rows of the machines' own charts, read and verified by two people, that reach as far and as high.
pub async fn verified_rows(
    tx: &engine::TenantTx,
    machines: &[uuid::Uuid],
    radius_cm: i32,
    boom_cm: i32,
) -> kernel::Result<Vec<VerifiedRowsRow>> {
    const SQL: &str = r"select y.equipment_id, y.configuration, y.chart_radius_cm, y.chart_boom_cm, y.duty_kg, y.source
from lift_duty y
where y.company_id = $1
  and y.equipment_id = any ($2)
  and y.verified_at is not null
  and y.chart_radius_cm >= $3
  and y.chart_boom_cm >= $4
order by y.equipment_id, y.chart_radius_cm, y.chart_boom_cm, y.duty_kg, y.id
limit 2000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &machines, &radius_cm, &boom_cm]).await?;
    rows.iter().map(VerifiedRowsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PictureOfSiteRow {
    pub content_type: String,
    pub object_key: Option<String>,
}

impl PictureOfSiteRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            content_type: row.try_get(0).map_err(kernel::Error::internal)?,
            object_key: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn picture_of_site(
    tx: &engine::TenantTx,
    assessment_id: uuid::Uuid,
    picture_id: kernel::ids::MediaId,
) -> kernel::Result<Option<PictureOfSiteRow>> {
    const SQL: &str = r"select m.content_type, m.object_key
from capture_v_media m
where m.company_id = $1
  and m.owner_id = $2
  and m.owner = 'site_assessment'
  and m.id = $3";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &assessment_id, &picture_id]).await?;
    super::at_most_one(rows, "picture_of_site")?.as_ref().map(PictureOfSiteRow::from_row).transpose()
}

pub async fn put_drawing(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    assessment_id: kernel::ids::SiteAssessmentId,
    picture_id: kernel::ids::MediaId,
    marks: &serde_json::Value,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into assessment_drawing (company_id, id, assessment_id, picture_id, marks)
values ($1, $2, $3, $4, $5)
on conflict (company_id, picture_id) do update
set marks = excluded.marks";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &assessment_id, &picture_id, &marks]).await
}
