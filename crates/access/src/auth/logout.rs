//! Ends the session on the server.

use engine::{Action, PlatformOperation, PlatformTx, Spec, event::NewEvent};
use kernel::{
    Result,
    ids::{CompanyId, SessionId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{refresh_token, store};

/// Signs out: this session, or all of the person's in the company.
#[derive(Deserialize, JsonSchema)]
pub struct Logout {
    #[serde(default)]
    pub all: bool,
    /// Browsers send it as a cookie.
    pub refresh_token: Option<String>,
}

/// Nothing is left: browsers take the cookie away.
#[derive(Default, Serialize, JsonSchema)]
pub struct SignedOut {
    pub refresh_token: Option<String>,
}

impl PlatformOperation for Logout {
    type Output = SignedOut;
    const SPEC: Spec = Spec::command("access.auth.logout", "POST", "/auth/logout")
        .summary("Ends this session on the server, or all of them.")
        .public()
        .action(Action::Login);
    async fn run(self, tx: &PlatformTx) -> Result<SignedOut> {
        let text = self.refresh_token.as_deref().unwrap_or_default();
        if text.starts_with("sa_") {
            store::revoke_admin_session(tx, text).await?;
        }
        if let Ok(admin) = tx.admin() {
            store::revoke_admin_sessions(tx, admin).await?;
            return Ok(SignedOut::default());
        }
        // An expired access token must not keep anybody from signing out: the refresh token will do.
        let session = tx
            .claims()
            .filter(|c| c.support.is_none())
            .and_then(|c| Some((c.client_id, c.session()?)))
            .or_else(|| refresh_token::read(&tx.settings().master_key, text).map(|t| (t.company, t.session)));
        if let Some((company, session)) = session {
            end(tx, company, session, self.all).await?;
        }
        Ok(SignedOut::default())
    }
    fn example() -> Value {
        json!({"all": false})
    }
}

async fn end(tx: &PlatformTx, company: CompanyId, session: SessionId, all: bool) -> Result<()> {
    let inside = tx.enter(company, None, "signed out").await?;
    let Some(locked) = store::locked_session(&inside, session).await? else { return Ok(()) };
    if let Some(member) = store::member(&inside, locked.user).await? {
        inside.about("user", member.id.uuid(), &member.name);
    }
    if all {
        store::revoke_all(&inside, locked.user, "SIGNED_OUT").await?;
    } else {
        store::revoke(&inside, session, "SIGNED_OUT").await?;
    }
    inside.emit(NewEvent::new("access.session.revoked", "session", session.uuid()));
    Ok(())
}
