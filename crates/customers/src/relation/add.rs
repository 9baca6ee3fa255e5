//! Saying how two customers stand to each other.

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use kernel::{Error, Problems, Result, ids::CustomerId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    RelationKind,
    read::{Relations, relations},
    store::{self, Standing},
};
use crate::{
    customer::{self, at_most, filled},
    timeline::store::family,
};

/// Adds a relation, or confirms one that was suggested. Who may change one customer of the two and sees the other may say
/// how they stand to each other; who pays for whom is said by whoever may change both.
#[derive(Deserialize, JsonSchema)]
pub struct AddRelation {
    pub id: CustomerId,
    pub other_id: CustomerId,
    pub kind: RelationKind,
    /// The other one is the first: it pays, is the parent or the broker, or has referred.
    #[serde(default)]
    pub reverse: bool,
    pub note: Option<String>,
}

fn may(tx: &TenantTx, row: &customer::store::Row, action: &str) -> bool {
    let mine = row.assigned_to.is_some() && row.assigned_to == tx.caller().user();
    tx.may("customer", action, &RowFacts { location: row.location_id, mine, record: Value::Null })
}

/// What the pair as it stands does not allow.
fn refuse(kind: RelationKind, first: (CustomerId, &[uuid::Uuid]), standing: &[Standing]) -> Result<()> {
    let same = |row: &&Standing| row.state == "ACTIVE" && row.kind == kind.code();
    for row in standing.iter().filter(same) {
        let other_way = !first.1.contains(&row.customer_id.uuid());
        match kind {
            RelationKind::Household => {}
            _ if !other_way => {}
            RelationKind::PaysFor => {
                let message = "The two would pay for each other. End the other relation first.";
                return Err(Error::conflict("CIRCLE", message));
            }
            RelationKind::ParentOf => {
                return Err(Error::conflict(
                    "CIRCLE",
                    "Each would be the parent of the other. End the other relation first.",
                ));
            }
            _ => continue,
        }
        return Err(Error::conflict("RELATION_EXISTS", "The two stand to each other like that already."));
    }
    Ok(())
}

impl Operation for AddRelation {
    type Output = Relations;
    const SPEC: Spec = Spec::command("customers.relation.add", "POST", "/customers/{id}/relations")
        .summary("Says how two customers stand to each other.")
        .permission("customer", "UPDATE")
        .on("customer", "id")
        .created();

    fn check(&self, p: &mut Problems) {
        p.require(self.id != self.other_id, "other_id", "ITSELF", "A relation is between two customers.");
        at_most(p, "note", self.note.as_deref(), 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<Relations> {
        let nobody = || Error::invalid("other_id", "NOT_FOUND", "There is no such customer.");
        let given = customer::store::find(tx, self.other_id).await?.ok_or_else(nobody)?;
        let me = customer::store::kept_with(tx, self.id).await?;
        let other = customer::store::kept_with(tx, self.other_id).await?;
        if me == other {
            return Err(Error::invalid("other_id", "ITSELF", "The two were merged: they are one customer."));
        }
        if !may(tx, &given, "VIEW") {
            return Err(nobody());
        }
        let (first, second) = if self.reverse { (other, me) } else { (me, other) };
        let (payer, paid_for) = futures::try_join!(customer::store::row(tx, first), customer::store::row(tx, second))?;
        for row in [&payer, &paid_for] {
            if row.status == "ANONYMISED" {
                return Err(Error::conflict("CUSTOMER_ANONYMISED", "The data of one of the two has been removed."));
            }
        }
        if self.kind == RelationKind::PaysFor {
            if !(may(tx, &payer, "UPDATE") && may(tx, &paid_for, "UPDATE")) {
                let message = "Who pays for whom is said by somebody who may change both customers.";
                return Err(Error::forbidden("NO_GRANT", message));
            }
            if payer.status == "BLOCKED" {
                return Err(Error::conflict("CUSTOMER_BLOCKED", format!("{} is blocked.", payer.display_name)));
            }
            if let Some((id, name)) = store::payer(tx, second).await?
                && id != first
            {
                let message = format!("{name} pays for this customer already. End that relation first.");
                return Err(Error::conflict("PAYER_KNOWN", message).with_data(json!({ "customer_id": id })));
            }
        }
        let (mine, theirs) = futures::try_join!(family(tx, me), family(tx, other))?;
        let standing = store::between(tx, &mine, &theirs).await?;
        let first_family = if self.reverse { &theirs } else { &mine };
        refuse(self.kind, (first, first_family), &standing)?;
        let note = filled(&self.note);
        let suggested = standing.iter().find(|row| row.state == "SUGGESTED" && row.kind == self.kind.code());
        match suggested {
            Some(row) => store::confirm(tx, row.id, note).await?,
            None => store::insert(tx, self.kind, (first, second), "ACTIVE", note).await?,
        }
        tx.emit(
            NewEvent::new("customers.relation.changed", "customer", second.uuid())
                .location(paid_for.location_id)
                .data(json!({"kind": self.kind, "customer_id": second, "other_id": first})),
        );
        relations(tx, me).await
    }

    fn example() -> Value {
        json!({
            "id": "cus_01h2xcejqtf2nbrexx3vqjhp41", "other_id": "cus_01h2xcejqtf2nbrexx3vqjhp42", "kind": "PAYS_FOR",
            "reverse": true, "note": "The employer pays for the move.",
        })
    }
}
