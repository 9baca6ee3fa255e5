//! Tax: supply.

use kernel::money::tax::{Place, TaxClass, TaxKind, TaxProblem, TaxQuestion, TaxableLine};
use kernel::money::{Money, Rate, split_largest_remainder};

use super::book::TaxBook;
use super::places::PlaceRule;

/// One tax on a part of a line.
pub(super) struct Charge {
    pub jurisdiction: String,
    pub tax: TaxKind,
    pub rate: Rate,
    pub base: Money,
}

/// A line with the rule of its place.
pub(super) struct Supply<'a> {
    pub book: &'a TaxBook<'a>,
    pub question: &'a TaxQuestion,
    pub line: &'a TaxableLine,
    pub rule: PlaceRule,
}

impl<'a> Supply<'a> {
    /// The places that count and the amount of each; several only for a load with several
    /// destinations, split by their shares.
    pub fn places(&self) -> Result<Vec<(&'a Place, Money)>, TaxProblem> {
        let places = &self.line.places;
        let recipient = &self.question.recipient;
        let one = |place: Option<&'a Place>, fact| {
            place.map(|place| vec![(place, self.line.amount)]).ok_or_else(|| self.missing(fact))
        };
        let performed = places.site.as_ref().or(places.handover.as_ref()).or(places.origin.as_ref());
        match self.rule {
            PlaceRule::Destination => self.destinations(),
            PlaceRule::Site => one(places.site.as_ref().or(places.origin.as_ref()), "site"),
            PlaceRule::Recipient => one(recipient.address.as_ref().or(performed), "recipient's address"),
            PlaceRule::Handover => one(places.handover.as_ref().or(places.origin.as_ref()), "place of hand-over"),
            PlaceRule::Rental if places.rental_over_three_months => {
                one(places.site.as_ref().or(places.handover.as_ref()), "place where the rental stays")
            }
            PlaceRule::Rental => {
                let delivered = places.handover.as_ref().or(places.site.as_ref()).or(places.origin.as_ref());
                one(delivered, "place of delivery")
            }
            PlaceRule::Storage => one(places.storage.as_ref(), "storage location"),
            PlaceRule::RegisteredRecipient => {
                let address = recipient.registered_in.as_ref().or(recipient.address.as_ref());
                one(Some(address.unwrap_or(&self.book.seller.place)), "recipient's address")
            }
            PlaceRule::RegisteredOrHandover => {
                let handed_over = places.handover.as_ref().or(places.origin.as_ref());
                one(recipient.registered_in.as_ref().or(handed_over), "place of hand-over")
            }
            PlaceRule::Untaxed => Ok(Vec::new()),
        }
    }

    fn destinations(&self) -> Result<Vec<(&'a Place, Money)>, TaxProblem> {
        let destinations = &self.line.places.destinations;
        if let [only] = destinations.as_slice() {
            return Ok(vec![(&only.place, self.line.amount)]);
        }
        let shares: Vec<_> = destinations.iter().map(|destination| destination.share).collect();
        let amounts =
            split_largest_remainder(self.line.amount, &shares).map_err(|_| self.missing("destination of the goods"))?;
        let places = destinations.iter().map(|destination| &destination.place);
        Ok(places.zip(amounts).filter(|(_, amount)| !amount.is_zero()).collect())
    }

    /// The rate of a tax in a region, or of the whole country; the company's own rows come first.
    pub fn rate(&self, country: &str, region: Option<&str>, tax: TaxKind) -> Option<Rate> {
        let rows = self.book.company_rates.iter().chain(self.book.rates);
        rows.filter(|row| row.country == country && row.region.as_deref() == region)
            .find(|row| row.holds(tax, self.line.class, self.question.tax_date))
            .map(|row| row.rate)
    }

    pub fn class(&self) -> TaxClass {
        self.line.class
    }

    pub fn missing(&self, fact: &str) -> TaxProblem {
        TaxProblem::PlaceMissing { line: self.line.key.clone(), fact: fact.to_owned() }
    }

    pub fn no_rule(&self, place: &str) -> TaxProblem {
        TaxProblem::NoRule { line: self.line.key.clone(), class: self.line.class, place: place.to_owned() }
    }

    pub fn unknown(&self, place: &Place) -> TaxProblem {
        TaxProblem::UnknownPlace { line: self.line.key.clone(), place: place.code() }
    }
}
