//! The second step of signing in where several companies are open.

use engine::{Action, PlatformOperation, PlatformTx, Spec};
use kernel::{Error, Problems, Result, ids::CompanyId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    challenge,
    family::DeviceKind,
    login::{device_name, enter_one},
    sign_in_again,
    signed_in::{Device, LoginAnswer, SignedIn},
    store,
};

/// Enters one of the offered companies.
#[derive(Deserialize, JsonSchema)]
pub struct Choose {
    pub challenge: String,
    pub company_id: CompanyId,
    pub device: Option<String>,
    #[serde(default)]
    pub kind: DeviceKind,
}

impl PlatformOperation for Choose {
    type Output = SignedIn;
    const SPEC: Spec = Spec::command("access.auth.choose", "POST", "/auth/choose")
        .summary("Enters one of the companies that signing in offered.")
        .public()
        .action(Action::Login);
    fn check(&self, p: &mut Problems) {
        p.text("challenge", &self.challenge, 500);
    }
    async fn run(self, tx: &PlatformTx) -> Result<SignedIn> {
        let identity =
            challenge::read(&tx.settings().master_key, &self.challenge, tx.now()).ok_or_else(sign_in_again)?;
        let companies = store::memberships(tx, identity).await?;
        let device = device_name(self.device.as_deref());
        let device = Device { kind: self.kind, name: device.as_deref() };
        match enter_one(tx, identity, companies, Some(self.company_id), device).await? {
            LoginAnswer::SignedIn(answer) => Ok(*answer),
            LoginAnswer::Choose { .. } => Err(Error::internal("one company was asked for")),
        }
    }
    fn example() -> Value {
        json!({"challenge": "AbCd", "company_id": "com_01h00000000000000000000000"})
    }
}
