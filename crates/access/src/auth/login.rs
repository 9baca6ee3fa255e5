//! Signs in with an e-mail address, or a super admin's user name, and a password.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as B64};
use engine::{Action, PlatformOperation, PlatformTx, Spec};
use kernel::{Error, Problems, Result, ids::CompanyId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    challenge,
    family::DeviceKind,
    signed_in::{self, Choice, Device, LoginAnswer, SignedIn, SignedInUser},
    store,
    verify::{self, Proved},
};

/// Signs in (ACC-16).
#[derive(Deserialize, JsonSchema)]
pub struct Login {
    /// E-mail address, or a super admin's user name.
    pub email: String,
    pub password: String,
    /// Where several companies are open to the person.
    pub company_id: Option<CompanyId>,
    /// What the device calls itself.
    pub device: Option<String>,
    #[serde(default)]
    pub kind: DeviceKind,
}

pub(crate) fn check_credentials(p: &mut Problems, email: &str, password: &str) {
    p.text("email", email, 254);
    p.require(!password.is_empty(), "password", "REQUIRED", "Please fill this in.");
    p.require(password.chars().count() <= 1_000, "password", "TOO_LONG", "At most 1000 characters.");
}

/// What is kept of a device's own description.
pub(crate) fn device_name(device: Option<&str>) -> Option<String> {
    device.map(|d| d.chars().filter(|c| !c.is_control()).take(200).collect::<String>()).filter(|d| !d.is_empty())
}

impl PlatformOperation for Login {
    type Output = LoginAnswer;
    const SPEC: Spec = Spec::command("access.auth.login", "POST", "/auth/login")
        .summary("Signs in; the answer says where to land.")
        .public()
        .action(Action::Login);
    fn check(&self, p: &mut Problems) {
        check_credentials(p, &self.email, &self.password);
    }
    async fn run(self, tx: &PlatformTx) -> Result<LoginAnswer> {
        match verify::prove(tx, &self.email, &self.password).await? {
            Proved::SuperAdmin { id, name, email } => {
                begin_as_admin(tx, id, name, email).await.map(|s| LoginAnswer::SignedIn(Box::new(s)))
            }
            Proved::Identity { id } => {
                let companies = store::memberships(tx, id).await?;
                let device = device_name(self.device.as_deref());
                let device = Device { kind: self.kind, name: device.as_deref() };
                enter_one(tx, id, companies, self.company_id, device).await
            }
        }
    }
    fn example() -> Value {
        json!({"email": "ada@example.org", "password": "three grey pianos"})
    }
}

/// Into the wanted company, or the only one; else a choice.
pub(crate) async fn enter_one(
    tx: &PlatformTx,
    identity: kernel::ids::IdentityId,
    companies: Vec<store::MembershipsRow>,
    wanted: Option<CompanyId>,
    device: Device<'_>,
) -> Result<LoginAnswer> {
    let mut open: Vec<_> =
        companies.into_iter().filter(|m| m.user_status == "ACTIVE" && m.company_status != "CLOSED").collect();
    if let Some(wanted) = wanted {
        open.retain(|m| m.company_id == wanted.uuid());
    }
    match open.as_slice() {
        [] => Err(Error::forbidden(
            "USER_DISABLED",
            "No company is open to you right now. Please ask your administrator.",
        )),
        [one] => {
            let (inside, member) = signed_in::enter(tx, one.company_id, one.user_id, &one.user_name).await?;
            let (answer, ()) =
                futures::try_join!(signed_in::begin(&inside, &member, device), store::touch_identity(tx, identity),)?;
            Ok(LoginAnswer::SignedIn(Box::new(answer)))
        }
        many => Ok(LoginAnswer::Choose {
            choose: many
                .iter()
                .map(|m| Choice { company_id: CompanyId::from_uuid(m.company_id), name: m.company_name.clone() })
                .collect(),
            challenge: challenge::make(&tx.settings().master_key, identity, tx.now()),
        }),
    }
}

/// A super admin's token is opaque; it comes as a cookie too, so that a page may be loaded anew.
pub(crate) async fn begin_as_admin(
    tx: &PlatformTx,
    id: kernel::ids::SuperAdminId,
    name: String,
    email: String,
) -> Result<SignedIn> {
    let token = format!("sa_{}", B64.encode(tx.secret()));
    store::insert_admin_session(tx, id, &token).await?;
    crate::platform::store::log(tx, Some(id), None, "SIGN_IN", None, &json!({})).await?;
    Ok(admin_answer(id, name, email, token, store::ADMIN_LIFE.as_secs()))
}

pub(crate) fn admin_answer(
    id: kernel::ids::SuperAdminId,
    name: String,
    email: String,
    token: String,
    expires_in: i64,
) -> SignedIn {
    SignedIn {
        access_token: token.clone(),
        token_type: "bearer",
        expires_in,
        user: SignedInUser {
            id: id.to_string(),
            name,
            email,
            role: "SUPER_ADMIN".into(),
            user_type: "super_admin",
            client_id: None,
            location_id: None,
        },
        landing: "/super-admin".into(),
        kind: DeviceKind::Web,
        refresh_token: Some(token),
        refresh_expires_in: expires_in,
    }
}
