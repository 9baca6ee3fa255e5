//! Break-glass: entering a company needs a reason and leaves its mark there (ACC-30). Looking is possible at once,
//! unless the company wants to be asked; changing always needs somebody else's consent.

use engine::{Action, PlatformOperation, PlatformTx, Spec, event::NewEvent, token};
use jiff::{SignedDuration, Timestamp};
use kernel::{
    Error, Problems, Result,
    ids::{CompanyId, SupportSessionId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// A support session lasts 30 minutes and is not lengthened.
pub(super) const LENGTH: SignedDuration = SignedDuration::from_mins(30);

/// What may be done inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Mode {
    /// Looks only.
    Read,
    /// Changes too; somebody has to agree first.
    Write,
}

impl Mode {
    fn code(self) -> &'static str {
        match self {
            Mode::Read => "READ",
            Mode::Write => "WRITE",
        }
    }
    /// Whether an ADMIN of the company or a second super admin has to agree first.
    fn needs_consent(self, company_wants_it: bool) -> bool {
        self == Mode::Write || company_wants_it
    }
}

/// Opens a support session.
#[derive(Deserialize, JsonSchema)]
pub struct OpenSupport {
    pub id: CompanyId,
    /// At least 20 characters; the company reads it.
    pub reason: String,
    pub mode: Mode,
}

/// A session, or the wait for consent.
#[derive(Serialize, JsonSchema)]
pub struct Opened {
    pub support_session_id: SupportSessionId,
    /// Absent while consent is awaited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_token: Option<String>,
    /// Seconds.
    pub expires_in: i64,
    pub ends_at: Timestamp,
    pub consent_needed: bool,
}

impl PlatformOperation for OpenSupport {
    type Output = Opened;
    const SPEC: Spec =
        Spec::command("access.platform.support.open", "POST", "/super-admin/companies/{id}/support-sessions")
            .summary("Enters a company for 30 minutes, with a reason the company sees.")
            .super_admin("SUPPORT")
            .action(Action::Support)
            .created();
    fn check(&self, p: &mut Problems) {
        p.text("reason", &self.reason, 500);
        let long = self.reason.trim().chars().count() >= 20;
        p.require(long, "reason", "TOO_SHORT", "At least 20 characters: the company reads it.");
    }
    async fn run(self, tx: &PlatformTx) -> Result<Opened> {
        let admin = tx.admin()?;
        let company = crate::company::store::get(tx, self.id).await?;
        let wants = company.settings.get("support_needs_consent").and_then(Value::as_bool).unwrap_or(false);
        let consent_needed = self.mode.needs_consent(wants);
        let reason = self.reason.trim();
        let inside = tx.enter(self.id, None, reason).await?;
        let id: SupportSessionId = tx.new_id();
        let ends_at = tx.now() + LENGTH;
        let new = store::NewSupport { id, admin, reason, mode: self.mode.code(), ends_at, consent_needed };
        store::insert_support(&inside, new).await?;
        inside.about("support_session", id.uuid(), tx.admin_name());
        inside.reason(reason);
        inside.severity("CRITICAL");
        let event = if consent_needed { "access.support.asked" } else { "access.support.opened" };
        inside.emit(NewEvent::new(event, "company", self.id.uuid()));
        let access_token =
            if consent_needed { None } else { Some(issue(tx, self.id, id, ends_at, self.mode == Mode::Write)?) };
        Ok(Opened { support_session_id: id, access_token, expires_in: LENGTH.as_secs(), ends_at, consent_needed })
    }
    fn example() -> Value {
        json!({"id": "com_01h00000000000000000000000", "mode": "READ",
            "reason": "The dispatcher's board shows no trucks, ticket 12."})
    }
}

/// The token of a session that somebody agreed to.
#[derive(Deserialize, JsonSchema)]
pub struct EnterSupport {
    pub id: SupportSessionId,
}

impl PlatformOperation for EnterSupport {
    type Output = Opened;
    const SPEC: Spec =
        Spec::command("access.platform.support.enter", "POST", "/super-admin/support-sessions/{id}/token")
            .summary("Answers the token of a support session that was agreed to.")
            .super_admin("SUPPORT")
            .action(Action::Support);
    async fn run(self, tx: &PlatformTx) -> Result<Opened> {
        let missing = || Error::not_found("support session");
        let found = store::support(tx, self.id).await?.ok_or_else(missing)?;
        if found.super_admin_id != tx.admin()? || found.ended_at.is_some() || found.ends_at <= tx.now() {
            return Err(missing());
        }
        if found.consent_needed && found.consented_at.is_none() {
            return Err(Error::conflict("CONSENT_NEEDED", "Nobody has agreed to this support session yet."));
        }
        let inside = tx.enter(found.company_id, None, &found.reason).await?;
        inside.about("support_session", self.id.uuid(), tx.admin_name());
        inside.reason(&found.reason);
        inside.severity("CRITICAL");
        inside.emit(NewEvent::new("access.support.opened", "company", found.company_id.uuid()));
        let token = issue(tx, found.company_id, self.id, found.ends_at, found.mode == "WRITE")?;
        Ok(Opened {
            support_session_id: self.id,
            access_token: Some(token),
            expires_in: found.ends_at.as_second() - tx.now().as_second(),
            ends_at: found.ends_at,
            consent_needed: found.consent_needed,
        })
    }
    fn example() -> Value {
        json!({"id": "sup_01h00000000000000000000000"})
    }
}

fn issue(tx: &PlatformTx, company: CompanyId, id: SupportSessionId, ends_at: Timestamp, write: bool) -> Result<String> {
    let admin = tx.admin()?;
    tx.settings().keys.issue(&token::Claims {
        iss: token::ISSUER.into(),
        aud: token::ISSUER.into(),
        sub: admin.to_string(),
        sid: id.to_string(),
        email: String::new(),
        role: "SUPPORT_SESSION".into(),
        client_id: company,
        location_id: None,
        amr: vec!["pwd".into()],
        iat: tx.now().as_second(),
        exp: ends_at.as_second(),
        jti: tx.new_uuid().to_string(),
        support: Some(token::Support { admin, session: id, write, name: tx.admin_name().to_owned() }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acc_30_writing_always_needs_consent_and_looking_when_the_company_wants_it() {
        assert!(!Mode::Read.needs_consent(false));
        assert!(Mode::Read.needs_consent(true));
        assert!(Mode::Write.needs_consent(false));
    }
}
