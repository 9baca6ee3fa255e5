//! What signing a quote consists of, with and without a deposit by card: what the signer gives, what is checked, what is
//! written.

use bytes::Bytes;
use engine::{TenantTx, event::NewEvent};
use jiff::Timestamp;
use kernel::{
    Error, Problems, Result,
    ids::{BookingId, QuoteItemId},
    money::Money,
    time::local_day,
};
use ports::{Attachment, CalendarPort, Filling, MailPort, OutgoingMail, WantedBooking};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Choice, Wish, choice,
    evidence::{self, Method, Signing},
    pdf::{paper, paper_of},
};
use crate::{
    quote::{
        QuoteKind, QuoteStatus, Snapshot,
        cover::{CoverChoice, offered, require_choice},
        credit, file_name, languages, looks_like_mail, may_accept, refuse_blocked, signed_pdf,
        store::{self, InsertSignature, Item, Row},
        zone,
    },
    words,
};

/// What the signer gives.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct Given {
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

impl Given {
    pub fn check(&self, p: &mut Problems) {
        p.require(self.selected.len() <= 200, "selected", "TOO_MANY", "At most 200 options.");
        p.require(self.covers.len() <= 5, "covers", "TOO_MANY", "At most one for each part.");
        p.text("signer_name", &self.signer_name, 100);
        if let Some(email) = &self.signer_email {
            p.require(looks_like_mail(email.trim()), "signer_email", "NOT_AN_EMAIL", "This is not an e-mail address.");
        }
        p.require(self.consent, "consent", "REQUIRED", "Signing needs your consent.");
        evidence::check(p, self.method, self.signature_svg.as_deref(), self.typed_name.as_deref());
    }
}

/// What may be signed: the choice with its price, and the hash of the paper it was shown on.
pub(super) struct Checked {
    pub items: Vec<Item>,
    pub choice: Choice,
    pub shown_sha256: String,
}

/// Everything that must be true before anything is signed, held or paid (QUO-45).
pub(super) async fn checked(tx: &TenantTx, row: &Row, given: &Given) -> Result<Checked> {
    refuse_blocked(&row.customer_status)?;
    row.status()?.require(QuoteStatus::Accepted)?;
    let items = store::items(tx, row.id).await?;
    let wish = Wish { selected: &given.selected, covers: &given.covers };
    let choice = choice(tx, row, &items, wish).await?;
    may_accept(row.status()?, row.valid_before, tx.now(), choice.priced.total, given.total_shown)?;
    require_choice(&offered(tx, row.location_id, &choice.input).await?, &given.covers)?;
    refuse_beyond_credit(tx, row, choice.priced.total).await?;
    let shown_sha256 = match (choice.as_sent, &row.pdf_sha256) {
        (true, Some(sha256)) => sha256.clone(),
        _ => paper_of(tx, row, &choice).await?.sha256,
    };
    Ok(Checked { items, choice, shown_sha256 })
}

/// Takes the day of a move: until an instant, or for good. Other work takes machines, which are reserved when it is planned.
pub(super) async fn take_day(tx: &TenantTx, row: &Row, until: Option<Timestamp>) -> Result<Option<BookingId>> {
    if row.kind()? != QuoteKind::Moving {
        return Ok(None);
    }
    let wanted = WantedBooking {
        quote: row.id,
        location: row.location_id,
        day: row.service_date,
        trucks: row.trucks_wanted.unwrap_or(0),
        movers: row.crew_wanted.unwrap_or(0),
        title: &row.title,
        until,
    };
    tx.port::<CalendarPort>()?.book(tx, wanted).await.map(Some)
}

