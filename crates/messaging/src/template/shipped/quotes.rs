//! Words about quotes.

use ports::Channel;

use super::{DAY, NUMBER, TITLE, TOTAL};
use crate::template::declared::{Declared, Kind, Variable, Words};

const VALID_UNTIL: Variable =
    Variable::new("valid_until", Kind::Day, ["Valid until", "Valable jusqu’au"], ["2026-06-30", "2026-06-30"]);

pub const QUOTES: &[Declared] = &[
    Declared {
        key: "quotes.quote.sent",
        channel: Channel::Email,
        purpose: "SERVICE",
        name: ["Quote sent", "Soumission envoyée"],
        event: None,
        urgent_minutes: None,
        variables: &[
            NUMBER,
            TITLE,
            TOTAL,
            VALID_UNTIL,
            Variable::new(
                "link",
                Kind::Link,
                ["Link to read and sign", "Lien pour lire et signer"],
                ["https://crm.example/portal/quotes/q_1", "https://crm.example/portal/quotes/q_1"],
            ),
            Variable::new(
                "word",
                Kind::Text,
                ["Personal word", "Mot personnel"],
                ["As discussed on the phone.", "Comme convenu au téléphone."],
            )
            .optional(),
        ],
        words: [
            Words {
                subject: "Your quote {{ number }} from {{ company }}",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\n{% if word %}\n{{ word }}\n\n{% endif %}\n\
                       Your quote is ready: {{ title }}, {{ total }} with tax, valid until {{ valid_until }}.\n\n\
                       Read it, choose options and sign here:\n{{ link }}\n\nThe quote is attached as PDF.\n\n{{ company }}",
            },
            Words {
                subject: "Votre soumission {{ number }} de {{ company }}",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\n{% if word %}\n{{ word }}\n\n{% endif %}\n\
                       Votre soumission est prête : {{ title }}, {{ total }} taxes comprises, valable jusqu’au {{ valid_until }}.\n\n\
                       Consultez-la, choisissez les options et signez ici :\n{{ link }}\n\n\
                       La soumission est jointe en format PDF.\n\n{{ company }}",
            },
        ],
    },
    Declared {
        key: "quotes.document.signed",
        channel: Channel::Email,
        purpose: "RECEIPT",
        name: ["Signed quote", "Soumission signée"],
        event: None,
        urgent_minutes: None,
        variables: &[
            NUMBER,
            Variable::new(
                "options",
                Kind::List,
                ["Options chosen", "Options choisies"],
                ["Packing of the kitchen\nPiano", "Emballage de la cuisine\nPiano"],
            )
            .optional(),
        ],
        words: [
            Words {
                subject: "Signed: quote {{ number }}",
                body: "Thank you for accepting quote {{ number }}. The signed document is attached.\n\n\
                       {% if options %}\nYou chose:\n{% for option in options %}\n- {{ option }}\n{% endfor %}\n\n{% endif %}\n{{ company }}",
            },
            Words {
                subject: "Signée : soumission {{ number }}",
                body: "Merci d’avoir accepté la soumission {{ number }}. Le document signé est joint.\n\n\
                       {% if options %}\nVous avez choisi :\n{% for option in options %}\n- {{ option }}\n{% endfor %}\n\n{% endif %}\n{{ company }}",
            },
        ],
    },
    Declared {
        key: "quotes.quote.expired",
        channel: Channel::Email,
        purpose: "SERVICE",
        name: ["Quote has lapsed", "Soumission échue"],
        event: Some("quotes.quote.expired"),
        urgent_minutes: None,
        variables: &[NUMBER, TITLE, DAY.optional(), VALID_UNTIL],
        words: [
            Words {
                subject: "Quote {{ number }} has lapsed",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\n\
                       The quote {{ number }} ({{ title }}) was valid until {{ valid_until }}. Do you still need us\
                       {% if day %} on {{ day }}{% endif %}? Answer this message and we renew it.\n\n{{ company }}",
            },
            Words {
                subject: "La soumission {{ number }} est échue",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\n\
                       La soumission {{ number }} ({{ title }}) était valable jusqu’au {{ valid_until }}. Avez-vous encore besoin de nous\
                       {% if day %} le {{ day }}{% endif %} ? Répondez à ce message et nous la renouvelons.\n\n{{ company }}",
            },
        ],
    },
    Declared {
        key: "quotes.quote.deposit_failed",
        channel: Channel::Email,
        purpose: "SERVICE",
        name: ["Deposit could not be taken", "Acompte non encaissé"],
        event: Some("quotes.quote.deposit_failed"),
        urgent_minutes: None,
        variables: &[NUMBER, TITLE, DAY.optional()],
        words: [
            Words {
                subject: "The deposit for quote {{ number }} could not be taken",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\n\
                       Your quote {{ number }} ({{ title }}) is signed, but your card was not charged: the payment was refused. \
                       We hold your day{% if day %}, {{ day }},{% endif %} for 24 hours. Answer this message to pay another way.\n\n\
                       {{ company }}",
            },
            Words {
                subject: "L’acompte de la soumission {{ number }} n’a pas pu être encaissé",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\n\
                       Votre soumission {{ number }} ({{ title }}) est signée, mais votre carte n’a pas été débitée : le paiement a été refusé. \
                       Nous retenons votre journée{% if day %}, le {{ day }},{% endif %} pendant 24 heures. Répondez à ce message pour payer autrement.\n\n\
                       {{ company }}",
            },
        ],
    },
    Declared {
        key: "quotes.quote.day_released",
        channel: Channel::Email,
        purpose: "SERVICE",
        name: ["Day no longer held", "Journée libérée"],
        event: Some("quotes.quote.day_released"),
        urgent_minutes: None,
        variables: &[NUMBER, TITLE, DAY.optional()],
        words: [
            Words {
                subject: "We no longer hold the day of quote {{ number }}",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\n\
                       The deposit for quote {{ number }} ({{ title }}) has not come in time, so we no longer hold \
                       {% if day %}{{ day }}{% else %}your day{% endif %}. Answer this message and we look for a day with you.\n\n\
                       {{ company }}",
            },
            Words {
                subject: "Nous ne retenons plus la journée de la soumission {{ number }}",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\n\
                       L’acompte de la soumission {{ number }} ({{ title }}) n’est pas arrivé à temps : nous ne retenons plus \
                       {% if day %}le {{ day }}{% else %}votre journée{% endif %}. Répondez à ce message et nous cherchons une journée avec vous.\n\n\
                       {{ company }}",
            },
        ],
    },
];
