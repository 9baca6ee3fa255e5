//! Written by `cargo xtask sql` from crates/customers/queries/merge.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct LockBothRow {
    pub id: kernel::ids::CustomerId,
}

impl LockBothRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Locked in the order of their ids so that two merges never wait for each other.
pub async fn lock_both(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<Vec<LockBothRow>> {
    const SQL: &str = r"select c.id
from customer c
where c.company_id = $1
  and c.id = any ($2)
order by c.id
limit 2
for update of c";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(LockBothRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct BothRow {
    pub id: kernel::ids::CustomerId,
    pub status: String,
    pub number: String,
    pub display_name: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub merged_into: Option<kernel::ids::CustomerId>,
    pub version: i64,
    pub row: serde_json::Value,
}

impl BothRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            status: row.try_get(1).map_err(kernel::Error::internal)?,
            number: row.try_get(2).map_err(kernel::Error::internal)?,
            display_name: row.try_get(3).map_err(kernel::Error::internal)?,
            location_id: row.try_get(4).map_err(kernel::Error::internal)?,
            merged_into: row.try_get(5).map_err(kernel::Error::internal)?,
            version: row.try_get(6).map_err(kernel::Error::internal)?,
            row: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

/// The rows as they stand.
pub async fn both(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<Vec<BothRow>> {
    const SQL: &str = r#"select c.id, c.status, c.number, c.display_name, c.location_id, c.merged_into, c.version, to_jsonb(c) as "row!"
from customer c
where c.company_id = $1
  and c.id = any ($2)
order by c.id
limit 2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(BothRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct FollowersOfRow {
    pub id: kernel::ids::CustomerId,
}

impl FollowersOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn followers_of(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Vec<FollowersOfRow>> {
    const SQL: &str = r"select c.id
from customer c
where c.company_id = $1
  and c.merged_into = $2
order by c.id
limit 60";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    rows.iter().map(FollowersOfRow::from_row).collect()
}

/// The survivor takes the values of a whole row.
pub async fn become_row(
    tx: &engine::TenantTx,
    row: &serde_json::Value,
    id: kernel::ids::CustomerId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update customer c
set first_name = r.first_name,
    last_name = r.last_name,
    company_name = r.company_name,
    display_name = r.display_name,
    name_key = r.name_key,
    match_key = r.match_key,
    type = r.type,
    status = r.status,
    location_id = r.location_id,
    assigned_to = r.assigned_to,
    designation = r.designation,
    email = r.email,
    phone = r.phone,
    street = r.street,
    city = r.city,
    province = r.province,
    postal_code = r.postal_code,
    country = r.country,
    billing_address = r.billing_address,
    language = r.language,
    website = r.website,
    registration_number = r.registration_number,
    lead_source = r.lead_source,
    preferences = r.preferences,
    terms_days = r.terms_days,
    credit_limit_minor = r.credit_limit_minor,
    credit_hold = r.credit_hold,
    po_required = r.po_required,
    statement_cycle = r.statement_cycle,
    blocked_reason = r.blocked_reason,
    blocked_by = r.blocked_by,
    blocked_at = r.blocked_at,
    blocked_until = r.blocked_until,
    tags = r.tags,
    do_not_contact = r.do_not_contact,
    notes = r.notes
from jsonb_populate_record(null::customer, $2::jsonb) r
where c.company_id = $1
  and c.id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &row, &id]).await
}

/// The loser and those merged into it earlier lead to the survivor.
pub async fn follow(
    tx: &engine::TenantTx,
    survivor_id: Option<kernel::ids::CustomerId>,
    ids: &[uuid::Uuid],
) -> kernel::Result<u64> {
    const SQL: &str = r"update customer c
set status = 'MERGED',
    merged_into = $2
where c.company_id = $1
  and c.id = any ($3)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &survivor_id, &ids]).await
}

pub async fn return_loser(tx: &engine::TenantTx, status: &str, id: kernel::ids::CustomerId) -> kernel::Result<u64> {
    const SQL: &str = r"update customer c
set status = $2,
    merged_into = null
where c.company_id = $1
  and c.id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &status, &id]).await
}

