//! Written by `cargo xtask sql` from crates/customers/queries/timeline.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct FamilyOfRow {
    pub id: kernel::ids::CustomerId,
}

impl FamilyOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// A customer and those merged into it.
pub async fn family_of(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Vec<FamilyOfRow>> {
    const SQL: &str = r"select f.id
from customer f
where f.company_id = $1
  and case when f.merged_into is null then f.id else f.merged_into end = $2
order by f.id
limit 60";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    rows.iter().map(FamilyOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SurvivorOfRow {
    pub id: kernel::ids::CustomerId,
    pub number: String,
    pub display_name: String,
    pub location_id: Option<kernel::ids::LocationId>,
}

impl SurvivorOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            display_name: row.try_get(2).map_err(kernel::Error::internal)?,
            location_id: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn survivor_of(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Option<SurvivorOfRow>> {
    const SQL: &str = r"select s.id, s.number, s.display_name, s.location_id
from customer c
join customer s on s.company_id = c.company_id
  and s.id = case when c.merged_into is null then c.id else c.merged_into end
where c.company_id = $1
  and c.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    super::at_most_one(rows, "survivor_of")?.as_ref().map(SurvivorOfRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct EntriesRow {
    pub kind: String,
    pub id: uuid::Uuid,
    pub at: jiff::Timestamp,
    pub of: uuid::Uuid,
    pub number: Option<String>,
    pub title: Option<String>,
    pub status: Option<String>,
    pub amount_minor: Option<i64>,
    pub currency: Option<String>,
    pub location_id: Option<uuid::Uuid>,
    pub owner_id: Option<uuid::Uuid>,
    pub author_id: Option<uuid::Uuid>,
    pub author_name: Option<String>,
}

impl EntriesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            kind: row.try_get(0).map_err(kernel::Error::internal)?,
            id: row.try_get(1).map_err(kernel::Error::internal)?,
            at: row.try_get(2).map_err(kernel::Error::internal)?,
            of: row.try_get(3).map_err(kernel::Error::internal)?,
            number: row.try_get(4).map_err(kernel::Error::internal)?,
            title: row.try_get(5).map_err(kernel::Error::internal)?,
            status: row.try_get(6).map_err(kernel::Error::internal)?,
            amount_minor: row.try_get(7).map_err(kernel::Error::internal)?,
            currency: row.try_get(8).map_err(kernel::Error::internal)?,
            location_id: row.try_get(9).map_err(kernel::Error::internal)?,
            owner_id: row.try_get(10).map_err(kernel::Error::internal)?,
            author_id: row.try_get(11).map_err(kernel::Error::internal)?,
            author_name: row.try_get(12).map_err(kernel::Error::internal)?,
        })
    }
}

#[derive(Debug, Clone)]
pub struct Entries<'a> {
    pub family: &'a [uuid::Uuid],
    pub kinds: &'a [String],
    pub at: jiff::Timestamp,
    pub behind: uuid::Uuid,
    pub kind: &'a str,
    pub part: Option<&'a str>,
}

