//! The older system's door for super admins: the same door, for them alone.

use engine::{Action, PlatformOperation, PlatformTx, Spec};
use kernel::{Problems, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    login::{begin_as_admin, check_credentials},
    not_right,
    signed_in::SignedIn,
    verify::{self, Proved},
};

/// Signs a super admin in.
#[derive(Deserialize, JsonSchema)]
pub struct PlatformLogin {
    /// User name or e-mail address; the older system calls it `username` too.
    #[serde(alias = "username")]
    pub email: String,
    pub password: String,
}

impl PlatformOperation for PlatformLogin {
    type Output = SignedIn;
    const SPEC: Spec = Spec::command("access.auth.platform_login", "POST", "/super-admin/auth/login")
        .summary("Signs a super admin in.")
        .public()
        .action(Action::Login);
    fn check(&self, p: &mut Problems) {
        check_credentials(p, &self.email, &self.password);
    }
    async fn run(self, tx: &PlatformTx) -> Result<SignedIn> {
        match verify::prove(tx, &self.email, &self.password).await? {
            Proved::SuperAdmin { id, name, email } => begin_as_admin(tx, id, name, email).await,
            Proved::Identity { .. } => Err(not_right()),
        }
    }
    fn example() -> Value {
        json!({"email": "root", "password": "three grey pianos"})
    }
}
