//! Finding the customer who is already there, or writing a new one (CUS-13 to CUS-15). The create operation and the
//! port for other modules both come through here.

use engine::{TenantTx, event::NewEvent};
use kernel::{
    Result,
    ids::{CustomerId, LocationId, UserId},
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::{Address, CustomerKind, CustomerType, Names, filled, store};
use crate::{
    contact,
    likeness::{self, Reason, Traits, compare},
    relation,
};
use kernel::normal::{Email, Phone, name_key};

/// A customer to be.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub kind: Option<CustomerKind>,
    pub names: Names,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub customer_type: Option<CustomerType>,
    pub location_id: Option<LocationId>,
    pub assigned_to: Option<UserId>,
    pub designation: Option<String>,
    pub address: Address,
    pub language: Option<String>,
    pub website: Option<String>,
    pub registration_number: Option<String>,
    pub lead_source: Option<String>,
    pub preferences: Value,
    pub tags: Vec<String>,
    pub notes: Option<String>,
}

impl Wanted {
    /// A firm when a firm's name is given, else a person.
    pub fn kind(&self) -> CustomerKind {
        self.kind.unwrap_or(match filled(&self.names.company_name) {
            Some(_) => CustomerKind::Company,
            None => CustomerKind::Person,
        })
    }
}

/// One reason of a match and its points.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MatchReason {
    pub reason: Reason,
    pub points: i32,
}

/// A customer that looks like the wanted one.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Match {
    pub id: CustomerId,
    pub number: String,
    pub display_name: String,
    pub status: String,
    /// 0 to 100.
    pub score: i32,
    pub reasons: Vec<Reason>,
    /// The points behind each reason.
    #[serde(skip)]
    pub points: Vec<MatchReason>,
}

/// Everything derived from what is wanted.
pub struct Prepared {
    pub wanted: Wanted,
    pub kind: CustomerKind,
    pub email: Option<Email>,
    pub phone: Option<Phone>,
    pub traits: Traits,
    defaults: store::Defaults,
}

pub async fn prepare(tx: &TenantTx, wanted: Wanted) -> Result<Prepared> {
    let defaults = store::defaults(tx, wanted.location_id).await?;
    Ok(prepared(wanted, defaults))
}

/// The same where the defaults are known, for many at once.
pub fn prepared(mut wanted: Wanted, defaults: store::Defaults) -> Prepared {
    for name in [&mut wanted.names.first_name, &mut wanted.names.last_name, &mut wanted.names.company_name] {
        *name = filled(name).map(str::to_owned);
    }
    let kind = wanted.kind();
    let country = filled(&wanted.address.country).unwrap_or(&defaults.country);
    let email = filled(&wanted.email).and_then(Email::read);
    let phone = filled(&wanted.phone).map(|text| Phone::read(text, country));
    let list = |text: Option<String>| text.into_iter().collect::<Vec<_>>();
    let first_name = wanted.names.first_name.as_deref().filter(|_| kind == CustomerKind::Person);
    let traits = Traits {
        match_key: wanted.names.match_key(kind),
        first_name_key: first_name.map(name_key).unwrap_or_default(),
        emails: list(email.as_ref().map(|e| e.matching.clone())),
        phones: list(phone.as_ref().and_then(|p| p.e164.clone())),
        addresses: list(Some(wanted.address.key()).filter(|k| !k.is_empty())),
    };
    Prepared { wanted, kind, email, phone, traits, defaults }
}

/// Customers that look alike from 40 points on, best first.
pub async fn matches(tx: &TenantTx, prepared: &Prepared) -> Result<Vec<Match>> {
    let found = store::lookalikes(tx, &prepared.traits).await?;
    let mut matches: Vec<Match> = found
        .into_iter()
        .filter_map(|other| {
            let likeness = compare(&prepared.traits, &other.traits);
            (likeness.score >= likeness::RELATED).then(|| Match {
                id: other.id,
                number: other.number,
                display_name: other.display_name,
                status: other.status,
                score: likeness.score,
                reasons: likeness.reasons.iter().map(|(reason, _)| *reason).collect(),
                points: likeness.reasons.iter().map(|&(reason, points)| MatchReason { reason, points }).collect(),
            })
        })
        .collect();
    matches.sort_by_key(|m| (-m.score, m.id));
    Ok(matches)
}