/// Signs: evidence, file, mail, events.
pub(super) async fn sign(tx: &TenantTx, row: &Row, given: &Given, checked: &Checked) -> Result<()> {
    let Checked { items, choice, shown_sha256 } = checked;
    let snapshot = Snapshot::read(&row.snapshot)?;
    let stops = row.stops()?;
    let zone = zone(&row.timezone)?;
    let name = given.signer_name.trim();
    let email = given.signer_email.as_deref().map(str::trim).filter(|e| !e.is_empty());
    let facts = tx.caller().facts();
    let signing = Signing {
        name: if given.method == Method::Typed { given.typed_name.as_deref().map_or(name, str::trim) } else { name },
        email,
        method: given.method,
        svg: given.signature_svg.as_deref(),
        shown_sha256,
        at: tx.now(),
        zone: &zone,
        facts,
        priced: &choice.priced,
        verify_at: format!("{}/verify", tx.settings().public_url),
    };
    let dress = crate::stationery::of_version(tx, row.document_template_version_id).await?;
    let signed = signed_pdf(&paper(row, choice, &snapshot, &stops, dress.as_ref())?, |l| signing.evidence(l)).await?;
    let key = files::Store::key(tx.company(), "quotes", &format!("{}.pdf", signed.sha256));
    tx.port::<files::Store>()?.put(&key, Bytes::from(signed.bytes)).await?;

    let language = words::language(&row.language);
    let signature = InsertSignature {
        id: tx.new_id(),
        quote_id: row.id,
        signer_name: signing.name,
        signer_email: email,
        method: given.method.code(),
        typed_name: given.typed_name.as_deref().filter(|_| given.method == Method::Typed),
        drawing_svg: given.signature_svg.as_deref().filter(|_| given.method == Method::Drawn),
        consent_text: words::consent(language),
        consent_version: words::CONSENT_VERSION,
        language: words::code(language),
        timezone: &row.timezone,
        address: facts.address.as_deref(),
        user_agent: facts.agent.as_deref(),
        selected: &json!(given.selected),
        covers: &serde_json::to_value(&given.covers).map_err(Error::internal)?,
        priced: &serde_json::to_value(&choice.priced).map_err(Error::internal)?,
        currency: choice.priced.currency.code(),
        total_minor: choice.priced.total.minor(),
        deposit_minor: choice.priced.deposit.minor(),
        shown_sha256,
        signed_sha256: &signed.sha256,
        signed_key: &key,
    };
    store::sign(tx, signature).await?;
    store::remember_signed(tx, &signed.sha256, &row.full_number(), tx.now()).await?;
    store::accept(tx, row.id, choice.priced.total.minor()).await?;
    if let Some(to) =
        email.map(str::to_owned).or_else(|| snapshot.customer.email.clone()).filter(|e| looks_like_mail(e))
    {
        let taken = items.iter().filter(|item| item.is_optional && given.selected.contains(&item.id));
        let options = taken.map(|item| item.description.clone()).collect();
        tx.port::<MailPort>()?.queue(tx, confirmation(row, &snapshot, options, to, &key)).await?;
    }
    let told = json!({"quote_id": row.id, "customer_id": row.customer_id, "lead_id": row.lead_id});
    for event in ["quotes.quote.accepted", "quotes.document.signed"] {
        tx.emit(NewEvent::new(event, "quote", row.id.uuid()).location(Some(row.location_id)).data(told.clone()));
    }
    Ok(())
}

/// CUS-5: what a customer owes may have changed since the quote was sent. Where somebody agreed to it before sending, the
/// promise stands.
async fn refuse_beyond_credit(tx: &TenantTx, row: &Row, total: Money) -> Result<()> {
    if row.priced()?.as_ref().is_some_and(credit::was_settled) {
        return Ok(());
    }
    let today = local_day(tx.now(), &zone(&row.timezone)?);
    if credit::credit(tx, Some(row.debtor()), total.currency(), today).await?.allows(total) {
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
        customer_id: Some(row.debtor()),
        location_id: Some(row.location_id),
        about: ("quote", row.id.uuid()),
        attachments: vec![Attachment {
            object_key: key.to_owned(),
            file_name: file_name(row, true),
            content_type: "application/pdf".into(),
        }],
    }
}
