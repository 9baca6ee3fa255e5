//! The tariff's rows.

use engine::{ListQuery, Page, TenantTx};
use jiff::civil::Date;
use kernel::{
    Error, Result,
    ids::{LocationId, TariffId, TariffVersionId},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Candidate, PriceBy, Tariff, VersionCard, VersionInput, count,
    scope::{Reach, Scope, ScopeInput},
};
use crate::{
    pricing::{TariffVersion, tariff::TariffKind},
    sql::tariff as sql,
};

pub use crate::sql::tariff::{
    OpenDraftsRow as OpenDraft, RivalsRow as Rival, TARIFF_LIST, TariffByIdRow as Row, TariffListRow as Line,
    VersionsNamedRow as NamedVersion,
};

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<Line>> {
    tx.list(&TARIFF_LIST, query, Line::from_row).await
}

pub async fn row(tx: &TenantTx, id: TariffId) -> Result<Row> {
    sql::tariff_by_id(tx, id).await?.ok_or_else(|| Error::not_found("tariff"))
}

fn parsed<T: serde::de::DeserializeOwned>(value: Value) -> Result<T> {
    serde_json::from_value(value).map_err(Error::internal)
}

fn card(row: sql::VersionRow) -> Result<VersionCard> {
    Ok(VersionCard {
        id: row.id,
        number: row.number,
        state: row.state,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
        settings: parsed(row.settings)?,
        rules: parsed(row.rules.unwrap_or_else(|| json!([])))?,
    })
}

/// The tariff with its versions.
pub async fn read(tx: &TenantTx, id: TariffId) -> Result<Tariff> {
    let (row, versions, places) = futures::try_join!(row(tx, id), sql::versions_of(tx, id), sql::places_of(tx, id))?;
    Ok(Tariff {
        location_ids: row.location_id.into_iter().chain(places.into_iter().map(|place| place.location_id)).collect(),
        service_types: row.service_types,
        reach: row.reach.as_deref().map(Reach::read).transpose()?,
        id: row.id,
        name: row.name,
        kind: row.kind,
        currency: row.currency,
        distance_unit: row.distance_unit,
        location_id: row.location_id,
        price_by: row.price_by,
        versions: versions.into_iter().map(card).collect::<Result<_>>()?,
        version: row.version,
    })
}

/// Versions as the pricing engine takes them.
pub async fn for_pricing(tx: &TenantTx, ids: &[Uuid]) -> Result<Vec<TariffVersion>> {
    let rows = sql::versions_by_ids(tx, ids).await?;
    rows.into_iter()
        .map(|row| {
            parsed(json!({
                "id": row.id.uuid(), "number": row.number, "name": row.name, "kind": row.kind, "currency": row.currency,
                "distance_unit": row.distance_unit, "valid_from": row.valid_from, "valid_to": row.valid_to,
                "settings": row.settings, "rules": row.rules.unwrap_or_else(|| json!([])),
            }))
        })
        .collect()
}

pub async fn candidates(tx: &TenantTx, location: LocationId, quoted: Date, service: Date) -> Result<Vec<Candidate>> {
    let rows = sql::candidates(tx, location, service, quoted).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Candidate {
                id: row.id,
                tariff: row.tariff_id,
                name: row.name,
                kind: row.kind,
                currency: row.currency,
                at_location: row.at_location,
                services: row.service_types,
                reach: row.reach.as_deref().map(Reach::read).transpose()?,
                valid_from: row.valid_from,
                rule_kinds: row.rule_kinds.unwrap_or_default(),
            })
        })
        .collect()
}

/// Whose versions these are and how they stand.
pub async fn versions_named(tx: &TenantTx, ids: &[Uuid]) -> Result<Vec<NamedVersion>> {
    sql::versions_named(tx, ids).await
}

impl Rival {
    pub fn scope(&self) -> Result<Scope> {
        Scope::read(self.location_id, self.places.clone(), self.service_types.clone(), self.reach.as_deref())
    }
}

pub async fn rivals(tx: &TenantTx, id: TariffId) -> Result<Vec<Rival>> {
    sql::rivals(tx, id).await
}

pub struct NewTariff<'a> {
    pub id: TariffId,
    pub name: &'a str,
    pub kind: TariffKind,
    pub currency: &'a str,
    pub distance_unit: &'a str,
    pub scope: &'a ScopeInput,
    pub price_by: PriceBy,
}

pub fn kind_code(kind: TariffKind) -> &'static str {
    match kind {
        TariffKind::Moving => "MOVING",
        TariffKind::Crane => "CRANE",
        TariffKind::Rental => "RENTAL",
        TariffKind::Service => "SERVICE",
    }
}

pub fn kind_of(code: &str) -> Result<TariffKind> {
    parsed(json!(code))
}

