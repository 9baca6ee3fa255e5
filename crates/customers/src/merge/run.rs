//! Merging two customers (CUS-16): nothing of other modules is rewritten, everything is read through the family.

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use kernel::{
    Error, ErrorKind, Problems, Result,
    ids::{CustomerId, CustomerMergeId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Choices, FAMILY_MOST, FIELDS,
    store::{self, Standing},
    united,
};
use crate::customer::{self, Customer, at_most};

/// Makes one customer of two.
#[derive(Deserialize, JsonSchema)]
pub struct Merge {
    pub survivor_id: CustomerId,
    pub loser_id: CustomerId,
    /// Versions as they were seen: a newer one is looked at first.
    pub survivor_version: i64,
    pub loser_version: i64,
    /// Field → SURVIVOR or LOSER.
    #[serde(default)]
    pub choices: Choices,
    pub reason: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct Merged {
    /// For undoing it.
    pub merge_id: CustomerMergeId,
    pub customer: Customer,
}

pub(super) fn check(p: &mut Problems, survivor: CustomerId, loser: CustomerId, choices: &Choices) {
    p.require(survivor != loser, "loser_id", "SAME", "A customer cannot be merged with itself.");
    for field in choices.keys().take(50) {
        let known = FIELDS.iter().any(|(name, _)| name == field);
        p.require(known, &format!("choices.{field}"), "UNKNOWN", "There is no such field to choose.");
    }
}

/// Both, locked, when they may be merged: seen by the caller, neither merged nor erased.
pub(super) async fn both(
    tx: &TenantTx,
    survivor: CustomerId,
    loser: CustomerId,
    to_merge: bool,
) -> Result<(Standing, Standing)> {
    let (survivor, loser) = match to_merge {
        true => store::both_locked(tx, survivor, loser).await?,
        false => store::both(tx, survivor, loser).await?,
    };
    for (one, field) in [(&survivor, "survivor_id"), (&loser, "loser_id")] {
        let facts = RowFacts { location: one.location_id, mine: false, record: one.row.clone() };
        tx.require("customer_merge", "RUN", &facts)?;
        if matches!(one.status.as_str(), "MERGED" | "ANONYMISED") {
            let why = "This customer was merged or erased already.";
            return Err(Error::invalid(field, "CUSTOMER_CLOSED", why));
        }
    }
    if to_merge && survivor.row["currency"] != loser.row["currency"] {
        return Err(Error::conflict(
            "CURRENCIES",
            "The two are billed in different currencies; settle one of them and give it the other's currency first.",
        ));
    }
    Ok((survivor, loser))
}

fn stale(field: &str, version: i64) -> Error {
    let mut e = Error::new(
        ErrorKind::Stale,
        "STALE",
        "One of the two has changed in the meantime. Look at both again, then merge.",
    );
    e.data = Some(json!({"field": field, "version": version}));
    e
}

impl Operation for Merge {
    type Output = Merged;
    const SPEC: Spec = Spec::command("customers.merge.run", "POST", "/customers/merge")
        .summary("Makes one customer of two; can be undone.")
        .permission("customer_merge", "RUN");

    fn check(&self, p: &mut Problems) {
        check(p, self.survivor_id, self.loser_id, &self.choices);
        at_most(p, "reason", self.reason.as_deref(), 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<Merged> {
        let (survivor, loser) = both(tx, self.survivor_id, self.loser_id, true).await?;
        if survivor.version != self.survivor_version {
            return Err(stale("survivor_version", survivor.version));
        }
        if loser.version != self.loser_version {
            return Err(stale("loser_version", loser.version));
        }
        let (followers, own) =
            futures::try_join!(store::followers(tx, self.loser_id), store::followers(tx, self.survivor_id))?;
        if followers.len() + own.len() + 2 > FAMILY_MOST {
            return Err(Error::conflict("FAMILY_FULL", format!("At most {FAMILY_MOST} records make one customer.")));
        }
        let after = united(&survivor.row, &loser.row, &self.choices);
        let mut follow = followers.clone();
        follow.push(self.loser_id);
        store::become_row(tx, self.survivor_id, &after).await?;
        store::follow(tx, self.survivor_id, &follow).await?;
        let id: CustomerMergeId = tx.new_id();
        let kept = store::Kept {
            id,
            survivor: &survivor,
            loser: &loser,
            choices: &self.choices,
            after: &after,
            followers: &followers,
        };
        store::keep(tx, kept).await?;
        store::settle_pair(tx, self.survivor_id, self.loser_id, "MERGED").await?;
        if let Some(reason) = &self.reason {
            tx.reason(reason);
        }
        tx.severity("WARNING");
        tx.about("customer", self.survivor_id.uuid(), &survivor.display_name);
        tx.emit(
            NewEvent::new("customers.customer.merged", "customer", self.survivor_id.uuid())
                .location(survivor.location_id)
                .data(json!({"loser_id": self.loser_id, "merge_id": id})),
        );
        Ok(Merged { merge_id: id, customer: customer::store::read(tx, self.survivor_id).await? })
    }

    fn example() -> Value {
        json!({"survivor_id": "cus_01h2xcejqtf2nbrexx3vqjhp41", "survivor_version": 3,
            "loser_id": "cus_01h2xcejqtf2nbrexx3vqjhp42", "loser_version": 1, "choices": {"phone": "LOSER"}})
    }
}