#[derive(Debug, Clone)]
pub struct InsertMerge<'a> {
    pub id: kernel::ids::CustomerMergeId,
    pub survivor_id: kernel::ids::CustomerId,
    pub loser_id: kernel::ids::CustomerId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub choices: &'a serde_json::Value,
    pub survivor_before: &'a serde_json::Value,
    pub loser_before: &'a serde_json::Value,
    pub survivor_after: &'a serde_json::Value,
    pub followers: &'a [uuid::Uuid],
}

pub async fn insert_merge(tx: &engine::TenantTx, p: InsertMerge<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into customer_merge (company_id, id, survivor_id, loser_id, location_id, choices, survivor_before, loser_before,
  survivor_after, followers)
values ($1, $2, $3, $4, $5, $6, $7, $8,
  $9, $10)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.survivor_id,
            &p.loser_id,
            &p.location_id,
            &p.choices,
            &p.survivor_before,
            &p.loser_before,
            &p.survivor_after,
            &p.followers,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct MergeByIdRow {
    pub id: kernel::ids::CustomerMergeId,
    pub survivor_id: kernel::ids::CustomerId,
    pub loser_id: kernel::ids::CustomerId,
    pub survivor_before: serde_json::Value,
    pub loser_before: serde_json::Value,
    pub survivor_after: serde_json::Value,
    pub followers: Vec<uuid::Uuid>,
    pub undone_at: Option<jiff::Timestamp>,
    pub created_at: jiff::Timestamp,
}

impl MergeByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            survivor_id: row.try_get(1).map_err(kernel::Error::internal)?,
            loser_id: row.try_get(2).map_err(kernel::Error::internal)?,
            survivor_before: row.try_get(3).map_err(kernel::Error::internal)?,
            loser_before: row.try_get(4).map_err(kernel::Error::internal)?,
            survivor_after: row.try_get(5).map_err(kernel::Error::internal)?,
            followers: row.try_get(6).map_err(kernel::Error::internal)?,
            undone_at: row.try_get(7).map_err(kernel::Error::internal)?,
            created_at: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn merge_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::CustomerMergeId,
) -> kernel::Result<Option<MergeByIdRow>> {
    const SQL: &str = r"select m.id, m.survivor_id, m.loser_id, m.survivor_before, m.loser_before, m.survivor_after, m.followers, m.undone_at,
       m.created_at
from customer_merge m
where m.company_id = $1
  and m.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "merge_by_id")?.as_ref().map(MergeByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LaterMergesRow {
    pub merged: bool,
}

impl LaterMergesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { merged: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Whether the survivor was merged again since, as loser: that one is undone first.
pub async fn later_merges(
    tx: &engine::TenantTx,
    survivor_id: kernel::ids::CustomerId,
) -> kernel::Result<LaterMergesRow> {
    const SQL: &str = r#"select exists (select 1 from customer c
  where c.company_id = $1 and c.id = $2 and c.merged_into is not null) as "merged!""#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &survivor_id]).await?;
    LaterMergesRow::from_row(&super::exactly_one(rows, "later_merges")?)
}

pub async fn mark_undone(
    tx: &engine::TenantTx,
    by: Option<uuid::Uuid>,
    id: kernel::ids::CustomerMergeId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update customer_merge m
set undone_at = $2,
    undone_by = $3
where m.company_id = $1
  and m.id = $4";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &by, &id]).await
}

pub async fn close_candidate(
    tx: &engine::TenantTx,
    state: &str,
    customer_id: kernel::ids::CustomerId,
    other_id: kernel::ids::CustomerId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update duplicate_candidate d
set state = $2
where d.company_id = $1
  and d.customer_id = $3
  and d.other_id = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &state, &customer_id, &other_id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct WeightRow {
    pub leads: i64,
    pub quotes: i64,
    pub jobs: i64,
    pub invoices: i64,
    pub contacts: i64,
    pub points: i64,
    pub addresses: i64,
}

impl WeightRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            leads: row.try_get(0).map_err(kernel::Error::internal)?,
            quotes: row.try_get(1).map_err(kernel::Error::internal)?,
            jobs: row.try_get(2).map_err(kernel::Error::internal)?,
            invoices: row.try_get(3).map_err(kernel::Error::internal)?,
            contacts: row.try_get(4).map_err(kernel::Error::internal)?,
            points: row.try_get(5).map_err(kernel::Error::internal)?,
            addresses: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

/// What stands behind a customer: nothing of it is rewritten by a merge, it is read through the family.
pub async fn weight(tx: &engine::TenantTx, id: kernel::ids::CustomerId) -> kernel::Result<WeightRow> {
    const SQL: &str = r#"select (select count(*) from sales_v_lead l where l.company_id = $1 and l.customer_id = $2) as "leads!",
       (select count(*) from quotes_v_quote q where q.company_id = $1 and q.customer_id = $2) as "quotes!",
       (select count(*) from dispatch_v_job j where j.company_id = $1 and j.customer_id = $2) as "jobs!",
       (select count(*) from billing_v_invoice i where i.company_id = $1 and i.customer_id = $2) as "invoices!",
       (select count(*) from contact t where t.company_id = $1 and t.customer_id = $2) as "contacts!",
       (select count(*) from contact_point p where p.company_id = $1 and p.customer_id = $2) as "points!",
       (select count(*) from customer_address a where a.company_id = $1 and a.customer_id = $2) as "addresses!""#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    WeightRow::from_row(&super::exactly_one(rows, "weight")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct MadeSinceRow {
    pub kind: String,
    pub id: uuid::Uuid,
    pub number: Option<String>,
}

impl MadeSinceRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            kind: row.try_get(0).map_err(kernel::Error::internal)?,
            id: row.try_get(1).map_err(kernel::Error::internal)?,
            number: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// What was made for the survivor after a merge: it stays there when the merge is undone, and is listed.
pub async fn made_since(
    tx: &engine::TenantTx,
    survivor_id: kernel::ids::CustomerId,
    since: jiff::Timestamp,
) -> kernel::Result<Vec<MadeSinceRow>> {
    const SQL: &str = r#"select made.kind as "kind!", made.id as "id!", made.number
from (
  select 'quote' as kind, q.id, q.number, q.created_at as at from quotes_v_quote q
  where q.company_id = $1 and q.customer_id = $2 and q.created_at > $3
  union all
  select 'invoice', i.id, i.number, i.created_at from billing_v_invoice i
  where i.company_id = $1 and i.customer_id = $2 and i.created_at > $3
) made
order by made.at desc, made.id
limit 100"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &survivor_id, &since]).await?;
    rows.iter().map(MadeSinceRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DuplicateListRow {
    pub id: kernel::ids::DuplicateCandidateId,
    pub score: i32,
    pub reasons: serde_json::Value,
    pub state: String,
    pub created_at: jiff::Timestamp,
    pub customer_id: kernel::ids::CustomerId,
    pub number: String,
    pub display_name: String,
    pub customer_version: i64,
    pub other_id: kernel::ids::CustomerId,
    pub other_number: String,
    pub other_display_name: String,
    pub other_version: i64,
    pub version: i64,
}

impl DuplicateListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            score: row.try_get(1).map_err(kernel::Error::internal)?,
            reasons: row.try_get(2).map_err(kernel::Error::internal)?,
            state: row.try_get(3).map_err(kernel::Error::internal)?,
            created_at: row.try_get(4).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(5).map_err(kernel::Error::internal)?,
            number: row.try_get(6).map_err(kernel::Error::internal)?,
            display_name: row.try_get(7).map_err(kernel::Error::internal)?,
            customer_version: row.try_get(8).map_err(kernel::Error::internal)?,
            other_id: row.try_get(9).map_err(kernel::Error::internal)?,
            other_number: row.try_get(10).map_err(kernel::Error::internal)?,
            other_display_name: row.try_get(11).map_err(kernel::Error::internal)?,
            other_version: row.try_get(12).map_err(kernel::Error::internal)?,
            version: row.try_get(13).map_err(kernel::Error::internal)?,
        })
    }
}

