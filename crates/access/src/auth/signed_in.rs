//! What signing in answers, and how a session begins.

use engine::{PlatformTx, TenantTx, event::NewEvent, token};
use jiff::{SignedDuration, Timestamp};
use kernel::{
    Error, Result,
    ids::{CompanyId, LocationId, SessionId},
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{family::DeviceKind, refresh_token, store};

/// A session, as clients get it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SignedIn {
    pub access_token: String,
    /// Always `bearer`.
    pub token_type: &'static str,
    /// Seconds.
    pub expires_in: i64,
    pub user: SignedInUser,
    /// The page to open first.
    pub landing: String,
    pub kind: DeviceKind,
    /// Browsers get it as a cookie only.
    pub refresh_token: Option<String>,
    /// Seconds.
    pub refresh_expires_in: i64,
}

/// Names of the older system.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SignedInUser {
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: String,
    /// `regular` or `super_admin`.
    #[serde(rename = "userType")]
    pub user_type: &'static str,
    #[serde(rename = "clientId")]
    pub client_id: Option<CompanyId>,
    #[serde(rename = "locationId")]
    pub location_id: Option<LocationId>,
}

/// A company one may enter.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Choice {
    pub company_id: CompanyId,
    pub name: String,
}

/// Signed in, or a choice of companies first.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum LoginAnswer {
    SignedIn(Box<SignedIn>),
    Choose { choose: Vec<Choice>, challenge: String },
}

/// A whole number of the company's settings, within bounds.
pub(crate) fn setting(settings: &Value, name: &str, default: i64, least: i64, most: i64) -> i64 {
    settings.get(name).and_then(Value::as_i64).unwrap_or(default).clamp(least, most)
}

/// How long a session lives from its start (ACC-21); a company may shorten it.
fn life(kind: DeviceKind, settings: &Value) -> SignedDuration {
    match kind {
        DeviceKind::Web => SignedDuration::from_hours(setting(settings, "web_session_hours", 12, 1, 12)),
        DeviceKind::Phone => SignedDuration::from_hours(24 * setting(settings, "phone_session_days", 14, 1, 14)),
    }
}

/// The page to open first (ACC-16): crews have theirs; others may have chosen one.
pub(crate) fn landing(role_landing: &str, preferences: &Value) -> String {
    match preferences.get("home").and_then(Value::as_str) {
        Some(home) if role_landing != "/mobile" && home.starts_with('/') => home.to_owned(),
        _ => role_landing.to_owned(),
    }
}

/// Where a session begins.
pub struct Device<'a> {
    pub kind: DeviceKind,
    pub name: Option<&'a str>,
}

/// Starts a session in the company that was entered.
pub async fn begin(tx: &TenantTx, member: &store::MemberRow, device: Device<'_>) -> Result<SignedIn> {
    let session: SessionId = tx.new_id();
    let (text, hash) = refresh_token::make(&tx.settings().master_key, tx.company(), session, tx.secret());
    let expires_at = tx.now() + life(device.kind, &member.company_settings);
    let new =
        store::NewSession { id: session, user: member.id, kind: device.kind, hash, expires_at, device: device.name };
    store::insert_session(tx, new).await?;
    tx.about("user", member.id.uuid(), &member.name);
    tx.emit(NewEvent::new("access.session.started", "session", session.uuid()));
    answer(tx, member, session, device.kind, expires_at, text)
}

/// Signs an access token of a living session.
pub fn answer(
    tx: &TenantTx,
    member: &store::MemberRow,
    session: SessionId,
    kind: DeviceKind,
    expires_at: Timestamp,
    refresh_token: String,
) -> Result<SignedIn> {
    let now = tx.now().as_second();
    let minutes = setting(&member.company_settings, "access_token_minutes", 15, 5, 720);
    let refresh_expires_in = (expires_at.as_second() - now).max(0);
    let expires_in = (minutes * 60).min(refresh_expires_in);
    let claims = token::Claims {
        iss: token::ISSUER.into(),
        aud: token::ISSUER.into(),
        sub: member.id.to_string(),
        sid: session.to_string(),
        email: member.email.clone(),
        role: member.role_code.clone(),
        client_id: tx.company(),
        location_id: member.location_id,
        amr: vec!["pwd".into()],
        iat: now,
        exp: now + expires_in,
        jti: tx.new_id::<()>().uuid().to_string(),
        support: None,
    };
    Ok(SignedIn {
        access_token: tx.settings().keys.issue(&claims)?,
        token_type: "bearer",
        expires_in,
        user: SignedInUser {
            id: member.id.to_string(),
            name: member.name.clone(),
            email: member.email.clone(),
            role: member.role_code.clone(),
            user_type: "regular",
            client_id: Some(tx.company()),
            location_id: member.location_id,
        },
        landing: landing(&member.landing, &member.preferences),
        kind,
        refresh_token: Some(refresh_token),
        refresh_expires_in,
    })
}

/// Enters a company as one of its users; refused when the user or the company may not be entered.
pub async fn enter(tx: &PlatformTx, company: Uuid, user: Uuid, name: &str) -> Result<(TenantTx, store::MemberRow)> {
    let user = kernel::Id::from_uuid(user);
    let inside = tx.enter(CompanyId::from_uuid(company), Some((user, name)), "sign-in").await?;
    let member = store::member(&inside, user).await?.ok_or_else(super::sign_in_again)?;
    may_enter(&member)?;
    Ok((inside, member))
}

/// Suspended users and service accounts may not; of a suspended company only its ADMINs (ACC-1).
pub fn may_enter(member: &store::MemberRow) -> Result<()> {
    if member.status != "ACTIVE" || member.kind != "PERSON" {
        return Err(Error::forbidden(
            "USER_DISABLED",
            "Your access to this company is switched off. Please ask your administrator.",
        ));
    }
    match member.company_status.as_str() {
        "ACTIVE" => Ok(()),
        _ if member.role_code == "ADMIN" => Ok(()),
        _ => Err(Error::forbidden(
            "COMPANY_SUSPENDED",
            "Your company's access is suspended. Please ask your administrator.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn acc_16_crews_land_on_their_app_and_others_where_they_like() {
        assert_eq!(landing("/mobile", &json!({"home": "/leads"})), "/mobile");
        assert_eq!(landing("/dashboard", &json!({"home": "/leads"})), "/leads");
        assert_eq!(landing("/dashboard", &json!({"home": "https://elsewhere"})), "/dashboard");
        assert_eq!(landing("/dashboard", &json!({})), "/dashboard");
    }
    #[test]
    fn acc_19_a_company_sets_5_to_720_minutes() {
        let minutes = |v: Value| setting(&v, "access_token_minutes", 15, 5, 720);
        assert_eq!(minutes(json!({})), 15);
        assert_eq!(minutes(json!({"access_token_minutes": 1})), 5);
        assert_eq!(minutes(json!({"access_token_minutes": 5000})), 720);
        assert_eq!(minutes(json!({"access_token_minutes": "x"})), 15);
    }
    #[test]
    fn acc_21_lifetimes_may_only_be_shortened() {
        assert_eq!(life(DeviceKind::Web, &json!({})), SignedDuration::from_hours(12));
        assert_eq!(life(DeviceKind::Web, &json!({"web_session_hours": 100})), SignedDuration::from_hours(12));
        assert_eq!(life(DeviceKind::Phone, &json!({"phone_session_days": 2})), SignedDuration::from_hours(48));
    }
}
