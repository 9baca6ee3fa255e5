//! What becomes of leads: points with a company's own weights (SAL-13), and a model of its own history that is shown
//! beside them only while it holds what it promises (SAL-14, SAL-15).

mod calibrate;
mod features;
mod fit;
pub mod list;
mod model;
pub mod note;
pub mod numbers;
pub mod read;
mod report;
pub mod retire;
pub mod settings;
pub mod store;
pub mod train;
pub mod watch;

use engine::{TenantTx, event::NewEvent};
use kernel::ids::ScoreModelId;
use serde_json::json;

codes! {
    /// SHADOW: watched in silence. ACTIVE: shown beside the points. RETIRED: done.
    ModelState { Shadow = "SHADOW", Active = "ACTIVE", Retired = "RETIRED" }
}
codes! {
    /// Why a model is not active.
    StateReason {
        NoBetter = "NO_BETTER", NotCalibrated = "NOT_CALIBRATED", Replaced = "REPLACED", ByHand = "BY_HAND",
        LiveError = "LIVE_ERROR",
    }
}
codes! {
    /// When a lead is looked at.
    Moment { Created = "CREATED", Contacted = "CONTACTED", Estimated = "ESTIMATED", Quoted = "QUOTED" }
}

/// The active model went: tells whoever listens, with the reason.
fn tell_retired(tx: &TenantTx, id: ScoreModelId, model_version: i32, reason: StateReason) {
    let data = json!({"model_version": model_version, "reason": reason.code()});
    tx.emit(NewEvent::new("sales.model.retired", "score_model", id.uuid()).data(data));
}
