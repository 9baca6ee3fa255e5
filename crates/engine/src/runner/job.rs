//! Subscribers and schedules: the product's own work inside one company.

use std::{sync::Arc, time::Duration};

use kernel::{Result, ids::CompanyId};
use serde_json::Value;
use uuid::Uuid;

use super::{ATTEMPTS, Engine};
use crate::{
    audit::{self, Outcome},
    caller::{Caller, RequestFacts},
    event::event_questions,
    opening,
    operation::Spec,
    tx::{Core, TenantTx, lock},
};

impl Engine {
    /// Runs a subscriber or schedule as the product itself, with one audit line.
    pub async fn run_job<F>(&self, company: CompanyId, name: &'static str, job: F) -> Result<()>
    where
        F: for<'a> Fn(&'a TenantTx) -> crate::module::BoxFuture<'a, Result<()>>,
    {
        let spec = Spec::command(name, "POST", "");
        let mut attempt = 0;
        loop {
            attempt += 1;
            let now = self.0.settings.now();
            let entry = self.0.settings.uuid(now);
            let caller = Caller::system(company, name, RequestFacts::internal(entry));
            let client = self.0.database.client().await?;
            let begin = opening::begin_text(company, Uuid::nil(), entry, now);
            let core = Arc::new(Core::new(
                client,
                self.0.settings.clone(),
                self.0.registry.clone(),
                now,
                entry,
                opening::plain(begin),
            ));
            let tx = TenantTx { core: core.clone(), caller: Arc::new(caller) };
            let outcome = async {
                job(&tx).await?;
                core.ensure_open().await?;
                let events = event_questions(&core, &tx.caller);
                let quiet = events.is_empty() && lock(&core.about).entity.is_none();
                if quiet {
                    core.commit(&[]).await
                } else {
                    let mut last = events;
                    last.push(audit::line(&core, &tx.caller, &spec, &Value::Null, Outcome::Done, None, entry)?);
                    core.commit(&last).await
                }
            }
            .await;
            match outcome {
                Ok(()) => {
                    self.0.committed.notify_one();
                    return Ok(());
                }
                Err(e) => {
                    core.rollback().await;
                    if !(e.retry && attempt < ATTEMPTS) {
                        return Err(e);
                    }
                    tokio::time::sleep(Duration::from_millis(1 << attempt)).await;
                }
            }
        }
    }
}
