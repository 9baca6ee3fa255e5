//! What was set aside is taken or given back, once, for as long as it needs (BIL-20, BIL-22).

use engine::{Event, TenantTx, event::NewEvent};
use jiff::{SignedDuration, Timestamp};
use kernel::{Error, Id, Result, ids::PaymentIntentId};
use serde_json::json;

use super::{
    Provider, account,
    provider::{Account, Failure, State},
    store::{self, Intent},
};
use crate::deposit::record::{Received, receive};

/// Waits between tries; later ones are an hour apart.
const WAITS_S: [i64; 5] = [30, 120, 480, 1_800, 3_600];

/// Right after what was signed has committed.
pub async fn due(tx: &TenantTx, event: Event) -> Result<()> {
    settle(tx, Id::from_uuid(event.entity_id)).await
}

/// What did not work out at once.
pub async fn again(tx: &TenantTx) -> Result<()> {
    for id in store::due(tx).await? {
        settle(tx, id).await?;
    }
    Ok(())
}

async fn settle(tx: &TenantTx, id: PaymentIntentId) -> Result<()> {
    let intent = store::locked(tx, id).await?;
    let waits = intent.next_try_at.is_some_and(|at| at > tx.now());
    if waits || !matches!(intent.state.as_str(), "CAPTURING" | "VOIDING") {
        return Ok(());
    }
    let at = account(tx, intent.account_id).await?;
    let provider = tx.port::<Provider>()?;
    let outcome = if intent.state == "CAPTURING" {
        capture(tx, &intent, &at, provider).await
    } else {
        void(tx, &intent, &at, provider).await
    };
    match outcome {
        Ok(()) => Ok(()),
        Err(Trouble::Ours(e)) => Err(e),
        Err(Trouble::Theirs(failure)) => put_off(tx, &intent, failure).await,
    }
}

enum Trouble {
    Ours(Error),
    Theirs(Failure),
}

impl From<Error> for Trouble {
    fn from(e: Error) -> Self {
        Self::Ours(e)
    }
}

impl From<Failure> for Trouble {
    fn from(e: Failure) -> Self {
        Self::Theirs(e)
    }
}

async fn capture(tx: &TenantTx, intent: &Intent, at: &Account, provider: Provider) -> std::result::Result<(), Trouble> {
    let payment = intent.payment_ref.as_deref().ok_or_else(|| Error::internal("nothing set aside to take"))?;
    if let Err(failure) = provider.capture(at, payment, &intent.id.to_string()).await {
        // It may have happened: the provider is asked before anything is believed.
        let page = intent.page_ref.as_deref().unwrap_or_default();
        let taken = provider.look(at, page).await.is_ok_and(|standing| standing.state == State::Taken);
        if !taken {
            return Err(failure.into());
        }
    }
    store::ended(tx, intent.id, "CAPTURED", None).await?;
    let received = Received {
        quote: intent.quote_id,
        customer: intent.customer_id,
        location: intent.location_id,
        timezone: &intent.timezone,
        entity: intent.entity_id,
        method: crate::payment::Method::Card,
        currency: &intent.currency,
        amount_minor: intent.amount_minor,
        reference: Some(payment),
        at: tx.now(),
    };
    receive(tx, received).await?;
    Ok(())
}

async fn void(tx: &TenantTx, intent: &Intent, at: &Account, provider: Provider) -> std::result::Result<(), Trouble> {
    let Some(page) = intent.page_ref.as_deref() else {
        // Nobody was ever led to a page.
        store::ended(tx, intent.id, "VOIDED", None).await?;
        return Ok(());
    };
    let standing = provider.look(at, page).await?;
    match standing.state {
        State::Gone => {}
        State::Open => provider.void(at, page, None, &intent.id.to_string()).await?,
        State::SetAside => {
            let payment = standing.payment.as_deref();
            provider.void(at, page, payment, &intent.id.to_string()).await?;
        }
        State::Taken => {
            let reason = "The provider has taken it already; it has to be given back by hand.";
            store::ended(tx, intent.id, "FAILED", Some(reason)).await?;
            return Ok(());
        }
    }
    store::ended(tx, intent.id, "VOIDED", None).await?;
    Ok(())
}

/// Another try, or the end of them: a refusal for good and three days without success.
async fn put_off(tx: &TenantTx, intent: &Intent, failure: Failure) -> Result<()> {
    let capturing = intent.state == "CAPTURING";
    let (reason, for_good) = match failure {
        Failure::Temporary(reason) => (reason, false),
        Failure::Permanent(reason) => (reason, capturing),
    };
    let reason: String = reason.chars().take(500).collect();
    match next_try(tx.now(), intent.tries, intent.give_up_at).filter(|_| !for_good) {
        Some(next) => store::later(tx, intent.id, next, &reason).await,
        None => {
            store::ended(tx, intent.id, "FAILED", Some(&reason)).await?;
            if capturing {
                tx.emit(
                    NewEvent::new("billing.payment.failed", "quote", intent.quote_id.uuid())
                        .location(Some(intent.location_id))
                        .data(json!({"quote_id": intent.quote_id, "payment_intent_id": intent.id})),
                );
            }
            Ok(())
        }
    }
}

fn next_try(now: Timestamp, tries: i32, give_up_at: Option<Timestamp>) -> Option<Timestamp> {
    let n = usize::try_from(tries).unwrap_or(0).min(WAITS_S.len() - 1);
    let next = now.checked_add(SignedDuration::from_secs(WAITS_S[n])).ok()?;
    give_up_at.is_none_or(|end| next < end).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quo_45_taking_is_tried_for_three_days() {
        let begin: Timestamp = "2026-06-03T10:00:00Z".parse().expect("an instant");
        let end = begin + SignedDuration::from_hours(72);
        let (mut now, mut tries) = (begin, 0);
        while let Some(next) = next_try(now, tries, Some(end)) {
            now = next;
            tries += 1;
        }
        assert!(end.duration_since(now) <= SignedDuration::from_hours(1) && tries > 70, "{now} after {tries}");
    }
}
