//! Written by `cargo xtask sql` from crates/messaging/queries/template.sql: edit that.

pub async fn insert_template(
    tx: &engine::TenantTx,
    id: kernel::ids::TemplateId,
    key: &str,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into template (company_id, id, key, location_id)
values ($1, $2, $3, $4)
on conflict (company_id, key, location_id) do nothing";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &key, &location_id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TemplateOfRow {
    pub id: kernel::ids::TemplateId,
}

impl TemplateOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// One company's or location's own words for a key, held while they change.
pub async fn template_of(
    tx: &engine::TenantTx,
    key: &str,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Option<TemplateOfRow>> {
    const SQL: &str = r"select t.id
from template t
where t.company_id = $1
  and t.key = $2
  and t.location_id is not distinct from $3
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &key, &location_id]).await?;
    super::at_most_one(rows, "template_of")?.as_ref().map(TemplateOfRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PublishedRow {
    pub location_id: Option<kernel::ids::LocationId>,
    pub id: kernel::ids::TemplateVersionId,
    pub language: String,
    pub subject: String,
    pub body: String,
}

impl PublishedRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            location_id: row.try_get(0).map_err(kernel::Error::internal)?,
            id: row.try_get(1).map_err(kernel::Error::internal)?,
            language: row.try_get(2).map_err(kernel::Error::internal)?,
            subject: row.try_get(3).map_err(kernel::Error::internal)?,
            body: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

/// Words that hold: the location's own and the company's, in every language.
pub async fn published(
    tx: &engine::TenantTx,
    key: &str,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Vec<PublishedRow>> {
    const SQL: &str = r"select t.location_id, v.id, v.language, v.subject, v.body
from template t
join template_version v on v.company_id = t.company_id and v.template_id = t.id and v.state = 'PUBLISHED'
where t.company_id = $1
  and t.key = $2
  and (t.location_id is null or t.location_id = $3)
order by t.location_id nulls last, v.language
limit 10";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &key, &location_id]).await?;
    rows.iter().map(PublishedRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct StandingRow {
    pub key: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub location_name: Option<String>,
    pub language: String,
    pub state: String,
}

impl StandingRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            key: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            location_name: row.try_get(2).map_err(kernel::Error::internal)?,
            language: row.try_get(3).map_err(kernel::Error::internal)?,
            state: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

/// Where a company or its locations have words of their own.
pub async fn standing(tx: &engine::TenantTx) -> kernel::Result<Vec<StandingRow>> {
    const SQL: &str = r#"select t.key, t.location_id, l.name as "location_name?", v.language, v.state
from template t
join template_version v on v.company_id = t.company_id and v.template_id = t.id and v.state <> 'RETIRED'
left join access_v_location l on l.company_id = t.company_id and l.id = t.location_id
where t.company_id = $1
order by t.key, t.location_id nulls first, v.language, v.number
limit 5000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(StandingRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct VersionsRow {
    pub id: kernel::ids::TemplateVersionId,
    pub language: String,
    pub number: i32,
    pub subject: String,
    pub body: String,
    pub state: String,
    pub published_at: Option<jiff::Timestamp>,
    pub retired_at: Option<jiff::Timestamp>,
    pub updated_at: jiff::Timestamp,
    pub published_by_name: Option<String>,
    pub version: i64,
}

impl VersionsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            language: row.try_get(1).map_err(kernel::Error::internal)?,
            number: row.try_get(2).map_err(kernel::Error::internal)?,
            subject: row.try_get(3).map_err(kernel::Error::internal)?,
            body: row.try_get(4).map_err(kernel::Error::internal)?,
            state: row.try_get(5).map_err(kernel::Error::internal)?,
            published_at: row.try_get(6).map_err(kernel::Error::internal)?,
            retired_at: row.try_get(7).map_err(kernel::Error::internal)?,
            updated_at: row.try_get(8).map_err(kernel::Error::internal)?,
            published_by_name: row.try_get(9).map_err(kernel::Error::internal)?,
            version: row.try_get(10).map_err(kernel::Error::internal)?,
        })
    }
}

/// Every version of one company's or location's words for a key, newest first.
pub async fn versions(
    tx: &engine::TenantTx,
    key: &str,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Vec<VersionsRow>> {
    const SQL: &str = r#"select v.id, v.language, v.number, v.subject, v.body, v.state, v.published_at, v.retired_at, v.updated_at,
       u.name as "published_by_name?", v.version
from template t
join template_version v on v.company_id = t.company_id and v.template_id = t.id
left join access_v_user u on u.company_id = v.company_id and u.id = v.published_by
where t.company_id = $1
  and t.key = $2
  and t.location_id is not distinct from $3
order by v.number desc, v.language
limit 100"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &key, &location_id]).await?;
    rows.iter().map(VersionsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LatestNumberRow {
    pub number: i32,
}

impl LatestNumberRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { number: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn latest_number(
    tx: &engine::TenantTx,
    template_id: kernel::ids::TemplateId,
    language: &str,
) -> kernel::Result<LatestNumberRow> {
    const SQL: &str = r#"select coalesce(max(v.number), 0) as "number!"
from template_version v
where v.company_id = $1
  and v.template_id = $2
  and v.language = $3"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &template_id, &language]).await?;
    LatestNumberRow::from_row(&super::exactly_one(rows, "latest_number")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DraftOfRow {
    pub id: kernel::ids::TemplateVersionId,
    pub subject: String,
    pub body: String,
    pub version: i64,
}

impl DraftOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            subject: row.try_get(1).map_err(kernel::Error::internal)?,
            body: row.try_get(2).map_err(kernel::Error::internal)?,
            version: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn draft_of(
    tx: &engine::TenantTx,
    template_id: kernel::ids::TemplateId,
    language: &str,
) -> kernel::Result<Option<DraftOfRow>> {
    const SQL: &str = r"select v.id, v.subject, v.body, v.version
from template_version v
where v.company_id = $1
  and v.template_id = $2
  and v.language = $3
  and v.state = 'DRAFT'
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &template_id, &language]).await?;
    super::at_most_one(rows, "draft_of")?.as_ref().map(DraftOfRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertDraft<'a> {
    pub id: kernel::ids::TemplateVersionId,
    pub template_id: kernel::ids::TemplateId,
    pub language: &'a str,
    pub number: i32,
    pub subject: &'a str,
    pub body: &'a str,
}

pub async fn insert_draft(tx: &engine::TenantTx, p: InsertDraft<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into template_version (company_id, id, template_id, language, number, subject, body)
values ($1, $2, $3, $4, $5, $6, $7)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.template_id, &p.language, &p.number, &p.subject, &p.body]).await
}

pub async fn change_draft(
    tx: &engine::TenantTx,
    subject: &str,
    body: &str,
    id: kernel::ids::TemplateVersionId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update template_version v
set subject = $2,
    body = $3
where v.company_id = $1
  and v.id = $4
  and v.state = 'DRAFT'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &subject, &body, &id]).await
}

pub async fn discard_draft(
    tx: &engine::TenantTx,
    template_id: kernel::ids::TemplateId,
    language: &str,
) -> kernel::Result<u64> {
    const SQL: &str = r"delete from template_version v
where v.company_id = $1
  and v.template_id = $2
  and v.language = $3
  and v.state = 'DRAFT'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &template_id, &language]).await
}

pub async fn retire(
    tx: &engine::TenantTx,
    template_id: kernel::ids::TemplateId,
    language: &str,
) -> kernel::Result<u64> {
    const SQL: &str = r"update template_version v
set state = 'RETIRED',
    retired_at = $2
where v.company_id = $1
  and v.template_id = $3
  and v.language = $4
  and v.state = 'PUBLISHED'";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &template_id, &language]).await
}

pub async fn publish(
    tx: &engine::TenantTx,
    published_by: Option<kernel::ids::UserId>,
    id: kernel::ids::TemplateVersionId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update template_version v
set state = 'PUBLISHED',
    published_at = $2,
    published_by = $3
where v.company_id = $1
  and v.id = $4
  and v.state = 'DRAFT'";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &published_by, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OwnPointsRow {
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
}

impl OwnPointsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            name: row.try_get(0).map_err(kernel::Error::internal)?,
            email: row.try_get(1).map_err(kernel::Error::internal)?,
            phone: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// Where somebody of ours is reached.
pub async fn own_points(tx: &engine::TenantTx, user_id: kernel::ids::UserId) -> kernel::Result<Option<OwnPointsRow>> {
    const SQL: &str = r"select u.name, u.email, u.phone
from access_v_user u
where u.company_id = $1
  and u.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &user_id]).await?;
    super::at_most_one(rows, "own_points")?.as_ref().map(OwnPointsRow::from_row).transpose()
}

