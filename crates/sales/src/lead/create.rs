//! A lead a person enters.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use jiff::civil::Date;
use kernel::{Problems, Result, ids::LocationId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{LeadDetail, Place, Rental, at_most, filled, read::detail};
use crate::intake::{Channel, Context, Submission, receive::receive};
use kernel::normal::Email;

codes! {
    /// How it reached the person who enters it.
    Entered { Hand = "HAND", Call = "CALL" }
}

/// Enters a lead. The same contact with an open lead becomes a touch on that lead (SAL-5).
#[derive(Deserialize, JsonSchema)]
pub struct CreateLead {
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub full_name: Option<String>,
    pub company_name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub source: Option<String>,
    pub service_type: Option<String>,
    pub move_size: Option<String>,
    pub move_date: Option<Date>,
    pub origin: Option<Place>,
    pub destination: Option<Place>,
    pub rental: Option<Rental>,
    pub notes: Option<String>,
    pub location_id: Option<LocationId>,
    pub channel: Option<Entered>,
}

#[derive(Serialize, JsonSchema)]
pub struct CreatedLead {
    #[serde(flatten)]
    pub lead: LeadDetail,
    /// It was added to a lead that is already there.
    pub touched_existing: bool,
}

/// Limits of the texts a lead is made of.
pub(super) fn check_texts(p: &mut Problems, texts: &[(&str, &Option<String>, usize)]) {
    for (field, value, most) in texts {
        at_most(p, field, value.as_deref(), *most);
    }
}

pub(super) fn check_email(p: &mut Problems, email: &Option<String>) {
    if let Some(email) = filled(email) {
        p.require(Email::read(email).is_some(), "email", "NOT_AN_EMAIL", "This is not an e-mail address.");
    }
}

impl Operation for CreateLead {
    type Output = CreatedLead;
    const SPEC: Spec = Spec::command("sales.lead.create", "POST", "/leads")
        .summary("Enters a lead; a name, a phone or an e-mail is enough.")
        .permission("lead", "CREATE")
        .created()
        .offline();

    fn check(&self, p: &mut Problems) {
        let named = [&self.first_name, &self.last_name, &self.full_name, &self.company_name, &self.email, &self.phone];
        if !named.into_iter().any(|t| filled(t).is_some()) {
            p.add("full_name", "REQUIRED", "A name, a phone number or an e-mail address is needed.");
        }
        check_texts(
            p,
            &[
                ("first_name", &self.first_name, 100),
                ("last_name", &self.last_name, 100),
                ("full_name", &self.full_name, 200),
                ("company_name", &self.company_name, 100),
                ("email", &self.email, 254),
                ("phone", &self.phone, 60),
                ("source", &self.source, 100),
                ("service_type", &self.service_type, 100),
                ("move_size", &self.move_size, 100),
                ("notes", &self.notes, 10_000),
            ],
        );
        check_email(p, &self.email);
        for (field, place) in [("origin", &self.origin), ("destination", &self.destination)] {
            if let Some(place) = place {
                place.check(field, p);
            }
        }
        if let Some(rental) = &self.rental {
            rental.check(p);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<CreatedLead> {
        let only_location = match tx.caller().locations() {
            [one] => Some(*one),
            _ => None,
        };
        let location = self.location_id.or(only_location);
        tx.require("lead", "CREATE", &RowFacts { location, mine: true, record: Value::Null })?;
        let submission = Submission {
            first_name: self.first_name,
            last_name: self.last_name,
            full_name: self.full_name,
            company_name: self.company_name,
            email: self.email,
            phone: self.phone,
            source: self.source,
            service_type: self.service_type,
            move_size: self.move_size,
            move_date: self.move_date,
            origin: self.origin.unwrap_or_default(),
            destination: self.destination.unwrap_or_default(),
            rental: self.rental.unwrap_or_default(),
            notes: self.notes,
            ..Submission::default()
        };
        let context = Context {
            channel: if self.channel == Some(Entered::Call) { Channel::Call } else { Channel::Hand },
            location_id: location,
            // A lead a person enters is that person's own (SAL-7).
            assigned_to: tx.caller().user(),
            ..Context::default()
        };
        let received = receive(tx, submission, context).await?;
        tx.about("lead", received.id.uuid(), &received.number);
        tx.at_location(location);
        Ok(CreatedLead { lead: detail(tx, received.id).await?, touched_existing: received.is_touch() })
    }

    fn example() -> Value {
        json!({
            "first_name": "Nora", "last_name": "Quill", "phone": "(416) 555-0142", "service_type": "LOCAL_MOVE",
            "move_date": "2026-06-12", "origin": {"city": "Toronto", "province": "ON"},
        })
    }
}
