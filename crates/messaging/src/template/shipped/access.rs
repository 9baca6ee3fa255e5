//! Words to people of the company.

use ports::Channel;

use crate::template::declared::{Declared, Kind, Variable, Words};

const TOLD: Variable = Variable::new(
    "text",
    Kind::Text,
    ["What happened", "Ce qui est arrivé"],
    ["You are on journey J-2026-000001: Two-bedroom move", "Vous êtes sur le trajet J-2026-000001 : Deux chambres"],
);
const BY_TEXT: [Words; 2] = [
    Words { subject: "", body: "{{ company }}: {{ text }}" },
    Words { subject: "", body: "{{ company }} : {{ text }}" },
];

pub const ACCESS: &[Declared] = &[
    Declared {
        key: "access.user.invited",
        channel: Channel::Email,
        purpose: "SERVICE",
        name: ["Invitation of a colleague", "Invitation d’un collègue"],
        event: None,
        urgent_minutes: None,
        variables: &[
            Variable::new(
                "name",
                Kind::Text,
                ["Name of the person", "Nom de la personne"],
                ["Priya Fontaine", "Élise Roy"],
            ),
            Variable::new(
                "link",
                Kind::Link,
                ["Link", "Lien"],
                ["https://crm.example/invitation/i_1", "https://crm.example/invitation/i_1"],
            ),
        ],
        words: [
            Words {
                subject: "Your access to {{ company }}",
                body: "Hello {{ name }},\n\n{{ company }} has opened an account for you. Choose your password within 7 days:\n{{ link }}",
            },
            Words {
                subject: "Votre accès à {{ company }}",
                body: "Bonjour {{ name }},\n\n{{ company }} vous ouvre un accès. Choisissez votre mot de passe dans les 7 jours :\n{{ link }}",
            },
        ],
    },
    Declared {
        key: "messaging.notification",
        channel: Channel::Email,
        purpose: "INTERNAL",
        name: ["Notification by mail", "Avis par courriel"],
        event: None,
        urgent_minutes: None,
        variables: &[
            Variable::new(
                "text",
                Kind::Text,
                ["What happened", "Ce qui est arrivé"],
                ["Lead L-2026-000001 is yours: Priya Fontaine", "La piste L-2026-000001 est à vous : Élise Roy"],
            ),
            Variable::new("link", Kind::Link, ["Link", "Lien"], ["https://crm.example", "https://crm.example"]),
        ],
        words: [
            Words { subject: "{{ text }}", body: "{{ text }}\n\n{{ link }}" },
            Words { subject: "{{ text }}", body: "{{ text }}\n\n{{ link }}" },
        ],
    },
    Declared {
        key: "messaging.digest",
        channel: Channel::Email,
        purpose: "INTERNAL",
        name: ["Notifications together", "Avis regroupés"],
        event: None,
        urgent_minutes: None,
        variables: &[
            Variable::new("count", Kind::Text, ["How many", "Combien"], ["2", "2"]),
            Variable::new(
                "lines",
                Kind::List,
                ["What happened", "Ce qui est arrivé"],
                [
                    "Lead L-2026-000001 is yours: Priya Fontaine\nQuote Q-2026-000123 was opened: Two-bedroom move",
                    "La piste L-2026-000001 est à vous : Élise Roy\nLa soumission Q-2026-000123 a été ouverte : Deux chambres",
                ],
            ),
            Variable::new("link", Kind::Link, ["Link", "Lien"], ["https://crm.example", "https://crm.example"]),
        ],
        words: [
            Words {
                subject: "{{ count }} notifications from {{ company }}",
                body: "What happened since you were last told:\n\n{% for line in lines %}\n- {{ line }}\n{% endfor %}\n\n{{ link }}",
            },
            Words {
                subject: "{{ count }} avis de {{ company }}",
                body: "Ce qui est arrivé depuis le dernier avis :\n\n{% for line in lines %}\n- {{ line }}\n{% endfor %}\n\n{{ link }}",
            },
        ],
    },
    Declared {
        key: "messaging.notification_text",
        channel: Channel::Sms,
        purpose: "INTERNAL",
        name: ["Notification by text", "Avis par texto"],
        event: None,
        urgent_minutes: None,
        variables: &[TOLD],
        words: BY_TEXT,
    },
    Declared {
        key: "messaging.alert_text",
        channel: Channel::Sms,
        purpose: "INTERNAL",
        name: ["Urgent notification by text", "Avis urgent par texto"],
        event: None,
        urgent_minutes: Some(240),
        variables: &[TOLD],
        words: BY_TEXT,
    },
];
