//! Takes on work that did not come from a quote.

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use jiff::{Timestamp, civil::Date};
use kernel::{
    Problems, Result,
    ids::{CustomerId, Job, LocationId},
};
use ports::EnsureCustomerPort;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    JobKind, NewStop, check_notes, check_size, check_stops, minimum_crew,
    read::{JobPage, page},
    store::{self, StopLine},
};
use crate::sql::job::InsertJob;

/// Takes on work that did not come from a quote.
#[derive(Deserialize, JsonSchema)]
pub struct CreateJob {
    pub customer_id: CustomerId,
    pub location_id: LocationId,
    pub kind: JobKind,
    #[schemars(length(min = 1, max = 100))]
    pub title: String,
    pub service_date: Option<Date>,
    pub window_start: Option<Timestamp>,
    pub window_end: Option<Timestamp>,
    #[schemars(range(min = 15, max = 100_000))]
    pub planned_minutes: Option<i32>,
    #[schemars(range(min = 1, max = 50))]
    pub crew_wanted: Option<i32>,
    #[schemars(range(min = 1, max = 50))]
    pub crew_minimum: Option<i32>,
    #[schemars(range(min = 0, max = 50))]
    pub trucks_wanted: Option<i32>,
    #[schemars(length(max = 10000))]
    pub instructions: Option<String>,
    #[schemars(length(max = 10000))]
    pub notes: Option<String>,
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub stops: Vec<NewStop>,
}

impl Operation for CreateJob {
    type Output = JobPage;
    const SPEC: Spec = Spec::command("dispatch.job.create", "POST", "/jobs")
        .summary("Takes on work that did not come from a quote.")
        .permission("job", "CREATE")
        .created();

    fn check(&self, p: &mut Problems) {
        p.text("title", &self.title, 100);
        check_size(p, self.planned_minutes, self.crew_wanted, self.crew_minimum, self.trucks_wanted);
        check_notes(p, &[("instructions", &self.instructions), ("notes", &self.notes)]);
        check_stops(p, &self.stops);
        let ordered = self.window_start.zip(self.window_end).is_none_or(|(a, b)| a <= b);
        p.require(ordered, "window_end", "TIMES_REVERSED", "The window ends after it begins.");
        let wanted = self.crew_wanted.unwrap_or(2);
        let enough = self.crew_minimum.is_none_or(|m| m <= wanted);
        p.require(enough, "crew_minimum", "OUT_OF_RANGE", "Not more than the crew wanted.");
    }

    async fn run(self, tx: &TenantTx) -> Result<JobPage> {
        let row = RowFacts { location: Some(self.location_id), mine: false, record: Value::Null };
        tx.require("job", "CREATE", &row)?;
        let customer = tx.port::<EnsureCustomerPort>()?.survivor(tx, self.customer_id).await?;
        let crew_wanted = self.crew_wanted.unwrap_or(2);
        let trucks_wanted = self.trucks_wanted.unwrap_or(1);
        let id = tx.new_id::<Job>();
        let number = format!("J-{:06}", tx.number("job").await?);
        store::insert(
            tx,
            InsertJob {
                id,
                number: &number,
                customer_id: customer,
                quote_id: None,
                lead_id: None,
                location_id: self.location_id,
                kind: self.kind.code(),
                title: self.title.trim(),
                service_date: self.service_date,
                window_start: self.window_start,
                window_end: self.window_end,
                planned_minutes: self.planned_minutes.unwrap_or(240),
                crew_wanted,
                crew_minimum: self.crew_minimum.unwrap_or(minimum_crew(crew_wanted)),
                trucks_wanted,
                instructions: self.instructions.as_deref(),
                notes: self.notes.as_deref(),
                total_minor: None,
                currency: None,
            },
        )
        .await?;
        let lines: Vec<StopLine<'_>> = self
            .stops
            .iter()
            .map(|s| StopLine {
                role: s.role.code(),
                address: s.address.json(),
                micro: s.position.map(|p| p.micro()),
                planned_minutes: s.planned_minutes.unwrap_or(0),
            })
            .collect();
        store::insert_stops(tx, id, &lines).await?;
        if trucks_wanted > 0 {
            store::insert_item(tx, id, "TRUCK", None, trucks_wanted).await?;
        }
        store::insert_item(tx, id, "MOVER", None, crew_wanted).await?;
        tx.about("job", id.uuid(), &number);
        tx.at_location(Some(self.location_id));
        tx.emit(NewEvent::new("dispatch.job.created", "job", id.uuid()).location(Some(self.location_id)));
        page(tx, id).await
    }
    fn example() -> Value {
        json!({
            "customer_id": "cus_01h455vb4pex5vsknk084sn02q", "location_id": "loc_01h455vb4pex5vsknk084sn02q",
            "kind": "MOVING", "title": "Two-bedroom move", "service_date": "2026-06-01", "crew_wanted": 3,
            "stops": [
                {"role": "PICKUP", "address": {"street": "12 Elm St", "city": "Toronto", "province": "ON", "country": "CA"}},
                {"role": "DROPOFF", "address": {"street": "90 King St", "city": "Hamilton", "province": "ON", "country": "CA"}},
            ],
        })
    }
}
