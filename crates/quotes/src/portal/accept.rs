//! The customer signs.

use bytes::Bytes;
use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Problems, Result, ids::QuoteItemId, money::Money, time::local_day};
use ports::{Attachment, Filling, MailPort, OutgoingMail};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Wish, behind_link, choice,
    evidence::{self, Method, Signing},
    page::signed_pdf_url,
    pdf::{paper, paper_of},
};
use crate::{
    quote::{
        QuoteStatus, Snapshot,
        cover::{CoverChoice, offered, require_choice},
        credit, file_name, languages, looks_like_mail, may_accept, refuse_blocked, signed_pdf,
        store::{self, InsertSignature, Row},
        zone,
    },
    words,
};

/// Accepts and signs the quote behind a link. Accepting twice gives the same answer (QUO-45, QUO-46).
#[derive(Deserialize, JsonSchema)]
pub struct AcceptQuote {
    pub token: String,
    /// Exactly these optional items.
    #[serde(default)]
    pub selected: Vec<QuoteItemId>,
    /// How the goods of each part are protected; one for every part the page offers a choice for (QUO-16).
    #[serde(default)]
    pub covers: Vec<CoverChoice>,
    pub signer_name: String,
    pub signer_email: Option<String>,
    pub method: Method,
    /// The drawn signature.
    pub signature_svg: Option<String>,
    pub typed_name: Option<String>,
    /// The signer agrees to the words of the page.
    pub consent: bool,
    /// The total the signer saw; if it is not the server's, nothing is signed.
    pub total_shown: Money,
}

#[derive(Serialize, JsonSchema)]
pub struct AcceptedQuote {
    pub status: QuoteStatus,
    pub signed_pdf_url: String,
}

impl Operation for AcceptQuote {
    type Output = AcceptedQuote;
    const SPEC: Spec = Spec::command("quotes.portal.accept", "POST", "/portal/quotes/{token}/accept")
        .summary("The customer accepts and signs a quote.")
        .link("q")
        .key_required();

    fn check(&self, p: &mut Problems) {
        p.require(self.selected.len() <= 200, "selected", "TOO_MANY", "At most 200 options.");
        p.require(self.covers.len() <= 5, "covers", "TOO_MANY", "At most one for each part.");
        p.text("signer_name", &self.signer_name, 100);
        if let Some(email) = &self.signer_email {
            p.require(looks_like_mail(email.trim()), "signer_email", "NOT_AN_EMAIL", "This is not an e-mail address.");
        }
        p.require(self.consent, "consent", "REQUIRED", "Signing needs your consent.");
        evidence::check(p, self.method, self.signature_svg.as_deref(), self.typed_name.as_deref());
    }

