//! Written by `cargo xtask sql` from crates/quotes/queries/tariff.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertTariff<'a> {
    pub id: kernel::ids::TariffId,
    pub name: &'a str,
    pub kind: &'a str,
    pub currency: &'a str,
    pub distance_unit: &'a str,
    pub location_id: Option<kernel::ids::LocationId>,
    pub price_by: &'a str,
    pub service_types: &'a [String],
    pub reach: Option<&'a str>,
}

pub async fn insert_tariff(tx: &engine::TenantTx, p: InsertTariff<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into tariff (company_id, id, name, kind, currency, distance_unit, location_id, price_by, service_types, reach)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.name,
            &p.kind,
            &p.currency,
            &p.distance_unit,
            &p.location_id,
            &p.price_by,
            &p.service_types,
            &p.reach,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeTariff<'a> {
    pub name: &'a str,
    pub location_id: Option<kernel::ids::LocationId>,
    pub service_types: &'a [String],
    pub reach: Option<&'a str>,
    pub id: kernel::ids::TariffId,
}

pub async fn change_tariff(tx: &engine::TenantTx, p: ChangeTariff<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update tariff t
set name = $2,
    location_id = $3,
    service_types = $4,
    reach = $5
where t.company_id = $1
  and t.id = $6";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.name, &p.location_id, &p.service_types, &p.reach, &p.id]).await
}

pub async fn insert_place(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    tariff_id: kernel::ids::TariffId,
    location_id: kernel::ids::LocationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into tariff_place (company_id, id, tariff_id, location_id)
values ($1, $2, $3, $4)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &tariff_id, &location_id]).await
}

