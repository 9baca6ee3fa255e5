//! The customer's rows.

use engine::{ListQuery, Page, Reach, TenantTx};
use kernel::{
    Error, Result,
    ids::{CustomerId, LocationId, UserId},
};
use uuid::Uuid;

use super::{Address, Customer, CustomerLine};
use crate::{contact, likeness::Traits, sql::customer as sql};
use kernel::normal::name_key;

pub use crate::sql::customer::{
    CUSTOMER_LIST, ChangeCustomer as Change, CustomerByIdRow as Row, DefaultsRow as Defaults, InsertCustomer as Insert,
    SuggestRow,
};

pub async fn defaults(tx: &TenantTx, location: Option<LocationId>) -> Result<Defaults> {
    sql::defaults(tx, location).await
}

/// A customer's row, where there is one.
pub async fn find(tx: &TenantTx, id: CustomerId) -> Result<Option<Row>> {
    sql::customer_by_id(tx, id).await
}

pub async fn row(tx: &TenantTx, id: CustomerId) -> Result<Row> {
    sql::customer_by_id(tx, id).await?.ok_or_else(|| Error::not_found("customer"))
}

/// To whom a new record belongs: of a merged customer its survivor, and the answer says so (CUS-17).
pub async fn kept_with(tx: &TenantTx, id: CustomerId) -> Result<CustomerId> {
    let Some(survivor) = crate::sql::timeline::survivor_of(tx, id).await? else { return Ok(id) };
    if survivor.id != id {
        let to = format!("{} {}", survivor.number, survivor.display_name);
        tx.say(
            &format!("Kept with {to}: the customer it was sent for was merged into it."),
            &format!("Conservé avec {to} : le client pour qui il a été envoyé y a été fusionné."),
        );
    }
    Ok(survivor.id)
}