/// Makes creations of one company wait for each other until the first has committed, so that whoever comes second sees
/// the first one's customer as a match (CUS-15). To be called before the matches are looked for. The count has no other
/// meaning: business numbers are taken only when something is written.
pub async fn take_turn(tx: &TenantTx) -> Result<()> {
    tx.number("customer-turn").await.map(drop)
}

/// Writes the customer with its first points and address, and the suggestions of CUS-14; answers id and number.
pub async fn insert(tx: &TenantTx, prepared: &Prepared, matches: &[Match]) -> Result<(CustomerId, String)> {
    let id = tx.new_id();
    let number = number_text(tx.number("customer").await?);
    write(tx, prepared, id, &number, json!({})).await?;
    for near in matches.iter().filter(|m| m.score >= likeness::SUGGESTED).take(10) {
        let reasons = serde_json::to_value(&near.points).map_err(kernel::Error::internal)?;
        store::insert_candidate(tx, id, near.id, near.score, &reasons).await?;
    }
    // Not the same, but perhaps living together (CUS-14).
    let household = |m: &&Match| m.score < likeness::SUGGESTED && m.reasons.contains(&Reason::Household);
    for near in matches.iter().filter(household).take(10) {
        relation::store::suggest_household(tx, id, near.id).await?;
    }
    Ok((id, number))
}

/// A customer's number as people read it.
pub fn number_text(number: i64) -> String {
    format!("C-{number:06}")
}

/// Writes the customer with its first points and address, and tells of it; `mark` is what the event says beside the
/// number.
pub async fn write(tx: &TenantTx, prepared: &Prepared, id: CustomerId, number: &str, mut mark: Value) -> Result<()> {
    let Prepared { wanted, kind, email, phone, traits, defaults } = prepared;
    let firm = *kind == CustomerKind::Company;
    let usual = if firm { CustomerType::Commercial } else { CustomerType::Residential };
    let country = filled(&wanted.address.country).map(str::to_ascii_uppercase);
    let empty = json!({});
    store::insert(
        tx,
        store::Insert {
            id,
            number,
            kind: kind.code(),
            first_name: wanted.names.first_name.as_deref(),
            last_name: wanted.names.last_name.as_deref(),
            company_name: wanted.names.company_name.as_deref(),
            display_name: &wanted.names.display(*kind),
            name_key: &wanted.names.key(*kind),
            match_key: &traits.match_key,
            r#type: wanted.customer_type.unwrap_or(usual).code(),
            location_id: wanted.location_id,
            assigned_to: wanted.assigned_to,
            designation: filled(&wanted.designation),
            email: email.as_ref().map(|e| e.lower.as_str()),
            phone: phone.as_ref().map(Phone::stored),
            street: filled(&wanted.address.street),
            city: filled(&wanted.address.city),
            province: filled(&wanted.address.province),
            postal_code: filled(&wanted.address.postal_code),
            country: country.as_deref(),
            language: wanted.language.as_deref().filter(|l| ["en", "fr"].contains(l)).unwrap_or(&defaults.language),
            currency: &defaults.currency,
            website: filled(&wanted.website),
            registration_number: filled(&wanted.registration_number),
            lead_source: filled(&wanted.lead_source),
            preferences: if wanted.preferences.is_object() { &wanted.preferences } else { &empty },
            // CUS-5: the default terms.
            terms_days: if firm { 30 } else { 0 },
            tags: &wanted.tags,
            notes: filled(&wanted.notes),
        },
    )
    .await?;
    if let Some(email) = email {
        contact::store::insert_email(tx, id, None, email, wanted.email.as_deref().unwrap_or_default(), true).await?;
    }
    if let Some(phone) = phone {
        contact::store::insert_phone(tx, id, None, phone, contact::Label::Other, true).await?;
    }
    if filled(&wanted.address.street).is_some() {
        let place = if firm { contact::AddressKind::Office } else { contact::AddressKind::Home };
        contact::store::insert_address(tx, id, place, None, &wanted.address, &empty).await?;
    }
    mark["number"] = json!(number);
    tx.emit(NewEvent::new("customers.customer.created", "customer", id.uuid()).location(wanted.location_id).data(mark));
    Ok(())
}