pub const DUPLICATE_LIST: engine::ListSql = engine::ListSql {
    name: "duplicate_list",
    sql: r#"select d.id, d.score, d.reasons, d.state, d.created_at, d.customer_id, a.number as "number!", a.display_name as "display_name!",
       a.version as "customer_version!", d.other_id, b.number as "other_number!", b.display_name as "other_display_name!",
       b.version as "other_version!", d.version
from duplicate_candidate d
join customer a on a.company_id = d.company_id and a.id = d.customer_id
join customer b on b.company_id = d.company_id and b.id = d.other_id
where d.company_id = $1"#,
    resource: "customer",
    alias: "a",
    rows: "d",
    sorts: &[
        engine::ListSort {
            name: "score",
            column: "d.score",
            kind: engine::ColumnKind::Integer,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "created_at",
            column: "d.created_at",
            kind: engine::ColumnKind::Timestamp,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[engine::ListFilter { name: "state", column: "d.state", kind: engine::ColumnKind::Text }],
    search: None,
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct MergeListRow {
    pub id: kernel::ids::CustomerMergeId,
    pub survivor_id: kernel::ids::CustomerId,
    pub survivor_number: String,
    pub survivor_name: String,
    pub loser_id: kernel::ids::CustomerId,
    pub loser_number: String,
    pub loser_name: String,
    pub undone_at: Option<jiff::Timestamp>,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl MergeListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            survivor_id: row.try_get(1).map_err(kernel::Error::internal)?,
            survivor_number: row.try_get(2).map_err(kernel::Error::internal)?,
            survivor_name: row.try_get(3).map_err(kernel::Error::internal)?,
            loser_id: row.try_get(4).map_err(kernel::Error::internal)?,
            loser_number: row.try_get(5).map_err(kernel::Error::internal)?,
            loser_name: row.try_get(6).map_err(kernel::Error::internal)?,
            undone_at: row.try_get(7).map_err(kernel::Error::internal)?,
            created_at: row.try_get(8).map_err(kernel::Error::internal)?,
            version: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub const MERGE_LIST: engine::ListSql = engine::ListSql {
    name: "merge_list",
    sql: r#"select m.id, m.survivor_id, s.number as "survivor_number!", s.display_name as "survivor_name!", m.loser_id,
       l.number as "loser_number!", l.display_name as "loser_name!", m.undone_at, m.created_at, m.version
from customer_merge m
join customer s on s.company_id = m.company_id and s.id = m.survivor_id
join customer l on l.company_id = m.company_id and l.id = m.loser_id
where m.company_id = $1"#,
    resource: "customer_merge",
    alias: "m",
    rows: "m",
    sorts: &[engine::ListSort {
        name: "created_at",
        column: "m.created_at",
        kind: engine::ColumnKind::Timestamp,
        descending: false,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "survivor_id", column: "m.survivor_id", kind: engine::ColumnKind::Id("customer") },
        engine::ListFilter { name: "loser_id", column: "m.loser_id", kind: engine::ColumnKind::Id("customer") },
    ],
    search: None,
};

pub async fn dismiss(tx: &engine::TenantTx, id: kernel::ids::DuplicateCandidateId) -> kernel::Result<u64> {
    const SQL: &str = r"update duplicate_candidate d
set state = 'DISMISSED'
where d.company_id = $1
  and d.id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}
