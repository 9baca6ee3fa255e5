//! Written by `cargo xtask sql` from crates/customers/queries/customer.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct DefaultsRow {
    pub currency: String,
    pub language: String,
    pub country: String,
}

impl DefaultsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            currency: row.try_get(0).map_err(kernel::Error::internal)?,
            language: row.try_get(1).map_err(kernel::Error::internal)?,
            country: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// What a new customer takes over when nothing is said; the country is the location's, else that of the first location.
pub async fn defaults(
    tx: &engine::TenantTx,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<DefaultsRow> {
    const SQL: &str = r#"select c.currency, c.language,
       coalesce(
         (select l.country from access_v_location l where l.company_id = $1 and l.id = $2),
         (select l.country from access_v_location l where l.company_id = $1 order by l.created_at, l.id limit 1),
         'CA') as "country!"
from company c
where c.id = $1"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    DefaultsRow::from_row(&super::exactly_one(rows, "defaults")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CustomerByIdRow {
    pub id: kernel::ids::CustomerId,
    pub number: String,
    pub kind: String,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub company_name: Option<String>,
    pub display_name: String,
    pub r#type: String,
    pub status: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub location_name: Option<String>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub assigned_name: Option<String>,
    pub designation: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub street: Option<String>,
    pub city: Option<String>,
    pub province: Option<String>,
    pub postal_code: Option<String>,
    pub country: Option<String>,
    pub billing_address: Option<serde_json::Value>,
    pub language: String,
    pub currency: String,
    pub website: Option<String>,
    pub registration_number: Option<String>,
    pub lead_source: Option<String>,
    pub preferences: serde_json::Value,
    pub terms_days: i32,
    pub credit_limit_minor: Option<i64>,
    pub credit_hold: bool,
    pub po_required: bool,
    pub statement_cycle: String,
    pub blocked_reason: Option<String>,
    pub blocked_at: Option<jiff::Timestamp>,
    pub blocked_until: Option<jiff::Timestamp>,
    pub merged_into: Option<kernel::ids::CustomerId>,
    pub tags: Vec<String>,
    pub do_not_contact: bool,
    pub notes: Option<String>,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub version: i64,
}

impl CustomerByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            first_name: row.try_get(3).map_err(kernel::Error::internal)?,
            last_name: row.try_get(4).map_err(kernel::Error::internal)?,
            company_name: row.try_get(5).map_err(kernel::Error::internal)?,
            display_name: row.try_get(6).map_err(kernel::Error::internal)?,
            r#type: row.try_get(7).map_err(kernel::Error::internal)?,
            status: row.try_get(8).map_err(kernel::Error::internal)?,
            location_id: row.try_get(9).map_err(kernel::Error::internal)?,
            location_name: row.try_get(10).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(11).map_err(kernel::Error::internal)?,
            assigned_name: row.try_get(12).map_err(kernel::Error::internal)?,
            designation: row.try_get(13).map_err(kernel::Error::internal)?,
            email: row.try_get(14).map_err(kernel::Error::internal)?,
            phone: row.try_get(15).map_err(kernel::Error::internal)?,
            street: row.try_get(16).map_err(kernel::Error::internal)?,
            city: row.try_get(17).map_err(kernel::Error::internal)?,
            province: row.try_get(18).map_err(kernel::Error::internal)?,
            postal_code: row.try_get(19).map_err(kernel::Error::internal)?,
            country: row.try_get(20).map_err(kernel::Error::internal)?,
            billing_address: row.try_get(21).map_err(kernel::Error::internal)?,
            language: row.try_get(22).map_err(kernel::Error::internal)?,
            currency: row.try_get(23).map_err(kernel::Error::internal)?,
            website: row.try_get(24).map_err(kernel::Error::internal)?,
            registration_number: row.try_get(25).map_err(kernel::Error::internal)?,
            lead_source: row.try_get(26).map_err(kernel::Error::internal)?,
            preferences: row.try_get(27).map_err(kernel::Error::internal)?,
            terms_days: row.try_get(28).map_err(kernel::Error::internal)?,
            credit_limit_minor: row.try_get(29).map_err(kernel::Error::internal)?,
            credit_hold: row.try_get(30).map_err(kernel::Error::internal)?,
            po_required: row.try_get(31).map_err(kernel::Error::internal)?,
            statement_cycle: row.try_get(32).map_err(kernel::Error::internal)?,
            blocked_reason: row.try_get(33).map_err(kernel::Error::internal)?,
            blocked_at: row.try_get(34).map_err(kernel::Error::internal)?,
            blocked_until: row.try_get(35).map_err(kernel::Error::internal)?,
            merged_into: row.try_get(36).map_err(kernel::Error::internal)?,
            tags: row.try_get(37).map_err(kernel::Error::internal)?,
            do_not_contact: row.try_get(38).map_err(kernel::Error::internal)?,
            notes: row.try_get(39).map_err(kernel::Error::internal)?,
            created_at: row.try_get(40).map_err(kernel::Error::internal)?,
            updated_at: row.try_get(41).map_err(kernel::Error::internal)?,
            version: row.try_get(42).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn customer_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::CustomerId,
) -> kernel::Result<Option<CustomerByIdRow>> {
    const SQL: &str = r#"select c.id, c.number, c.kind, c.first_name, c.last_name, c.company_name, c.display_name, c.type, c.status,
       c.location_id, l.name as "location_name?", c.assigned_to, u.name as "assigned_name?", c.designation, c.email,
       c.phone, c.street, c.city, c.province, c.postal_code, c.country, c.billing_address, c.language, c.currency,
       c.website, c.registration_number, c.lead_source, c.preferences, c.terms_days, c.credit_limit_minor,
       c.credit_hold, c.po_required, c.statement_cycle, c.blocked_reason, c.blocked_at, c.blocked_until, c.merged_into,
       c.tags, c.do_not_contact, c.notes, c.created_at, c.updated_at, c.version
from customer c
left join access_v_location l on l.company_id = c.company_id and l.id = c.location_id
left join access_v_user u on u.company_id = c.company_id and u.id = c.assigned_to
where c.company_id = $1
  and c.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "customer_by_id")?.as_ref().map(CustomerByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CustomerListRow {
    pub id: kernel::ids::CustomerId,
    pub number: String,
    pub kind: String,
    pub display_name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub r#type: String,
    pub status: String,
    pub city: Option<String>,
    pub province: Option<String>,
    pub language: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub tags: Vec<String>,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub version: i64,
}

impl CustomerListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            display_name: row.try_get(3).map_err(kernel::Error::internal)?,
            email: row.try_get(4).map_err(kernel::Error::internal)?,
            phone: row.try_get(5).map_err(kernel::Error::internal)?,
            r#type: row.try_get(6).map_err(kernel::Error::internal)?,
            status: row.try_get(7).map_err(kernel::Error::internal)?,
            city: row.try_get(8).map_err(kernel::Error::internal)?,
            province: row.try_get(9).map_err(kernel::Error::internal)?,
            language: row.try_get(10).map_err(kernel::Error::internal)?,
            location_id: row.try_get(11).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(12).map_err(kernel::Error::internal)?,
            tags: row.try_get(13).map_err(kernel::Error::internal)?,
            created_at: row.try_get(14).map_err(kernel::Error::internal)?,
            updated_at: row.try_get(15).map_err(kernel::Error::internal)?,
            version: row.try_get(16).map_err(kernel::Error::internal)?,
        })
    }
}

