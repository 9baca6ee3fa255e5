//! What a draft version would do to quotes that are being written.

use std::collections::BTreeMap;

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Error, Result,
    ids::{LocationId, QuoteId, TariffId, TariffVersionId},
    money::{Currency, Money, tax::TaxDecider},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Tariff, VersionCard, store,
    warnings::{CheapPeriod, cheap_periods},
};
use crate::pricing::{PricingInput, TariffVersion, price};

/// Prices the open drafts of a tariff with a draft version and saves nothing (QUO-7).
#[derive(Deserialize, JsonSchema)]
pub struct PreviewImpact {
    pub id: TariffId,
    /// Number of the version.
    #[serde(deserialize_with = "super::number")]
    pub number: i32,
}

/// A draft before and after.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DraftImpact {
    pub quote_id: QuoteId,
    pub number: String,
    pub title: String,
    #[schemars(extend("x-mask" = "BILL"))]
    pub before: Money,
    /// Absent: the version cannot price it; `reason` says why.
    #[schemars(extend("x-mask" = "BILL"))]
    pub after: Option<Money>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub change: Option<Money>,
    pub reason: Option<String>,
}

/// All drafts together; at most the 200 newest are priced.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Impact {
    /// Drafts that versions of this tariff price.
    pub drafts: usize,
    /// Those that would cost something else, those that could not be priced at all among them.
    pub touched: usize,
    #[schemars(extend("x-mask" = "BILL"))]
    pub sum_before: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub sum_after: Money,
    /// The largest change up or down.
    #[schemars(extend("x-mask" = "BILL"))]
    pub largest_change: Option<Money>,
    /// Touched drafts, the largest change first; those without a price before all.
    pub quotes: Vec<DraftImpact>,
    /// Longer periods that look too cheap.
    pub cheap_periods: Vec<CheapPeriod>,
}

/// The version as the engine takes it.
fn as_priced(tariff: &Tariff, version: &VersionCard) -> Result<TariffVersion> {
    let text = json!({
        "id": version.id.uuid(), "number": version.number, "name": tariff.name, "kind": tariff.kind,
        "currency": tariff.currency, "distance_unit": tariff.distance_unit, "valid_from": version.valid_from,
        "valid_to": version.valid_to, "settings": version.settings, "rules": version.rules,
    });
    serde_json::from_value(text).map_err(Error::internal)
}

/// What quotes are priced with, read once each.
struct Desk<'a> {
    tx: &'a TenantTx,
    own: Vec<TariffVersionId>,
    draft: TariffVersion,
    versions: BTreeMap<Uuid, TariffVersion>,
    books: BTreeMap<(LocationId, jiff::civil::Date), Box<dyn TaxDecider + Send + Sync>>,
}

impl Desk<'_> {
    async fn priced(&mut self, quote: &store::OpenDraft) -> Result<std::result::Result<Money, String>> {
        let mut input: PricingInput = serde_json::from_value(quote.inputs.clone()).map_err(Error::internal)?;
        for part in &mut input.parts {
            if self.own.iter().any(|id| id.uuid() == part.tariff_version_id) {
                part.tariff_version_id = self.draft.id;
            }
        }
        let others: Vec<Uuid> = input
            .parts
            .iter()
            .map(|part| part.tariff_version_id)
            .filter(|id| *id != self.draft.id && !self.versions.contains_key(id))
            .collect();
        for version in store::for_pricing(self.tx, &others).await? {
            self.versions.insert(version.id, version);
        }
        let on = input.tax_date.unwrap_or(input.priced_on);
        let key = (quote.location_id, on);
        if !self.books.contains_key(&key) {
            let book = self.tx.port::<ports::TaxPort>()?.book(self.tx, Some(quote.location_id), on).await?;
            self.books.insert(key, book);
        }
        let book = self.books.get(&key).ok_or_else(|| Error::internal("no tax book"))?;
        let mut versions = vec![self.draft.clone()];
        versions.extend(input.parts.iter().filter_map(|part| self.versions.get(&part.tariff_version_id)).cloned());
        Ok(price(&input, &versions, book.as_ref())
            .map(|priced| priced.total)
            .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")))
    }
}

