//! What a text will look like before it is sent.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::text::segments;

/// Counts a text message as it would leave (MSG-7, MSG-8).
#[derive(Deserialize, JsonSchema)]
pub struct PreviewText {
    pub text: String,
}

#[derive(Serialize, JsonSchema)]
pub struct Preview {
    /// With plain signs in the place of typographic ones.
    pub text: String,
    /// GSM_7 or UCS_2.
    pub encoding: String,
    pub units: usize,
    pub segments: usize,
    /// Whether it may be sent at all.
    pub fits: bool,
}

impl Operation for PreviewText {
    type Output = Preview;
    const SPEC: Spec = Spec::read_by_post("messaging.message.preview", "/messages/preview")
        .summary("Counts the segments of a text message.")
        .permission("message", "CREATE");

    fn check(&self, p: &mut Problems) {
        p.require(self.text.chars().count() <= 5_000, "text", "TOO_LONG", "At most 5000 characters.");
    }

    async fn run(self, _: &TenantTx) -> Result<Preview> {
        let text = segments::plain_punctuation(&self.text);
        let count = segments::count(&text);
        Ok(Preview {
            encoding: if count.is_plain { "GSM_7" } else { "UCS_2" }.into(),
            units: count.units,
            segments: count.segments,
            fits: count.segments <= segments::MOST,
            text,
        })
    }

    fn example() -> Value {
        json!({"text": "We arrive between 8 and 9."})
    }
}
