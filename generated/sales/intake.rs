//! Written by `cargo xtask sql` from crates/sales/queries/intake.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertIntake<'a> {
    pub id: kernel::ids::LeadIntakeId,
    pub channel: &'a str,
    pub provider_id: Option<kernel::ids::LeadProviderId>,
    pub form_id: Option<kernel::ids::LeadFormId>,
    pub payload: &'a serde_json::Value,
    pub network: Option<&'a str>,
}

pub async fn insert_intake(tx: &engine::TenantTx, p: InsertIntake<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into lead_intake (company_id, id, channel, provider_id, form_id, payload, network, received_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.channel, &p.provider_id, &p.form_id, &p.payload, &p.network, &now],
    )
    .await
}

pub async fn settle_intake(
    tx: &engine::TenantTx,
    outcome: &str,
    reason: Option<&str>,
    lead_id: Option<kernel::ids::LeadId>,
    id: kernel::ids::LeadIntakeId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update lead_intake
set outcome = $2,
    reason = $3,
    lead_id = $4
where company_id = $1
  and id = $5";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &outcome, &reason, &lead_id, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct IntakesRow {
    pub id: kernel::ids::LeadIntakeId,
    pub channel: String,
    pub provider_name: Option<String>,
    pub form_name: Option<String>,
    pub payload: serde_json::Value,
    pub outcome: String,
    pub reason: Option<String>,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub received_at: jiff::Timestamp,
}

impl IntakesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            channel: row.try_get(1).map_err(kernel::Error::internal)?,
            provider_name: row.try_get(2).map_err(kernel::Error::internal)?,
            form_name: row.try_get(3).map_err(kernel::Error::internal)?,
            payload: row.try_get(4).map_err(kernel::Error::internal)?,
            outcome: row.try_get(5).map_err(kernel::Error::internal)?,
            reason: row.try_get(6).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(7).map_err(kernel::Error::internal)?,
            received_at: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

