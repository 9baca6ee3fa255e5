//! Saying yes or no to a price.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Problems, Result, ids::QuoteId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    ApprovalState, Authority, price_mark,
    read::{Approval, approval},
    store,
};
use crate::quote::{Finding, reckoned_row, store as quotes};

/// Answers the question about a quote's price (QUO-38, ACC-38): the first answer counts, never one's own, and only
/// within the own limits. Approving marks this price and no other; the rep sends it.
#[derive(Deserialize, JsonSchema)]
pub struct AnswerApproval {
    pub id: QuoteId,
    pub approve: bool,
    /// Needed for a no.
    pub note: Option<String>,
}

impl Operation for AnswerApproval {
    type Output = Approval;
    const SPEC: Spec = Spec::command("quotes.approval.answer", "POST", "/quotes/{id}/approval/answer")
        .summary("Approves or rejects the price of a quote that waits for it.")
        .permission("quote", "APPROVE")
        .on("quote", "id");

    fn check(&self, p: &mut Problems) {
        let note = self.note.as_deref().map_or("", str::trim);
        p.require(note.chars().count() <= 1_000, "note", "TOO_LONG", "A note has at most 1,000 characters.");
        p.require(self.approve || !note.is_empty(), "note", "REQUIRED", "Say what should change.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Approval> {
        tx.target().await?;
        let (row, asked) = futures::try_join!(quotes::row(tx, self.id), store::newest(tx, self.id))?;
        let asked = asked.filter(|asked| asked.state == ApprovalState::Asked.code());
        let asked = asked.ok_or_else(|| {
            Error::conflict("NOTHING_ASKED", "This question was answered, withdrawn or given up already.")
        })?;
        if asked.expires_at <= tx.now() {
            return Err(Error::conflict("REQUEST_EXPIRED", "Nobody answered in time. The rep can ask again."));
        }
        let user = tx.caller().user();
        if user.is_some() && user == asked.asked_by {
            return Err(Error::conflict("OWN_REQUEST", "Nobody answers the own question. Somebody else has to."));
        }
        if self.approve {
            let now = reckoned_row(tx, &row).await?;
            if price_mark(&now.input, &now.priced)? != asked.price_mark {
                let message = "The price is no longer the one that was asked about. It has to be asked again.";
                return Err(Error::conflict("PRICE_CHANGED", message).with_data(json!({ "total": now.priced.total })));
            }
            // Priced as the one who answers: what is beyond the own limits too is for somebody with wider ones.
            let beyond = Authority::of(tx, row.location_id, false).lacks(&now.priced);
            if !beyond.is_empty() {
                let flags: Vec<Finding> = beyond.iter().map(Finding::of).collect();
                let message = "This is beyond your own limits as well. Somebody with wider ones has to answer.";
                return Err(Error::conflict("BEYOND_YOUR_LIMITS", message).with_data(json!({ "flags": flags })));
            }
        }
        let state = if self.approve { ApprovalState::Approved } else { ApprovalState::Rejected };
        let note = self.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        if let Some(note) = note {
            tx.reason(note);
        }
        if !store::answer(tx, (asked.id, row.id), state, user, note).await? {
            return Err(Error::conflict("NOTHING_ASKED", "This question was answered already."));
        }
        let name = if self.approve { "quotes.quote.approved" } else { "quotes.quote.approval_refused" };
        tx.emit(NewEvent::new(name, "quote", row.id.uuid()).location(Some(row.location_id)).data(
            json!({"quote_id": row.id, "approval_id": asked.id, "asked_by": asked.asked_by, "answered_by": user}),
        ));
        approval(tx, row.id).await
    }

    fn example() -> Value {
        json!({"id": "quo_01h00000000000000000000000", "approve": true})
    }
}
