//! Written by `cargo xtask sql` from crates/calendar/queries/capacity.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct RuleOfRow {
    pub id: kernel::ids::CapacityRuleId,
    pub trucks: i32,
    pub movers: i32,
    pub reserve_percent: i32,
}

impl RuleOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            trucks: row.try_get(1).map_err(kernel::Error::internal)?,
            movers: row.try_get(2).map_err(kernel::Error::internal)?,
            reserve_percent: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// What a location sends on a day of the week.
pub async fn rule_of(
    tx: &engine::TenantTx,
    location_id: kernel::ids::LocationId,
    weekday: i32,
) -> kernel::Result<Option<RuleOfRow>> {
    const SQL: &str = r"select r.id, r.trucks, r.movers, r.reserve_percent
from capacity_rule r
where r.company_id = $1
  and r.location_id = $2
  and r.weekday = $3";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id, &weekday]).await?;
    super::at_most_one(rows, "rule_of")?.as_ref().map(RuleOfRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RulesOfRow {
    pub id: kernel::ids::CapacityRuleId,
    pub weekday: i32,
    pub trucks: i32,
    pub movers: i32,
    pub reserve_percent: i32,
    pub version: i64,
}

impl RulesOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            weekday: row.try_get(1).map_err(kernel::Error::internal)?,
            trucks: row.try_get(2).map_err(kernel::Error::internal)?,
            movers: row.try_get(3).map_err(kernel::Error::internal)?,
            reserve_percent: row.try_get(4).map_err(kernel::Error::internal)?,
            version: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn rules_of(tx: &engine::TenantTx, location_id: kernel::ids::LocationId) -> kernel::Result<Vec<RulesOfRow>> {
    const SQL: &str = r"select r.id, r.weekday, r.trucks, r.movers, r.reserve_percent, r.version
from capacity_rule r
where r.company_id = $1
  and r.location_id = $2
order by r.weekday
limit 7";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    rows.iter().map(RulesOfRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct PutRule {
    pub id: kernel::ids::CapacityRuleId,
    pub location_id: kernel::ids::LocationId,
    pub weekday: i32,
    pub trucks: i32,
    pub movers: i32,
    pub reserve_percent: i32,
}

pub async fn put_rule(tx: &engine::TenantTx, p: PutRule) -> kernel::Result<u64> {
    const SQL: &str = r"insert into capacity_rule (company_id, id, location_id, weekday, trucks, movers, reserve_percent)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (company_id, location_id, weekday) do update
set trucks = excluded.trucks,
    movers = excluded.movers,
    reserve_percent = excluded.reserve_percent";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.location_id, &p.weekday, &p.trucks, &p.movers, &p.reserve_percent],
    )
    .await
}

/// Days nobody counts any more.
pub async fn drop_rules(
    tx: &engine::TenantTx,
    location_id: kernel::ids::LocationId,
    weekdays: &[i32],
) -> kernel::Result<u64> {
    const SQL: &str = r"delete from capacity_rule r
where r.company_id = $1
  and r.location_id = $2
  and r.weekday = any($3)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &location_id, &weekdays]).await
}

pub async fn open_day(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    location_id: kernel::ids::LocationId,
    day: jiff::civil::Date,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into capacity_day (company_id, id, location_id, day)
values ($1, $2, $3, $4)
on conflict (company_id, location_id, day) do nothing";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &location_id, &day]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LockDayRow {
    pub id: uuid::Uuid,
}

impl LockDayRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Whoever counts and reserves waits for those before.
pub async fn lock_day(
    tx: &engine::TenantTx,
    location_id: kernel::ids::LocationId,
    day: jiff::civil::Date,
) -> kernel::Result<Option<LockDayRow>> {
    const SQL: &str = r"select d.id
from capacity_day d
where d.company_id = $1
  and d.location_id = $2
  and d.day = $3
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id, &day]).await?;
    super::at_most_one(rows, "lock_day")?.as_ref().map(LockDayRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TakenOfDaysRow {
    pub day: jiff::civil::Date,
    pub trucks: i64,
    pub movers: i64,
}

impl TakenOfDaysRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            day: row.try_get(0).map_err(kernel::Error::internal)?,
            trucks: row.try_get(1).map_err(kernel::Error::internal)?,
            movers: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// What is held and confirmed of each day, an outdated hold not counted.
pub async fn taken_of_days(
    tx: &engine::TenantTx,
    location_id: kernel::ids::LocationId,
    from_day: jiff::civil::Date,
    to_day: jiff::civil::Date,
    besides: kernel::ids::QuoteId,
) -> kernel::Result<Vec<TakenOfDaysRow>> {
    const SQL: &str = r#"select b.day, sum(b.trucks)::bigint as "trucks!", sum(b.movers)::bigint as "movers!"
from booking b
where b.company_id = $1
  and b.location_id = $2
  and b.day >= $3
  and b.day <= $4
  and b.quote_id is distinct from $5
  and (b.state = 'CONFIRMED' or (b.state = 'HELD' and b.held_until > $6))
group by b.day
order by b.day
limit 400"#;
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id, &from_day, &to_day, &besides, &now]).await?;
    rows.iter().map(TakenOfDaysRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertBooking<'a> {
    pub id: kernel::ids::BookingId,
    pub location_id: kernel::ids::LocationId,
    pub quote_id: Option<kernel::ids::QuoteId>,
    pub title: &'a str,
    pub day: jiff::civil::Date,
    pub trucks: i32,
    pub movers: i32,
    pub state: &'a str,
    pub held_until: Option<jiff::Timestamp>,
}

