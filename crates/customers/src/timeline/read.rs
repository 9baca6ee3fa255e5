//! A page of the timeline.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{Error, Id, Problems, Result, ids::CustomerId, money::Money};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Entry, KINDS, PinnedNote, Place, is_money, needs,
    store::{self, EntriesRow},
};

const PAGE: usize = 50;

/// Reads a page of the timeline: leads, estimates, deals, quotes with their versions and views, jobs, messages, invoices,
/// payments, notes, merges and consent of the customer and those merged into it.
#[derive(Deserialize, JsonSchema)]
pub struct ReadTimeline {
    pub id: CustomerId,
    /// Only these kinds, separated by commas.
    pub kind: Option<String>,
    /// Free text within.
    pub q: Option<String>,
    /// `next` of the page before.
    pub cursor: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct Timeline {
    /// Notes that stand above, on the first page.
    pub pinned: Vec<PinnedNote>,
    /// At most 50, newest first.
    pub entries: Vec<Entry>,
    /// Cursor of the next page; absent on the last one.
    pub next: Option<String>,
    /// The kinds that you may see.
    pub kinds: Vec<String>,
}

impl Operation for ReadTimeline {
    type Output = Timeline;
    const SPEC: Spec = Spec::read("customers.customer.timeline", "/customers/{id}/timeline")
        .summary("Everything of all modules about a customer, newest first.")
        .permission("customer", "VIEW")
        .on("customer", "id");

    fn check(&self, p: &mut Problems) {
        let asked = self.kind.as_deref().unwrap_or_default();
        let known = asked.split(',').all(|k| k.is_empty() || KINDS.contains(&k));
        p.require(known, "kind", "UNKNOWN", &format!("Kinds are: {}.", KINDS.join(", ")));
        let short = self.q.as_ref().is_none_or(|q| q.chars().count() <= 200 && !q.contains('\0'));
        p.require(short, "q", "TOO_LONG", "At most 200 characters.");
        let readable = self.cursor.as_ref().is_none_or(|c| Place::read(c).is_some());
        p.require(readable, "cursor", "NOT_READABLE", "This cursor does not belong to this timeline.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Timeline> {
        let family = store::family(tx, self.id).await?;
        let seen = kinds_seen(tx);
        let asked: Vec<&str> = self.kind.iter().flat_map(|k| k.split(',')).filter(|k| !k.is_empty()).collect();
        let kinds: Vec<String> =
            seen.iter().filter(|k| asked.is_empty() || asked.contains(&k.as_str())).cloned().collect();
        let behind = self.cursor.as_deref().and_then(Place::read);
        let part = self.q.as_deref().map(str::trim).filter(|q| !q.is_empty()).map(pattern);
        let from = behind.clone().unwrap_or_else(Place::first);
        let mut rows = store::entries(tx, &family, &kinds, &from, part.as_deref()).await?;
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let last = rows.last().filter(|_| more);
        let next = last.map(|row| Place { at: row.at, id: row.id, kind: row.kind.clone() }.text());
        let pinned = match behind {
            None => store::pinned(tx, &family).await?,
            Some(_) => vec![],
        };
        let entries = rows.into_iter().filter(|row| may_see(tx, row)).map(entry).collect::<Result<_>>()?;
        Ok(Timeline { pinned, entries, next, kinds: seen })
    }

    fn example() -> Value {
        json!({"id": "cus_01h2xcejqtf2nbrexx3vqjhp41", "kind": "QUOTE,NOTE", "q": "piano"})
    }
}

/// Text between two others, as `ilike` takes it.
fn pattern(text: &str) -> String {
    let plain = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{plain}%")
}

/// The kinds of which the caller may see anything at all; money only with its right and its field group (CUS-21).
fn kinds_seen(tx: &TenantTx) -> Vec<String> {
    let permissions = tx.caller().permissions();
    let money = !permissions.masks.contains("BILL");
    let sees = |kind: &&&str| {
        (money || !is_money(kind))
            && needs(kind).is_none_or(|resource| permissions.reach(resource, "VIEW", tx.now()).is_some())
    };
    KINDS.iter().filter(sees).map(|k| (*k).to_owned()).collect()
}

/// Within the caller's reach, entry by entry.
fn may_see(tx: &TenantTx, row: &EntriesRow) -> bool {
    let kind = if row.kind.starts_with("QUOTE") { "QUOTE" } else { row.kind.as_str() };
    // Messages, notes, merges and consent have no place of their own: they are the customer's.
    if matches!(kind, "MESSAGE" | "NOTE" | "MERGE" | "CONSENT") {
        return true;
    }
    let me = tx.caller().user().map(Id::uuid);
    let mine = me.is_some() && (row.owner_id == me || row.author_id == me);
    let facts =
        RowFacts { location: row.location_id.map(kernel::ids::LocationId::from_uuid), mine, record: Value::Null };
    needs(kind).is_none_or(|resource| tx.may(resource, "VIEW", &facts))
}

fn entry(row: EntriesRow) -> Result<Entry> {
    let prefix = match row.kind.as_str() {
        "LEAD" => "lea",
        "ESTIMATE" => "est",
        "DEAL" => "dea",
        "JOB" => "job",
        "MESSAGE" => "cmm",
        "INVOICE" => "inv",
        "PAYMENT" => "pay",
        "NOTE" => "cno",
        "MERGE" => "cus",
        "CONSENT" => "con",
        _ => "quo",
    };
    let amount = match (row.amount_minor, &row.currency) {
        (Some(minor), Some(currency)) => {
            Some(Money::new(minor, currency.trim().parse().map_err(|_| Error::internal("a currency"))?))
        }
        _ => None,
    };
    Ok(Entry {
        id: kernel::id::encode(row.id),
        at: row.at,
        of: format!("{prefix}_{}", kernel::id::encode(row.of)),
        number: row.number,
        title: row.title,
        status: row.status,
        amount,
        author_id: row.author_id.map(kernel::ids::UserId::from_uuid),
        author_name: row.author_name,
        kind: row.kind,
    })
}
