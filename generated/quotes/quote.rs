//! Written by `cargo xtask sql` from crates/quotes/queries/quote.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct QuoteRow {
    pub id: kernel::ids::QuoteId,
    pub number: String,
    pub quote_version: i32,
    pub superseded_by: Option<kernel::ids::QuoteId>,
    pub kind: String,
    pub status: String,
    pub customer_id: kernel::ids::CustomerId,
    pub customer_name: String,
    pub customer_status: String,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub location_id: kernel::ids::LocationId,
    pub timezone: String,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub title: String,
    pub language: String,
    pub service_date: jiff::civil::Date,
    pub valid_until: jiff::civil::Date,
    pub valid_before: jiff::Timestamp,
    pub terms: Option<String>,
    pub stops: serde_json::Value,
    pub machines: serde_json::Value,
    pub planned_minutes: Option<i32>,
    pub crew_wanted: Option<i32>,
    pub trucks_wanted: Option<i32>,
    pub inputs: serde_json::Value,
    pub priced: Option<serde_json::Value>,
    pub snapshot: serde_json::Value,
    pub currency: String,
    pub total_minor: i64,
    pub planned_cost_minor: Option<i64>,
    pub pdf_key: Option<String>,
    pub pdf_sha256: Option<String>,
    pub document_template_version_id: Option<kernel::ids::DocumentTemplateVersionId>,
    pub sent_at: Option<jiff::Timestamp>,
    pub viewed_at: Option<jiff::Timestamp>,
    pub accepted_at: Option<jiff::Timestamp>,
    pub accepted_total_minor: Option<i64>,
    pub rejection_kind: Option<String>,
    pub rejection_reason: Option<String>,
    pub job_id: Option<kernel::ids::JobId>,
    pub payer_id: Option<kernel::ids::CustomerId>,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl QuoteRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            quote_version: row.try_get(2).map_err(kernel::Error::internal)?,
            superseded_by: row.try_get(3).map_err(kernel::Error::internal)?,
            kind: row.try_get(4).map_err(kernel::Error::internal)?,
            status: row.try_get(5).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(6).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(7).map_err(kernel::Error::internal)?,
            customer_status: row.try_get(8).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(9).map_err(kernel::Error::internal)?,
            location_id: row.try_get(10).map_err(kernel::Error::internal)?,
            timezone: row.try_get(11).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(12).map_err(kernel::Error::internal)?,
            title: row.try_get(13).map_err(kernel::Error::internal)?,
            language: row.try_get(14).map_err(kernel::Error::internal)?,
            service_date: row.try_get(15).map_err(kernel::Error::internal)?,
            valid_until: row.try_get(16).map_err(kernel::Error::internal)?,
            valid_before: row.try_get(17).map_err(kernel::Error::internal)?,
            terms: row.try_get(18).map_err(kernel::Error::internal)?,
            stops: row.try_get(19).map_err(kernel::Error::internal)?,
            machines: row.try_get(20).map_err(kernel::Error::internal)?,
            planned_minutes: row.try_get(21).map_err(kernel::Error::internal)?,
            crew_wanted: row.try_get(22).map_err(kernel::Error::internal)?,
            trucks_wanted: row.try_get(23).map_err(kernel::Error::internal)?,
            inputs: row.try_get(24).map_err(kernel::Error::internal)?,
            priced: row.try_get(25).map_err(kernel::Error::internal)?,
            snapshot: row.try_get(26).map_err(kernel::Error::internal)?,
            currency: row.try_get(27).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(28).map_err(kernel::Error::internal)?,
            planned_cost_minor: row.try_get(29).map_err(kernel::Error::internal)?,
            pdf_key: row.try_get(30).map_err(kernel::Error::internal)?,
            pdf_sha256: row.try_get(31).map_err(kernel::Error::internal)?,
            document_template_version_id: row.try_get(32).map_err(kernel::Error::internal)?,
            sent_at: row.try_get(33).map_err(kernel::Error::internal)?,
            viewed_at: row.try_get(34).map_err(kernel::Error::internal)?,
            accepted_at: row.try_get(35).map_err(kernel::Error::internal)?,
            accepted_total_minor: row.try_get(36).map_err(kernel::Error::internal)?,
            rejection_kind: row.try_get(37).map_err(kernel::Error::internal)?,
            rejection_reason: row.try_get(38).map_err(kernel::Error::internal)?,
            job_id: row.try_get(39).map_err(kernel::Error::internal)?,
            payer_id: row.try_get(40).map_err(kernel::Error::internal)?,
            created_at: row.try_get(41).map_err(kernel::Error::internal)?,
            version: row.try_get(42).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn quote_by_id(tx: &engine::TenantTx, id: kernel::ids::QuoteId) -> kernel::Result<Option<QuoteRow>> {
    const SQL: &str = r"select q.id, q.number, q.quote_version, q.superseded_by, q.kind, q.status, q.customer_id, c.display_name as customer_name,
       c.status as customer_status, q.lead_id, q.location_id, l.timezone, q.assigned_to, q.title, q.language,
       q.service_date, q.valid_until, q.valid_before, q.terms, q.stops, q.machines, q.planned_minutes, q.crew_wanted,
       q.trucks_wanted, q.inputs, q.priced, q.snapshot, q.currency, q.total_minor, q.planned_cost_minor, q.pdf_key,
       q.pdf_sha256, q.document_template_version_id, q.sent_at, q.viewed_at, q.accepted_at, q.accepted_total_minor, q.rejection_kind,
       q.rejection_reason, q.job_id, q.payer_id, q.created_at, q.version
from quote q
join access_v_location l on l.company_id = q.company_id and l.id = q.location_id
join customers_v_card c on c.company_id = q.company_id and c.id = q.customer_id
where q.company_id = $1
  and q.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "quote_by_id")?.as_ref().map(QuoteRow::from_row).transpose()
}

