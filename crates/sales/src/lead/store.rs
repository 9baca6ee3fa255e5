//! The lead's rows.

use engine::{ListQuery, Page, Reach, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{CustomerId, LeadId, LocationId, QuoteId, UserId},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    FraudFlag, LeadCard, SimilarLead, Touch,
    fraud::Flag,
    score::{Priority, Score},
    status::Status,
};
use crate::{
    deal,
    sql::{lead as sql, score as scores},
};

pub use crate::sql::lead::{
    ChangeLead as Change, DefaultsRow as Defaults, FraudCounts, FraudCountsRow, InsertLead as Insert, LEAD_LIST,
    LEAD_QUARANTINE_LIST, LeadByIdRow as Row, SameContactRow,
};
pub use crate::sql::score::ScoreFactsRow;

pub async fn defaults(tx: &TenantTx, location: Option<LocationId>) -> Result<Defaults> {
    sql::defaults(tx, location).await
}

pub async fn location_by_code(tx: &TenantTx, code: &str) -> Result<Option<LocationId>> {
    Ok(sql::location_by_code(tx, code).await?.map(|row| row.id))
}

pub async fn row(tx: &TenantTx, id: LeadId) -> Result<Row> {
    find(tx, id).await?.ok_or_else(|| Error::not_found("lead"))
}

pub async fn find(tx: &TenantTx, id: LeadId) -> Result<Option<Row>> {
    sql::lead_by_id(tx, id).await
}

/// Whether the lead is there; from now on nobody else changes it until the transaction ends.
pub async fn lock(tx: &TenantTx, id: LeadId) -> Result<bool> {
    Ok(sql::lock_lead(tx, id).await?.is_some())
}

fn card(row: sql::LeadCardRow) -> LeadCard {
    LeadCard {
        id: row.id,
        number: row.number,
        name: row.full_name,
        company_name: row.company_name,
        email: row.email,
        phone: row.phone,
        status: row.status,
        priority: row.priority,
        source: row.source,
        service_type: row.service_type,
        move_size: row.move_size,
        move_date: row.move_date,
        origin_city: row.origin_city,
        destination_city: row.destination_city,
        location_id: row.location_id,
        location_name: row.location_name,
        assigned_to: row.assigned_to,
        assigned_name: row.assigned_name,
        score: row.score,
        received_at: row.received_at,
        first_touch_at: row.first_touch_at,
        clock_started_at: row.clock_started_at,
        duplicate_of_customer_id: row.customer_id.filter(|_| row.converted_at.is_none()),
        escalation: row.escalation,
        version: row.version,
    }
}

pub async fn list(tx: &TenantTx, list: &engine::ListSql, query: &ListQuery) -> Result<Page<LeadCard>> {
    Ok(tx.list(list, query, sql::LeadCardRow::from_row).await?.map(card))
}

/// What a statement needs of a reach: everywhere, else these locations and what is this user's own.
pub fn reach_parts(reach: &Reach, me: Uuid) -> (bool, Vec<Uuid>, UserId) {
    let ids = |list: &[LocationId]| list.iter().map(|l| l.uuid()).collect();
    match reach {
        Reach::Company => (true, vec![], UserId::from_uuid(Uuid::nil())),
        Reach::Locations(list) => (false, ids(list), UserId::from_uuid(Uuid::nil())),
        Reach::Own(list) => (false, ids(list), UserId::from_uuid(me)),
    }
}

/// Counts over all cards of the board, by status.
pub async fn board_counts(tx: &TenantTx, since: Timestamp, reach: &Reach) -> Result<Vec<(String, i64)>> {
    let (everywhere, locations, mine) = reach_parts(reach, tx.user_id_or_nil());
    let rows = sql::board_counts(tx, everywhere, &locations, mine, since).await?;
    Ok(rows.into_iter().map(|row| (row.status, row.count)).collect())
}

/// The newest fifty cards of each column.
pub async fn board_cards(tx: &TenantTx, since: Timestamp, reach: &Reach) -> Result<Vec<LeadCard>> {
    let (everywhere, locations, mine) = reach_parts(reach, tx.user_id_or_nil());
    let rows = sql::board_cards(tx, since, everywhere, &locations, mine).await?;
    Ok(rows.into_iter().map(card).collect())
}

pub async fn insert(tx: &TenantTx, lead: Insert<'_>) -> Result<()> {
    sql::insert_lead(tx, lead).await.map(drop)
}

pub async fn change(tx: &TenantTx, change: Change<'_>) -> Result<()> {
    sql::change_lead(tx, change).await.map(drop)
}

pub async fn set_status(tx: &TenantTx, id: LeadId, from: Status, to: Status, reason: Option<&str>) -> Result<()> {
    sql::set_status(
        tx,
        sql::SetStatus {
            status: to.code(),
            status_before: Some(from.code()),
            lost_reason: reason.filter(|_| matches!(to, Status::Lost | Status::Unqualified)),
            closes: !to.is_open(),
            id,
        },
    )
    .await?;
    let change = deal::store::InsertStageChange {
        id: tx.new_id::<()>().uuid(),
        deal_id: None,
        lead_id: Some(id),
        batch_id: None,
        from_stage: Some(from.code()),
        to_stage: to.code(),
        from_stage_id: None,
        to_stage_id: None,
        reason,
        before: &json!({}),
        actor_id: tx.caller().user().map(|u| u.uuid()),
    };
    deal::store::add_change(tx, change).await
}

