//! Who buys and whom to call there: one record per person or firm, its contacts and addresses, the permissions to
//! reach them, found by any part of a name or number.

#[macro_use(codes)]
extern crate kernel;

#[path = "../../../generated/customers/mod.rs"]
mod sql;

mod consent;
mod contact;
mod customer;
mod import;
mod likeness;
mod merge;
mod port;
mod relation;
mod search;
mod segment;
mod subscribers;
mod timeline;

use engine::{Module, Resource};

pub use consent::consent_port;
pub use import::import_object;
pub use port::ensure_customer_port;
pub use segment::Audience;

/// The module as the application mounts it.
pub fn module() -> Module {
    Module::new("customers", "Customers: who buys, whom to call there, and may we.")
        .resource(Resource {
            name: "customer",
            table: "customer",
            location: "r.location_id",
            mine: "r.assigned_to = $3",
            noun: "customer",
        })
        .resource(Resource {
            name: "customer_merge",
            table: "customer_merge",
            location: "r.location_id",
            mine: "r.created_by = $3",
            noun: "merge",
        })
        // A pair has no place of its own: whoever may merge sees the pairs of customers within reach.
        .resource(Resource {
            name: "duplicate",
            table: "duplicate_candidate",
            location: "null::uuid",
            mine: "false",
            noun: "pair",
        })
        .operation::<customer::create::CreateCustomer>()
        .operation::<customer::list::ListCustomers>()
        .operation::<customer::read::ReadCustomer>()
        .operation::<customer::card::ReadCard>()
        .operation::<timeline::read::ReadTimeline>()
        .operation::<timeline::note::AddNote>()
        .operation::<timeline::note::ChangeNote>()
        .operation::<customer::change::ChangeCustomer>()
        .operation::<customer::block::BlockCustomer>()
        .operation::<customer::block::UnblockCustomer>()
        .operation::<customer::credit::SetCredit>()
        .operation::<contact::add::AddContact>()
        .operation::<contact::add_point::AddPoint>()
        .operation::<contact::add_address::AddAddress>()
        .operation::<relation::read::ReadRelations>()
        .operation::<relation::add::AddRelation>()
        .operation::<relation::end::EndRelation>()
        .operation::<merge::list::ListDuplicates>()
        .operation::<merge::dismiss::DismissDuplicate>()
        .operation::<merge::preview::PreviewMerge>()
        .operation::<merge::run::Merge>()
        .operation::<merge::list::ListMerges>()
        .operation::<merge::undo::UndoMerge>()
        .operation::<segment::list::ListSegments>()
        .operation::<segment::create::CreateSegment>()
        .operation::<segment::change::ChangeSegment>()
        .operation::<segment::remove::RemoveSegment>()
        .operation::<segment::count::CountSegment>()
        .operation::<consent::read::ReadConsent>()
        .operation::<consent::proof::ReadProof>()
        .operation::<consent::record::RecordConsent>()
        .operation::<search::suggest::Suggest>()
        .operation::<search::palette::Search>()
        .on("sales.lead.received", "customers.lead_consent", |tx, event| Box::pin(subscribers::lead_consent(tx, event)))
        .constraint(
            "contact_one_billing",
            "BILLING_CONTACT_TAKEN",
            "is_billing",
            "This customer already has a billing contact.",
        )
        .constraint(
            "customer_relation_once",
            "RELATION_EXISTS",
            "kind",
            "The two stand to each other like that already.",
        )
        .constraint(
            "customer_relation_payer",
            "PAYER_KNOWN",
            "other_id",
            "Somebody else pays for this customer already.",
        )
        .constraint("segment_name", "NAME_TAKEN", "name", "Another segment has this name.")
        .constraint("customer_merge_standing", "CUSTOMER_CLOSED", "loser_id", "This customer was merged already.")
        .constraint("customer_number", "NUMBER_TAKEN", "number", "This customer number is already in use.")
}
