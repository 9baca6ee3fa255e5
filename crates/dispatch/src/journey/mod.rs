//! One outing of a truck or machine with its crew.

pub mod active;
pub mod arrive;
pub mod cancel;
pub mod card;
pub mod change;
pub mod complete;
pub mod create;
pub mod depart;
pub mod entry;
pub mod leave;
pub mod list;
pub mod page;
pub mod positions;
pub mod read;
pub mod stage;
pub mod store;