pub const CUSTOMER_LIST: engine::ListSql = engine::ListSql {
    name: "customer_list",
    sql: r"select c.id, c.number, c.kind, c.display_name, c.email, c.phone, c.type, c.status, c.city, c.province, c.language,
       c.location_id, c.assigned_to, c.tags, c.created_at, c.updated_at, c.version
from customer c
where c.company_id = $1",
    resource: "customer",
    alias: "c",
    rows: "c",
    sorts: &[
        engine::ListSort {
            name: "display_name",
            column: "c.display_name",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "number",
            column: "c.number",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "created_at",
            column: "c.created_at",
            kind: engine::ColumnKind::Timestamp,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "updated_at",
            column: "c.updated_at",
            kind: engine::ColumnKind::Timestamp,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[
        engine::ListFilter { name: "kind", column: "c.kind", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "status", column: "c.status", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "type", column: "c.type", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "city", column: "c.city", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "province", column: "c.province", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "language", column: "c.language", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "lead_source", column: "c.lead_source", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "assigned_to", column: "c.assigned_to", kind: engine::ColumnKind::Id("app_user") },
        engine::ListFilter { name: "location_id", column: "c.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "created_at", column: "c.created_at", kind: engine::ColumnKind::Timestamp },
    ],
    search: Some("customer_search"),
};

#[derive(Debug, Clone)]
pub struct InsertCustomer<'a> {
    pub id: kernel::ids::CustomerId,
    pub number: &'a str,
    pub kind: &'a str,
    pub first_name: Option<&'a str>,
    pub last_name: Option<&'a str>,
    pub company_name: Option<&'a str>,
    pub display_name: &'a str,
    pub name_key: &'a str,
    pub match_key: &'a str,
    pub r#type: &'a str,
    pub location_id: Option<kernel::ids::LocationId>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub designation: Option<&'a str>,
    pub email: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub street: Option<&'a str>,
    pub city: Option<&'a str>,
    pub province: Option<&'a str>,
    pub postal_code: Option<&'a str>,
    pub country: Option<&'a str>,
    pub language: &'a str,
    pub currency: &'a str,
    pub website: Option<&'a str>,
    pub registration_number: Option<&'a str>,
    pub lead_source: Option<&'a str>,
    pub preferences: &'a serde_json::Value,
    pub terms_days: i32,
    pub tags: &'a [String],
    pub notes: Option<&'a str>,
}

pub async fn insert_customer(tx: &engine::TenantTx, p: InsertCustomer<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into customer (company_id, id, number, kind, first_name, last_name, company_name, display_name, name_key,
  match_key, type, location_id, assigned_to, designation, email, phone, street, city, province, postal_code, country,
  language, currency, website, registration_number, lead_source, preferences, terms_days, tags, notes)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
  $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
  $21, $22, $23, $24, $25, $26, $27, $28, $29,
  $30)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.number,
            &p.kind,
            &p.first_name,
            &p.last_name,
            &p.company_name,
            &p.display_name,
            &p.name_key,
            &p.match_key,
            &p.r#type,
            &p.location_id,
            &p.assigned_to,
            &p.designation,
            &p.email,
            &p.phone,
            &p.street,
            &p.city,
            &p.province,
            &p.postal_code,
            &p.country,
            &p.language,
            &p.currency,
            &p.website,
            &p.registration_number,
            &p.lead_source,
            &p.preferences,
            &p.terms_days,
            &p.tags,
            &p.notes,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeCustomer<'a> {
    pub first_name: Option<&'a str>,
    pub last_name: Option<&'a str>,
    pub company_name: Option<&'a str>,
    pub display_name: &'a str,
    pub name_key: &'a str,
    pub match_key: &'a str,
    pub r#type: Option<&'a str>,
    pub status: Option<&'a str>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub assigned_to: Option<uuid::Uuid>,
    pub designation: Option<&'a str>,
    pub email: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub street: Option<&'a str>,
    pub city: Option<&'a str>,
    pub province: Option<&'a str>,
    pub postal_code: Option<&'a str>,
    pub country: Option<&'a str>,
    pub billing_address: Option<&'a serde_json::Value>,
    pub language: Option<&'a str>,
    pub website: Option<&'a str>,
    pub registration_number: Option<&'a str>,
    pub preferences: Option<&'a serde_json::Value>,
    pub po_required: Option<bool>,
    pub tags: Option<&'a [String]>,
    pub do_not_contact: Option<bool>,
    pub notes: Option<&'a str>,
    pub id: kernel::ids::CustomerId,
}

/// What is absent stays; an empty text clears.
pub async fn change_customer(tx: &engine::TenantTx, p: ChangeCustomer<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update customer c
set first_name = $2,
    last_name = $3,
    company_name = $4,
    display_name = $5,
    name_key = $6,
    match_key = $7,
    type = coalesce($8, c.type),
    status = coalesce($9, c.status),
    location_id = coalesce($10, c.location_id),
    assigned_to = coalesce($11, c.assigned_to),
    designation = nullif(coalesce($12, c.designation), ''),
    email = nullif(coalesce($13, c.email), ''),
    phone = nullif(coalesce($14, c.phone), ''),
    street = nullif(coalesce($15, c.street), ''),
    city = nullif(coalesce($16, c.city), ''),
    province = nullif(coalesce($17, c.province), ''),
    postal_code = nullif(coalesce($18, c.postal_code), ''),
    country = coalesce($19, c.country),
    billing_address = coalesce($20, c.billing_address),
    language = coalesce($21, c.language),
    website = nullif(coalesce($22, c.website), ''),
    registration_number = nullif(coalesce($23, c.registration_number), ''),
    preferences = coalesce($24, c.preferences),
    po_required = coalesce($25, c.po_required),
    tags = coalesce($26, c.tags),
    do_not_contact = coalesce($27, c.do_not_contact),
    notes = nullif(coalesce($28, c.notes), '')
where c.company_id = $1
  and c.id = $29";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.first_name,
            &p.last_name,
            &p.company_name,
            &p.display_name,
            &p.name_key,
            &p.match_key,
            &p.r#type,
            &p.status,
            &p.location_id,
            &p.assigned_to,
            &p.designation,
            &p.email,
            &p.phone,
            &p.street,
            &p.city,
            &p.province,
            &p.postal_code,
            &p.country,
            &p.billing_address,
            &p.language,
            &p.website,
            &p.registration_number,
            &p.preferences,
            &p.po_required,
            &p.tags,
            &p.do_not_contact,
            &p.notes,
            &p.id,
        ],
    )
    .await
}

