//! Written by `cargo xtask sql` from crates/quotes/queries/approval.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertApproval<'a> {
    pub id: kernel::ids::QuoteApprovalId,
    pub quote_id: kernel::ids::QuoteId,
    pub location_id: kernel::ids::LocationId,
    pub price_mark: &'a str,
    pub reason: &'a str,
    pub findings: &'a serde_json::Value,
    pub currency: &'a str,
    pub total_minor: i64,
    pub discount_minor: i64,
    pub asked_by: Option<kernel::ids::UserId>,
    pub level: &'a str,
    pub expires_at: jiff::Timestamp,
}

pub async fn insert_approval(tx: &engine::TenantTx, p: InsertApproval<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into quote_approval (company_id, id, quote_id, location_id, price_mark, reason, findings, currency, total_minor,
  discount_minor, asked_by, asked_at, level, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
  $10, $11, $12, $13, $14)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.quote_id,
            &p.location_id,
            &p.price_mark,
            &p.reason,
            &p.findings,
            &p.currency,
            &p.total_minor,
            &p.discount_minor,
            &p.asked_by,
            &now,
            &p.level,
            &p.expires_at,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct NewestApprovalRow {
    pub id: kernel::ids::QuoteApprovalId,
    pub quote_id: kernel::ids::QuoteId,
    pub location_id: kernel::ids::LocationId,
    pub state: String,
    pub price_mark: String,
    pub reason: String,
    pub findings: serde_json::Value,
    pub currency: String,
    pub total_minor: i64,
    pub discount_minor: i64,
    pub asked_by: Option<kernel::ids::UserId>,
    pub asked_by_name: Option<String>,
    pub asked_at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
    pub answered_by: Option<kernel::ids::UserId>,
    pub answered_by_name: Option<String>,
    pub answered_at: Option<jiff::Timestamp>,
    pub note: Option<String>,
    pub level: String,
    pub counter_discount: Option<i32>,
    pub counter_total_minor: Option<i64>,
}

impl NewestApprovalRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
            state: row.try_get(3).map_err(kernel::Error::internal)?,
            price_mark: row.try_get(4).map_err(kernel::Error::internal)?,
            reason: row.try_get(5).map_err(kernel::Error::internal)?,
            findings: row.try_get(6).map_err(kernel::Error::internal)?,
            currency: row.try_get(7).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(8).map_err(kernel::Error::internal)?,
            discount_minor: row.try_get(9).map_err(kernel::Error::internal)?,
            asked_by: row.try_get(10).map_err(kernel::Error::internal)?,
            asked_by_name: row.try_get(11).map_err(kernel::Error::internal)?,
            asked_at: row.try_get(12).map_err(kernel::Error::internal)?,
            expires_at: row.try_get(13).map_err(kernel::Error::internal)?,
            answered_by: row.try_get(14).map_err(kernel::Error::internal)?,
            answered_by_name: row.try_get(15).map_err(kernel::Error::internal)?,
            answered_at: row.try_get(16).map_err(kernel::Error::internal)?,
            note: row.try_get(17).map_err(kernel::Error::internal)?,
            level: row.try_get(18).map_err(kernel::Error::internal)?,
            counter_discount: row.try_get(19).map_err(kernel::Error::internal)?,
            counter_total_minor: row.try_get(20).map_err(kernel::Error::internal)?,
        })
    }
}

/// What was asked last about a quote, and what was answered.
pub async fn newest_approval(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
) -> kernel::Result<Option<NewestApprovalRow>> {
    const SQL: &str = r#"select a.id, a.quote_id, a.location_id, a.state, a.price_mark, a.reason, a.findings, a.currency, a.total_minor,
       a.discount_minor, a.asked_by, asker.name as "asked_by_name?", a.asked_at, a.expires_at, a.answered_by,
       answerer.name as "answered_by_name?", a.answered_at, a.note, a.level, a.counter_discount, a.counter_total_minor
from quote_approval a
left join access_v_user asker on asker.company_id = a.company_id and asker.id = a.asked_by
left join access_v_user answerer on answerer.company_id = a.company_id and answerer.id = a.answered_by
where a.company_id = $1
  and a.quote_id = $2
order by a.asked_at desc, a.id desc
limit 1"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    super::at_most_one(rows, "newest_approval")?.as_ref().map(NewestApprovalRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ApprovalListRow {
    pub id: kernel::ids::QuoteApprovalId,
    pub quote_id: kernel::ids::QuoteId,
    pub number: String,
    pub quote_version: i32,
    pub title: String,
    pub customer_name: String,
    pub location_id: kernel::ids::LocationId,
    pub state: String,
    pub reason: String,
    pub findings: serde_json::Value,
    pub currency: String,
    pub total_minor: i64,
    pub discount_minor: i64,
    pub asked_by: Option<kernel::ids::UserId>,
    pub asked_by_name: Option<String>,
    pub asked_at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
    pub answered_at: Option<jiff::Timestamp>,
    pub note: Option<String>,
    pub level: String,
}

