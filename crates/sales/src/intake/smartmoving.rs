//! The address lead providers already know, answered in the shape they expect (SAL-35, SAL-36).

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, ErrorKind, Result, ids::LeadId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{Became, Channel, Context, Provider, fields, receive::receive, store};
use crate::lead;

/// Submissions a minute of one key.
const PACE: i64 = 60;

/// What a provider hears.
pub enum Answer {
    Taken {
        id: LeadId,
        is_repeat: bool,
    },
    /// The same provider sent the same within its window.
    SentBefore {
        id: LeadId,
    },
    UnknownProvider,
    Refused(&'static str),
}

impl Answer {
    /// Status and body as the older interface answered.
    pub fn smartmoving(&self) -> (u16, Value) {
        match self {
            Answer::Taken { id, .. } => (200, json!({"leadId": id})),
            Answer::SentBefore { .. } => (400, json!({"message": "This lead has already been submitted."})),
            Answer::UnknownProvider => (400, json!({"message": "Provider not found."})),
            Answer::Refused(message) => (400, json!({"message": message})),
        }
    }
}

/// Stored first, read after: whatever comes of it, the payload and the reason are in the log. Answers the provider's
/// reply style too.
pub async fn take(tx: &TenantTx, members: &Map<String, Value>) -> Result<(Option<String>, Answer)> {
    let Some(provider) = store::provider(tx).await? else { return Ok((None, Answer::UnknownProvider)) };
    let style = Some(provider.reply_style.clone());
    if store::provider_pace(tx, provider.id).await? >= PACE {
        return Err(Error::new(ErrorKind::TooMany, "TOO_MANY", "At most 60 leads a minute. Please slow down."));
    }
    let intake = store::keep(tx, Channel::Provider, Some(provider.id), None, &Value::Object(members.clone())).await?;
    let (mut submission, sent_branch) = match fields::submission(members) {
        Ok(read) => read,
        Err(reason) => {
            store::settle(tx, intake, "REFUSED", Some(reason), None).await?;
            return Ok((style, Answer::Refused(reason)));
        }
    };
    let mut location_id = provider.location_id;
    if let Some(branch) = sent_branch {
        let code = branch.chars().take(60).filter(|c| *c != '\0').collect::<String>();
        let known = kernel::ids::LocationId::parse(&code);
        match lead::store::location_by_code(tx, &code).await? {
            Some(found) => location_id = Some(found),
            None if known.is_some() && known == provider.location_id => {}
            None => {
                let line = format!("BranchId: {code}");
                submission.notes = Some(submission.notes.map_or(line.clone(), |notes| format!("{notes}\n{line}")));
            }
        }
    }
    submission.source.get_or_insert_with(|| provider.source.clone());
    if submission.opt_in {
        // What the person read stands on the provider's page; the ledger says whose word it rests on.
        submission.wording.get_or_insert_with(|| format!("UserOptIn, as told by {}", provider.name));
    }
    let context = Context {
        channel: Channel::Provider,
        provider: Some(Provider { id: provider.id, window_hours: provider.window_hours }),
        location_id,
        ..Context::default()
    };
    let received = receive(tx, submission, context).await?;
    let reason = (received.became == Became::Repeat).then_some("sent before");
    store::settle(tx, intake, received.outcome(), reason, Some(received.id)).await?;
    tx.about("lead", received.id.uuid(), &received.number);
    let answer = match received.became {
        Became::Repeat => Answer::SentBefore { id: received.id },
        became => Answer::Taken { id: received.id, is_repeat: became == Became::Touch },
    };
    Ok((style, answer))
}

/// Takes a lead as the older interface did.
#[derive(Deserialize, JsonSchema)]
pub struct TakeSmartMoving {
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

/// The status and the whole body.
#[derive(Serialize, JsonSchema)]
pub struct BareAnswer {
    pub http_status: u16,
    pub bare: Value,
}

impl Operation for TakeSmartMoving {
    type Output = BareAnswer;
    const SPEC: Spec = Spec::command("sales.intake.from_provider", "POST", "/intake/from-provider/v2")
        .summary("Takes a lead with the fields and answers of the older provider interface.")
        .link("p");

    async fn run(self, tx: &TenantTx) -> Result<BareAnswer> {
        let (_, answer) = take(tx, &self.fields).await?;
        let (http_status, bare) = answer.smartmoving();
        Ok(BareAnswer { http_status, bare })
    }

    fn example() -> Value {
        json!({"providerKey": "p_AAAAAAAAAAAAAAAAAAAAAAAA", "FullName": "Nora Quill", "PhoneNumber": "4165550142", "MoveDate": "20260612"})
    }
}
