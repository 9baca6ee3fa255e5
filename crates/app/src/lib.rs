//! Floor 4: the binary `cnc`. Wiring only: configuration, the list of modules, owners of ports, older paths.

pub mod aliases;
pub mod configuration;
mod connections;
pub mod demo;
pub mod documents;
pub mod keys;
pub mod modules;
pub mod running;
pub mod verify;

pub use configuration::Configuration;
pub use running::Running;

/// The program's version, as health and the API document tell it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