pub async fn clear_places(tx: &engine::TenantTx, tariff_id: kernel::ids::TariffId) -> kernel::Result<u64> {
    const SQL: &str = r"delete from tariff_place p
where p.company_id = $1
  and p.tariff_id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &tariff_id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PlacesOfRow {
    pub location_id: kernel::ids::LocationId,
}

impl PlacesOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { location_id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn places_of(tx: &engine::TenantTx, tariff_id: kernel::ids::TariffId) -> kernel::Result<Vec<PlacesOfRow>> {
    const SQL: &str = r"select p.location_id
from tariff_place p
where p.company_id = $1
  and p.tariff_id = $2
order by p.location_id
limit 500";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &tariff_id]).await?;
    rows.iter().map(PlacesOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TariffByIdRow {
    pub id: kernel::ids::TariffId,
    pub name: String,
    pub kind: String,
    pub currency: String,
    pub distance_unit: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub price_by: String,
    pub service_types: Vec<String>,
    pub reach: Option<String>,
    pub version: i64,
}

impl TariffByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            currency: row.try_get(3).map_err(kernel::Error::internal)?,
            distance_unit: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
            price_by: row.try_get(6).map_err(kernel::Error::internal)?,
            service_types: row.try_get(7).map_err(kernel::Error::internal)?,
            reach: row.try_get(8).map_err(kernel::Error::internal)?,
            version: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn tariff_by_id(tx: &engine::TenantTx, id: kernel::ids::TariffId) -> kernel::Result<Option<TariffByIdRow>> {
    const SQL: &str = r"select t.id, t.name, t.kind, t.currency, t.distance_unit, t.location_id, t.price_by, t.service_types, t.reach, t.version
from tariff t
where t.company_id = $1
  and t.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "tariff_by_id")?.as_ref().map(TariffByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TariffListRow {
    pub id: kernel::ids::TariffId,
    pub name: String,
    pub kind: String,
    pub currency: String,
    pub distance_unit: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub price_by: String,
    pub service_types: Vec<String>,
    pub reach: Option<String>,
    pub places: Option<Vec<String>>,
    pub updated_at: jiff::Timestamp,
    pub version: i64,
}

impl TariffListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            currency: row.try_get(3).map_err(kernel::Error::internal)?,
            distance_unit: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
            price_by: row.try_get(6).map_err(kernel::Error::internal)?,
            service_types: row.try_get(7).map_err(kernel::Error::internal)?,
            reach: row.try_get(8).map_err(kernel::Error::internal)?,
            places: row.try_get(9).map_err(kernel::Error::internal)?,
            updated_at: row.try_get(10).map_err(kernel::Error::internal)?,
            version: row.try_get(11).map_err(kernel::Error::internal)?,
        })
    }
}

pub const TARIFF_LIST: engine::ListSql = engine::ListSql {
    name: "tariff_list",
    sql: r"select t.id, t.name, t.kind, t.currency, t.distance_unit, t.location_id, t.price_by, t.service_types, t.reach,
       (select array_agg(p.location_id::text order by p.location_id)
        from tariff_place p
        where p.company_id = $1 and p.tariff_id = t.id) as places,
       t.updated_at, t.version
from tariff t
where t.company_id = $1",
    resource: "tariff",
    alias: "t",
    rows: "t",
    sorts: &[
        engine::ListSort {
            name: "name",
            column: "t.name",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "updated_at",
            column: "t.updated_at",
            kind: engine::ColumnKind::Timestamp,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[
        engine::ListFilter { name: "kind", column: "t.kind", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "currency", column: "t.currency", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "location_id", column: "t.location_id", kind: engine::ColumnKind::Id("location") },
    ],
    search: None,
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct VersionRow {
    pub id: kernel::ids::TariffVersionId,
    pub tariff_id: kernel::ids::TariffId,
    pub number: i32,
    pub state: String,
    pub valid_from: jiff::civil::Date,
    pub valid_to: Option<jiff::civil::Date>,
    pub settings: serde_json::Value,
    pub published_at: Option<jiff::Timestamp>,
    pub name: String,
    pub kind: String,
    pub currency: String,
    pub distance_unit: String,
    pub rules: Option<serde_json::Value>,
}

impl VersionRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            tariff_id: row.try_get(1).map_err(kernel::Error::internal)?,
            number: row.try_get(2).map_err(kernel::Error::internal)?,
            state: row.try_get(3).map_err(kernel::Error::internal)?,
            valid_from: row.try_get(4).map_err(kernel::Error::internal)?,
            valid_to: row.try_get(5).map_err(kernel::Error::internal)?,
            settings: row.try_get(6).map_err(kernel::Error::internal)?,
            published_at: row.try_get(7).map_err(kernel::Error::internal)?,
            name: row.try_get(8).map_err(kernel::Error::internal)?,
            kind: row.try_get(9).map_err(kernel::Error::internal)?,
            currency: row.try_get(10).map_err(kernel::Error::internal)?,
            distance_unit: row.try_get(11).map_err(kernel::Error::internal)?,
            rules: row.try_get(12).map_err(kernel::Error::internal)?,
        })
    }
}

/// The versions of a tariff, newest first, each with its rules.
pub async fn versions_of(tx: &engine::TenantTx, tariff_id: kernel::ids::TariffId) -> kernel::Result<Vec<VersionRow>> {
    const SQL: &str = r"select v.id, v.tariff_id, v.number, v.state, v.valid_from, v.valid_to, v.settings, v.published_at, t.name, t.kind,
       t.currency, t.distance_unit,
       (select jsonb_agg(r.body || jsonb_build_object('rule_key', r.rule_key, 'kind', r.kind) order by r.position)
        from tariff_rule r
        where r.company_id = $1 and r.tariff_version_id = v.id) as rules
from tariff_version v
join tariff t on t.company_id = v.company_id and t.id = v.tariff_id
where v.company_id = $1
  and v.tariff_id = $2
order by v.number desc
limit 50";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &tariff_id]).await?;
    rows.iter().map(VersionRow::from_row).collect()
}

