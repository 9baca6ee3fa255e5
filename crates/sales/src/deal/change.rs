//! Changing a deal's facts.

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use jiff::civil::Date;
use kernel::{
    Error, Problems, Result,
    ids::{DealId, LocationId, UserId},
    money::Money,
    normal::name_key,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    DealDetail,
    create::{check_figures, check_value},
    read::detail,
    stage_of, store, value,
};
use crate::{
    lead::{self, at_most, filled},
    pipeline,
};

/// Changes what is given; what is absent stays, an empty text clears.
#[derive(Deserialize, JsonSchema)]
pub struct ChangeDeal {
    pub id: DealId,
    pub title: Option<String>,
    /// Typed over the total of a quote, it is fixed.
    pub value: Option<Money>,
    /// False: the newest sent or accepted quote says the value again.
    pub value_fixed: Option<bool>,
    /// Per cent, by hand.
    pub probability: Option<i32>,
    /// False: the column says the probability again.
    pub probability_by_hand: Option<bool>,
    pub expected_close: Option<Date>,
    pub assigned_to: Option<UserId>,
    pub location_id: Option<LocationId>,
    pub source: Option<String>,
    pub machine_class: Option<String>,
    pub start_date: Option<Date>,
    pub days: Option<i32>,
    pub competitor: Option<String>,
    pub notes: Option<String>,
}

impl ChangeDeal {
    /// What the change may do beyond its own record.
    async fn require(&self, tx: &TenantTx, row: &store::Row) -> Result<()> {
        if let Some(location) = self.location_id.filter(|l| Some(*l) != row.location_id) {
            tx.require("deal", "UPDATE", &RowFacts { location: Some(location), mine: false, record: Value::Null })?;
        }
        if let Some(user) = self.assigned_to.filter(|u| Some(*u) != row.assigned_to) {
            let target = tx.target().await?;
            tx.require("deal", "ASSIGN", &target.facts)?;
            if !lead::store::user_is_active(tx, user).await? {
                return Err(Error::invalid("assigned_to", "UNKNOWN", "There is no such user, or it is not active."));
            }
        }
        let open = stage_of(&row.stage)?.is_open();
        if !open && (self.probability.is_some() || self.probability_by_hand == Some(false)) {
            let text = "A closed deal is certain; move it back before you change its probability.";
            return Err(Error::invalid("probability", "CLOSED", text));
        }
        Ok(())
    }
}

impl Operation for ChangeDeal {
    type Output = DealDetail;
    const SPEC: Spec = Spec::command("sales.deal.change", "PATCH", "/deals/{id}")
        .summary("Changes a deal's value, probability, dates and other facts.")
        .permission("deal", "UPDATE")
        .on("deal", "id");

    fn check(&self, p: &mut Problems) {
        if let Some(title) = &self.title {
            p.text("title", title, 200);
        }
        for (field, value, most) in [
            ("source", &self.source, 100),
            ("machine_class", &self.machine_class, 100),
            ("competitor", &self.competitor, 200),
            ("notes", &self.notes, 10_000),
        ] {
            at_most(p, field, value.as_deref(), most);
        }
        check_value(p, self.value);
        check_figures(p, self.probability, self.days);
    }

    async fn run(self, tx: &TenantTx) -> Result<DealDetail> {
        let row = store::row(tx, self.id).await?;
        self.require(tx, &row).await?;
        let title = filled(&self.title).unwrap_or(&row.title).to_owned();
        let (minor, currency) = match self.value {
            Some(value) => (value.minor(), value.currency().code().to_owned()),
            None => (row.value_minor, row.currency.clone()),
        };
        let changed = self.value.is_some() && (minor, &currency) != (row.value_minor, &row.currency);
        let over_quote = changed && row.value_source == "QUOTE";
        let fixed = self.value_fixed.unwrap_or(row.value_fixed || over_quote);
        let by_hand = self.probability.is_some() || self.probability_by_hand.unwrap_or(row.probability_by_hand);
        let probability = match (self.probability, by_hand) {
            (Some(percent), _) => percent,
            (None, false) if row.probability_by_hand => {
                let stage = pipeline::store::stage(tx, row.stage_id).await?;
                stage.map_or(row.probability, |s| s.probability)
            }
            _ => row.probability,
        };
        store::change(
            tx,
            store::Change {
                title: &title,
                title_key: &name_key(&title),
                value_minor: minor,
                currency: &currency,
                value_source: if changed { "TYPED" } else { &row.value_source },
                value_fixed: fixed,
                value_quote_id: row.value_quote_id.filter(|_| !changed),
                probability,
                probability_by_hand: by_hand,
                expected_close: self.expected_close,
                assigned_to: self.assigned_to.map(|u| u.uuid()),
                location_id: self.location_id,
                source: self.source.as_deref().map(str::trim),
                machine_class: self.machine_class.as_deref().map(str::trim),
                start_date: self.start_date,
                days: self.days,
                competitor: self.competitor.as_deref().map(str::trim),
                notes: self.notes.as_deref().map(str::trim),
                id: self.id,
            },
        )
        .await?;
        if !fixed && let Some(deal) = store::lock_one(tx, self.id).await? {
            value::refresh(tx, &deal).await?;
        }
        let location = self.location_id.or(row.location_id);
        tx.emit(NewEvent::new("sales.deal.changed", "deal", self.id.uuid()).location(location));
        detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "dea_01h2xcejqtf2nbrexx3vqjhp41", "probability": 55, "competitor": "Northside Cranes"})
    }
}
