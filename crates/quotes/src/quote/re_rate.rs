//! A quote priced by another tariff version (QUO-7).

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{
    Error, ErrorKind, Problem, Result,
    ids::{QuoteId, TariffId, TariffVersionId},
    money::Money,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    price_changed,
    reckon::{Reckoned, Request, reckoned},
    rerated::{LineDifference, lines},
    save::{Wanted, save_draft},
    snapshot::require_customer,
    stop::Stop,
    store::{self, Row},
    tariffs::{PartTariff, tariffs_of, versions_of, versions_stored},
    versions::{refuse_signed, save_next},
};
use crate::{
    pricing::input::Work,
    tariff::{self, needs},
    words,
};

/// By what a quote is priced anew. Nothing named: by what fits best today.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NewRates {
    /// A published version; parts that it cannot price get what fits them.
    pub tariff_version_id: Option<TariffVersionId>,
    /// The version of this tariff that holds today.
    pub tariff_id: Option<TariffId>,
}

/// The price as it stands and as it would be, line by line.
#[derive(Serialize, JsonSchema)]
pub struct ReRated {
    /// The quote that stands; what was kept, once it is.
    pub quote_id: QuoteId,
    /// Null: the draft has no price.
    #[schemars(extend("x-mask" = "BILL"))]
    pub before: Option<Money>,
    /// With tax. Null: the rates cannot price it, and `problems` says why.
    #[schemars(extend("x-mask" = "BILL"))]
    pub after: Option<Money>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub change: Option<Money>,
    pub tariffs_before: Vec<PartTariff>,
    pub tariffs_after: Vec<PartTariff>,
    /// Every line of both prices, in the order of the one that stands.
    pub lines: Vec<LineDifference>,
    /// What stands in the way of a new price; a charge the rates do not know is named here, not dropped.
    pub problems: Vec<Problem>,
}

/// Compares a quote's price with what other rates make of it, and keeps nothing.
#[derive(Deserialize, JsonSchema)]
pub struct CompareRates {
    pub id: QuoteId,
    #[serde(flatten)]
    pub rates: NewRates,
}

/// Prices a draft by other rates; of a quote that was sent it makes the next version.
#[derive(Deserialize, JsonSchema)]
pub struct ReRateQuote {
    pub id: QuoteId,
    #[serde(flatten)]
    pub rates: NewRates,
    /// The new total as it was shown; another one is refused.
    pub total: Option<Money>,
}

/// Inputs that forget by which versions they were priced, or name the wanted one where it can price the part.
async fn with_rates(tx: &TenantTx, row: &Row, rates: NewRates) -> Result<Value> {
    let mut inputs = row.inputs.clone();
    let named = match rates.tariff_version_id {
        Some(id) => {
            let unknown = || Error::invalid("tariff_version_id", "NOT_FOUND", "There is no such version of a tariff.");
            let version = tariff::store::versions_named(tx, &[id.uuid()]).await?.pop().ok_or_else(unknown)?;
            if version.state != "PUBLISHED" {
                let message = "Quotes are priced by published versions.";
                return Err(Error::invalid("tariff_version_id", "NOT_PUBLISHED", message));
            }
            Some(version)
        }
        None => None,
    };
    let kind = row.kind()?.code();
    let mut taken = named.is_none();
    for part in inputs.get_mut("parts").and_then(Value::as_array_mut).into_iter().flatten() {
        let work: Option<Work> = part.get("work").and_then(|work| serde_json::from_value(work.clone()).ok());
        let own = work.map_or(kind, |work| needs(&work, kind).0);
        part["tariff_version_id"] = match &named {
            Some(version) if version.kind == own => {
                taken = true;
                json!(version.id)
            }
            _ => Value::Null,
        };
    }
    if !taken {
        let message = "No part of this quote can be priced by this tariff: it is for other work.";
        return Err(Error::invalid("tariff_version_id", "OTHER_WORK", message));
    }
    Ok(inputs)
}

/// A quote and its new price.
struct Desk {
    row: Row,
    stops: Vec<Stop>,
    priced: Result<Reckoned>,
}

