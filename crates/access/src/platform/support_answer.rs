//! What a super admin does with a support session of their own or, as the second pair of eyes, of another's.

use engine::{Action, Done, PlatformOperation, PlatformTx, Spec};
use kernel::{Error, Result, ids::SupportSessionId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{company_sessions, store};

/// Ends a support session.
#[derive(Deserialize, JsonSchema)]
pub struct CloseSupport {
    pub id: SupportSessionId,
}

impl PlatformOperation for CloseSupport {
    type Output = Done;
    const SPEC: Spec = Spec::command("access.platform.support.close", "POST", "/super-admin/support-sessions/{id}/end")
        .summary("Ends a support session.")
        .super_admin("SUPPORT")
        .action(Action::Support);
    async fn run(self, tx: &PlatformTx) -> Result<Done> {
        let missing = || Error::not_found("support session");
        let found = store::support(tx, self.id).await?.ok_or_else(missing)?;
        if found.super_admin_id != tx.admin()? {
            return Err(missing());
        }
        let inside = tx.enter(found.company_id, None, "The support session ends.").await?;
        company_sessions::end(&inside, self.id, tx.admin_name()).await?;
        Ok(Done {})
    }
    fn example() -> Value {
        json!({"id": "sup_01h00000000000000000000000"})
    }
}

/// A second super admin agrees.
#[derive(Deserialize, JsonSchema)]
pub struct AgreeSupport {
    pub id: SupportSessionId,
}

impl PlatformOperation for AgreeSupport {
    type Output = Done;
    const SPEC: Spec =
        Spec::command("access.platform.support.agree", "POST", "/super-admin/support-sessions/{id}/consent")
            .summary("Agrees, as a second super admin, to a support session that may change things.")
            .super_admin("SUPPORT")
            .action(Action::Support);
    async fn run(self, tx: &PlatformTx) -> Result<Done> {
        let found = store::support(tx, self.id).await?.ok_or_else(|| Error::not_found("support session"))?;
        if found.super_admin_id == tx.admin()? {
            return Err(Error::forbidden("NOT_YOURSELF", "Somebody else has to agree."));
        }
        // Where the company wants to be asked for looking, no second super admin stands in for it.
        if found.mode == "READ" {
            return Err(Error::forbidden("COMPANY_DECIDES", "This company wants to be asked itself."));
        }
        let inside = tx.enter(found.company_id, None, "A second super admin agrees.").await?;
        company_sessions::agree(&inside, self.id, tx.admin_name()).await?;
        Ok(Done {})
    }
    fn example() -> Value {
        json!({"id": "sup_01h00000000000000000000000"})
    }
}
