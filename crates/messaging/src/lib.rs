//! Every word between company and customer: written in the sender's transaction, sent after it, followed to the end.

#[path = "../../../generated/messaging/mod.rs"]
mod sql;

mod message;
mod port;
mod smtp;
mod subscribers;

use engine::{Module, Resource};

pub use port::Mail;
pub use smtp::{Outlet, Smtp};

/// The module as the application mounts it.
pub fn module() -> Module {
    Module::new("messaging", "Messages: what was said to whom, and whether it arrived.")
        .resource(Resource {
            name: "message",
            table: "communication",
            location: "null::uuid",
            mine: "r.created_by = $3",
            noun: "message",
        })
        .operation::<message::list::ListMessages>()
        .operation::<message::read::ReadMessage>()
        .operation::<message::resend::ResendMessage>()
        .on("messaging.message.queued", "messaging.send", |tx, event| Box::pin(subscribers::send(tx, event)))
        .every(30, "messaging.retry", |tx| Box::pin(message::retry::retry(tx)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_example_can_be_read_and_is_valid() {
        for operation in super::module().operations {
            let spec = operation.spec();
            if let Err(e) = operation.check(&operation.example()) {
                panic!("{}: {e}", spec.name);
            }
        }
    }
}
