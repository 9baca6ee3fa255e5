//! The super admin's portal: companies, the wizard, support sessions, the log of every cross-company act.

pub mod companies;
pub mod company_sessions;
pub mod create;
pub mod log;
pub mod setup;
pub mod status;
pub mod store;
pub mod support;
pub mod support_answer;
