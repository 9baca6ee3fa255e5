//! A browser is told no more.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{browsers, store, subscribe::Browsers};
use crate::notification::me;

/// Ends what a browser of the caller's is told. One that is known no more is no error: its service may have said so.
#[derive(Deserialize, JsonSchema)]
pub struct Forget {
    /// The address its push service gave it.
    pub endpoint: String,
}

impl Operation for Forget {
    type Output = Browsers;
    const SPEC: Spec = Spec::command("messaging.push.forget", "DELETE", "/push-subscriptions")
        .summary("Ends what a browser is told.")
        .session();

    fn check(&self, p: &mut Problems) {
        let fine = (1..=1_000).contains(&self.endpoint.len());
        p.require(fine, "endpoint", "REQUIRED", "The address of the browser that is told no more.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Browsers> {
        let user = me(tx)?;
        match store::by_endpoint(tx, &self.endpoint).await? {
            Some((id, owner)) if owner == user => store::forget(tx, id).await?,
            Some(_) => return Err(Error::not_found("browser")),
            None => {}
        }
        Ok(Browsers { browsers: browsers(tx, user).await? })
    }

    fn example() -> Value {
        json!({"endpoint": "https://push.example/send/4f1c"})
    }
}
