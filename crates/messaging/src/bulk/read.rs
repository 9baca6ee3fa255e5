//! One message to many: its words, its counts by reason, and how far it is. The report is the sum of its rows.

use std::collections::BTreeMap;

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Result,
    ids::{BulkSendId, LocationId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    NEEDS_SECOND,
    rates::{basis_points, difference, share, wilson},
    state::State,
    store::{self, Outcome},
};

/// Reads a message to many with its progress.
#[derive(Deserialize, JsonSchema)]
pub struct ReadBulk {
    pub id: BulkSendId,
}

#[derive(Serialize, JsonSchema)]
pub struct WordsShown {
    pub variant: String,
    pub language: String,
    pub subject: String,
    pub body: String,
}

/// How many, why.
#[derive(Serialize, JsonSchema)]
pub struct Counted {
    /// NO_CONSENT, WITHDRAWN, SUPPRESSED, STOPPED, CAP and so on.
    pub reason: String,
    pub points: i64,
}

/// A rate in ten thousandths with its 95 % interval.
#[derive(Serialize, JsonSchema)]
pub struct Rate {
    pub part: i64,
    pub of: i64,
    pub share_bp: Option<i32>,
    pub low_bp: Option<i32>,
    pub high_bp: Option<i32>,
}

#[derive(Serialize, JsonSchema)]
pub struct VariantFigures {
    /// A or B.
    pub variant: String,
    pub sent: i64,
    pub delivered: Rate,
    /// Who wrote to us within seven days, of those it was sent to.
    pub answered: Rate,
}

/// Who has more answers; said only when the interval of the difference leaves out zero.
#[derive(Serialize, JsonSchema)]
pub struct Comparison {
    pub difference_bp: i32,
    pub low_bp: i32,
    pub high_bp: i32,
    /// A or B; absent while chance explains it.
    pub better: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct Bulk {
    pub id: BulkSendId,
    pub name: String,
    pub channel: String,
    pub purpose: String,
    pub location_id: Option<LocationId>,
    pub segment_name: String,
    /// DRAFT, CHECKING, CHECKED, RUNNING, PAUSED, DONE or CANCELLED.
    pub state: String,
    pub words: Vec<WordsShown>,
    pub per_minute: i32,
    /// Customers without an address or number; points that several customers share count once.
    pub without_point: i32,
    pub doubles: i32,
    /// Who still gets it.
    pub ready: i64,
    pub written: i64,
    /// Who does not get it, by reason.
    pub skipped: Vec<Counted>,
    /// What became of the messages, by status.
    pub messages: Vec<Counted>,
    pub segments: i64,
    pub variants: Vec<VariantFigures>,
    pub comparison: Option<Comparison>,
    /// Whether a second person has to say yes.
    pub needs_approval: bool,
    pub checked_at: Option<Timestamp>,
    pub approved_at: Option<Timestamp>,
    pub approved_name: Option<String>,
    pub started_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub created_name: Option<String>,
    pub version: i64,
}

fn rate(part: i64, of: i64) -> Rate {
    let interval = wilson(part, of);
    Rate {
        part,
        of,
        share_bp: share(part, of),
        low_bp: interval.map(|(low, _)| basis_points(low)),
        high_bp: interval.map(|(_, high)| basis_points(high)),
    }
}

/// Summed by a name, in the order of the names.
fn summed<'a>(pairs: impl Iterator<Item = (&'a str, i64)>) -> Vec<Counted> {
    let mut sums = BTreeMap::<&str, i64>::new();
    for (name, points) in pairs {
        *sums.entry(name).or_default() += points;
    }
    sums.into_iter().map(|(reason, points)| Counted { reason: reason.into(), points }).collect()
}

fn figures(outcomes: &[Outcome], variant: &str) -> VariantFigures {
    let of = |statuses: &[&str]| -> i64 {
        let fits = |o: &&Outcome| o.variant == variant && o.status.as_deref().is_some_and(|s| statuses.contains(&s));
        outcomes.iter().filter(fits).map(|o| o.points).sum()
    };
    let sent = of(&["SENT", "DELIVERED", "READ", "BOUNCED"]);
    let answered = outcomes.iter().filter(|o| o.variant == variant).map(|o| o.answered).sum();
    VariantFigures {
        variant: variant.into(),
        sent,
        delivered: rate(of(&["DELIVERED", "READ"]), sent),
        answered: rate(answered, sent),
    }
}

fn compared(variants: &[VariantFigures]) -> Option<Comparison> {
    let [a, b] = variants else { return None };
    let of = |v: &VariantFigures| (v.answered.part, v.answered.of);
    let (difference, low, high) = difference(of(a), of(b))?;
    let better = if low > 0.0 {
        Some("B")
    } else if high < 0.0 {
        Some("A")
    } else {
        None
    };
    Some(Comparison {
        difference_bp: basis_points(difference),
        low_bp: basis_points(low),
        high_bp: basis_points(high),
        better: better.map(str::to_owned),
    })
}

pub async fn bulk(tx: &TenantTx, id: BulkSendId) -> Result<Bulk> {
    let row = store::row(tx, id).await?;
    let (words, outcomes) = futures::try_join!(store::words_of(tx, id), store::outcomes(tx, id))?;
    let of_state = |state: &str| outcomes.iter().filter(|o| o.state == state).map(|o| o.points).sum::<i64>();
    let mut letters: Vec<&str> = words.iter().map(|w| w.variant.as_str()).collect();
    letters.dedup();
    let variants: Vec<VariantFigures> = letters.into_iter().map(|letter| figures(&outcomes, letter)).collect();
    let ready = of_state("READY");
    let waits = State::read(&row.state) == State::Checked;
    Ok(Bulk {
        id,
        skipped: summed(outcomes.iter().filter_map(|o| Some((o.reason.as_deref()?, o.points)))),
        messages: summed(outcomes.iter().filter_map(|o| Some((o.status.as_deref()?, o.points)))),
        segments: outcomes.iter().map(|o| o.segments).sum(),
        comparison: compared(&variants),
        variants,
        needs_approval: waits && ready > NEEDS_SECOND && row.approved_at.is_none(),
        ready,
        written: of_state("WRITTEN"),
        words: words
            .into_iter()
            .map(|w| WordsShown { variant: w.variant, language: w.language, subject: w.subject, body: w.body })
            .collect(),
        name: row.name,
        channel: row.channel,
        purpose: row.purpose,
        location_id: row.location_id,
        segment_name: row.segment_name,
        state: row.state,
        per_minute: row.per_minute,
        without_point: row.without_point,
        doubles: row.doubles,
        checked_at: row.checked_at,
        approved_at: row.approved_at,
        approved_name: row.approved_name,
        started_at: row.started_at,
        ended_at: row.ended_at,
        created_at: row.created_at,
        created_name: row.created_name,
        version: row.version,
    })
}

impl Operation for ReadBulk {
    type Output = Bulk;
    const SPEC: Spec = Spec::read("messaging.bulk.read", "/bulk-sends/{id}")
        .summary("A message to many: counts by reason, progress, figures of its variants.")
        .permission("bulk_send", "VIEW")
        .on("bulk_send", "id");

    async fn run(self, tx: &TenantTx) -> Result<Bulk> {
        tx.target().await?;
        bulk(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "blk_01h00000000000000000000000"})
    }
}
