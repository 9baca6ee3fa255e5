//! Giving a lead to somebody.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{
    Error, Result,
    ids::{LeadId, UserId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{LeadDetail, read::detail, store};

/// Assigns the lead; the second of two who claim it at once sees who has it.
#[derive(Deserialize, JsonSchema)]
pub struct AssignLead {
    pub id: LeadId,
    pub user_id: UserId,
}

impl Operation for AssignLead {
    type Output = LeadDetail;
    const SPEC: Spec = Spec::command("sales.lead.assign", "POST", "/leads/{id}/assign")
        .summary("Gives a lead to a user.")
        .permission("lead", "ASSIGN")
        .on("lead", "id")
        .offline();

    async fn run(self, tx: &TenantTx) -> Result<LeadDetail> {
        let row = store::row(tx, self.id).await?;
        if !store::user_is_active(tx, self.user_id).await? {
            return Err(Error::invalid("user_id", "UNKNOWN", "There is no such user, or it is not active."));
        }
        if row.assigned_to != Some(self.user_id) {
            store::set_assigned(tx, self.id, self.user_id).await?;
            let data = json!({"from": row.assigned_to, "to": self.user_id});
            let touch =
                store::NewTouch { kind: "ASSIGNED", is_human: false, note: None, outcome: None, data: data.clone() };
            store::add_touch(tx, self.id, touch).await?;
            tx.emit(NewEvent::new("sales.lead.assigned", "lead", self.id.uuid()).location(row.location_id).data(data));
        }
        detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "lea_01h2xcejqtf2nbrexx3vqjhp41", "user_id": "usr_01h2xcejqtf2nbrexx3vqjhp42"})
    }
}
