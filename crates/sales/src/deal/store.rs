//! The deals' rows.

use engine::{ListQuery, Page, Reach, TenantTx, permission::RowFacts};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{CustomerId, DealId, LeadId, LocationId, PipelineId, QuoteId, UserId},
};
use serde_json::json;
use uuid::Uuid;

use super::{DealCard, DealQuote, StageChange, age_days, is_late, money, stage_of};
use crate::{estimate, lead, sql::deal as sql};

pub use crate::sql::deal::{
    ChangeDeal as Change, ChangesOfBatchRow, CompanyCurrencyRow as Company, DEAL_LIST, DealByIdRow as Row,
    DealColumnTotalsRow, InsertDeal as Insert, InsertStageChange, LockDealsRow as Locked, QuoteFactsRow, SchedulingRow,
    SetDealStage as SetStage, ValueFromQuotesRow,
};

/// What may be seen of a board.
pub struct BoardOf<'a> {
    pub pipeline: PipelineId,
    /// Closed deals stay for a while.
    pub since: Timestamp,
    pub reach: &'a Reach,
    pub assigned_to: Option<UserId>,
    pub location: Option<LocationId>,
}

pub async fn company(tx: &TenantTx) -> Result<Company> {
    sql::company_currency(tx).await
}

pub async fn row(tx: &TenantTx, id: DealId) -> Result<Row> {
    find(tx, id).await?.ok_or_else(|| Error::not_found("deal"))
}

pub async fn find(tx: &TenantTx, id: DealId) -> Result<Option<Row>> {
    sql::deal_by_id(tx, id).await
}

/// Those that are there, locked in one order.
pub async fn lock(tx: &TenantTx, ids: &[DealId]) -> Result<Vec<Locked>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    sql::lock_deals(tx, &ids).await
}

pub async fn lock_one(tx: &TenantTx, id: DealId) -> Result<Option<Locked>> {
    Ok(lock(tx, &[id]).await?.into_iter().next())
}

/// What the permission test needs of a row that was found by itself.
pub fn facts(tx: &TenantTx, row: &Locked) -> RowFacts {
    let me = tx.caller().user();
    let mine = me.is_some() && (row.assigned_to == me || row.created_by == me.map(|u| u.uuid()));
    let record = json!({"stage": row.stage, "value_minor": row.value_minor, "currency": row.currency});
    RowFacts { location: row.location_id, mine, record }
}