pub async fn versions_by_ids(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<Vec<VersionRow>> {
    const SQL: &str = r"select v.id, v.tariff_id, v.number, v.state, v.valid_from, v.valid_to, v.settings, v.published_at, t.name, t.kind,
       t.currency, t.distance_unit,
       (select jsonb_agg(r.body || jsonb_build_object('rule_key', r.rule_key, 'kind', r.kind) order by r.position)
        from tariff_rule r
        where r.company_id = $1 and r.tariff_version_id = v.id) as rules
from tariff_version v
join tariff t on t.company_id = v.company_id and t.id = v.tariff_id
where v.company_id = $1
  and v.id = any ($2)
  and v.state <> 'DRAFT'
order by v.id
limit 5";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(VersionRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct VersionsNamedRow {
    pub id: kernel::ids::TariffVersionId,
    pub tariff_id: kernel::ids::TariffId,
    pub number: i32,
    pub state: String,
    pub valid_from: jiff::civil::Date,
    pub valid_to: Option<jiff::civil::Date>,
    pub name: String,
    pub kind: String,
    pub currency: String,
}

impl VersionsNamedRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            tariff_id: row.try_get(1).map_err(kernel::Error::internal)?,
            number: row.try_get(2).map_err(kernel::Error::internal)?,
            state: row.try_get(3).map_err(kernel::Error::internal)?,
            valid_from: row.try_get(4).map_err(kernel::Error::internal)?,
            valid_to: row.try_get(5).map_err(kernel::Error::internal)?,
            name: row.try_get(6).map_err(kernel::Error::internal)?,
            kind: row.try_get(7).map_err(kernel::Error::internal)?,
            currency: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

/// Whose versions these are and how they stand.
pub async fn versions_named(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<Vec<VersionsNamedRow>> {
    const SQL: &str = r"select v.id, v.tariff_id, v.number, v.state, v.valid_from, v.valid_to, t.name, t.kind, t.currency
from tariff_version v
join tariff t on t.company_id = v.company_id and t.id = v.tariff_id
where v.company_id = $1
  and v.id = any ($2)
order by v.id
limit 10";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(VersionsNamedRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CandidatesRow {
    pub id: kernel::ids::TariffVersionId,
    pub tariff_id: kernel::ids::TariffId,
    pub number: i32,
    pub valid_from: jiff::civil::Date,
    pub valid_to: Option<jiff::civil::Date>,
    pub name: String,
    pub kind: String,
    pub currency: String,
    pub service_types: Vec<String>,
    pub reach: Option<String>,
    pub at_location: bool,
    pub rule_kinds: Option<Vec<String>>,
}

impl CandidatesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            tariff_id: row.try_get(1).map_err(kernel::Error::internal)?,
            number: row.try_get(2).map_err(kernel::Error::internal)?,
            valid_from: row.try_get(3).map_err(kernel::Error::internal)?,
            valid_to: row.try_get(4).map_err(kernel::Error::internal)?,
            name: row.try_get(5).map_err(kernel::Error::internal)?,
            kind: row.try_get(6).map_err(kernel::Error::internal)?,
            currency: row.try_get(7).map_err(kernel::Error::internal)?,
            service_types: row.try_get(8).map_err(kernel::Error::internal)?,
            reach: row.try_get(9).map_err(kernel::Error::internal)?,
            at_location: row.try_get(10).map_err(kernel::Error::internal)?,
            rule_kinds: row.try_get(11).map_err(kernel::Error::internal)?,
        })
    }
}

