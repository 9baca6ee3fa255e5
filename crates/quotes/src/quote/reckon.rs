//! One way to a price, for previews, drafts, sending and the customer's choices alike (QUO-1).

use engine::TenantTx;
use jiff::civil::Date;
use kernel::{
    Error, Problems, Result,
    ids::{LocationId, TariffId},
    money::{Currency, Money, tax::TaxDecider},
    time::local_day,
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    QuoteKind,
    credit::{Credit, credit},
    inputs::{Surroundings, complete},
    snapshot::{customer_place, payer_of, seller_place},
    stop::Stop,
    store::{self, Around, Row},
    tariffs::{Pick, choose_versions},
    usual::usual_prices,
    zone,
};
use crate::{
    limits::limits,
    pricing::{Priced, PricingError, PricingInput, TariffVersion, price},
    tariff,
};

/// What is to be priced, and for whom.
pub struct Request<'a> {
    pub kind: QuoteKind,
    pub inputs: &'a Value,
    pub location: LocationId,
    pub around: &'a Around,
    pub service_date: Date,
    pub stops: &'a [Stop],
    /// Parts that name no version are priced by this tariff.
    pub tariff: Option<TariffId>,
    pub planned_cost: Option<Money>,
}

/// Complete inputs and their price.
pub struct Reckoned {
    pub input: PricingInput,
    pub priced: Priced,
    /// Which tariff was taken for each part, and why.
    pub picks: Vec<Pick>,
}

/// Completes the inputs, finds the tariff versions (QUO-6) and prices.
pub async fn reckoned(tx: &TenantTx, request: &Request<'_>) -> Result<Reckoned> {
    let around = request.around;
    let today = local_day(tx.now(), &zone(&around.timezone)?);
    let named = request.inputs.get("currency").and_then(Value::as_str).unwrap_or(&around.company_currency);
    let (usual, limits, credit) = futures::try_join!(usual_prices(tx, request.location), limits(tx), async {
        // A currency nobody knows is refused with the inputs.
        match named.parse::<Currency>() {
            Ok(currency) => credit(tx, payer_of(around), currency, today).await,
            Err(_) => Ok(Credit::default()),
        }
    })?;
    let surroundings = Surroundings {
        currency: &around.company_currency,
        priced_on: today,
        service_date: request.service_date,
        seller: seller_place(around),
        customer: customer_place(around),
        stops: request.stops,
        sender_limits: limits.of_role(&tx.caller().permissions().role_code),
        checks: limits.checks,
        usual,
        credit,
        planned_cost: request.planned_cost,
    };
    let mut input = complete(request.inputs, &surroundings)?;
    let picks = choose_versions(tx, request, &mut input, limits.local_km.0).await?;
    let priced = reckon_again(tx, request.location, &input).await?;
    Ok(Reckoned { input, priced, picks })
}

/// A stored draft priced as of today, as whoever looks at it now.
pub async fn reckoned_row(tx: &TenantTx, row: &Row) -> Result<Reckoned> {
    reckoned_with(tx, row, &row.inputs).await
}

/// The same with other inputs.
pub async fn reckoned_with(tx: &TenantTx, row: &Row, inputs: &Value) -> Result<Reckoned> {
    let around = store::around(tx, Some(row.customer_id), row.location_id).await?;
    let stops = row.stops()?;
    let cost = row.planned_cost_minor.map(|minor| Ok::<_, Error>(Money::new(minor, row.currency()?))).transpose()?;
    let request = Request {
        kind: row.kind()?,
        inputs,
        location: row.location_id,
        around: &around,
        service_date: row.service_date,
        stops: &stops,
        tariff: None,
        planned_cost: cost,
    };
    reckoned(tx, &request).await
}

/// What complete inputs are priced with: their tariff versions and the law of their day.
pub struct Ground {
    pub versions: Vec<TariffVersion>,
    book: Box<dyn TaxDecider + Send + Sync>,
}

impl Ground {
    pub async fn load(tx: &TenantTx, location: LocationId, input: &PricingInput) -> Result<Self> {
        let mut ids: Vec<Uuid> = input.parts.iter().map(|p| p.tariff_version_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let on = input.tax_date.unwrap_or(input.priced_on);
        let tax = tx.port::<ports::TaxPort>()?;
        let (versions, book) =
            futures::try_join!(tariff::store::for_pricing(tx, &ids), tax.book(tx, Some(location), on))?;
        Ok(Self { versions, book })
    }

    pub fn price(&self, input: &PricingInput) -> Result<Priced> {
        price(input, &self.versions, self.book.as_ref()).map_err(|errors| refused(input, &errors))
    }
}

/// Prices complete inputs: the same inputs on the same day's law give the same price.
pub async fn reckon_again(tx: &TenantTx, location: LocationId, input: &PricingInput) -> Result<Priced> {
    Ground::load(tx, location, input).await?.price(input)
}

/// Every reason why there is no price, each at its field (QUO-4).
fn refused(input: &PricingInput, errors: &[PricingError]) -> Error {
    let mut problems = Problems::new();
    let part = |key: &str| match input.parts.iter().position(|p| p.key == key) {
        Some(n) => format!("inputs.parts.{n}"),
        None => "inputs".to_owned(),
    };
    for error in errors {
        let (field, code) = match error {
            PricingError::RateMissing { part: key, .. } => (part(key), "RATE_MISSING"),
            PricingError::InputMissing { part: key, field } => (format!("{}.{field}", part(key)), "REQUIRED"),
            PricingError::InputInvalid { part: key, field, .. } => (format!("{}.{field}", part(key)), "INVALID"),
            PricingError::TariffUnknown { part: key } => (format!("{}.tariff_version_id", part(key)), "NOT_FOUND"),
            PricingError::CurrencyMismatch { part: key } => (part(key), "CURRENCY_MISMATCH"),
            PricingError::OptionsInvalid { group, .. } => (format!("selected.{group}"), "OPTIONS_INVALID"),
            PricingError::ConditionFailed { .. } => ("inputs".to_owned(), "CONDITION_FAILED"),
            PricingError::TaxInconsistent { .. } => ("inputs".to_owned(), "TAX_INCONSISTENT"),
            PricingError::Arithmetic { .. } => ("inputs".to_owned(), "OUT_OF_RANGE"),
        };
        let text = error.to_string();
        let mut letters = text.chars();
        let sentence: String =
            letters.next().map(|c| c.to_uppercase().chain(letters).chain(['.']).collect()).unwrap_or_default();
        problems.add(field, code, sentence);
    }
    match problems.finish() {
        Err(e) => e,
        Ok(()) => Error::internal("a price was refused without a reason"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn quo_4_a_missing_rate_is_named_at_its_part() {
        let input: PricingInput = serde_json::from_value(json!({
            "currency": "CAD", "priced_on": "2026-06-03",
            "parts": [{"key": "move", "tariff_version_id": Uuid::nil(), "service_date": "2026-06-27",
                       "work": {"kind": "CHARGES"}}]
        }))
        .expect("an input");
        let errors = [PricingError::RateMissing { part: "move".into(), rule: "hourly rate for 9 movers".into() }];
        let refused = refused(&input, &errors);
        assert_eq!(refused.problems[0].field, "inputs.parts.0");
        assert_eq!(refused.problems[0].code, "RATE_MISSING");
        assert!(refused.problems[0].message.contains("9 movers"));
    }
}