/// What all modules know of a family, newest first, behind a place: (at, id, kind). Each part is read from its own index by
/// customer and gives no more than a page. Where somebody else pays, quotes and invoices are told of both (CUS-27).
pub async fn entries(tx: &engine::TenantTx, p: Entries<'_>) -> kernel::Result<Vec<EntriesRow>> {
    const SQL: &str = r#"select e.kind as "kind!", e.id as "id!", e.at as "at!", e.of as "of!", e.number, e.title, e.status, e.amount_minor,
       e.currency, e.location_id, e.owner_id, e.author_id, u.name as "author_name?"
from (
  (select 'LEAD' as kind, l.id, l.received_at as at, l.id as of, l.number, l.full_name as title, l.status,
          null::bigint as amount_minor, null::text as currency, l.location_id, l.assigned_to as owner_id,
          null::uuid as author_id
   from sales_v_lead l
   where l.company_id = $1
     and l.customer_id = any ($2)
     and 'LEAD' = any ($3)
     and (l.received_at, l.id, 'LEAD') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or l.number ilike $7 or l.full_name ilike $7)
   order by l.received_at desc, l.id desc
   limit 51)
  union all
  (select 'ESTIMATE', s.id, s.created_at, s.id, s.number, s.mode, s.state, null, null, s.location_id, null, null
   from sales_v_estimate s
   where s.company_id = $1
     and s.customer_id = any ($2)
     and 'ESTIMATE' = any ($3)
     and (s.created_at, s.id, 'ESTIMATE') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or s.number ilike $7)
   order by s.created_at desc, s.id desc
   limit 51)
  union all
  (select 'DEAL', d.id, d.created_at, d.id, d.number, d.title, d.stage, d.value_minor, d.currency, d.location_id,
          d.assigned_to, null
   from sales_v_deal d
   where d.company_id = $1
     and d.customer_id = any ($2)
     and 'DEAL' = any ($3)
     and (d.created_at, d.id, 'DEAL') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or d.number ilike $7 or d.title ilike $7)
   order by d.created_at desc, d.id desc
   limit 51)
  union all
  (select 'QUOTE', q.id, q.created_at, q.id, q.number || '-' || q.quote_version, q.title, 'DRAFT', q.total_minor,
          q.currency, q.location_id, q.assigned_to, q.created_by
   from quotes_v_quote q
   where q.company_id = $1
     and q.customer_id = any ($2)
     and 'QUOTE' = any ($3)
     and (q.created_at, q.id, 'QUOTE') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or q.number ilike $7 or q.title ilike $7)
   order by q.created_at desc, q.id desc
   limit 51)
  union all
  (select 'QUOTE', q.id, q.created_at, q.id, q.number || '-' || q.quote_version, q.title, 'DRAFT', q.total_minor,
          q.currency, q.location_id, q.assigned_to, q.created_by
   from quotes_v_quote q
   where q.company_id = $1
     and q.payer_id = any ($2)
     and not (q.customer_id = any ($2))
     and 'QUOTE' = any ($3)
     and (q.created_at, q.id, 'QUOTE') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or q.number ilike $7 or q.title ilike $7)
   order by q.created_at desc, q.id desc
   limit 51)
  union all
  (select 'QUOTE_SENT', q.id, q.sent_at, q.id, q.number || '-' || q.quote_version, q.title, 'SENT', q.total_minor,
          q.currency, q.location_id, q.assigned_to, null
   from quotes_v_quote q
   where q.company_id = $1
     and q.customer_id = any ($2)
     and 'QUOTE' = any ($3)
     and (q.sent_at, q.id, 'QUOTE_SENT') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or q.number ilike $7 or q.title ilike $7)
   order by q.sent_at desc, q.id desc
   limit 51)
  union all
  (select 'QUOTE_SENT', q.id, q.sent_at, q.id, q.number || '-' || q.quote_version, q.title, 'SENT', q.total_minor,
          q.currency, q.location_id, q.assigned_to, null
   from quotes_v_quote q
   where q.company_id = $1
     and q.payer_id = any ($2)
     and not (q.customer_id = any ($2))
     and 'QUOTE' = any ($3)
     and (q.sent_at, q.id, 'QUOTE_SENT') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or q.number ilike $7 or q.title ilike $7)
   order by q.sent_at desc, q.id desc
   limit 51)
  union all
  (select 'QUOTE_ACCEPTED', q.id, q.accepted_at, q.id, q.number || '-' || q.quote_version, q.title, 'ACCEPTED',
          q.accepted_total_minor, q.currency, q.location_id, q.assigned_to, null
   from quotes_v_quote q
   where q.company_id = $1
     and q.customer_id = any ($2)
     and 'QUOTE' = any ($3)
     and (q.accepted_at, q.id, 'QUOTE_ACCEPTED') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or q.number ilike $7 or q.title ilike $7)
   order by q.accepted_at desc, q.id desc
   limit 51)
  union all
  (select 'QUOTE_ACCEPTED', q.id, q.accepted_at, q.id, q.number || '-' || q.quote_version, q.title, 'ACCEPTED',
          q.accepted_total_minor, q.currency, q.location_id, q.assigned_to, null
   from quotes_v_quote q
   where q.company_id = $1
     and q.payer_id = any ($2)
     and not (q.customer_id = any ($2))
     and 'QUOTE' = any ($3)
     and (q.accepted_at, q.id, 'QUOTE_ACCEPTED') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or q.number ilike $7 or q.title ilike $7)
   order by q.accepted_at desc, q.id desc
   limit 51)
  union all
  (select 'QUOTE_VIEW', v.id, v.at, v.quote_id, v.number || '-' || v.quote_version, v.title, 'VIEWED', null, null,
          v.location_id, v.assigned_to, null
   from quotes_v_opened v
   where v.company_id = $1
     and v.customer_id = any ($2)
     and 'QUOTE' = any ($3)
     and (v.at, v.id, 'QUOTE_VIEW') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or v.number ilike $7 or v.title ilike $7)
   order by v.at desc, v.id desc
   limit 51)
  union all
  (select 'QUOTE_VIEW', v.id, v.at, v.quote_id, v.number || '-' || v.quote_version, v.title, 'VIEWED', null, null,
          v.location_id, v.assigned_to, null
   from quotes_v_opened v
   where v.company_id = $1
     and v.payer_id = any ($2)
     and not (v.customer_id = any ($2))
     and 'QUOTE' = any ($3)
     and (v.at, v.id, 'QUOTE_VIEW') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or v.number ilike $7 or v.title ilike $7)
   order by v.at desc, v.id desc
   limit 51)
  union all
  (select 'JOB', j.id, j.created_at, j.id, j.number, j.title, j.status, null, null, j.location_id, null, j.created_by
   from dispatch_v_job_begun j
   where j.company_id = $1
     and j.customer_id = any ($2)
     and 'JOB' = any ($3)
     and (j.created_at, j.id, 'JOB') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or j.number ilike $7 or j.title ilike $7)
   order by j.created_at desc, j.id desc
   limit 51)
  union all
  (select 'MESSAGE', m.id, m.queued_at, m.id, m.type, m.subject, m.direction, null, null, null, null, null
   from messaging_v_message m
   where m.company_id = $1
     and m.customer_id = any ($2)
     and 'MESSAGE' = any ($3)
     and (m.queued_at, m.id, 'MESSAGE') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or m.subject ilike $7)
   order by m.queued_at desc, m.id desc
   limit 51)
  union all
  (select 'INVOICE', i.id, i.created_at, i.id, i.number, i.title, i.status, i.total_minor, i.currency, i.location_id,
          null, i.created_by
   from billing_v_invoice i
   where i.company_id = $1
     and i.customer_id = any ($2)
     and 'INVOICE' = any ($3)
     and (i.created_at, i.id, 'INVOICE') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or i.number ilike $7 or i.title ilike $7)
   order by i.created_at desc, i.id desc
   limit 51)
  union all
  (select 'INVOICE', i.id, i.created_at, i.id, i.number, i.title, i.status, i.total_minor, i.currency, i.location_id,
          null, i.created_by
   from billing_v_invoice i
   where i.company_id = $1
     and i.served_customer_id = any ($2)
     and not (i.customer_id = any ($2))
     and 'INVOICE' = any ($3)
     and (i.created_at, i.id, 'INVOICE') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or i.number ilike $7 or i.title ilike $7)
   order by i.created_at desc, i.id desc
   limit 51)
  union all
  (select 'PAYMENT', b.id, b.received_at, b.id, b.number, b.method, b.status, b.amount_minor, b.currency, b.location_id,
          null, b.created_by
   from billing_v_payment b
   where b.company_id = $1
     and b.customer_id = any ($2)
     and 'PAYMENT' = any ($3)
     and (b.received_at, b.id, 'PAYMENT') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or b.number ilike $7)
   order by b.received_at desc, b.id desc
   limit 51)
  union all
  (select 'NOTE', n.id, n.created_at, n.id, null, n.body, case when n.is_pinned then 'PINNED' end, null, null, null, null,
          n.created_by
   from customer_note n
   where n.company_id = $1
     and n.customer_id = any ($2)
     and 'NOTE' = any ($3)
     and (n.created_at, n.id, 'NOTE') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or n.body ilike $7)
   order by n.created_at desc, n.id desc
   limit 51)
  union all
  (select 'MERGE', g.id, g.created_at, g.loser_id, x.number, x.display_name,
          case when g.undone_at is null then 'MERGED' else 'UNDONE' end, null, null, null, null, g.created_by
   from customer_merge g
   join customer x on x.company_id = g.company_id and x.id = g.loser_id
   where g.company_id = $1
     and g.survivor_id = any ($2)
     and 'MERGE' = any ($3)
     and (g.created_at, g.id, 'MERGE') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or x.number ilike $7 or x.display_name ilike $7)
   order by g.created_at desc, g.id desc
   limit 51)
  union all
  (select 'CONSENT', c.id, c.at, c.id, c.channel, c.purpose, c.act, null, null, null, null, c.actor_id
   from consent_entry c
   where c.company_id = $1
     and c.customer_id = any ($2)
     and 'CONSENT' = any ($3)
     and (c.at, c.id, 'CONSENT') < ($4, coalesce($5::uuid), $6)
     and ($7::text is null or c.channel ilike $7 or c.purpose ilike $7)
   order by c.at desc, c.id desc
   limit 51)
) e
left join access_v_user u on u.company_id = $1 and u.id = e.author_id
order by e.at desc, e.id desc, e.kind desc
limit 51"#;
    let company_id = tx.company();
    let rows =
        engine::Sql::rows(tx, SQL, &[&company_id, &p.family, &p.kinds, &p.at, &p.behind, &p.kind, &p.part]).await?;
    rows.iter().map(EntriesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PinnedNotesRow {
    pub id: kernel::ids::CustomerNoteId,
    pub body: String,
    pub created_at: jiff::Timestamp,
    pub created_by: Option<uuid::Uuid>,
    pub author_name: Option<String>,
    pub version: i64,
}

impl PinnedNotesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            body: row.try_get(1).map_err(kernel::Error::internal)?,
            created_at: row.try_get(2).map_err(kernel::Error::internal)?,
            created_by: row.try_get(3).map_err(kernel::Error::internal)?,
            author_name: row.try_get(4).map_err(kernel::Error::internal)?,
            version: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn pinned_notes(tx: &engine::TenantTx, family: &[uuid::Uuid]) -> kernel::Result<Vec<PinnedNotesRow>> {
    const SQL: &str = r#"select n.id, n.body, n.created_at, n.created_by, u.name as "author_name?", n.version
from customer_note n
left join access_v_user u on u.company_id = n.company_id and u.id = n.created_by
where n.company_id = $1
  and n.customer_id = any ($2)
  and n.is_pinned
order by n.created_at desc, n.id
limit 20"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &family]).await?;
    rows.iter().map(PinnedNotesRow::from_row).collect()
}

pub async fn insert_note(
    tx: &engine::TenantTx,
    id: kernel::ids::CustomerNoteId,
    customer_id: kernel::ids::CustomerId,
    body: &str,
    is_pinned: bool,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into customer_note (company_id, id, customer_id, body, is_pinned)
values ($1, $2, $3, $4, $5)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &customer_id, &body, &is_pinned]).await
}