impl ApprovalListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(1).map_err(kernel::Error::internal)?,
            number: row.try_get(2).map_err(kernel::Error::internal)?,
            quote_version: row.try_get(3).map_err(kernel::Error::internal)?,
            title: row.try_get(4).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(5).map_err(kernel::Error::internal)?,
            location_id: row.try_get(6).map_err(kernel::Error::internal)?,
            state: row.try_get(7).map_err(kernel::Error::internal)?,
            reason: row.try_get(8).map_err(kernel::Error::internal)?,
            findings: row.try_get(9).map_err(kernel::Error::internal)?,
            currency: row.try_get(10).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(11).map_err(kernel::Error::internal)?,
            discount_minor: row.try_get(12).map_err(kernel::Error::internal)?,
            asked_by: row.try_get(13).map_err(kernel::Error::internal)?,
            asked_by_name: row.try_get(14).map_err(kernel::Error::internal)?,
            asked_at: row.try_get(15).map_err(kernel::Error::internal)?,
            expires_at: row.try_get(16).map_err(kernel::Error::internal)?,
            answered_at: row.try_get(17).map_err(kernel::Error::internal)?,
            note: row.try_get(18).map_err(kernel::Error::internal)?,
            level: row.try_get(19).map_err(kernel::Error::internal)?,
        })
    }
}

pub const APPROVAL_LIST: engine::ListSql = engine::ListSql {
    name: "approval_list",
    sql: r#"select a.id, a.quote_id, q.number as "number!", q.quote_version as "quote_version!", q.title as "title!",
       c.display_name as "customer_name!", a.location_id, a.state, a.reason, a.findings, a.currency, a.total_minor,
       a.discount_minor, a.asked_by, asker.name as "asked_by_name?", a.asked_at, a.expires_at, a.answered_at, a.note,
       a.level
from quote_approval a
join quote q on q.company_id = a.company_id and q.id = a.quote_id
join customers_v_card c on c.company_id = q.company_id and c.id = q.customer_id
left join access_v_user asker on asker.company_id = a.company_id and asker.id = a.asked_by
where a.company_id = $1"#,
    resource: "quote",
    alias: "q",
    rows: "a",
    sorts: &[engine::ListSort {
        name: "asked_at",
        column: "a.asked_at",
        kind: engine::ColumnKind::Timestamp,
        descending: true,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "state", column: "a.state", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "location_id", column: "a.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "quote_id", column: "a.quote_id", kind: engine::ColumnKind::Id("quote") },
        engine::ListFilter { name: "asked_by", column: "a.asked_by", kind: engine::ColumnKind::Id("app_user") },
    ],
    search: None,
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct IsMarkedRow {
    pub id: kernel::ids::QuoteApprovalId,
}

impl IsMarkedRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Whether this very price was approved, or offered with a no.
pub async fn is_marked(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
    price_mark: &str,
) -> kernel::Result<Option<IsMarkedRow>> {
    const SQL: &str = r"select a.id
from quote_approval a
where a.company_id = $1
  and a.quote_id = $2
  and ((a.state = 'APPROVED' and a.price_mark = $3) or (a.state = 'REJECTED' and a.counter_mark = $3))
order by a.asked_at desc, a.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id, &price_mark]).await?;
    super::at_most_one(rows, "is_marked")?.as_ref().map(IsMarkedRow::from_row).transpose()
}

