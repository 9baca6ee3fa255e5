//! Changing a draft; every change prices it anew.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use jiff::civil::Date;
use kernel::{
    Error, Problems, Result,
    ids::{QuoteId, TariffId, UserId},
    money::Money,
    time::local_day,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    PaperLanguage,
    create::{check_day, check_terms},
    inputs::forget_places,
    read::{Quote, quote},
    reckon::{Request, reckoned},
    save::{Wanted, save_draft},
    stop::{self, Stop},
    store, zone,
};

/// Changes a draft. What is absent stays; the price is computed anew.
#[derive(Deserialize, JsonSchema)]
pub struct ChangeQuote {
    pub id: QuoteId,
    #[serde(default)]
    #[schemars(schema_with = "super::price::inputs_schema")]
    pub inputs: Option<Value>,
    pub service_date: Option<Date>,
    pub valid_until: Option<Date>,
    pub language: Option<PaperLanguage>,
    /// An empty text takes them out.
    pub terms: Option<String>,
    pub stops: Option<Vec<Stop>>,
    pub tariff_id: Option<TariffId>,
    pub planned_cost: Option<Money>,
    pub assigned_to: Option<UserId>,
}

impl Operation for ChangeQuote {
    type Output = Quote;
    const SPEC: Spec = Spec::command("quotes.quote.change", "PATCH", "/quotes/{id}")
        .summary("Changes a draft and prices it anew.")
        .permission("quote", "UPDATE")
        .on("quote", "id");

    fn check(&self, p: &mut Problems) {
        check_terms(p, self.terms.as_deref());
        check_day(p, "service_date", self.service_date);
        check_day(p, "valid_until", self.valid_until);
        stop::check_all(self.stops.as_deref().unwrap_or_default(), p);
    }

    async fn run(self, tx: &TenantTx) -> Result<Quote> {
        let row = store::row(tx, self.id).await?;
        row.status()?.require_draft()?;
        let around = store::around(tx, Some(row.customer_id), row.location_id).await?;
        let zone = zone(&row.timezone)?;
        let valid_until = self.valid_until.unwrap_or(row.valid_until);
        if self.valid_until.is_some_and(|day| day < local_day(tx.now(), &zone)) {
            return Err(Error::invalid("valid_until", "PAST", "The last day of validity has passed."));
        }
        let service_date = self.service_date.unwrap_or(row.service_date);
        let inputs_given = self.inputs.is_some();
        let mut inputs = self.inputs.unwrap_or_else(|| row.inputs.clone());
        let stops = match self.stops {
            Some(stops) => {
                if !inputs_given {
                    forget_places(&mut inputs);
                }
                stops
            }
            None => row.stops()?,
        };
        if service_date != row.service_date {
            move_parts(&mut inputs, row.service_date, service_date);
        }
        let kept =
            row.planned_cost_minor.map(|minor| Ok::<_, Error>(Money::new(minor, row.currency()?))).transpose()?;
        let request = Request {
            kind: row.kind()?,
            inputs: &inputs,
            location: row.location_id,
            around: &around,
            service_date,
            stops: &stops,
            tariff: self.tariff_id,
            planned_cost: self.planned_cost.or(kept),
        };
        let reckoned = reckoned(tx, &request).await?;
        let terms = self.terms.as_deref().or(row.terms.as_deref()).filter(|t| !t.trim().is_empty());
        let language: &str = match self.language {
            Some(language) => language.code(),
            None => &row.language,
        };
        let wanted = Wanted {
            id: row.id,
            kind: row.kind()?,
            customer: row.customer_id,
            lead: row.lead_id,
            location: row.location_id,
            timezone: &row.timezone,
            assigned_to: self.assigned_to.or(row.assigned_to),
            language,
            service_date,
            valid_until,
            terms,
            stops: &stops,
            currency: &row.currency,
            raw: &inputs,
            reckoned: Some(&reckoned),
        };
        save_draft(tx, &wanted).await?;
        tx.emit(
            NewEvent::new("quotes.quote.priced", "quote", row.id.uuid())
                .location(Some(row.location_id))
                .data(json!({"quote_id": row.id, "customer_id": row.customer_id, "lead_id": row.lead_id})),
        );
        quote(tx, row.id).await
    }

    fn example() -> Value {
        json!({"id": "quo_01h00000000000000000000000", "service_date": "2026-06-28"})
    }
}

/// Parts on the quote's day go along when the quote moves.
fn move_parts(inputs: &mut Value, from: Date, to: Date) {
    let from = json!(from);
    for part in inputs.get_mut("parts").and_then(Value::as_array_mut).into_iter().flatten() {
        if part.get("service_date") == Some(&from) {
            part["service_date"] = json!(to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn parts_on_another_day_stay_there() {
        let mut inputs = json!({"parts": [{"service_date": "2026-06-27"}, {"service_date": "2026-06-29"}]});
        move_parts(&mut inputs, date(2026, 6, 27), date(2026, 6, 28));
        assert_eq!(inputs["parts"][0]["service_date"], json!("2026-06-28"));
        assert_eq!(inputs["parts"][1]["service_date"], json!("2026-06-29"));
    }
}
