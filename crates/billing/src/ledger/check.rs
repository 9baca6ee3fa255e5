//! Whether the ledger says what the records say (BIL-30).

use engine::{Operation, Reach, Spec, TenantTx};
use kernel::{Error, Result, ids::CustomerId, money::Money};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{chart, store};

/// Checks receivable against open invoices and customer credit against what customers have, customer by customer, and
/// deposits against what invoices have left of them.
#[derive(Deserialize, JsonSchema)]
pub struct CheckLedger {}

/// One account beside the records it stands for.
#[derive(Serialize, JsonSchema)]
pub struct Control {
    pub account_code: String,
    /// Debit positive.
    #[schemars(extend("x-mask" = "BILL"))]
    pub ledger: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub records: Money,
}

/// Where they differ.
#[derive(Serialize, JsonSchema)]
pub struct Difference {
    pub account_code: String,
    pub customer_id: Option<CustomerId>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub ledger: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub records: Money,
}

#[derive(Serialize, JsonSchema)]
pub struct Checked {
    /// True when nothing differs.
    pub holds: bool,
    pub controls: Vec<Control>,
    pub differences: Vec<Difference>,
}

impl Operation for CheckLedger {
    type Output = Checked;
    const SPEC: Spec = Spec::read("billing.ledger.check", "/ledger/check")
        .summary("Whether receivable, deposits and credit in the ledger equal the records they stand for.")
        .permission("ledger", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Checked> {
        if tx.caller().permissions().reach("ledger", "VIEW", tx.now()) != Some(Reach::Company) {
            return Err(Error::forbidden(
                "WHOLE_COMPANY",
                "The check is for those who see the whole company's ledger.",
            ));
        }
        let (controls, receivable, credit) = futures::try_join!(
            store::control_sums(tx),
            store::receivable_differences(tx),
            store::credit_differences(tx),
        )?;
        let money = |minor: i64, currency: &str| -> Result<Money> {
            Ok(Money::new(minor, currency.parse().map_err(Error::internal)?))
        };
        let controls: Vec<Control> = controls
            .into_iter()
            .map(|row| {
                Ok(Control {
                    ledger: money(row.ledger_minor, &row.currency)?,
                    records: money(row.records_minor, &row.currency)?,
                    account_code: row.code,
                })
            })
            .collect::<Result<_>>()?;
        // Deposits are owed to customers until an invoice takes them up.
        let mut differences: Vec<Difference> = controls
            .iter()
            .filter(|control| control.account_code == chart::DEPOSITS && control.ledger != control.records)
            .map(|control| Difference {
                account_code: control.account_code.clone(),
                customer_id: None,
                ledger: control.ledger,
                records: control.records,
            })
            .collect();
        for row in receivable {
            differences.push(Difference {
                account_code: chart::RECEIVABLE.into(),
                customer_id: row.customer_id.map(CustomerId::from_uuid),
                ledger: money(row.ledger_minor, &row.currency)?,
                records: money(row.open_minor, &row.currency)?,
            });
        }
        for row in credit {
            // As the account has it: what customers have is a credit.
            differences.push(Difference {
                account_code: chart::CUSTOMER_CREDIT.into(),
                customer_id: row.customer_id.map(CustomerId::from_uuid),
                ledger: money(-row.ledger_minor, &row.currency)?,
                records: money(-row.credit_minor, &row.currency)?,
            });
        }
        Ok(Checked { holds: differences.is_empty(), controls, differences })
    }

    fn example() -> Value {
        json!({})
    }
}
