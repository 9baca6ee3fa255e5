//! Cash & Contracts, first part: a price the customer understands and the company can defend, computed once by the
//! server from dated rules, signed from a phone, turned into a job without retyping.

#[path = "../../../generated/quotes/mod.rs"]
mod sql;

mod approval;
mod limits;
mod portal;
mod preset;
pub mod pricing;
mod quote;
mod stationery;
mod subscribers;
mod tariff;
mod words;

use engine::{Module, Resource};

/// The module as the application mounts it.
pub fn module() -> Module {
    Module::new("quotes", "Cash & Contracts: prices, quotes and signatures.")
        .resource(Resource {
            name: "quote",
            table: "quote",
            location: "r.location_id",
            mine: "r.created_by = $3 or r.assigned_to = $3",
            noun: "quote",
        })
        .resource(Resource {
            name: "quote_preset",
            table: "quote_preset",
            location: "null::uuid",
            mine: "r.created_by = $3",
            noun: "preset",
        })
        .seen_with("quote_preset", "quote")
        .seen_with("document_template", "template")
        .resource(Resource {
            name: "document_template",
            table: "document_template",
            location: "null::uuid",
            mine: "r.created_by = $3",
            noun: "document template",
        })
        .resource(Resource {
            name: "tariff",
            table: "tariff",
            location: "r.location_id",
            mine: "r.created_by = $3",
            noun: "tariff",
        })
        .operation::<tariff::list::ListTariffs>()
        .operation::<tariff::read::ReadTariff>()
        .operation::<tariff::create::CreateTariff>()
        .operation::<tariff::scopes::ChangeTariff>()
        .operation::<tariff::version::AddVersion>()
        .operation::<tariff::draft::CopyVersion>()
        .operation::<tariff::change::ChangeVersion>()
        .operation::<tariff::discard::DiscardVersion>()
        .operation::<tariff::impact::PreviewImpact>()
        .operation::<tariff::compare::CompareVersions>()
        .operation::<tariff::publish::PublishTariff>()
        .operation::<tariff::retire::RetireVersion>()
        .operation::<quote::price::PriceQuote>()
        .operation::<quote::create::CreateQuote>()
        .operation::<quote::list::ListQuotes>()
        .operation::<quote::read::ReadQuote>()
        .operation::<quote::change::ChangeQuote>()
        .operation::<quote::delete::DeleteQuote>()
        .operation::<quote::explain::ExplainQuote>()
        .operation::<quote::flags::ReadFlags>()
        .operation::<quote::pdf::QuotePdf>()
        .operation::<quote::send::SendQuoteToCustomer>()
        .operation::<quote::withdraw::WithdrawQuote>()
        .operation::<quote::versions::AddQuoteVersion>()
        .operation::<quote::re_rate::CompareRates>()
        .operation::<quote::re_rate::ReRateQuote>()
        .operation::<approval::list::ListApprovals>()
        .operation::<approval::read::ReadApproval>()
        .operation::<approval::ask::AskApproval>()
        .operation::<approval::answer::AnswerApproval>()
        .operation::<approval::take::TakeCounter>()
        .operation::<approval::withdraw::WithdrawApproval>()
        .operation::<preset::list::ListPresets>()
        .operation::<preset::create::CreatePreset>()
        .operation::<preset::delete::DeletePreset>()
        .operation::<stationery::list::ListDocumentTemplates>()
        .operation::<stationery::read::ReadDocumentTemplate>()
        .operation::<stationery::create::CreateDocumentTemplate>()
        .operation::<stationery::write::WriteDocumentTemplate>()
        .operation::<stationery::publish::PublishDocumentTemplate>()
        .operation::<stationery::retire::RetireDocumentTemplate>()
        .operation::<stationery::look::LookAtTemplate>()
        .operation::<limits::read::ReadLimits>()
        .operation::<limits::set::SetLimits>()
        .operation::<portal::read::ReadPortal>()
        .operation::<portal::select::SelectOptions>()
        .operation::<portal::pdf::PortalPdf>()
        .operation::<portal::accept::AcceptQuote>()
        .operation::<portal::prepare::PrepareAcceptance>()
        .operation::<portal::pay::PayDeposit>()
        .operation::<portal::complete::CompleteAcceptance>()
        .operation::<portal::give_up::GiveUpAcceptance>()
        .operation::<portal::reject::RejectQuote>()
        .platform::<portal::verify::VerifyDocument>()
        .on("dispatch.job.created", "quotes.converted", |tx, event| Box::pin(subscribers::job_created(tx, event)))
        .on("sales.lead.converted", "quotes.draft_of_lead", |tx, event| {
            Box::pin(subscribers::lead_converted(tx, event))
        })
        .on("sales.estimate.handed_over", "quotes.estimate_handed_over", |tx, event| {
            Box::pin(subscribers::estimate_handed_over(tx, event))
        })
        .on("billing.deposit.received", "quotes.deposit_received", |tx, event| {
            Box::pin(portal::acceptance::deposit_received(tx, event))
        })
        .on("billing.payment.failed", "quotes.payment_failed", |tx, event| {
            Box::pin(portal::acceptance::payment_failed(tx, event))
        })
        .on("calendar.booking.expired", "quotes.booking_expired", |tx, event| {
            Box::pin(portal::acceptance::booking_expired(tx, event))
        })
        .every(30, "quotes.acceptances_expire", |tx| Box::pin(portal::acceptance::expire(tx)))
        .every(300, "quotes.expire", |tx| Box::pin(quote::expire::expire(tx)))
        .every(86_400, "quotes.usual_prices", |tx| Box::pin(quote::usual::find_out(tx)))
        .every(60, "quotes.approvals_rise", |tx| Box::pin(approval::rise::rise(tx)))
        .every(300, "quotes.approvals_expire", |tx| Box::pin(approval::expire::expire(tx)))
        .constraint("quote_approval_open", "ASKED_ALREADY", "id", "There is an open question about this quote already.")
        .constraint("quote_preset_name", "NAME_TAKEN", "name", "There is a preset of this name already.")
        .constraint("document_template_name", "NAME_TAKEN", "name", "There is a template of this name already.")
        .constraint("tariff_name", "NAME_TAKEN", "name", "There is a tariff of this name already.")
        .constraint(
            "tariff_version_overlap",
            "VERSIONS_OVERLAP",
            "valid_from",
            "Another published version of this tariff is valid on some of these days.",
        )
        .constraint("tariff_rule_key", "RULE_TWICE", "rules", "A rule is given twice.")
        .constraint("quote_one_open", "QUOTE_SIGNED", "id", "Another version of this quote is open or accepted.")
        .constraint(
            "quote_acceptance_open",
            "ACCEPTANCE_UNDER_WAY",
            "token",
            "This quote is being accepted right now. Please try again in a moment.",
        )
        .constraint("signature_once", "QUOTE_SIGNED", "token", "This quote has been accepted already.")
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_example_can_be_read_and_is_valid() {
        for operation in super::module().operations {
            let spec = operation.spec();
            if let Err(e) = operation.check(&operation.example()) {
                panic!("{}: {e}", spec.name);
            }
        }
    }
}
