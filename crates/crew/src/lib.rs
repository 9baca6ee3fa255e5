//! The people who do the work: who they are, what they are certified for, and whether they may be sent.

#[macro_use(codes)]
extern crate kernel;

#[path = "../../../generated/crew/mod.rs"]
mod sql;

mod ability;
mod certification;
mod member;

use engine::{Module, Resource};

pub use ability::Ability;

/// The module as the application mounts it.
pub fn module() -> Module {
    Module::new("crew", "Crew & Certificates: the people who do the work, and what they may do.")
        .resource(Resource {
            name: "crew",
            table: "crew_member",
            location: "r.location_id",
            mine: "r.user_id = $3",
            noun: "crew member",
        })
        .operation::<member::list::ListMembers>()
        .operation::<member::read::ReadMember>()
        .operation::<member::create::CreateMember>()
        .operation::<member::change::ChangeMember>()
        .operation::<certification::add::AddCertification>()
        .operation::<certification::judge::JudgeCertification>()
        .constraint("crew_member_user", "USER_TAKEN", "user_id", "This sign-in already belongs to another crew member.")
        .constraint("crew_member_company_id_user_id_fkey", "UNKNOWN_USER", "user_id", "There is no such user.")
        .constraint(
            "crew_member_company_id_location_id_fkey",
            "UNKNOWN_LOCATION",
            "location_id",
            "There is no such location.",
        )
        .constraint("certification_check", "DATES_REVERSED", "expires_on", "A certificate expires after it was issued.")
}
