//! What people are told of, and whom (MSG-20). The words carry no amounts: they go to everybody the rule names.

use std::collections::BTreeSet;

/// Who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// Whoever looks after the record.
    Owner,
    /// The person the event names in this field.
    Named(&'static str),
    /// The person behind the crew member of the event.
    Crew,
    /// Everybody on the journey.
    OnJourney,
    /// Everybody with the role at the location.
    Role(&'static str),
    /// As the levels of what waits say (SAL-10, ACC-39): the event lists them.
    Levels,
}

pub struct Rule {
    pub kind: &'static str,
    pub event: &'static str,
    pub to: &'static [To],
    pub urgent: bool,
    /// Whether mail goes out too, where somebody says nothing else.
    pub by_mail: bool,
    /// The same for their browsers.
    pub by_push: bool,
    /// The same for their phone, where the place has a number to text from.
    pub by_text: bool,
    /// For the list of preferences: English, French.
    pub name: [&'static str; 2],
    /// With `{number}` and `{subject}`: English, French.
    pub sentence: [&'static str; 2],
}

pub const RULES: &[Rule] = &[
    Rule {
        kind: "LEAD_RECEIVED",
        event: "sales.lead.received",
        to: &[To::Owner, To::Role("MANAGER")],
        urgent: false,
        by_mail: true,
        by_push: false,
        by_text: false,
        name: ["A lead comes in at my location", "Une piste arrive à ma succursale"],
        sentence: ["New lead {number}: {subject}", "Nouvelle piste {number} : {subject}"],
    },
    Rule {
        kind: "LEAD_ASSIGNED",
        event: "sales.lead.assigned",
        to: &[To::Named("to")],
        urgent: false,
        by_mail: true,
        by_push: false,
        by_text: false,
        name: ["A lead is given to me", "Une piste m’est confiée"],
        sentence: ["Lead {number} is yours: {subject}", "La piste {number} est à vous : {subject}"],
    },
    Rule {
        kind: "LEAD_WAITS",
        event: "sales.lead.escalated",
        to: &[To::Levels],
        urgent: false,
        by_mail: false,
        by_push: true,
        by_text: false,
        name: ["A lead waits for an answer", "Une piste attend une réponse"],
        sentence: ["Lead {number} still waits: {subject}", "La piste {number} attend toujours : {subject}"],
    },
    Rule {
        kind: "MODEL_RETIRED",
        event: "sales.model.retired",
        to: &[To::Role("ADMIN")],
        urgent: false,
        by_mail: true,
        by_push: false,
        by_text: false,
        name: ["The chance of winning is no longer shown", "La chance de gagner n’est plus montrée"],
        sentence: [
            "Scoring model {number} is retired: leads are scored by points alone",
            "Le modèle de notation {number} est retiré : les pistes sont notées par points seulement",
        ],
    },
    Rule {
        kind: "QUOTE_VIEWED",
        event: "quotes.quote.viewed",
        to: &[To::Owner],
        urgent: false,
        by_mail: false,
        by_push: true,
        by_text: false,
        name: ["A customer opens my quote", "Un client ouvre ma soumission"],
        sentence: ["Quote {number} was opened: {subject}", "La soumission {number} a été ouverte : {subject}"],
    },
    Rule {
        kind: "QUOTE_ACCEPTED",
        event: "quotes.quote.accepted",
        to: &[To::Owner, To::Role("ADMIN"), To::Role("DISPATCHER")],
        urgent: false,
        by_mail: true,
        by_push: false,
        by_text: false,
        name: ["A quote is accepted", "Une soumission est acceptée"],
        sentence: ["Quote {number} is accepted: {subject}", "La soumission {number} est acceptée : {subject}"],
    },
    Rule {
        kind: "DEPOSIT_FAILED",
        event: "quotes.quote.deposit_failed",
        to: &[To::Owner, To::Role("ADMIN")],
        urgent: true,
        by_mail: false,
        by_push: true,
        by_text: true,
        name: ["A customer’s card is refused after signing", "La carte d’un client est refusée après la signature"],
        sentence: [
            "The deposit for quote {number} was refused: {subject}",
            "L’acompte de la soumission {number} a été refusé : {subject}",
        ],
    },
    Rule {
        kind: "DAY_RELEASED",
        event: "quotes.quote.day_released",
        to: &[To::Owner, To::Role("DISPATCHER")],
        urgent: false,
        by_mail: false,
        by_push: false,
        by_text: false,
        name: ["A signed quote loses its day", "Une soumission signée perd sa journée"],
        sentence: [
            "Nobody paid in time, the day of quote {number} is free: {subject}",
            "Non payée à temps, la journée de la soumission {number} est libre : {subject}",
        ],
    },
    Rule {
        kind: "DAY_LOST",
        event: "quotes.quote.day_lost",
        to: &[To::Owner, To::Role("ADMIN")],
        urgent: true,
        by_mail: false,
        by_push: true,
        by_text: true,
        name: ["A deposit comes after the day was given away", "Un acompte arrive après la perte de la journée"],
        sentence: [
            "The deposit for quote {number} came, but its day is taken: {subject}",
            "L’acompte de la soumission {number} est arrivé, mais sa journée est prise : {subject}",
        ],
    },
    Rule {
        kind: "APPROVAL_ASKED",
        event: "quotes.quote.approval_asked",
        to: &[To::Levels],
        urgent: false,
        by_mail: false,
        by_push: true,
        by_text: false,
        name: ["An approval is asked for", "Une approbation est demandée"],
        sentence: [
            "Quote {number} asks for approval: {subject}",
            "La soumission {number} attend une approbation : {subject}",
        ],
    },
    Rule {
        kind: "APPROVAL_WAITS",
        event: "quotes.quote.approval_escalated",
        to: &[To::Levels],
        urgent: true,
        by_mail: false,
        by_push: true,
        by_text: false,
        name: ["An approval waits for an answer", "Une approbation attend une réponse"],
        sentence: [
            "Quote {number} still waits for approval: {subject}",
            "La soumission {number} attend toujours une approbation : {subject}",
        ],
    },
    Rule {
        kind: "APPROVAL_GIVEN",
        event: "quotes.quote.approved",
        to: &[To::Named("asked_by")],
        urgent: false,
        by_mail: false,
        by_push: true,
        by_text: false,
        name: ["A price of mine is approved", "Un de mes prix est approuvé"],
        sentence: ["Quote {number} is approved: {subject}", "La soumission {number} est approuvée : {subject}"],
    },
    Rule {
        kind: "APPROVAL_REFUSED",
        event: "quotes.quote.approval_refused",
        to: &[To::Named("asked_by")],
        urgent: false,
        by_mail: false,
        by_push: true,
        by_text: false,
        name: ["A price of mine is not approved", "Un de mes prix n’est pas approuvé"],
        sentence: [
            "The price of quote {number} is not approved, see the answer: {subject}",
            "Le prix de la soumission {number} n’est pas approuvé, voyez la réponse : {subject}",
        ],
    },
    Rule {
        kind: "APPROVAL_EXPIRED",
        event: "quotes.quote.approval_expired",
        to: &[To::Named("asked_by")],
        urgent: false,
        by_mail: false,
        by_push: true,
        by_text: false,
        name: ["Nobody answers my question about a price", "Personne ne répond à ma question sur un prix"],
        sentence: [
            "Nobody answered about quote {number} within a day: {subject}",
            "Aucune réponse en un jour au sujet de la soumission {number} : {subject}",
        ],
    },
    Rule {
        kind: "JOB_ASSIGNED",
        event: "dispatch.crew.confirmed",
        to: &[To::Crew],
        urgent: false,
        by_mail: false,
        by_push: true,
        by_text: true,
        name: ["I am put on a journey", "On m’affecte à un trajet"],
        sentence: ["You are on journey {number}: {subject}", "Vous êtes sur le trajet {number} : {subject}"],
    },
    Rule {
        kind: "JOURNEY_CANCELLED",
        event: "dispatch.journey.cancelled",
        to: &[To::OnJourney],
        urgent: false,
        by_mail: false,
        by_push: true,
        by_text: true,
        name: ["A journey of mine is cancelled", "Un de mes trajets est annulé"],
        sentence: ["Your journey {number} is cancelled: {subject}", "Votre trajet {number} est annulé : {subject}"],
    },
    Rule {
        kind: "JOURNEY_OFF",
        event: "dispatch.journey.cancelled",
        to: &[To::Role("OPERATIONS_MANAGER")],
        urgent: false,
        by_mail: true,
        by_push: false,
        by_text: false,
        name: ["A journey at my location is cancelled", "Un trajet de ma succursale est annulé"],
        sentence: ["Journey {number} is cancelled: {subject}", "Le trajet {number} est annulé : {subject}"],
    },
    Rule {
        kind: "CREW_DECLINED",
        event: "dispatch.crew.declined",
        to: &[To::Role("DISPATCHER"), To::Role("OPERATIONS_MANAGER")],
        urgent: true,
        by_mail: false,
        by_push: true,
        by_text: true,
        name: ["Somebody declines a journey", "Quelqu’un refuse un trajet"],
        sentence: [
            "Somebody declined journey {number}: {subject}",
            "Quelqu’un a refusé le trajet {number} : {subject}",
        ],
    },
    Rule {
        kind: "DEAL_WON",
        event: "sales.deal.won",
        to: &[To::Owner, To::Role("ADMIN"), To::Role("DISPATCHER")],
        urgent: false,
        by_mail: true,
        by_push: false,
        by_text: false,
        name: ["A deal is won", "Une affaire est gagnée"],
        sentence: [
            "The deal of lead {number} is won: {subject}",
            "L’affaire de la piste {number} est gagnée : {subject}",
        ],
    },
    Rule {
        kind: "FOLLOW_UP_DUE",
        event: "sales.activity.due",
        to: &[To::Named("assigned_to")],
        urgent: false,
        by_mail: false,
        by_push: false,
        by_text: false,
        name: ["It is time for an activity of mine", "C’est l’heure d’une de mes activités"],
        sentence: ["It is time: {subject}", "C’est l’heure : {subject}"],
    },
    Rule {
        kind: "MESSAGE_RECEIVED",
        event: "messaging.message.received",
        to: &[To::Owner],
        urgent: false,
        by_mail: false,
        by_push: true,
        by_text: false,
        name: ["A customer writes to me", "Un client m’écrit"],
        sentence: ["{subject} wrote to you", "{subject} vous a écrit"],
    },
    Rule {
        kind: "SEQUENCE_WAITS",
        event: "messaging.sequence.paused",
        to: &[To::Role("ADMIN"), To::Role("MANAGER")],
        urgent: false,
        by_mail: false,
        by_push: false,
        by_text: false,
        name: ["A sequence waits for me after an outage", "Une séquence m’attend après une panne"],
        sentence: [
            "Steps were missed, people wait in “{subject}”",
            "Des étapes ont été manquées, des gens attendent dans « {subject} »",
        ],
    },
    Rule {
        kind: "WORDS_MISSING",
        event: "messaging.message.failed",
        to: &[To::Role("ADMIN")],
        urgent: false,
        by_mail: false,
        by_push: false,
        by_text: false,
        name: ["A message lacks its words", "Il manque des mots à un message"],
        sentence: [
            "A message was not sent, something is missing: {subject}",
            "Un message n’est pas parti, il y manque quelque chose : {subject}",
        ],
    },
];

/// What they answer; several rules may answer one event.
pub fn events() -> BTreeSet<&'static str> {
    RULES.iter().map(|rule| rule.event).collect()
}

pub fn of_kind(kind: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.kind == kind)
}

impl Rule {
    /// The sentence in English (0) or French (1), with how often it happened.
    pub fn say(&self, language: usize, number: &str, subject: &str, count: i32) -> String {
        let said = self.sentence[language].replace("{number}", number).replace("{subject}", subject);
        let said = said.trim().trim_end_matches([':', ' ', '\u{a0}']).to_owned();
        if count > 1 { format!("{said} ({count} ×)") } else { said }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn msg_20_every_kind_stands_once() {
        assert_eq!(RULES.iter().map(|rule| rule.kind).collect::<BTreeSet<_>>().len(), RULES.len());
    }
    #[test]
    fn msg_19_a_sentence_counts_and_ends_well_without_a_name() {
        let rule = of_kind("QUOTE_VIEWED").expect("shipped");
        assert_eq!(rule.say(0, "Q-1", "Two rooms", 1), "Quote Q-1 was opened: Two rooms");
        assert_eq!(rule.say(1, "Q-1", "", 3), "La soumission Q-1 a été ouverte (3 ×)");
    }
}
