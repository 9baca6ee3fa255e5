//! What happens elsewhere and matters to customers.

use engine::{Event, TenantTx};
use kernel::{Result, ids::LeadId};
use serde_json::{Value, json};

use crate::{
    consent::{
        self, Act, Basis, Channel, Purpose, Source, lapses_at, may_imply, pack_of,
        store::{self, Entry},
    },
    customer,
};
use kernel::normal::{Email, Phone, country_of};

/// A lead was received: an inquiry implies consent, a ticked box gives it (CUS-10). Delivered twice, it writes once:
/// the second time the latest entry is as new as the event.
pub async fn lead_consent(tx: &TenantTx, event: Event) -> Result<()> {
    let Some(lead) = store::lead(tx, LeadId::from_uuid(event.entity_id)).await? else { return Ok(()) };
    let country = customer::store::defaults(tx, event.location).await?.country;
    let opt_in = event.data.get("opt_in").and_then(Value::as_bool).unwrap_or(false);
    let wording = event.data.get("wording").and_then(Value::as_str);
    let source = match event.data.get("channel").and_then(Value::as_str) {
        Some("FORM") => Source::Form,
        Some("PROVIDER") => Source::Provider,
        Some("CALL") => Source::Call,
        _ => Source::Staff,
    };
    let email = lead.email.as_deref().and_then(Email::read).map(|e| (e.lower, &[Channel::Email][..]));
    let phone = lead.phone.as_deref().and_then(|p| Phone::read(p, &country).e164);
    let phone = phone.map(|p| (p, &[Channel::Sms, Channel::Call][..]));
    for (point, channels) in email.into_iter().chain(phone) {
        let pack = pack_of(country_of(&point).as_deref().unwrap_or(&country));
        let latest = store::latest(tx, &point).await?;
        for channel in channels {
            for purpose in [Purpose::Service, Purpose::Marketing] {
                let last = latest.iter().find(|l| l.channel == channel.code() && l.purpose == purpose.code());
                if last.is_some_and(|l| l.at >= event.at) {
                    continue;
                }
                let (act, basis) = if opt_in { (Act::Given, Basis::Express) } else { (Act::Implied, Basis::Inquiry) };
                let lapses = lapses_at(pack, act, basis, event.at);
                let known = last.map(|l| (l.act.as_str(), l.expires_at));
                // Only under CASL does an inquiry allow marketing by itself.
                let allowed = purpose == Purpose::Service || pack == consent::Pack::Casl;
                let may = opt_in || (allowed && may_imply(known, lapses));
                if !may {
                    continue;
                }
                let entry = Entry {
                    point: &point,
                    customer: lead.customer_id,
                    channel: *channel,
                    purpose,
                    act,
                    basis,
                    pack,
                    wording,
                    wording_language: wording.map(|_| lead.language.as_str()),
                    wording_version: event.data.get("wording_version").and_then(Value::as_str),
                    at: event.at,
                    source,
                    proof: json!({"event": event.id.to_string()}),
                };
                store::append(tx, entry).await?;
            }
        }
    }
    Ok(())
}
