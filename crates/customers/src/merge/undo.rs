//! Taking a merge back (CUS-18).

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{
    Error, Result,
    ids::{CustomerId, CustomerMergeId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{store, taken_back};
use crate::customer::{self, Customer};

/// The loser returns as it was; the survivor's fields go back unless somebody changed them since.
#[derive(Deserialize, JsonSchema)]
pub struct UndoMerge {
    pub id: CustomerMergeId,
}

/// A record made after the merge.
#[derive(Serialize, JsonSchema)]
pub struct MadeSince {
    /// quote, invoice.
    pub kind: String,
    pub id: String,
    pub number: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct Unmerged {
    pub survivor: Customer,
    pub loser: Customer,
    /// What was made since: it stays with the survivor.
    pub stays: Vec<MadeSince>,
}

impl Operation for UndoMerge {
    type Output = Unmerged;
    const SPEC: Spec = Spec::command("customers.merge.undo", "POST", "/customers/merges/{id}/undo")
        .summary("Takes a merge back: two customers again.")
        .permission("customer_merge", "RUN")
        .on("customer_merge", "id");

    async fn run(self, tx: &TenantTx) -> Result<Unmerged> {
        let merge = store::merge(tx, self.id).await?;
        if merge.undone_at.is_some() {
            return Err(Error::conflict("UNDONE", "This merge was undone already."));
        }
        let (survivor, loser) = store::both_locked(tx, merge.survivor_id, merge.loser_id).await?;
        if [&survivor, &loser].iter().any(|s| s.status == "ANONYMISED") {
            return Err(Error::conflict("ERASED", "One of the two was erased; they cannot be taken apart any more."));
        }
        if store::is_merged(tx, merge.survivor_id).await? {
            return Err(Error::conflict(
                "MERGED_AGAIN",
                "The customer was merged into another one since. Undo that merge first.",
            ));
        }
        let back = taken_back(&survivor.row, &merge.survivor_before, &merge.survivor_after);
        store::become_row(tx, merge.survivor_id, &back).await?;
        let status = merge.loser_before["status"].as_str().unwrap_or("ACTIVE");
        store::return_loser(tx, merge.loser_id, status).await?;
        let followers: Vec<CustomerId> = merge.followers.iter().map(|f| CustomerId::from_uuid(*f)).collect();
        if !followers.is_empty() {
            store::follow(tx, merge.loser_id, &followers).await?;
        }
        store::mark_undone(tx, self.id).await?;
        store::settle_pair(tx, merge.survivor_id, merge.loser_id, "DISMISSED").await?;
        let since = store::made_since(tx, merge.survivor_id, merge.created_at).await?;
        tx.severity("WARNING");
        tx.about("customer", merge.survivor_id.uuid(), &survivor.display_name);
        tx.emit(
            NewEvent::new("customers.customer.unmerged", "customer", merge.survivor_id.uuid())
                .location(survivor.location_id)
                .data(json!({"loser_id": merge.loser_id, "merge_id": self.id})),
        );
        let stays = since
            .into_iter()
            .map(|r| MadeSince {
                id: if r.kind == "quote" {
                    kernel::ids::QuoteId::from_uuid(r.id).to_string()
                } else {
                    kernel::ids::InvoiceId::from_uuid(r.id).to_string()
                },
                kind: r.kind,
                number: r.number,
            })
            .collect();
        let survivor = customer::store::read(tx, merge.survivor_id).await?;
        Ok(Unmerged { survivor, loser: customer::store::read(tx, merge.loser_id).await?, stays })
    }

    fn example() -> Value {
        json!({"id": "mrg_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
