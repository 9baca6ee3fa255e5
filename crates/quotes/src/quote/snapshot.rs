//! Who sold what to whom, as at the time of sending; papers are made from it.

use kernel::{Error, Result, money::tax::Place};
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
    pub customer: Side,
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

impl Snapshot {
    pub fn of(around: &Around, prepared_by: Option<Side>) -> Self {
        let location =
            lines([&around.street, &Some(around.city.clone()), &Some(around.province.clone()), &around.postal_code]);
        let customer = lines([
            &around.customer_street,
            &around.customer_city,
            &around.customer_province,
            &around.customer_postal_code,
        ]);
        let name = around.customer_name.clone().unwrap_or_default();
        Self {
            company: Side {
                name: around.company_name.clone(),
                company: None,
                address: location,
                email: around.location_email.clone().or_else(|| around.company_email.clone()),
                phone: around.location_phone.clone().or_else(|| around.company_phone.clone()),
                website: around.website.clone(),
            },
            customer: Side {
                company: around.customer_company.clone().filter(|c| *c != name),
                name,
                address: customer,
                email: around.customer_email.clone(),
                phone: around.customer_phone.clone(),
                website: None,
            },
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

/// Where the customer lives, as far as known.
pub fn customer_place(around: &Around) -> Option<Place> {
    let country = around.customer_country.clone()?;
    Some(Place { country, region: around.customer_province.clone().map(|p| p.to_uppercase()) })
}

/// Refuses locations and customers that are not there, and blocked customers.
pub fn require_customer(around: &Around) -> Result<()> {
    let Some(status) = around.customer_status.as_deref() else {
        return Err(Error::invalid("customer_id", "NOT_FOUND", "There is no such customer."));
    };
    refuse_blocked(status)
}

pub fn refuse_blocked(status: &str) -> Result<()> {
    match status {
        "BLOCKED" => Err(Error::conflict("CUSTOMER_BLOCKED", "This customer is blocked.")),
        "MERGED" => Err(Error::conflict("CUSTOMER_MERGED", "This customer was merged into another one.")),
        "ANONYMISED" => Err(Error::conflict("CUSTOMER_ANONYMISED", "This customer's data has been removed.")),
        _ => Ok(()),
    }
}
