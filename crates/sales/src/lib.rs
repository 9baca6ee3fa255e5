//! Connect & Convert: from the first ring to the signed sale. Leads are captured, defended against fraud, scored, worked
//! by people and turned into customers with a quote.

#[macro_use(codes)]
extern crate kernel;

#[path = "../../../generated/sales/mod.rs"]
mod sql;

mod activity;
mod assessment;
mod block;
mod catalogue;
mod deal;
mod estimate;
mod forecast;
mod form;
mod intake;
mod lead;
mod pipeline;
mod provider;
mod rates;
mod routing;
mod scoring;
mod subscribers;
mod survey;

use engine::{Module, Resource};

pub use routing::Answering;

/// The module as the application mounts it.
pub fn module() -> Module {
    let module = Module::new("sales", "Connect & Convert: from the first ring to the signed sale.")
        .resource(Resource {
            name: "lead",
            table: "lead",
            location: "r.location_id",
            mine: "r.assigned_to = $3 or r.created_by = $3",
            noun: "lead",
        })
        .resource(Resource {
            name: "routing",
            table: "lead_provider",
            location: "r.location_id",
            mine: "r.created_by = $3",
            noun: "provider",
        })
        .resource(Resource {
            name: "contact_block",
            table: "contact_block",
            location: "r.location_id",
            mine: "r.created_by = $3",
            noun: "entry",
        })
        .resource(Resource {
            name: "estimate",
            table: "estimate",
            location: "r.location_id",
            mine: "r.assigned_to = $3 or r.created_by = $3",
            noun: "estimate",
        })
        .resource(Resource {
            name: "deal",
            table: "deal",
            location: "r.location_id",
            mine: "r.assigned_to = $3 or r.created_by = $3",
            noun: "deal",
        })
        .resource(Resource {
            name: "activity",
            table: "sales_activity",
            location: "r.location_id",
            mine: "r.assigned_to = $3 or r.created_by = $3",
            noun: "activity",
        })
        .resource(Resource {
            name: "site_assessment",
            table: "site_assessment",
            location: "r.location_id",
            mine: "r.assigned_to = $3 or r.created_by = $3",
            noun: "assessment",
        })
        .operation::<lead::list::ListLeads>()
        .operation::<lead::quarantine::ListQuarantine>()
        .operation::<lead::quarantine::ReleaseLead>()
        .operation::<lead::create::CreateLead>()
        .operation::<lead::read::ReadLead>()
        .operation::<lead::change::ChangeLead>()
        .operation::<lead::set_status::SetStatus>()
        .operation::<lead::assign::AssignLead>()
        .operation::<lead::touch::TouchLead>()
        .operation::<lead::convert::ConvertLead>()
        .operation::<lead::board::ReadBoard>();
    let module = module
        .operation::<intake::native::TakeNative>()
        .operation::<intake::smartmoving::TakeSmartMoving>()
        .operation::<intake::log::ListIntakes>()
        .operation::<form::page::ShowForm>()
        .operation::<form::submit::SubmitForm>()
        .operation::<form::submit::SendForm>()
        .operation::<form::manage::CreateForm>()
        .operation::<form::manage::ListForms>()
        .operation::<provider::create::CreateProvider>()
        .operation::<provider::list::ListProviders>()
        .operation::<block::add::AddBlock>()
        .operation::<block::remove::RemoveBlock>()
        .operation::<block::list::ListBlocks>();
    let module = module
        .operation::<estimate::list::ListEstimates>()
        .operation::<estimate::create::CreateEstimate>()
        .operation::<estimate::read::ReadEstimate>()
        .operation::<estimate::change::ChangeEstimate>()
        .operation::<estimate::put_sheet::PutSheet>()
        .operation::<estimate::put_item::PutItem>()
        .operation::<estimate::preview::PreviewSheet>()
        .operation::<estimate::explain::ExplainEstimate>()
        .operation::<estimate::lock::LockEstimate>()
        .operation::<estimate::next_version::NextVersion>()
        .operation::<estimate::differences::ReadDifferences>()
        .operation::<estimate::to_quote::HandOver>()
        .operation::<estimate::figures::ReadFormula>()
        .operation::<estimate::figures::SaveFormula>()
        .operation::<estimate::figures::TestFormula>()
        .operation::<catalogue::article::ReadArticles>()
        .operation::<catalogue::save_article::SaveArticle>()
        .operation::<catalogue::size::ReadSizes>()
        .operation::<catalogue::save_size::SaveSize>()
        .operation::<catalogue::service::ReadServices>()
        .operation::<catalogue::save_service::SaveService>();
    let module = module
        .operation::<pipeline::list::ReadPipelines>()
        .operation::<pipeline::save::SavePipeline>()
        .operation::<deal::list::ListDeals>()
        .operation::<deal::create::CreateDeal>()
        .operation::<deal::read::ReadDeal>()
        .operation::<deal::change::ChangeDeal>()
        .operation::<deal::add_quote::AddQuote>()
        .operation::<deal::board::ReadDealBoard>()
        .operation::<deal::move_many::MoveDeals>()
        .operation::<deal::undo::UndoMove>()
        .on("quotes.quote.sent", "sales.quote_moves_deal", |tx, event| Box::pin(deal::follow::quote_moved(tx, event)))
        .on("quotes.quote.accepted", "sales.quote_wins_deal", |tx, event| {
            Box::pin(deal::follow::quote_moved(tx, event))
        })
        .on("quotes.quote.rejected", "sales.quote_leaves_deal", |tx, event| {
            Box::pin(deal::follow::quote_closed(tx, event))
        })
        .on("quotes.quote.expired", "sales.quote_expires_for_deal", |tx, event| {
            Box::pin(deal::follow::quote_closed(tx, event))
        });
    let module = module
        .operation::<assessment::list::ListAssessments>()
        .operation::<assessment::create::CreateAssessment>()
        .operation::<assessment::read::ReadAssessment>()
        .operation::<assessment::change::ChangeAssessment>()
        .operation::<assessment::put_constraints::PutConstraints>()
        .operation::<assessment::resolve::ResolveConstraint>()
        .operation::<assessment::put_lifts::PutLifts>()
        .operation::<assessment::duty::ReadDuty>()
        .operation::<assessment::verify_duty::VerifyDuty>()
        .operation::<assessment::show_picture::ShowPicture>()
        .operation::<assessment::draw::DrawOnPicture>()
        .operation::<assessment::sign::SignAssessment>()
        .operation::<assessment::candidates::FindCandidates>()
        .every(3_600, "sales.assessments_expire", |tx| Box::pin(assessment::expire::expire(tx)));
    let module = module
        .operation::<activity::list::ListActivities>()
        .operation::<activity::create::CreateActivity>()
        .operation::<activity::change::ChangeActivity>()
        .operation::<activity::complete::CompleteActivity>()
        .operation::<activity::drop::DropActivity>()
        .operation::<activity::standing::NextOfLead>()
        .operation::<activity::standing::NextOfDeal>()
        .on("messaging.sequence.call_due", "sales.plan_call", |tx, event| {
            Box::pin(activity::of_sequence::plan(tx, event))
        })
        .every(60, "sales.activities_tell", |tx| Box::pin(activity::tell::tell(tx)));
    let module = module
        .operation::<survey::send::SendSurvey>()
        .operation::<survey::read::ReadSurveys>()
        .operation::<survey::show_picture::ShowPicture>()
        .operation::<survey::review::ReviewSurvey>()
        .operation::<survey::page::ReadPage>()
        .operation::<survey::open::OpenSurvey>()
        .operation::<survey::put_rooms::PutRooms>()
        .operation::<survey::picture::AddPicture>()
        .operation::<survey::part::BringPart>()
        .operation::<survey::remove_picture::RemovePicture>()
        .operation::<survey::submit::SubmitSurvey>()
        .every(300, "sales.surveys_remind", |tx| Box::pin(survey::remind::remind(tx)))
        .every(3_600, "sales.surveys_expire", |tx| Box::pin(survey::remind::expire(tx)));
    let module = module
        .operation::<routing::rules::ReadRules>()
        .operation::<routing::rules::SaveRule>()
        .operation::<routing::pools::ReadPools>()
        .operation::<routing::pools::SavePool>()
        .operation::<routing::try_out::TryRules>()
        .operation::<routing::answering::ReadHours>()
        .operation::<routing::answering::SaveHours>()
        .operation::<routing::times::ReadTimes>()
        .on("sales.lead.received", "sales.route_lead", |tx, event| Box::pin(routing::route::received(tx, event)))
        .on("sales.lead.touched", "sales.lead_waits_again", |tx, event| Box::pin(routing::wait::touched(tx, event)))
        .every(15, "sales.lead_waits", |tx| Box::pin(routing::wait::raise(tx)))
        .constraint(
            "routing_pool_default",
            "DEFAULT_TWICE",
            "is_default",
            "Another pool takes this location's leads already.",
        );
    let module = module
        .resource(Resource {
            name: "score_model",
            table: "score_model",
            location: "null::uuid",
            mine: "r.created_by = $3",
            noun: "model",
        })
        .operation::<scoring::read::ReadScore>()
        .operation::<scoring::settings::ReadSettings>()
        .operation::<scoring::settings::SaveSettings>()
        .operation::<scoring::list::ListModels>()
        .operation::<scoring::list::ReadModel>()
        .operation::<scoring::train::TrainModel>()
        .operation::<scoring::retire::RetireModel>()
        .on("sales.lead.received", "sales.model_hears_lead", |tx, event| Box::pin(scoring::note::received(tx, event)))
        .on("sales.lead.touched", "sales.model_hears_touch", |tx, event| Box::pin(scoring::note::touched(tx, event)))
        .on("sales.estimate.changed", "sales.model_hears_estimate", |tx, event| {
            Box::pin(scoring::note::estimated(tx, event))
        })
        .on("quotes.quote.sent", "sales.model_hears_quote", |tx, event| Box::pin(scoring::note::quoted(tx, event)))
        .resource(Resource {
            name: "sales_target",
            table: "sales_target",
            location: "r.location_id",
            mine: "r.created_by = $3",
            noun: "target",
        })
        .operation::<forecast::analytics::ReadAnalytics>()
        .operation::<forecast::read::ReadForecast>()
        .operation::<forecast::targets::ListTargets>()
        .operation::<forecast::targets::SaveTarget>()
        .operation::<rates::list::ListRates>()
        .operation::<rates::save::SaveRate>()
        .every(900, "sales.forecast_taken", |tx| Box::pin(forecast::snapshot::take(tx)))
        .every(86_400, "sales.leads_scored", |tx| Box::pin(lead::assess::assess_open(tx)))
        .every(86_400, "sales.model_trains", |tx| Box::pin(scoring::train::weekly(tx)))
        .every(86_400, "sales.model_watched", |tx| Box::pin(scoring::watch::watch(tx)));
    module
        .on("quotes.quote.sent", "sales.quote_sent", |tx, event| Box::pin(subscribers::quote_sent(tx, event)))
        .on("quotes.quote.sent", "sales.quote_locks_estimate", |tx, event| {
            Box::pin(subscribers::quote_locks_estimate(tx, event))
        })
        .on("quotes.quote.viewed", "sales.quote_viewed", |tx, event| Box::pin(subscribers::quote_viewed(tx, event)))
        .on("quotes.quote.accepted", "sales.quote_accepted", |tx, event| {
            Box::pin(subscribers::quote_accepted(tx, event))
        })
        .constraint("contact_block_value", "ALREADY_BLOCKED", "value", "This is on the list already.")
}
