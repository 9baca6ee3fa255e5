//! Cash & Contracts, second part: who sells, which tax is owed where, and what it comes to.

#[path = "../../../generated/billing/mod.rs"]
mod sql;

mod seller;
pub mod tax;

use engine::{Module, Resource};

pub use seller::port::Tax;

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
        .operation::<seller::create::CreateEntity>()
        .operation::<seller::list::ListEntities>()
        .constraint("billing_entity_name", "NAME_TAKEN", "legal_name", "There is a seller of this name already.")
        .constraint(
            "tax_registration_once",
            "REGISTERED_TWICE",
            "registrations",
            "A registration is given twice for the same time.",
        )
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
