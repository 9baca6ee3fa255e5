//! Written by `cargo xtask sql` from crates/quotes/queries/acceptance.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertAcceptance<'a> {
    pub id: kernel::ids::QuoteAcceptanceId,
    pub quote_id: kernel::ids::QuoteId,
    pub given: &'a serde_json::Value,
    pub currency: &'a str,
    pub total_minor: i64,
    pub deposit_minor: i64,
    pub shown_sha256: &'a str,
    pub booking_id: Option<kernel::ids::BookingId>,
    pub intent_id: kernel::ids::PaymentIntentId,
    pub expires_at: jiff::Timestamp,
}

pub async fn insert_acceptance(tx: &engine::TenantTx, p: InsertAcceptance<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into quote_acceptance (company_id, id, quote_id, given, currency, total_minor, deposit_minor, shown_sha256,
  booking_id, intent_id, prepared_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
  $10, $11, $12)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.quote_id,
            &p.given,
            &p.currency,
            &p.total_minor,
            &p.deposit_minor,
            &p.shown_sha256,
            &p.booking_id,
            &p.intent_id,
            &now,
            &p.expires_at,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct AcceptanceRow {
    pub id: kernel::ids::QuoteAcceptanceId,
    pub quote_id: kernel::ids::QuoteId,
    pub state: String,
    pub given: serde_json::Value,
    pub currency: String,
    pub total_minor: i64,
    pub deposit_minor: i64,
    pub booking_id: Option<kernel::ids::BookingId>,
    pub intent_id: kernel::ids::PaymentIntentId,
    pub expires_at: jiff::Timestamp,
}

impl AcceptanceRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(1).map_err(kernel::Error::internal)?,
            state: row.try_get(2).map_err(kernel::Error::internal)?,
            given: row.try_get(3).map_err(kernel::Error::internal)?,
            currency: row.try_get(4).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(5).map_err(kernel::Error::internal)?,
            deposit_minor: row.try_get(6).map_err(kernel::Error::internal)?,
            booking_id: row.try_get(7).map_err(kernel::Error::internal)?,
            intent_id: row.try_get(8).map_err(kernel::Error::internal)?,
            expires_at: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

/// What is being accepted with a deposit by card; its row is held where something is done to it.
pub async fn open_acceptance(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
) -> kernel::Result<Option<AcceptanceRow>> {
    const SQL: &str = r"select a.id, a.quote_id, a.state, a.given, a.currency, a.total_minor, a.deposit_minor, a.booking_id, a.intent_id,
       a.expires_at
from quote_acceptance a
where a.company_id = $1
  and a.quote_id = $2
  and a.state in ('PREPARED', 'AUTHORISED')";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    super::at_most_one(rows, "open_acceptance")?.as_ref().map(AcceptanceRow::from_row).transpose()
}

pub async fn acceptance_locked(
    tx: &engine::TenantTx,
    id: kernel::ids::QuoteAcceptanceId,
) -> kernel::Result<Option<AcceptanceRow>> {
    const SQL: &str = r"select a.id, a.quote_id, a.state, a.given, a.currency, a.total_minor, a.deposit_minor, a.booking_id, a.intent_id,
       a.expires_at
from quote_acceptance a
where a.company_id = $1
  and a.id = $2
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "acceptance_locked")?.as_ref().map(AcceptanceRow::from_row).transpose()
}

pub async fn end_acceptance(
    tx: &engine::TenantTx,
    state: &str,
    reason: Option<&str>,
    id: kernel::ids::QuoteAcceptanceId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update quote_acceptance a
set state = $2,
    reason = $3
where a.company_id = $1
  and a.id = $4
  and a.state in ('PREPARED', 'AUTHORISED')";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &state, &reason, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DueAcceptancesRow {
    pub id: kernel::ids::QuoteAcceptanceId,
    pub quote_id: kernel::ids::QuoteId,
    pub intent_id: kernel::ids::PaymentIntentId,
}

impl DueAcceptancesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(1).map_err(kernel::Error::internal)?,
            intent_id: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn due_acceptances(tx: &engine::TenantTx) -> kernel::Result<Vec<DueAcceptancesRow>> {
    const SQL: &str = r"select a.id, a.quote_id, a.intent_id
from quote_acceptance a
where a.company_id = $1
  and a.state in ('PREPARED', 'AUTHORISED')
  and a.expires_at <= $2
order by a.expires_at, a.id
limit 100
for update skip locked";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now]).await?;
    rows.iter().map(DueAcceptancesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PaidAheadRow {
    pub minor: i64,
}

impl PaidAheadRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { minor: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// What has come of a quote's deposit.
pub async fn paid_ahead(tx: &engine::TenantTx, quote_id: kernel::ids::QuoteId) -> kernel::Result<PaidAheadRow> {
    const SQL: &str = r#"select coalesce(sum(d.amount_minor), 0)::bigint as "minor!"
from billing_v_deposit d
where d.company_id = $1
  and d.quote_id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    PaidAheadRow::from_row(&super::exactly_one(rows, "paid_ahead")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CardOfQuoteRow {
    pub id: kernel::ids::PaymentIntentId,
    pub state: String,
}

impl CardOfQuoteRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            state: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

/// How the newest payment by card for a quote stands.
pub async fn card_of_quote(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
) -> kernel::Result<Option<CardOfQuoteRow>> {
    const SQL: &str = r"select i.id, i.state
from billing_v_payment_intent i
where i.company_id = $1
  and i.quote_id = $2
order by i.created_at desc, i.id desc
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    super::at_most_one(rows, "card_of_quote")?.as_ref().map(CardOfQuoteRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct BookingOfQuoteRow {
    pub id: kernel::ids::BookingId,
    pub day: jiff::civil::Date,
    pub trucks: i32,
    pub movers: i32,
    pub state: String,
    pub held_until: Option<jiff::Timestamp>,
    pub end_reason: Option<String>,
}

impl BookingOfQuoteRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            day: row.try_get(1).map_err(kernel::Error::internal)?,
            trucks: row.try_get(2).map_err(kernel::Error::internal)?,
            movers: row.try_get(3).map_err(kernel::Error::internal)?,
            state: row.try_get(4).map_err(kernel::Error::internal)?,
            held_until: row.try_get(5).map_err(kernel::Error::internal)?,
            end_reason: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

/// What is taken of a day for a quote.
pub async fn booking_of_quote(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
) -> kernel::Result<Option<BookingOfQuoteRow>> {
    const SQL: &str = r"select b.id, b.day, b.trucks, b.movers, b.state, b.held_until, b.end_reason
from calendar_v_booking b
where b.company_id = $1
  and b.quote_id = $2
order by b.created_at desc, b.id desc
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    super::at_most_one(rows, "booking_of_quote")?.as_ref().map(BookingOfQuoteRow::from_row).transpose()
}
