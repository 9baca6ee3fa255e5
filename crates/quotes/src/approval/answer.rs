//! Saying yes or no to a price.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Problems, Result, ids::QuoteId, money::Rate};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    ApprovalState, Authority, price_mark,
    read::{Approval, approval},
    store, with_discount,
};
use crate::{
    pricing::validator::FlagLevel,
    quote::{
        Finding, Reckoned, reckoned_row, reckoned_with,
        store::{self as quotes, Row},
    },
};

/// Answers the question about a quote's price (QUO-38, ACC-38): the first answer counts, never one's own, and only
/// within the own limits. Approving marks this price and no other; the rep sends it.
#[derive(Deserialize, JsonSchema)]
pub struct AnswerApproval {
    pub id: QuoteId,
    pub approve: bool,
    /// Needed for a no that offers nothing else.
    pub note: Option<String>,
    /// With a no: the discount that would be granted instead, such as `8%`. The rep may take it and send.
    pub discount: Option<Rate>,
}

/// Priced as the one who answers: what is beyond the own limits too is for somebody with wider ones.
fn within_own_limits(tx: &TenantTx, row: &Row, now: &Reckoned) -> Result<()> {
    let beyond = Authority::of(tx, row.location_id, false).lacks(&now.priced);
    if beyond.is_empty() {
        return Ok(());
    }
    let flags: Vec<Finding> = beyond.iter().map(Finding::of).collect();
    let message = "This is beyond your own limits as well. Somebody with wider ones has to answer.";
    Err(Error::conflict("BEYOND_YOUR_LIMITS", message).with_data(json!({ "flags": flags })))
}

/// The quote with another discount, if whoever answers may grant that.
async fn offered(tx: &TenantTx, row: &Row, discount: Rate) -> Result<Reckoned> {
    let inputs = with_discount(&row.inputs, discount)?;
    let now = reckoned_with(tx, row, &inputs).await?;
    let blocked: Vec<Finding> =
        now.priced.flags.iter().filter(|flag| flag.level == FlagLevel::Block).map(Finding::of).collect();
    if !blocked.is_empty() {
        let message = "With this discount the quote could not be sent, whoever approves it.";
        return Err(Error::conflict("QUOTE_BLOCKED", message).with_data(json!({ "flags": blocked })));
    }
    within_own_limits(tx, row, &now)?;
    Ok(now)
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
        let offers = self.discount.is_some();
        p.require(self.approve || offers || !note.is_empty(), "note", "REQUIRED", "Say what should change.");
        p.require(!(self.approve && offers), "discount", "WITH_A_YES", "Another discount goes with a no.");
        let share = self.discount.is_none_or(|rate| Rate::ZERO <= rate && rate <= Rate::percent(100));
        p.require(share, "discount", "OUT_OF_RANGE", "Between 0 % and 100 %.");
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
            within_own_limits(tx, &row, &now)?;
        }
        let counter = match self.discount {
            Some(discount) => Some((discount, offered(tx, &row, discount).await?)),
            None => None,
        };
        let state = if self.approve { ApprovalState::Approved } else { ApprovalState::Rejected };
        let note = self.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        if let Some(note) = note {
            tx.reason(note);
        }
        if !store::answer(tx, (asked.id, row.id), state, user, note).await? {
            return Err(Error::conflict("NOTHING_ASKED", "This question was answered already."));
        }
        if let Some((discount, now)) = &counter {
            let kept = store::Counter {
                discount: i32::try_from(discount.millionths()).map_err(Error::internal)?,
                price_mark: &price_mark(&now.input, &now.priced)?,
                total_minor: now.priced.total.minor(),
            };
            store::offer(tx, asked.id, kept).await?;
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
