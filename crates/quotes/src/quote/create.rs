//! A new quote.

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use jiff::{ToSpan, civil::Date};
use kernel::{
    Error, Problems, Result,
    ids::{CustomerId, LeadId, LocationId, TariffId, UserId},
    money::Money,
    time::local_day,
};
use ports::EnsureCustomerPort;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    PaperLanguage, QuoteKind, VALID_DAYS,
    read::{Quote, quote},
    reckon::{Request, reckoned},
    save::{Wanted, save_new},
    snapshot::require_customer,
    stop::{self, Stop, StopRole, from_lead},
    store, zone,
};

/// Makes a draft with its price.
#[derive(Deserialize, JsonSchema)]
pub struct CreateQuote {
    pub customer_id: CustomerId,
    pub lead_id: Option<LeadId>,
    pub location_id: LocationId,
    /// Owner; the caller where absent.
    pub assigned_to: Option<UserId>,
    pub kind: QuoteKind,
    pub service_date: Date,
    pub tariff_id: Option<TariffId>,
    #[schemars(schema_with = "super::price::inputs_schema")]
    pub inputs: Value,
    /// Absent: the lead's addresses.
    pub stops: Option<Vec<Stop>>,
    pub planned_cost: Option<Money>,
    /// Absent: the customer's.
    pub language: Option<PaperLanguage>,
    pub terms: Option<String>,
    /// 30 where absent.
    pub valid_days: Option<i64>,
}

pub(super) fn check_terms(p: &mut Problems, terms: Option<&str>) {
    let fits = terms.is_none_or(|t| t.chars().count() <= 10_000);
    p.require(fits, "terms", "TOO_LONG", "The terms have at most 10,000 characters.");
}

pub(super) fn check_day(p: &mut Problems, field: &str, day: Option<Date>) {
    let sane = day.is_none_or(|d| (2000..=2100).contains(&d.year()));
    p.require(sane, field, "OUT_OF_RANGE", "A date lies between 2000 and 2100.");
}

/// `Q-2026-000123`, gap-free within the year.
pub(crate) async fn next_number(tx: &TenantTx, year: i16) -> Result<String> {
    Ok(format!("Q-{year}-{:06}", tx.number(&format!("quote-{year}")).await?))
}

/// The lead's addresses as stops.
pub(crate) fn stops_of(lead: &store::LeadFacts, kind: QuoteKind) -> Vec<Stop> {
    let ends = [(StopRole::Pickup, &lead.origin), (StopRole::Dropoff, &lead.destination)];
    let mut stops: Vec<Stop> =
        ends.into_iter().filter_map(|(role, value)| from_lead(value).map(|a| Stop::new(role, a))).collect();
    if kind != QuoteKind::Moving {
        let site = json!({"city": lead.rental.get("site_city"), "province": lead.rental.get("site_province")});
        stops.truncate(1);
        stops.iter_mut().for_each(|s| s.role = StopRole::Site);
        if let Some(address) = from_lead(&site) {
            stops = vec![Stop::new(StopRole::Site, address)];
        }
    }
    stops
}

/// The last day of validity.
pub(crate) fn valid_until(today: Date, days: i64) -> Result<Date> {
    today.checked_add(days.days()).map_err(|_| Error::invalid("valid_days", "OUT_OF_RANGE", "This is too far ahead."))
}

impl Operation for CreateQuote {
    type Output = Quote;
    const SPEC: Spec = Spec::command("quotes.quote.create", "POST", "/quotes")
        .summary("Makes a draft quote and prices it.")
        .permission("quote", "CREATE")
        .created();

    fn check(&self, p: &mut Problems) {
        check_terms(p, self.terms.as_deref());
        check_day(p, "service_date", Some(self.service_date));
        let days = self.valid_days.is_none_or(|d| (1..=365).contains(&d));
        p.require(days, "valid_days", "OUT_OF_RANGE", "A quote is valid for 1 to 365 days.");
        stop::check_all(self.stops.as_deref().unwrap_or_default(), p);
    }

    async fn run(mut self, tx: &TenantTx) -> Result<Quote> {
        self.customer_id = tx.port::<EnsureCustomerPort>()?.survivor(tx, self.customer_id).await?;
        tx.require("quote", "CREATE", &RowFacts { location: Some(self.location_id), mine: true, record: Value::Null })?;
        let around = store::around(tx, Some(self.customer_id), self.location_id).await?;
        let lead = match self.lead_id {
            Some(id) => store::lead(tx, id).await?,
            None => None,
        };
        require_customer(&around)?;
        if self.lead_id.is_some() && lead.is_none() {
            return Err(Error::invalid("lead_id", "NOT_FOUND", "There is no such lead."));
        }
        let stops = match (self.stops, &lead) {
            (Some(stops), _) => stops,
            (None, Some(lead)) => stops_of(lead, self.kind),
            (None, None) => Vec::new(),
        };
        let request = Request {
            kind: self.kind,
            inputs: &self.inputs,
            location: self.location_id,
            around: &around,
            service_date: self.service_date,
            stops: &stops,
            tariff: self.tariff_id,
            planned_cost: self.planned_cost,
        };
        let reckoned = reckoned(tx, &request).await?;
        let today = local_day(tx.now(), &zone(&around.timezone)?);
        let id = tx.new_id();
        let number = next_number(tx, today.year()).await?;
        tx.about("quote", kernel::Id::uuid(id), &number);
        tx.at_location(Some(self.location_id));
        let language = self.language.map(PaperLanguage::code).or(around.customer_language.as_deref()).unwrap_or("en");
        let wanted = Wanted {
            id,
            kind: self.kind,
            customer: self.customer_id,
            lead: self.lead_id,
            location: self.location_id,
            timezone: &around.timezone,
            assigned_to: self.assigned_to.or(tx.caller().user()),
            language,
            service_date: self.service_date,
            valid_until: valid_until(today, self.valid_days.unwrap_or(VALID_DAYS))?,
            terms: self.terms.as_deref().filter(|t| !t.trim().is_empty()),
            stops: &stops,
            currency: &around.company_currency,
            raw: &self.inputs,
            reckoned: Some(&reckoned),
        };
        save_new(tx, &wanted, &number, 1).await?;
        tx.emit(
            NewEvent::new("quotes.quote.priced", "quote", kernel::Id::uuid(id))
                .location(Some(self.location_id))
                .data(json!({"quote_id": id, "customer_id": self.customer_id, "lead_id": self.lead_id})),
        );
        quote(tx, id).await
    }

    fn example() -> Value {
        json!({
            "customer_id": "cus_01h00000000000000000000000", "location_id": "loc_01h00000000000000000000000",
            "kind": "MOVING", "service_date": "2026-06-27",
            "inputs": {"parts": [{"key": "move", "work": {"kind": "MOVE", "basis": {"kind": "HOURLY", "movers": 2, "trucks": 1,
                "labour": {"minutes": 300}}}}]}
        })
    }
}
