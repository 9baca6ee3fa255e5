//! A new estimate, for a lead or for a customer.

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use jiff::Timestamp;
use kernel::{
    Error, Problems, Result,
    ids::{CustomerId, EstimateId, LeadId, LocationId, UserId},
    time::local_day,
};
use ports::EnsureCustomerPort;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    EstimateDetail,
    codes::{Method, StopRole},
    is_survey,
    read::detail,
    reckon::Head,
    sheet::{Sheet, Stop},
    sheet_store, store,
};
use crate::{
    catalogue,
    lead::{self, filled},
};

/// Begins an estimate with what the lead knows: its addresses and, where they can be read, service and size.
#[derive(Deserialize, JsonSchema)]
pub struct CreateEstimate {
    /// One of lead and customer is needed.
    pub lead_id: Option<LeadId>,
    pub customer_id: Option<CustomerId>,
    pub location_id: Option<LocationId>,
    /// PHONE where absent.
    pub method: Option<Method>,
    /// When the survey took place.
    pub surveyed_at: Option<Timestamp>,
    /// A service type's code; the lead's where absent, else MOVING.
    pub service_type: Option<String>,
    /// A move size's code.
    pub move_size: Option<String>,
    /// Absent: the lead's addresses.
    pub stops: Option<Vec<Stop>>,
    pub driving_minutes: Option<i32>,
    pub distance_km: Option<i32>,
    pub notes: Option<String>,
}

/// Whom it is for.
#[derive(Default)]
struct Who {
    customer: Option<CustomerId>,
    location: Option<LocationId>,
    assigned_to: Option<UserId>,
    french: bool,
    service: Option<String>,
    size: Option<String>,
    distance_km: Option<i32>,
    stops: Vec<Stop>,
}

async fn of_lead(tx: &TenantTx, id: LeadId) -> Result<Who> {
    let row = lead::store::find(tx, id).await?;
    let mine = |row: &lead::store::Row| row.assigned_to.is_some() && row.assigned_to == tx.caller().user();
    let seen = row.filter(|row| {
        let facts = RowFacts { location: row.location_id, mine: mine(row), record: Value::Null };
        tx.may("lead", "VIEW", &facts)
    });
    let row = seen.ok_or_else(|| Error::invalid("lead_id", "NOT_FOUND", "There is no such lead."))?;
    let ends = [(StopRole::Pickup, &row.origin), (StopRole::Dropoff, &row.destination)];
    Ok(Who {
        customer: row.customer_id,
        location: row.location_id,
        assigned_to: row.assigned_to,
        french: row.language == "fr",
        stops: ends.into_iter().filter_map(|(role, place)| Stop::of_lead(role, place)).collect(),
        service: row.service_type,
        size: row.move_size,
        distance_km: row.distance_km,
    })
}

async fn of_customer(tx: &TenantTx, id: CustomerId) -> Result<Who> {
    let id = tx.port::<EnsureCustomerPort>()?.survivor(tx, id).await?;
    let row = store::customer(tx, id).await?;
    let seen = row.filter(|row| {
        let mine = row.assigned_to.is_some() && row.assigned_to == tx.caller().user();
        tx.may("customer", "VIEW", &RowFacts { location: row.location_id, mine, record: Value::Null })
    });
    let row = seen.ok_or_else(|| Error::invalid("customer_id", "NOT_FOUND", "There is no such customer."))?;
    Ok(Who {
        customer: Some(row.id),
        location: row.location_id,
        assigned_to: row.assigned_to,
        french: row.language == "fr",
        ..Who::default()
    })
}

/// The same words, whatever their case and signs: "2 bedrooms" is nobody's code, "Studio" is one's name.
fn same(left: &str, right: &str) -> bool {
    let key =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    key(left) == key(right)
}

/// The service a code names; for what a lead says, its name will do, and what nobody knows is a move.
pub async fn service(
    tx: &TenantTx,
    asked: Option<&str>,
    said: Option<&str>,
) -> Result<catalogue::service::ServiceType> {
    let all = catalogue::services(tx).await?;
    if let Some(code) = asked {
        let found = all.into_iter().find(|s| s.code == code && s.is_active);
        return found.ok_or_else(|| Error::invalid("service_type", "UNKNOWN", "There is no such service type."));
    }
    let named = |s: &catalogue::service::ServiceType| {
        said.is_some_and(|said| [&s.code, &s.name_en, &s.name_fr].into_iter().any(|name| same(name, said)))
    };
    let found = all.iter().find(|s| named(s)).or_else(|| all.iter().find(|s| s.code == "MOVING"));
    found.cloned().ok_or_else(|| Error::internal("no service type MOVING"))
}

/// The size a code names; for what a lead says, its name will do.
pub async fn size(tx: &TenantTx, asked: Option<&str>, said: Option<&str>) -> Result<Option<catalogue::size::MoveSize>> {
    let all = catalogue::sizes(tx).await?;
    if let Some(code) = asked {
        let found = all.into_iter().find(|s| s.code == code && s.is_active);
        return found.map(Some).ok_or_else(|| Error::invalid("move_size", "UNKNOWN", "There is no such move size."));
    }
    let named = |s: &catalogue::size::MoveSize| {
        said.is_some_and(|said| [&s.code, &s.name_en, &s.name_fr].into_iter().any(|name| same(name, said)))
    };
    Ok(all.into_iter().find(|s| named(s)))
}

