//! One way in for all channels (SAL-1): whatever was said becomes a submission, and a submission a lead or a touch.

pub mod fields;
pub mod log;
pub mod names;
pub mod native;
pub mod receive;
pub mod smartmoving;
pub mod store;

use jiff::civil::Date;
use kernel::ids::{LeadId, LeadProviderId, LocationId, UserId};
use serde_json::Value;

use crate::lead::{Place, Rental};

codes! {
    /// How it came.
    Channel { Form = "FORM", Provider = "PROVIDER", Call = "CALL", Hand = "HAND" }
}

/// What somebody asked for, in our words.
#[derive(Clone, Debug, Default)]
pub struct Submission {
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub full_name: Option<String>,
    pub company_name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub extension: Option<String>,
    pub source: Option<String>,
    pub service_type: Option<String>,
    pub move_size: Option<String>,
    pub move_date: Option<Date>,
    pub origin: Place,
    pub destination: Place,
    pub rental: Rental,
    pub notes: Option<String>,
    pub language: Option<String>,
    /// Campaign fields and the like.
    pub tracking: Value,
    /// Ticked the box for marketing.
    pub opt_in: bool,
    /// What stood beside the box.
    pub wording: Option<String>,
}

/// Around the submission.
#[derive(Clone, Debug)]
pub struct Context {
    pub channel: Channel,
    pub provider: Option<Provider>,
    pub location_id: Option<LocationId>,
    pub assigned_to: Option<UserId>,
    /// The visitor's address; a provider's server is no visitor.
    pub network: Option<String>,
    /// The trap was touched or the form was filled faster than a person can (SAL-3).
    pub spam: Option<&'static str>,
}

impl Default for Context {
    fn default() -> Self {
        Self { channel: Channel::Hand, provider: None, location_id: None, assigned_to: None, network: None, spam: None }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Provider {
    pub id: LeadProviderId,
    /// Within this many hours the same is a repeat.
    pub window_hours: i32,
}

/// What became of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    Lead,
    /// A touch on a lead that is there.
    Touch,
    /// The provider sent the same again.
    Repeat,
    Quarantined,
}

#[derive(Clone, Debug)]
pub struct Received {
    pub id: LeadId,
    pub number: String,
    pub became: Became,
}

impl Received {
    pub fn is_touch(&self) -> bool {
        matches!(self.became, Became::Touch | Became::Repeat)
    }
    /// The outcome in the log.
    pub fn outcome(&self) -> &'static str {
        match self.became {
            Became::Lead => "ACCEPTED",
            Became::Touch | Became::Repeat => "DUPLICATE",
            Became::Quarantined => "QUARANTINED",
        }
    }
}