pub async fn quote_by_id_locked(tx: &engine::TenantTx, id: kernel::ids::QuoteId) -> kernel::Result<Option<QuoteRow>> {
    const SQL: &str = r"select q.id, q.number, q.quote_version, q.superseded_by, q.kind, q.status, q.customer_id, c.display_name as customer_name,
       c.status as customer_status, q.lead_id, q.location_id, l.timezone, q.assigned_to, q.title, q.language,
       q.service_date, q.valid_until, q.valid_before, q.terms, q.stops, q.machines, q.planned_minutes, q.crew_wanted,
       q.trucks_wanted, q.inputs, q.priced, q.snapshot, q.currency, q.total_minor, q.planned_cost_minor, q.pdf_key,
       q.pdf_sha256, q.document_template_version_id, q.sent_at, q.viewed_at, q.accepted_at, q.accepted_total_minor, q.rejection_kind,
       q.rejection_reason, q.job_id, q.payer_id, q.created_at, q.version
from quote q
join access_v_location l on l.company_id = q.company_id and l.id = q.location_id
join customers_v_card c on c.company_id = q.company_id and c.id = q.customer_id
where q.company_id = $1
  and q.id = $2
for update of q";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "quote_by_id_locked")?.as_ref().map(QuoteRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct QuoteByLinkRow {
    pub id: kernel::ids::QuoteId,
}

impl QuoteByLinkRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Where a link leads; a replaced version's link goes on to the version that replaced it.
pub async fn quote_by_link(tx: &engine::TenantTx, link_hash: &[u8]) -> kernel::Result<Option<QuoteByLinkRow>> {
    const SQL: &str = r"with recursive chain (id, superseded_by, step) as (
  select q.id, q.superseded_by, 0
  from quote q
  where q.company_id = $1
    and q.link_hash = $2
  union all
  select q.id, q.superseded_by, chain.step + 1
  from chain
  join quote q on q.company_id = $1 and q.id = chain.superseded_by
  where chain.step < 50
)
select q.id
from quote q
join chain on chain.id = q.id and chain.superseded_by is null
where q.company_id = $1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &link_hash]).await?;
    super::at_most_one(rows, "quote_by_link")?.as_ref().map(QuoteByLinkRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct QuoteExistsRow {
    pub id: kernel::ids::QuoteId,
}

impl QuoteExistsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn quote_exists(tx: &engine::TenantTx, id: kernel::ids::QuoteId) -> kernel::Result<Option<QuoteExistsRow>> {
    const SQL: &str = r"select q.id
from quote q
where q.company_id = $1
  and q.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "quote_exists")?.as_ref().map(QuoteExistsRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct QuoteListRow {
    pub id: kernel::ids::QuoteId,
    pub number: String,
    pub quote_version: i32,
    pub kind: String,
    pub status: String,
    pub customer_id: kernel::ids::CustomerId,
    pub customer_name: String,
    pub title: String,
    pub total_minor: i64,
    pub accepted_total_minor: Option<i64>,
    pub currency: String,
    pub service_date: jiff::civil::Date,
    pub valid_until: jiff::civil::Date,
    pub sent_at: Option<jiff::Timestamp>,
    pub viewed_at: Option<jiff::Timestamp>,
    pub accepted_at: Option<jiff::Timestamp>,
    pub location_id: kernel::ids::LocationId,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl QuoteListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            quote_version: row.try_get(2).map_err(kernel::Error::internal)?,
            kind: row.try_get(3).map_err(kernel::Error::internal)?,
            status: row.try_get(4).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(5).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(6).map_err(kernel::Error::internal)?,
            title: row.try_get(7).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(8).map_err(kernel::Error::internal)?,
            accepted_total_minor: row.try_get(9).map_err(kernel::Error::internal)?,
            currency: row.try_get(10).map_err(kernel::Error::internal)?,
            service_date: row.try_get(11).map_err(kernel::Error::internal)?,
            valid_until: row.try_get(12).map_err(kernel::Error::internal)?,
            sent_at: row.try_get(13).map_err(kernel::Error::internal)?,
            viewed_at: row.try_get(14).map_err(kernel::Error::internal)?,
            accepted_at: row.try_get(15).map_err(kernel::Error::internal)?,
            location_id: row.try_get(16).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(17).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(18).map_err(kernel::Error::internal)?,
            created_at: row.try_get(19).map_err(kernel::Error::internal)?,
            version: row.try_get(20).map_err(kernel::Error::internal)?,
        })
    }
}