    async fn run(self, tx: &TenantTx) -> Result<AcceptedQuote> {
        let row = behind_link(tx, true).await?;
        tx.about("quote", row.id.uuid(), &row.full_number());
        tx.at_location(Some(row.location_id));
        if row.status()?.is_signed() {
            return Ok(AcceptedQuote { status: QuoteStatus::Accepted, signed_pdf_url: signed_pdf_url(&self.token) });
        }
        refuse_blocked(&row.customer_status)?;
        row.status()?.require(QuoteStatus::Accepted)?;
        let items = store::items(tx, row.id).await?;
        let wish = Wish { selected: &self.selected, covers: &self.covers };
        let choice = choice(tx, &row, &items, wish).await?;
        may_accept(row.status()?, row.valid_before, tx.now(), choice.priced.total, self.total_shown)?;
        require_choice(&offered(tx, row.location_id, &choice.input).await?, &self.covers)?;

        refuse_beyond_credit(tx, &row, choice.priced.total).await?;

        let snapshot = Snapshot::read(&row.snapshot)?;
        let stops = row.stops()?;
        let shown_sha256 = match (choice.as_sent, &row.pdf_sha256) {
            (true, Some(sha256)) => sha256.clone(),
            _ => paper_of(&row, &choice).await?.sha256,
        };
        let zone = zone(&row.timezone)?;
        let name = self.signer_name.trim();
        let email = self.signer_email.as_deref().map(str::trim).filter(|e| !e.is_empty());
        let facts = tx.caller().facts();
        let signing = Signing {
            name: if self.method == Method::Typed { self.typed_name.as_deref().map_or(name, str::trim) } else { name },
            email,
            method: self.method,
            svg: self.signature_svg.as_deref(),
            shown_sha256: &shown_sha256,
            at: tx.now(),
            zone: &zone,
            facts,
            priced: &choice.priced,
            verify_at: format!("{}/verify", tx.settings().public_url),
        };
        let signed = signed_pdf(&paper(&row, &choice, &snapshot, &stops)?, |l| signing.evidence(l)).await?;
        let key = files::Store::key(tx.company(), "quotes", &format!("{}.pdf", signed.sha256));
        tx.port::<files::Store>()?.put(&key, Bytes::from(signed.bytes)).await?;

        let language = words::language(&row.language);
        let signature = InsertSignature {
            id: tx.new_id(),
            quote_id: row.id,
            signer_name: signing.name,
            signer_email: email,
            method: self.method.code(),
            typed_name: self.typed_name.as_deref().filter(|_| self.method == Method::Typed),
            drawing_svg: self.signature_svg.as_deref().filter(|_| self.method == Method::Drawn),
            consent_text: words::consent(language),
            consent_version: words::CONSENT_VERSION,
            language: words::code(language),
            timezone: &row.timezone,
            address: facts.address.as_deref(),
            user_agent: facts.agent.as_deref(),
            selected: &json!(self.selected),
            covers: &serde_json::to_value(&self.covers).map_err(Error::internal)?,
            priced: &serde_json::to_value(&choice.priced).map_err(Error::internal)?,
            currency: choice.priced.currency.code(),
            total_minor: choice.priced.total.minor(),
            deposit_minor: choice.priced.deposit.minor(),
            shown_sha256: &shown_sha256,
            signed_sha256: &signed.sha256,
            signed_key: &key,
        };
        store::sign(tx, signature).await?;
        store::remember_signed(tx, &signed.sha256, &row.full_number(), tx.now()).await?;
        store::accept(tx, row.id, choice.priced.total.minor()).await?;
        if let Some(to) =
            email.map(str::to_owned).or_else(|| snapshot.customer.email.clone()).filter(|e| looks_like_mail(e))
        {
            let taken = items.iter().filter(|item| item.is_optional && self.selected.contains(&item.id));
            let options = taken.map(|item| item.description.clone()).collect();
            tx.port::<MailPort>()?.queue(tx, confirmation(&row, &snapshot, options, to, &key)).await?;
        }
        let told = json!({"quote_id": row.id, "customer_id": row.customer_id, "lead_id": row.lead_id});
        for event in ["quotes.quote.accepted", "quotes.document.signed"] {
            tx.emit(NewEvent::new(event, "quote", row.id.uuid()).location(Some(row.location_id)).data(told.clone()));
        }
        Ok(AcceptedQuote { status: QuoteStatus::Accepted, signed_pdf_url: signed_pdf_url(&self.token) })
    }

    fn example() -> Value {
        json!({
            "token": "q_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "selected": [],
            "signer_name": "Priya Fontaine", "method": "TYPED", "typed_name": "Priya Fontaine", "consent": true,
            "total_shown": {"amount": "785.35", "currency": "CAD"}
        })
    }
}

/// CUS-5: what a customer owes may have changed since the quote was sent. Where somebody agreed to it before sending, the
/// promise stands.
async fn refuse_beyond_credit(tx: &TenantTx, row: &Row, total: Money) -> Result<()> {
    if row.priced()?.as_ref().is_some_and(credit::was_settled) {
        return Ok(());
    }
    let today = local_day(tx.now(), &zone(&row.timezone)?);
    if credit::credit(tx, Some(row.customer_id), total.currency(), today).await?.allows(total) {
        return Ok(());
    }
    Err(Error::conflict(
        "CREDIT",
        "This quote cannot be accepted here right now. Please call us; nothing has been signed.",
    ))
}

/// The signed paper goes to the signer.
fn confirmation(row: &Row, snapshot: &Snapshot, options: Vec<String>, to: String, key: &str) -> OutgoingMail {
    let language = languages(&snapshot.province, &row.language).first().copied().unwrap_or_default();
    OutgoingMail {
        template: "quotes.document.signed",
        to,
        language: Some(words::code(language)),
        values: vec![
            ("customer", Filling::Text(snapshot.customer.name.clone())),
            ("number", Filling::Text(row.full_number())),
            ("options", Filling::List(options)),
        ],
        customer_id: Some(row.customer_id),
        location_id: Some(row.location_id),
        about: ("quote", row.id.uuid()),
        attachments: vec![Attachment {
            object_key: key.to_owned(),
            file_name: file_name(row, true),
            content_type: "application/pdf".into(),
        }],
    }
}
