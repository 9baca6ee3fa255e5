//! A new customer.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{
    Error, Problems, Result,
    ids::{LocationId, UserId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Address, Customer, CustomerKind, CustomerType, Language, Names, at_most,
    register::{self, Match, Wanted},
    store,
};
use crate::likeness::SAME;
use kernel::normal::Email;

/// Makes a customer unless it is already there (CUS-14).
#[derive(Deserialize, JsonSchema)]
pub struct CreateCustomer {
    /// COMPANY when a company name is given, else PERSON.
    pub kind: Option<CustomerKind>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub company_name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    #[serde(rename = "type")]
    pub customer_type: Option<CustomerType>,
    pub location_id: Option<LocationId>,
    pub assigned_to: Option<UserId>,
    pub designation: Option<String>,
    #[serde(default)]
    pub address: Address,
    pub language: Option<Language>,
    pub website: Option<String>,
    pub lead_source: Option<String>,
    /// Channel, language, best time.
    pub preferences: Option<Value>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub notes: Option<String>,
    /// Creates although somebody who looks the same is there; needs a reason.
    #[serde(default)]
    pub create_anyway: bool,
    pub reason: Option<String>,
}

/// The new customer and those that look similar.
#[derive(Serialize, JsonSchema)]
pub struct CreatedCustomer {
    #[serde(flatten)]
    pub customer: Customer,
    /// Suggestions: 40 points and more.
    pub matches: Vec<Match>,
}

impl CreateCustomer {
    fn names(&self) -> Names {
        Names {
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            company_name: self.company_name.clone(),
        }
    }
    fn wanted(self, me: Option<UserId>, only_location: Option<LocationId>) -> Wanted {
        Wanted {
            kind: self.kind,
            names: self.names(),
            email: self.email,
            phone: self.phone,
            customer_type: self.customer_type,
            location_id: self.location_id.or(only_location),
            assigned_to: self.assigned_to.or(me),
            designation: self.designation,
            address: self.address,
            language: self.language.map(|l| l.code().to_owned()),
            website: self.website,
            lead_source: self.lead_source,
            preferences: self.preferences.unwrap_or(Value::Null),
            tags: self.tags,
            notes: self.notes,
            ..Wanted::default()
        }
    }
}

/// What is checked alike when a customer is made and changed.
pub(super) fn check_texts(p: &mut Problems, texts: &[(&str, &Option<String>, usize)]) {
    for (field, value, most) in texts {
        at_most(p, field, value.as_deref(), *most);
    }
}

pub(super) fn check_tags(p: &mut Problems, tags: &[String]) {
    p.require(tags.len() <= 50, "tags", "TOO_MANY", "At most 50 tags.");
    for tag in tags.iter().take(51) {
        p.text("tags", tag, 50);
        at_most(p, "tags", Some(tag), 50);
    }
}

pub(crate) fn check_points(p: &mut Problems, email: Option<&str>, phone: Option<&str>) {
    if let Some(email) = email.map(str::trim).filter(|e| !e.is_empty()) {
        p.require(Email::read(email).is_some(), "email", "NOT_AN_EMAIL", "This is not an e-mail address.");
    }
    if let Some(phone) = phone.map(str::trim).filter(|t| !t.is_empty()) {
        let digits = phone.chars().filter(|c| c.is_ascii_digit()).count();
        p.require(digits >= 3, "phone", "NOT_A_NUMBER", "This is not a phone number.");
    }
}

impl Operation for CreateCustomer {
    type Output = CreatedCustomer;
    const SPEC: Spec = Spec::command("customers.customer.create", "POST", "/customers")
        .summary("Makes a customer; stops with the match when the same one is already there.")
        .permission("customer", "CREATE")
        .created()
        .offline();

    fn check(&self, p: &mut Problems) {
        let wanted = Wanted { kind: self.kind, names: self.names(), ..Wanted::default() };
        match wanted.kind() {
            kind if wanted.names.suffice(kind) => {}
            CustomerKind::Company => drop(p.add("company_name", "REQUIRED", "A firm needs its name.")),
            CustomerKind::Person => drop(p.add("last_name", "REQUIRED", "A person needs a first or last name.")),
        }
        check_texts(
            p,
            &[
                ("first_name", &self.first_name, 100),
                ("last_name", &self.last_name, 100),
                ("company_name", &self.company_name, 100),
                ("email", &self.email, 254),
                ("phone", &self.phone, 60),
                ("designation", &self.designation, 100),
                ("website", &self.website, 300),
                ("lead_source", &self.lead_source, 100),
                ("notes", &self.notes, 10_000),
                ("reason", &self.reason, 500),
            ],
        );
        check_points(p, self.email.as_deref(), self.phone.as_deref());
        check_tags(p, &self.tags);
        check_object(p, "preferences", self.preferences.as_ref());
        self.address.check("address", p);
        if self.create_anyway {
            p.text("reason", self.reason.as_deref().unwrap_or_default(), 500);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<CreatedCustomer> {
        let me = tx.caller().user();
        let only_location = match tx.caller().locations() {
            [one] => Some(*one),
            _ => None,
        };
        let (anyway, reason) = (self.create_anyway, self.reason.clone());
        let wanted = self.wanted(me, only_location);
        let facts = RowFacts {
            location: wanted.location_id,
            mine: wanted.assigned_to.is_some() && wanted.assigned_to == me,
            record: Value::Null,
        };
        tx.require("customer", "CREATE", &facts)?;
        let prepared = register::prepare(tx, wanted).await?;
        register::take_turn(tx).await?;
        let matches = register::matches(tx, &prepared).await?;
        let same: Vec<_> = matches.iter().filter(|m| m.score >= SAME).collect();
        if !same.is_empty() && !anyway {
            return Err(Error::conflict(
                "CUSTOMER_EXISTS",
                "This customer is already there: use it, or say why another one is needed.",
            )
            .with_data(json!({"matches": same})));
        }
        if let Some(reason) = reason.filter(|_| anyway) {
            tx.reason(&reason);
        }
        let (id, number) = register::insert(tx, &prepared, &matches).await?;
        tx.about("customer", id.uuid(), &number);
        tx.at_location(prepared.wanted.location_id);
        Ok(CreatedCustomer { customer: store::read(tx, id).await?, matches })
    }

    fn example() -> Value {
        json!({"first_name": "Nora", "last_name": "Quill", "email": "nora.quill@example.com", "phone": "(416) 555-0142"})
    }
}

/// A small JSON object.
pub(crate) fn check_object(p: &mut Problems, field: &str, value: Option<&Value>) {
    if let Some(value) = value.filter(|v| !v.is_null()) {
        let text = value.to_string();
        p.require(value.is_object() && text.len() <= 4_000, field, "NOT_READABLE", "A small object is expected here.");
        p.require(!text.contains("\\u0000"), field, "NOT_READABLE", "This text has a forbidden character.");
    }
}
