//! One conversation: what was said, how it may be answered, who it may be.

use engine::{Operation, Spec, TenantTx};
use jiff::{SignedDuration, Timestamp};
use kernel::{
    Result,
    ids::{CommunicationId, ConversationId, CustomerId},
};
use ports::{Channel, EnsureCustomerPort, Permitted, WantedCustomer};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{ConversationLine, store};
use crate::{message::gate, sender};

/// Reads a conversation with its latest hundred messages.
#[derive(Deserialize, JsonSchema)]
pub struct ReadConversation {
    pub id: ConversationId,
    /// Messages before this instant: the page before.
    pub before: Option<Timestamp>,
}

/// One thing that was said.
#[derive(Serialize, JsonSchema)]
pub struct Said {
    pub id: CommunicationId,
    pub channel: String,
    pub direction: String,
    pub status: String,
    pub code: Option<String>,
    pub reason: Option<String>,
    pub subject: String,
    pub text: String,
    /// Who of ours wrote it; absent for the other side and for the product.
    pub author: Option<String>,
    /// The word it answered by itself.
    pub answers_word: Option<String>,
    pub segments: Option<i32>,
    pub at: Timestamp,
    pub send_at: Option<Timestamp>,
    pub delivered_at: Option<Timestamp>,
    pub read_at: Option<Timestamp>,
    pub files: Vec<SaidFile>,
}

/// A file that came or went with it.
#[derive(Serialize, JsonSchema)]
pub struct SaidFile {
    /// From 0; names it among the message's files.
    pub position: i32,
    pub file_name: String,
    pub content_type: String,
}

/// A way to answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Way {
    /// EMAIL or SMS.
    pub channel: String,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub to: Option<String>,
    pub allowed: bool,
    /// Why not: NO_POINT, NO_SENDER, or the ledger's reason.
    pub code: Option<String>,
    pub reason: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct Suggestion {
    pub customer_id: CustomerId,
    pub name: String,
    pub score: i32,
}

#[derive(Serialize, JsonSchema)]
pub struct Conversation {
    #[serde(flatten)]
    pub line: ConversationLine,
    /// Oldest first.
    pub messages: Vec<Said>,
    pub ways: Vec<Way>,
    /// Customers an unknown point may belong to, best first.
    pub suggestions: Vec<Suggestion>,
}

fn no(channel: Channel, to: Option<String>, code: &str, reason: &str) -> Way {
    let (code, reason) = (Some(code.to_owned()), Some(reason.to_owned()));
    Way { channel: channel.code().into(), to, allowed: false, code, reason }
}

/// Whether the other side may be answered by a channel, and where.
pub async fn way(tx: &TenantTx, row: &store::Row, channel: Channel) -> Result<Way> {
    let kind = if channel == Channel::Sms { "PHONE" } else { "EMAIL" };
    let to = match row.customer_id {
        None => row.point.clone().filter(|p| p.contains('@') == (channel == Channel::Email)),
        Some(customer) => {
            let points = store::points(tx, customer).await?;
            let latest = store::latest_in(tx, row.id, Some(channel)).await?.and_then(|m| m.from_address);
            let known = |value: &String| points.iter().any(|p| p.value.as_ref() == Some(value));
            let usable = points.iter().find(|p| p.kind == kind && p.state != "INVALID");
            // Where they wrote from last, else the primary point.
            latest.filter(known).or_else(|| usable.and_then(|p| p.value.clone()))
        }
    };
    let Some(to) = to else {
        return Ok(no(
            channel,
            None,
            "NO_POINT",
            match channel {
                Channel::Sms => "No phone number is known.",
                Channel::Email => "No e-mail address is known.",
            },
        ));
    };
    if channel == Channel::Sms && sender::store::for_location(tx, channel, row.location_id).await?.is_none() {
        let reason = "No number to send text messages from is set up for this location.";
        return Ok(no(channel, Some(to), "NO_SENDER", reason));
    }
    Ok(match gate::judge(tx, channel, &to, "SERVICE", row.customer_id).await? {
        Permitted::Yes(_) => {
            Way { channel: channel.code().into(), to: Some(to), allowed: true, code: None, reason: None }
        }
        Permitted::No(code) => no(channel, Some(to), code, gate::sentence(code)),
    })
}

async fn suggestions(tx: &TenantTx, row: &store::Row) -> Result<Vec<Suggestion>> {
    let (None, Some(point)) = (row.customer_id, &row.point) else { return Ok(vec![]) };
    let mail = point.contains('@');
    let mut names = row.title.split_whitespace().filter(|_| row.title != *point);
    let wanted = WantedCustomer {
        first_name: names.next().map(str::to_owned),
        last_name: names.next_back().map(str::to_owned),
        email: mail.then(|| point.clone()),
        phone: (!mail).then(|| point.clone()),
        location_id: row.location_id,
        ..WantedCustomer::default()
    };
    let found = tx.port::<EnsureCustomerPort>()?.matches(tx, &wanted).await?;
    let found = found.into_iter().take(5);
    Ok(found.map(|(customer_id, name, score)| Suggestion { customer_id, name, score }).collect())
}

/// The conversation as it is shown.
pub async fn show(tx: &TenantTx, id: ConversationId, before: Option<Timestamp>) -> Result<Conversation> {
    let row = store::row(tx, id).await?;
    // What was written in this very instant belongs to the page.
    let before = before.unwrap_or(tx.now() + SignedDuration::from_secs(1));
    let (rows, mail, text, suggestions) = futures::try_join!(
        store::messages(tx, id, before),
        way(tx, &row, Channel::Email),
        way(tx, &row, Channel::Sms),
        suggestions(tx, &row)
    )?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let files = store::files(tx, &ids).await?;
    let files_of = |id: CommunicationId| {
        files
            .iter()
            .filter(|file| file.communication_id == id)
            .map(|file| SaidFile {
                position: file.position,
                file_name: file.file_name.clone(),
                content_type: file.content_type.clone(),
            })
            .collect()
    };
    let said = |row: store::MessagesOfRow| Said {
        files: files_of(row.id),
        id: row.id,
        channel: row.r#type,
        direction: row.direction,
        status: row.status,
        code: row.code,
        reason: row.reason,
        subject: row.subject,
        text: row.text,
        author: row.author,
        answers_word: row.answers_word,
        segments: row.segments,
        at: row.queued_at,
        send_at: row.send_at,
        delivered_at: row.delivered_at,
        read_at: row.read_at,
    };
    Ok(Conversation {
        line: store::line(row),
        messages: rows.into_iter().rev().map(said).collect(),
        ways: vec![mail, text],
        suggestions,
    })
}

impl Operation for ReadConversation {
    type Output = Conversation;
    const SPEC: Spec = Spec::read("messaging.conversation.read", "/conversations/{id}")
        .summary("A conversation with its messages and the ways to answer.")
        .permission("conversation", "VIEW")
        .on("conversation", "id");

    async fn run(self, tx: &TenantTx) -> Result<Conversation> {
        tx.target().await?;
        show(tx, self.id, self.before).await
    }

    fn example() -> Value {
        json!({"id": "cnv_01h00000000000000000000000"})
    }
}
