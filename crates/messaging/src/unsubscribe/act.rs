//! Whoever gets marketing mail ends it with one click.

use engine::{Blob, Operation, Spec, TenantTx};
use kernel::Result;
use ports::{Channel, ConsentPort};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{KIND, page, store};

/// Withdraws the mail's purpose for the address it went to: by the button of the page, or by the mail program alone
/// (RFC 8058). Once more changes nothing.
#[derive(Deserialize, JsonSchema)]
pub struct Unsubscribe {
    #[expect(dead_code, reason = "a path parameter: the runner reads it")]
    pub token: String,
}

impl Operation for Unsubscribe {
    type Output = Blob;
    const SPEC: Spec = Spec::command("messaging.unsubscribe.act", "POST", "/public/unsubscribe/{token}")
        .summary("Ends marketing mail to the address a mail went to.")
        .link(KIND)
        .content(&["text/html"]);

    async fn run(self, tx: &TenantTx) -> Result<Blob> {
        let mail = store::mail(tx).await?;
        let point = mail.to_address.trim().to_lowercase();
        let proof = json!({"message": mail.id});
        tx.port::<ConsentPort>()?.withdraw(tx, &point, Channel::Email, &mail.purpose, proof).await?;
        tx.about("message", mail.id.uuid(), &mail.subject);
        tx.at_location(mail.location_id);
        Ok(Blob::new("text/html; charset=utf-8", "unsubscribe.html", page::done(&mail).as_bytes()))
    }

    fn example() -> Value {
        json!({"token": "u_AAAAAAAAAAAAAAAAAAAAAAAA"})
    }
}
