//! Tax: places.

use std::borrow::Cow;

use jiff::civil::{Date, date};
use kernel::money::tax::TaxClass;

/// Which place counts for a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceRule {
    /// Destination of the goods; each destination is a supply of its own.
    Destination,
    /// The site of the work, or where the goods are.
    Site,
    /// The recipient's address, else where the service is performed.
    Recipient,
    /// Where things are handed over or sent.
    Handover,
    /// Where a rental is delivered; over three months where it stays.
    Rental,
    /// The seller's storage location.
    Storage,
    /// By the recipient's registration, else the address on record, else the seller's state (India).
    RegisteredRecipient,
    /// By the recipient's registration, else where the goods are handed over (India).
    RegisteredOrHandover,
    /// Not taxed.
    Untaxed,
}

/// A dated rule of place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRuleRow {
    /// Country, two letters.
    pub country: Cow<'static, str>,
    /// The class.
    pub class: TaxClass,
    /// The place that counts.
    pub rule: PlaceRule,
    /// First day.
    pub valid_from: Date,
    /// First day it no longer holds.
    pub valid_to: Option<Date>,
}

const fn row(country: &'static str, class: TaxClass, rule: PlaceRule, valid_from: Date) -> PlaceRuleRow {
    PlaceRuleRow { country: Cow::Borrowed(country), class, rule, valid_from, valid_to: None }
}

const fn canada(class: TaxClass, rule: PlaceRule) -> PlaceRuleRow {
    row("CA", class, rule, date(2006, 7, 1))
}

const fn india(class: TaxClass, rule: PlaceRule) -> PlaceRuleRow {
    row("IN", class, rule, date(2017, 7, 1))
}

const fn united_states(class: TaxClass, rule: PlaceRule) -> PlaceRuleRow {
    row("US", class, rule, date(2000, 1, 1))
}

use TaxClass::{Freight, Goods, Insurance, Material, OutOfScope, Rental, Service, SiteWork, Storage};

/// The rules of place shipped with the product; the seed of the database table.
pub const PLACE_RULES: &[PlaceRuleRow] = &[
    canada(Freight, PlaceRule::Destination),
    canada(Material, PlaceRule::Destination),
    canada(SiteWork, PlaceRule::Site),
    canada(Service, PlaceRule::Recipient),
    canada(Goods, PlaceRule::Handover),
    canada(Rental, PlaceRule::Rental),
    canada(Storage, PlaceRule::Storage),
    canada(Insurance, PlaceRule::Untaxed),
    canada(OutOfScope, PlaceRule::Untaxed),
    india(Freight, PlaceRule::RegisteredOrHandover),
    india(SiteWork, PlaceRule::RegisteredRecipient),
    india(Service, PlaceRule::RegisteredRecipient),
    india(Rental, PlaceRule::RegisteredRecipient),
    india(Insurance, PlaceRule::Untaxed),
    india(OutOfScope, PlaceRule::Untaxed),
    united_states(Freight, PlaceRule::Destination),
    united_states(Material, PlaceRule::Destination),
    united_states(SiteWork, PlaceRule::Site),
    united_states(Service, PlaceRule::Recipient),
    united_states(Goods, PlaceRule::Handover),
    united_states(Rental, PlaceRule::Rental),
    united_states(Storage, PlaceRule::Storage),
    united_states(Insurance, PlaceRule::Untaxed),
    united_states(OutOfScope, PlaceRule::Untaxed),
];
