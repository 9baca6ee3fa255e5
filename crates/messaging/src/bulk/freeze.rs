//! The audience is frozen as a list, one row a point, each judged.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use futures::future::try_join_all;
use kernel::{Error, Result, ids::BulkSendId, normal::Phone};
use ports::{Addressee, AudiencePort, Channel, Permitted};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{
    MOST,
    create::require,
    read::{Bulk, bulk},
    state::{self, State},
    store::{self, InsertRecipient},
};
use crate::message::gate;

/// Freezes the audience and counts who gets it and who does not, by reason. Done before, it is done anew.
#[derive(Deserialize, JsonSchema)]
pub struct CheckBulk {
    pub id: BulkSendId,
}

impl Operation for CheckBulk {
    type Output = Bulk;
    const SPEC: Spec = Spec::command("messaging.bulk.check", "POST", "/bulk-sends/{id}/check")
        .summary("Freezes the audience of a message to many and counts it.")
        .permission("bulk_send", "UPDATE")
        .on("bulk_send", "id");

    async fn run(self, tx: &TenantTx) -> Result<Bulk> {
        tx.target().await?;
        let state = store::lock(tx, self.id).await?;
        state::require(state, &[State::Draft, State::Checked], "Only what has not begun can be checked.")?;
        let row = store::row(tx, self.id).await?;
        require(tx, "UPDATE", row.location_id).await?;
        store::begin_check(tx, self.id).await?;
        tell(tx, self.id);
        tx.about("bulk_send", self.id.uuid(), &row.name);
        tx.at_location(row.location_id);
        bulk(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "blk_01h00000000000000000000000"})
    }
}

fn tell(tx: &TenantTx, id: BulkSendId) {
    tx.emit(NewEvent::new("messaging.bulk.freezing", "bulk_send", id.uuid()));
}

/// A page of the audience; then the next, each in a transaction of its own. Whoever holds the row goes on.
pub async fn freeze(tx: &TenantTx, id: BulkSendId) -> Result<()> {
    if store::lock(tx, id).await? != State::Checking {
        return Ok(());
    }
    let row = store::row(tx, id).await?;
    let channel = if row.channel == "SMS" { Channel::Sms } else { Channel::Email };
    let audience = tx.port::<AudiencePort>()?;
    let cursor = row.freeze_cursor.as_deref();
    let (people, next) = audience.page(tx, store::audience(&row), row.location_id, cursor).await?;
    let total = people.len();
    let points: Vec<(Addressee, String)> =
        people.into_iter().filter_map(|person| Some((person.clone(), point(channel, &person)?))).collect();
    let without = i32::try_from(total - points.len()).map_err(Error::internal)?;
    let judged = try_join_all(
        points.iter().map(|(person, point)| gate::judge(tx, channel, point, &row.purpose, Some(person.customer_id))),
    )
    .await?;
    let two = store::words_of(tx, id).await?.iter().any(|words| words.variant == "B");
    let (mut doubles, mut added) = (0, 0i64);
    for ((person, point), permitted) in points.iter().zip(judged) {
        let reason = match permitted {
            Permitted::Yes(_) => None,
            Permitted::No(code) => Some(code),
        };
        let recipient = InsertRecipient {
            id: tx.new_id(),
            bulk_send_id: id,
            point,
            customer_id: person.customer_id,
            location_id: person.location_id,
            language: &person.language,
            variant: if two { half(id, point) } else { "A" },
            state: if reason.is_some() { "SKIPPED" } else { "READY" },
            reason,
        };
        if store::add(tx, recipient).await? {
            added += 1;
        } else {
            doubles += 1;
        }
    }
    let full = added > 0 && store::ready(tx, id).await? >= MOST;
    let next = next.filter(|_| !full);
    store::froze(tx, id, next.as_deref(), without, doubles).await?;
    if next.is_some() {
        tell(tx, id);
    } else {
        tx.emit(NewEvent::new("messaging.bulk.checked", "bulk_send", id.uuid()).location(row.location_id));
    }
    Ok(())
}

/// Where somebody is reached, as ledger and suppressions keep it.
fn point(channel: Channel, person: &Addressee) -> Option<String> {
    match channel {
        Channel::Email => person.email.as_deref().and_then(kernel::normal::Email::read).map(|e| e.lower),
        Channel::Sms => person.phone.as_deref().and_then(|phone| Phone::read(phone, "CA").e164),
    }
}

/// Which half a point is in: by chance, and always the same (MSG-35).
fn half(id: BulkSendId, point: &str) -> &'static str {
    let mut hash = Sha256::new();
    hash.update(id.uuid().as_bytes());
    hash.update(point.as_bytes());
    if hash.finalize()[0] & 1 == 0 { "A" } else { "B" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn msg_35_halves_are_fixed_and_even() {
        let id = BulkSendId::from_uuid(uuid::Uuid::from_u128(7));
        let halves: Vec<_> = (0..10_000).map(|n| half(id, &format!("p{n}@mail.example"))).collect();
        let a = halves.iter().filter(|h| **h == "A").count();
        assert!((4_800..5_200).contains(&a), "{a}");
        assert_eq!(half(id, "p1@mail.example"), halves[1]);
    }
}
