//! Where the company takes cards.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Result,
    ids::{BillingEntityId, ProviderAccountId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// Lists accounts at payment providers, those that were replaced as well.
#[derive(Deserialize, JsonSchema)]
pub struct ListCardAccounts {
    #[serde(flatten)]
    pub query: ListQuery,
}

#[derive(Serialize, JsonSchema)]
pub struct CardAccount {
    pub id: ProviderAccountId,
    pub entity_id: BillingEntityId,
    pub legal_name: String,
    /// The seller's currency: that of the deposits it takes.
    pub currency: String,
    pub provider: String,
    pub base_url: String,
    pub is_active: bool,
    pub created_at: Timestamp,
    pub version: i64,
}

impl Operation for ListCardAccounts {
    type Output = Page<CardAccount>;
    const SPEC: Spec = Spec::list("billing.card_account.list", "/billing/card-accounts", &store::ACCOUNT_LIST)
        .summary("The company's accounts at payment providers.")
        .permission("billing_setting", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<CardAccount>> {
        let Page { items, next, limit } = store::list(tx, &self.query).await?;
        let card = |row: store::ListRow| CardAccount {
            id: row.id,
            entity_id: row.entity_id,
            legal_name: row.legal_name,
            currency: row.currency,
            provider: row.provider,
            base_url: row.base_url,
            is_active: row.is_active,
            created_at: row.created_at,
            version: row.version,
        };
        Ok(Page { items: items.into_iter().map(card).collect(), next, limit })
    }

    fn example() -> Value {
        json!({"limit": 25})
    }
}
