//! Plans a journey and reserves its truck and crew.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use jiff::{Timestamp, civil::Date};
use kernel::{
    Error, Problems, Result,
    ids::{CrewMemberId, EquipmentId, JobId, Journey},
    time::local_day,
};
use ports::{CalendarPort, ReadinessPort, Resource};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{page::JourneyPage, stage, store};
use crate::{
    flag, job,
    seat::{self, Work},
    sql::journey::InsertJourney,
    step::store as steps,
    workflow,
};

codes! {
    /// Work for a customer, or bringing a machine to where it is needed.
    JourneyKind { Work = "WORK", Positioning = "POSITIONING" }
}
codes! {
    /// How much it matters.
    Priority { Low = "LOW", Normal = "NORMAL", High = "HIGH", Urgent = "URGENT" }
}

/// Plans a journey of a job and reserves its truck and crew, all or nothing (DSP-12).
#[derive(Deserialize, JsonSchema)]
pub struct CreateJourney {
    pub job_id: JobId,
    /// The local day of the start when absent.
    pub date: Option<Date>,
    pub planned_start: Timestamp,
    pub planned_end: Timestamp,
    pub truck_id: Option<EquipmentId>,
    /// The job's when absent.
    #[schemars(length(min = 1, max = 100))]
    pub title: Option<String>,
    pub kind: Option<JourneyKind>,
    pub priority: Option<Priority>,
    /// The first one leads.
    #[serde(default)]
    #[schemars(length(max = 50))]
    pub crew_member_ids: Vec<CrewMemberId>,
    #[schemars(length(max = 10000))]
    pub notes: Option<String>,
}

/// A journey lasts at most this long.
const LONGEST_DAYS: i64 = 366;

pub(super) fn check_times(p: &mut Problems, start: Timestamp, end: Timestamp) {
    p.require(start < end, "planned_end", "TIMES_REVERSED", "The end comes after the start.");
    let long = end.duration_since(start).as_hours() > LONGEST_DAYS * 24;
    p.require(!long, "planned_end", "OUT_OF_RANGE", "A journey lasts a year at most.");
}

/// Refuses a machine that may not go out (FLT-5).
pub(super) async fn require_ready(tx: &TenantTx, truck: EquipmentId, until: Timestamp) -> Result<()> {
    let reasons = tx.port::<ReadinessPort>()?.obstacles(tx, truck, until).await?;
    if reasons.is_empty() {
        return Ok(());
    }
    Err(Error::conflict("NOT_READY", reasons.join(" ")).with_data(json!({"reasons": reasons})))
}

impl Operation for CreateJourney {
    type Output = JourneyPage;
    const SPEC: Spec = Spec::command("dispatch.journey.create", "POST", "/journeys")
        .summary("Plans a journey and reserves its truck and crew.")
        .permission("journey", "CREATE")
        .created();

    fn check(&self, p: &mut Problems) {
        check_times(p, self.planned_start, self.planned_end);
        if let Some(title) = &self.title {
            p.text("title", title, 100);
        }
        let notes = self.notes.as_ref().is_none_or(|n| n.chars().count() <= 10_000);
        p.require(notes, "notes", "TOO_LONG", "At most 10000 characters.");
        p.require(self.crew_member_ids.len() <= 50, "crew_member_ids", "TOO_MANY", "At most 50 people.");
        let mut seen = std::collections::BTreeSet::new();
        let once = self.crew_member_ids.iter().all(|id| seen.insert(*id));
        p.require(once, "crew_member_ids", "TWICE", "A person is named twice.");
    }

    async fn run(self, tx: &TenantTx) -> Result<JourneyPage> {
        let (job, stops) = futures::try_join!(job::store::read(tx, self.job_id), job::store::stops(tx, self.job_id))?;
        let row = RowFacts { location: Some(job.location_id), mine: false, record: Value::Null };
        tx.require("journey", "CREATE", &row)?;
        if matches!(job.status.as_str(), "COMPLETED" | "CANCELLED") {
            return Err(Error::conflict("JOB_OVER", format!("Job {} is over.", job.number)));
        }
        let zone = store::location_zone(tx, job.location_id).await?;
        let day = self.date.unwrap_or_else(|| local_day(self.planned_start, &zone));
        if let Some(truck) = self.truck_id {
            require_ready(tx, truck, self.planned_end).await?;
        }
        let template = workflow::choose(tx, &job.kind, job.location_id).await?;
        let template_steps = workflow::store::steps(tx, template).await?;
        let id = tx.new_id::<Journey>();
        let title = self.title.as_deref().map_or(job.title.as_str(), str::trim);
        let number = format!("JN-{:06}", tx.number("journey").await?);
        store::insert(
            tx,
            InsertJourney {
                id,
                number: &number,
                job_id: self.job_id,
                location_id: job.location_id,
                kind: self.kind.unwrap_or(JourneyKind::Work).code(),
                title,
                day,
                priority: self.priority.unwrap_or(Priority::Normal).code(),
                truck_id: self.truck_id,
                template_id: template,
                planned_start: self.planned_start,
                planned_end: self.planned_end,
                crew_wanted: job.crew_wanted,
                crew_minimum: job.crew_minimum,
                notes: self.notes.as_deref(),
            },
        )
        .await?;
        let placed = stops.iter().map(|s| store::insert_stop(tx, id, s.id, s.position));
        let copied = template_steps.iter().map(|s| steps::insert(tx, id, s));
        futures::try_join!(futures::future::try_join_all(placed), futures::future::try_join_all(copied))?;
        if let Some(truck) = self.truck_id {
            let calendar = tx.port::<CalendarPort>()?;
            let machine = Resource::Equipment(truck);
            calendar.reserve(tx, machine, id, title, self.planned_start, self.planned_end).await?;
        }
        let work = Work { journey: id, title, starts_at: self.planned_start, ends_at: self.planned_end };
        for (n, member) in self.crew_member_ids.iter().enumerate() {
            seat::assign(tx, &work, *member, None, n == 0).await.map_err(|e| named(e, n))?;
        }
        tx.about("journey", id.uuid(), &number);
        tx.at_location(Some(job.location_id));
        job::progress::follow(tx, self.job_id).await?;
        flag::refresh(tx, id).await?;
        let state = store::state(tx, id).await?;
        stage::tell(tx, "dispatch.journey.created", &state);
        store::page(tx, id).await
    }
    fn example() -> Value {
        json!({
            "job_id": "job_01h455vb4pex5vsknk084sn02q", "date": "2026-06-01", "planned_start": "2026-06-01T12:00:00Z",
            "planned_end": "2026-06-01T20:00:00Z", "truck_id": "equ_01h455vb4pex5vsknk084sn02q",
            "crew_member_ids": ["crw_01h455vb4pex5vsknk084sn02q"],
        })
    }
}

/// What is wrong with one of the crew, said of its place in the list.
fn named(mut e: Error, at: usize) -> Error {
    for problem in e.problems.iter_mut().filter(|p| p.field == "crew_member_id") {
        problem.field = format!("crew_member_ids.{at}");
    }
    e
}
