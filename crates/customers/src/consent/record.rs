//! Giving and withdrawing consent: a further entry in the ledger.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{
    Error, Problems, Result,
    ids::{ContactPointId, CustomerId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Act, Basis, Channel, Purpose, Source, pack_of, read::Consents, states, store};
use crate::{
    contact,
    customer::{self, at_most, filled},
};
use kernel::normal::country_of;

/// What a person may record.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Choice {
    Given,
    Withdrawn,
}

/// Records what the customer said.
#[derive(Deserialize, JsonSchema)]
pub struct RecordConsent {
    pub id: CustomerId,
    pub point_id: ContactPointId,
    pub channel: Channel,
    pub purpose: Purpose,
    pub act: Choice,
    /// What was read out or shown; needed when consent is given (CUS-12).
    pub wording: Option<String>,
    /// Language of the wording.
    pub wording_language: Option<String>,
    /// Version of the wording, as the form or script names it.
    pub wording_version: Option<String>,
    pub source: Option<Source>,
}

impl Operation for RecordConsent {
    type Output = Consents;
    const SPEC: Spec = Spec::command("customers.consent.record", "POST", "/customers/{id}/consent")
        .summary("Records that consent was given or withdrawn.")
        .permission("consent", "UPDATE")
        .on("customer", "id");

    fn check(&self, p: &mut Problems) {
        at_most(p, "wording", self.wording.as_deref(), 2_000);
        at_most(p, "wording_version", self.wording_version.as_deref(), 50);
        at_most(p, "wording_language", self.wording_language.as_deref(), 10);
        if self.act == Choice::Given {
            p.require(
                filled(&self.wording).is_some(),
                "wording",
                "REQUIRED",
                "The wording the customer agreed to is kept.",
            );
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<Consents> {
        let row = customer::store::row(tx, self.id).await?;
        let points = contact::store::points(tx, self.id).await?;
        let Some(point) = points.iter().find(|p| p.id == self.point_id) else {
            return Err(Error::not_found("contact point"));
        };
        let Some(value) = point.value.as_deref() else {
            return Err(Error::invalid("point_id", "INVALID_POINT", "This number is not valid and never used."));
        };
        let fits = match self.channel {
            Channel::Email => point.kind == "EMAIL",
            Channel::Sms | Channel::Call => point.kind == "PHONE",
            Channel::Push | Channel::Letter => true,
        };
        if !fits {
            return Err(Error::invalid("channel", "WRONG_POINT", "This channel does not go to that point."));
        }
        let country = match country_of(value).or(row.country) {
            Some(country) => country,
            None => customer::store::defaults(tx, row.location_id).await?.country,
        };
        let entry = store::Entry {
            point: value,
            customer: Some(self.id),
            channel: self.channel,
            purpose: self.purpose,
            act: if self.act == Choice::Given { Act::Given } else { Act::Withdrawn },
            basis: Basis::Express,
            pack: pack_of(&country),
            wording: filled(&self.wording),
            wording_language: filled(&self.wording_language),
            wording_version: filled(&self.wording_version),
            at: tx.now(),
            source: self.source.unwrap_or(Source::Staff),
            proof: json!({"address": tx.caller().facts().address, "by": tx.caller().name()}),
        };
        store::append(tx, entry).await?;
        tx.emit(NewEvent::new("customers.consent.changed", "customer", self.id.uuid()).location(row.location_id));
        Ok(Consents { states: states(tx, &points).await? })
    }

    fn example() -> Value {
        json!({
            "id": "cus_01h2xcejqtf2nbrexx3vqjhp41", "point_id": "cpt_01h2xcejqtf2nbrexx3vqjhp42", "channel": "EMAIL",
            "purpose": "MARKETING", "act": "GIVEN", "wording": "Yes, send me news about moving.", "wording_language": "en",
        })
    }
}
