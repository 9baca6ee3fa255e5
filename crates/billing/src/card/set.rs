//! A seller begins to take cards.

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Error, Problems, Result,
    ids::{BillingEntityId, ProviderAccountId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{seal_name, store};
use crate::sql::seller;

/// Sets up a seller's account at a payment provider, in place of the one before. The secret is never shown again.
#[derive(Deserialize, JsonSchema)]
pub struct SetCardAccount {
    /// The company's default seller where absent.
    #[serde(default)]
    pub entity_id: Option<BillingEntityId>,
    /// Where the provider answers; in Stripe's shape.
    pub base_url: String,
    /// The secret key of the account.
    pub secret: String,
}

#[derive(Serialize, JsonSchema)]
pub struct AccountSet {
    pub id: ProviderAccountId,
}

impl Operation for SetCardAccount {
    type Output = AccountSet;
    const SPEC: Spec = Spec::command("billing.card_account.set", "POST", "/billing/card-accounts")
        .summary("Sets up a seller's account at a payment provider.")
        .permission("billing_setting", "UPDATE")
        .created();

    fn check(&self, p: &mut Problems) {
        let fine = self.base_url.len() <= 300
            && self
                .base_url
                .parse::<url::Url>()
                .is_ok_and(|u| matches!(u.scheme(), "https" | "http") && u.has_host() && u.password().is_none());
        p.require(fine, "base_url", "NOT_AN_ADDRESS", "An address such as https://api.provider.example.");
        p.text("secret", &self.secret, 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<AccountSet> {
        let entity = match self.entity_id {
            Some(id) => id,
            None => {
                let default = seller::default_entity(tx).await?;
                default.ok_or_else(|| Error::conflict("NO_SELLER", "Enter the company's legal seller first."))?.id
            }
        };
        let id: ProviderAccountId = tx.new_id();
        let sealed = tx.settings().seal(&seal_name(id), self.secret.trim().as_bytes())?;
        store::replace(tx, id, entity, self.base_url.trim(), &sealed).await?;
        tx.about("provider_account", id.uuid(), self.base_url.trim());
        Ok(AccountSet { id })
    }

    fn example() -> Value {
        json!({"base_url": "https://api.provider.example", "secret": "sk_example"})
    }
}
