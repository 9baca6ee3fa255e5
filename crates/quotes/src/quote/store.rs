//! The quote's rows.

use engine::{ListQuery, Page, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{CustomerId, DealId, EstimateId, JobId, LeadId, LocationId, QuoteId, QuoteItemId, UserId},
    money::Currency,
};
use uuid::Uuid;

use crate::{
    pricing::{Priced, PricingInput},
    sql::{item as items, quote as sql},
};

pub use crate::sql::item::ItemsOfRow as Item;
pub use crate::sql::quote::{
    ChangeDraft, CreditRow, EstimateRow as EstimateFacts, InsertQuote, InsertSignature, LeadFactsRow as LeadFacts,
    OverdueRow as Overdue, QUOTE_LIST, QuoteListRow as Line, QuoteRow as Row, SellerRow as Seller, SendQuote,
    SignatureOfRow as Signature, SignedByHashRow as SignedDocument, SurroundingsRow as Around,
};

impl Row {
    /// Who was asked to pay: the customer, unless somebody else does (CUS-27).
    pub fn debtor(&self) -> CustomerId {
        self.payer_id.unwrap_or(self.customer_id)
    }
    pub fn status(&self) -> Result<super::QuoteStatus> {
        super::QuoteStatus::read(&self.status)
    }
    pub fn kind(&self) -> Result<super::QuoteKind> {
        super::QuoteKind::read(&self.kind)
    }
    pub fn currency(&self) -> Result<Currency> {
        self.currency.parse().map_err(Error::internal)
    }
    pub fn stops(&self) -> Result<Vec<super::Stop>> {
        serde_json::from_value(self.stops.clone()).map_err(Error::internal)
    }
    /// The stored price; none while a draft cannot be priced.
    pub fn priced(&self) -> Result<Option<Priced>> {
        self.priced.clone().map(serde_json::from_value).transpose().map_err(Error::internal)
    }
    /// The inputs of a quote that has a price.
    pub fn input(&self) -> Result<PricingInput> {
        serde_json::from_value(self.inputs.clone()).map_err(Error::internal)
    }
    /// `Q-2026-000123`, from the second version on with it.
    pub fn full_number(&self) -> String {
        if self.quote_version == 1 { self.number.clone() } else { format!("{} v{}", self.number, self.quote_version) }
    }
}

pub async fn row(tx: &TenantTx, id: QuoteId) -> Result<Row> {
    sql::quote_by_id(tx, id).await?.ok_or_else(|| Error::not_found("quote"))
}

/// The row, held until the transaction ends.
pub async fn locked(tx: &TenantTx, id: QuoteId) -> Result<Row> {
    sql::quote_by_id_locked(tx, id).await?.ok_or_else(|| Error::not_found("quote"))
}

pub async fn by_link(tx: &TenantTx, hash: &[u8]) -> Result<Option<QuoteId>> {
    Ok(sql::quote_by_link(tx, hash).await?.map(|row| row.id))
}

