//! Anyone may check whether a file is one that was signed here (QUO-47). Only its hash leaves the browser.

use engine::{PlatformOperation, PlatformTx, Spec};
use jiff::Timestamp;
use kernel::{Problems, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::quote::store;

/// Looks a file's hash up among the signed documents.
#[derive(Deserialize, JsonSchema)]
pub struct VerifyDocument {
    /// SHA-256 of the file, hexadecimal.
    #[schemars(regex(pattern = "^[0-9a-fA-F]{64}$"))]
    pub sha256: String,
}

#[derive(Serialize, JsonSchema)]
pub struct Verified {
    pub genuine: bool,
    pub number: Option<String>,
    pub signed_at: Option<Timestamp>,
}

impl PlatformOperation for VerifyDocument {
    type Output = Verified;
    const SPEC: Spec = Spec::read_by_post("quotes.document.verify", "/public/verify")
        .summary("Tells whether a file is a document signed here.")
        .public();

    fn check(&self, p: &mut Problems) {
        let hash = self.sha256.len() == 64 && self.sha256.bytes().all(|b| b.is_ascii_hexdigit());
        p.require(hash, "sha256", "NOT_A_HASH", "A SHA-256 has 64 hexadecimal digits.");
    }

    async fn run(self, tx: &PlatformTx) -> Result<Verified> {
        let found = store::signed_by_hash(tx, &self.sha256.to_lowercase()).await?;
        Ok(Verified {
            genuine: found.is_some(),
            signed_at: found.as_ref().map(|d| d.signed_at),
            number: found.map(|d| d.number),
        })
    }

    fn example() -> Value {
        json!({"sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"})
    }
}
