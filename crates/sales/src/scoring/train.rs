//! Learning from what became of a company's leads: weekly, or when an administrator asks (SAL-14, SAL-15).

use std::collections::HashMap;

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use jiff::{SignedDuration, Timestamp};
use kernel::{Error, Result, ids::LeadId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    ModelState, Moment, StateReason,
    list::{ModelDetail, detail},
    model::{LEAST_LEADS, LEAST_OF_EACH, Story, learn},
    report::Weak,
    store::{self, HistoryRow},
    tell_retired,
};

/// The most leads a model learns from: the newest ones of the history.
const MOST_LEADS: usize = 100_000;
/// The schedule looks more often than it trains: a server that starts asks again.
const WEEK: SignedDuration = SignedDuration::from_hours(24 * 6 + 12);

/// How much history there is, and how much a model needs.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Readiness {
    /// Closed leads of the last 24 months, and open ones of more than 120 days; counted as far as it matters.
    pub leads: i64,
    pub won: i64,
    pub lost: i64,
    /// What is still missing; all zero when a model can be trained.
    pub leads_missing: i64,
    pub won_missing: i64,
    pub lost_missing: i64,
}

impl Readiness {
    pub async fn now(tx: &TenantTx) -> Result<Self> {
        let (won, lost) = store::history_counts(tx).await?;
        Ok(Self::of(won, lost))
    }
    fn of(won: i64, lost: i64) -> Self {
        let missing = |least: usize, there: i64| (i64::try_from(least).unwrap_or(i64::MAX) - there).max(0);
        Self {
            leads: won + lost,
            won,
            lost,
            leads_missing: missing(LEAST_LEADS, won + lost),
            won_missing: missing(LEAST_OF_EACH, won),
            lost_missing: missing(LEAST_OF_EACH, lost),
        }
    }
    pub fn is_enough(&self) -> bool {
        self.leads_missing == 0 && self.won_missing == 0 && self.lost_missing == 0
    }
}

/// The moments at which a lead was looked at before it was decided, oldest first.
pub fn moments(row: &HistoryRow) -> Vec<(Moment, Timestamp)> {
    let later =
        [(Moment::Contacted, row.contacted_at), (Moment::Estimated, row.estimated_at), (Moment::Quoted, row.quoted_at)];
    let before = |at: &Timestamp| *at > row.received_at && row.closed_at.is_none_or(|closed| *at < closed);
    let later = later.into_iter().filter_map(|(moment, at)| Some((moment, at.filter(before)?)));
    std::iter::once((Moment::Created, row.received_at)).chain(later).collect()
}

/// Two thousand leads as stories; a lead of which nothing was known at a moment has no look there.
async fn stories(tx: &TenantTx, rows: &[HistoryRow]) -> Result<Vec<Story>> {
    let mut reading = store::reading(tx).await?;
    let looks: Vec<(LeadId, Timestamp)> =
        rows.iter().flat_map(|row| moments(row).into_iter().map(|(_, at)| (row.id, at))).collect();
    let ids: Vec<Uuid> = looks.iter().map(|(id, _)| id.uuid()).collect();
    let times: Vec<Timestamp> = looks.iter().map(|(_, at)| *at).collect();
    let mut held: HashMap<LeadId, Vec<_>> = HashMap::new();
    for facts in store::facts_at(tx, &ids, &times).await? {
        let at = usize::try_from(facts.n - 1).ok().and_then(|n| times.get(n));
        let at = at.ok_or_else(|| Error::internal("facts of a moment nobody asked for"))?;
        held.entry(facts.id).or_default().push(reading.held(&facts, *at));
    }
    let story = |row: &HistoryRow| Some(Story { looks: held.remove(&row.id)?, won: row.won });
    Ok(rows.iter().filter_map(story).collect())
}

async fn history(tx: &TenantTx) -> Result<Vec<Story>> {
    let mut after = (store::history_from(tx), LeadId::from_uuid(Uuid::nil()));
    let mut all = vec![];
    loop {
        let rows = store::history(tx, after).await?;
        let Some(last) = rows.last() else { break };
        after = (last.received_at, last.id);
        all.extend(stories(tx, &rows).await?);
        if all.len() > 2 * MOST_LEADS {
            all.drain(..all.len() - MOST_LEADS);
        }
    }
    let more = all.len().saturating_sub(MOST_LEADS);
    all.drain(..more);
    Ok(all)
}

