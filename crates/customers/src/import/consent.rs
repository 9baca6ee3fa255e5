//! Consent that a file tells of (CUS-31): with its wording and its day it was given; with a day alone it is implied by an
//! inquiry of that day; else there is none. A no withdraws.

use engine::TenantTx;
use futures::future::try_join_all;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use kernel::{Result, ids::CustomerId, normal::country_of};
use ports::ImportSetting;
use serde_json::json;

use super::{
    row::{Row, SaidConsent},
    store,
};
use crate::{
    consent::{
        Act, Basis, Channel, Pack, Purpose, Source, lapses_at, may_imply, pack_of,
        store::{Entry, append, point_hash},
    },
    customer::register::Prepared,
};

/// Noon of a day, so that it is the same day everywhere the product is used.
fn noon(day: Date) -> Option<Timestamp> {
    day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok().map(|z| z.timestamp())
}

/// What the file says amounts to: act, basis, instant.
fn amounts_to(said: &SaidConsent, now: Timestamp) -> Option<(Act, Basis, Timestamp)> {
    // A day that is still to come proves nothing.
    let on = said.on.and_then(noon).filter(|at| *at <= now);
    match (said.given, on) {
        (Some(false), on) => Some((Act::Withdrawn, Basis::Express, on.unwrap_or(now))),
        (Some(true), Some(at)) if said.wording.is_some() => Some((Act::Given, Basis::Express, at)),
        (_, Some(at)) => Some((Act::Implied, Basis::Inquiry, at)),
        (_, None) => None,
    }
}

fn purposes(act: Act, pack: Pack) -> &'static [Purpose] {
    match (act, pack) {
        (Act::Withdrawn, _) => &[Purpose::Marketing, Purpose::Review],
        (Act::Given, _) | (_, Pack::Casl) => &[Purpose::Service, Purpose::Marketing],
        // Elsewhere an inquiry allows no marketing.
        _ => &[Purpose::Service],
    }
}

/// Writes what the rows say into the ledger, behind what stands there: an older entry never changes the state.
pub async fn record(tx: &TenantTx, rows: &[(CustomerId, &Row, &Prepared)], setting: &ImportSetting) -> Result<()> {
    let mut wanted = vec![];
    for (id, row, prepared) in rows {
        let Some((act, basis, at)) = amounts_to(&row.consent, tx.now()) else { continue };
        let email = prepared.email.as_ref().map(|e| (e.lower.clone(), &[Channel::Email][..]));
        let phone = prepared.phone.as_ref().and_then(|p| p.e164.clone());
        let phone = phone.map(|number| (number, &[Channel::Sms, Channel::Call][..]));
        for (point, channels) in email.into_iter().chain(phone) {
            wanted.push((*id, *row, point, channels, act, basis, at));
        }
    }
    let hashes: Vec<Vec<u8>> = wanted.iter().map(|(_, _, point, ..)| point_hash(tx, point)).collect();
    let mut latest = store::latest(tx, &hashes).await?;
    let mut entries = vec![];
    for ((id, row, point, channels, act, basis, at), hash) in wanted.iter().zip(hashes) {
        let country = country_of(point).unwrap_or_else(|| setting.country.clone());
        let pack = pack_of(&country);
        let lapses = lapses_at(pack, *act, *basis, *at);
        for channel in *channels {
            for purpose in purposes(*act, pack) {
                let place = (hash.clone(), channel.code().to_owned(), purpose.code().to_owned());
                let last = latest.get(&place);
                let older = last.is_some_and(|(_, when, _)| when >= at);
                let known = last.map(|(act, _, until)| (act.as_str(), *until));
                if older || (*act == Act::Implied && !may_imply(known, lapses)) {
                    continue;
                }
                entries.push(Entry {
                    point,
                    customer: Some(*id),
                    channel: *channel,
                    purpose: *purpose,
                    act: *act,
                    basis: *basis,
                    pack,
                    wording: row.consent.wording.as_deref().filter(|_| *act == Act::Given),
                    wording_language: row.wanted.language.as_deref().filter(|_| *act == Act::Given),
                    wording_version: None,
                    at: *at,
                    source: Source::Import,
                    proof: json!({"import": setting.run}),
                });
                latest.insert(place, (act.code().to_owned(), *at, lapses));
            }
        }
    }
    try_join_all(entries.into_iter().map(|entry| append(tx, entry))).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn cus_31_consent_needs_its_wording_and_its_day() {
        let now: Timestamp = "2026-12-01T05:00:00Z".parse().expect("a time");
        let said = |given, wording: Option<&str>, on| SaidConsent { given, wording: wording.map(str::to_owned), on };
        let is = |said: &SaidConsent| amounts_to(said, now).map(|(act, basis, _)| (act, basis));
        let day = Some(date(2026, 3, 1));
        assert_eq!(is(&said(Some(true), Some("Yes, write to me."), day)), Some((Act::Given, Basis::Express)));
        assert_eq!(is(&said(Some(true), None, day)), Some((Act::Implied, Basis::Inquiry)));
        assert_eq!(is(&said(None, None, day)), Some((Act::Implied, Basis::Inquiry)));
        assert_eq!(is(&said(Some(true), Some("Yes, write to me."), None)), None);
        assert_eq!(is(&said(Some(true), Some("Yes."), Some(date(2026, 12, 2)))), None, "a day to come");
        assert_eq!(is(&said(Some(false), None, None)), Some((Act::Withdrawn, Basis::Express)));
        assert_eq!(is(&said(None, None, None)), None);
    }
}
