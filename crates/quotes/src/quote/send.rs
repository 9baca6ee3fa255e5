//! An offer goes to the customer.

use bytes::Bytes;
use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Problems, Result, ids::QuoteId, time::local_day};
use ports::{Attachment, Filling, MailPort, OutgoingMail};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Paper, QuoteStatus, Snapshot,
    assessment::refuse_stopper,
    estimate::refuse_prohibited,
    flags::{may_send, standing},
    pdf::file_name,
    price_changed,
    print::quote_pdf,
    reckon::reckoned_row,
    save::{Wanted, save_draft},
    snapshot::{Side, payer_of, refuse_blocked, refuse_blocked_payer},
    store::{self, Row, SendQuote},
    zone,
};
use crate::{stationery, words};

/// Sends a draft: price and papers are fixed, the customer gets a link (QUO-39, QUO-44).
#[derive(Deserialize, JsonSchema)]
pub struct SendQuoteToCustomer {
    pub id: QuoteId,
    /// Where the mail goes; the customer's own address where absent.
    pub to: Option<String>,
    /// A personal word above the link.
    pub message: Option<String>,
}

/// The link is told once; only its hash is kept.
#[derive(Serialize, JsonSchema)]
pub struct Sent {
    pub status: QuoteStatus,
    pub portal_url: String,
    /// Where the mail goes; null when no address is known.
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub mailed_to: Option<String>,
}

/// Whom the customer may ask.
pub(super) async fn prepared_by(tx: &TenantTx, row: &Row) -> Result<Option<Side>> {
    let seller = store::seller(tx, row.assigned_to.or(tx.caller().user())).await?;
    Ok(seller.map(|s| Side { name: s.name, email: Some(s.email), phone: s.phone, ..Side::default() }))
}

pub(crate) fn looks_like_mail(address: &str) -> bool {
    let Some((name, host)) = address.rsplit_once('@') else { return false };
    !name.is_empty()
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && address.len() <= 254
        && address.chars().all(|c| !c.is_whitespace() && !c.is_control())
}

impl Operation for SendQuoteToCustomer {
    type Output = Sent;
    const SPEC: Spec = Spec::command("quotes.quote.send", "POST", "/quotes/{id}/send")
        .summary("Sends a draft to the customer with a link to sign.")
        .permission("quote", "UPDATE")
        .on("quote", "id");

    fn check(&self, p: &mut Problems) {
        if let Some(to) = &self.to {
            p.require(looks_like_mail(to.trim()), "to", "NOT_AN_EMAIL", "This is not an e-mail address.");
        }
        let fits = self.message.as_deref().is_none_or(|m| m.chars().count() <= 5_000);
        p.require(fits, "message", "TOO_LONG", "A message has at most 5,000 characters.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Sent> {
        let row = store::row(tx, self.id).await?;
        row.status()?.require(QuoteStatus::Sent)?;
        refuse_blocked(&row.customer_status)?;
        let zone = zone(&row.timezone)?;
        if tx.now() >= row.valid_before {
            return Err(Error::conflict(
                "QUOTE_EXPIRED",
                "The last day of validity has passed. Set a later one first.",
            ));
        }
        if store::is_accepted(tx, &row.number).await? {
            return Err(Error::conflict("QUOTE_SIGNED", "A version of this quote has been accepted already."));
        }
        let around = store::around(tx, Some(row.customer_id), row.location_id).await?;
        refuse_blocked_payer(&around)?;
        let stops = row.stops()?;
        let now = reckoned_row(tx, &row).await?;
        if row.priced.is_some() && now.priced.total.minor() != row.total_minor {
            return Err(price_changed(now.priced.total));
        }
        refuse_prohibited(tx, &row).await?;
        refuse_stopper(tx, &row).await?;
        may_send(&now.priced, standing(tx, &row, &now).await?)?;
        // What is sent is what was computed today: day of pricing and tax date are fixed with it.
        save_draft(tx, &Wanted::as_it_stands(&row, &stops, &now)?).await?;
        let row = store::row(tx, self.id).await?;
        let snapshot = Snapshot::of(&around, prepared_by(tx, &row).await?);
        let dress = stationery::current(tx, row.kind()?).await?;
        let paper = Paper {
            number: row.full_number(),
            language: &row.language,
            title: &row.title,
            service_date: row.service_date,
            valid_until: row.valid_until,
            terms: row.terms.as_deref(),
            stops: &stops,
            snapshot: &snapshot,
            priced: &now.priced,
            input: &now.input,
            made_at: tx.now(),
            dress: dress.as_ref(),
        };
        let pdf = quote_pdf(&paper).await?;
        let key = files::Store::key(tx.company(), "quotes", &format!("{}.pdf", pdf.sha256));
        tx.port::<files::Store>()?.put(&key, Bytes::from(pdf.bytes)).await?;
        let token = kernel::link::make("q", tx.company(), tx.secret());
        store::replace_others(tx, row.id, &row.number).await?;
        let sent = SendQuote {
            id: row.id,
            snapshot: &serde_json::to_value(&snapshot).map_err(Error::internal)?,
            pdf_key: Some(&key),
            pdf_sha256: Some(&pdf.sha256),
            link_hash: Some(&kernel::link::hash(&token)),
            document_template_version_id: dress.as_ref().and_then(|dress| dress.version),
            payer_id: around.payer_id,
        };
        store::send(tx, sent).await?;
        let portal_url = format!("{}/portal/quotes/{token}", tx.settings().public_url);
        let to = self.to.as_deref().map(str::trim).map(str::to_owned).or_else(|| snapshot.customer.email.clone());
        let mailed_to = to.filter(|to| looks_like_mail(to));
        if let Some(to) = &mailed_to {
            // French goes first in Québec, whatever the customer reads.
            let editions = render::editions_for(Some(&snapshot.province), Some(words::language(&row.language)));
            let mut values = vec![
                ("customer", Filling::Text(snapshot.customer.name.clone())),
                ("number", Filling::Text(row.full_number())),
                ("title", Filling::Text(row.title.clone())),
                ("total", Filling::Money(now.priced.total)),
                ("valid_until", Filling::Day(row.valid_until)),
                ("link", Filling::Link(portal_url.clone())),
            ];
            values.extend(self.message.clone().map(|word| ("word", Filling::Text(word))));
            let mail = OutgoingMail {
                template: "quotes.quote.sent",
                to: to.clone(),
                language: editions.first().map(|edition| words::code(*edition)),
                values,
                customer_id: payer_of(&around),
                location_id: Some(row.location_id),
                about: ("quote", row.id.uuid()),
                attachments: vec![Attachment {
                    object_key: key,
                    file_name: file_name(&row, false),
                    content_type: "application/pdf".into(),
                }],
            };
            tx.port::<MailPort>()?.queue(tx, mail).await?;
        }
        tx.emit(NewEvent::new("quotes.quote.sent", "quote", row.id.uuid()).location(Some(row.location_id)).data(
            json!({
                "quote_id": row.id, "customer_id": row.customer_id, "lead_id": row.lead_id,
                "sent_on": local_day(tx.now(), &zone),
            }),
        ));
        Ok(Sent { status: QuoteStatus::Sent, portal_url, mailed_to })
    }

    fn example() -> Value {
        json!({"id": "quo_01h00000000000000000000000", "message": "As discussed on the phone."})
    }
}
