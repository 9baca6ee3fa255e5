//! Rows of conversations.

use engine::{ListQuery, Page, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{CommunicationId, ConversationId, CustomerId, LocationId, UserId},
};
use ports::Channel;

use super::{ConversationLine, preview};
use crate::{
    message,
    sql::{conversation as sql, message as messages},
};

pub use crate::sql::conversation::{
    CONVERSATION_LIST, ConversationByIdRow as Row, FilesOfRow, LatestInRow, MessagesOfRow,
};

macro_rules! line_of {
    ($row:expr) => {{
        let row = $row;
        ConversationLine {
            id: row.id,
            customer_id: row.customer_id,
            location_id: row.location_id,
            point: row.point,
            title: row.title,
            state: row.state,
            assigned_to: row.assigned_to,
            assigned_name: row.assigned_name,
            unread: row.unread,
            channel: row.channel,
            preview: row.preview,
            last_message_at: row.last_message_at,
            snoozed_until: row.snoozed_until,
            marks: row.marks,
            version: row.version,
        }
    }};
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<ConversationLine>> {
    Ok(tx.list(&CONVERSATION_LIST, query, sql::ConversationListRow::from_row).await?.map(|row| line_of!(row)))
}

pub async fn row(tx: &TenantTx, id: ConversationId) -> Result<Row> {
    sql::conversation_by_id(tx, id).await?.ok_or_else(|| Error::not_found("conversation"))
}

pub fn line(row: Row) -> ConversationLine {
    line_of!(row)
}

/// The customer's conversation with the location, where there is one.
pub async fn of_customer(
    tx: &TenantTx,
    customer: CustomerId,
    location: Option<LocationId>,
) -> Result<Option<ConversationId>> {
    Ok(sql::conversation_of(tx, Some(customer), location, "").await?.map(|row| row.id))
}

/// The same, begun when there is none; what was written to the customer before belongs to it.
pub async fn ensure_of_customer(
    tx: &TenantTx,
    customer: CustomerId,
    location: Option<LocationId>,
    channel: Channel,
) -> Result<ConversationId> {
    if let Some(id) = of_customer(tx, customer, location).await? {
        return Ok(id);
    }
    let card = message::store::customer_card(tx, customer).await?.ok_or_else(|| Error::not_found("customer"))?;
    let (title, assigned) = (card.display_name.as_str(), card.assigned_to);
    insert(tx, Some(customer), location, None, title, assigned, channel).await?;
    let id = of_customer(tx, customer, location).await?.ok_or_else(|| Error::not_found("conversation"))?;
    messages::adopt(tx, Some(id), customer, location).await?;
    Ok(id)
}

/// The conversation with a point nobody knows.
pub async fn ensure_of_point(
    tx: &TenantTx,
    point: &str,
    title: &str,
    location: Option<LocationId>,
    channel: Channel,
) -> Result<ConversationId> {
    let known = async || sql::conversation_of(tx, None, location, point).await;
    if let Some(row) = known().await? {
        return Ok(row.id);
    }
    insert(tx, None, location, Some(point), title, None, channel).await?;
    Ok(known().await?.ok_or_else(|| Error::not_found("conversation"))?.id)
}

async fn insert(
    tx: &TenantTx,
    customer: Option<CustomerId>,
    location: Option<LocationId>,
    point: Option<&str>,
    title: &str,
    assigned: Option<UserId>,
    channel: Channel,
) -> Result<()> {
    let row = sql::InsertConversation {
        id: tx.new_id(),
        customer_id: customer,
        location_id: location,
        point,
        title,
        assigned_to: assigned,
        channel: channel.code(),
    };
    sql::insert_conversation(tx, row).await.map(drop)
}

pub async fn came_in(tx: &TenantTx, id: ConversationId, channel: Channel, text: &str, marks: &[String]) -> Result<()> {
    sql::came_in(tx, channel.code(), &preview(text), marks, id).await.map(drop)
}

pub async fn went_out(tx: &TenantTx, id: ConversationId, channel: Channel, text: &str, by_person: bool) -> Result<()> {
    sql::went_out(tx, by_person, channel.code(), &preview(text), id).await.map(drop)
}

pub async fn set_state(tx: &TenantTx, id: ConversationId, state: &str, until: Option<Timestamp>) -> Result<()> {
    sql::set_state(tx, state, until, id).await.map(drop)
}

pub async fn assign(tx: &TenantTx, id: ConversationId, to: Option<UserId>) -> Result<()> {
    sql::assign(tx, to, id).await.map(drop)
}

pub async fn is_assignable(tx: &TenantTx, user: UserId) -> Result<bool> {
    Ok(sql::assignable(tx, user).await?.is_some())
}

pub async fn mark_read(tx: &TenantTx, id: ConversationId, clear_marks: bool) -> Result<()> {
    sql::mark_read(tx, clear_marks, id).await.map(drop)
}

pub async fn attach(
    tx: &TenantTx,
    id: ConversationId,
    customer: CustomerId,
    location: Option<LocationId>,
    title: &str,
) -> Result<()> {
    sql::attach(tx, Some(customer), location, title, id).await?;
    sql::move_messages(tx, Some(id), Some(customer), id).await.map(drop)
}

/// What was said in one conversation stands in the other from now on.
pub async fn join(tx: &TenantTx, from: ConversationId, into: ConversationId, customer: CustomerId) -> Result<()> {
    sql::move_messages(tx, Some(into), Some(customer), from).await?;
    sql::close_empty(tx, from).await.map(drop)
}

pub async fn messages(tx: &TenantTx, id: ConversationId, before: Timestamp) -> Result<Vec<MessagesOfRow>> {
    sql::messages_of(tx, id, before).await
}

pub async fn files(tx: &TenantTx, messages: &[CommunicationId]) -> Result<Vec<FilesOfRow>> {
    if messages.is_empty() {
        Ok(vec![])
    } else {
        sql::files_of(tx, &messages.iter().map(|id| id.uuid()).collect::<Vec<_>>()).await
    }
}

/// One file of one message, if that message belongs to the conversation.
pub async fn file(
    tx: &TenantTx,
    id: ConversationId,
    message: CommunicationId,
    position: i32,
) -> Result<Option<sql::FileAtRow>> {
    sql::file_at(tx, message, position, id).await
}

pub async fn latest_in(tx: &TenantTx, id: ConversationId, channel: Option<Channel>) -> Result<Option<LatestInRow>> {
    sql::latest_in(tx, id, channel.map(Channel::code)).await
}

pub async fn machine_pace(tx: &TenantTx, id: ConversationId, since: Timestamp) -> Result<i64> {
    Ok(sql::machine_pace(tx, id, since).await?.count)
}

pub async fn points(tx: &TenantTx, customer: CustomerId) -> Result<Vec<sql::PointsOfCustomerRow>> {
    sql::points_of_customer(tx, customer).await
}

pub async fn wake(tx: &TenantTx) -> Result<Vec<(ConversationId, Option<LocationId>)>> {
    Ok(sql::wake(tx).await?.into_iter().map(|row| (row.id, row.location_id)).collect())
}

pub async fn close_silent(tx: &TenantTx, since: Timestamp) -> Result<Vec<(ConversationId, Option<LocationId>)>> {
    Ok(sql::close_silent(tx, since).await?.into_iter().map(|row| (row.id, row.location_id)).collect())
}
