//! Taking a move back, for a few seconds (SAL-20). Later, history does it.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use jiff::{SignedDuration, Timestamp};
use kernel::{Error, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    move_many::{Moved, MovedDeal, NotMoved, UNDO_SECONDS},
    moves::lead_back,
    stage_of, store,
};

/// What a click may take on its way.
const ON_THE_WAY_SECONDS: i64 = 5;

/// Takes one's own move back: every deal of it stands where and as it stood.
#[derive(Deserialize, JsonSchema)]
pub struct UndoMove {
    /// As the move answered it.
    pub batch: Uuid,
}

fn text(before: &Value, name: &str) -> Option<String> {
    before.get(name).and_then(Value::as_str).map(str::to_owned)
}

fn time(before: &Value, name: &str) -> Option<Timestamp> {
    before.get(name).and_then(Value::as_str).and_then(|t| t.parse().ok())
}

async fn back(tx: &TenantTx, deal: &store::Locked, change: &store::ChangesOfBatchRow) -> Result<MovedDeal> {
    // Whoever moved it since means it.
    if deal.stage_id != change.to_stage_id || deal.stage_since != change.at {
        return Err(Error::conflict("MOVED_SINCE", "This deal was moved again since."));
    }
    let before = &change.before;
    let percent = before.get("probability").and_then(Value::as_i64).and_then(|p| i32::try_from(p).ok());
    let (won, lost) = (text(before, "won_reason"), text(before, "lost_reason"));
    let set = store::SetStage {
        stage_id: change.from_stage_id,
        stage: &change.from_stage,
        stage_since: time(before, "stage_since").unwrap_or(deal.stage_since),
        probability: percent.unwrap_or(deal.probability),
        probability_by_hand: before.get("probability_by_hand").and_then(Value::as_bool).unwrap_or(false),
        won_reason: won.as_deref(),
        lost_reason: lost.as_deref(),
        closed_at: time(before, "closed_at"),
        id: deal.id,
    };
    store::set_stage(tx, set).await?;
    let written = store::InsertStageChange {
        id: tx.new_id::<()>().uuid(),
        deal_id: Some(deal.id),
        lead_id: None,
        batch_id: None,
        from_stage: Some(&deal.stage),
        to_stage: &change.from_stage,
        from_stage_id: Some(deal.stage_id),
        to_stage_id: Some(change.from_stage_id),
        reason: None,
        before: &json!({"undone": true}),
        actor_id: tx.caller().user().map(|u| u.uuid()),
    };
    store::add_change(tx, written).await?;
    lead_back(tx, deal, before).await?;
    let data = json!({"from": deal.stage, "to": change.from_stage, "lead_id": deal.lead_id, "undone": true});
    let told = NewEvent::new("sales.deal.stage_changed", "deal", deal.id.uuid());
    tx.emit(told.location(deal.location_id).data(data));
    Ok(MovedDeal {
        id: deal.id,
        number: deal.number.clone(),
        from: stage_of(&deal.stage)?,
        to: stage_of(&change.from_stage)?,
        stage_id: change.from_stage_id,
    })
}

impl Operation for UndoMove {
    type Output = Moved;
    const SPEC: Spec = Spec::command("sales.deal.undo_move", "POST", "/deals/move/undo")
        .summary("Takes one's own move back within ten seconds.")
        .permission("deal", "UPDATE");

    async fn run(self, tx: &TenantTx) -> Result<Moved> {
        let me = tx.caller().user().map(|u| u.uuid());
        let mut changes = store::batch(tx, self.batch).await?;
        changes.retain(|c| c.actor_id == me);
        let Some(at) = changes.iter().map(|c| c.at).max() else { return Err(Error::not_found("move")) };
        if tx.now() > at + SignedDuration::from_secs(UNDO_SECONDS + ON_THE_WAY_SECONDS) {
            let text = "The ten seconds are over. Move the deals back, or use their history.";
            return Err(Error::conflict("TOO_LATE", text));
        }
        let ids: Vec<_> = changes.iter().map(|c| c.deal_id).collect();
        let deals = store::lock(tx, &ids).await?;
        let (mut moved, mut refused) = (vec![], vec![]);
        for change in &changes {
            let seen = deals.iter().find(|d| d.id == change.deal_id && tx.may("deal", "UPDATE", &store::facts(tx, d)));
            let Some(deal) = seen else {
                refused.push(NotMoved::unknown(change.deal_id));
                continue;
            };
            match back(tx, deal, change).await {
                Ok(done) => moved.push(done),
                Err(error) => refused.push(NotMoved::of(deal, super::move_many::of_one_card(error)?)),
            }
        }
        Ok(Moved { batch: self.batch, moved, refused, undo_until: tx.now() })
    }

    fn example() -> Value {
        json!({"batch": "0190a1b2-0000-7000-8000-000000000001"})
    }
}
