//! The rates entered so far.

use engine::{Operation, Spec, TenantTx};
use jiff::civil::Date;
use kernel::{Error, Result, ids::ExchangeRateId, money::Currency};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;
use crate::deal::store as deals;

/// What one unit of a currency was worth on a day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RateLine {
    pub id: ExchangeRateId,
    pub currency: Currency,
    pub day: Date,
    /// In the company's currency, at most 8 decimals.
    pub rate: String,
    pub version: i64,
}

/// Lists the rates, newest day first, a hundred at a time.
#[derive(Deserialize, JsonSchema)]
pub struct ListRates {
    /// Only those from before this day: the last one of the page before.
    pub before: Option<Date>,
}

#[derive(Serialize, JsonSchema)]
pub struct Rates {
    /// What the rates are in.
    pub currency: Currency,
    pub rates: Vec<RateLine>,
    /// Currencies of the product that are not the company's own.
    pub others: Vec<Currency>,
}

impl Operation for ListRates {
    type Output = Rates;
    const SPEC: Spec = Spec::read("sales.rate.all", "/exchange-rates")
        .summary("What other currencies are worth in the company's own, by day, newest first.")
        .permission("deal", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Rates> {
        let currency = deals::company(tx).await?.currency.parse().map_err(Error::internal)?;
        let rates = store::newest(tx, self.before.unwrap_or(Date::MAX)).await?;
        Ok(Rates { currency, rates, others: Currency::ALL.into_iter().filter(|c| *c != currency).collect() })
    }
    fn example() -> Value {
        json!({"before": "2026-05-04"})
    }
}