pub const QUOTE_LIST: engine::ListSql = engine::ListSql {
    name: "quote_list",
    sql: r#"select q.id, q.number, q.quote_version, q.kind, q.status, q.customer_id, c.display_name as "customer_name!", q.title,
       q.total_minor, q.accepted_total_minor, q.currency, q.service_date, q.valid_until, q.sent_at, q.viewed_at,
       q.accepted_at, q.location_id, q.lead_id, q.assigned_to, q.created_at, q.version
from quote q
join customers_v_card c on c.company_id = q.company_id and c.id = q.customer_id
where q.company_id = $1"#,
    resource: "quote",
    alias: "q",
    rows: "q",
    sorts: &[
        engine::ListSort {
            name: "created_at",
            column: "q.created_at",
            kind: engine::ColumnKind::Timestamp,
            descending: true,
            nullable: false,
        },
        engine::ListSort {
            name: "number",
            column: "q.number",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "valid_until",
            column: "q.valid_until",
            kind: engine::ColumnKind::Date,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "service_date",
            column: "q.service_date",
            kind: engine::ColumnKind::Date,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "sent_at",
            column: "q.sent_at",
            kind: engine::ColumnKind::Timestamp,
            descending: false,
            nullable: true,
        },
        engine::ListSort {
            name: "accepted_at",
            column: "q.accepted_at",
            kind: engine::ColumnKind::Timestamp,
            descending: false,
            nullable: true,
        },
        engine::ListSort {
            name: "total_minor",
            column: "q.total_minor",
            kind: engine::ColumnKind::BigInt,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[
        engine::ListFilter { name: "status", column: "q.status", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "kind", column: "q.kind", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "customer_id", column: "q.customer_id", kind: engine::ColumnKind::Id("customer") },
        engine::ListFilter { name: "lead_id", column: "q.lead_id", kind: engine::ColumnKind::Id("lead") },
        engine::ListFilter { name: "location_id", column: "q.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "assigned_to", column: "q.assigned_to", kind: engine::ColumnKind::Id("app_user") },
        engine::ListFilter { name: "created_at", column: "q.created_at", kind: engine::ColumnKind::Timestamp },
        engine::ListFilter { name: "sent_at", column: "q.sent_at", kind: engine::ColumnKind::Timestamp },
        engine::ListFilter { name: "service_date", column: "q.service_date", kind: engine::ColumnKind::Date },
    ],
    search: Some("quote_search"),
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct SurroundingsRow {
    pub company_name: String,
    pub company_email: Option<String>,
    pub company_phone: Option<String>,
    pub website: Option<String>,
    pub company_currency: String,
    pub company_language: String,
    pub location_name: String,
    pub street: Option<String>,
    pub city: String,
    pub province: String,
    pub postal_code: Option<String>,
    pub country: String,
    pub timezone: String,
    pub location_phone: Option<String>,
    pub location_email: Option<String>,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub customer_name: Option<String>,
    pub customer_company: Option<String>,
    pub customer_status: Option<String>,
    pub customer_email: Option<String>,
    pub customer_phone: Option<String>,
    pub customer_language: Option<String>,
    pub customer_street: Option<String>,
    pub customer_city: Option<String>,
    pub customer_province: Option<String>,
    pub customer_postal_code: Option<String>,
    pub customer_country: Option<String>,
    pub customer_assigned_to: Option<kernel::ids::UserId>,
    pub payer_id: Option<kernel::ids::CustomerId>,
    pub payer_name: Option<String>,
    pub payer_company: Option<String>,
    pub payer_status: Option<String>,
    pub payer_email: Option<String>,
    pub payer_phone: Option<String>,
    pub payer_street: Option<String>,
    pub payer_city: Option<String>,
    pub payer_province: Option<String>,
    pub payer_postal_code: Option<String>,
    pub payer_country: Option<String>,
}

impl SurroundingsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            company_name: row.try_get(0).map_err(kernel::Error::internal)?,
            company_email: row.try_get(1).map_err(kernel::Error::internal)?,
            company_phone: row.try_get(2).map_err(kernel::Error::internal)?,
            website: row.try_get(3).map_err(kernel::Error::internal)?,
            company_currency: row.try_get(4).map_err(kernel::Error::internal)?,
            company_language: row.try_get(5).map_err(kernel::Error::internal)?,
            location_name: row.try_get(6).map_err(kernel::Error::internal)?,
            street: row.try_get(7).map_err(kernel::Error::internal)?,
            city: row.try_get(8).map_err(kernel::Error::internal)?,
            province: row.try_get(9).map_err(kernel::Error::internal)?,
            postal_code: row.try_get(10).map_err(kernel::Error::internal)?,
            country: row.try_get(11).map_err(kernel::Error::internal)?,
            timezone: row.try_get(12).map_err(kernel::Error::internal)?,
            location_phone: row.try_get(13).map_err(kernel::Error::internal)?,
            location_email: row.try_get(14).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(15).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(16).map_err(kernel::Error::internal)?,
            customer_company: row.try_get(17).map_err(kernel::Error::internal)?,
            customer_status: row.try_get(18).map_err(kernel::Error::internal)?,
            customer_email: row.try_get(19).map_err(kernel::Error::internal)?,
            customer_phone: row.try_get(20).map_err(kernel::Error::internal)?,
            customer_language: row.try_get(21).map_err(kernel::Error::internal)?,
            customer_street: row.try_get(22).map_err(kernel::Error::internal)?,
            customer_city: row.try_get(23).map_err(kernel::Error::internal)?,
            customer_province: row.try_get(24).map_err(kernel::Error::internal)?,
            customer_postal_code: row.try_get(25).map_err(kernel::Error::internal)?,
            customer_country: row.try_get(26).map_err(kernel::Error::internal)?,
            customer_assigned_to: row.try_get(27).map_err(kernel::Error::internal)?,
            payer_id: row.try_get(28).map_err(kernel::Error::internal)?,
            payer_name: row.try_get(29).map_err(kernel::Error::internal)?,
            payer_company: row.try_get(30).map_err(kernel::Error::internal)?,
            payer_status: row.try_get(31).map_err(kernel::Error::internal)?,
            payer_email: row.try_get(32).map_err(kernel::Error::internal)?,
            payer_phone: row.try_get(33).map_err(kernel::Error::internal)?,
            payer_street: row.try_get(34).map_err(kernel::Error::internal)?,
            payer_city: row.try_get(35).map_err(kernel::Error::internal)?,
            payer_province: row.try_get(36).map_err(kernel::Error::internal)?,
            payer_postal_code: row.try_get(37).map_err(kernel::Error::internal)?,
            payer_country: row.try_get(38).map_err(kernel::Error::internal)?,
        })
    }
}

