//! A seller takes no cards any more.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::ProviderAccountId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// Takes an account out of use. What was begun with it is finished with it.
#[derive(Deserialize, JsonSchema)]
pub struct StopCardAccount {
    pub id: ProviderAccountId,
}

#[derive(Serialize, JsonSchema)]
pub struct AccountStopped {
    pub is_active: bool,
}

impl Operation for StopCardAccount {
    type Output = AccountStopped;
    const SPEC: Spec = Spec::command("billing.card_account.stop", "POST", "/billing/card-accounts/{id}/stop")
        .summary("Takes an account at a payment provider out of use.")
        .permission("billing_setting", "UPDATE")
        .on("provider_account", "id");

    async fn run(self, tx: &TenantTx) -> Result<AccountStopped> {
        tx.target().await?;
        if !store::stop(tx, self.id).await? {
            return Err(Error::conflict("STOPPED_ALREADY", "This account is out of use already."));
        }
        Ok(AccountStopped { is_active: false })
    }

    fn example() -> Value {
        json!({"id": "pac_01h00000000000000000000000"})
    }
}
