//! Rows of the consent ledger.

use engine::TenantTx;
use hmac::{Hmac, Mac};
use jiff::Timestamp;
use kernel::{
    Result,
    ids::{CustomerId, LeadId, LocationId},
};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Act, Basis, Channel, ConsentState, Pack, Purpose, Source, holds, lapses_at};
use crate::{contact::Point, sql::consent as sql};

/// Keyed hash of an e-mail address or number in its stored form: the ledger outlives the record it came from.
pub fn point_hash(tx: &TenantTx, value: &str) -> Vec<u8> {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&tx.settings().master_key)
        .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
    mac.update(b"consent-point\0");
    mac.update(tx.company().uuid().as_bytes());
    mac.update(value.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// What is written into the ledger.
pub struct Entry<'a> {
    /// E-mail address or E.164.
    pub point: &'a str,
    pub customer: Option<CustomerId>,
    pub channel: Channel,
    pub purpose: Purpose,
    pub act: Act,
    pub basis: Basis,
    pub pack: Pack,
    pub wording: Option<&'a str>,
    pub wording_language: Option<&'a str>,
    /// As whoever showed it names it.
    pub wording_version: Option<&'a str>,
    pub at: Timestamp,
    pub source: Source,
    pub proof: Value,
}

/// The version of a wording: as named, else the beginning of its digest, so that the same words always bear the same one.
fn version_of(wording: Option<&str>, named: Option<&str>) -> Option<String> {
    let wording = wording?;
    let digest = || Sha256::digest(wording.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    Some(named.map_or_else(digest, str::to_owned))
}

pub async fn append(tx: &TenantTx, entry: Entry<'_>) -> Result<()> {
    let version = version_of(entry.wording, entry.wording_version);
    let row = sql::AppendEntry {
        id: tx.new_id::<()>().uuid(),
        point_hash: &point_hash(tx, entry.point),
        customer_id: entry.customer,
        channel: entry.channel.code(),
        purpose: entry.purpose.code(),
        act: entry.act.code(),
        basis: entry.basis.code(),
        pack: entry.pack.code(),
        wording: entry.wording,
        wording_language: entry.wording_language,
        wording_version: version.as_deref(),
        at: entry.at,
        expires_at: lapses_at(entry.pack, entry.act, entry.basis, entry.at),
        source: entry.source.code(),
        proof: &entry.proof,
        actor_id: tx.caller().user().map(|u| u.uuid()),
    };
    sql::append_entry(tx, row).await.map(drop)
}

/// Where the given points stand.
pub async fn states(tx: &TenantTx, points: &[Point]) -> Result<Vec<ConsentState>> {
    let hashed: Vec<_> =
        points.iter().filter_map(|p| p.value.as_deref().map(|value| (p.id, point_hash(tx, value)))).collect();
    if hashed.is_empty() {
        return Ok(vec![]);
    }
    let hashes: Vec<_> = hashed.iter().map(|(_, hash)| hash.clone()).collect();
    let rows = sql::states_of_points(tx, &hashes).await?;
    let mut states = Vec::new();
    for row in rows {
        for (point_id, _) in hashed.iter().filter(|(_, hash)| *hash == row.point_hash) {
            states.push(ConsentState {
                point_id: *point_id,
                channel: row.channel.clone(),
                purpose: row.purpose.clone(),
                holds: holds(&row.act, row.expires_at, tx.now()),
                state: row.act.clone(),
                basis: row.basis.clone(),
                pack: row.pack.clone(),
                wording: row.wording.clone(),
                wording_language: row.wording_language.clone(),
                source: row.source.clone(),
                at: row.at,
                expires_at: row.expires_at,
            });
        }
    }
    Ok(states)
}

/// The latest entry of each channel and purpose of one point.
pub async fn latest(tx: &TenantTx, point: &str) -> Result<Vec<sql::LatestOfPointRow>> {
    sql::latest_of_point(tx, &point_hash(tx, point)).await
}

/// Every entry of the points, oldest first.
pub async fn entries(tx: &TenantTx, hashes: &[Vec<u8>]) -> Result<Vec<sql::EntriesOfPointsRow>> {
    sql::entries_of_points(tx, hashes).await
}

/// How far the audit trail is sealed.
pub async fn newest_block(tx: &TenantTx) -> Result<Option<sql::NewestBlockRow>> {
    sql::newest_block(tx).await
}

/// Who shows a proof.
pub async fn letterhead(tx: &TenantTx, location: Option<LocationId>) -> Result<sql::LetterheadRow> {
    sql::letterhead(tx, location).await
}

/// What forbids a channel to the point whatever the ledger says.
pub async fn point_facts(tx: &TenantTx, point: &str, customer: Option<CustomerId>) -> Result<sql::PointFactsRow> {
    sql::point_facts(tx, point, customer).await
}

pub async fn mark_invalid(tx: &TenantTx, point: &str) -> Result<()> {
    sql::mark_point_invalid(tx, point).await.map(drop)
}

/// Customers who share the point.
pub async fn customers_of(tx: &TenantTx, point: &str) -> Result<Vec<CustomerId>> {
    Ok(sql::customers_of_point(tx, point).await?.into_iter().map(|row| row.customer_id).collect())
}

/// What a lead says of the person to reach.
pub async fn lead(tx: &TenantTx, id: LeadId) -> Result<Option<sql::LeadFactsRow>> {
    sql::lead_facts(tx, id).await
}
