//! Words to people who ask.

use ports::Channel;

use super::{DAY, NUMBER};
use crate::template::declared::{Declared, Kind, Variable, Words};

const NAME: Variable =
    Variable::new("name", Kind::Text, ["Name of the person", "Nom de la personne"], ["Priya Fontaine", "Élise Roy"]);
const SURVEY: Variable = Variable::new(
    "link",
    Kind::Link,
    ["Link", "Lien"],
    ["https://crm.example/portal/surveys/s_1", "https://crm.example/portal/surveys/s_1"],
);
const UNTIL: Variable =
    Variable::new("until", Kind::Day, ["Last day of the link", "Dernier jour du lien"], ["2026-07-18", "2026-07-18"]);

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
    Declared {
        key: "sales.survey.sent",
        channel: Channel::Email,
        purpose: "SERVICE",
        name: ["Self-survey", "Autoévaluation"],
        event: None,
        urgent_minutes: None,
        variables: &[NAME.optional(), SURVEY, UNTIL],
        words: [
            Words {
                subject: "Show us what you are moving, {{ company }}",
                body: "Hello{% if name %} {{ name }}{% endif %},\n\n\
                       Walk through your rooms with your phone, count what goes and take a picture of each room:\n{{ link }}\n\n\
                       The link is good until {{ until }} and needs no account. You can stop and go on later.\n\n{{ company }}",
            },
            Words {
                subject: "Montrez-nous ce que vous déménagez, {{ company }}",
                body: "Bonjour{% if name %} {{ name }}{% endif %},\n\n\
                       Parcourez vos pièces avec votre téléphone, comptez ce qui part et prenez une photo de chaque pièce :\n{{ link }}\n\n\
                       Le lien est valable jusqu’au {{ until }}, sans compte. Vous pouvez vous arrêter et reprendre.\n\n{{ company }}",
            },
        ],
    },
    Declared {
        key: "sales.survey.reminded",
        channel: Channel::Email,
        purpose: "SERVICE",
        name: ["Self-survey, reminder", "Autoévaluation, rappel"],
        event: None,
        urgent_minutes: None,
        variables: &[NAME.optional(), SURVEY, UNTIL],
        words: [
            Words {
                subject: "A reminder: show us what you are moving, {{ company }}",
                body: "Hello{% if name %} {{ name }}{% endif %},\n\n\
                       We still wait for a look at your rooms. Count what goes and take a picture of each room:\n{{ link }}\n\n\
                       The link is good until {{ until }} and needs no account.\n\n{{ company }}",
            },
            Words {
                subject: "Rappel : montrez-nous ce que vous déménagez, {{ company }}",
                body: "Bonjour{% if name %} {{ name }}{% endif %},\n\n\
                       Nous attendons encore l’aperçu de vos pièces. Comptez ce qui part et prenez une photo de chaque pièce :\n{{ link }}\n\n\
                       Le lien est valable jusqu’au {{ until }}, sans compte.\n\n{{ company }}",
            },
        ],
    },
];