pub async fn insert_switch(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    key: &str,
    location_id: Option<kernel::ids::LocationId>,
    is_on: bool,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into template_switch (company_id, id, key, location_id, is_on)
values ($1, $2, $3, $4, $5)
on conflict (company_id, key, location_id) do update
set is_on = excluded.is_on";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &key, &location_id, &is_on]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SwitchOfRow {
    pub is_on: bool,
}

impl SwitchOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { is_on: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// The location's own, else the company's.
pub async fn switch_of(
    tx: &engine::TenantTx,
    key: &str,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Option<SwitchOfRow>> {
    const SQL: &str = r"select s.is_on
from template_switch s
where s.company_id = $1
  and s.key = $2
  and (s.location_id is null or s.location_id = $3)
order by s.location_id nulls last
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &key, &location_id]).await?;
    super::at_most_one(rows, "switch_of")?.as_ref().map(SwitchOfRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SwitchesRow {
    pub key: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub is_on: bool,
}

impl SwitchesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            key: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            is_on: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn switches(tx: &engine::TenantTx) -> kernel::Result<Vec<SwitchesRow>> {
    const SQL: &str = r"select s.key, s.location_id, s.is_on
from template_switch s
where s.company_id = $1
order by s.key, s.location_id nulls first
limit 5000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(SwitchesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LeadFactsRow {
    pub number: String,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub full_name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub language: String,
    pub move_date: Option<jiff::civil::Date>,
}

impl LeadFactsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            number: row.try_get(0).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
            full_name: row.try_get(3).map_err(kernel::Error::internal)?,
            email: row.try_get(4).map_err(kernel::Error::internal)?,
            phone: row.try_get(5).map_err(kernel::Error::internal)?,
            language: row.try_get(6).map_err(kernel::Error::internal)?,
            move_date: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn lead_facts(tx: &engine::TenantTx, id: kernel::ids::LeadId) -> kernel::Result<Option<LeadFactsRow>> {
    const SQL: &str = r"select l.number, l.customer_id, l.location_id, l.full_name, l.email, l.phone, l.language, l.move_date
from sales_v_lead l
where l.company_id = $1
  and l.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "lead_facts")?.as_ref().map(LeadFactsRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct QuoteFactsRow {
    pub number: String,
    pub quote_version: i32,
    pub customer_id: kernel::ids::CustomerId,
    pub location_id: kernel::ids::LocationId,
    pub title: String,
    pub service_date: jiff::civil::Date,
    pub valid_until: jiff::civil::Date,
}

impl QuoteFactsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            number: row.try_get(0).map_err(kernel::Error::internal)?,
            quote_version: row.try_get(1).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(2).map_err(kernel::Error::internal)?,
            location_id: row.try_get(3).map_err(kernel::Error::internal)?,
            title: row.try_get(4).map_err(kernel::Error::internal)?,
            service_date: row.try_get(5).map_err(kernel::Error::internal)?,
            valid_until: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn quote_facts(tx: &engine::TenantTx, id: kernel::ids::QuoteId) -> kernel::Result<Option<QuoteFactsRow>> {
    const SQL: &str = r"select q.number, q.quote_version, q.customer_id, q.location_id, q.title, q.service_date, q.valid_until
from quotes_v_quote q
where q.company_id = $1
  and q.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "quote_facts")?.as_ref().map(QuoteFactsRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct JobFactsRow {
    pub number: String,
    pub customer_id: kernel::ids::CustomerId,
    pub location_id: kernel::ids::LocationId,
    pub title: String,
    pub service_date: Option<jiff::civil::Date>,
    pub actual_start: Option<jiff::Timestamp>,
    pub actual_end: Option<jiff::Timestamp>,
}

impl JobFactsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            number: row.try_get(0).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
            title: row.try_get(3).map_err(kernel::Error::internal)?,
            service_date: row.try_get(4).map_err(kernel::Error::internal)?,
            actual_start: row.try_get(5).map_err(kernel::Error::internal)?,
            actual_end: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn job_facts(tx: &engine::TenantTx, id: kernel::ids::JobId) -> kernel::Result<Option<JobFactsRow>> {
    const SQL: &str = r"select j.number, j.customer_id, j.location_id, j.title, j.service_date, j.actual_start, j.actual_end
from dispatch_v_job j
where j.company_id = $1
  and j.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "job_facts")?.as_ref().map(JobFactsRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct JourneyFactsRow {
    pub customer_id: kernel::ids::CustomerId,
    pub location_id: kernel::ids::LocationId,
    pub planned_start: jiff::Timestamp,
}

impl JourneyFactsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            customer_id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            planned_start: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn journey_facts(
    tx: &engine::TenantTx,
    id: kernel::ids::JourneyId,
) -> kernel::Result<Option<JourneyFactsRow>> {
    const SQL: &str = r"select j.customer_id, j.location_id, j.planned_start
from dispatch_v_journey j
where j.company_id = $1
  and j.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "journey_facts")?.as_ref().map(JourneyFactsRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct InvoiceFactsRow {
    pub number: Option<String>,
    pub customer_id: kernel::ids::CustomerId,
    pub location_id: kernel::ids::LocationId,
    pub title: String,
    pub currency: String,
    pub total_minor: i64,
    pub balance_minor: i64,
    pub due_date: Option<jiff::civil::Date>,
}

impl InvoiceFactsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            number: row.try_get(0).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
            title: row.try_get(3).map_err(kernel::Error::internal)?,
            currency: row.try_get(4).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(5).map_err(kernel::Error::internal)?,
            balance_minor: row.try_get(6).map_err(kernel::Error::internal)?,
            due_date: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn invoice_facts(
    tx: &engine::TenantTx,
    id: kernel::ids::InvoiceId,
) -> kernel::Result<Option<InvoiceFactsRow>> {
    const SQL: &str = r"select i.number, i.customer_id, i.location_id, i.title, i.currency, i.total_minor, i.balance_minor, i.due_date
from billing_v_invoice i
where i.company_id = $1
  and i.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "invoice_facts")?.as_ref().map(InvoiceFactsRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PaymentFactsRow {
    pub number: String,
    pub customer_id: kernel::ids::CustomerId,
    pub location_id: kernel::ids::LocationId,
    pub currency: String,
    pub amount_minor: i64,
    pub received_at: jiff::Timestamp,
}

impl PaymentFactsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            number: row.try_get(0).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
            currency: row.try_get(3).map_err(kernel::Error::internal)?,
            amount_minor: row.try_get(4).map_err(kernel::Error::internal)?,
            received_at: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn payment_facts(
    tx: &engine::TenantTx,
    id: kernel::ids::PaymentId,
) -> kernel::Result<Option<PaymentFactsRow>> {
    const SQL: &str = r"select p.number, p.customer_id, p.location_id, p.currency, p.amount_minor, p.received_at
from billing_v_payment p
where p.company_id = $1
  and p.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "payment_facts")?.as_ref().map(PaymentFactsRow::from_row).transpose()
}
