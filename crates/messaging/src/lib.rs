//! Every word between company and customer: written in the sender's transaction, allowed by the consent ledger, sent
//! after it, followed to the end, answered in one inbox.

#[path = "../../../generated/messaging/mod.rs"]
mod sql;

mod breaker;
mod bulk;
mod conversation;
mod gateway;
mod incoming;
mod message;
mod notification;
mod port;
mod push;
mod sender;
mod sequence;
mod smtp;
mod subscribers;
mod suppression;
mod template;
mod text;
mod unsubscribe;

use engine::{Module, Resource};

pub use gateway::{Gateway, signature};
pub use port::Mail;
pub use push::Push;
pub use smtp::{Outlet, Smtp};

/// What a message can answer by itself; every event that a shipped one names stands here.
const EVENTS: [&str; 14] = [
    "sales.lead.received",
    "quotes.quote.accepted",
    "quotes.quote.rejected",
    "quotes.quote.expired",
    "quotes.quote.deposit_failed",
    "quotes.quote.day_released",
    "dispatch.job.created",
    "dispatch.job.cancelled",
    "dispatch.job.completed",
    "dispatch.journey.departed",
    "dispatch.journey.arrived",
    "billing.invoice.issued",
    "billing.invoice.paid",
    "billing.payment.completed",
];

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
        .resource(Resource {
            name: "notification",
            table: "notification",
            location: "null::uuid",
            mine: "r.user_id = $3",
            noun: "notification",
        })
        .resource(Resource {
            name: "bulk_send",
            table: "bulk_send",
            location: "r.location_id",
            mine: "r.created_by = $3",
            noun: "message to many",
        })
        .resource(Resource {
            name: "sequence",
            table: "sequence",
            location: "r.location_id",
            mine: "r.created_by = $3",
            noun: "sequence",
        })
        .resource(Resource {
            name: "template",
            table: "template",
            location: "r.location_id",
            mine: "r.created_by = $3",
            noun: "template",
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
        .operation::<conversation::file::ConversationFile>()
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
        .operation::<template::list::ListTemplates>()
        .operation::<template::read::ReadTemplate>()
        .operation::<template::draft::DraftTemplate>()
        .operation::<template::discard::DiscardTemplate>()
        .operation::<template::publish::PublishTemplate>()
        .operation::<template::retire::RetireTemplate>()
        .operation::<template::switch::SwitchTemplate>()
        .operation::<template::preview::PreviewTemplate>()
        .operation::<template::test::TestTemplate>()
        .operation::<notification::list::ListNotifications>()
        .operation::<notification::mark::MarkNotifications>()
        .operation::<notification::preferences::ReadPreferences>()
        .operation::<notification::preferences::ChangePreferences>()
        .operation::<push::subscribe::Subscribe>()
        .operation::<push::forget::Forget>()
        .operation::<unsubscribe::show::ShowUnsubscribe>()
        .operation::<unsubscribe::act::Unsubscribe>()
        .operation::<suppression::list::ListSuppressions>()
        .operation::<suppression::add::AddSuppression>()
        .operation::<suppression::lift::LiftSuppression>()
        .operation::<incoming::hook_sms::TakeText>()
        .operation::<incoming::hook_status::TakeStatus>()
        .operation::<incoming::hook_email::TakeMail>();
    let module = module
        .operation::<breaker::show::ReadDelivery>()
        .operation::<sequence::list::ListSequences>()
        .operation::<sequence::create::CreateSequence>()
        .operation::<sequence::read::ReadSequence>()
        .operation::<sequence::change::ChangeSequence>()
        .operation::<sequence::resume::ResumeSequence>()
        .operation::<sequence::enrol::Enrol>()
        .operation::<sequence::leave::Leave>()
        .operation::<sequence::people::ListPeople>()
        .operation::<sequence::of_lead::ReadSequencesOfLead>()
        .on("sales.lead.received", "messaging.enter", |tx, e| Box::pin(sequence::enrol::by_rule(tx, e)))
        .on("sales.lead.assigned", "messaging.enter_routed", |tx, e| Box::pin(sequence::enrol::by_rule(tx, e)))
        .on("messaging.sequence.due", "messaging.advance", |tx, e| Box::pin(sequence::advance::due(tx, e)))
        .on("messaging.message.received", "messaging.reply_ends", |tx, e| Box::pin(sequence::exits::replied(tx, e)))
        .on("messaging.message.bounced", "messaging.bounce_ends", |tx, e| Box::pin(sequence::exits::bounced(tx, e)))
        .on("sales.lead.status_changed", "messaging.stage_ends", |tx, e| Box::pin(sequence::exits::moved(tx, e)))
        .on("quotes.quote.accepted", "messaging.booking_ends", |tx, e| Box::pin(sequence::exits::booked(tx, e)))
        .on("dispatch.job.created", "messaging.job_ends", |tx, e| Box::pin(sequence::exits::booked(tx, e)))
        .every(60, "messaging.sequences", |tx| Box::pin(sequence::advance::tick(tx)))
        .constraint("sequence_name", "NAME_TAKEN", "name", "Another sequence has this name.");
    let module = module
        .operation::<bulk::list::ListBulks>()
        .operation::<bulk::create::CreateBulk>()
        .operation::<bulk::read::ReadBulk>()
        .operation::<bulk::change::ChangeBulk>()
        .operation::<bulk::freeze::CheckBulk>()
        .operation::<bulk::approve::ApproveBulk>()
        .operation::<bulk::start::StartBulk>()
        .operation::<bulk::steer::PauseBulk>()
        .operation::<bulk::steer::StopBulk>()
        .on("messaging.bulk.freezing", "messaging.freeze", |tx, e| Box::pin(bulk::run::freezing(tx, e)))
        .on("messaging.bulk.due", "messaging.write_bulk", |tx, e| Box::pin(bulk::run::due(tx, e)))
        .every(bulk::run::EVERY_S, "messaging.bulk", |tx| Box::pin(bulk::run::tick(tx)));
    let module = EVENTS.iter().fold(module, |module, event| {
        module.on(event, "messaging.speak", |tx, e| Box::pin(template::speak::speak(tx, e)))
    });
    let module = notification::rules::events().into_iter().fold(module, |module, event| {
        module.on(event, "messaging.tell", |tx, event| Box::pin(notification::tell::tell(tx, event)))
    });
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
        .every(3_600, "messaging.notifications", |tx| Box::pin(notification::tidy(tx)))
        .every(60, "messaging.digests", |tx| Box::pin(notification::digest::tick(tx)))
        .on("messaging.push.queued", "messaging.push", |tx, event| Box::pin(push::due(tx, event)))
        .on("access.user.disabled", "messaging.push_left", |tx, event| Box::pin(push::left(tx, event)))
        .every(30, "messaging.push_again", |tx| Box::pin(push::again(tx)))
        .every(3_600, "messaging.pushes", |tx| Box::pin(push::tidy(tx)))
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
    fn msg_7_every_event_that_a_message_answers_is_listened_to() {
        for declared in super::template::declared::all() {
            assert!(declared.event.is_none_or(|event| super::EVENTS.contains(&event)), "{}", declared.key);
        }
    }
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