impl Operation for PreviewImpact {
    type Output = Impact;
    const SPEC: Spec = Spec::read_by_post("quotes.tariff.impact", "/tariffs/{id}/versions/{number}/impact")
        .summary("What a version would do to open drafts.")
        .permission("tariff", "APPROVE")
        .on("tariff", "id");

    async fn run(self, tx: &TenantTx) -> Result<Impact> {
        tx.target().await?;
        let (tariff, drafts) = futures::try_join!(store::read(tx, self.id), store::open_drafts(tx, self.id))?;
        let version = tariff.version(self.number)?;
        let currency: Currency = tariff.currency.parse().map_err(Error::internal)?;
        let mut desk = Desk {
            tx,
            own: tariff.versions.iter().map(|v| v.id).collect(),
            draft: as_priced(&tariff, version)?,
            versions: BTreeMap::new(),
            books: BTreeMap::new(),
        };
        let mut found = Vec::with_capacity(drafts.len());
        for quote in &drafts {
            let before = Money::new(quote.total_minor, currency);
            let (after, reason) = match desk.priced(quote).await? {
                Ok(total) => (Some(total), None),
                Err(reason) => (None, Some(reason)),
            };
            let change = after.map(|after| after.checked_sub(before)).transpose().map_err(Error::internal)?;
            let version = if quote.quote_version > 1 { format!(" v{}", quote.quote_version) } else { String::new() };
            found.push(DraftImpact {
                quote_id: quote.id,
                number: format!("{}{version}", quote.number),
                title: quote.title.clone(),
                before,
                after,
                change,
                reason,
            });
        }
        summed(found, currency, cheap_periods(&version.rules))
    }

    fn example() -> Value {
        json!({"id": "tar_01h00000000000000000000000", "number": 2})
    }
}

/// Sums over what has a price on both sides.
fn summed(found: Vec<DraftImpact>, currency: Currency, cheap_periods: Vec<CheapPeriod>) -> Result<Impact> {
    let both = || found.iter().filter_map(|quote| quote.after.map(|after| (quote.before, after)));
    let sum_before = Money::sum(both().map(|(before, _)| before), currency).map_err(Error::internal)?;
    let sum_after = Money::sum(both().map(|(_, after)| after), currency).map_err(Error::internal)?;
    let drafts = found.len();
    let size = |quote: &DraftImpact| quote.change.map_or(i64::MAX, |change| change.minor().saturating_abs());
    let mut quotes: Vec<DraftImpact> = found.into_iter().filter(|quote| size(quote) > 0).collect();
    quotes.sort_by_key(|quote| std::cmp::Reverse(size(quote)));
    Ok(Impact {
        drafts,
        touched: quotes.len(),
        sum_before,
        sum_after,
        largest_change: quotes.iter().filter_map(|quote| quote.change).next(),
        quotes,
        cheap_periods,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quo_7_sums_count_what_has_a_price_on_both_sides() {
        let cad = |minor| Money::new(minor, Currency::Cad);
        let quote = |before, after: Option<i64>| DraftImpact {
            quote_id: kernel::Id::from_uuid(Uuid::nil()),
            number: "Q-1".into(),
            title: String::new(),
            before: cad(before),
            after: after.map(cad),
            change: after.map(|after| cad(after - before)),
            reason: after.is_none().then(|| "no rate".into()),
        };
        let found = vec![quote(100, Some(110)), quote(500, None), quote(200, Some(150)), quote(70, Some(70))];
        let impact = summed(found, Currency::Cad, Vec::new()).expect("sums");
        assert_eq!((impact.drafts, impact.touched), (4, 3));
        assert_eq!((impact.sum_before, impact.sum_after), (cad(370), cad(330)));
        assert_eq!(impact.largest_change, Some(cad(-50)));
        assert!(impact.quotes[0].reason.is_some(), "what cannot be priced stands first");
    }
}
