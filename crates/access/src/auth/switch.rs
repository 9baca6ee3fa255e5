//! From one company into another, without the password again (ACC-3): a new session there.

use engine::{Action, PlatformOperation, PlatformTx, Spec};
use kernel::{Error, Result, ids::CompanyId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    family::DeviceKind,
    login::{device_name, enter_one},
    sign_in_again,
    signed_in::{Device, LoginAnswer, SignedIn},
    store,
};

/// Enters another of one's companies.
#[derive(Deserialize, JsonSchema)]
pub struct Switch {
    pub company_id: CompanyId,
    pub device: Option<String>,
    #[serde(default)]
    pub kind: DeviceKind,
}

impl PlatformOperation for Switch {
    type Output = SignedIn;
    const SPEC: Spec = Spec::command("access.auth.switch", "POST", "/auth/switch")
        .summary("Enters another of the person's companies.")
        .public()
        .action(Action::Login);
    async fn run(self, tx: &PlatformTx) -> Result<SignedIn> {
        let claims = tx.claims().filter(|c| c.support.is_none()).ok_or_else(sign_in_again)?;
        let session = claims.session().ok_or_else(sign_in_again)?;
        let identity = store::live_identity(tx, claims.client_id, session).await?.ok_or_else(sign_in_again)?;
        let companies = store::memberships(tx, identity).await?;
        if !companies.iter().any(|m| m.company_id == self.company_id.uuid()) {
            return Err(Error::not_found("company"));
        }
        let device = device_name(self.device.as_deref());
        let device = Device { kind: self.kind, name: device.as_deref() };
        match enter_one(tx, identity, companies, Some(self.company_id), device).await? {
            LoginAnswer::SignedIn(answer) => Ok(*answer),
            LoginAnswer::Choose { .. } => Err(Error::internal("one company was asked for")),
        }
    }
    fn example() -> Value {
        json!({"company_id": "com_01h00000000000000000000000"})
    }
}
