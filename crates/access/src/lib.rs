//! Who may enter, into which company, to do what: signing in, companies, locations, users, roles, the super
//! admin's portal.

#[path = "../../../generated/access/mod.rs"]
mod sql;

mod auth;
mod company;
mod grants;
mod location;
mod plan;
mod platform;
mod role;
mod session;
mod user;

use engine::{Module, Resource};

pub use grants::roles_text;

/// The module as the application mounts it.
pub fn module() -> Module {
    Module::new("access", "Cloud & Control: who may enter, into which company, to do what.")
        .resource(Resource {
            name: "user",
            table: "app_user",
            location: "r.location_id",
            mine: "r.id = $3",
            noun: "user",
        })
        .resource(Resource {
            name: "location",
            table: "location",
            location: "r.id",
            mine: "r.created_by = $3",
            noun: "location",
        })
        .resource(Resource { name: "role", table: "role", location: "null::uuid", mine: "false", noun: "role" })
        .resource(Resource {
            name: "session",
            table: "session",
            location: "null::uuid",
            mine: "r.user_id = $3",
            noun: "session",
        })
        .resource(Resource {
            name: "support_session",
            table: "support_session",
            location: "null::uuid",
            mine: "false",
            noun: "support session",
        })
        .platform::<auth::login::Login>()
        .platform::<auth::platform_login::PlatformLogin>()
        .platform::<auth::choose::Choose>()
        .platform::<auth::refresh::Refresh>()
        .platform::<auth::logout::Logout>()
        .platform::<auth::switch::Switch>()
        .operation::<auth::me::Me>()
        .operation::<session::list::ListSessions>()
        .operation::<session::end::EndSession>()
        .operation::<user::list::ListUsers>()
        .operation::<user::get::ReadUser>()
        .operation::<user::create::CreateUser>()
        .operation::<user::update::ChangeUser>()
        .operation::<user::disable::DisableUser>()
        .operation::<user::suspend::SuspendUser>()
        .operation::<user::suspend::EnableUser>()
        .operation::<user::invite::InviteAgain>()
        .operation::<user::invite::AcceptInvitation>()
        .operation::<user::permission::ListUserPermissions>()
        .operation::<user::permission::GiveUserPermission>()
        .operation::<user::permission::TakeUserPermission>()
        .operation::<location::list::ListLocations>()
        .operation::<location::create::CreateLocation>()
        .operation::<location::update::ChangeLocation>()
        .operation::<role::list::ListRoles>()
        .operation::<role::clone::CloneRole>()
        .operation::<role::change::ChangeRole>()
        .operation::<role::why::Why>()
        .operation::<company::read::ReadCompany>()
        .operation::<company::change::ChangeCompany>()
        .operation::<platform::company_sessions::ListSupport>()
        .operation::<platform::company_sessions::EndSupport>()
        .operation::<platform::company_sessions::ConsentSupport>()
        .platform::<platform::companies::ListCompanies>()
        .platform::<platform::create::CreateCompany>()
        .platform::<platform::status::SuspendCompany>()
        .platform::<platform::status::ReactivateCompany>()
        .platform::<platform::status::CloseCompany>()
        .platform::<platform::support::OpenSupport>()
        .platform::<platform::support::EnterSupport>()
        .platform::<platform::support_answer::CloseSupport>()
        .platform::<platform::support_answer::AgreeSupport>()
        .platform::<platform::log::ReadAccessLog>()
        .platform::<platform::log::ReadHealth>()
        .platform::<platform::setup::SetUpAdmin>()
        .platform::<platform::setup::InviteAdmin>()
        .every(86_400, "access.forget", |tx| Box::pin(auth::store::forget(tx)))
        .constraint(
            "app_user_company_id_identity_id_key",
            "ALREADY_A_USER",
            "email",
            "This person already is a user here.",
        )
        .constraint(
            "app_user_company_id_location_id_fkey",
            "UNKNOWN_LOCATION",
            "location_id",
            "There is no such location.",
        )
        .constraint("membership_pkey", "ALREADY_A_USER", "email", "This person already is a user here.")
        .constraint("login_directory_pkey", "ADDRESS_TAKEN", "email", "This address is already in use.")
        .constraint("location_company_id_code_key", "CODE_TAKEN", "code", "Another location has this code.")
        .constraint("role_company_id_code_key", "CODE_TAKEN", "code", "Another role has this code.")
        .constraint("company_slug_key", "SLUG_TAKEN", "company.slug", "Another company has this short name.")
        .constraint("super_admin_username_key", "NAME_TAKEN", "username", "This user name is taken.")
}