async fn desk(tx: &TenantTx, id: QuoteId, rates: NewRates) -> Result<Desk> {
    let row = store::row(tx, id).await?;
    if row.status()?.is_signed() {
        return Err(Error::conflict("QUOTE_SIGNED", "This quote has been accepted already."));
    }
    let around = store::around(tx, Some(row.customer_id), row.location_id).await?;
    let (stops, inputs) = (row.stops()?, with_rates(tx, &row, rates).await?);
    let cost = row.planned_cost_minor.map(|minor| Ok::<_, Error>(Money::new(minor, row.currency()?))).transpose()?;
    let request = Request {
        kind: row.kind()?,
        inputs: &inputs,
        location: row.location_id,
        around: &around,
        service_date: row.service_date,
        stops: &stops,
        tariff: rates.tariff_id,
        planned_cost: cost,
    };
    let priced = match reckoned(tx, &request).await {
        Err(e) if e.kind != ErrorKind::Invalid => return Err(e),
        answer => answer,
    };
    Ok(Desk { row, stops, priced })
}

impl Desk {
    async fn compared(&self, tx: &TenantTx) -> Result<ReRated> {
        let stands = self.row.priced()?;
        let currency = self.row.currency()?;
        let before = stands.as_ref().map(|priced| priced.total);
        let tariffs_before = tariffs_of(tx, &versions_stored(&self.row.inputs), &[]).await?;
        let mut answer = ReRated {
            quote_id: self.row.id,
            before,
            after: None,
            change: None,
            tariffs_before,
            tariffs_after: Vec::new(),
            lines: Vec::new(),
            problems: Vec::new(),
        };
        match &self.priced {
            Ok(new) => {
                answer.after = Some(new.priced.total);
                if let Some(before) = before.filter(|before| before.currency() == new.priced.total.currency()) {
                    answer.change = Some(new.priced.total.checked_sub(before).map_err(Error::internal)?);
                }
                answer.tariffs_after = tariffs_of(tx, &versions_of(&new.input), &new.picks).await?;
                let comparable = stands.filter(|_| currency == new.priced.currency);
                answer.lines = lines(comparable.as_ref(), &new.priced, words::language(&self.row.language))?;
            }
            Err(e) => answer.problems.clone_from(&e.problems),
        }
        Ok(answer)
    }
}

impl Operation for CompareRates {
    type Output = ReRated;
    const SPEC: Spec = Spec::read_by_post("quotes.quote.compare_rates", "/quotes/{id}/re-rate/compare")
        .summary("A quote's price beside what other rates make of it, line by line.")
        .permission("quote", "UPDATE")
        .on("quote", "id");

    async fn run(self, tx: &TenantTx) -> Result<ReRated> {
        tx.target().await?;
        desk(tx, self.id, self.rates).await?.compared(tx).await
    }

    fn example() -> Value {
        json!({"id": "quo_01h00000000000000000000000"})
    }
}

impl Operation for ReRateQuote {
    type Output = ReRated;
    const SPEC: Spec = Spec::command("quotes.quote.re_rate", "POST", "/quotes/{id}/re-rate")
        .summary("Prices a draft by other rates; of a sent quote it makes the next version.")
        .permission("quote", "UPDATE")
        .on("quote", "id");

    async fn run(self, tx: &TenantTx) -> Result<ReRated> {
        tx.target().await?;
        let desk = desk(tx, self.id, self.rates).await?;
        let mut answer = desk.compared(tx).await?;
        let Desk { row, stops, priced } = desk;
        let new = priced?;
        if self.total.is_some_and(|shown| shown != new.priced.total) {
            return Err(price_changed(new.priced.total));
        }
        if row.status()?.was_sent() {
            refuse_signed(tx, &row).await?;
            let around = store::around(tx, Some(row.customer_id), row.location_id).await?;
            require_customer(&around)?;
            let next = store::next_version(tx, &row.number).await?;
            answer.quote_id = save_next(tx, &row, next, &stops, &new).await?;
        } else {
            row.status()?.require_draft()?;
            save_draft(tx, &Wanted::as_it_stands(&row, &stops, &new)?).await?;
        }
        tx.emit(
            NewEvent::new("quotes.quote.priced", "quote", answer.quote_id.uuid())
                .location(Some(row.location_id))
                .data(json!({"quote_id": answer.quote_id, "customer_id": row.customer_id, "lead_id": row.lead_id})),
        );
        Ok(answer)
    }

    fn example() -> Value {
        json!({"id": "quo_01h00000000000000000000000"})
    }
}
