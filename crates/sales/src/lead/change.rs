//! Changing a lead's facts.

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use jiff::{Timestamp, civil::Date};
use kernel::{
    Problems, Result,
    ids::{LeadId, LocationId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    LeadDetail, Place, Rental, assess,
    create::{check_email, check_texts},
    read::detail,
    score::Priority,
    store,
};
use crate::intake::names::{self, Named};
use kernel::normal::{Email, Phone};

/// Changes what is given; what is absent stays, an empty text clears.
#[derive(Deserialize, JsonSchema)]
pub struct ChangeLead {
    pub id: LeadId,
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
    /// The customer has no date yet.
    pub move_date_open: Option<bool>,
    pub origin: Option<Place>,
    pub destination: Option<Place>,
    pub rental: Option<Rental>,
    pub notes: Option<String>,
    pub location_id: Option<LocationId>,
    pub follow_up_at: Option<Timestamp>,
    /// Stays until the date changes (SAL-12).
    pub priority: Option<Priority>,
}

fn merged(new: &Option<String>, old: &Option<String>) -> Option<String> {
    new.as_ref().or(old.as_ref()).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}

impl Operation for ChangeLead {
    type Output = LeadDetail;
    const SPEC: Spec = Spec::command("sales.lead.change", "PATCH", "/leads/{id}")
        .summary("Changes a lead's facts.")
        .permission("lead", "UPDATE")
        .on("lead", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
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

    async fn run(self, tx: &TenantTx) -> Result<LeadDetail> {
        let old = store::row(tx, self.id).await?;
        if let Some(location) = self.location_id.filter(|l| Some(*l) != old.location_id) {
            tx.require("lead", "UPDATE", &RowFacts { location: Some(location), mine: false, record: Value::Null })?;
        }
        let renamed = self.first_name.is_some() || self.last_name.is_some();
        let names = names::of(&Named {
            first_name: merged(&self.first_name, &old.first_name).as_deref(),
            last_name: merged(&self.last_name, &old.last_name).as_deref(),
            full_name: self.full_name.as_deref().or(Some(old.full_name.as_str()).filter(|_| !renamed)),
            company_name: merged(&self.company_name, &old.company_name).as_deref(),
            email: merged(&self.email, &old.email).as_deref(),
            phone: merged(&self.phone, &old.phone).as_deref(),
        });
        let email = self.email.as_ref().map(|text| Email::read(text));
        let phone = match &self.phone {
            Some(text) if !text.trim().is_empty() => {
                let defaults = store::defaults(tx, self.location_id.or(old.location_id)).await?;
                Some(Some(Phone::read(text, &defaults.country)))
            }
            Some(_) => Some(None),
            None => None,
        };
        let part = |pick: fn(&Email) -> &str| email.as_ref().map(|e| e.as_ref().map_or("", pick));
        let phone_state = phone.as_ref().map(|p| match p {
            Some(p) if p.e164.is_none() => "INVALID",
            _ => "UNVERIFIED",
        });
        let date_moved = self.move_date.is_some_and(|d| Some(d) != old.move_date);
        let json_of = |place: &Option<Place>| place.as_ref().map(|p| json!(p));
        let (origin, destination) = (json_of(&self.origin), json_of(&self.destination));
        let rental = self.rental.as_ref().map(|r| json!(r));
        let city = |place: &Option<Place>| place.as_ref().map(|p| p.city.clone().unwrap_or_default());
        let (origin_city, destination_city) = (city(&self.origin), city(&self.destination));
        store::change(
            tx,
            store::Change {
                id: self.id,
                first_name: names.first_name.as_deref(),
                last_name: names.last_name.as_deref(),
                full_name: &names.full_name,
                company_name: self.company_name.as_deref(),
                name_key: &names.key,
                email: part(|e| &e.lower),
                email_match: part(|e| &e.matching),
                phone: phone.as_ref().map(|p| p.as_ref().map_or("", Phone::stored)),
                phone_e164: phone.as_ref().map(|p| p.as_ref().and_then(|p| p.e164.as_deref()).unwrap_or("")),
                phone_state,
                source: self.source.as_deref().map(str::trim).filter(|s| !s.is_empty()),
                service_type: self.service_type.as_deref(),
                move_size: self.move_size.as_deref(),
                move_date: self.move_date,
                move_date_open: self.move_date_open,
                origin: origin.as_ref(),
                destination: destination.as_ref(),
                origin_city: origin_city.as_deref(),
                destination_city: destination_city.as_deref(),
                rental: rental.as_ref(),
                notes: self.notes.as_deref(),
                location_id: self.location_id,
                follow_up_at: self.follow_up_at,
                priority_by_hand: if self.priority.is_some() { Some(true) } else { date_moved.then_some(false) },
                priority: self.priority.map(Priority::code),
            },
        )
        .await?;
        assess::assess(tx, self.id).await?;
        tx.emit(
            NewEvent::new("sales.lead.changed", "lead", self.id.uuid()).location(self.location_id.or(old.location_id)),
        );
        detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "lea_01h2xcejqtf2nbrexx3vqjhp41", "move_date": "2026-06-14", "notes": "Needs a shuttle."})
    }
}