pub async fn insert_booking(tx: &engine::TenantTx, p: InsertBooking<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into booking (company_id, id, location_id, quote_id, title, day, trucks, movers, state, held_until)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.location_id,
            &p.quote_id,
            &p.title,
            &p.day,
            &p.trucks,
            &p.movers,
            &p.state,
            &p.held_until,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct NewestOfQuoteRow {
    pub id: kernel::ids::BookingId,
    pub location_id: kernel::ids::LocationId,
    pub title: String,
    pub day: jiff::civil::Date,
    pub trucks: i32,
    pub movers: i32,
    pub state: String,
    pub held_until: Option<jiff::Timestamp>,
    pub end_reason: Option<String>,
}

impl NewestOfQuoteRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            title: row.try_get(2).map_err(kernel::Error::internal)?,
            day: row.try_get(3).map_err(kernel::Error::internal)?,
            trucks: row.try_get(4).map_err(kernel::Error::internal)?,
            movers: row.try_get(5).map_err(kernel::Error::internal)?,
            state: row.try_get(6).map_err(kernel::Error::internal)?,
            held_until: row.try_get(7).map_err(kernel::Error::internal)?,
            end_reason: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn newest_of_quote(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
) -> kernel::Result<Option<NewestOfQuoteRow>> {
    const SQL: &str = r"select b.id, b.location_id, b.title, b.day, b.trucks, b.movers, b.state, b.held_until, b.end_reason
from booking b
where b.company_id = $1
  and b.quote_id = $2
order by b.created_at desc, b.id desc
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    super::at_most_one(rows, "newest_of_quote")?.as_ref().map(NewestOfQuoteRow::from_row).transpose()
}

pub async fn set_kept(
    tx: &engine::TenantTx,
    state: &str,
    held_until: Option<jiff::Timestamp>,
    id: kernel::ids::BookingId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update booking b
set state = $2,
    held_until = $3
where b.company_id = $1
  and b.id = $4
  and b.state in ('HELD', 'CONFIRMED')";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &state, &held_until, &id]).await
}

pub async fn end_of_quote(
    tx: &engine::TenantTx,
    reason: Option<&str>,
    quote_id: kernel::ids::QuoteId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update booking b
set state = 'CANCELLED',
    held_until = null,
    end_reason = $2
where b.company_id = $1
  and b.quote_id = $3
  and b.state in ('HELD', 'CONFIRMED')";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &reason, &quote_id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DueBookingsRow {
    pub id: kernel::ids::BookingId,
    pub quote_id: Option<kernel::ids::QuoteId>,
    pub location_id: kernel::ids::LocationId,
}

impl DueBookingsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn due_bookings(tx: &engine::TenantTx) -> kernel::Result<Vec<DueBookingsRow>> {
    const SQL: &str = r"select b.id, b.quote_id, b.location_id
from booking b
where b.company_id = $1
  and b.state = 'HELD'
  and b.held_until <= $2
order by b.held_until, b.id
limit 200
for update skip locked";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now]).await?;
    rows.iter().map(DueBookingsRow::from_row).collect()
}

pub async fn end_booking(
    tx: &engine::TenantTx,
    reason: Option<&str>,
    id: kernel::ids::BookingId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update booking b
set state = 'CANCELLED',
    held_until = null,
    end_reason = $2
where b.company_id = $1
  and b.id = $3
  and b.state = 'HELD'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &reason, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct QuoteOfJobRow {
    pub quote_id: Option<kernel::ids::QuoteId>,
}

impl QuoteOfJobRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { quote_id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn quote_of_job(tx: &engine::TenantTx, id: kernel::ids::JobId) -> kernel::Result<Option<QuoteOfJobRow>> {
    const SQL: &str = r"select j.quote_id
from dispatch_v_job j
where j.company_id = $1
  and j.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "quote_of_job")?.as_ref().map(QuoteOfJobRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct BookingListRow {
    pub id: kernel::ids::BookingId,
    pub location_id: kernel::ids::LocationId,
    pub quote_id: Option<kernel::ids::QuoteId>,
    pub title: String,
    pub day: jiff::civil::Date,
    pub trucks: i32,
    pub movers: i32,
    pub state: String,
    pub held_until: Option<jiff::Timestamp>,
    pub end_reason: Option<String>,
    pub version: i64,
}

impl BookingListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(2).map_err(kernel::Error::internal)?,
            title: row.try_get(3).map_err(kernel::Error::internal)?,
            day: row.try_get(4).map_err(kernel::Error::internal)?,
            trucks: row.try_get(5).map_err(kernel::Error::internal)?,
            movers: row.try_get(6).map_err(kernel::Error::internal)?,
            state: row.try_get(7).map_err(kernel::Error::internal)?,
            held_until: row.try_get(8).map_err(kernel::Error::internal)?,
            end_reason: row.try_get(9).map_err(kernel::Error::internal)?,
            version: row.try_get(10).map_err(kernel::Error::internal)?,
        })
    }
}

pub const BOOKING_LIST: engine::ListSql = engine::ListSql {
    name: "booking_list",
    sql: r"select b.id, b.location_id, b.quote_id, b.title, b.day, b.trucks, b.movers, b.state, b.held_until, b.end_reason,
       b.version
from booking b
where b.company_id = $1",
    resource: "booking",
    alias: "b",
    rows: "b",
    sorts: &[engine::ListSort {
        name: "day",
        column: "b.day",
        kind: engine::ColumnKind::Date,
        descending: false,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "state", column: "b.state", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "location_id", column: "b.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "day", column: "b.day", kind: engine::ColumnKind::Date },
        engine::ListFilter { name: "quote_id", column: "b.quote_id", kind: engine::ColumnKind::Id("quote") },
    ],
    search: None,
};