pub async fn set_credit(
    tx: &engine::TenantTx,
    terms_days: i32,
    credit_limit_minor: Option<i64>,
    credit_hold: bool,
    id: kernel::ids::CustomerId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update customer
set terms_days = $2,
    credit_limit_minor = $3,
    credit_hold = $4
where company_id = $1
  and id = $5";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &terms_days, &credit_limit_minor, &credit_hold, &id]).await
}

pub async fn set_mirrors(
    tx: &engine::TenantTx,
    email: Option<&str>,
    phone: Option<&str>,
    id: kernel::ids::CustomerId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update customer c
set email = coalesce($2, c.email),
    phone = coalesce($3, c.phone)
where c.company_id = $1
  and c.id = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &email, &phone, &id]).await
}

pub async fn block_customer(
    tx: &engine::TenantTx,
    blocked_reason: Option<&str>,
    blocked_by: Option<uuid::Uuid>,
    blocked_until: Option<jiff::Timestamp>,
    id: kernel::ids::CustomerId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update customer
set status = 'BLOCKED',
    blocked_reason = $2,
    blocked_by = $3,
    blocked_at = $4,
    blocked_until = $5
where company_id = $1
  and id = $6";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &blocked_reason, &blocked_by, &now, &blocked_until, &id]).await
}

