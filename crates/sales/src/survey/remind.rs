//! A link that nobody answers is brought again, twice; after two weeks it opens nothing.

use engine::{TenantTx, event::NewEvent};
use jiff::{Timestamp, ToSpan};
use kernel::{Error, Result};
use serde_json::json;

use super::{
    By,
    link::{Letter, token, url},
    store,
};
use crate::estimate::codes::read;

/// Days after sending on which the second reminder goes out.
const SECOND_REMINDER_DAYS: i64 = 5;

/// When the next reminder goes out, after so many have.
fn next(sent_at: Timestamp, reminders: i32) -> Result<Option<Timestamp>> {
    if reminders != 1 {
        return Ok(None);
    }
    sent_at.checked_add((SECOND_REMINDER_DAYS * 24).hours()).map(Some).map_err(Error::internal)
}

/// Brings the link again where two or five days have passed without an answer.
pub async fn remind(tx: &TenantTx) -> Result<()> {
    for survey in store::to_remind(tx).await? {
        let reminders = survey.reminders + 1;
        store::reminded(tx, survey.id, reminders, next(survey.sent_at, reminders)?).await?;
        if tx.now() >= survey.expires_at {
            continue;
        }
        let ends = store::ends(tx, survey.estimate_id).await?;
        let by: By = read(&survey.channel)?;
        let letter = Letter {
            estimate: survey.estimate_id,
            ends: &ends,
            by,
            to: &survey.sent_to,
            french: survey.language == "fr",
            url: &url(tx, &token(tx, survey.id)),
            expires_at: survey.expires_at,
            reminder: true,
        };
        letter.queue(tx).await?;
    }
    Ok(())
}

/// Closes links whose fourteen days are over.
pub async fn expire(tx: &TenantTx) -> Result<()> {
    for over in store::over(tx).await? {
        store::expire(tx, over.id).await?;
        let ends = store::ends(tx, over.estimate_id).await?;
        let data = json!({"estimate_id": over.estimate_id, "survey_id": over.id, "lead_id": ends.lead_id});
        let event = NewEvent::new("sales.survey.expired", "estimate", over.estimate_id.uuid());
        tx.emit(event.location(ends.location_id).data(data));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_30_reminders_go_out_after_two_and_five_days_and_no_more() {
        let sent: Timestamp = "2026-05-01T09:00:00Z".parse().expect("a time");
        let fifth: Timestamp = "2026-05-06T09:00:00Z".parse().expect("a time");
        assert_eq!(next(sent, 1).expect("a time"), Some(fifth));
        assert_eq!(next(sent, 2).expect("a time"), None);
    }
}
