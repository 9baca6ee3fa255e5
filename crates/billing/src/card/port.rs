//! The port by which quotes have deposits paid by card.

use engine::{TenantTx, event::NewEvent, module::BoxFuture};
use jiff::SignedDuration;
use kernel::{
    Error, Result,
    ids::{LocationId, PaymentIntentId},
    money::Currency,
};
use ports::{CardState, WantedDeposit};
use serde_json::json;

use super::{
    Provider, account,
    provider::{Failure, Page, State},
    store::{self, InsertIntent},
};

/// How long taking or giving back is tried.
const PATIENCE: SignedDuration = SignedDuration::from_hours(72);

/// Offered to the other modules as `ports::CardsPort`.
pub struct Cards;

fn unreachable(failure: Failure) -> Error {
    let (Failure::Temporary(reason) | Failure::Permanent(reason)) = failure;
    let mut error = Error::unavailable(
        "Cards cannot be taken right now. You can try again, or accept without a card and pay the deposit later.",
    );
    error.cause = Some(reason);
    error
}

impl ports::Cards for Cards {
    fn are_taken<'a>(
        &'a self,
        tx: &'a TenantTx,
        location: LocationId,
        currency: Currency,
    ) -> BoxFuture<'a, Result<bool>> {
        Box::pin(async move { Ok(store::taking(tx, location, currency.code()).await?.is_some()) })
    }

    fn want<'a>(&'a self, tx: &'a TenantTx, wanted: WantedDeposit<'a>) -> BoxFuture<'a, Result<PaymentIntentId>> {
        Box::pin(async move {
            let currency = wanted.amount.currency().code();
            let (entity, account) = store::taking(tx, wanted.location, currency)
                .await?
                .ok_or_else(|| Error::conflict("NO_CARDS", "Cards are not taken here. Please accept without one."))?;
            let id: PaymentIntentId = tx.new_id();
            let intent = InsertIntent {
                id,
                account_id: account,
                entity_id: entity,
                quote_id: wanted.quote,
                customer_id: wanted.customer,
                location_id: wanted.location,
                currency,
                amount_minor: wanted.amount.minor(),
                label: wanted.label,
            };
            store::insert(tx, intent).await?;
            Ok(id)
        })
    }

    fn page<'a>(&'a self, tx: &'a TenantTx, id: PaymentIntentId, back: &'a str) -> BoxFuture<'a, Result<String>> {
        Box::pin(async move {
            let intent = store::locked(tx, id).await?;
            match (intent.state.as_str(), intent.page_url) {
                ("OPEN", Some(url)) => return Ok(url),
                ("CREATED", _) => {}
                _ => return Err(Error::conflict("PAYMENT_ENDED", "This payment has ended. Please begin again.")),
            }
            let at = account(tx, intent.account_id).await?;
            let page = Page {
                key: &id.to_string(),
                currency: &intent.currency,
                amount_minor: intent.amount_minor,
                label: &intent.label,
                back,
            };
            let (name, url) = tx.port::<Provider>()?.open(&at, &page).await.map_err(unreachable)?;
            store::opened(tx, id, &name, &url).await?;
            Ok(url)
        })
    }

    fn look<'a>(&'a self, tx: &'a TenantTx, id: PaymentIntentId) -> BoxFuture<'a, Result<CardState>> {
        Box::pin(async move {
            let intent = store::locked(tx, id).await?;
            let Some(page) = intent.page_ref.filter(|_| intent.state == "OPEN") else {
                let waits = intent.state == "CREATED";
                return Ok(if waits { CardState::Waiting } else { CardState::Gone });
            };
            let at = account(tx, intent.account_id).await?;
            let standing = tx.port::<Provider>()?.look(&at, &page).await.map_err(unreachable)?;
            if let Some(payment) = &standing.payment {
                store::seen(tx, id, payment).await?;
            }
            Ok(match standing.state {
                State::Open => CardState::Waiting,
                State::Gone | State::Taken => CardState::Gone,
                // Another sum, or another currency, is not what was agreed.
                State::SetAside => match standing.set_aside {
                    Some((minor, currency)) if minor == intent.amount_minor && currency == intent.currency => {
                        CardState::Authorised
                    }
                    _ => CardState::Gone,
                },
            })
        })
    }

    fn take<'a>(&'a self, tx: &'a TenantTx, id: PaymentIntentId) -> BoxFuture<'a, Result<()>> {
        Box::pin(to_do(tx, id, "CAPTURING"))
    }

    fn give_back<'a>(&'a self, tx: &'a TenantTx, id: PaymentIntentId) -> BoxFuture<'a, Result<()>> {
        Box::pin(to_do(tx, id, "VOIDING"))
    }
}

/// Writes down what is to be done; the event has it done after this has committed, the clock if that fails.
async fn to_do(tx: &TenantTx, id: PaymentIntentId, state: &'static str) -> Result<()> {
    let give_up_at = tx.now().checked_add(PATIENCE).map_err(Error::internal)?;
    if store::to_do(tx, id, state, give_up_at).await? {
        tx.emit(
            NewEvent::new("billing.payment_intent.due", "payment_intent", id.uuid())
                .data(json!({"payment_intent_id": id})),
        );
    }
    Ok(())
}