pub async fn change_note(
    tx: &engine::TenantTx,
    body: Option<&str>,
    is_pinned: Option<bool>,
    id: kernel::ids::CustomerNoteId,
    family: &[uuid::Uuid],
) -> kernel::Result<u64> {
    const SQL: &str = r"update customer_note n
set body = coalesce($2, n.body),
    is_pinned = coalesce($3, n.is_pinned)
where n.company_id = $1
  and n.id = $4
  and n.customer_id = any ($5)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &body, &is_pinned, &id, &family]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct NoteByIdRow {
    pub id: kernel::ids::CustomerNoteId,
    pub customer_id: kernel::ids::CustomerId,
    pub body: String,
    pub is_pinned: bool,
    pub created_at: jiff::Timestamp,
    pub created_by: Option<uuid::Uuid>,
    pub version: i64,
}

impl NoteByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(1).map_err(kernel::Error::internal)?,
            body: row.try_get(2).map_err(kernel::Error::internal)?,
            is_pinned: row.try_get(3).map_err(kernel::Error::internal)?,
            created_at: row.try_get(4).map_err(kernel::Error::internal)?,
            created_by: row.try_get(5).map_err(kernel::Error::internal)?,
            version: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn note_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::CustomerNoteId,
    family: &[uuid::Uuid],
) -> kernel::Result<Option<NoteByIdRow>> {
    const SQL: &str = r"select n.id, n.customer_id, n.body, n.is_pinned, n.created_at, n.created_by, n.version
from customer_note n
where n.company_id = $1
  and n.id = $2
  and n.customer_id = any ($3)";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id, &family]).await?;
    super::at_most_one(rows, "note_by_id")?.as_ref().map(NoteByIdRow::from_row).transpose()
}
