//! What waits for a provider leaves again: one as a trial, and everything once it works.

use engine::{TenantTx, event::NewEvent};
use jiff::SignedDuration;
use kernel::{Error, Result, ids::CommunicationId};
use serde_json::json;

use super::{Provider, store};

/// Messages let go at once: no more than leave until the next time.
const AT_ONCE: usize = 500;
/// Within this a try comes to an end.
const UNDER_WAY: SignedDuration = SignedDuration::from_mins(2);

/// Urgent ones first, of each priority the oldest.
async fn next(tx: &TenantTx, provider: Provider, most: usize) -> Result<Vec<CommunicationId>> {
    let mut found = vec![];
    for priority in ["URGENT", "NORMAL", "BULK"] {
        if found.len() < most {
            found.extend(store::held(tx, provider, priority).await?);
        }
    }
    found.truncate(most);
    Ok(found)
}

/// Every ten seconds, for every provider that something waits for.
pub async fn tick(tx: &TenantTx) -> Result<()> {
    let (states, waiting) = futures::try_join!(store::all(tx), store::waiting(tx))?;
    let until = tx.now().checked_add(UNDER_WAY).map_err(Error::internal)?;
    let of = |line: &store::Waiting| match line.sender_id.filter(|_| line.r#type == "SMS") {
        Some(sender) => Provider::of_number(sender),
        None => Provider::MAIL,
    };
    let mut providers: Vec<Provider> = vec![];
    for provider in waiting.iter().map(of) {
        if !providers.contains(&provider) {
            providers.push(provider);
        }
    }
    for provider in providers {
        let channel = provider.channel;
        let state = states.iter().find(|s| s.channel == channel.code() && s.sender_id == provider.sender);
        let most = match state {
            Some(s) if s.state != "CLOSED" => usize::from(s.trial_at.is_some_and(|at| at <= tx.now())),
            _ => AT_ONCE,
        };
        if most == 0 {
            continue;
        }
        let ids = next(tx, provider, most).await?;
        store::let_go(tx, &ids, until).await?;
        for id in ids {
            tx.emit(NewEvent::new("messaging.message.queued", "message", id.uuid()).data(json!({"message_id": id})));
        }
    }
    Ok(())
}
