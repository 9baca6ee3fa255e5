//! Whether the active model still holds what it promises: what it said of the leads that closed last, against what became
//! of them. Where it is too far off, the points stand alone again and the administrators are told (SAL-15).

use engine::TenantTx;
use kernel::Result;

use super::{
    ModelState, StateReason,
    report::{Said, bins, calibration_error},
    store::{self, WatchedRow},
    train::take_back,
};

/// Leads it is judged on; fewer say too little.
const CLOSED_LEADS: usize = 500;
/// The most it may be off.
const MOST_ERROR: f64 = 0.08;

/// How far off it is; none before enough leads closed.
fn live_error(rows: &[WatchedRow]) -> Option<f64> {
    let mut leads: Vec<_> = rows.iter().map(|row| row.lead_id).collect();
    leads.dedup();
    if leads.len() < CLOSED_LEADS {
        return None;
    }
    let said: Vec<Said> = rows
        .iter()
        .map(|row| Said { probability: f64::from(row.probability_millionths) / 1_000_000.0, won: row.won })
        .collect();
    Some(calibration_error(&bins(&said)))
}

pub async fn watch(tx: &TenantTx) -> Result<()> {
    let Some(active) = store::standing(tx).await?.filter(|row| row.state == ModelState::Active.code()) else {
        return Ok(());
    };
    if live_error(&store::watched(tx, active.id, active.trained_at).await?).is_some_and(|error| error > MOST_ERROR) {
        take_back(tx, active.id, active.model_version, StateReason::LiveError).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use kernel::ids::LeadId;
    use uuid::Uuid;

    use super::*;

    fn rows(leads: u128, said: i32, won_of_ten: u128) -> Vec<WatchedRow> {
        let row = |n: u128| WatchedRow {
            lead_id: LeadId::from_uuid(Uuid::from_u128(n)),
            won: n % 10 < won_of_ten,
            probability_millionths: said,
        };
        (0..leads).map(row).collect()
    }

    #[test]
    fn sal_15_the_live_error_is_over_five_hundred_closed_leads() {
        assert_eq!(live_error(&rows(499, 900_000, 1)), None, "too few to say");
        let off = live_error(&rows(500, 390_000, 3)).expect("enough");
        assert!((off - 0.09).abs() < 1e-9 && off > MOST_ERROR);
        assert!(live_error(&rows(500, 370_000, 3)).expect("enough") < MOST_ERROR);
    }
}