/// Who sells, where, to whom, and who pays where that is somebody else (CUS-27).
pub async fn surroundings(
    tx: &engine::TenantTx,
    customer_id: Option<kernel::ids::CustomerId>,
    location_id: kernel::ids::LocationId,
) -> kernel::Result<Option<SurroundingsRow>> {
    const SQL: &str = r#"select co.name as company_name, co.contact_email as company_email, co.contact_phone as company_phone, co.website,
       co.currency as company_currency, co.language as company_language, l.name as location_name, l.street, l.city,
       l.province, l.postal_code, l.country, l.timezone, l.phone as location_phone, l.email as location_email,
       c.id as "customer_id?", c.display_name as "customer_name?", c.company_name as "customer_company?",
       c.status as "customer_status?", c.email as "customer_email?", c.phone as "customer_phone?",
       c.language as "customer_language?", c.street as "customer_street?", c.city as "customer_city?",
       c.province as "customer_province?", c.postal_code as "customer_postal_code?", c.country as "customer_country?",
       c.assigned_to as "customer_assigned_to?", p.id as "payer_id?", p.display_name as "payer_name?",
       p.company_name as "payer_company?", p.status as "payer_status?", p.email as "payer_email?",
       p.phone as "payer_phone?", p.street as "payer_street?", p.city as "payer_city?", p.province as "payer_province?",
       p.postal_code as "payer_postal_code?", p.country as "payer_country?"
from access_v_location l
join company co on co.id = l.company_id
left join customers_v_card c on c.company_id = l.company_id and c.id = $2
left join customers_v_payer y on y.company_id = c.company_id and y.customer_id = c.id
left join customers_v_card p on p.company_id = y.company_id and p.id = y.payer_id
where l.company_id = $1
  and l.id = $3"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id, &location_id]).await?;
    super::at_most_one(rows, "surroundings")?.as_ref().map(SurroundingsRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CreditRow {
    pub currency: String,
    pub limit_minor: Option<i64>,
    pub credit_hold: bool,
    pub open_minor: i64,
    pub unbilled_minor: i64,
    pub overdue: bool,
}

impl CreditRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            currency: row.try_get(0).map_err(kernel::Error::internal)?,
            limit_minor: row.try_get(1).map_err(kernel::Error::internal)?,
            credit_hold: row.try_get(2).map_err(kernel::Error::internal)?,
            open_minor: row.try_get(3).map_err(kernel::Error::internal)?,
            unbilled_minor: row.try_get(4).map_err(kernel::Error::internal)?,
            overdue: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

/// What a customer may owe and what stands against it: open invoices and accepted work that is not billed yet, of the
/// whole family, in the currency of the limit (CUS-5). A cancelled job is not billed any more.
pub async fn credit(
    tx: &engine::TenantTx,
    overdue_before: jiff::civil::Date,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Option<CreditRow>> {
    const SQL: &str = r#"select c.currency, c.credit_limit_minor as "limit_minor?", c.credit_hold as "credit_hold!",
       coalesce((
         select sum(i.balance_minor)
         from customers_v_family f
         join billing_v_open_invoices i on i.company_id = f.company_id and i.customer_id = f.id
         where f.company_id = c.company_id and f.survivor_id = c.id and i.currency = c.currency
       ), 0)::bigint as "open_minor!",
       coalesce((
         select sum(q.total_minor)
         from customers_v_family f
         join quote q on q.company_id = f.company_id and q.status in ('ACCEPTED', 'CONVERTED')
           and (q.payer_id = f.id or (q.customer_id = f.id and q.payer_id is null))
         where f.company_id = c.company_id and f.survivor_id = c.id and q.currency = c.currency
           and not exists (
             select 1 from billing_v_invoice i
             where i.company_id = q.company_id and i.quote_id = q.id and i.status not in ('DRAFT', 'CANCELLED', 'VOID'))
           and not exists (
             select 1 from dispatch_v_job j
             where j.company_id = q.company_id and j.id = q.job_id and j.status = 'CANCELLED')
       ), 0)::bigint as "unbilled_minor!",
       exists (
         select 1
         from customers_v_family f
         join billing_v_open_invoices i on i.company_id = f.company_id and i.customer_id = f.id
         where f.company_id = c.company_id and f.survivor_id = c.id and i.balance_minor > 0 and i.due_date < $2
       ) as "overdue!"
from customers_v_card c
where c.company_id = $1
  and c.id = $3"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &overdue_before, &customer_id]).await?;
    super::at_most_one(rows, "credit")?.as_ref().map(CreditRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SellerRow {
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
}

impl SellerRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            name: row.try_get(0).map_err(kernel::Error::internal)?,
            email: row.try_get(1).map_err(kernel::Error::internal)?,
            phone: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn seller(tx: &engine::TenantTx, id: kernel::ids::UserId) -> kernel::Result<Option<SellerRow>> {
    const SQL: &str = r"select u.name, u.email, u.phone
from access_v_user u
where u.company_id = $1
  and u.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "seller")?.as_ref().map(SellerRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct AnyLocationRow {
    pub id: kernel::ids::LocationId,
}

impl AnyLocationRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Where nobody said: the first one opened.
pub async fn any_location(tx: &engine::TenantTx) -> kernel::Result<Option<AnyLocationRow>> {
    const SQL: &str = r"select l.id
from access_v_location l
where l.company_id = $1
  and l.status = 'ACTIVE'
order by l.created_at, l.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    super::at_most_one(rows, "any_location")?.as_ref().map(AnyLocationRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LeadFactsRow {
    pub id: kernel::ids::LeadId,
    pub number: String,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub language: String,
    pub service_type: Option<String>,
    pub move_size: Option<String>,
    pub move_date: Option<jiff::civil::Date>,
    pub origin: serde_json::Value,
    pub destination: serde_json::Value,
    pub rental: serde_json::Value,
}

impl LeadFactsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(2).map_err(kernel::Error::internal)?,
            location_id: row.try_get(3).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(4).map_err(kernel::Error::internal)?,
            language: row.try_get(5).map_err(kernel::Error::internal)?,
            service_type: row.try_get(6).map_err(kernel::Error::internal)?,
            move_size: row.try_get(7).map_err(kernel::Error::internal)?,
            move_date: row.try_get(8).map_err(kernel::Error::internal)?,
            origin: row.try_get(9).map_err(kernel::Error::internal)?,
            destination: row.try_get(10).map_err(kernel::Error::internal)?,
            rental: row.try_get(11).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn lead_facts(tx: &engine::TenantTx, id: kernel::ids::LeadId) -> kernel::Result<Option<LeadFactsRow>> {
    const SQL: &str = r"select v.id, v.number, v.customer_id, v.location_id, v.assigned_to, v.language, v.service_type, v.move_size, v.move_date,
       v.origin, v.destination, v.rental
from sales_v_lead v
where v.company_id = $1
  and v.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "lead_facts")?.as_ref().map(LeadFactsRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct EstimateRow {
    pub id: kernel::ids::EstimateId,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub hand_over: serde_json::Value,
    pub counts_as_survey: bool,
    pub unsettled_prohibited: i32,
}

impl EstimateRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(1).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(2).map_err(kernel::Error::internal)?,
            location_id: row.try_get(3).map_err(kernel::Error::internal)?,
            hand_over: row.try_get(4).map_err(kernel::Error::internal)?,
            counts_as_survey: row.try_get(5).map_err(kernel::Error::internal)?,
            unsettled_prohibited: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

/// What sales estimated last.
pub async fn estimate_of_lead(
    tx: &engine::TenantTx,
    lead_id: kernel::ids::LeadId,
) -> kernel::Result<Option<EstimateRow>> {
    const SQL: &str = r"select v.id, v.customer_id, v.lead_id, v.location_id, v.hand_over, v.counts_as_survey, v.unsettled_prohibited
from sales_v_estimate v
where v.company_id = $1
  and v.lead_id = $2
  and v.is_newest
order by v.created_at desc, v.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &lead_id]).await?;
    super::at_most_one(rows, "estimate_of_lead")?.as_ref().map(EstimateRow::from_row).transpose()
}

pub async fn estimate_by_id(tx: &engine::TenantTx, id: kernel::ids::EstimateId) -> kernel::Result<Option<EstimateRow>> {
    const SQL: &str = r"select v.id, v.customer_id, v.lead_id, v.location_id, v.hand_over, v.counts_as_survey, v.unsettled_prohibited
from sales_v_estimate v
where v.company_id = $1
  and v.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "estimate_by_id")?.as_ref().map(EstimateRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct EstimateOfQuoteRow {
    pub unsettled_prohibited: i32,
}

impl EstimateOfQuoteRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { unsettled_prohibited: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn estimate_of_quote(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
) -> kernel::Result<Option<EstimateOfQuoteRow>> {
    const SQL: &str = r"select v.unsettled_prohibited
from sales_v_estimate v
where v.company_id = $1
  and v.quote_id = $2
  and v.is_newest
order by v.created_at desc, v.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    super::at_most_one(rows, "estimate_of_quote")?.as_ref().map(EstimateOfQuoteRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct StopperOfLeadRow {
    pub number: String,
}

impl StopperOfLeadRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { number: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// An assessment of the lead's site with something that stops the lift, unless a newer one was signed.
pub async fn stopper_of_lead(
    tx: &engine::TenantTx,
    lead_id: kernel::ids::LeadId,
) -> kernel::Result<Option<StopperOfLeadRow>> {
    const SQL: &str = r"select a.number
from sales_v_site_assessment a
where a.company_id = $1
  and a.lead_id = $2
  and a.open_stoppers > 0
  and a.superseded_at is null
order by a.created_at desc, a.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &lead_id]).await?;
    super::at_most_one(rows, "stopper_of_lead")?.as_ref().map(StopperOfLeadRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct StopperOfDealRow {
    pub number: String,
}

impl StopperOfDealRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { number: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn stopper_of_deal(
    tx: &engine::TenantTx,
    deal_id: kernel::ids::DealId,
) -> kernel::Result<Option<StopperOfDealRow>> {
    const SQL: &str = r"select a.number
from sales_v_site_assessment a
where a.company_id = $1
  and a.deal_id = $2
  and a.open_stoppers > 0
  and a.superseded_at is null
order by a.created_at desc, a.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &deal_id]).await?;
    super::at_most_one(rows, "stopper_of_deal")?.as_ref().map(StopperOfDealRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DealOfQuoteRow {
    pub id: kernel::ids::DealId,
    pub lead_id: Option<kernel::ids::LeadId>,
}

impl DealOfQuoteRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

/// The deal a quote belongs to, and the lead that began as.
pub async fn deal_of_quote(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
) -> kernel::Result<Option<DealOfQuoteRow>> {
    const SQL: &str = r"select d.id, d.lead_id
from sales_v_deal_quote k
join sales_v_deal d on d.company_id = k.company_id and d.id = k.deal_id
where k.company_id = $1
  and k.quote_id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    super::at_most_one(rows, "deal_of_quote")?.as_ref().map(DealOfQuoteRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertQuote<'a> {
    pub id: kernel::ids::QuoteId,
    pub number: &'a str,
    pub quote_version: i32,
    pub kind: &'a str,
    pub customer_id: kernel::ids::CustomerId,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub location_id: kernel::ids::LocationId,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub title: &'a str,
    pub language: &'a str,
    pub service_date: jiff::civil::Date,
    pub valid_until: jiff::civil::Date,
    pub valid_before: jiff::Timestamp,
    pub terms: Option<&'a str>,
    pub stops: &'a serde_json::Value,
    pub machines: &'a serde_json::Value,
    pub planned_minutes: Option<i32>,
    pub crew_wanted: Option<i32>,
    pub trucks_wanted: Option<i32>,
    pub inputs: &'a serde_json::Value,
    pub priced: Option<&'a serde_json::Value>,
    pub currency: &'a str,
    pub subtotal_minor: i64,
    pub total_minor: i64,
    pub deposit_minor: i64,
    pub low_total_minor: Option<i64>,
    pub high_total_minor: Option<i64>,
    pub planned_cost_minor: Option<i64>,
    pub engine_version: Option<&'a str>,
}

pub async fn insert_quote(tx: &engine::TenantTx, p: InsertQuote<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into quote (company_id, id, number, quote_version, kind, customer_id, lead_id, location_id, assigned_to, title,
  language, service_date, valid_until, valid_before, terms, stops, machines, planned_minutes, crew_wanted, trucks_wanted,
  inputs, priced, currency, subtotal_minor, total_minor, deposit_minor, low_total_minor, high_total_minor,
  planned_cost_minor, engine_version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12, $13, $14, $15, $16, $17, $18, $19,
  $20, $21, $22, $23, $24, $25, $26, $27,
  $28, $29, $30)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.number,
            &p.quote_version,
            &p.kind,
            &p.customer_id,
            &p.lead_id,
            &p.location_id,
            &p.assigned_to,
            &p.title,
            &p.language,
            &p.service_date,
            &p.valid_until,
            &p.valid_before,
            &p.terms,
            &p.stops,
            &p.machines,
            &p.planned_minutes,
            &p.crew_wanted,
            &p.trucks_wanted,
            &p.inputs,
            &p.priced,
            &p.currency,
            &p.subtotal_minor,
            &p.total_minor,
            &p.deposit_minor,
            &p.low_total_minor,
            &p.high_total_minor,
            &p.planned_cost_minor,
            &p.engine_version,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeDraft<'a> {
    pub assigned_to: Option<kernel::ids::UserId>,
    pub title: &'a str,
    pub language: &'a str,
    pub service_date: jiff::civil::Date,
    pub valid_until: jiff::civil::Date,
    pub valid_before: jiff::Timestamp,
    pub terms: Option<&'a str>,
    pub stops: &'a serde_json::Value,
    pub machines: &'a serde_json::Value,
    pub planned_minutes: Option<i32>,
    pub crew_wanted: Option<i32>,
    pub trucks_wanted: Option<i32>,
    pub inputs: &'a serde_json::Value,
    pub priced: Option<&'a serde_json::Value>,
    pub currency: &'a str,
    pub subtotal_minor: i64,
    pub total_minor: i64,
    pub deposit_minor: i64,
    pub low_total_minor: Option<i64>,
    pub high_total_minor: Option<i64>,
    pub planned_cost_minor: Option<i64>,
    pub engine_version: Option<&'a str>,
    pub id: kernel::ids::QuoteId,
}

pub async fn change_draft(tx: &engine::TenantTx, p: ChangeDraft<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update quote q
set assigned_to = $2,
    title = $3,
    language = $4,
    service_date = $5,
    valid_until = $6,
    valid_before = $7,
    terms = $8,
    stops = $9,
    machines = $10,
    planned_minutes = $11,
    crew_wanted = $12,
    trucks_wanted = $13,
    inputs = $14,
    priced = $15,
    currency = $16,
    subtotal_minor = $17,
    total_minor = $18,
    deposit_minor = $19,
    low_total_minor = $20,
    high_total_minor = $21,
    planned_cost_minor = $22,
    engine_version = $23
where q.company_id = $1
  and q.id = $24
  and q.status = 'DRAFT'";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.assigned_to,
            &p.title,
            &p.language,
            &p.service_date,
            &p.valid_until,
            &p.valid_before,
            &p.terms,
            &p.stops,
            &p.machines,
            &p.planned_minutes,
            &p.crew_wanted,
            &p.trucks_wanted,
            &p.inputs,
            &p.priced,
            &p.currency,
            &p.subtotal_minor,
            &p.total_minor,
            &p.deposit_minor,
            &p.low_total_minor,
            &p.high_total_minor,
            &p.planned_cost_minor,
            &p.engine_version,
            &p.id,
        ],
    )
    .await
}

pub async fn delete_draft(tx: &engine::TenantTx, id: kernel::ids::QuoteId) -> kernel::Result<u64> {
    const SQL: &str = r"delete from quote q
where q.company_id = $1
  and q.id = $2
  and q.status = 'DRAFT'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LastVersionRow {
    pub quote_version: i32,
}

impl LastVersionRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { quote_version: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn last_version(tx: &engine::TenantTx, number: &str) -> kernel::Result<LastVersionRow> {
    const SQL: &str = r#"select coalesce(max(q.quote_version), 0) as "quote_version!"
from quote q
where q.company_id = $1
  and q.number = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &number]).await?;
    LastVersionRow::from_row(&super::exactly_one(rows, "last_version")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct NumberIsAcceptedRow {
    pub id: kernel::ids::QuoteId,
}

impl NumberIsAcceptedRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn number_is_accepted(tx: &engine::TenantTx, number: &str) -> kernel::Result<Option<NumberIsAcceptedRow>> {
    const SQL: &str = r"select q.id
from quote q
where q.company_id = $1
  and q.number = $2
  and q.status in ('ACCEPTED', 'CONVERTED')";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &number]).await?;
    super::at_most_one(rows, "number_is_accepted")?.as_ref().map(NumberIsAcceptedRow::from_row).transpose()
}

/// The version before makes way for the one being sent.
pub async fn replace_open(
    tx: &engine::TenantTx,
    superseded_by: Option<kernel::ids::QuoteId>,
    number: &str,
) -> kernel::Result<u64> {
    const SQL: &str = r"update quote q
set status = 'REJECTED',
    rejection_kind = 'REPLACED',
    closed_at = $2,
    superseded_by = $3
where q.company_id = $1
  and q.number = $4
  and q.status in ('SENT', 'VIEWED')";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &superseded_by, &number]).await
}

/// Links of versions closed earlier lead to the newest one as well.
pub async fn point_to_newest(
    tx: &engine::TenantTx,
    superseded_by: Option<kernel::ids::QuoteId>,
    number: &str,
) -> kernel::Result<u64> {
    const SQL: &str = r"update quote q
set superseded_by = $2
where q.company_id = $1
  and q.number = $3
  and q.id <> $2
  and q.status in ('REJECTED', 'EXPIRED')
  and q.superseded_by is null";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &superseded_by, &number]).await
}

#[derive(Debug, Clone)]
pub struct SendQuote<'a> {
    pub snapshot: &'a serde_json::Value,
    pub pdf_key: Option<&'a str>,
    pub pdf_sha256: Option<&'a str>,
    pub link_hash: Option<&'a [u8]>,
    pub document_template_version_id: Option<kernel::ids::DocumentTemplateVersionId>,
    pub payer_id: Option<kernel::ids::CustomerId>,
    pub id: kernel::ids::QuoteId,
}

pub async fn send_quote(tx: &engine::TenantTx, p: SendQuote<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update quote q
set status = 'SENT',
    snapshot = $2,
    pdf_key = $3,
    pdf_sha256 = $4,
    link_hash = $5,
    document_template_version_id = $6,
    payer_id = $7,
    sent_at = $8,
    sent_by = $9
where q.company_id = $1
  and q.id = $10
  and q.status = 'DRAFT'";
    let company_id = tx.company();
    let now = tx.now();
    let me = tx.user_id_or_nil();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.snapshot,
            &p.pdf_key,
            &p.pdf_sha256,
            &p.link_hash,
            &p.document_template_version_id,
            &p.payer_id,
            &now,
            &me,
            &p.id,
        ],
    )
    .await
}

pub async fn mark_viewed(tx: &engine::TenantTx, id: kernel::ids::QuoteId) -> kernel::Result<u64> {
    const SQL: &str = r"update quote q
set status = 'VIEWED',
    viewed_at = $2
where q.company_id = $1
  and q.id = $3
  and q.status = 'SENT'";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &id]).await
}

pub async fn insert_view(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    quote_id: kernel::ids::QuoteId,
    address: Option<&str>,
    user_agent: Option<&str>,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into quote_view (company_id, id, quote_id, at, address, user_agent)
values ($1, $2, $3, $4, $5, $6)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &quote_id, &now, &address, &user_agent]).await
}

pub async fn mark_accepted(
    tx: &engine::TenantTx,
    accepted_total_minor: Option<i64>,
    id: kernel::ids::QuoteId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update quote q
set status = 'ACCEPTED',
    viewed_at = coalesce(q.viewed_at, $2),
    accepted_at = $2,
    closed_at = $2,
    accepted_total_minor = $3
where q.company_id = $1
  and q.id = $4
  and q.status in ('SENT', 'VIEWED')";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &accepted_total_minor, &id]).await
}

pub async fn mark_rejected(
    tx: &engine::TenantTx,
    rejection_kind: Option<&str>,
    rejection_reason: Option<&str>,
    id: kernel::ids::QuoteId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update quote q
set status = 'REJECTED',
    closed_at = $2,
    rejection_kind = $3,
    rejection_reason = $4
where q.company_id = $1
  and q.id = $5
  and q.status in ('SENT', 'VIEWED')";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &rejection_kind, &rejection_reason, &id]).await
}

pub async fn mark_converted(
    tx: &engine::TenantTx,
    job_id: Option<kernel::ids::JobId>,
    id: kernel::ids::QuoteId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update quote q
set status = 'CONVERTED',
    job_id = $2
where q.company_id = $1
  and q.id = $3
  and q.status = 'ACCEPTED'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &job_id, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OverdueRow {
    pub id: kernel::ids::QuoteId,
    pub number: String,
    pub location_id: kernel::ids::LocationId,
}

impl OverdueRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn overdue(tx: &engine::TenantTx) -> kernel::Result<Vec<OverdueRow>> {
    const SQL: &str = r"select q.id, q.number, q.location_id
from quote q
where q.company_id = $1
  and q.status in ('SENT', 'VIEWED')
  and q.valid_before <= $2
order by q.valid_before, q.id
limit 500
for update skip locked";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now]).await?;
    rows.iter().map(OverdueRow::from_row).collect()
}

pub async fn mark_expired(tx: &engine::TenantTx, id: kernel::ids::QuoteId) -> kernel::Result<u64> {
    const SQL: &str = r"update quote q
set status = 'EXPIRED',
    closed_at = $2
where q.company_id = $1
  and q.id = $3
  and q.status in ('SENT', 'VIEWED')";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &id]).await
}

#[derive(Debug, Clone)]
pub struct InsertSignature<'a> {
    pub id: kernel::ids::SignatureId,
    pub quote_id: kernel::ids::QuoteId,
    pub signer_name: &'a str,
    pub signer_email: Option<&'a str>,
    pub method: &'a str,
    pub typed_name: Option<&'a str>,
    pub drawing_svg: Option<&'a str>,
    pub consent_text: &'a str,
    pub consent_version: &'a str,
    pub language: &'a str,
    pub timezone: &'a str,
    pub address: Option<&'a str>,
    pub user_agent: Option<&'a str>,
    pub selected: &'a serde_json::Value,
    pub covers: &'a serde_json::Value,
    pub priced: &'a serde_json::Value,
    pub currency: &'a str,
    pub total_minor: i64,
    pub deposit_minor: i64,
    pub shown_sha256: &'a str,
    pub signed_sha256: &'a str,
    pub signed_key: &'a str,
}

pub async fn insert_signature(tx: &engine::TenantTx, p: InsertSignature<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into signature_log (company_id, id, quote_id, signer_name, signer_email, method, typed_name, drawing_svg,
  consent_text, consent_version, language, signed_at, timezone, address, user_agent, selected, covers, priced,
  currency, total_minor, deposit_minor, shown_sha256, signed_sha256, signed_key)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
  $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
  $20, $21, $22, $23, $24)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.quote_id,
            &p.signer_name,
            &p.signer_email,
            &p.method,
            &p.typed_name,
            &p.drawing_svg,
            &p.consent_text,
            &p.consent_version,
            &p.language,
            &now,
            &p.timezone,
            &p.address,
            &p.user_agent,
            &p.selected,
            &p.covers,
            &p.priced,
            &p.currency,
            &p.total_minor,
            &p.deposit_minor,
            &p.shown_sha256,
            &p.signed_sha256,
            &p.signed_key,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SignatureOfRow {
    pub id: kernel::ids::SignatureId,
    pub signer_name: String,
    pub signer_email: Option<String>,
    pub method: String,
    pub signed_at: jiff::Timestamp,
    pub timezone: String,
    pub address: Option<String>,
    pub user_agent: Option<String>,
    pub selected: serde_json::Value,
    pub covers: serde_json::Value,
    pub priced: serde_json::Value,
    pub total_minor: i64,
    pub deposit_minor: i64,
    pub currency: String,
    pub shown_sha256: String,
    pub signed_sha256: String,
    pub signed_key: String,
}

impl SignatureOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            signer_name: row.try_get(1).map_err(kernel::Error::internal)?,
            signer_email: row.try_get(2).map_err(kernel::Error::internal)?,
            method: row.try_get(3).map_err(kernel::Error::internal)?,
            signed_at: row.try_get(4).map_err(kernel::Error::internal)?,
            timezone: row.try_get(5).map_err(kernel::Error::internal)?,
            address: row.try_get(6).map_err(kernel::Error::internal)?,
            user_agent: row.try_get(7).map_err(kernel::Error::internal)?,
            selected: row.try_get(8).map_err(kernel::Error::internal)?,
            covers: row.try_get(9).map_err(kernel::Error::internal)?,
            priced: row.try_get(10).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(11).map_err(kernel::Error::internal)?,
            deposit_minor: row.try_get(12).map_err(kernel::Error::internal)?,
            currency: row.try_get(13).map_err(kernel::Error::internal)?,
            shown_sha256: row.try_get(14).map_err(kernel::Error::internal)?,
            signed_sha256: row.try_get(15).map_err(kernel::Error::internal)?,
            signed_key: row.try_get(16).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn signature_of(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
) -> kernel::Result<Option<SignatureOfRow>> {
    const SQL: &str = r"select s.id, s.signer_name, s.signer_email, s.method, s.signed_at, s.timezone, s.address, s.user_agent, s.selected,
       s.covers, s.priced, s.total_minor, s.deposit_minor, s.currency, s.shown_sha256, s.signed_sha256, s.signed_key
from signature_log s
where s.company_id = $1
  and s.quote_id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    super::at_most_one(rows, "signature_of")?.as_ref().map(SignatureOfRow::from_row).transpose()
}

pub async fn remember_signed(
    tx: &impl engine::Sql,
    sha256: &str,
    number: &str,
    signed_at: jiff::Timestamp,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into signed_document (sha256, number, signed_at)
values ($1, $2, $3)";
    engine::Sql::exec(tx, SQL, &[&sha256, &number, &signed_at]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SignedByHashRow {
    pub number: String,
    pub signed_at: jiff::Timestamp,
}

impl SignedByHashRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            number: row.try_get(0).map_err(kernel::Error::internal)?,
            signed_at: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn signed_by_hash(tx: &impl engine::Sql, sha256: &str) -> kernel::Result<Option<SignedByHashRow>> {
    const SQL: &str = r"select d.number, d.signed_at
from signed_document d
where d.sha256 = $1";
    let rows = engine::Sql::rows(tx, SQL, &[&sha256]).await?;
    super::at_most_one(rows, "signed_by_hash")?.as_ref().map(SignedByHashRow::from_row).transpose()
}