/// Published versions valid on the day that counts for their tariff (QUO-6), with the kinds of their rules.
pub async fn candidates(
    tx: &engine::TenantTx,
    location_id: kernel::ids::LocationId,
    service_date: jiff::civil::Date,
    quote_date: jiff::civil::Date,
) -> kernel::Result<Vec<CandidatesRow>> {
    const SQL: &str = r#"select v.id, v.tariff_id, v.number, v.valid_from, v.valid_to, t.name, t.kind, t.currency, t.service_types, t.reach,
       (t.location_id is not null
        or exists (select 1 from tariff_place p where p.company_id = $1 and p.tariff_id = t.id)) as "at_location!",
       (select array_agg(distinct r.kind)
        from tariff_rule r
        where r.company_id = $1 and r.tariff_version_id = v.id) as rule_kinds
from tariff_version v
join tariff t on t.company_id = v.company_id and t.id = v.tariff_id
where v.company_id = $1
  and v.state = 'PUBLISHED'
  and (t.location_id is null or t.location_id = $2)
  and (not exists (select 1 from tariff_place p where p.company_id = $1 and p.tariff_id = t.id)
       or exists (
         select 1 from tariff_place p
         where p.company_id = $1 and p.tariff_id = t.id and p.location_id = $2))
  and v.valid_from <= case t.price_by when 'SERVICE_DATE' then cast($3 as date) else cast($4 as date) end
  and (v.valid_to is null
       or v.valid_to > case t.price_by when 'SERVICE_DATE' then cast($3 as date) else cast($4 as date) end)
order by t.name, v.id
limit 500"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id, &service_date, &quote_date]).await?;
    rows.iter().map(CandidatesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RivalsRow {
    pub id: kernel::ids::TariffVersionId,
    pub valid_from: jiff::civil::Date,
    pub valid_to: Option<jiff::civil::Date>,
    pub name: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub service_types: Vec<String>,
    pub reach: Option<String>,
    pub places: Option<Vec<String>>,
    pub rule_kinds: Option<Vec<String>>,
}

impl RivalsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            valid_from: row.try_get(1).map_err(kernel::Error::internal)?,
            valid_to: row.try_get(2).map_err(kernel::Error::internal)?,
            name: row.try_get(3).map_err(kernel::Error::internal)?,
            location_id: row.try_get(4).map_err(kernel::Error::internal)?,
            service_types: row.try_get(5).map_err(kernel::Error::internal)?,
            reach: row.try_get(6).map_err(kernel::Error::internal)?,
            places: row.try_get(7).map_err(kernel::Error::internal)?,
            rule_kinds: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

/// Published versions of other tariffs of the same kind and currency, with where and for what they hold.
pub async fn rivals(tx: &engine::TenantTx, tariff_id: kernel::ids::TariffId) -> kernel::Result<Vec<RivalsRow>> {
    const SQL: &str = r"select v.id, v.valid_from, v.valid_to, t.name, t.location_id, t.service_types, t.reach,
       (select array_agg(p.location_id::text)
        from tariff_place p
        where p.company_id = $1 and p.tariff_id = t.id) as places,
       (select array_agg(distinct r.kind)
        from tariff_rule r
        where r.company_id = $1 and r.tariff_version_id = v.id) as rule_kinds
from tariff_version v
join tariff t on t.company_id = v.company_id and t.id = v.tariff_id
join tariff mine on mine.company_id = v.company_id and mine.id = $2
where v.company_id = $1
  and v.state = 'PUBLISHED'
  and t.id <> mine.id
  and t.kind = mine.kind
  and t.currency = mine.currency
order by t.name, v.id
limit 500";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &tariff_id]).await?;
    rows.iter().map(RivalsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct NextNumberRow {
    pub number: i32,
}

impl NextNumberRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { number: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn next_number(tx: &engine::TenantTx, tariff_id: kernel::ids::TariffId) -> kernel::Result<NextNumberRow> {
    const SQL: &str = r#"select coalesce(max(v.number), 0) + 1 as "number!"
from tariff_version v
where v.company_id = $1
  and v.tariff_id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &tariff_id]).await?;
    NextNumberRow::from_row(&super::exactly_one(rows, "next_number")?)
}

#[derive(Debug, Clone)]
pub struct InsertVersion<'a> {
    pub id: kernel::ids::TariffVersionId,
    pub tariff_id: kernel::ids::TariffId,
    pub number: i32,
    pub valid_from: jiff::civil::Date,
    pub valid_to: Option<jiff::civil::Date>,
    pub settings: &'a serde_json::Value,
}

pub async fn insert_version(tx: &engine::TenantTx, p: InsertVersion<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into tariff_version (company_id, id, tariff_id, number, valid_from, valid_to, settings)
values ($1, $2, $3, $4, $5, $6, $7)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.tariff_id, &p.number, &p.valid_from, &p.valid_to, &p.settings])
        .await
}

#[derive(Debug, Clone)]
pub struct InsertRule<'a> {
    pub id: uuid::Uuid,
    pub tariff_version_id: kernel::ids::TariffVersionId,
    pub position: i32,
    pub rule_key: &'a str,
    pub kind: &'a str,
    pub body: &'a serde_json::Value,
}

