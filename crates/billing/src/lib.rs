//! Cash & Contracts, second part: who sells, which tax is owed where, what is
//! billed, and what it comes to.

#[path = "../../../generated/billing/mod.rs"]
mod sql;

mod card;
mod deposit;
mod invoice;
mod ledger;
mod payment;
mod seller;
mod subscribers;
pub mod tax;

use engine::{Module, Resource};

pub use card::{Provider, port::Cards};
pub use seller::port::Tax;

/// Who is on the job of an invoice bills and collects on it.
const ON_INVOICE: &str = "r.created_by = $3 or exists (select 1 from dispatch_v_journey j \
    join dispatch_v_journey_member m on m.company_id = j.company_id and m.journey_id = j.id \
    where j.company_id = r.company_id and j.job_id = r.job_id and m.user_id = $3)";

/// Where a transaction belongs: the place of its lines.
const AT_LOCATION: &str = "(select e.location_id from ledger_entry e where e.company_id = r.company_id \
    and e.transaction_id = r.id and e.location_id is not null order by e.position limit 1)";

/// The module as the application mounts it.
pub fn module() -> Module {
    Module::new("billing", "Cash & Contracts: legal sellers, their registrations, and the tax of every document.")
        .resource(Resource {
            name: "billing_entity",
            table: "billing_entity",
            location: "null::uuid",
            mine: "r.created_by = $3",
            noun: "seller",
        })
        .resource(Resource {
            name: "invoice",
            table: "invoice",
            location: "r.location_id",
            mine: ON_INVOICE,
            noun: "invoice",
        })
        .resource(Resource {
            name: "payment",
            table: "payment",
            location: "r.location_id",
            mine: "r.created_by = $3",
            noun: "payment",
        })
        .resource(Resource {
            name: "deposit",
            table: "deposit",
            location: "r.location_id",
            mine: "r.created_by = $3",
            noun: "deposit",
        })
        .resource(Resource {
            name: "provider_account",
            table: "provider_account",
            location: "null::uuid",
            mine: "r.created_by = $3",
            noun: "account",
        })
        .resource(Resource {
            name: "ledger",
            table: "financial_transaction",
            location: AT_LOCATION,
            mine: "r.posted_by = $3",
            noun: "transaction",
        })
        .seen_with("billing_entity", "billing_setting")
        .seen_with("provider_account", "billing_setting")
        .seen_with("deposit", "payment")
        .operation::<seller::create::CreateEntity>()
        .operation::<seller::list::ListEntities>()
        .operation::<invoice::draft::DraftInvoice>()
        .operation::<invoice::edit::EditInvoice>()
        .operation::<invoice::issue::IssueInvoice>()
        .operation::<invoice::cancel::CancelInvoice>()
        .operation::<invoice::list::ListInvoices>()
        .operation::<invoice::read::ReadInvoice>()
        .operation::<invoice::pdf::InvoicePdf>()
        .operation::<invoice::to_bill::ListToBill>()
        .operation::<payment::record::RecordPayment>()
        .operation::<payment::list::ListPayments>()
        .operation::<payment::read::ReadPayment>()
        .operation::<payment::receipt::ReceiptPdf>()
        .operation::<deposit::take::TakeDeposit>()
        .operation::<deposit::list::ListDeposits>()
        .operation::<card::set::SetCardAccount>()
        .operation::<card::list::ListCardAccounts>()
        .operation::<card::stop::StopCardAccount>()
        .operation::<ledger::list::ListLedger>()
        .operation::<ledger::trial_balance::ReadTrialBalance>()
        .operation::<ledger::check::CheckLedger>()
        .on("dispatch.job.completed", "billing.draft_of_job", |tx, event| {
            Box::pin(subscribers::job_completed(tx, event))
        })
        .on("billing.invoice.issued", "billing.paper_of_invoice", |tx, event| {
            Box::pin(subscribers::invoice_issued(tx, event))
        })
        .on("customers.relation.changed", "billing.redirect_drafts", |tx, event| {
            Box::pin(subscribers::relation_changed(tx, event))
        })
        .on("billing.payment_intent.due", "billing.settle_card", |tx, event| Box::pin(card::capture::due(tx, event)))
        .every(60, "billing.settle_cards", |tx| Box::pin(card::capture::again(tx)))
        .constraint(
            "payment_intent_one",
            "PAYMENT_UNDER_WAY",
            "quote_id",
            "A payment for this quote is under way already. Please try again in a moment.",
        )
        .constraint("billing_entity_name", "NAME_TAKEN", "legal_name", "There is a seller of this name already.")
        .constraint(
            "tax_registration_once",
            "REGISTERED_TWICE",
            "registrations",
            "A registration is given twice for the same time.",
        )
        .constraint("financial_transaction_once", "ALREADY_POSTED", "id", "This is in the ledger already.")
        .constraint("invoice_final_once", "FINAL_INVOICE_EXISTS", "id", "This job has its final invoice already.")
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_example_can_be_read_and_is_valid() {
        for operation in super::module().operations {
            if let Err(e) = operation.check(&operation.example()) {
                panic!("{}: {e}", operation.spec().name);
            }
        }
    }
}
