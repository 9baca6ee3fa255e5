//! What is paid ahead for a quote: owed to the customer until an invoice takes it up (BIL-9).

pub mod apply;
pub mod list;
pub mod record;
pub mod take;