pub async fn insert_rule(tx: &engine::TenantTx, p: InsertRule<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into tariff_rule (company_id, id, tariff_version_id, position, rule_key, kind, body)
values ($1, $2, $3, $4, $5, $6, $7)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.tariff_version_id, &p.position, &p.rule_key, &p.kind, &p.body])
        .await
}

/// The version that runs into the new one ends where that begins.
pub async fn end_version_before(
    tx: &engine::TenantTx,
    day: Option<jiff::civil::Date>,
    tariff_id: kernel::ids::TariffId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update tariff_version v
set valid_to = $2
where v.company_id = $1
  and v.tariff_id = $3
  and v.state = 'PUBLISHED'
  and v.valid_from < $2
  and (v.valid_to is null or v.valid_to > $2)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &day, &tariff_id]).await
}

pub async fn publish_version(
    tx: &engine::TenantTx,
    content_hash: Option<&[u8]>,
    id: kernel::ids::TariffVersionId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update tariff_version v
set state = 'PUBLISHED',
    content_hash = $2,
    published_at = $3
where v.company_id = $1
  and v.id = $4
  and v.state = 'DRAFT'";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &content_hash, &now, &id]).await
}

pub async fn change_version(
    tx: &engine::TenantTx,
    valid_from: jiff::civil::Date,
    valid_to: Option<jiff::civil::Date>,
    settings: &serde_json::Value,
    id: kernel::ids::TariffVersionId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update tariff_version v
set valid_from = $2,
    valid_to = $3,
    settings = $4
where v.company_id = $1
  and v.id = $5
  and v.state = 'DRAFT'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &valid_from, &valid_to, &settings, &id]).await
}

pub async fn clear_rules(
    tx: &engine::TenantTx,
    tariff_version_id: kernel::ids::TariffVersionId,
) -> kernel::Result<u64> {
    const SQL: &str = r"delete from tariff_rule r
where r.company_id = $1
  and r.tariff_version_id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &tariff_version_id]).await
}

pub async fn delete_version(tx: &engine::TenantTx, id: kernel::ids::TariffVersionId) -> kernel::Result<u64> {
    const SQL: &str = r"delete from tariff_version v
where v.company_id = $1
  and v.id = $2
  and v.state = 'DRAFT'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}

pub async fn retire_version(tx: &engine::TenantTx, id: kernel::ids::TariffVersionId) -> kernel::Result<u64> {
    const SQL: &str = r"update tariff_version v
set state = 'RETIRED'
where v.company_id = $1
  and v.id = $2
  and v.state = 'PUBLISHED'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OpenDraftsRow {
    pub id: kernel::ids::QuoteId,
    pub number: String,
    pub quote_version: i32,
    pub title: String,
    pub location_id: kernel::ids::LocationId,
    pub inputs: serde_json::Value,
    pub currency: String,
    pub total_minor: i64,
}

impl OpenDraftsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            quote_version: row.try_get(2).map_err(kernel::Error::internal)?,
            title: row.try_get(3).map_err(kernel::Error::internal)?,
            location_id: row.try_get(4).map_err(kernel::Error::internal)?,
            inputs: row.try_get(5).map_err(kernel::Error::internal)?,
            currency: row.try_get(6).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

/// Drafts that a version of the tariff prices, newest first.
pub async fn open_drafts(
    tx: &engine::TenantTx,
    tariff_id: kernel::ids::TariffId,
) -> kernel::Result<Vec<OpenDraftsRow>> {
    const SQL: &str = r"select q.id, q.number, q.quote_version, q.title, q.location_id, q.inputs, q.currency, q.total_minor
from quote q
where q.company_id = $1
  and q.status = 'DRAFT'
  and q.priced is not null
  and exists (
    select 1
    from jsonb_array_elements(q.inputs -> 'parts') part
    join tariff_version v on v.company_id = $1 and v.id::text = part ->> 'tariff_version_id'
    where v.tariff_id = $2)
order by q.created_at desc, q.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &tariff_id]).await?;
    rows.iter().map(OpenDraftsRow::from_row).collect()
}