/// The whole record, in two round trips.
pub async fn read(tx: &TenantTx, id: CustomerId) -> Result<Customer> {
    let row = row(tx, id).await?;
    let (points, contacts, addresses) = futures::try_join!(
        contact::store::points(tx, id),
        contact::store::contacts(tx, id),
        contact::store::addresses(tx, id)
    )?;
    Ok(Customer {
        id: row.id,
        number: row.number,
        kind: row.kind,
        first_name: row.first_name,
        last_name: row.last_name,
        company_name: row.company_name,
        display_name: row.display_name,
        customer_type: row.r#type,
        status: row.status,
        incomplete: !points.iter().any(|p| p.state != "INVALID"),
        location_id: row.location_id,
        location_name: row.location_name,
        assigned_to: row.assigned_to,
        assigned_name: row.assigned_name,
        designation: row.designation,
        email: row.email,
        phone: row.phone,
        address: Address {
            street: row.street,
            city: row.city,
            province: row.province,
            postal_code: row.postal_code,
            country: row.country,
        },
        billing_address: row.billing_address,
        language: row.language,
        currency: row.currency,
        website: row.website,
        registration_number: row.registration_number,
        lead_source: row.lead_source,
        preferences: row.preferences,
        terms_days: row.terms_days,
        credit_limit_minor: row.credit_limit_minor,
        credit_hold: row.credit_hold,
        po_required: row.po_required,
        statement_cycle: row.statement_cycle,
        blocked_reason: row.blocked_reason,
        blocked_at: row.blocked_at,
        blocked_until: row.blocked_until,
        merged_into: row.merged_into,
        tags: row.tags,
        do_not_contact: row.do_not_contact,
        notes: row.notes,
        points,
        contacts,
        addresses,
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<CustomerLine>> {
    let page = tx.list(&CUSTOMER_LIST, query, sql::CustomerListRow::from_row).await?;
    Ok(page.map(|row| CustomerLine {
        id: row.id,
        number: row.number,
        kind: row.kind,
        display_name: row.display_name,
        email: row.email,
        phone: row.phone,
        customer_type: row.r#type,
        status: row.status,
        city: row.city,
        province: row.province,
        language: row.language,
        location_id: row.location_id,
        assigned_to: row.assigned_to,
        tags: row.tags,
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
    }))
}

/// The same page as somebody who writes to them needs it, each with its status.
pub async fn addressees(tx: &TenantTx, query: &ListQuery) -> Result<Page<(ports::Addressee, String)>> {
    let page = tx.list(&CUSTOMER_LIST, query, sql::CustomerListRow::from_row).await?;
    Ok(page.map(|row| {
        let person = ports::Addressee {
            customer_id: row.id,
            email: row.email,
            phone: row.phone,
            language: row.language,
            location_id: row.location_id,
        };
        (person, row.status)
    }))
}

/// Whether the location is one of ours.
pub async fn is_location(tx: &TenantTx, location: LocationId) -> Result<bool> {
    Ok(crate::sql::segment::location_known(tx, location).await?.any)
}

pub async fn insert(tx: &TenantTx, customer: Insert<'_>) -> Result<()> {
    sql::insert_customer(tx, customer).await.map(drop)
}

pub async fn change(tx: &TenantTx, change: Change<'_>) -> Result<()> {
    sql::change_customer(tx, change).await.map(drop)
}

pub async fn set_credit(
    tx: &TenantTx,
    id: CustomerId,
    terms_days: i32,
    limit_minor: Option<i64>,
    hold: bool,
) -> Result<()> {
    sql::set_credit(tx, terms_days, limit_minor, hold, id).await.map(drop)
}

pub async fn block(
    tx: &TenantTx,
    id: CustomerId,
    reason: &str,
    by: Option<UserId>,
    until: Option<jiff::Timestamp>,
) -> Result<()> {
    sql::block_customer(tx, Some(reason), by.map(|u| u.uuid()), until, id).await.map(drop)
}

pub async fn unblock(tx: &TenantTx, id: CustomerId) -> Result<()> {
    sql::unblock_customer(tx, id).await.map(drop)
}

/// What the record shows of its primary points; what is absent stays.
pub async fn set_mirrors(tx: &TenantTx, id: CustomerId, email: Option<&str>, phone: Option<&str>) -> Result<()> {
    sql::set_mirrors(tx, email, phone, id).await.map(drop)
}

/// A customer that may be the same, with what is compared.
pub struct Lookalike {
    pub id: CustomerId,
    pub number: String,
    pub display_name: String,
    pub status: String,
    pub traits: Traits,
}

pub async fn lookalikes(tx: &TenantTx, wanted: &Traits) -> Result<Vec<Lookalike>> {
    let address = wanted.addresses.first().map_or("", String::as_str);
    let rows = sql::lookalikes(tx, &wanted.emails, &wanted.phones, address, &wanted.match_key).await?;
    let lookalike = |row: sql::LookalikesRow| Lookalike {
        id: row.id,
        number: row.number,
        display_name: row.display_name,
        status: row.status,
        traits: Traits {
            match_key: row.match_key,
            first_name_key: row
                .first_name
                .as_deref()
                .filter(|_| row.kind == "PERSON")
                .map(name_key)
                .unwrap_or_default(),
            emails: row.emails,
            phones: row.phones,
            addresses: row.addresses,
        },
    };
    Ok(rows.into_iter().map(lookalike).collect())
}

pub async fn insert_candidate(
    tx: &TenantTx,
    one: CustomerId,
    other: CustomerId,
    score: i32,
    reasons: &serde_json::Value,
) -> Result<()> {
    let (customer_id, other_id) = if one < other { (one, other) } else { (other, one) };
    let id = tx.new_id();
    sql::insert_candidate(tx, sql::InsertCandidate { id, customer_id, other_id, score, reasons }).await.map(drop)
}

pub async fn candidates(tx: &TenantTx, id: CustomerId) -> Result<Vec<sql::CandidatesOfRow>> {
    sql::candidates_of(tx, id).await
}

pub async fn open_leads(tx: &TenantTx, id: CustomerId) -> Result<Vec<sql::OpenLeadsOfRow>> {
    sql::open_leads_of(tx, id).await
}

pub async fn quotes(tx: &TenantTx, id: CustomerId) -> Result<Vec<sql::QuotesOfRow>> {
    sql::quotes_of(tx, id).await
}

/// Open invoices, the oldest debt first.
pub async fn invoices(tx: &TenantTx, id: CustomerId) -> Result<Vec<sql::InvoicesOfRow>> {
    sql::invoices_of(tx, id).await
}

/// The next job from today on.
pub async fn next_job(tx: &TenantTx, id: CustomerId) -> Result<Option<sql::NextJobOfRow>> {
    let today = tx.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    sql::next_job_of(tx, id, today).await
}

/// When the family was last written to, or wrote.
pub async fn last_contact(tx: &TenantTx, id: CustomerId) -> Result<Option<jiff::Timestamp>> {
    Ok(sql::last_contact_of(tx, id).await?.map(|row| row.queued_at))
}

pub async fn jobs(tx: &TenantTx, id: CustomerId) -> Result<Vec<sql::JobsOfRow>> {
    sql::jobs_of(tx, id).await
}

/// A reach in the form the search functions take: (everywhere, locations, whose).
pub fn reach_parts(reach: &Reach, me: Uuid) -> (bool, Vec<Uuid>, Uuid) {
    let ids = |list: &[LocationId]| list.iter().map(|l| l.uuid()).collect();
    match reach {
        Reach::Company => (true, vec![], Uuid::nil()),
        Reach::Locations(list) => (false, ids(list), Uuid::nil()),
        Reach::Own(list) => (false, ids(list), me),
    }
}

/// At most eight customers a text may mean; for an empty text those touched last.
pub async fn suggest(tx: &TenantTx, q: &str, reach: &Reach) -> Result<Vec<SuggestRow>> {
    let (everywhere, locations, mine) = reach_parts(reach, tx.user_id_or_nil());
    if !q.is_empty() {
        return sql::suggest(tx, q, everywhere, &locations, mine).await;
    }
    let recent = sql::recent(tx, everywhere, &locations, UserId::from_uuid(mine)).await?;
    let line = |row: sql::RecentRow| SuggestRow {
        id: row.id,
        number: row.number,
        kind: row.kind,
        display_name: row.display_name,
        email: row.email,
        phone: row.phone,
        city: row.city,
        status: row.status,
        matched: row.matched,
    };
    Ok(recent.into_iter().map(line).collect())
}
