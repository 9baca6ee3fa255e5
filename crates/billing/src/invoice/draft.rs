//! A job's final invoice, drafted from what was signed.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{
    Error, Result,
    ids::{Invoice, InvoiceId, JobId},
    money::tax::Place,
    time::local_day,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    InvoiceStatus, Line,
    read::{InvoicePage, page},
    reckon::{TaxFacts, Totals, reckon},
    signed::{SignedInputs, SignedPrice},
    store::{self, InsertInvoice, JobRow},
    zone,
};
use crate::{
    seller::port::book,
    sql::seller::SellerOfLocationRow,
    tax::{Registration, Seller},
};

/// Drafts the final invoice of a job; a draft that is there already is answered as it is.
#[derive(Deserialize, JsonSchema)]
pub struct DraftInvoice {
    pub id: JobId,
}

/// A draft before anything is written.
struct Plan {
    seller: SellerOfLocationRow,
    numbers: Vec<(Registration, String)>,
    facts: TaxFacts,
    lines: Vec<Line>,
    totals: Totals,
}

/// What is drafted for a job, or why nothing can be.
pub(crate) enum Drafted {
    New(InvoiceId),
    /// A final invoice is there: draft or issued.
    There(InvoiceId, Option<String>, InvoiceStatus),
}

/// The seller of a draft with its registrations, as the tax book takes it.
pub(super) fn as_seller(place: Place, crane_pst: Option<bool>, numbers: &[(Registration, String)]) -> Seller {
    let registrations = numbers.iter().map(|(registration, _)| registration.clone()).collect();
    Seller { place, registrations, saskatchewan_crane_pst: crane_pst }
}

fn place_of(seller: &SellerOfLocationRow) -> Place {
    Place { country: seller.country.clone(), region: seller.region.clone() }
}

async fn plan(tx: &TenantTx, job: &JobRow) -> Result<Plan> {
    let unsigned = || Error::conflict("NO_SIGNED_PRICE", "This job has no signed quote to be billed from.");
    let quote = job.quote_id.ok_or_else(unsigned)?;
    let priced = job.priced.as_ref().ok_or_else(unsigned)?;
    let inputs = SignedInputs::read(job.inputs.as_ref().ok_or_else(unsigned)?)?;
    let (words, seller) = futures::try_join!(store::words(tx, quote), store::seller_of(tx, job))?;
    let numbers = store::registrations(tx, seller.id).await?;
    let price = SignedPrice::read(priced)?;
    let currency = price.currency;
    let mut lines = price.lines(&inputs, words);
    if lines.is_empty() {
        return Err(Error::conflict("NOTHING_TO_BILL", "Nothing was signed that could be billed."));
    }
    let facts = TaxFacts {
        day: local_day(tx.now(), &zone(&job.timezone)?),
        recipient: inputs.recipient,
        untaxed_reason: inputs.untaxed_reason,
    };
    let book = book(as_seller(place_of(&seller), seller.saskatchewan_crane_pst, &numbers));
    let totals = reckon(&mut lines, &facts, currency, book.as_ref())?;
    Ok(Plan { seller, numbers, facts, lines, totals })
}

async fn write(tx: &TenantTx, job: &JobRow, plan: &Plan) -> Result<InvoiceId> {
    let Plan { seller, numbers, facts, lines, totals } = plan;
    let id = tx.new_id::<Invoice>();
    let finished = job.actual_end.map(|at| Ok::<_, Error>(local_day(at, &zone(&job.timezone)?))).transpose()?;
    let invoice = InsertInvoice {
        id,
        entity_id: seller.id,
        customer_id: job.payer_id.unwrap_or(job.customer_id),
        served_customer_id: job.payer_id.map(|_| job.customer_id),
        job_id: Some(job.id),
        quote_id: job.quote_id,
        location_id: job.location_id,
        title: &job.title,
        language: job.language.as_deref().unwrap_or("en"),
        currency: totals.total.currency().code(),
        supply_date: finished.or(job.service_date),
        tax_date: facts.day,
        recipient: &serde_json::to_value(&facts.recipient).map_err(Error::internal)?,
        untaxed_reason: facts.untaxed_reason.as_deref(),
        tax_notes: &store::notes(totals)?,
        subtotal_minor: totals.subtotal.minor(),
        tax_minor: totals.tax.minor(),
        total_minor: totals.total.minor(),
    };
    store::insert(tx, invoice).await?;
    store::insert_items(tx, id, lines).await?;
    store::put_taxes(tx, id, totals, numbers, &place_of(seller), facts.day).await?;
    tx.about("invoice", id.uuid(), &job.title);
    tx.at_location(Some(job.location_id));
    let told = json!({"invoice_id": id, "job_id": job.id, "customer_id": job.payer_id.unwrap_or(job.customer_id)});
    tx.emit(NewEvent::new("billing.invoice.drafted", "invoice", id.uuid()).location(Some(job.location_id)).data(told));
    Ok(id)
}

/// Drafts the final invoice of a job unless there is one. A job without a signed price, a missing seller or a tax
/// that cannot be decided is refused before anything is written.
pub(crate) async fn draft(tx: &TenantTx, id: JobId) -> Result<Drafted> {
    let (job, there) = futures::try_join!(store::job(tx, id), store::final_of(tx, id))?;
    if let Some((id, number, status)) = there {
        return Ok(Drafted::There(id, number, status));
    }
    if job.status == "CANCELLED" {
        return Err(Error::conflict("JOB_CANCELLED", "A cancelled job is not billed."));
    }
    let plan = plan(tx, &job).await?;
    Ok(Drafted::New(write(tx, &job, &plan).await?))
}

impl Operation for DraftInvoice {
    type Output = InvoicePage;
    const SPEC: Spec = Spec::command("billing.invoice.draft", "POST", "/jobs/{id}/invoice")
        .summary("Drafts a job's final invoice from its signed quote.")
        .permission("invoice", "CREATE")
        .on("job", "id")
        .created();

    async fn run(self, tx: &TenantTx) -> Result<InvoicePage> {
        match draft(tx, self.id).await? {
            Drafted::New(id) => page(tx, id).await,
            Drafted::There(id, _, InvoiceStatus::Draft) => {
                tx.about("invoice", id.uuid(), "draft");
                page(tx, id).await
            }
            Drafted::There(id, number, _) => {
                Err(Error::conflict("FINAL_INVOICE_EXISTS", "This job has its final invoice already.")
                    .with_data(json!({"invoice_id": id, "number": number})))
            }
        }
    }

    fn example() -> Value {
        json!({"id": "job_01h455vb4pex5vsknk084sn02q"})
    }
}
