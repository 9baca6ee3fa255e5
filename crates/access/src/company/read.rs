//! The company's own data.

use engine::{Operation, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{CompanyCard, store};

/// The company.
#[derive(Deserialize, JsonSchema)]
pub struct ReadCompany {}

impl Operation for ReadCompany {
    type Output = CompanyCard;
    const SPEC: Spec = Spec::read("access.company.read", "/company")
        .summary("The company, its settings and limits.")
        .permission("setting", "VIEW");
    async fn run(self, tx: &TenantTx) -> Result<CompanyCard> {
        Ok(store::get(tx, tx.company()).await?.into())
    }
    fn example() -> Value {
        json!({})
    }
}
