//! Yesterday's work billed: paid in cash, by transfer or in part, owed, or waiting as a draft.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::desk::Desk;

/// What becomes of a bill.
#[derive(Clone, Copy)]
enum Fate {
    Cash,
    Transfer,
    InPart,
    Owed,
    Draft,
}

const FATES: [Fate; 5] = [Fate::Cash, Fate::InPart, Fate::Transfer, Fate::Owed, Fate::Draft];

/// Half an amount in the text form of money, in whole units.
fn half(total: &Value) -> Result<Value> {
    let whole = total["amount"].as_str().and_then(|a| a.split('.').next()).context("an amount")?;
    let whole: i64 = whole.parse().context("an amount")?;
    Ok(json!({"amount": format!("{}.00", whole / 2), "currency": total["currency"]}))
}

/// How often the background work is given time to draft a bill.
const LOOKS: usize = 500;

impl Desk {
    /// The draft that a finished job gets by itself.
    async fn draft_of(&self, job: &Value) -> Result<Value> {
        for _ in 0..LOOKS {
            let found = self.actor.run("billing.invoice.list", json!({"job_id": job})).await?;
            if let Some(draft) = found["items"].get(0) {
                return Ok(draft.clone());
            }
            tokio::time::sleep(std::time::Duration::from_millis(60)).await;
        }
        anyhow::bail!("the bill of a finished job has not come about")
    }

    /// Bills a finished job; the n-th bill fares as its turn has it.
    pub async fn bill(&self, job: &Value, n: usize) -> Result<()> {
        let by = self.office.approver;
        let draft = self.draft_of(job).await?;
        let fate = FATES[n % FATES.len()];
        if matches!(fate, Fate::Draft) {
            return Ok(());
        }
        let invoice = self.actor.by(by, "billing.invoice.issue", json!({"id": draft["id"]})).await?;
        let (method, amount) = match fate {
            Fate::Cash => ("CASH", invoice["total"].clone()),
            Fate::Transfer => ("BANK_TRANSFER", invoice["total"].clone()),
            Fate::InPart => ("BANK_TRANSFER", half(&invoice["total"])?),
            Fate::Owed | Fate::Draft => return Ok(()),
        };
        let input = json!({"invoice_id": invoice["id"], "method": method, "amount": amount,
            "reference": (method == "BANK_TRANSFER").then(|| format!("TR-{}", 50_100 + n))});
        self.actor.by(by, "billing.payment.record", input).await.map(drop)
    }
}
