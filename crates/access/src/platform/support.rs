//! Break-glass: entering a company needs a reason and leaves its mark there (ACC-30).

use engine::{Action, Done, PlatformOperation, PlatformTx, Spec, token};
use jiff::{SignedDuration, Timestamp};
use kernel::{Error, Problems, Result, ids::{CompanyId, SupportSessionId}};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::sql::platform;

const LENGTH: SignedDuration = SignedDuration::from_mins(30);

#[derive(Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Mode {
    /// Looks only; at once.
    Read,
}

#[derive(Deserialize, JsonSchema)]
pub struct OpenSupport {
    pub id: CompanyId,
    /// At least 20 characters; the company reads it.
    pub reason: String,
    /// Writing needs the company's consent first and is not open from here.
    pub mode: Mode,
}

#[derive(Serialize, JsonSchema)]
pub struct Opened {
    pub support_session_id: SupportSessionId,
    pub access_token: String,
    /// Seconds.
    pub expires_in: i64,
    pub ends_at: Timestamp,
}

impl PlatformOperation for OpenSupport {
    type Output = Opened;
    const SPEC: Spec = Spec::command("access.platform.support.open", "POST", "/super-admin/companies/{id}/support-sessions")
        .summary("Looks into a company for 30 minutes, with a reason the company sees.")
        .super_admin("SUPPORT")
        .action(Action::Support)
        .created();
    fn check(&self, p: &mut Problems) {
        p.text("reason", &self.reason, 500);
        p.require(self.reason.trim().chars().count() >= 20, "reason", "TOO_SHORT", "At least 20 characters: the company reads it.");
    }
    async fn run(self, tx: &PlatformTx) -> Result<Opened> {
        let admin = tx.admin()?;
        crate::company::store::get(tx, self.id).await?;
        let inside = tx.enter(self.id, None, self.reason.trim()).await?;
        let id: SupportSessionId = tx.new_id();
        let now = tx.now();
        let ends_at = now + LENGTH;
        platform::insert_support(
            &inside,
            platform::InsertSupport { id, super_admin_id: admin, reason: self.reason.trim(), mode: "READ", ends_at, consent_needed: false },
        )
        .await?;
        inside.about("support_session", id.uuid(), tx.admin_name());
        inside.reason(self.reason.trim());
        inside.severity("CRITICAL");
        inside.emit(engine::event::NewEvent::new("access.support.opened", "company", self.id.uuid()));
        let claims = token::Claims {
            iss: token::ISSUER.into(),
            aud: token::ISSUER.into(),
            sub: admin.to_string(),
            sid: id.to_string(),
            email: String::new(),
            role: "SUPPORT_SESSION".into(),
            client_id: self.id,
            location_id: None,
            amr: vec!["pwd".into()],
            iat: now.as_second(),
            exp: ends_at.as_second(),
            jti: tx.new_uuid().to_string(),
            support: Some(token::Support { admin, session: id, write: false, name: tx.admin_name().to_owned() }),
        };
        Ok(Opened {
            support_session_id: id,
            access_token: tx.settings().keys.issue(&claims)?,
            expires_in: LENGTH.as_secs(),
            ends_at,
        })
    }
    fn example() -> Value {
        json!({"id": "com_01h00000000000000000000000", "reason": "The dispatcher's board shows no trucks, ticket 12.", "mode": "READ"})
    }
}

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
        let found = platform::support_by_id(tx, self.id).await?.ok_or_else(missing)?;
        if found.super_admin_id != tx.admin()? {
            return Err(missing());
        }
        let inside = tx.enter(found.company_id, None, "The support session ends.").await?;
        super::company_sessions::end(&inside, self.id, tx.admin_name()).await?;
        Ok(Done {})
    }
    fn example() -> Value {
        json!({"id": "sup_01h00000000000000000000000"})
    }
}
