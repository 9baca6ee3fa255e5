//! A new access token for a refresh token, which is replaced (ACC-20).

use engine::{Action, PlatformOperation, PlatformTx, Spec, event::NewEvent};
use kernel::{Error, ErrorKind, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    family::Presented,
    login::admin_answer,
    refresh_token::{self, RefreshToken},
    sign_in_again,
    signed_in::{self, SignedIn},
    store,
};

/// Renews the session.
#[derive(Deserialize, JsonSchema)]
pub struct Refresh {
    /// Browsers send it as a cookie.
    pub refresh_token: Option<String>,
}

impl PlatformOperation for Refresh {
    type Output = SignedIn;
    const SPEC: Spec = Spec::read_by_post("access.auth.refresh", "/auth/refresh")
        .summary("Replaces the refresh token and answers a new access token.")
        .public()
        .action(Action::Login);
    async fn run(self, tx: &PlatformTx) -> Result<SignedIn> {
        let text = self.refresh_token.unwrap_or_default();
        if text.starts_with("sa_") {
            return refresh_admin(tx, text).await;
        }
        let token = refresh_token::read(&tx.settings().master_key, &text).ok_or_else(sign_in_again)?;
        refresh_user(tx, &token).await
    }
    fn example() -> Value {
        json!({})
    }
}

async fn refresh_user(tx: &PlatformTx, token: &RefreshToken) -> Result<SignedIn> {
    let inside = tx.enter(token.company, None, "session renewed").await?;
    let Some(session) = store::locked_session(&inside, token.session).await? else { return Err(sign_in_again()) };
    if session.revoked || session.expires_at <= tx.now() {
        return Err(Error::not_signed_in("SESSION_ENDED", "Your session has ended. Please sign in again."));
    }
    let member = store::member(&inside, session.user).await?.ok_or_else(sign_in_again)?;
    signed_in::may_enter(&member)?;
    let (text, hash) = refresh_token::make(&tx.settings().master_key, token.company, token.session, tx.secret());
    inside.about("user", member.id.uuid(), &member.name);
    match session.family.present(&token.hash, &hash, tx.now()) {
        Presented::Renewed(family) => {
            store::keep_family(&inside, token.session, &family).await?;
            signed_in::answer(&inside, &member, token.session, family.kind, session.expires_at, text)
        }
        Presented::Reused => {
            store::revoke(&inside, token.session, "REUSED").await?;
            inside.severity("CRITICAL");
            inside.emit(NewEvent::new("access.session.reused", "session", token.session.uuid()));
            Err(Error::new(
                ErrorKind::NotSignedIn,
                "KEEP:SESSION_REUSED",
                "This session was used in two places and has been ended for your safety. Please sign in again.",
            ))
        }
    }
}

/// A super admin's token stays the same; a page that was loaded anew gets it back.
async fn refresh_admin(tx: &PlatformTx, token: String) -> Result<SignedIn> {
    let session = store::admin_session(tx, &token).await?.ok_or_else(sign_in_again)?;
    store::touch_admin_session(tx, &session).await?;
    let rest = session.expires_at.as_second() - tx.now().as_second();
    Ok(admin_answer(session.super_admin_id, session.name, session.email, token, rest))
}