/// The log: newest first.
pub async fn intakes(
    tx: &engine::TenantTx,
    outcome: Option<&str>,
    before: jiff::Timestamp,
) -> kernel::Result<Vec<IntakesRow>> {
    const SQL: &str = r#"select i.id, i.channel, p.name as "provider_name?", f.name as "form_name?", i.payload, i.outcome, i.reason, i.lead_id,
       i.received_at
from lead_intake i
left join lead_provider p on p.company_id = i.company_id and p.id = i.provider_id
left join lead_form f on f.company_id = i.company_id and f.id = i.form_id
where i.company_id = $1
  and (cast($2 as text) is null or i.outcome = $2)
  and i.received_at < $3
order by i.received_at desc, i.id desc
limit 100"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &outcome, &before]).await?;
    rows.iter().map(IntakesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ProviderByKeyRow {
    pub id: kernel::ids::LeadProviderId,
    pub name: String,
    pub source: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub window_hours: i32,
    pub reply_style: String,
}

impl ProviderByKeyRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            source: row.try_get(2).map_err(kernel::Error::internal)?,
            location_id: row.try_get(3).map_err(kernel::Error::internal)?,
            window_hours: row.try_get(4).map_err(kernel::Error::internal)?,
            reply_style: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

/// Locked, so that a provider's submissions are taken one after the other.
pub async fn provider_by_key(tx: &engine::TenantTx, key_hash: &[u8]) -> kernel::Result<Option<ProviderByKeyRow>> {
    const SQL: &str = r"select p.id, p.name, p.source, p.location_id, p.window_hours, p.reply_style
from lead_provider p
where p.company_id = $1
  and p.key_hash = $2
  and p.is_active
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &key_hash]).await?;
    super::at_most_one(rows, "provider_by_key")?.as_ref().map(ProviderByKeyRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ProviderPaceRow {
    pub count: i64,
}

impl ProviderPaceRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { count: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Submissions of a provider in the last minute, a hundred at most.
pub async fn provider_pace(
    tx: &engine::TenantTx,
    provider_id: kernel::ids::LeadProviderId,
    since: jiff::Timestamp,
) -> kernel::Result<ProviderPaceRow> {
    const SQL: &str = r#"select count(*) as "count!"
from (select 1 from lead_intake i
  where i.company_id = $1 and i.provider_id = $2 and i.received_at > $3 limit 100) n"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &provider_id, &since]).await?;
    ProviderPaceRow::from_row(&super::exactly_one(rows, "provider_pace")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct FormByKeyRow {
    pub id: kernel::ids::LeadFormId,
    pub name: String,
    pub source: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub service_type: String,
    pub language: String,
    pub consent_wording: String,
    pub company_name: String,
}

impl FormByKeyRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            source: row.try_get(2).map_err(kernel::Error::internal)?,
            location_id: row.try_get(3).map_err(kernel::Error::internal)?,
            service_type: row.try_get(4).map_err(kernel::Error::internal)?,
            language: row.try_get(5).map_err(kernel::Error::internal)?,
            consent_wording: row.try_get(6).map_err(kernel::Error::internal)?,
            company_name: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn form_by_key(tx: &engine::TenantTx, key_hash: &[u8]) -> kernel::Result<Option<FormByKeyRow>> {
    const SQL: &str = r"select f.id, f.name, f.source, f.location_id, f.service_type, f.language, f.consent_wording, c.name as company_name
from lead_form f
join company c on c.id = f.company_id
where f.company_id = $1
  and f.key_hash = $2
  and f.is_active";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &key_hash]).await?;
    super::at_most_one(rows, "form_by_key")?.as_ref().map(FormByKeyRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct FormPaceRow {
    pub count: i64,
}

impl FormPaceRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { count: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Submissions of a network through a form in the last hour.
pub async fn form_pace(
    tx: &engine::TenantTx,
    form_id: kernel::ids::LeadFormId,
    network: Option<&str>,
    since: jiff::Timestamp,
) -> kernel::Result<FormPaceRow> {
    const SQL: &str = r#"select count(*) as "count!"
from (select 1 from lead_intake i
  where i.company_id = $1 and i.form_id = $2 and i.network = $3 and i.received_at > $4
  limit 20) n"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &form_id, &network, &since]).await?;
    FormPaceRow::from_row(&super::exactly_one(rows, "form_pace")?)
}

#[derive(Debug, Clone)]
pub struct InsertProvider<'a> {
    pub id: kernel::ids::LeadProviderId,
    pub name: &'a str,
    pub key_hash: &'a [u8],
    pub source: &'a str,
    pub location_id: Option<kernel::ids::LocationId>,
    pub window_hours: i32,
    pub reply_style: &'a str,
}

pub async fn insert_provider(tx: &engine::TenantTx, p: InsertProvider<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into lead_provider (company_id, id, name, key_hash, source, location_id, window_hours, reply_style)
values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.name, &p.key_hash, &p.source, &p.location_id, &p.window_hours, &p.reply_style],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ProviderListRow {
    pub id: kernel::ids::LeadProviderId,
    pub name: String,
    pub source: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub window_hours: i32,
    pub reply_style: String,
    pub is_active: bool,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl ProviderListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            source: row.try_get(2).map_err(kernel::Error::internal)?,
            location_id: row.try_get(3).map_err(kernel::Error::internal)?,
            window_hours: row.try_get(4).map_err(kernel::Error::internal)?,
            reply_style: row.try_get(5).map_err(kernel::Error::internal)?,
            is_active: row.try_get(6).map_err(kernel::Error::internal)?,
            created_at: row.try_get(7).map_err(kernel::Error::internal)?,
            version: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub const PROVIDER_LIST: engine::ListSql = engine::ListSql {
    name: "provider_list",
    sql: r"select p.id, p.name, p.source, p.location_id, p.window_hours, p.reply_style, p.is_active, p.created_at, p.version
from lead_provider p
where p.company_id = $1",
    resource: "routing",
    alias: "p",
    rows: "p",
    sorts: &[
        engine::ListSort {
            name: "name",
            column: "p.name",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "created_at",
            column: "p.created_at",
            kind: engine::ColumnKind::Timestamp,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[
        engine::ListFilter { name: "location_id", column: "p.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "source", column: "p.source", kind: engine::ColumnKind::Text },
    ],
    search: None,
};

#[derive(Debug, Clone)]
pub struct InsertForm<'a> {
    pub id: kernel::ids::LeadFormId,
    pub name: &'a str,
    pub key_hash: &'a [u8],
    pub source: &'a str,
    pub location_id: Option<kernel::ids::LocationId>,
    pub service_type: &'a str,
    pub language: &'a str,
    pub consent_wording: &'a str,
}

pub async fn insert_form(tx: &engine::TenantTx, p: InsertForm<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into lead_form (company_id, id, name, key_hash, source, location_id, service_type, language, consent_wording)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.name,
            &p.key_hash,
            &p.source,
            &p.location_id,
            &p.service_type,
            &p.language,
            &p.consent_wording,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct FormListRow {
    pub id: kernel::ids::LeadFormId,
    pub name: String,
    pub source: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub service_type: String,
    pub language: String,
    pub consent_wording: String,
    pub is_active: bool,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl FormListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            source: row.try_get(2).map_err(kernel::Error::internal)?,
            location_id: row.try_get(3).map_err(kernel::Error::internal)?,
            service_type: row.try_get(4).map_err(kernel::Error::internal)?,
            language: row.try_get(5).map_err(kernel::Error::internal)?,
            consent_wording: row.try_get(6).map_err(kernel::Error::internal)?,
            is_active: row.try_get(7).map_err(kernel::Error::internal)?,
            created_at: row.try_get(8).map_err(kernel::Error::internal)?,
            version: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub const FORM_LIST: engine::ListSql = engine::ListSql {
    name: "form_list",
    sql: r"select f.id, f.name, f.source, f.location_id, f.service_type, f.language, f.consent_wording, f.is_active, f.created_at,
       f.version
from lead_form f
where f.company_id = $1",
    resource: "routing",
    alias: "f",
    rows: "f",
    sorts: &[
        engine::ListSort {
            name: "name",
            column: "f.name",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "created_at",
            column: "f.created_at",
            kind: engine::ColumnKind::Timestamp,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[engine::ListFilter {
        name: "location_id",
        column: "f.location_id",
        kind: engine::ColumnKind::Id("location"),
    }],
    search: None,
};
