//! There is no default account: the first super admin gets a one-time link from the command line (ACC-28).

use engine::{Action, Done, PlatformOperation, PlatformTx, Spec};
use jiff::SignedDuration;
use kernel::{Error, Problems, Result, ids::SuperAdminId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;
use crate::auth::{looks_like_email, normalised, password};

/// Makes a super admin without a password; only the command line can.
#[derive(Deserialize, JsonSchema)]
pub struct InviteAdmin {
    pub username: String,
    pub email: String,
    pub name: String,
}

/// The link to hand over.
#[derive(Serialize, JsonSchema)]
pub struct Invited {
    /// Works once, for 24 hours.
    pub setup_url: String,
    pub token: String,
}

impl PlatformOperation for InviteAdmin {
    type Output = Invited;
    const SPEC: Spec =
        Spec::command("access.platform.admin.invite", "POST", "/super-admin/admins/invite").action(Action::Create);
    fn check(&self, p: &mut Problems) {
        p.text("username", &self.username, 60);
        p.text("name", &self.name, 100);
        p.require(looks_like_email(&self.email), "email", "NOT_AN_EMAIL", "This is not an e-mail address.");
    }
    async fn run(self, tx: &PlatformTx) -> Result<Invited> {
        let id: SuperAdminId = tx.new_id();
        let token = hex::encode(tx.secret());
        let (username, email) = (normalised(&self.username), normalised(&self.email));
        store::insert_admin(
            tx,
            store::NewAdmin {
                id,
                username: &username,
                email: &email,
                name: self.name.trim(),
                setup_hash: kernel::link::hash(&token),
                setup_until: tx.now() + SignedDuration::from_hours(24),
            },
        )
        .await?;
        Ok(Invited { setup_url: format!("{}/super-admin/setup?token={token}", tx.settings().public_url), token })
    }
    fn example() -> Value {
        json!({"username": "root", "email": "root@example.org", "name": "Rita Root"})
    }
}

/// Sets the first password with the one-time link.
#[derive(Deserialize, JsonSchema)]
pub struct SetUpAdmin {
    pub token: String,
    pub password: String,
}

impl PlatformOperation for SetUpAdmin {
    type Output = Done;
    const SPEC: Spec = Spec::command("access.platform.admin.setup", "POST", "/super-admin/setup")
        .summary("Sets a super admin's first password with the one-time link.")
        .public()
        .action(Action::Update);
    fn check(&self, p: &mut Problems) {
        p.text("token", &self.token, 200);
        password::check(p, "password", &self.password, &[]);
    }
    async fn run(self, tx: &PlatformTx) -> Result<Done> {
        let found = store::admin_by_setup(tx, &kernel::link::hash(&self.token)).await?;
        let admin = found.ok_or_else(|| Error::not_found("link: it was used already or has expired"))?;
        let mut salt = [0; 16];
        salt.copy_from_slice(&tx.secret()[..16]);
        let hash = password::hash(&self.password, salt).await?;
        store::set_password(tx, admin.id, &hash).await?;
        Ok(Done {})
    }
    fn example() -> Value {
        json!({"token": "one-time", "password": "three grey pianos"})
    }
}
