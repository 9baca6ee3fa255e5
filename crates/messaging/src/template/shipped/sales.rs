//! Words to people who ask.

use ports::Channel;

use super::{DAY, NUMBER};
use crate::template::declared::{Declared, Words};

pub const SALES: &[Declared] = &[
    Declared {
        key: "sales.lead.received",
        channel: Channel::Email,
        purpose: "SERVICE",
        name: ["Enquiry received, by mail", "Demande reçue, par courriel"],
        event: Some("sales.lead.received"),
        urgent_minutes: None,
        variables: &[NUMBER, DAY.optional()],
        words: [
            Words {
                subject: "We have your request {{ number }}",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\n\
                       Thank you for asking us{% if day %} about {{ day }}{% endif %}. Somebody of ours gets in touch with you soon; \
                       answers to this message reach us too.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
            Words {
                subject: "Nous avons reçu votre demande {{ number }}",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\n\
                       Merci de vous adresser à nous{% if day %} pour le {{ day }}{% endif %}. Une personne de chez nous vous joindra \
                       bientôt ; vos réponses à ce message nous parviennent aussi.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
            },
        ],
    },
    Declared {
        key: "sales.lead.received_text",
        channel: Channel::Sms,
        purpose: "SERVICE",
        name: ["Enquiry received, by text", "Demande reçue, par texto"],
        event: Some("sales.lead.received"),
        urgent_minutes: None,
        variables: &[NUMBER],
        words: [
            Words { subject: "", body: "{{ company }}: we have your request {{ number }} and will get in touch soon." },
            Words {
                subject: "",
                body: "{{ company }} : nous avons reçu votre demande {{ number }} et vous joindrons bientôt.",
            },
        ],
    },
];
