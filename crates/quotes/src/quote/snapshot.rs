//! Who sold what to whom, as at the time of sending; papers are made from it.

use kernel::{Error, Result, ids::CustomerId, money::tax::Place};
use serde::{Deserialize, Serialize};

use super::store::Around;

/// One side of the deal as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Side {
    pub name: String,
    /// The firm, where the name is a person's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub address: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Snapshot {
    pub company: Side,
    /// Whom the offer is made to: whoever pays.
    pub customer: Side,
    /// For whom the work is done, where somebody else pays (CUS-27).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub served: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prepared_by: Option<Side>,
    /// Province and country of the location, which decide languages and paper.
    pub province: String,
    pub country: String,
    pub timezone: String,
}

fn lines(parts: [&Option<String>; 4]) -> Vec<String> {
    let [street, city, province, postal] = parts.map(|p| p.as_deref().map(str::trim).unwrap_or_default());
    let second = [city, province, postal].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ");
    [street.to_owned(), second].into_iter().filter(|l| !l.is_empty()).collect()
}

fn customer(around: &Around) -> Side {
    let name = around.customer_name.clone().unwrap_or_default();
    Side {
        company: around.customer_company.clone().filter(|c| *c != name),
        name,
        address: lines([
            &around.customer_street,
            &around.customer_city,
            &around.customer_province,
            &around.customer_postal_code,
        ]),
        email: around.customer_email.clone(),
        phone: around.customer_phone.clone(),
        website: None,
    }
}

fn payer(around: &Around) -> Side {
    let name = around.payer_name.clone().unwrap_or_default();
    Side {
        company: around.payer_company.clone().filter(|c| *c != name),
        name,
        address: lines([&around.payer_street, &around.payer_city, &around.payer_province, &around.payer_postal_code]),
        email: around.payer_email.clone(),
        phone: around.payer_phone.clone(),
        website: None,
    }
}

impl Snapshot {
    pub fn of(around: &Around, prepared_by: Option<Side>) -> Self {
        let location =
            lines([&around.street, &Some(around.city.clone()), &Some(around.province.clone()), &around.postal_code]);
        let (customer, served) = match around.payer_id {
            Some(_) => (payer(around), around.customer_name.clone()),
            None => (customer(around), None),
        };
        Self {
            company: Side {
                name: around.company_name.clone(),
                company: None,
                address: location,
                email: around.location_email.clone().or_else(|| around.company_email.clone()),
                phone: around.location_phone.clone().or_else(|| around.company_phone.clone()),
                website: around.website.clone(),
            },
            customer,
            served,
            prepared_by,
            province: around.province.clone(),
            country: around.country.clone(),
            timezone: around.timezone.clone(),
        }
    }

    pub fn read(value: &serde_json::Value) -> Result<Self> {
        serde_json::from_value(value.clone()).map_err(Error::internal)
    }
}

/// Where the seller is, for tax.
pub fn seller_place(around: &Around) -> Place {
    Place { country: around.country.clone(), region: Some(around.province.clone()) }
}

/// Where the one who pays lives, as far as known.
pub fn customer_place(around: &Around) -> Option<Place> {
    let (country, region) = match around.payer_id {
        Some(_) => (&around.payer_country, &around.payer_province),
        None => (&around.customer_country, &around.customer_province),
    };
    Some(Place { country: country.clone()?, region: region.clone().map(|p| p.to_uppercase()) })
}

/// Who pays: the customer, unless somebody else does (CUS-27).
pub fn payer_of(around: &Around) -> Option<CustomerId> {
    around.payer_id.or(around.customer_id)
}

/// Refuses locations and customers that are not there, and blocked customers.
pub fn require_customer(around: &Around) -> Result<()> {
    let Some(status) = around.customer_status.as_deref() else {
        return Err(Error::invalid("customer_id", "NOT_FOUND", "There is no such customer."));
    };
    refuse_blocked(status)?;
    refuse_blocked_payer(around)
}

/// Nothing new is promised to somebody blocked who would pay for it either (CUS-4, CUS-27).
pub fn refuse_blocked_payer(around: &Around) -> Result<()> {
    match around.payer_status.as_deref() {
        Some("BLOCKED") => {
            let name = around.payer_name.as_deref().unwrap_or_default();
            let message =
                format!("{name} pays for this customer and is blocked. End that relation, or unblock {name}.");
            Err(Error::conflict("PAYER_BLOCKED", message))
        }
        _ => Ok(()),
    }
}

pub fn refuse_blocked(status: &str) -> Result<()> {
    match status {
        "BLOCKED" => Err(Error::conflict("CUSTOMER_BLOCKED", "This customer is blocked.")),
        "MERGED" => Err(Error::conflict("CUSTOMER_MERGED", "This customer was merged into another one.")),
        "ANONYMISED" => Err(Error::conflict("CUSTOMER_ANONYMISED", "This customer's data has been removed.")),
        _ => Ok(()),
    }
}
