//! The ledger as senders ask it (CUS-9), and what a word by text message writes into it (CUS-11).

use std::sync::Arc;

use engine::{TenantTx, event::NewEvent, module::BoxFuture};
use kernel::{Result, normal::country_of};
use ports::{Consent, ConsentPort, MayWe, Permitted};
use serde_json::Value;

use super::{
    Act, Basis, Channel, Purpose, Source, holds, pack_of,
    store::{self, Entry},
};

/// Offered to the application under [`ConsentPort`].
pub fn consent_port() -> ConsentPort {
    Arc::new(Ledger)
}

struct Ledger;

/// Purposes that may go on only while an entry says so.
fn needs_entry(purpose: &str) -> bool {
    matches!(purpose, "MARKETING" | "REVIEW")
}

/// What the latest entry of the point says to a purpose.
fn judge(latest: Option<(uuid::Uuid, &str, bool)>, purpose: &str) -> Permitted {
    match latest {
        Some((entry, _, true)) => Permitted::Yes(Some(entry)),
        Some((_, "WITHDRAWN", false)) => Permitted::No("WITHDRAWN"),
        // What was implied has lapsed; a service message rests on the job itself.
        Some(_) if needs_entry(purpose) => Permitted::No("EXPIRED"),
        None if needs_entry(purpose) => Permitted::No("NO_CONSENT"),
        _ => Permitted::Yes(None),
    }
}

async fn ask(tx: &TenantTx, question: MayWe<'_>) -> Result<Permitted> {
    let MayWe { point, channel, purpose, customer } = question;
    let (facts, latest) = futures::try_join!(store::point_facts(tx, point, customer), store::latest(tx, point))?;
    if facts.is_invalid {
        return Ok(Permitted::No("INVALID_POINT"));
    }
    if needs_entry(purpose) && facts.is_blocked {
        return Ok(Permitted::No("BLOCKED"));
    }
    if needs_entry(purpose) && facts.do_not_contact {
        return Ok(Permitted::No("DO_NOT_CONTACT"));
    }
    // An invoice or a signed document by e-mail, and words to colleagues, ask nobody (MSG-9).
    let is_email = channel == ports::Channel::Email;
    let kept_as = match purpose {
        "RECEIPT" | "INTERNAL" if is_email => return Ok(Permitted::Yes(None)),
        "RECEIPT" | "INTERNAL" => "SERVICE",
        other => other,
    };
    let last = latest.iter().find(|l| l.channel == channel.code() && l.purpose == kept_as);
    let last = last.map(|l| (l.id, l.act.as_str(), holds(&l.act, l.expires_at, tx.now())));
    Ok(judge(last, purpose))
}

/// Where an act came from.
#[derive(Clone, Copy)]
struct By {
    channel: Channel,
    source: Source,
}

const WORD: By = By { channel: Channel::Sms, source: Source::SmsKeyword };

/// Writes one act for the purposes that it changes; answers whether it changed any.
async fn write(tx: &TenantTx, point: &str, by: By, purposes: &[Purpose], act: Act, proof: &Value) -> Result<bool> {
    let country = country_of(point).unwrap_or_default();
    let (latest, customers) = futures::try_join!(store::latest(tx, point), store::customers_of(tx, point))?;
    let mut changed = false;
    for purpose in purposes {
        let last = latest.iter().find(|l| l.channel == by.channel.code() && l.purpose == purpose.code());
        if last.is_some_and(|l| l.act == act.code()) {
            continue;
        }
        changed = true;
        let entry = Entry {
            point,
            customer: customers.first().copied(),
            channel: by.channel,
            purpose: *purpose,
            act,
            basis: Basis::Express,
            pack: pack_of(&country),
            wording: None,
            wording_language: None,
            wording_version: None,
            at: tx.now(),
            source: by.source,
            proof: proof.clone(),
        };
        store::append(tx, entry).await?;
    }
    if changed {
        for customer in customers {
            tx.emit(NewEvent::new("customers.consent.changed", "customer", customer.uuid()));
        }
    }
    Ok(changed)
}

impl Consent for Ledger {
    fn ask<'a>(&'a self, tx: &'a TenantTx, question: MayWe<'a>) -> BoxFuture<'a, Result<Permitted>> {
        Box::pin(ask(tx, question))
    }

    fn stop<'a>(&'a self, tx: &'a TenantTx, number: &'a str, proof: Value) -> BoxFuture<'a, Result<bool>> {
        let all = &[Purpose::Service, Purpose::Marketing, Purpose::Review, Purpose::Location];
        Box::pin(async move { write(tx, number, WORD, all, Act::Withdrawn, &proof).await })
    }

    fn start<'a>(&'a self, tx: &'a TenantTx, number: &'a str, proof: Value) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move { write(tx, number, WORD, &[Purpose::Service], Act::Given, &proof).await.map(drop) })
    }

    fn withdraw<'a>(
        &'a self,
        tx: &'a TenantTx,
        point: &'a str,
        channel: ports::Channel,
        purpose: &'a str,
        proof: Value,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let channel = match channel {
                ports::Channel::Email => Channel::Email,
                ports::Channel::Sms => Channel::Sms,
            };
            let purpose = match purpose {
                "MARKETING" => Purpose::Marketing,
                "REVIEW" => Purpose::Review,
                _ => Purpose::Service,
            };
            write(tx, point, By { channel, source: Source::Link }, &[purpose], Act::Withdrawn, &proof).await.map(drop)
        })
    }

    fn invalid<'a>(&'a self, tx: &'a TenantTx, point: &'a str) -> BoxFuture<'a, Result<()>> {
        Box::pin(store::mark_invalid(tx, point))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cus_9_the_latest_entry_answers() {
        let entry = uuid::Uuid::from_u128(1);
        assert_eq!(judge(None, "SERVICE"), Permitted::Yes(None));
        assert_eq!(judge(None, "MARKETING"), Permitted::No("NO_CONSENT"));
        assert_eq!(judge(Some((entry, "GIVEN", true)), "MARKETING"), Permitted::Yes(Some(entry)));
        assert_eq!(judge(Some((entry, "IMPLIED", false)), "MARKETING"), Permitted::No("EXPIRED"));
        assert_eq!(judge(Some((entry, "IMPLIED", false)), "SERVICE"), Permitted::Yes(None));
        for purpose in ["SERVICE", "MARKETING", "REVIEW"] {
            assert_eq!(judge(Some((entry, "WITHDRAWN", false)), purpose), Permitted::No("WITHDRAWN"));
        }
    }
}
