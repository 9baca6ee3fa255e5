//! The trial balance: every account's balance on one side, both sides equal.

use engine::{Operation, Reach, Spec, TenantTx};
use jiff::civil::Date;
use kernel::{
    Error, Result,
    ids::BillingEntityId,
    money::{Currency, Money},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{list::sides, store};

/// Reads the trial balance of one seller, or of all that keep their books in one currency.
#[derive(Deserialize, JsonSchema)]
pub struct ReadTrialBalance {
    #[serde(default)]
    pub entity_id: Option<BillingEntityId>,
    /// Last day that counts; everything when absent.
    #[serde(default)]
    pub until: Option<Date>,
    /// Where sellers keep books in several; that of the default seller when absent.
    #[serde(default)]
    pub currency: Option<Currency>,
}

#[derive(Serialize, JsonSchema)]
pub struct AccountBalance {
    pub code: String,
    pub name: String,
    #[schemars(extend("x-mask" = "BILL"))]
    pub debit: Option<Money>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub credit: Option<Money>,
}

#[derive(Serialize, JsonSchema)]
pub struct TrialBalance {
    pub currency: Currency,
    pub accounts: Vec<AccountBalance>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub total_debit: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub total_credit: Money,
}

/// The caller's reach in the ledger: everywhere, or these places.
pub fn reach(tx: &TenantTx) -> Option<(bool, Vec<Uuid>)> {
    let ids = |places: Vec<kernel::ids::LocationId>| places.into_iter().map(|place| place.uuid()).collect();
    Some(match tx.caller().permissions().reach("ledger", "VIEW", tx.now())? {
        Reach::Company => (true, vec![]),
        Reach::Locations(places) | Reach::Own(places) => (false, ids(places)),
    })
}

impl Operation for ReadTrialBalance {
    type Output = TrialBalance;
    const SPEC: Spec = Spec::read("billing.ledger.trial_balance", "/ledger/trial-balance")
        .summary("Balances of all accounts; debits equal credits.")
        .permission("ledger", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<TrialBalance> {
        let (everywhere, places) = reach(tx).unwrap_or_default();
        let rows = store::trial_balance(tx, everywhere, &places, self.entity_id, self.until).await?;
        let currency = match (self.currency, self.entity_id) {
            (Some(currency), _) => currency,
            (None, Some(entity)) => store::currency_of(tx, entity.uuid()).await?.parse().map_err(Error::internal)?,
            (None, None) => store::default_currency(tx).await?,
        };
        let (mut accounts, mut debits, mut credits) = (vec![], Money::zero(currency), Money::zero(currency));
        for row in rows.into_iter().filter(|row| row.currency == currency.code()) {
            let (debit, credit) = sides(row.balance_minor, &row.currency)?;
            for (side, total) in [(debit, &mut debits), (credit, &mut credits)] {
                if let Some(side) = side {
                    *total = total.checked_add(side).map_err(Error::internal)?;
                }
            }
            accounts.push(AccountBalance { code: row.code, name: row.name, debit, credit });
        }
        Ok(TrialBalance { currency, accounts, total_debit: debits, total_credit: credits })
    }

    fn example() -> Value {
        json!({"until": "2026-12-31"})
    }
}
