//! Every word between company and customer: written in the sender's transaction, allowed by the consent ledger, sent
//! after it, followed to the end, answered in one inbox.

#[path = "../../../generated/messaging/mod.rs"]
mod sql;

mod conversation;
mod gateway;
mod incoming;
mod message;
mod port;
mod sender;
mod smtp;
mod subscribers;
mod suppression;
mod text;

use engine::{Module, Resource};

pub use gateway::{Gateway, signature};
pub use port::Mail;
pub use smtp::{Outlet, Smtp};

/// The module as the application mounts it.
pub fn module() -> Module {
    let module = Module::new("messaging", "Messages: what was said to whom, and whether it arrived.")
        .resource(Resource {
            name: "message",
            table: "communication",
            location: "null::uuid",
            mine: "r.created_by = $3",
            noun: "message",
        })
        .resource(Resource {
            name: "conversation",
            table: "conversation",
            location: "r.location_id",
            mine: "r.assigned_to = $3",
            noun: "conversation",
        })
        .resource(Resource {
            name: "sender",
            table: "sender_identity",
            location: "r.location_id",
            mine: "r.created_by = $3",
            noun: "sender",
        })
        .resource(Resource {
            name: "suppression",
            table: "send_suppression",
            location: "null::uuid",
            mine: "r.created_by = $3",
            noun: "suppression",
        })
        .operation::<message::list::ListMessages>()
        .operation::<message::read::ReadMessage>()
        .operation::<message::send::SendMessage>()
        .operation::<message::preview::PreviewText>()
        .operation::<message::resend::ResendMessage>()
        .operation::<message::cancel::CancelMessage>();
    let module = module
        .operation::<conversation::list::ListConversations>()
        .operation::<conversation::read::ReadConversation>()
        .operation::<conversation::answer::AnswerConversation>()
        .operation::<conversation::attach::AttachConversation>()
        .operation::<conversation::state::AssignConversation>()
        .operation::<conversation::state::CloseConversation>()
        .operation::<conversation::state::ReopenConversation>()
        .operation::<conversation::state::SnoozeConversation>()
        .operation::<conversation::state::MarkRead>()
        .operation::<sender::list::ListSenders>()
        .operation::<sender::create::CreateSender>()
        .operation::<sender::change::ChangeSender>()
        .operation::<suppression::list::ListSuppressions>()
        .operation::<suppression::add::AddSuppression>()
        .operation::<suppression::lift::LiftSuppression>()
        .operation::<incoming::hook_sms::TakeText>()
        .operation::<incoming::hook_status::TakeStatus>()
        .operation::<incoming::hook_email::TakeMail>();
    module
        .on("messaging.message.queued", "messaging.send", |tx, event| Box::pin(subscribers::send(tx, event)))
        .on("messaging.message.handed", "messaging.hand_over", |tx, event| {
            Box::pin(message::hand_over::hand_over(tx, event))
        })
        .on("messaging.message.unanswered", "messaging.look_after", |tx, event| {
            Box::pin(subscribers::look_after(tx, event))
        })
        .on("messaging.webhook.received", "messaging.take_in", |tx, event| Box::pin(incoming::take_in(tx, event)))
        .every(30, "messaging.retry", |tx| Box::pin(message::retry::retry(tx)))
        .every(10, "messaging.schedule", |tx| Box::pin(message::retry::schedule(tx)))
        .every(60, "messaging.inbox", |tx| Box::pin(conversation::clock::tidy(tx)))
        .constraint(
            "sender_identity_one",
            "SENDER_TAKEN",
            "location_id",
            "This location has one for this channel already. Change that one, or switch it off first.",
        )
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