/// A tariff of one place names it itself; several stand in rows of their own.
fn only_place(scope: &ScopeInput) -> Option<LocationId> {
    match scope.location_ids.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

fn services(scope: &ScopeInput) -> Vec<String> {
    scope.scope().services.into_iter().collect()
}

async fn put_places(tx: &TenantTx, id: TariffId, scope: &ScopeInput) -> Result<()> {
    if scope.location_ids.len() < 2 {
        return Ok(());
    }
    let places = scope.scope().locations;
    let rows = places.iter().map(|place| {
        let row = tx.new_id::<kernel::ids::Tariff>().uuid();
        sql::insert_place(tx, row, id, kernel::Id::from_uuid(*place))
    });
    futures::future::try_join_all(rows).await.map(drop)
}

/// Names the tariff anew and says what it is for.
pub async fn change(tx: &TenantTx, id: TariffId, name: &str, scope: &ScopeInput) -> Result<()> {
    let services = services(scope);
    sql::clear_places(tx, id).await?;
    let row = sql::ChangeTariff {
        name,
        location_id: only_place(scope),
        service_types: &services,
        reach: scope.reach.map(Reach::code),
        id,
    };
    sql::change_tariff(tx, row).await?;
    put_places(tx, id, scope).await
}

pub async fn insert(tx: &TenantTx, new: NewTariff<'_>) -> Result<()> {
    let services = services(new.scope);
    let row = sql::InsertTariff {
        id: new.id,
        name: new.name,
        kind: kind_code(new.kind),
        currency: new.currency,
        distance_unit: new.distance_unit,
        location_id: only_place(new.scope),
        price_by: new.price_by.code(),
        service_types: &services,
        reach: new.scope.reach.map(Reach::code),
    };
    sql::insert_tariff(tx, row).await?;
    put_places(tx, new.id, new.scope).await
}

/// Adds a draft version with its rules; answers id and number.
pub async fn insert_version(tx: &TenantTx, tariff: TariffId, input: &VersionInput) -> Result<(TariffVersionId, i32)> {
    let number = sql::next_number(tx, tariff).await?.number;
    let id: TariffVersionId = tx.new_id();
    let settings = serde_json::to_value(&input.settings).map_err(Error::internal)?;
    let version = sql::InsertVersion {
        id,
        tariff_id: tariff,
        number,
        valid_from: input.valid_from,
        valid_to: input.valid_to,
        settings: &settings,
    };
    sql::insert_version(tx, version).await?;
    insert_rules(tx, id, input).await?;
    Ok((id, number))
}

async fn insert_rules(tx: &TenantTx, id: TariffVersionId, input: &VersionInput) -> Result<()> {
    let mut rules = Vec::with_capacity(input.rules.len());
    for (position, rule) in input.rules.iter().enumerate() {
        let mut body = serde_json::to_value(&rule.body).map_err(Error::internal)?;
        let kind = body.as_object_mut().and_then(|b| b.remove("kind"));
        let kind =
            kind.as_ref().and_then(Value::as_str).ok_or_else(|| Error::internal("a rule without kind"))?.to_owned();
        rules.push((count(position)?, &rule.rule_key, kind, body));
    }
    futures::future::try_join_all(rules.iter().map(|(position, key, kind, body)| {
        sql::insert_rule(
            tx,
            sql::InsertRule {
                id: tx.new_id::<kernel::ids::TariffVersion>().uuid(),
                tariff_version_id: id,
                position: *position,
                rule_key: key,
                kind,
                body,
            },
        )
    }))
    .await
    .map(drop)
}

/// Writes a draft over.
pub async fn change_version(tx: &TenantTx, id: TariffVersionId, input: &VersionInput) -> Result<()> {
    let settings = serde_json::to_value(&input.settings).map_err(Error::internal)?;
    sql::change_version(tx, input.valid_from, input.valid_to, &settings, id).await?;
    sql::clear_rules(tx, id).await?;
    insert_rules(tx, id, input).await
}

/// Takes a draft and its rules away.
pub async fn discard_version(tx: &TenantTx, id: TariffVersionId) -> Result<()> {
    sql::clear_rules(tx, id).await?;
    sql::delete_version(tx, id).await.map(drop)
}

/// False when it was not published.
pub async fn retire_version(tx: &TenantTx, id: TariffVersionId) -> Result<bool> {
    Ok(sql::retire_version(tx, id).await? == 1)
}

/// The newest drafts that versions of the tariff price.
pub async fn open_drafts(tx: &TenantTx, tariff: TariffId) -> Result<Vec<OpenDraft>> {
    sql::open_drafts(tx, tariff).await
}

/// Publishes a draft; the version it follows ends where it begins. False when it was no draft.
pub async fn publish(
    tx: &TenantTx,
    tariff: TariffId,
    id: TariffVersionId,
    valid_from: Date,
    hash: &[u8],
) -> Result<bool> {
    sql::end_version_before(tx, Some(valid_from), tariff).await?;
    Ok(sql::publish_version(tx, Some(hash), id).await? == 1)
}
