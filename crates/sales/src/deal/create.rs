//! A new deal with a customer.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use jiff::civil::Date;
use kernel::{
    Error, Problems, Result,
    ids::{CustomerId, LeadId, LocationId, PipelineId, PipelineStageId, QuoteId, UserId},
    money::Money,
};
use ports::EnsureCustomerPort;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    DealDetail,
    new::{NewDeal, begin},
    read::detail,
    store,
};
use crate::{
    lead::{self, at_most, filled},
    pipeline,
};

/// Begins a deal; the quotes of its lead become the deal's.
#[derive(Deserialize, JsonSchema)]
pub struct CreateDeal {
    pub customer_id: CustomerId,
    /// The lead it came from; it belongs to the same customer.
    pub lead_id: Option<LeadId>,
    /// The customer's name where absent.
    pub title: Option<String>,
    /// The company's default pipeline where absent.
    pub pipeline_id: Option<PipelineId>,
    /// An open column; the first one where absent.
    pub stage_id: Option<PipelineStageId>,
    pub location_id: Option<LocationId>,
    /// The caller where absent.
    pub assigned_to: Option<UserId>,
    /// Holds until a quote is sent.
    pub value: Option<Money>,
    /// The value stays as typed, whatever is quoted.
    #[serde(default)]
    pub value_fixed: bool,
    /// Per cent; the column's where absent.
    pub probability: Option<i32>,
    pub expected_close: Option<Date>,
    pub source: Option<String>,
    pub machine_class: Option<String>,
    pub start_date: Option<Date>,
    pub days: Option<i32>,
    pub competitor: Option<String>,
    pub notes: Option<String>,
    /// A quote of the same customer.
    pub quote_id: Option<QuoteId>,
}

/// Most a deal may be worth, in minor units.
const MOST_MINOR: i64 = 100_000_000_000_000;

pub fn check_value(p: &mut Problems, value: Option<Money>) {
    let fits = value.is_none_or(|v| (0..=MOST_MINOR).contains(&v.minor()));
    p.require(fits, "value", "OUT_OF_RANGE", "A value lies between nothing and a million million.");
}

pub fn check_figures(p: &mut Problems, probability: Option<i32>, days: Option<i32>) {
    let percent = (0..=100).contains(&probability.unwrap_or(0));
    p.require(percent, "probability", "OUT_OF_RANGE", "Between 0 and 100 per cent.");
    p.require((1..=3_650).contains(&days.unwrap_or(1)), "days", "OUT_OF_RANGE", "Between 1 and 3650 days.");
}

/// A text, trimmed, unless it is blank.
fn kept(text: &Option<String>) -> Option<String> {
    filled(text).map(str::to_owned)
}

impl Operation for CreateDeal {
    type Output = DealDetail;
    const SPEC: Spec = Spec::command("sales.deal.create", "POST", "/deals")
        .summary("Begins a deal with a customer.")
        .permission("deal", "CREATE")
        .created();

    fn check(&self, p: &mut Problems) {
        for (field, value, most) in [
            ("title", &self.title, 200),
            ("source", &self.source, 100),
            ("machine_class", &self.machine_class, 100),
            ("competitor", &self.competitor, 200),
            ("notes", &self.notes, 10_000),
        ] {
            at_most(p, field, value.as_deref(), most);
        }
        check_value(p, self.value);
        check_figures(p, self.probability, self.days);
    }

    async fn run(mut self, tx: &TenantTx) -> Result<DealDetail> {
        let asked = self.customer_id;
        self.customer_id = tx.port::<EnsureCustomerPort>()?.survivor(tx, asked).await?;
        let me = tx.caller().user();
        let customer = store::customer(tx, self.customer_id).await?.filter(|row| {
            let mine = row.assigned_to.is_some() && row.assigned_to == me;
            tx.may("customer", "VIEW", &RowFacts { location: row.location_id, mine, record: Value::Null })
        });
        let customer =
            customer.ok_or_else(|| Error::invalid("customer_id", "NOT_FOUND", "There is no such customer."))?;
        let mut from_lead = None;
        if let Some(id) = self.lead_id {
            let row = lead::store::find(tx, id)
                .await?
                .filter(|row| [Some(asked), Some(self.customer_id)].contains(&row.customer_id));
            from_lead = Some(row.ok_or_else(|| {
                Error::invalid("lead_id", "NOT_THE_CUSTOMERS", "This customer has no such lead. Convert it first.")
            })?);
        }
        if let Some(id) = self.quote_id {
            let quote =
                store::quote_facts(tx, id).await?.filter(|q| [asked, self.customer_id].contains(&q.customer_id));
            quote.ok_or_else(|| Error::invalid("quote_id", "NOT_FOUND", "This customer has no such quote."))?;
        }
        if let Some(id) = self.pipeline_id {
            let active = pipeline::store::row(tx, id).await.is_ok_and(|row| row.is_active);
            if !active {
                return Err(Error::invalid(
                    "pipeline_id",
                    "UNKNOWN",
                    "There is no such pipeline, or it is not active.",
                ));
            }
        }
        let only = match tx.caller().locations() {
            [one] => Some(*one),
            _ => None,
        };
        let of_lead = from_lead.as_ref().and_then(|row| row.location_id);
        let location = self.location_id.or(of_lead).or(customer.location_id).or(only);
        let facts = RowFacts { location, mine: true, record: Value::Null };
        tx.require("deal", "CREATE", &facts)?;
        if let Some(user) = self.assigned_to.filter(|u| Some(*u) != me) {
            tx.require("deal", "ASSIGN", &facts)?;
            if !lead::store::user_is_active(tx, user).await? {
                return Err(Error::invalid("assigned_to", "UNKNOWN", "There is no such user, or it is not active."));
            }
        }
        let new = NewDeal {
            title: kept(&self.title).unwrap_or_else(|| customer.display_name.clone()),
            customer: self.customer_id,
            lead: self.lead_id,
            location,
            assigned_to: self.assigned_to.or(me),
            pipeline: self.pipeline_id,
            stage: self.stage_id,
            value: self.value,
            value_fixed: self.value_fixed,
            probability: self.probability,
            expected_close: self.expected_close,
            source: kept(&self.source).or_else(|| from_lead.map(|row| row.source)),
            machine_class: kept(&self.machine_class),
            start_date: self.start_date,
            days: self.days,
            competitor: kept(&self.competitor),
            notes: kept(&self.notes),
            quotes: self.quote_id.into_iter().collect(),
        };
        let id = begin(tx, &new).await?;
        detail(tx, id).await
    }

    fn example() -> Value {
        json!({
            "customer_id": "cus_01h2xcejqtf2nbrexx3vqjhp42", "title": "Tower crane, Baner", "days": 90,
            "value": {"amount": "2400000.00", "currency": "INR"}, "expected_close": "2026-06-30",
        })
    }
}
