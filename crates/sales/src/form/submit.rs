//! A visitor sends a form: by script, or as browsers do it themselves.

use engine::{Blob, Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::LeadFormId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{STAMP, TRAP, html, spam, stamp};
use crate::intake::{Channel, Context, fields, receive::receive, store};
use kernel::normal::Email;

/// Takes a form's fields; the answer is the same whether it is believed or not.
#[derive(Deserialize, JsonSchema)]
pub struct SubmitForm {
    /// Read by the runner before anything else.
    #[allow(dead_code)]
    pub form: String,
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

#[derive(Serialize, JsonSchema)]
pub struct Submitted {
    pub http_status: u16,
    pub received: bool,
}

/// What the visitor has to mend, as field and sentence.
type Mend = (&'static str, &'static str);

fn mend(members: &Map<String, Value>) -> Option<Mend> {
    let text = |name: &str| members.get(name).and_then(Value::as_str).map(str::trim).filter(|t| !t.is_empty());
    if text("email").is_some_and(|e| Email::read(e).is_none()) {
        return Some(("email", "This is not an e-mail address."));
    }
    let reach = ["email", "phone", "email_address", "phone_number", "Email", "PhoneNumber"]
        .into_iter()
        .any(|n| text(n).is_some());
    if !reach {
        return Some(("email", "Please leave an e-mail address or a phone number, so that we can answer."));
    }
    None
}

async fn take(tx: &TenantTx, form: &store::Form, members: &Map<String, Value>) -> Result<Option<Mend>> {
    let text = |name: &str| members.get(name).and_then(Value::as_str);
    let pace = store::form_pace(tx, form.id).await?;
    let link = tx.link_hash()?;
    let spam = spam(&tx.settings().master_key, &link, text(TRAP), text(STAMP), pace, tx.now());
    if spam.is_none()
        && let Some(mend) = mend(members)
    {
        return Ok(Some(mend));
    }
    let mut asked = members.clone();
    asked.remove(TRAP);
    asked.remove(STAMP);
    let intake =
        store::keep(tx, Channel::Form, None, Some::<LeadFormId>(form.id), &Value::Object(asked.clone())).await?;
    let (mut submission, _) = match fields::submission(&asked) {
        Ok(read) => read,
        Err(reason) => {
            store::settle(tx, intake, "REFUSED", Some(reason), None).await?;
            return Ok(None);
        }
    };
    submission.source = Some(form.source.clone());
    submission.service_type.get_or_insert_with(|| form.service_type.clone());
    submission.language.get_or_insert_with(|| form.language.clone());
    submission.wording = Some(form.consent_wording.clone()).filter(|_| submission.opt_in);
    let context = Context {
        channel: Channel::Form,
        location_id: form.location_id,
        network: tx.caller().facts().address.clone(),
        spam,
        ..Context::default()
    };
    let received = receive(tx, submission, context).await?;
    store::settle(tx, intake, received.outcome(), spam, Some(received.id)).await?;
    tx.about("lead", received.id.uuid(), &received.number);
    Ok(None)
}

async fn form_of(tx: &TenantTx) -> Result<store::Form> {
    store::form(tx).await?.ok_or_else(|| Error::not_found("form"))
}

impl Operation for SubmitForm {
    type Output = Submitted;
    const SPEC: Spec = Spec::command("sales.form.submit", "POST", "/forms/{form}")
        .summary("Takes what a visitor sends by an embedded form.")
        .link("f");

    async fn run(self, tx: &TenantTx) -> Result<Submitted> {
        let form = form_of(tx).await?;
        if let Some((field, sentence)) = take(tx, &form, &self.fields).await? {
            return Err(Error::invalid(field, "REQUIRED", sentence));
        }
        Ok(Submitted { http_status: 201, received: true })
    }

    fn example() -> Value {
        json!({"form": "f_AAAAAAAAAAAAAAAAAAAAAAAA", "first_name": "Nora", "email": "nora.quill@example.com"})
    }
}

/// Takes the hosted page's form and shows the next page.
#[derive(Deserialize, JsonSchema)]
pub struct SendForm {
    pub form: String,
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

impl Operation for SendForm {
    type Output = Blob;
    const SPEC: Spec = Spec::command("sales.form.send", "POST", "/forms/{form}/send")
        .summary("Takes the hosted page's form and shows what comes next.")
        .link("f")
        .content(&["text/html"]);

    async fn run(self, tx: &TenantTx) -> Result<Blob> {
        let form = form_of(tx).await?;
        let page = match take(tx, &form, &self.fields).await? {
            None => html::thanks(&form),
            Some((_, sentence)) => {
                let stamp = stamp(&tx.settings().master_key, &tx.link_hash()?, tx.now());
                html::form(&form, &self.form, &stamp, &self.fields, Some(sentence))
            }
        };
        Ok(Blob::new("text/html; charset=utf-8", "form.html", page.as_bytes()))
    }

    fn example() -> Value {
        json!({"form": "f_AAAAAAAAAAAAAAAAAAAAAAAA", "first_name": "Nora", "email": "nora.quill@example.com"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_3_a_visitor_leaves_a_way_to_answer() {
        let judged = |value: Value| mend(value.as_object().expect("an object")).map(|(field, _)| field);
        assert_eq!(judged(json!({"first_name": "Nora"})), Some("email"));
        assert_eq!(judged(json!({"email": "nora at home"})), Some("email"));
        assert_eq!(judged(json!({"phone": "416-555-0142"})), None);
    }
}
