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
];
