//! The words in which a seller asks what tax an amount carries, shared by those who ask and the one
//! who decides.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Money, Rate, Ratio};

/// What a chargeable thing is for tax; decides which place counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TaxClass {
    /// Carrying goods, with everything that belongs to the move.
    Freight,
    /// Boxes and wrapping priced one by one inside a move.
    Material,
    /// Boxes and wrapping sold apart from a move.
    Goods,
    /// Work at a site: crane with operator, rigging, packing or labour alone, disposal.
    SiteWork,
    /// Any other service.
    Service,
    /// Things handed over for use: bins, pods, a machine without operator.
    Rental,
    /// Space kept by the seller.
    Storage,
    /// Card surcharge; follows the bill's main class.
    Surcharge,
    /// Insurance given by others.
    Insurance,
    /// No supply at all: late interest, tips, claim payments, rounding.
    OutOfScope,
}

/// A country (ISO 3166-1, two letters) and its province or state (ISO 3166-2 without the country).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// `CA`, `US`, `IN` and so on.
    pub country: String,
    /// `ON`, `QC`, `MH` and so on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
}

impl Place {
    /// A province or state.
    pub fn new(country: &str, region: &str) -> Self {
        Self { country: country.to_owned(), region: Some(region.to_owned()) }
    }

    /// `CA-ON`, or the country alone.
    pub fn code(&self) -> String {
        match &self.region {
            Some(region) => format!("{}-{region}", self.country),
            None => self.country.clone(),
        }
    }

    /// Whether this is the given province or state.
    pub fn is(&self, country: &str, region: &str) -> bool {
        self.country == country && self.region.as_deref() == Some(region)
    }
}

/// One destination of a load and how much of it goes there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    /// Where the goods go.
    pub place: Place,
    /// Weight of this destination in the split, cubic feet unless the parties state otherwise.
    pub share: Ratio,
}

/// Where a supply happens, as far as known; which fact counts depends on the tax class.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SupplyPlaces {
    /// Where the goods are taken over.
    pub origin: Option<Place>,
    /// Where the goods go; several when a load is split.
    pub destinations: Vec<Destination>,
    /// Where the work is done or a thing in use stays.
    pub site: Option<Place>,
    /// Where things are handed over, sent or delivered.
    pub handover: Option<Place>,
    /// The seller's storage location.
    pub storage: Option<Place>,
    /// The move is one leg of a movement that begins or ends outside the province.
    pub part_of_longer_movement: bool,
    /// The rental lasts longer than three months.
    pub rental_over_three_months: bool,
}

impl SupplyPlaces {
    /// A move with one destination.
    pub fn between(origin: Place, destination: Place) -> Self {
        let destinations = vec![Destination { place: destination, share: Ratio::ONE }];
        Self { origin: Some(origin), destinations, ..Self::default() }
    }

    /// Work at one site.
    pub fn at_site(site: Place) -> Self {
        Self { site: Some(site), ..Self::default() }
    }
}

/// The kinds of tax the product knows by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TaxKind {
    /// Goods and services tax of Canada.
    Gst,
    /// Harmonised sales tax of a Canadian province.
    Hst,
    /// Québec sales tax.
    Qst,
    /// Provincial sales tax.
    Pst,
    /// Retail sales tax of Manitoba.
    Rst,
    /// Central part of the Indian tax inside one state.
    Cgst,
    /// State part of the Indian tax.
    Sgst,
    /// Union territory part of the Indian tax.
    Utgst,
    /// Indian tax between states.
    Igst,
    /// State or local sales tax of the United States.
    SalesTax,
}

/// A customer's proof that one tax is not to be charged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exemption {
    /// The tax it is for.
    pub tax: TaxKind,
    /// `CA`, `CA-BC`, `IN` and so on.
    pub jurisdiction: String,
    /// RESALE, GOVERNMENT, STATUS, EXPORT or SEZ.
    pub reason: String,
    /// Number of the certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// First day it counts.
    pub valid_from: Date,
    /// First day it no longer counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
}

/// Who receives the supply.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Recipient {
    /// Address on record.
    pub address: Option<Place>,
    /// State of the recipient's own registration (India); none when not registered.
    pub registered_in: Option<Place>,
    /// Certificates on file.
    pub exemptions: Vec<Exemption>,
}