pub async fn unblock_customer(tx: &engine::TenantTx, id: kernel::ids::CustomerId) -> kernel::Result<u64> {
    const SQL: &str = r"update customer
set status = 'ACTIVE',
    blocked_reason = null,
    blocked_by = null,
    blocked_at = null,
    blocked_until = null
where company_id = $1
  and id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LookalikesRow {
    pub id: kernel::ids::CustomerId,
    pub number: String,
    pub kind: String,
    pub display_name: String,
    pub first_name: Option<String>,
    pub match_key: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub status: String,
    pub city: Option<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub addresses: Vec<String>,
}

impl LookalikesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            display_name: row.try_get(3).map_err(kernel::Error::internal)?,
            first_name: row.try_get(4).map_err(kernel::Error::internal)?,
            match_key: row.try_get(5).map_err(kernel::Error::internal)?,
            email: row.try_get(6).map_err(kernel::Error::internal)?,
            phone: row.try_get(7).map_err(kernel::Error::internal)?,
            status: row.try_get(8).map_err(kernel::Error::internal)?,
            city: row.try_get(9).map_err(kernel::Error::internal)?,
            emails: row.try_get(10).map_err(kernel::Error::internal)?,
            phones: row.try_get(11).map_err(kernel::Error::internal)?,
            addresses: row.try_get(12).map_err(kernel::Error::internal)?,
        })
    }
}

