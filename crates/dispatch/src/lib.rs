//! Command & Control: the work of a day, put on trucks and crews, run step by step, watched and proven.

#[macro_use(codes, words)]
extern crate kernel;

#[path = "../../../generated/dispatch/mod.rs"]
mod sql;

mod board;
mod bundle;
mod dashboard;
mod flag;
mod job;
mod journey;
mod position;
mod reach;
mod seat;
mod step;
mod subscribers;
mod workflow;

use engine::{Module, Resource};

pub use workflow::seed;

/// Somebody of the crew sees a journey as their own.
const ON_JOURNEY: &str = "r.created_by = $3 or exists (select 1 from dispatch_v_journey_member m \
    where m.company_id = r.company_id and m.journey_id = r.id and m.user_id = $3)";
/// … and the job it carries out.
const ON_JOB: &str = "r.created_by = $3 or exists (select 1 from dispatch_v_journey j \
    join dispatch_v_journey_member m on m.company_id = j.company_id and m.journey_id = j.id \
    where j.company_id = r.company_id and j.job_id = r.id and m.user_id = $3)";

/// The module as the application mounts it.
pub fn module() -> Module {
    let module = Module::new("dispatch", "Command & Control: the day's work on trucks, cranes and crews.")
        .resource(Resource { name: "job", table: "job", location: "r.location_id", mine: ON_JOB, noun: "job" })
        .resource(Resource {
            name: "journey",
            table: "journey",
            location: "r.location_id",
            mine: ON_JOURNEY,
            noun: "journey",
        });
    texts(operations(module))
        .on("quotes.quote.accepted", "dispatch.create_job", |tx, event| Box::pin(subscribers::create_job(tx, event)))
        .on("access.company.created", "dispatch.seed_templates", |tx, event| {
            Box::pin(subscribers::seed_templates(tx, event))
        })
        .every(30, "dispatch.flags", |tx| Box::pin(subscribers::sweep_flags(tx)))
}

fn operations(module: Module) -> Module {
    module
        .operation::<job::list::ListJobs>()
        .operation::<job::read::ReadJob>()
        .operation::<job::create::CreateJob>()
        .operation::<job::change::ChangeJob>()
        .operation::<job::cancel::CancelJob>()
        .operation::<journey::list::ListJourneys>()
        .operation::<journey::active::ActiveJourneys>()
        .operation::<journey::read::ReadJourney>()
        .operation::<journey::create::CreateJourney>()
        .operation::<journey::change::ChangeJourney>()
        .operation::<journey::depart::Depart>()
        .operation::<journey::arrive::Arrive>()
        .operation::<journey::leave::Leave>()
        .operation::<journey::complete::Complete>()
        .operation::<journey::cancel::Cancel>()
        .operation::<journey::entry::AddEntry>()
        .operation::<journey::positions::RecordPositions>()
        .operation::<seat::assign::AssignCrew>()
        .operation::<seat::remove::RemoveCrew>()
        .operation::<seat::answer::AnswerAssignment>()
        .operation::<step::start::StartStep>()
        .operation::<step::tick::TickItem>()
        .operation::<step::complete::CompleteStep>()
        .operation::<step::approve::ApproveStep>()
        .operation::<step::reject::RejectStep>()
        .operation::<step::skip::SkipStep>()
        .operation::<board::read::ReadBoard>()
        .operation::<board::check::CheckBoard>()
        .operation::<bundle::read::ReadBundle>()
        .operation::<dashboard::read::ReadDashboard>()
}

fn texts(module: Module) -> Module {
    module
        .constraint("job_quote", "JOB_EXISTS", "quote_id", "This quote already has its job.")
        .constraint("job_check", "OUT_OF_RANGE", "crew_minimum", "Not more than the crew wanted.")
        .constraint("job_company_id_customer_id_fkey", "UNKNOWN_CUSTOMER", "customer_id", "There is no such customer.")
        .constraint("job_company_id_location_id_fkey", "UNKNOWN_LOCATION", "location_id", "There is no such location.")
        .constraint("journey_order", "TIMES_REVERSED", "planned_end", "The end comes after the start.")
        .constraint("journey_company_id_truck_id_fkey", "UNKNOWN_TRUCK", "truck_id", "There is no such machine.")
        .constraint(
            "journey_transition_allowed",
            "STAGE_NOT_REACHABLE",
            "",
            "The journey cannot go there from where it is.",
        )
        .constraint(
            "journey_status_follows",
            "STAGE_NOT_REACHABLE",
            "",
            "The stage of a journey follows what happened.",
        )
        .constraint(
            "assigned_crew_once",
            "ALREADY_ASSIGNED",
            "crew_member_id",
            "This person is already on the journey.",
        )
        .constraint("assigned_crew_lead", "LEAD_TAKEN", "lead", "This journey already has a lead.")
}