/// One line whose tax is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaxableLine {
    /// The asker's name for the line.
    pub key: String,
    /// Its tax class.
    pub class: TaxClass,
    /// Amount after discounts, before tax.
    pub amount: Money,
    /// Where it is supplied.
    pub places: SupplyPlaces,
}

/// Everything the tax of one document depends on, except who sells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaxQuestion {
    /// Day whose rates count.
    pub tax_date: Date,
    /// Who receives the supply.
    #[serde(default)]
    pub recipient: Recipient,
    /// The lines, in document order.
    pub lines: Vec<TaxableLine>,
    /// Set where tax is left out by approval; the reason is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub untaxed_reason: Option<String>,
}

/// What one line contributes to a tax.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaxShare {
    /// The line's key.
    pub line: String,
    /// The part of the line's amount that is taxed here.
    pub base: Money,
    /// The line's share of the tax, by largest remainder.
    pub amount: Money,
}

/// One tax of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaxLine {
    /// `CA`, `CA-ON`, `IN-MH` and so on.
    pub jurisdiction: String,
    /// The tax.
    pub tax: TaxKind,
    /// Its rate.
    pub rate: Rate,
    /// Sum of the taxed parts.
    pub base: Money,
    /// `base × rate`, rounded half up once.
    pub amount: Money,
    /// Spread over the lines.
    pub shares: Vec<TaxShare>,
}

/// Why a tax that might be expected is not charged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TaxNote {
    /// The seller is not registered for it.
    NotRegistered {
        /// The tax.
        tax: TaxKind,
        /// Where.
        jurisdiction: String,
    },
    /// The recipient is exempt.
    Exempt {
        /// The tax.
        tax: TaxKind,
        /// Where.
        jurisdiction: String,
        /// Reason on the certificate.
        reason: String,
        /// Number of the certificate.
        certificate: Option<String>,
    },
    /// Transport from or to another country.
    ZeroRated {
        /// The line.
        line: String,
    },
    /// A move between states that carries no sales tax.
    Interstate {
        /// The line.
        line: String,
    },
    /// Tax left out by approval.
    LeftOut {
        /// The approved reason.
        reason: String,
    },
}

/// Why the tax of a line cannot be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, thiserror::Error)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TaxProblem {
    /// The place that counts is not known.
    #[error("line {line}: the {fact} is needed to decide the tax")]
    PlaceMissing {
        /// The line.
        line: String,
        /// The missing fact.
        fact: String,
    },
    /// A province or state nobody knows.
    #[error("line {line}: {place} is not a known province or state")]
    UnknownPlace {
        /// The line.
        line: String,
        /// What was given.
        place: String,
    },
    /// No dated rule says how this class is taxed there.
    #[error("line {line}: no tax rule for {class:?} in {place} on this date")]
    NoRule {
        /// The line.
        line: String,
        /// Its class.
        class: TaxClass,
        /// Where.
        place: String,
    },
    /// The seller has to decide once how this is taxed.
    #[error("line {line}: {setting} has not been decided")]
    Undecided {
        /// The line.
        line: String,
        /// The setting.
        setting: String,
    },
    /// An amount that cannot be computed.
    #[error("the tax amounts cannot be computed: {reason}")]
    Arithmetic {
        /// What went wrong.
        reason: String,
    },
}

impl TaxProblem {
    /// The line it is about; empty where it is about the whole document.
    pub fn line(&self) -> &str {
        match self {
            Self::PlaceMissing { line, .. }
            | Self::UnknownPlace { line, .. }
            | Self::NoRule { line, .. }
            | Self::Undecided { line, .. } => line,
            Self::Arithmetic { .. } => "",
        }
    }
}

/// The taxes of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaxAnswer {
    /// Taxes charged, ordered by jurisdiction, tax and rate.
    pub taxes: Vec<TaxLine>,
    /// Taxes not charged, with the reason.
    pub notes: Vec<TaxNote>,
}

/// Decides place, taxes and amounts; there is one implementation for every document.
pub trait TaxDecider {
    /// All problems at once where a taxable line has no rule.
    fn decide(&self, question: &TaxQuestion) -> Result<TaxAnswer, Vec<TaxProblem>>;
}
