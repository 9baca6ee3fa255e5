//! Asking for somebody's word.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use jiff::ToSpan;
use kernel::{Error, Problems, Result, ids::QuoteId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Authority, OPEN_HOURS, price_mark,
    read::{Approval, approval},
    rise::first_level,
    store::{self, InsertApproval},
};
use crate::{
    pricing::validator::FlagLevel,
    quote::{Finding, QuoteStatus, price_changed, reckoned_row, store as quotes},
};

/// Asks whether a draft may be sent at its price (QUO-38). The draft waits until it is answered.
#[derive(Deserialize, JsonSchema)]
pub struct AskApproval {
    pub id: QuoteId,
    /// Why the customer should get this price.
    pub reason: String,
}

impl Operation for AskApproval {
    type Output = Approval;
    const SPEC: Spec = Spec::command("quotes.approval.ask", "POST", "/quotes/{id}/approval")
        .summary("Asks for approval of a draft's price.")
        .permission("quote", "UPDATE")
        .on("quote", "id")
        .created();

    fn check(&self, p: &mut Problems) {
        p.text("reason", &self.reason, 1_000);
    }

    async fn run(self, tx: &TenantTx) -> Result<Approval> {
        let row = quotes::row(tx, self.id).await?;
        row.status()?.require(QuoteStatus::PendingApproval)?;
        let now = reckoned_row(tx, &row).await?;
        if row.priced.is_some() && now.priced.total.minor() != row.total_minor {
            return Err(price_changed(now.priced.total));
        }
        let blocked = now.priced.flags.iter().filter(|flag| flag.level == FlagLevel::Block);
        let blocked: Vec<Finding> = blocked.map(Finding::of).collect();
        if !blocked.is_empty() {
            let message = "This quote cannot be sent, whoever approves it. Mend what stands in the way first.";
            return Err(Error::conflict("QUOTE_BLOCKED", message).with_data(json!({ "flags": blocked })));
        }
        let mark = price_mark(&now.input, &now.priced)?;
        let mine = row.assigned_to.is_some() && row.assigned_to == tx.caller().user();
        let lacking = Authority::of(tx, row.location_id, mine).lacks(&now.priced);
        if lacking.is_empty() || store::is_marked(tx, row.id, &mark).await? {
            return Err(Error::conflict("NOTHING_TO_APPROVE", "You can send this quote as it is."));
        }
        let findings: Vec<Finding> = lacking.iter().map(Finding::of).collect();
        let expires_at = tx.now().checked_add(OPEN_HOURS.hours()).map_err(Error::internal)?;
        let asked = InsertApproval {
            id: tx.new_id(),
            quote_id: row.id,
            location_id: row.location_id,
            price_mark: &mark,
            reason: self.reason.trim(),
            findings: &serde_json::to_value(&findings).map_err(Error::internal)?,
            currency: &row.currency,
            total_minor: now.priced.total.minor(),
            discount_minor: now.priced.discount.minor(),
            asked_by: tx.caller().user(),
            level: first_level(&tx.caller().permissions().role_code),
            expires_at,
        };
        tx.reason(&self.reason);
        let (id, level) = (asked.id, asked.level);
        store::insert(tx, asked, row.id).await?;
        tx.emit(
            NewEvent::new("quotes.quote.approval_asked", "quote", row.id.uuid())
                .location(Some(row.location_id))
                .data(json!({"quote_id": row.id, "approval_id": id, "to": [level]})),
        );
        approval(tx, row.id).await
    }

    fn example() -> Value {
        json!({"id": "quo_01h00000000000000000000000", "reason": "Third move of this family with us."})
    }
}