pub async fn set_assigned(tx: &TenantTx, id: LeadId, user: UserId) -> Result<()> {
    sql::set_assigned(tx, Some(user), id).await.map(drop)
}

pub async fn user_is_active(tx: &TenantTx, user: UserId) -> Result<bool> {
    Ok(sql::user_exists(tx, user).await?.any)
}

/// What is written into the lead's history.
pub struct NewTouch<'a> {
    pub kind: &'static str,
    pub is_human: bool,
    pub note: Option<&'a str>,
    pub outcome: Option<&'a str>,
    pub data: Value,
}

pub async fn add_touch(tx: &TenantTx, lead: LeadId, touch: NewTouch<'_>) -> Result<()> {
    let row = sql::InsertTouch {
        id: tx.new_id::<()>().uuid(),
        lead_id: lead,
        kind: touch.kind,
        is_human: touch.is_human,
        note: touch.note,
        outcome: touch.outcome,
        data: &touch.data,
        actor_id: tx.caller().user().map(|u| u.uuid()),
    };
    sql::insert_touch(tx, row).await?;
    sql::note_contact(tx, touch.is_human, tx.user_id_or_nil(), lead).await.map(drop)
}

pub async fn touches(tx: &TenantTx, lead: LeadId) -> Result<Vec<Touch>> {
    let rows = sql::touches_of(tx, lead).await?;
    let touch = |row: sql::TouchesOfRow| Touch {
        id: row.id,
        kind: row.kind,
        is_human: row.is_human,
        note: row.note,
        outcome: row.outcome,
        at: row.at,
        by_name: row.by_name,
    };
    Ok(rows.into_iter().map(touch).collect())
}

/// Whether a touch with this outcome is there.
pub async fn has_note(tx: &TenantTx, lead: LeadId, outcome: &str) -> Result<bool> {
    Ok(sql::has_note(tx, lead, outcome).await?.any)
}

pub async fn reopen(tx: &TenantTx, lead: LeadId) -> Result<()> {
    sql::reopen(tx, lead).await.map(drop)
}

pub async fn release(tx: &TenantTx, lead: LeadId) -> Result<()> {
    sql::clear_flags(tx, tx.caller().user().map(|u| u.uuid()), lead).await?;
    sql::release(tx, lead).await.map(drop)
}

pub async fn set_converted(tx: &TenantTx, lead: LeadId, customer: CustomerId, quote: Option<QuoteId>) -> Result<()> {
    sql::set_converted(tx, Some(customer), quote, lead).await.map(drop)
}

pub async fn set_quote(tx: &TenantTx, lead: LeadId, quote: QuoteId) -> Result<()> {
    sql::set_lead_quote(tx, Some(quote), lead).await.map(drop)
}

pub async fn score_facts(tx: &TenantTx, ids: &[Uuid]) -> Result<Vec<ScoreFactsRow>> {
    scores::score_facts(tx, ids).await
}

/// Open leads after one, in the order of their ids; two hundred at a time.
pub async fn open_after(tx: &TenantTx, after: LeadId) -> Result<Vec<LeadId>> {
    Ok(scores::open_leads(tx, after).await?.into_iter().map(|row| row.id).collect())
}

pub async fn set_score(tx: &TenantTx, lead: LeadId, score: &Score, priority: Priority) -> Result<()> {
    sql::set_score(tx, score.points, &json!(score.reasons), priority.code(), lead).await.map(drop)
}

/// Leads with one of the points that an enquiry may belong to; none without a point.
pub async fn same_contact(
    tx: &TenantTx,
    email: Option<&str>,
    phone: Option<&str>,
    since: Timestamp,
) -> Result<Vec<SameContactRow>> {
    if email.is_none() && phone.is_none() {
        return Ok(vec![]);
    }
    sql::same_contact(tx, email, phone, since).await
}

pub async fn other_leads(
    tx: &TenantTx,
    id: LeadId,
    email: Option<&str>,
    phone: Option<&str>,
) -> Result<Vec<SimilarLead>> {
    if email.is_none() && phone.is_none() {
        return Ok(vec![]);
    }
    let rows = sql::other_leads(tx, id, email, phone).await?;
    let similar = |row: sql::OtherLeadsRow| SimilarLead {
        id: row.id,
        number: row.number,
        name: row.full_name,
        status: row.status,
    };
    Ok(rows.into_iter().map(similar).collect())
}

pub async fn fraud_counts(tx: &TenantTx, asked: FraudCounts<'_>) -> Result<FraudCountsRow> {
    sql::fraud_counts(tx, asked).await
}

pub async fn add_flag(tx: &TenantTx, lead: LeadId, flag: Flag, evidence: &str) -> Result<()> {
    let id = tx.new_id::<()>().uuid();
    sql::insert_flag(tx, sql::InsertFlag { id, lead_id: lead, code: flag.code(), evidence, weight: flag.weight() })
        .await
        .map(drop)
}

pub async fn flags(tx: &TenantTx, lead: LeadId) -> Result<Vec<FraudFlag>> {
    let rows = sql::flags_of(tx, lead).await?;
    let flag = |row: sql::FlagsOfRow| FraudFlag {
        code: row.code,
        evidence: row.evidence,
        weight: row.weight,
        cleared_at: row.cleared_at,
    };
    Ok(rows.into_iter().map(flag).collect())
}

/// Makes the source unless it is known.
pub async fn know_source(tx: &TenantTx, name: &str, key: &str, kind: &str) -> Result<()> {
    sql::add_source(tx, tx.new_id(), name, key, kind).await.map(drop)
}
