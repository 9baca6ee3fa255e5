//! Floor 1: the only crate that opens and commits transactions.
//!
//! A chain of types leads to data: token → [`Claims`](token::Claims) → [`Caller`] → [`TenantTx`]. Modules declare
//! [`Operation`]s; [`Engine::run`](runner) does for all of them what each must have: permission and scope,
//! idempotency, transaction, audit, events, bounded retry.

mod asking;
pub mod audit;
pub mod caller;
pub mod cluster;
pub mod database;
pub mod event;
pub mod gate;
pub mod history;
pub mod idempotency;
pub mod list;
mod looking_back;
pub mod mask;
pub mod migrate;
pub mod module;
pub mod number;
pub mod opening;
pub mod operation;
pub mod permission;
pub mod platform;
mod readable;
pub mod runner;
mod seal;
pub mod settings;
pub mod sql;
pub mod token;
pub mod tx;

pub use caller::{Caller, Principal, RequestFacts};
pub use event::Event;
pub use kernel::{Error, ErrorKind, Problem, Problems, Result};
pub use list::{ColumnKind, ListFilter, ListQuery, ListSort, ListSql, Page};
pub use module::{Module, Resource, Subscriber};
pub use operation::{Access, Action, Blob, Body, Done, Kind, Operation, PlatformOperation, Spec, Target};
pub use permission::{Permissions, Reach};
pub use platform::PlatformTx;
pub use runner::{Answer, Credentials, Engine, Request, Told};
pub use sql::Sql;
pub use tx::TenantTx;

/// Re-exported for generated code.
pub use tokio_postgres::{Row, types::ToSql};
