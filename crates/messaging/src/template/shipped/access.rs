//! Words to people of the company.

use ports::Channel;

use crate::template::declared::{Declared, Kind, Variable, Words};

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
];
