//! Words about jobs and the crew on its way.

use ports::Channel;

use super::{DAY, NUMBER, TITLE};
use crate::template::declared::{Declared, Kind, Variable, Words};

const ARRIVAL: Variable = Variable::new(
    "arrival",
    Kind::Time,
    ["Planned arrival", "Arrivée prévue"],
    ["2026-07-18T12:30:00Z", "2026-07-18T12:30:00Z"],
)
.optional();

const DURATION: Variable =
    Variable::new("duration", Kind::Duration, ["Time taken", "Temps passé"], ["390", "390"]).optional();

pub const DISPATCH: &[Declared] = &[
    Declared {
        key: "dispatch.job.created",
        channel: Channel::Email,
        purpose: "SERVICE",
        name: ["Booking confirmed, by mail", "Réservation confirmée, par courriel"],
        event: Some("dispatch.job.created"),
        urgent_minutes: None,
        variables: &[NUMBER, TITLE, DAY],
        words: [
            Words {
                subject: "Booked: {{ title }} on {{ day }}",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\n\
                       You are in our book for {{ day }}: {{ title }} ({{ number }}).\n\n\
                       If anything changes, answer this message{% if company_phone %} or call {{ company_phone }}{% endif %}.\n\n{{ company }}",
            },
            Words {
                subject: "Réservé : {{ title }} le {{ day }}",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\n\
                       Votre réservation est faite pour le {{ day }} : {{ title }} ({{ number }}).\n\n\
                       En cas de changement, répondez à ce message{% if company_phone %} ou appelez le {{ company_phone }}{% endif %}.\n\n{{ company }}",
            },
        ],
    },
    Declared {
        key: "dispatch.job.created_text",
        channel: Channel::Sms,
        purpose: "SERVICE",
        name: ["Booking confirmed, by text", "Réservation confirmée, par texto"],
        event: Some("dispatch.job.created"),
        urgent_minutes: None,
        variables: &[NUMBER, DAY],
        words: [
            Words { subject: "", body: "{{ company }}: you are booked for {{ day }} ({{ number }})." },
            Words {
                subject: "",
                body: "{{ company }} : votre réservation est faite pour le {{ day }} ({{ number }}).",
            },
        ],
    },
    Declared {
        key: "dispatch.job.cancelled",
        channel: Channel::Email,
        purpose: "SERVICE",
        name: ["Booking cancelled", "Réservation annulée"],
        event: Some("dispatch.job.cancelled"),
        urgent_minutes: None,
        variables: &[NUMBER, TITLE, DAY],
        words: [
            Words {
                subject: "Cancelled: {{ title }} on {{ day }}",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\n\
                       Your booking {{ number }} for {{ day }} ({{ title }}) is cancelled. If this is a surprise, answer this message\
                       {% if company_phone %} or call {{ company_phone }}{% endif %}.\n\n{{ company }}",
            },
            Words {
                subject: "Annulé : {{ title }} le {{ day }}",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\n\
                       Votre réservation {{ number }} du {{ day }} ({{ title }}) est annulée. Si cela vous surprend, répondez à ce message\
                       {% if company_phone %} ou appelez le {{ company_phone }}{% endif %}.\n\n{{ company }}",
            },
        ],
    },
    Declared {
        key: "dispatch.job.completed",
        channel: Channel::Email,
        purpose: "SERVICE",
        name: ["Work is done", "Travail terminé"],
        event: Some("dispatch.job.completed"),
        urgent_minutes: None,
        variables: &[NUMBER, TITLE, DURATION],
        words: [
            Words {
                subject: "{{ title }}: done",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\n\
                       Our work is done: {{ title }} ({{ number }}){% if duration %}, {{ duration }} in all{% endif %}. Thank you. If something is not as it should be, answer this message.\n\n{{ company }}",
            },
            Words {
                subject: "{{ title }} : terminé",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\n\
                       Notre travail est terminé : {{ title }} ({{ number }}){% if duration %}, {{ duration }} en tout{% endif %}. Merci. Si quelque chose ne va pas, répondez à ce message.\n\n{{ company }}",
            },
        ],
    },
    Declared {
        key: "dispatch.journey.departed",
        channel: Channel::Sms,
        purpose: "SERVICE",
        name: ["Crew on its way", "Équipe en route"],
        event: Some("dispatch.journey.departed"),
        urgent_minutes: Some(120),
        variables: &[ARRIVAL],
        words: [
            Words {
                subject: "",
                body: "{{ company }}: our crew is on its way to you{% if arrival %}, planned for {{ arrival }}{% endif %}.",
            },
            Words {
                subject: "",
                body: "{{ company }} : notre équipe est en route{% if arrival %}, arrivée prévue le {{ arrival }}{% endif %}.",
            },
        ],
    },
    Declared {
        key: "dispatch.journey.arrived",
        channel: Channel::Sms,
        purpose: "SERVICE",
        name: ["Crew has arrived", "Équipe arrivée"],
        event: Some("dispatch.journey.arrived"),
        urgent_minutes: Some(60),
        variables: &[],
        words: [
            Words { subject: "", body: "{{ company }}: our crew has arrived at your place." },
            Words { subject: "", body: "{{ company }} : notre équipe est arrivée chez vous." },
        ],
    },
];
