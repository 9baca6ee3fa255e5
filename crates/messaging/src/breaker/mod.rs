//! A provider that fails is left alone until it works again; nothing is lost meanwhile (MSG-23).

pub mod hold;
pub mod rule;
pub mod show;
mod store;
pub mod tick;

use engine::{TenantTx, event::NewEvent};
use jiff::SignedDuration;
use kernel::{Error, Result, ids::SenderIdentityId};
use ports::Channel;
use serde_json::json;

use rule::{Circuit, Seen};

/// Who is behind a channel: the provider of a number, or the one mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provider {
    pub channel: Channel,
    pub sender: Option<SenderIdentityId>,
}

impl Provider {
    pub const MAIL: Provider = Provider { channel: Channel::Email, sender: None };

    pub fn of_number(sender: SenderIdentityId) -> Self {
        Self { channel: Channel::Sms, sender: Some(sender) }
    }
}

/// Whether a message may go to the provider now; while it fails, one each minute tries.
pub async fn admits(tx: &TenantTx, provider: Provider) -> Result<bool> {
    let due = match store::state(tx, provider).await? {
        None => return Ok(true),
        Some(row) if row.state == "CLOSED" => return Ok(true),
        Some(row) => row.trial_at.is_some_and(|at| at <= tx.now()),
    };
    if !due {
        return Ok(false);
    }
    // Of several at one instant one is the trial.
    let Some(mut circuit) = store::lock(tx, provider).await? else { return Ok(true) };
    if !circuit.try_now(tx.now()) {
        return Ok(circuit.is_closed());
    }
    store::put(tx, provider, &circuit, None).await?;
    Ok(true)
}

/// The provider has answered: what it said of the message does not matter here.
pub async fn answered(tx: &TenantTx, provider: Provider) -> Result<()> {
    match store::state(tx, provider).await? {
        Some(row) if row.state != "CLOSED" || row.has_failures => {}
        _ => return Ok(()),
    }
    let Some(mut circuit) = store::lock(tx, provider).await? else { return Ok(()) };
    let was_closed = circuit.is_closed();
    circuit.good(tx.now());
    store::put(tx, provider, &circuit, None).await?;
    if !was_closed && circuit.is_closed() {
        tell(tx, "messaging.provider.up", provider);
    }
    Ok(())
}

/// The provider could not be reached, had no time, or did not say what became of the message.
pub async fn failed(tx: &TenantTx, provider: Provider, reason: &str) -> Result<()> {
    let mut circuit = store::ensured(tx, provider).await?;
    let since = tx.now().checked_sub(SignedDuration::from_mins(1)).map_err(Error::internal)?;
    let seen = if circuit.is_closed() { store::seen(tx, provider, since).await? } else { Seen::default() };
    let was_closed = circuit.is_closed();
    circuit.bad(tx.now(), seen);
    store::put(tx, provider, &circuit, Some(reason)).await?;
    if was_closed && !circuit.is_closed() {
        tell(tx, "messaging.provider.down", provider);
    }
    Ok(())
}

fn tell(tx: &TenantTx, name: &'static str, provider: Provider) {
    let entity = provider.sender.map_or(uuid::Uuid::nil(), |sender| sender.uuid());
    tx.emit(NewEvent::new(name, "sender", entity).data(json!({"channel": provider.channel.code()})));
}

/// The circuit as the rows keep it.
impl Circuit {
    fn is_closed(&self) -> bool {
        self.opened_at.is_none()
    }
}