/// A card as of now.
pub fn card(row: sql::DealCardRow, now: Timestamp) -> Result<DealCard> {
    let age_days = age_days(row.stage_since, now, &row.timezone);
    Ok(DealCard {
        id: row.id,
        number: row.number,
        title: row.title,
        pipeline_id: row.pipeline_id,
        stage_id: row.stage_id,
        stage: stage_of(&row.stage)?,
        stage_name_en: row.stage_name_en,
        stage_name_fr: row.stage_name_fr,
        stage_since: row.stage_since,
        age_days,
        is_late: is_late(row.closed_at.is_some(), age_days, row.age_limit_days),
        lead_id: row.lead_id,
        customer_id: row.customer_id,
        customer_name: row.customer_name,
        location_id: row.location_id,
        location_name: row.location_name,
        assigned_to: row.assigned_to,
        assigned_name: row.assigned_name,
        value: money(row.value_minor, &row.currency)?,
        value_source: row.value_source,
        probability: row.probability,
        expected_close: row.expected_close,
        machine_class: row.machine_class,
        start_date: row.start_date,
        closed_at: row.closed_at,
        created_at: row.created_at,
        version: row.version,
    })
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<DealCard>> {
    let Page { items, next, limit } = tx.list(&DEAL_LIST, query, sql::DealCardRow::from_row).await?;
    Ok(Page { items: items.into_iter().map(|row| card(row, tx.now())).collect::<Result<_>>()?, next, limit })
}

/// Counts and sums over all cards, by stage and currency.
pub async fn column_totals(tx: &TenantTx, of: &BoardOf<'_>) -> Result<Vec<DealColumnTotalsRow>> {
    let (everywhere, locations, mine) = lead::store::reach_parts(of.reach, tx.user_id_or_nil());
    let asked = sql::DealColumnTotals {
        pipeline_id: of.pipeline,
        since: of.since,
        everywhere,
        locations: &locations,
        mine,
        assigned_to: of.assigned_to,
        location_id: of.location,
    };
    sql::deal_column_totals(tx, asked).await
}

/// The fifty of each column that moved last.
pub async fn column_cards(tx: &TenantTx, of: &BoardOf<'_>) -> Result<Vec<DealCard>> {
    let (everywhere, locations, mine) = lead::store::reach_parts(of.reach, tx.user_id_or_nil());
    let asked = sql::DealColumnCards {
        since: of.since,
        everywhere,
        locations: &locations,
        mine,
        assigned_to: of.assigned_to,
        location_id: of.location,
        pipeline_id: of.pipeline,
    };
    let rows = sql::deal_column_cards(tx, asked).await?;
    rows.into_iter().map(|row| card(row, tx.now())).collect()
}

pub async fn insert(tx: &TenantTx, deal: Insert<'_>) -> Result<()> {
    sql::insert_deal(tx, deal).await.map(drop)
}

pub async fn change(tx: &TenantTx, change: Change<'_>) -> Result<()> {
    sql::change_deal(tx, change).await.map(drop)
}

pub async fn set_stage(tx: &TenantTx, set: SetStage<'_>) -> Result<()> {
    sql::set_deal_stage(tx, set).await.map(drop)
}

pub async fn set_value(tx: &TenantTx, id: DealId, minor: i64, currency: &str, quote: QuoteId) -> Result<()> {
    sql::set_deal_value(tx, minor, currency, Some(quote.uuid()), id).await.map(drop)
}

pub async fn add_change(tx: &TenantTx, change: InsertStageChange<'_>) -> Result<()> {
    sql::insert_stage_change(tx, change).await.map(drop)
}

pub async fn changes(tx: &TenantTx, id: DealId) -> Result<Vec<StageChange>> {
    let change = |row: sql::ChangesOfDealRow| {
        Ok(StageChange {
            id: row.id,
            from_stage: row.from_stage.as_deref().map(stage_of).transpose()?,
            to_stage: stage_of(&row.to_stage)?,
            from_name_en: row.from_name_en,
            from_name_fr: row.from_name_fr,
            to_name_en: row.to_name_en,
            to_name_fr: row.to_name_fr,
            reason: row.reason,
            at: row.at,
            by_name: row.by_name,
        })
    };
    sql::changes_of_deal(tx, id).await?.into_iter().map(change).collect()
}

pub async fn batch(tx: &TenantTx, batch: Uuid) -> Result<Vec<ChangesOfBatchRow>> {
    sql::changes_of_batch(tx, batch).await
}

pub async fn quotes(tx: &TenantTx, id: DealId) -> Result<Vec<DealQuote>> {
    let quote = |row: sql::QuotesOfDealRow| {
        Ok(DealQuote {
            id: row.id,
            number: row.number,
            quote_version: row.quote_version,
            status: row.status,
            title: row.title,
            total: money(row.accepted_total_minor.unwrap_or(row.total_minor), &row.currency)?,
            service_date: row.service_date,
            valid_until: row.valid_until,
            sent_at: row.sent_at,
            accepted_at: row.accepted_at,
        })
    };
    sql::quotes_of_deal(tx, id).await?.into_iter().map(quote).collect()
}

/// The newest quote that was sent or accepted.
pub async fn value_from_quotes(tx: &TenantTx, id: DealId) -> Result<Option<ValueFromQuotesRow>> {
    sql::value_from_quotes(tx, id).await
}

/// How many quotes went out, and how many were accepted.
pub async fn quotes_sent(tx: &TenantTx, id: DealId) -> Result<(i64, i64)> {
    let row = sql::quotes_sent(tx, id).await?;
    Ok((row.sent, row.accepted))
}

/// Those of several deals that have an accepted quote.
pub async fn with_accepted_quote(tx: &TenantTx, ids: &[DealId]) -> Result<Vec<DealId>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    Ok(sql::with_accepted_quote(tx, &ids).await?.into_iter().map(|row| row.deal_id).collect())
}

pub async fn scheduling(tx: &TenantTx, id: DealId) -> Result<Option<SchedulingRow>> {
    sql::scheduling(tx, id).await
}

pub async fn quote_facts(tx: &TenantTx, quote: QuoteId) -> Result<Option<QuoteFactsRow>> {
    sql::quote_facts(tx, quote).await
}

/// The deal a quote belongs to: its own, that of another version of it, else that of its lead.
pub async fn of_quote(tx: &TenantTx, quote: QuoteId) -> Result<Option<DealId>> {
    if let Some(row) = sql::deal_of_quote(tx, quote).await? {
        return Ok(Some(row.deal_id));
    }
    if let Some(row) = sql::deal_of_sibling(tx, quote).await? {
        return Ok(Some(row.deal_id));
    }
    match quote_facts(tx, quote).await?.and_then(|facts| facts.lead_id) {
        Some(lead) => Ok(sql::deal_of_lead(tx, lead).await?.map(|row| row.id)),
        None => Ok(None),
    }
}

/// The deal a lead was converted into.
pub async fn first_of_lead(tx: &TenantTx, lead: LeadId) -> Result<Option<DealId>> {
    Ok(sql::first_deal_of_lead(tx, lead).await?.map(|row| row.id))
}

/// Whether the lead has an open deal besides this one.
pub async fn has_other_open(tx: &TenantTx, lead: LeadId, besides: DealId) -> Result<bool> {
    Ok(sql::open_deals_of_lead(tx, lead, besides).await?.open > 0)
}

/// The quote becomes one of the deal's; one that belongs to a deal already stays there.
pub async fn add_quote(tx: &TenantTx, deal: DealId, quote: QuoteId) -> Result<bool> {
    Ok(sql::add_deal_quote(tx, tx.new_id::<()>().uuid(), deal, quote).await? > 0)
}

/// Quotes of the lead that belong to no deal yet.
pub async fn loose_quotes(tx: &TenantTx, lead: LeadId) -> Result<Vec<QuoteId>> {
    Ok(sql::quotes_of_lead(tx, lead).await?.into_iter().map(|row| row.id).collect())
}

/// What a deal needs to know of its customer.
pub async fn customer(tx: &TenantTx, id: CustomerId) -> Result<Option<estimate::store::CustomerFacts>> {
    estimate::store::customer(tx, id).await
}
