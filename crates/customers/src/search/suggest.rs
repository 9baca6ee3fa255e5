//! Suggestions while typing.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::CustomerId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::customer::store;

/// At most eight customers for a picker.
#[derive(Deserialize, JsonSchema)]
pub struct Suggest {
    pub q: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct Suggestion {
    pub id: CustomerId,
    pub number: String,
    pub kind: String,
    pub display_name: String,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub email: Option<String>,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub phone: Option<String>,
    pub city: Option<String>,
    pub status: String,
    /// What fits: NUMBER, EMAIL, PHONE, NAME, CONTACT, ADDRESS, or RECENT for an empty text.
    pub matched: String,
}

impl Operation for Suggest {
    type Output = Vec<Suggestion>;
    const SPEC: Spec = Spec::read("customers.customer.suggest", "/customers/suggest")
        .summary("Customers a text may mean, for pickers; the last ones for an empty text.")
        .permission("customer", "VIEW");

    fn check(&self, p: &mut Problems) {
        super::check_text(p, self.q.as_deref());
    }

    async fn run(self, tx: &TenantTx) -> Result<Vec<Suggestion>> {
        let Some(reach) = tx.caller().permissions().reach("customer", "VIEW", tx.now()) else {
            return Ok(vec![]);
        };
        let q = self.q.unwrap_or_default();
        let rows = store::suggest(tx, q.trim(), &reach).await?;
        let suggestion = |row: store::SuggestRow| Suggestion {
            id: row.id,
            number: row.number,
            kind: row.kind,
            display_name: row.display_name,
            email: row.email,
            phone: row.phone,
            city: row.city,
            status: row.status,
            matched: row.matched,
        };
        Ok(rows.into_iter().map(suggestion).collect())
    }
    fn example() -> Value {
        json!({"q": "qui"})
    }
}
