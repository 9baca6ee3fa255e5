//! A day's rate, entered by hand.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use jiff::civil::Date;
use kernel::{Error, Problems, Result, money::Currency};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{list::RateLine, read_rate, store};
use crate::deal::store as deals;

/// Enters what one unit of a currency is worth from a day on, or puts that day's rate right.
#[derive(Deserialize, JsonSchema)]
pub struct SaveRate {
    pub currency: Currency,
    pub day: Date,
    /// In the company's currency, such as `1.3652`; at most 8 decimals.
    pub rate: String,
}

impl Operation for SaveRate {
    type Output = RateLine;
    const SPEC: Spec = Spec::command("sales.rate.save", "POST", "/exchange-rates")
        .summary("Enters the exchange rate of a day.")
        .permission("deal", "APPROVE");

    fn check(&self, p: &mut Problems) {
        let text = "A number above zero with at most 8 decimals, such as 1.3652.";
        p.require(read_rate(&self.rate).is_some(), "rate", "NOT_A_RATE", text);
    }

    async fn run(self, tx: &TenantTx) -> Result<RateLine> {
        // The company's books are everybody's: a manager of one place does not set them.
        tx.require("deal", "APPROVE", &RowFacts { location: None, mine: false, record: Value::Null })?;
        let company = deals::company(tx).await?;
        if company.currency == self.currency.code() {
            let text = "This is the company's own currency; it is worth one of itself.";
            return Err(Error::invalid("currency", "OWN", text));
        }
        let rate = read_rate(&self.rate).ok_or_else(|| Error::invalid("rate", "NOT_A_RATE", "Not a rate."))?;
        let line = store::put(tx, self.currency, self.day, rate).await?;
        tx.about("exchange_rate", line.id.uuid(), &format!("{} {}", self.currency, self.day));
        Ok(line)
    }

    fn example() -> Value {
        json!({"currency": "USD", "day": "2026-05-04", "rate": "1.3652"})
    }
}
