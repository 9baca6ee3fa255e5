//! A company is suspended, let in again, or closed (ACC-1).

use engine::{Action, PlatformOperation, PlatformTx, Spec, event::NewEvent};
use kernel::{Error, Problems, Result, ids::CompanyId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::company::store;

/// Where a company is now.
#[derive(Serialize, JsonSchema)]
pub struct CompanyStatus {
    pub id: CompanyId,
    pub status: &'static str,
}

/// Only its ADMINs may sign in from now on.
#[derive(Deserialize, JsonSchema)]
pub struct SuspendCompany {
    pub id: CompanyId,
    pub reason: String,
}

/// Everybody may sign in again.
#[derive(Deserialize, JsonSchema)]
pub struct ReactivateCompany {
    pub id: CompanyId,
    pub reason: String,
}

/// The end of a company; it does not come back.
#[derive(Deserialize, JsonSchema)]
pub struct CloseCompany {
    pub id: CompanyId,
    pub reason: String,
}

/// From where, to where, and what others hear.
struct Step {
    from: &'static [&'static str],
    to: &'static str,
    event: &'static str,
}

const SUSPEND: Step = Step { from: &["ACTIVE"], to: "SUSPENDED", event: "access.company.suspended" };
const REACTIVATE: Step = Step { from: &["SUSPENDED"], to: "ACTIVE", event: "access.company.reactivated" };
const CLOSE: Step = Step { from: &["ACTIVE", "SUSPENDED"], to: "CLOSED", event: "access.company.closed" };

async fn take(tx: &PlatformTx, id: CompanyId, reason: &str, step: &Step) -> Result<CompanyStatus> {
    let old = store::get(tx, id).await?;
    if !step.from.contains(&old.status.as_str()) {
        let sentence = format!("The company is {}; it cannot become {} from there.", old.status, step.to);
        return Err(Error::conflict("NOT_POSSIBLE_NOW", sentence));
    }
    let inside = tx.enter(id, None, reason).await?;
    store::set_status(tx, id, step.to).await?;
    inside.about("company", id.uuid(), &old.name);
    inside.reason(reason);
    inside.severity("CRITICAL");
    inside.emit(NewEvent::new(step.event, "company", id.uuid()));
    Ok(CompanyStatus { id, status: step.to })
}

macro_rules! operation {
    ($input:ident, $name:literal, $path:literal, $summary:literal, $step:ident) => {
        impl PlatformOperation for $input {
            type Output = CompanyStatus;
            const SPEC: Spec = Spec::command($name, "POST", $path)
                .summary($summary)
                .super_admin("UPDATE_COMPANIES")
                .action(Action::Update);
            fn check(&self, p: &mut Problems) {
                p.text("reason", &self.reason, 500);
            }
            async fn run(self, tx: &PlatformTx) -> Result<CompanyStatus> {
                take(tx, self.id, self.reason.trim(), &$step).await
            }
            fn example() -> Value {
                json!({"id": "com_01h00000000000000000000000", "reason": "Bill of March still open."})
            }
        }
    };
}

operation!(
    SuspendCompany,
    "access.platform.company.suspend",
    "/super-admin/companies/{id}/suspend",
    "Suspends a company: only its administrators may sign in.",
    SUSPEND
);
operation!(
    ReactivateCompany,
    "access.platform.company.reactivate",
    "/super-admin/companies/{id}/reactivate",
    "Lets a suspended company in again.",
    REACTIVATE
);
operation!(
    CloseCompany,
    "access.platform.company.close",
    "/super-admin/companies/{id}/close",
    "Closes a company for good.",
    CLOSE
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acc_1_active_suspended_active_and_closed_for_good() {
        assert_eq!((SUSPEND.from, SUSPEND.to), (&["ACTIVE"][..], "SUSPENDED"));
        assert_eq!((REACTIVATE.from, REACTIVATE.to), (&["SUSPENDED"][..], "ACTIVE"));
        assert_eq!((CLOSE.from, CLOSE.to), (&["ACTIVE", "SUSPENDED"][..], "CLOSED"));
        assert!([SUSPEND, REACTIVATE, CLOSE].iter().all(|s| !s.from.contains(&"CLOSED")));
    }
}