pub async fn exists(tx: &TenantTx, id: QuoteId) -> Result<bool> {
    Ok(sql::quote_exists(tx, id).await?.is_some())
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<Line>> {
    tx.list(&QUOTE_LIST, query, Line::from_row).await
}

pub async fn around(tx: &TenantTx, customer: Option<CustomerId>, location: LocationId) -> Result<Around> {
    sql::surroundings(tx, customer, location)
        .await?
        .ok_or_else(|| Error::invalid("location_id", "NOT_FOUND", "There is no such location."))
}

/// What the customer owes on the day before which invoices count as overdue.
pub async fn credit(tx: &TenantTx, id: CustomerId, overdue_before: jiff::civil::Date) -> Result<Option<CreditRow>> {
    sql::credit(tx, overdue_before, id).await
}

pub async fn seller(tx: &TenantTx, id: Option<UserId>) -> Result<Option<Seller>> {
    match id {
        Some(id) => sql::seller(tx, id).await,
        None => Ok(None),
    }
}

pub async fn any_location(tx: &TenantTx) -> Result<Option<LocationId>> {
    Ok(sql::any_location(tx).await?.map(|row| row.id))
}

pub async fn lead(tx: &TenantTx, id: LeadId) -> Result<Option<LeadFacts>> {
    sql::lead_facts(tx, id).await
}

pub async fn estimate_of_lead(tx: &TenantTx, id: LeadId) -> Result<Option<EstimateFacts>> {
    sql::estimate_of_lead(tx, id).await
}

pub async fn estimate(tx: &TenantTx, id: EstimateId) -> Result<Option<EstimateFacts>> {
    sql::estimate_by_id(tx, id).await
}

/// Unsettled prohibited lines of the estimate the quote was filled from; none where there is no such estimate.
pub async fn estimate_of_quote(tx: &TenantTx, id: QuoteId) -> Result<Option<i32>> {
    Ok(sql::estimate_of_quote(tx, id).await?.map(|row| row.unsettled_prohibited))
}

/// The deal a quote belongs to, with the lead it began as.
pub async fn deal_of_quote(tx: &TenantTx, id: QuoteId) -> Result<Option<sql::DealOfQuoteRow>> {
    sql::deal_of_quote(tx, id).await
}

/// Number of an assessment of the lead's site on which something stops the lift.
pub async fn stopper_of_lead(tx: &TenantTx, id: LeadId) -> Result<Option<String>> {
    Ok(sql::stopper_of_lead(tx, id).await?.map(|row| row.number))
}

pub async fn stopper_of_deal(tx: &TenantTx, id: DealId) -> Result<Option<String>> {
    Ok(sql::stopper_of_deal(tx, id).await?.map(|row| row.number))
}

pub async fn insert(tx: &TenantTx, quote: InsertQuote<'_>) -> Result<()> {
    sql::insert_quote(tx, quote).await.map(drop)
}

pub async fn change(tx: &TenantTx, draft: ChangeDraft<'_>) -> Result<()> {
    sql::change_draft(tx, draft).await.map(drop)
}

pub async fn delete(tx: &TenantTx, id: QuoteId) -> Result<bool> {
    items::clear_items(tx, id).await?;
    crate::approval::store::clear(tx, id).await?;
    Ok(sql::delete_draft(tx, id).await? == 1)
}

pub async fn next_version(tx: &TenantTx, number: &str) -> Result<i32> {
    Ok(sql::last_version(tx, number).await?.quote_version + 1)
}

pub async fn is_accepted(tx: &TenantTx, number: &str) -> Result<bool> {
    Ok(sql::number_is_accepted(tx, number).await?.is_some())
}

/// One version of a number is open at a time: the others close, and their links lead to this one (QUO-39).
pub async fn replace_others(tx: &TenantTx, id: QuoteId, number: &str) -> Result<u64> {
    let replaced = sql::replace_open(tx, Some(id), number).await?;
    sql::point_to_newest(tx, Some(id), number).await?;
    Ok(replaced)
}

pub async fn send(tx: &TenantTx, sent: SendQuote<'_>) -> Result<()> {
    sql::send_quote(tx, sent).await.map(drop)
}

/// True when this was the first view.
pub async fn viewed(tx: &TenantTx, id: QuoteId) -> Result<bool> {
    let facts = tx.caller().facts();
    let view = tx.new_id::<kernel::ids::Quote>().uuid();
    sql::insert_view(tx, view, id, facts.address.as_deref(), facts.agent.as_deref()).await?;
    Ok(sql::mark_viewed(tx, id).await? == 1)
}

pub async fn accept(tx: &TenantTx, id: QuoteId, total_minor: i64) -> Result<()> {
    sql::mark_accepted(tx, Some(total_minor), id).await.map(drop)
}

pub async fn reject(tx: &TenantTx, id: QuoteId, kind: &str, reason: &str) -> Result<bool> {
    Ok(sql::mark_rejected(tx, Some(kind), Some(reason), id).await? == 1)
}

pub async fn convert(tx: &TenantTx, id: QuoteId, job: JobId) -> Result<bool> {
    Ok(sql::mark_converted(tx, Some(job), id).await? == 1)
}

pub async fn overdue(tx: &TenantTx) -> Result<Vec<Overdue>> {
    sql::overdue(tx).await
}

pub async fn expire(tx: &TenantTx, id: QuoteId) -> Result<bool> {
    Ok(sql::mark_expired(tx, id).await? == 1)
}

pub async fn items(tx: &TenantTx, id: QuoteId) -> Result<Vec<Item>> {
    items::items_of(tx, id).await
}

pub async fn sign(tx: &TenantTx, signature: InsertSignature<'_>) -> Result<()> {
    sql::insert_signature(tx, signature).await.map(drop)
}

pub async fn signature(tx: &TenantTx, id: QuoteId) -> Result<Option<Signature>> {
    sql::signature_of(tx, id).await
}

/// Makes a signed file recognisable to anybody who holds it.
pub async fn remember_signed(tx: &TenantTx, sha256: &str, number: &str, at: Timestamp) -> Result<()> {
    sql::remember_signed(tx, sha256, number, at).await.map(drop)
}

pub async fn signed_by_hash(db: &impl engine::Sql, sha256: &str) -> Result<Option<SignedDocument>> {
    sql::signed_by_hash(db, sha256).await
}

/// Ids in events come as text with a prefix, or as a plain UUID.
pub fn id_of<K: kernel::id::Kind>(value: &serde_json::Value) -> Option<kernel::Id<K>> {
    let text = value.as_str()?;
    text.parse().ok().or_else(|| text.parse::<Uuid>().ok().map(kernel::Id::from_uuid))
}

/// Covers as stored with a signature.
pub fn covers(value: &serde_json::Value) -> Result<Vec<super::cover::CoverChoice>> {
    serde_json::from_value(value.clone()).map_err(Error::internal)
}

/// Ids of items as stored with a signature.
pub fn item_ids(value: &serde_json::Value) -> Vec<QuoteItemId> {
    value.as_array().into_iter().flatten().filter_map(id_of).collect()
}
