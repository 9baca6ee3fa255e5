//! What mail tells at length, in one line for the phone; and what else answers an event.

use ports::Channel;

use super::{DAY, NUMBER, TITLE, TOTAL};
use crate::template::declared::{Declared, Kind, Variable, Words};

const AMOUNT: Variable = Variable::new("amount", Kind::Money, ["Amount", "Montant"], ["500.00 CAD", "500.00 CAD"]);
const BALANCE: Variable =
    Variable::new("balance", Kind::Money, ["Still to be paid", "Solde à payer"], ["1468.95 CAD", "1468.95 CAD"]);
const DUE: Variable = Variable::new("due", Kind::Day, ["Due on", "Échéance"], ["2026-08-01", "2026-08-01"]).optional();
const ARRIVAL: Variable = Variable::new(
    "arrival",
    Kind::Time,
    ["Planned arrival", "Arrivée prévue"],
    ["2026-07-18T12:30:00Z", "2026-07-18T12:30:00Z"],
)
.optional();

const fn text(
    key: &'static str,
    event: &'static str,
    name: [&'static str; 2],
    variables: &'static [Variable],
    [english, french]: [&'static str; 2],
) -> Declared {
    let words = [Words { subject: "", body: english }, Words { subject: "", body: french }];
    let (channel, purpose) = (Channel::Sms, "SERVICE");
    Declared { key, channel, purpose, name, event: Some(event), urgent_minutes: None, variables, words }
}

const fn mail(
    key: &'static str,
    event: &'static str,
    purpose: &'static str,
    name: [&'static str; 2],
    variables: &'static [Variable],
    words: [Words; 2],
) -> Declared {
    Declared { key, channel: Channel::Email, purpose, name, event: Some(event), urgent_minutes: None, variables, words }
}

pub const TEXTS: &[Declared] = &[
    text(
        "quotes.quote.accepted_text",
        "quotes.quote.accepted",
        ["Quote signed, by text", "Soumission signée, par texto"],
        &[NUMBER, DAY.optional()],
        [
            "{{ company }}: thank you for signing quote {{ number }}{% if day %} for {{ day }}{% endif %}. The signed copy comes by e-mail.",
            "{{ company }} : merci d'avoir signé la soumission {{ number }}{% if day %} pour le {{ day }}{% endif %}. La copie signée suit par courriel.",
        ],
    ),
    text(
        "quotes.quote.expired_text",
        "quotes.quote.expired",
        ["Quote has lapsed, by text", "Soumission échue, par texto"],
        &[NUMBER],
        [
            "{{ company }}: your quote {{ number }} has lapsed. Do you still need us? Answer here and we renew it.",
            "{{ company }} : votre soumission {{ number }} est échue. Encore besoin de nous ? Répondez ici et nous la renouvelons.",
        ],
    ),
    text(
        "quotes.quote.deposit_failed_text",
        "quotes.quote.deposit_failed",
        ["Deposit could not be taken, by text", "Acompte non encaissé, par texto"],
        &[NUMBER],
        [
            "{{ company }}: your card was refused for the deposit of quote {{ number }}. We hold your day for 24 hours; answer here to pay another way.",
            "{{ company }} : votre carte a été refusée pour l'acompte de la soumission {{ number }}. Nous retenons votre journée 24 heures ; répondez ici pour payer autrement.",
        ],
    ),
    text(
        "quotes.quote.day_released_text",
        "quotes.quote.day_released",
        ["Day no longer held, by text", "Journée libérée, par texto"],
        &[NUMBER],
        [
            "{{ company }}: the deposit for quote {{ number }} has not come, so we no longer hold your day. Answer here and we look for one with you.",
            "{{ company }} : l'acompte de la soumission {{ number }} n'est pas arrivé ; nous ne retenons plus votre journée. Répondez ici et nous en cherchons une avec vous.",
        ],
    ),
    mail(
        "quotes.quote.rejected",
        "quotes.quote.rejected",
        "SERVICE",
        ["Quote declined or withdrawn", "Soumission refusée ou retirée"],
        &[NUMBER, TITLE],
        [
            Words {
                subject: "Quote {{ number }} no longer stands",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\nThe quote {{ number }} ({{ title }}) no longer stands; nothing is booked and nothing is owed.\n\nIf your plans change, answer this message{% if company_phone %} or call {{ company_phone }}{% endif %}: we make you a new one.\n\n{{ company }}",
            },
            Words {
                subject: "La soumission {{ number }} ne tient plus",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\nLa soumission {{ number }} ({{ title }}) ne tient plus ; rien n’est réservé et rien n’est dû.\n\nSi vos projets changent, répondez à ce message{% if company_phone %} ou appelez le {{ company_phone }}{% endif %} : nous vous en ferons une nouvelle.\n\n{{ company }}",
            },
        ],
    ),
    text(
        "dispatch.job.cancelled_text",
        "dispatch.job.cancelled",
        ["Booking cancelled, by text", "Réservation annulée, par texto"],
        &[NUMBER, DAY],
        [
            "{{ company }}: your booking {{ number }} for {{ day }} is cancelled. If this is a surprise, answer here.",
            "{{ company }} : votre réservation {{ number }} du {{ day }} est annulée. Si cela vous surprend, répondez ici.",
        ],
    ),
    text(
        "dispatch.job.completed_text",
        "dispatch.job.completed",
        ["Work is done, by text", "Travail terminé, par texto"],
        &[NUMBER],
        [
            "{{ company }}: our work is done ({{ number }}). Thank you! If something is not as it should be, answer here.",
            "{{ company }} : notre travail est terminé ({{ number }}). Merci ! Si quelque chose ne va pas, répondez ici.",
        ],
    ),
    Declared {
        urgent_minutes: Some(120),
        ..mail(
            "dispatch.journey.departed_mail",
            "dispatch.journey.departed",
            "SERVICE",
            ["Crew on its way, by mail", "Équipe en route, par courriel"],
            &[ARRIVAL],
            [
                Words {
                    subject: "Our crew is on its way to you",
                    body: "Hello{% if customer %} {{ customer }}{% endif %},\n\nOur crew is on its way to you{% if arrival %}, planned for {{ arrival }}{% endif %}. Please keep a place for the truck free.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
                },
                Words {
                    subject: "Notre équipe est en route",
                    body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\nNotre équipe est en route{% if arrival %}, arrivée prévue le {{ arrival }}{% endif %}. Merci de garder une place libre pour le camion.\n\n{{ company }}{% if company_phone %}\n{{ company_phone }}{% endif %}",
                },
            ],
        )
    },
    text(
        "billing.invoice.issued_text",
        "billing.invoice.issued",
        ["Invoice issued, by text", "Facture émise, par texto"],
        &[NUMBER, BALANCE, DUE],
        [
            "{{ company }}: your invoice {{ number }} is ready. To be paid: {{ balance }}{% if due %}, by {{ due }}{% endif %}.",
            "{{ company }} : votre facture {{ number }} est prête. À payer : {{ balance }}{% if due %}, au plus tard le {{ due }}{% endif %}.",
        ],
    ),
    mail(
        "billing.invoice.paid",
        "billing.invoice.paid",
        "RECEIPT",
        ["Invoice is paid in full", "Facture entièrement payée"],
        &[NUMBER, TITLE, TOTAL],
        [
            Words {
                subject: "Paid in full: invoice {{ number }}",
                body: "Hello{% if customer %} {{ customer }}{% endif %},\n\nYour invoice {{ number }} for {{ title }}, {{ total }} with tax, is paid in full. Thank you.\n\n{{ company }}",
            },
            Words {
                subject: "Entièrement payée : facture {{ number }}",
                body: "Bonjour{% if customer %} {{ customer }}{% endif %},\n\nVotre facture {{ number }} ({{ title }}), {{ total }} taxes comprises, est entièrement payée. Merci.\n\n{{ company }}",
            },
        ],
    ),
    text(
        "billing.payment.completed_text",
        "billing.payment.completed",
        ["Payment received, by text", "Paiement reçu, par texto"],
        &[NUMBER, AMOUNT],
        [
            "{{ company }}: we received {{ amount }} (payment {{ number }}). Thank you!",
            "{{ company }} : nous avons reçu {{ amount }} (paiement {{ number }}). Merci !",
        ],
    ),
];