/// Customers that share a point, an address or a similar name, with everything that is compared; a merged one stands
/// for its survivor.
pub async fn lookalikes(
    tx: &engine::TenantTx,
    emails: &[String],
    phones: &[String],
    address: &str,
    wanted_key: &str,
) -> kernel::Result<Vec<LookalikesRow>> {
    const SQL: &str = r#"select c.id, c.number, c.kind, c.display_name, c.first_name, c.match_key, c.email, c.phone, c.status, c.city,
       coalesce((select array_agg(p.email_match) from contact_point p
         join customer f on f.company_id = p.company_id and f.id = p.customer_id
         where p.company_id = $1 and (f.id = c.id or f.merged_into = c.id)
           and p.email_match is not null), '{}') as "emails!",
       coalesce((select array_agg(p.phone_e164) from contact_point p
         join customer f on f.company_id = p.company_id and f.id = p.customer_id
         where p.company_id = $1 and (f.id = c.id or f.merged_into = c.id)
           and p.phone_e164 is not null), '{}') as "phones!",
       coalesce((select array_agg(a.address_key) from customer_address a
         join customer f on f.company_id = a.company_id and f.id = a.customer_id
         where a.company_id = $1 and (f.id = c.id or f.merged_into = c.id)), '{}') as "addresses!"
from (
  select distinct coalesce(m.merged_into, m.id) as id
  from customer m
  where m.company_id = $1
    and m.id in (select customer_lookalikes($2, $3, $4, $5))) s
join customer c on c.id = s.id
where c.company_id = $1
  and c.status in ('ACTIVE', 'INACTIVE', 'BLOCKED')
order by c.id
limit 40"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &emails, &phones, &address, &wanted_key]).await?;
    rows.iter().map(LookalikesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SuggestRow {
    pub id: kernel::ids::CustomerId,
    pub number: String,
    pub kind: String,
    pub display_name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub city: Option<String>,
    pub status: String,
    pub matched: String,
}

impl SuggestRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            display_name: row.try_get(3).map_err(kernel::Error::internal)?,
            email: row.try_get(4).map_err(kernel::Error::internal)?,
            phone: row.try_get(5).map_err(kernel::Error::internal)?,
            city: row.try_get(6).map_err(kernel::Error::internal)?,
            status: row.try_get(7).map_err(kernel::Error::internal)?,
            matched: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn suggest(
    tx: &engine::TenantTx,
    q: &str,
    everywhere: bool,
    locations: &[uuid::Uuid],
    mine: uuid::Uuid,
) -> kernel::Result<Vec<SuggestRow>> {
    const SQL: &str = r#"select c.id, c.number, c.kind, c.display_name, c.email, c.phone, c.city, c.status, h.matched as "matched!"
from customer_hits($2, $3, $4, $5, 16) h
join customer c on c.company_id = $1 and c.id = h.id
where c.status in ('ACTIVE', 'BLOCKED')
order by h.rank, c.updated_at desc, c.id
limit 8"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &q, &everywhere, &locations, &mine]).await?;
    rows.iter().map(SuggestRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RecentRow {
    pub id: kernel::ids::CustomerId,
    pub number: String,
    pub kind: String,
    pub display_name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub city: Option<String>,
    pub status: String,
    pub matched: String,
}

impl RecentRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            display_name: row.try_get(3).map_err(kernel::Error::internal)?,
            email: row.try_get(4).map_err(kernel::Error::internal)?,
            phone: row.try_get(5).map_err(kernel::Error::internal)?,
            city: row.try_get(6).map_err(kernel::Error::internal)?,
            status: row.try_get(7).map_err(kernel::Error::internal)?,
            matched: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

/// What an empty search shows: what was touched last, by the caller's reach.
pub async fn recent(
    tx: &engine::TenantTx,
    everywhere: bool,
    locations: &[uuid::Uuid],
    mine: kernel::ids::UserId,
) -> kernel::Result<Vec<RecentRow>> {
    const SQL: &str = r#"select c.id, c.number, c.kind, c.display_name, c.email, c.phone, c.city, c.status, 'RECENT' as "matched!"
from customer c
where c.company_id = $1
  and c.status in ('ACTIVE', 'BLOCKED')
  and ($2 or c.location_id is null or c.location_id = any ($3) or c.assigned_to = $4)
order by c.updated_at desc, c.id
limit 8"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &everywhere, &locations, &mine]).await?;
    rows.iter().map(RecentRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertCandidate<'a> {
    pub id: kernel::ids::DuplicateCandidateId,
    pub customer_id: kernel::ids::CustomerId,
    pub other_id: kernel::ids::CustomerId,
    pub score: i32,
    pub reasons: &'a serde_json::Value,
}

pub async fn insert_candidate(tx: &engine::TenantTx, p: InsertCandidate<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into duplicate_candidate (company_id, id, customer_id, other_id, score, reasons)
values ($1, $2, $3, $4, $5, $6)
on conflict (company_id, customer_id, other_id) do nothing";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.customer_id, &p.other_id, &p.score, &p.reasons]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CandidatesOfRow {
    pub id: kernel::ids::DuplicateCandidateId,
    pub score: i32,
    pub reasons: serde_json::Value,
    pub other_id: kernel::ids::CustomerId,
    pub other_number: String,
    pub other_name: String,
}

impl CandidatesOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            score: row.try_get(1).map_err(kernel::Error::internal)?,
            reasons: row.try_get(2).map_err(kernel::Error::internal)?,
            other_id: row.try_get(3).map_err(kernel::Error::internal)?,
            other_number: row.try_get(4).map_err(kernel::Error::internal)?,
            other_name: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn candidates_of(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Vec<CandidatesOfRow>> {
    const SQL: &str = r"select d.id, d.score, d.reasons, o.id as other_id, o.number as other_number, o.display_name as other_name
from duplicate_candidate d
join customer o on o.company_id = d.company_id
  and o.id = case when d.customer_id = $2 then d.other_id else d.customer_id end
where d.company_id = $1
  and d.state = 'OPEN'
  and (d.customer_id = $2 or d.other_id = $2)
order by d.score desc, d.id
limit 20";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    rows.iter().map(CandidatesOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OpenLeadsOfRow {
    pub id: kernel::ids::LeadId,
    pub number: String,
    pub full_name: String,
    pub status: String,
    pub received_at: jiff::Timestamp,
}

impl OpenLeadsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            full_name: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            received_at: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn open_leads_of(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Vec<OpenLeadsOfRow>> {
    const SQL: &str = r"select l.id, l.number, l.full_name, l.status, l.received_at
from sales_v_open_leads l
where l.company_id = $1
  and l.customer_id in (select f.id from customer f
    where f.company_id = $1 and (f.id = $2 or f.merged_into = $2))
order by l.received_at desc, l.id
limit 10";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    rows.iter().map(OpenLeadsOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct QuotesOfRow {
    pub id: kernel::ids::QuoteId,
    pub number: String,
    pub status: String,
    pub service_date: jiff::civil::Date,
    pub total_minor: i64,
    pub currency: String,
    pub sent_at: Option<jiff::Timestamp>,
    pub viewed_at: Option<jiff::Timestamp>,
    pub location_id: kernel::ids::LocationId,
    pub views: i64,
}

impl QuotesOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            status: row.try_get(2).map_err(kernel::Error::internal)?,
            service_date: row.try_get(3).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(4).map_err(kernel::Error::internal)?,
            currency: row.try_get(5).map_err(kernel::Error::internal)?,
            sent_at: row.try_get(6).map_err(kernel::Error::internal)?,
            viewed_at: row.try_get(7).map_err(kernel::Error::internal)?,
            location_id: row.try_get(8).map_err(kernel::Error::internal)?,
            views: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn quotes_of(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Vec<QuotesOfRow>> {
    const SQL: &str = r#"select q.id, q.number, q.status, q.service_date, q.total_minor, q.currency, q.sent_at, q.viewed_at, q.location_id,
       (select count(*) from quotes_v_opened v where v.company_id = $1 and v.quote_id = q.id) as "views!"
from quotes_v_quote q
where q.company_id = $1
  and q.customer_id in (select f.id from customer f
    where f.company_id = $1 and (f.id = $2 or f.merged_into = $2))
order by q.created_at desc, q.id
limit 10"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    rows.iter().map(QuotesOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct JobsOfRow {
    pub id: kernel::ids::JobId,
    pub number: String,
    pub title: String,
    pub status: String,
    pub service_date: Option<jiff::civil::Date>,
    pub location_id: kernel::ids::LocationId,
}

impl JobsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            title: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            service_date: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn jobs_of(tx: &engine::TenantTx, customer_id: kernel::ids::CustomerId) -> kernel::Result<Vec<JobsOfRow>> {
    const SQL: &str = r"select j.id, j.number, j.title, j.status, j.service_date, j.location_id
from dispatch_v_job j
where j.company_id = $1
  and j.customer_id in (select f.id from customer f
    where f.company_id = $1 and (f.id = $2 or f.merged_into = $2))
order by j.service_date desc nulls last, j.id
limit 10";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    rows.iter().map(JobsOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct InvoicesOfRow {
    pub id: kernel::ids::InvoiceId,
    pub number: Option<String>,
    pub status: String,
    pub balance_minor: i64,
    pub currency: String,
    pub due_date: Option<jiff::civil::Date>,
    pub location_id: kernel::ids::LocationId,
}

impl InvoicesOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            status: row.try_get(2).map_err(kernel::Error::internal)?,
            balance_minor: row.try_get(3).map_err(kernel::Error::internal)?,
            currency: row.try_get(4).map_err(kernel::Error::internal)?,
            due_date: row.try_get(5).map_err(kernel::Error::internal)?,
            location_id: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn invoices_of(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Vec<InvoicesOfRow>> {
    const SQL: &str = r"select i.id, i.number, i.status, i.balance_minor, i.currency, i.due_date, i.location_id
from billing_v_open_invoices i
where i.company_id = $1
  and i.customer_id in (select f.id from customer f
    where f.company_id = $1 and (f.id = $2 or f.merged_into = $2))
order by i.due_date, i.id
limit 20";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    rows.iter().map(InvoicesOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct NextJobOfRow {
    pub id: kernel::ids::JobId,
    pub number: String,
    pub title: String,
    pub status: String,
    pub service_date: Option<jiff::civil::Date>,
    pub location_id: kernel::ids::LocationId,
}

impl NextJobOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            title: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            service_date: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn next_job_of(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
    today: jiff::civil::Date,
) -> kernel::Result<Option<NextJobOfRow>> {
    const SQL: &str = r"select j.id, j.number, j.title, j.status, j.service_date, j.location_id
from dispatch_v_job j
where j.company_id = $1
  and j.customer_id in (select f.id from customer f
    where f.company_id = $1 and (f.id = $2 or f.merged_into = $2))
  and j.status in ('PENDING', 'SCHEDULED', 'IN_PROGRESS')
  and j.service_date >= $3
order by j.service_date, j.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id, &today]).await?;
    super::at_most_one(rows, "next_job_of")?.as_ref().map(NextJobOfRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LastContactOfRow {
    pub queued_at: jiff::Timestamp,
}

impl LastContactOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { queued_at: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// The last message to or from the family.
pub async fn last_contact_of(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Option<LastContactOfRow>> {
    const SQL: &str = r"select m.queued_at
from messaging_v_message m
where m.company_id = $1
  and m.customer_id in (select f.id from customer f
    where f.company_id = $1 and (f.id = $2 or f.merged_into = $2))
order by m.queued_at desc, m.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    super::at_most_one(rows, "last_contact_of")?.as_ref().map(LastContactOfRow::from_row).transpose()
}
