//! Taking a question back.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::QuoteId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    ApprovalState,
    read::{Approval, approval},
    store,
};

/// Withdraws the question about a quote's price; the quote is a draft again.
#[derive(Deserialize, JsonSchema)]
pub struct WithdrawApproval {
    pub id: QuoteId,
}

impl Operation for WithdrawApproval {
    type Output = Approval;
    const SPEC: Spec = Spec::command("quotes.approval.withdraw", "POST", "/quotes/{id}/approval/withdraw")
        .summary("Takes the question about a quote's price back.")
        .permission("quote", "UPDATE")
        .on("quote", "id");

    async fn run(self, tx: &TenantTx) -> Result<Approval> {
        tx.target().await?;
        if !store::close(tx, self.id, ApprovalState::Withdrawn).await? {
            return Err(Error::conflict("NOTHING_ASKED", "There is no open question about this quote."));
        }
        approval(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "quo_01h00000000000000000000000"})
    }
}
