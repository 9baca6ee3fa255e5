//! Words about money.

use ports::Channel;

use super::{NUMBER, TITLE, TOTAL};
use crate::template::declared::{Declared, Kind, Variable, Words};

const DUE: Variable = Variable::new("due", Kind::Day, ["Due on", "Échéance"], ["2026-08-01", "2026-08-01"]).optional();
const BALANCE: Variable =
    Variable::new("balance", Kind::Money, ["Still to be paid", "Solde à payer"], ["1468.95 CAD", "1468.95 CAD"]);

pub const BILLING: &[Declared] = &[
    Declared {
        key: "billing.invoice.issued",
        channel: Channel::Email,
        purpose: "RECEIPT",
        name: ["Invoice issued", "Facture émise"],
        event: Some("billing.invoice.issued"),
        urgent_minutes: None,
        variables: &[NUMBER, TITLE, TOTAL, BALANCE, DUE],
        words: [
            Words {
                subject: "Invoice {{ number }} from {{ company }}",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\n\
                       Your invoice {{ number }} for {{ title }} comes to {{ total }} with tax. To be paid: {{ balance }}\
                       {% if due %}, by {{ due }}{% endif %}.\n\nThank you for your trust.\n\n{{ company }}",
            },
            Words {
                subject: "Facture {{ number }} de {{ company }}",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\n\
                       Votre facture {{ number }} ({{ title }}) s’élève à {{ total }} taxes comprises. À payer : {{ balance }}\
                       {% if due %}, au plus tard le {{ due }}{% endif %}.\n\nMerci de votre confiance.\n\n{{ company }}",
            },
        ],
    },
    Declared {
        key: "billing.payment.completed",
        channel: Channel::Email,
        purpose: "RECEIPT",
        name: ["Payment received", "Paiement reçu"],
        event: Some("billing.payment.completed"),
        urgent_minutes: None,
        variables: &[
            NUMBER,
            Variable::new("amount", Kind::Money, ["Amount", "Montant"], ["500.00 CAD", "500.00 CAD"]),
            Variable::new(
                "received",
                Kind::Time,
                ["Received", "Reçu"],
                ["2026-07-18T15:05:00Z", "2026-07-18T15:05:00Z"],
            ),
        ],
        words: [
            Words {
                subject: "We received {{ amount }}",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\n\
                       Thank you: we received {{ amount }} on {{ received }} (payment {{ number }}).\n\n{{ company }}",
            },
            Words {
                subject: "Nous avons reçu {{ amount }}",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\n\
                       Merci : nous avons reçu {{ amount }} le {{ received }} (paiement {{ number }}).\n\n{{ company }}",
            },
        ],
    },
];
