//! A price that is not kept.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use jiff::civil::Date;
use kernel::{
    Error, Problems, Result,
    ids::{CustomerId, LocationId, TariffId},
    money::{Money, Ratio},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    QuoteKind,
    reckon::{Request, reckoned},
    stop::{self, Stop},
    store,
    tariffs::{PartTariff, tariffs_of, versions_of},
};
use crate::pricing::Priced;

/// Prices inputs and saves nothing; the same way a quote is priced (QUO-1).
#[derive(Deserialize, JsonSchema)]
pub struct PriceQuote {
    pub kind: QuoteKind,
    /// Absent: the tariff that fits best.
    pub tariff_id: Option<TariffId>,
    /// Absent: the caller's only location, else the first of the company.
    pub location_id: Option<LocationId>,
    pub customer_id: Option<CustomerId>,
    /// Day of service of parts that name none; today where absent.
    pub service_date: Option<Date>,
    #[serde(default)]
    pub stops: Vec<Stop>,
    /// The pricing input; versions, places and the day may be left out.
    #[schemars(schema_with = "inputs_schema")]
    pub inputs: Value,
}

pub(super) fn inputs_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({
        "type": "object",
        "description": "A pricing input (see PricingInput). The currency, the day of pricing, tariff versions, keys, \
                        service dates and places of its parts may be left out: the server fills them.",
        "required": ["parts"],
        "properties": {"parts": {"type": "array", "minItems": 1, "maxItems": 5, "items": {"type": "object"}}}
    })
}

/// Takes the cost figures out of what those see who may see prices only.
pub(super) fn without_costs(mut priced: Priced) -> (Priced, Option<Ratio>) {
    let margin = priced.margin.take();
    (priced, margin)
}

/// What is priced, with the margin for those who may see costs.
#[derive(Serialize, JsonSchema)]
pub struct PricePreview {
    #[serde(flatten)]
    pub shown: Priced,
    /// (subtotal − planned cost) ÷ subtotal, where the cost is known.
    #[schemars(extend("x-mask" = "COST"))]
    pub planned_margin: Option<Ratio>,
    /// Which tariff prices each part, and why.
    pub tariffs: Vec<PartTariff>,
}

/// The caller's location, where he named none.
pub(super) async fn location(tx: &TenantTx, given: Option<LocationId>) -> Result<LocationId> {
    if let Some(id) = given {
        return Ok(id);
    }
    if let [only] = tx.caller().locations() {
        return Ok(*only);
    }
    store::any_location(tx)
        .await?
        .ok_or_else(|| Error::invalid("location_id", "REQUIRED", "The company has no location yet."))
}

impl Operation for PriceQuote {
    type Output = PricePreview;
    const SPEC: Spec = Spec::read_by_post("quotes.quote.price", "/quotes/price")
        .summary("Prices inputs without saving anything.")
        .permission("quote", "CREATE");

    fn check(&self, p: &mut Problems) {
        stop::check_all(&self.stops, p);
    }

    async fn run(self, tx: &TenantTx) -> Result<PricePreview> {
        let location = location(tx, self.location_id).await?;
        tx.require("quote", "CREATE", &RowFacts { location: Some(location), mine: true, record: Value::Null })?;
        let around = store::around(tx, self.customer_id, location).await?;
        let today = kernel::time::local_day(tx.now(), &super::zone(&around.timezone)?);
        let request = Request {
            kind: self.kind,
            inputs: &self.inputs,
            location,
            around: &around,
            service_date: self.service_date.unwrap_or(today),
            stops: &self.stops,
            tariff: self.tariff_id,
            planned_cost: None::<Money>,
        };
        let reckoned = reckoned(tx, &request).await?;
        let tariffs = tariffs_of(tx, &versions_of(&reckoned.input), &reckoned.picks).await?;
        let (shown, planned_margin) = without_costs(reckoned.priced);
        Ok(PricePreview { shown, planned_margin, tariffs })
    }

    fn example() -> Value {
        json!({
            "kind": "MOVING", "service_date": "2026-06-27",
            "inputs": {"parts": [{"key": "move", "work": {"kind": "MOVE", "basis": {"kind": "HOURLY", "movers": 2, "trucks": 1,
                "labour": {"minutes": 300}}}}]}
        })
    }
}
