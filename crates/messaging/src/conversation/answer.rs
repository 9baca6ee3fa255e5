//! We answer.

use engine::{Operation, Spec, TenantTx};
use jiff::{SignedDuration, Timestamp};
use kernel::{Error, Problems, Result, ids::ConversationId};
use ports::Channel;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    changed,
    read::{Conversation, show, way},
    store,
};
use crate::message::{
    draft::Draft,
    queue::queue,
    send::{By, check_words},
    store::said_lately,
};

/// The same words to the same point within this long are asked about first (MSG-3).
const SAME_WORDS: SignedDuration = SignedDuration::from_mins(10);

/// Answers in a conversation, by a channel that is allowed.
#[derive(Deserialize, JsonSchema)]
pub struct AnswerConversation {
    pub id: ConversationId,
    pub channel: By,
    pub text: String,
    /// Mail only; that of the latest mail when absent.
    pub subject: Option<String>,
    pub send_at: Option<Timestamp>,
    /// Although the same words went there a short while ago.
    #[serde(default)]
    pub again: bool,
}

/// `Re:` once.
fn answering(subject: &str) -> String {
    let subject = subject.trim();
    let answered = subject.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("re:"));
    if answered { subject.to_owned() } else { format!("Re: {subject}") }
}

impl Operation for AnswerConversation {
    type Output = Conversation;
    const SPEC: Spec = Spec::command("messaging.conversation.answer", "POST", "/conversations/{id}/messages")
        .summary("Answers in a conversation.")
        .permission("conversation", "UPDATE")
        .on("conversation", "id")
        .created();

    fn check(&self, p: &mut Problems) {
        check_words(p, self.channel, self.subject.as_deref(), &self.text);
    }

    async fn run(self, tx: &TenantTx) -> Result<Conversation> {
        tx.target().await?;
        let row = store::row(tx, self.id).await?;
        let channel = Channel::from(self.channel);
        let way = way(tx, &row, channel).await?;
        let (Some(to), true) = (&way.to, way.allowed) else {
            let reason = way.reason.as_deref().unwrap_or("This channel is not allowed.");
            let refused = Error::conflict(way.code.as_deref().unwrap_or("NOT_ALLOWED"), reason);
            return Err(refused.with_data(json!({"channel": way.channel})));
        };
        if !self.again && said_lately(tx, to, self.text.trim(), tx.now() - SAME_WORDS).await? {
            return Err(Error::conflict("SAID_JUST_NOW", "The same words went there within the last ten minutes."));
        }
        let latest = store::latest_in(tx, self.id, Some(channel)).await?;
        let given = self.subject.as_deref().map(str::trim).filter(|s| !s.is_empty());
        let subject = match (channel, given, &latest) {
            (Channel::Sms, ..) => String::new(),
            (_, Some(subject), _) => subject.to_owned(),
            (_, None, Some(latest)) if !latest.subject.trim().is_empty() => answering(&latest.subject),
            _ => return Err(Error::invalid("subject", "REQUIRED", "Mail needs a subject.")),
        };
        let draft = Draft {
            subject,
            customer_id: row.customer_id,
            location_id: row.location_id,
            conversation_id: Some(self.id),
            in_reply_to: latest.filter(|_| channel == Channel::Email).map(|m| m.message_id),
            send_at: self.send_at,
            ..Draft::new(channel, to, self.text.trim(), ("conversation", self.id.uuid()))
        };
        queue(tx, draft).await?;
        store::went_out(tx, self.id, channel, &self.text, true).await?;
        changed(tx, self.id, row.location_id);
        tx.about("conversation", self.id.uuid(), &row.title);
        tx.at_location(row.location_id);
        show(tx, self.id, None).await
    }

    fn example() -> Value {
        json!({"id": "cnv_01h00000000000000000000000", "channel": "EMAIL", "subject": "Your move", "text": "Yes, we bring the boxes."})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn msg_26_an_answer_says_so_once() {
        assert_eq!(answering("Boxes"), "Re: Boxes");
        assert_eq!(answering("RE: Boxes"), "RE: Boxes");
        assert_eq!(answering("Rée"), "Re: Rée");
    }
}
