//! A word alone in a text message acts, and is answered once (MSG-10).

use engine::{TenantTx, event::NewEvent};
use jiff::SignedDuration;
use kernel::{Result, ids::CommunicationId};
use ports::{Channel, ConsentPort};
use serde_json::json;

use super::who::Place;
use crate::{
    conversation,
    message::{
        draft::{Draft, Priority},
        queue::queue,
        store::suppress_waiting,
    },
    sender,
    text::word::Word,
};

/// More answers of the product itself in a minute stop it there (MSG-27).
const PACE: i64 = 5;

/// The word, who said it and where.
pub struct Heard<'a> {
    pub word: Word,
    /// Of the word: it is answered in its language.
    pub language: &'a str,
    pub number: &'a str,
    pub message: CommunicationId,
}

/// Writes the ledger, holds back what waits, and answers unless silence was asked for before.
pub async fn act(tx: &TenantTx, place: &Place, heard: &Heard<'_>) -> Result<()> {
    let ledger = tx.port::<ConsentPort>()?;
    let proof = json!({"message": heard.message});
    let answer = match heard.word {
        Word::Stop => {
            let changed = ledger.stop(tx, heard.number, proof).await?;
            hold_back(tx, place, heard.number).await?;
            changed
        }
        Word::Start => {
            ledger.start(tx, heard.number, proof).await?;
            true
        }
        Word::Help => true,
    };
    tx.emit(
        NewEvent::new("messaging.keyword.received", "message", heard.message.uuid())
            .location(place.location)
            .data(json!({"word": heard.word.code(), "certain": true, "conversation_id": place.conversation})),
    );
    let since = tx.now() - SignedDuration::from_mins(1);
    if !answer || conversation::store::machine_pace(tx, place.conversation, since).await? >= PACE {
        return Ok(());
    }
    let face = sender::store::face(tx, place.location).await?;
    let text = sentence(heard.word, heard.language, &face.name, face.phone.as_deref());
    let draft = Draft {
        priority: Priority::Urgent,
        customer_id: place.customer,
        location_id: place.location,
        conversation_id: Some(place.conversation),
        key: Some(format!("word:{}", heard.message)),
        answers: Some(heard.word),
        ..Draft::new(Channel::Sms, heard.number, &text, ("conversation", place.conversation.uuid()))
    };
    queue(tx, draft).await?;
    conversation::store::went_out(tx, place.conversation, Channel::Sms, &text, false).await
}

/// What waits to leave for the number does not any more.
async fn hold_back(tx: &TenantTx, place: &Place, number: &str) -> Result<()> {
    for id in suppress_waiting(tx, Channel::Sms, number, "WITHDRAWN").await? {
        tx.emit(
            NewEvent::new("messaging.message.suppressed", "message", id.uuid())
                .location(place.location)
                .data(json!({"message_id": id, "code": "WITHDRAWN"})),
        );
    }
    Ok(())
}

fn sentence(word: Word, language: &str, company: &str, phone: Option<&str>) -> String {
    let phone = phone.map(|p| format!(", {p}")).unwrap_or_default();
    match (word, language) {
        (Word::Stop, "fr") => {
            format!(
                "{company} : vous ne recevrez plus de textos de notre part. Répondez COMMENCER pour en recevoir de nouveau."
            )
        }
        (Word::Stop, _) => {
            format!("{company}: you will get no more text messages from us. Reply START to get them again.")
        }
        (Word::Start, "fr") => {
            format!(
                "{company} : vous recevrez de nouveau des textos au sujet de vos travaux. Répondez ARRET pour y mettre fin."
            )
        }
        (Word::Start, _) => {
            format!("{company}: you will get text messages about your job again. Reply STOP to end them.")
        }
        (Word::Help, "fr") => format!("{company}{phone}. Répondez ARRET pour ne plus recevoir de messages."),
        (Word::Help, _) => format!("{company}{phone}. Reply STOP to get no more messages."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::segments::count;

    #[test]
    fn msg_10_every_answer_names_the_company_and_fits_one_segment() {
        for word in [Word::Stop, Word::Start, Word::Help] {
            for language in ["en", "fr"] {
                let text = sentence(word, language, "Maple Lane Movers", Some("+1 416 555 0100"));
                assert!(text.contains("Maple Lane Movers"), "{text}");
                assert_eq!(count(&text).segments, 1, "{text}");
            }
        }
        assert!(sentence(Word::Help, "en", "Maple Lane Movers", Some("+1 416 555 0100")).contains("0100"));
    }
}