pub async fn clear_approvals(tx: &engine::TenantTx, quote_id: kernel::ids::QuoteId) -> kernel::Result<u64> {
    const SQL: &str = r"delete from quote_approval a
where a.company_id = $1
  and a.quote_id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &quote_id]).await
}

pub async fn answer_approval(
    tx: &engine::TenantTx,
    state: &str,
    answered_by: Option<kernel::ids::UserId>,
    note: Option<&str>,
    id: kernel::ids::QuoteApprovalId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update quote_approval a
set state = $2,
    answered_by = $3,
    answered_at = $4,
    note = $5
where a.company_id = $1
  and a.id = $6
  and a.state = 'ASKED'";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &state, &answered_by, &now, &note, &id]).await
}

/// Nobody answers any more.
pub async fn close_approval(tx: &engine::TenantTx, state: &str, quote_id: kernel::ids::QuoteId) -> kernel::Result<u64> {
    const SQL: &str = r"update quote_approval a
set state = $2
where a.company_id = $1
  and a.quote_id = $3
  and a.state = 'ASKED'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &state, &quote_id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DueApprovalsRow {
    pub id: kernel::ids::QuoteApprovalId,
    pub quote_id: kernel::ids::QuoteId,
    pub location_id: kernel::ids::LocationId,
    pub asked_by: Option<kernel::ids::UserId>,
}

impl DueApprovalsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
            asked_by: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn due_approvals(tx: &engine::TenantTx) -> kernel::Result<Vec<DueApprovalsRow>> {
    const SQL: &str = r"select a.id, a.quote_id, a.location_id, a.asked_by
from quote_approval a
where a.company_id = $1
  and a.state = 'ASKED'
  and a.expires_at <= $2
order by a.expires_at, a.id
limit 500
for update skip locked";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now]).await?;
    rows.iter().map(DueApprovalsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RisingApprovalsRow {
    pub id: kernel::ids::QuoteApprovalId,
    pub quote_id: kernel::ids::QuoteId,
    pub location_id: kernel::ids::LocationId,
    pub asked_by: Option<kernel::ids::UserId>,
}

impl RisingApprovalsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
            asked_by: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// Nobody answered for a while: the next level is asked.
pub async fn rising_approvals(
    tx: &engine::TenantTx,
    before: jiff::Timestamp,
) -> kernel::Result<Vec<RisingApprovalsRow>> {
    const SQL: &str = r"select a.id, a.quote_id, a.location_id, a.asked_by
from quote_approval a
where a.company_id = $1
  and a.state = 'ASKED'
  and a.level = 'MANAGER'
  and a.asked_at <= $2
order by a.asked_at, a.id
limit 500
for update skip locked";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &before]).await?;
    rows.iter().map(RisingApprovalsRow::from_row).collect()
}

pub async fn set_level(tx: &engine::TenantTx, level: &str, id: kernel::ids::QuoteApprovalId) -> kernel::Result<u64> {
    const SQL: &str = r"update quote_approval a
set level = $2
where a.company_id = $1
  and a.id = $3
  and a.state = 'ASKED'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &level, &id]).await
}

pub async fn offer_counter(
    tx: &engine::TenantTx,
    counter_discount: i32,
    counter_mark: &str,
    counter_total_minor: i64,
    id: kernel::ids::QuoteApprovalId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update quote_approval a
set counter_discount = $2,
    counter_mark = $3,
    counter_total_minor = $4
where a.company_id = $1
  and a.id = $5
  and a.state = 'REJECTED'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &counter_discount, &counter_mark, &counter_total_minor, &id]).await
}

pub async fn set_waiting(tx: &engine::TenantTx, id: kernel::ids::QuoteId) -> kernel::Result<u64> {
    const SQL: &str = r"update quote q
set status = 'PENDING_APPROVAL'
where q.company_id = $1
  and q.id = $2
  and q.status = 'DRAFT'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}

pub async fn set_draft_again(tx: &engine::TenantTx, id: kernel::ids::QuoteId) -> kernel::Result<u64> {
    const SQL: &str = r"update quote q
set status = 'DRAFT'
where q.company_id = $1
  and q.id = $2
  and q.status = 'PENDING_APPROVAL'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}
