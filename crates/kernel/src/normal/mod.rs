//! Names, e-mail addresses and phone numbers as they are stored and compared (CUS-1). Without IO; the same
//! reading serves customers and leads, so that both always find each other.

mod day;
mod email;
mod name;
mod phone;

pub use day::{DayShape, day_shape, read_day, shape_of_all};
pub use email::{Email, domain_of, is_public_mailbox};
pub use name::{address_key, firm_key, name_key};
pub use phone::{Phone, country_of, may_be_mobile};