/// Trains a model and lets it speak if it may; none where there is too little history.
async fn train(tx: &TenantTx) -> Result<Option<kernel::ids::ScoreModelId>> {
    if !Readiness::now(tx).await?.is_enough() {
        return Ok(None);
    }
    // Two who train at once make one version after the other.
    let standing = store::lock_standing(tx).await?;
    let stories = history(tx).await?;
    let won = stories.iter().filter(|story| story.won).count();
    // Leads that were brought in from elsewhere have an outcome, and nobody knows what was known of them when.
    if stories.len() < LEAST_LEADS || won < LEAST_OF_EACH || stories.len() - won < LEAST_OF_EACH {
        return Ok(None);
    }
    let (model, report) = learn(&stories);
    let (state, reason) = match report.judge() {
        Ok(()) => (ModelState::Active, None),
        Err(Weak::NoBetter) => (ModelState::Shadow, Some(StateReason::NoBetter)),
        Err(Weak::NotCalibrated) => (ModelState::Shadow, Some(StateReason::NotCalibrated)),
    };
    for old in standing {
        // A weak new model does not silence one that holds what it promises.
        if state == ModelState::Active || old.state == ModelState::Shadow.code() {
            store::set_state(tx, old.id, ModelState::Retired, StateReason::Replaced).await?;
        }
    }
    let id = tx.new_id();
    let model_version = store::last(tx).await?.map_or(0, |(last, _)| last) + 1;
    let whole = |n: usize| i32::try_from(n).map_err(Error::internal);
    let (leads, won) = (whole(stories.len())?, whole(won)?);
    let learned = store::Learned { id, model_version, state, reason, leads, won, model: &model, report: &report };
    store::insert(tx, learned).await?;
    if state == ModelState::Active {
        let data = json!({"model_version": model_version});
        tx.emit(NewEvent::new("sales.model.activated", "score_model", id.uuid()).data(data));
    }
    tx.about("score_model", id.uuid(), &format!("{model_version}"));
    Ok(Some(id))
}

/// Trains where the last time is a week ago; a company that switched probabilities off is left alone.
pub async fn weekly(tx: &TenantTx) -> Result<()> {
    let recent = store::last(tx).await?.is_some_and(|(_, at)| tx.now().duration_since(at) < WEEK);
    if !recent && store::setting(tx).await?.1 {
        train(tx).await?;
    }
    Ok(())
}

/// Takes an active model back; the points stay.
pub async fn take_back(tx: &TenantTx, id: kernel::ids::ScoreModelId, version: i32, reason: StateReason) -> Result<()> {
    store::set_state(tx, id, ModelState::Retired, reason).await?;
    tell_retired(tx, id, version, reason);
    Ok(())
}

/// Trains a model now, from the leads of the last 24 months.
#[derive(Deserialize, JsonSchema)]
pub struct TrainModel {}

#[derive(Serialize, JsonSchema)]
pub struct Trained {
    /// Absent: there is too little history, and `readiness` says how much is missing.
    pub model: Option<ModelDetail>,
    pub readiness: Readiness,
}

impl Operation for TrainModel {
    type Output = Trained;
    const SPEC: Spec = Spec::command("sales.model.train", "POST", "/score-models")
        .summary("Trains a model of what becomes of leads; it is shown only if it holds on leads it never saw.")
        .permission("score_model", "UPDATE");

    async fn run(self, tx: &TenantTx) -> Result<Trained> {
        tx.require("score_model", "UPDATE", &RowFacts { location: None, mine: true, record: Value::Null })?;
        let model = match train(tx).await? {
            Some(id) => Some(detail(tx, id).await?),
            None => None,
        };
        Ok(Trained { model, readiness: Readiness::now(tx).await? })
    }

    fn example() -> Value {
        json!({})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    #[test]
    fn sal_14_a_model_needs_three_hundred_leads_and_fifty_of_each() {
        let short = Readiness::of(49, 240);
        assert_eq!((short.leads_missing, short.won_missing, short.lost_missing), (11, 1, 0));
        assert!(!short.is_enough() && !Readiness::of(290, 49).is_enough() && Readiness::of(50, 250).is_enough());
    }
    #[test]
    fn sal_14_a_lead_is_looked_at_before_it_is_decided_and_never_after() {
        let row = HistoryRow {
            id: LeadId::from_uuid(Uuid::nil()),
            received_at: at("2026-05-01T12:00:00Z"),
            location_id: None,
            won: true,
            closed_at: Some(at("2026-05-09T12:00:00Z")),
            contacted_at: Some(at("2026-05-01T12:04:00Z")),
            estimated_at: None,
            quoted_at: Some(at("2026-05-09T12:00:00Z")),
        };
        let looked: Vec<Moment> = moments(&row).into_iter().map(|(moment, _)| moment).collect();
        assert_eq!(looked, [Moment::Created, Moment::Contacted], "a quote that came with the decision tells nothing");
    }
}
