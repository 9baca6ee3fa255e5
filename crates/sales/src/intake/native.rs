//! The provider interface of our own: a key in the path, any fields in the body.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::LeadId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::smartmoving::{Answer, take};

/// Takes a provider's lead: 201 with the id, 200 with `duplicate` for a repeat (SAL-2).
#[derive(Deserialize, JsonSchema)]
pub struct TakeNative {
    /// Read by the runner before anything else.
    #[allow(dead_code)]
    pub provider_key: String,
    /// Whatever the provider knows.
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

/// The answer in the provider's style.
#[derive(Serialize, JsonSchema)]
pub struct NativeAnswer {
    pub http_status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<LeadId>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub duplicate: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The whole body, for providers who expect the older shape.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bare: Option<Value>,
}

impl Operation for TakeNative {
    type Output = NativeAnswer;
    const SPEC: Spec = Spec::command("sales.intake.native", "POST", "/intake/{provider_key}")
        .summary("Takes a lead from a provider.")
        .link("p");

    async fn run(self, tx: &TenantTx) -> Result<NativeAnswer> {
        let (style, answer) = take(tx, &self.fields).await?;
        if style.as_deref() == Some("SMARTMOVING") {
            let (http_status, bare) = answer.smartmoving();
            return Ok(NativeAnswer { http_status, id: None, duplicate: false, message: None, bare: Some(bare) });
        }
        let plain = |http_status, id, duplicate, message: Option<&str>| NativeAnswer {
            http_status,
            id,
            duplicate,
            message: message.map(str::to_owned),
            bare: None,
        };
        Ok(match answer {
            Answer::Taken { id, is_repeat: false } => plain(201, Some(id), false, None),
            Answer::Taken { id, is_repeat: true } | Answer::SentBefore { id } => plain(200, Some(id), true, None),
            Answer::UnknownProvider => plain(404, None, false, Some("There is no such provider.")),
            Answer::Refused(message) => plain(422, None, false, Some(message)),
        })
    }

    fn example() -> Value {
        json!({"provider_key": "p_AAAAAAAAAAAAAAAAAAAAAAAA", "first_name": "Nora", "last_name": "Quill", "phone": "416-555-0142"})
    }
}
