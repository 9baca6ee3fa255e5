//! The words of a message to many: those of a template, with the names that every message may show.

use kernel::Problems;
use ports::{Channel, Filling};
use render::Language;

use super::BulkWords;
use crate::{
    message::draft::Refused,
    sender::Face,
    template::{
        choose::{Chosen, Source},
        declared::{Declared, Words},
        shown::Values,
        words,
        write::{Composed, compose, of_us},
    },
};

const NO_WORDS: [Words; 2] = [Words { subject: "", body: "" }, Words { subject: "", body: "" }];

const fn bulk(channel: Channel) -> Declared {
    Declared {
        key: "messaging.bulk",
        channel,
        purpose: "MARKETING",
        name: ["Message to many", "Message à plusieurs"],
        event: None,
        urgent_minutes: None,
        variables: &[],
        words: NO_WORDS,
    }
}

static MAIL: Declared = bulk(Channel::Email);
static TEXT: Declared = bulk(Channel::Sms);

fn declared(channel: Channel) -> &'static Declared {
    match channel {
        Channel::Email => &MAIL,
        Channel::Sms => &TEXT,
    }
}

/// What keeps the words from being sent, each with its line.
pub fn problems(p: &mut Problems, channel: Channel, written: &BulkWords) {
    for (field, source) in [("subject", written.subject.as_deref().unwrap_or_default()), ("body", &written.body)] {
        for fault in words::faults(source, declared(channel)) {
            p.add(field, "NOT_READABLE", format!("Line {}: {}", fault.line, fault.reason));
        }
    }
}

/// The words as one reader gets them.
pub fn shown(
    channel: Channel,
    language: Language,
    subject: &str,
    body: &str,
    face: &Face,
    customer: &str,
) -> std::result::Result<Composed, Refused> {
    let zone = jiff::tz::TimeZone::get(face.timezone()).unwrap_or(jiff::tz::TimeZone::UTC);
    let mut values = Values::default();
    of_us(&mut values, face, language, &zone);
    values.put("customer", &Filling::Text(customer.to_owned()), language, &zone);
    let chosen =
        Chosen { version: None, language, source: Source::Typed, subject: subject.to_owned(), body: body.to_owned() };
    compose(declared(channel), &chosen, values)
}
