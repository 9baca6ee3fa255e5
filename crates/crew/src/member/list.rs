//! The people of the crew.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::MemberCard;
use crate::sql::member::{MEMBER_LIST, MemberRow};

/// The crew members the caller may see.
#[derive(Deserialize, JsonSchema)]
pub struct ListMembers {
    #[serde(flatten)]
    query: ListQuery,
}

impl Operation for ListMembers {
    type Output = Page<MemberCard>;
    const SPEC: Spec = Spec::list("crew.member.list", "/crew-members", &MEMBER_LIST)
        .summary("The people of the crew.")
        .permission("crew", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        tx.list(&MEMBER_LIST, &self.query, |row| MemberRow::from_row(row).map(MemberCard::from)).await
    }
    fn example() -> Value {
        json!({"status": "AVAILABLE", "limit": 50})
    }
}