pub fn check_driving(p: &mut Problems, minutes: Option<i32>, km: Option<i32>) {
    let minutes = (0..=6_000).contains(&minutes.unwrap_or(0));
    p.require(minutes, "driving_minutes", "OUT_OF_RANGE", "Between 0 and 6,000 minutes.");
    let km = (0..=20_000).contains(&km.unwrap_or(0));
    p.require(km, "distance_km", "OUT_OF_RANGE", "Between 0 and 20,000 km.");
}

pub fn check_codes(p: &mut Problems, service_type: Option<&str>, move_size: Option<&str>, notes: Option<&str>) {
    lead::at_most(p, "service_type", service_type, 40);
    lead::at_most(p, "move_size", move_size, 40);
    lead::at_most(p, "notes", notes, 10_000);
}

impl Operation for CreateEstimate {
    type Output = EstimateDetail;
    const SPEC: Spec = Spec::command("sales.estimate.create", "POST", "/estimates")
        .summary("Begins an estimate for a lead or a customer.")
        .permission("estimate", "CREATE")
        .created();

    fn check(&self, p: &mut Problems) {
        let somebody = self.lead_id.is_some() || self.customer_id.is_some();
        p.require(somebody, "lead_id", "REQUIRED", "An estimate is for a lead or a customer.");
        check_codes(p, self.service_type.as_deref(), self.move_size.as_deref(), self.notes.as_deref());
        check_driving(p, self.driving_minutes, self.distance_km);
        let stops = self.stops.clone().unwrap_or_default();
        Sheet { stops, ..Sheet::default() }.check(p);
    }

    async fn run(self, tx: &TenantTx) -> Result<EstimateDetail> {
        let mut who = match (self.lead_id, self.customer_id) {
            (Some(lead), _) => Box::pin(of_lead(tx, lead)).await?,
            (None, Some(customer)) => of_customer(tx, customer).await?,
            (None, None) => Who::default(),
        };
        if let (Some(_), Some(customer)) = (self.lead_id, self.customer_id) {
            let asked = of_customer(tx, customer).await?;
            if who.customer.is_some_and(|known| known != customer && Some(known) != asked.customer) {
                return Err(Error::invalid("customer_id", "NOT_THE_LEADS", "This lead belongs to another customer."));
            }
            who.customer = asked.customer;
        }
        let location = self.location_id.or(who.location).or(match tx.caller().locations() {
            [one] => Some(*one),
            _ => None,
        });
        tx.require("estimate", "CREATE", &RowFacts { location, mine: true, record: Value::Null })?;
        let service = service(tx, self.service_type.as_deref(), who.service.as_deref()).await?;
        let size = size(tx, self.move_size.as_deref(), who.size.as_deref()).await?;
        let sheet = Sheet { stops: self.stops.unwrap_or(who.stops), ..Sheet::default() };
        let method = self.method.unwrap_or(Method::Phone);
        let defaults = lead::store::defaults(tx, location).await?;
        let zone = defaults.timezone.as_deref().unwrap_or(&defaults.company_timezone);
        let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let year = local_day(tx.now(), &zone).year();
        let id: EstimateId = tx.new_id();
        let head = Head {
            location,
            method,
            service: super::formula::Service {
                code: service.code.clone(),
                load_percent: service.load_percent,
                unload_percent: service.unload_percent,
                needs_truck: service.needs_truck,
            },
            density: None,
            preset_cuft: size.as_ref().map(|s| s.volume_cuft),
            driving_minutes: self.driving_minutes.unwrap_or(0),
            distance_km: self.distance_km.or(who.distance_km),
            typed: None,
        };
        let number = format!("E-{year}-{:06}", tx.number(&format!("estimate-{year}")).await?);
        let percent = |n: u32| i32::try_from(n).map_err(Error::internal);
        let row = store::Insert {
            id,
            number: &number,
            estimate_version: 1,
            parent_id: None,
            lead_id: self.lead_id,
            customer_id: who.customer,
            location_id: location,
            assigned_to: who.assigned_to.or(tx.caller().user()),
            language: if who.french { "fr" } else { "en" },
            method: method.code(),
            counts_as_survey: is_survey(method),
            surveyed_at: self.surveyed_at,
            service_type: &service.code,
            load_percent: percent(service.load_percent)?,
            unload_percent: percent(service.unload_percent)?,
            needs_truck: service.needs_truck,
            density_centi_lb: None,
            move_size: size.as_ref().map(|s| s.code.as_str()),
            preset_cuft: head.preset_cuft,
            driving_minutes: head.driving_minutes,
            distance_km: head.distance_km,
            typed: None,
            typed_reason: None,
            notes: filled(&self.notes),
        };
        store::insert(tx, row).await?;
        Box::pin(sheet_store::save(tx, id, &sheet)).await?;
        Box::pin(store::reckon_and_keep(tx, id, &head, &sheet)).await?;
        tx.about("estimate", id.uuid(), &number);
        tx.at_location(location);
        let data = json!({"estimate_id": id, "lead_id": self.lead_id, "customer_id": who.customer});
        tx.emit(NewEvent::new("sales.estimate.changed", "estimate", id.uuid()).location(location).data(data));
        Box::pin(detail(tx, id)).await
    }

    fn example() -> Value {
        json!({"lead_id": "lea_01h2xcejqtf2nbrexx3vqjhp41", "method": "ONSITE", "move_size": "APARTMENT_2",
            "driving_minutes": 35})
    }
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn a_leads_words_name_a_size_whatever_their_case_and_signs() {
        assert!(same("Apartment, two bedrooms", "apartment two bedrooms") && same("STORAGE_IN", "storage in"));
        assert!(!same("2 bedrooms", "Studio"));
    }
}
