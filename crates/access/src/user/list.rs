//! The company's users.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    UserCard,
    store::{USER_LIST, UserListRow},
};

/// The company's users.
#[derive(Deserialize, JsonSchema)]
pub struct ListUsers {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListUsers {
    type Output = Page<UserCard>;
    const SPEC: Spec =
        Spec::list("access.user.list", "/users", &USER_LIST).summary("The company's users.").permission("user", "VIEW");
    async fn run(self, tx: &TenantTx) -> Result<Page<UserCard>> {
        tx.list(&USER_LIST, &self.query, |row| {
            let row = UserListRow::from_row(row)?;
            Ok(UserCard {
                id: row.id,
                name: row.name,
                email: row.email,
                phone: row.phone,
                role_code: row.role_code,
                role_name: row.role_name,
                location_id: row.location_id,
                location_name: row.location_name,
                status: row.status,
                version: row.version,
            })
        })
        .await
    }
    fn example() -> Value {
        json!({"limit": 25})
    }
}
