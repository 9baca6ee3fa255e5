//! Operations outside companies.

use std::sync::Arc;

use kernel::{Error, Result};
use serde_json::Value;

use super::{Answer, Compiled, Credentials, Engine, Request};
use crate::{
    audit::{self, Outcome},
    event::event_questions,
    idempotency, opening,
    operation::{Access, Kind, Spec},
    platform::PlatformTx,
    tx::Core,
};

impl Engine {
    pub(super) async fn attempt_platform(&self, compiled: &Compiled, spec: &Spec, request: &Request) -> Result<Answer> {
        let now = self.0.settings.now();
        let entry = self.0.settings.uuid(now);
        let mut admin = None;
        let mut bearer = None;
        if let Credentials::Bearer(token) = &request.credentials {
            match opening::admin_of(&self.0.database, token, now).await? {
                Some(found) => admin = Some(found),
                None => bearer = self.0.settings.keys.verify(token, now).ok().map(|claims| (*claims).clone()),
            }
        }
        let internal = matches!(request.credentials, Credentials::Internal { .. });
        if let (Access::SuperAdmin(permission), false) = (spec.access, internal) {
            let Some(found) = &admin else {
                return Err(match bearer {
                    Some(_) => Error::not_found("page"),
                    None => Error::not_signed_in("NOT_SIGNED_IN", "Please sign in."),
                });
            };
            if !found.may(permission) {
                return Err(Error::forbidden("NO_GRANT", format!("This needs the platform permission {permission}.")));
            }
        } else if spec.access != Access::Public && !internal {
            return Err(Error::not_found("operation"));
        }
        compiled.operation.check(&request.input)?;
        let client = self.0.database.client().await?;
        let begin = format!(
            "begin; set local app.platform = 'on'; set local app.entry_id = '{entry}'; set local app.now = '{now}'"
        );
        let mut core =
            Core::new(client, self.0.settings.clone(), self.0.registry.clone(), now, entry, opening::plain(begin));
        core.body = request.body.clone();
        let core = Arc::new(core);
        let mut judged_key = None;
        if let (Some(key), Some(admin), Kind::Command) = (&request.key, &admin, spec.kind) {
            let hash = idempotency::input_hash(spec, &request.input, request.body.as_deref())?;
            match idempotency::platform_answer(&core, admin.id, key, &hash).await {
                Ok(None) => judged_key = Some((admin.id, key, hash)),
                Ok(Some(data)) => {
                    core.rollback().await;
                    return Ok(Answer { data, replayed: true, said: String::new() });
                }
                Err(e) => {
                    core.rollback().await;
                    return Err(e);
                }
            }
        }
        let tx = PlatformTx {
            core: core.clone(),
            admin: admin.as_ref().map(|a| a.id),
            admin_name: admin.map(|a| a.name).unwrap_or_default(),
            facts: request.facts.clone(),
            bearer,
            entered: Default::default(),
        };
        let outcome = compiled.operation.run_platform(&tx, request.input.clone()).await;
        let outcome = match outcome {
            Ok(data) => core.ensure_open().await.map(|()| data),
            Err(e) => Err(e),
        };
        let (data, kept) = match outcome {
            Ok(data) => (data, None),
            // What a refused sign-in wrote (the attempt, a revoked family) must stay.
            Err(e) if e.code.starts_with("KEEP:") => (Value::Null, Some(e)),
            Err(e) => {
                core.rollback().await;
                return Err(e);
            }
        };
        let mut last = Vec::new();
        if let Some(inside) = tx.entered.get() {
            last = event_questions(&core, &inside.caller);
            let outcome = if kept.is_some() { Outcome::Refused } else { Outcome::Done };
            let reason = kept.as_ref().map(|e| e.message.clone());
            // Renewing a session changes nothing anybody would look for; a refused renewal does.
            if spec.audited || kept.is_some() {
                last.push(audit::line(&core, &inside.caller, spec, &request.input, outcome, reason.as_deref(), entry)?);
            }
        }
        if let Some((admin, key, hash)) = judged_key.filter(|_| kept.is_none()) {
            last.push(idempotency::platform_keep(&core, admin, spec, key, hash, &data));
        }
        if let Err(mut e) = core.commit(&last).await {
            e.retry |= e.cause.as_deref().is_some_and(|c| c.contains("platform_idempotency_pkey"));
            return Err(e);
        }
        self.0.committed.notify_one();
        match kept {
            None => Ok(Answer { data, replayed: false, said: String::new() }),
            Some(mut e) => {
                e.code = e.code.trim_start_matches("KEEP:").into();
                Err(e)
            }
        }
    }
}
