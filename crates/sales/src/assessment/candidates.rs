//! Which of the company's cranes lift something.

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Error, Problems, Result,
    ids::{EquipmentId, LocationId},
    money::Ratio,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    check_figure,
    lift::{Verdict, Weights, boom_cm, metres, tonnes, utilisation, verdict, whole},
    store,
};

/// Offers the cranes whose own chart carries a lift (SAL-32). Only rows that two people read are known; a crane without
/// one is manual and needs a verifier.
#[derive(Deserialize, JsonSchema)]
pub struct FindCandidates {
    pub load_t: Ratio,
    #[serde(default)]
    pub rigging_t: Ratio,
    #[serde(default)]
    pub block_t: Ratio,
    pub radius_m: Ratio,
    pub height_m: Ratio,
    /// Only cranes whose home this is.
    pub location_id: Option<LocationId>,
}

/// A crane, and where it stands to the lift.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Candidate {
    pub equipment_id: EquipmentId,
    pub number: String,
    pub name: String,
    pub class: Option<String>,
    pub verdict: Verdict,
    /// The row of its chart that was taken; absent when none is known.
    pub duty_t: Option<Ratio>,
    pub chart_radius_m: Option<Ratio>,
    pub chart_boom_m: Option<Ratio>,
    pub configuration: Option<String>,
    pub source: Option<String>,
    /// Gross load ÷ duty, per cent.
    pub utilisation_percent: Option<Ratio>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Candidates {
    /// Load + rigging + block.
    pub gross_t: Ratio,
    /// The shortest boom that reaches so far and so high.
    pub boom_m: Ratio,
    /// Those that fit, the least used first, then critical ones.
    pub machines: Vec<Candidate>,
    /// Those used for more than the company allows.
    pub left_out: Vec<Candidate>,
    /// No row of their chart is known: manual, needs a verifier.
    pub manual: Vec<Candidate>,
}

fn candidate(crane: store::Crane, row: Option<&store::VerifiedRow>, gross_kg: i32) -> Result<Candidate> {
    Ok(Candidate {
        equipment_id: crane.id,
        number: crane.number,
        name: crane.name,
        class: crane.class,
        verdict: row.map_or(Verdict::Manual, |r| verdict(gross_kg, r.duty_kg)),
        duty_t: row.map(|r| tonnes(r.duty_kg)).transpose()?,
        chart_radius_m: row.map(|r| metres(r.chart_radius_cm)).transpose()?,
        chart_boom_m: row.map(|r| metres(r.chart_boom_cm)).transpose()?,
        configuration: row.map(|r| r.configuration.clone()),
        source: row.map(|r| r.source.clone()),
        utilisation_percent: row.map(|r| utilisation(gross_kg, r.duty_kg)).transpose()?,
    })
}

impl Operation for FindCandidates {
    type Output = Candidates;
    const SPEC: Spec = Spec::read_by_post("sales.lift.candidates", "/lifts/candidates")
        .summary("The cranes whose own chart carries a lift, and those nobody has read a chart of.")
        .permission("site_assessment", "VIEW");

    fn check(&self, p: &mut Problems) {
        check_figure(p, "load_t", self.load_t, 1_000, 1, 5_000_000);
        check_figure(p, "rigging_t", self.rigging_t, 1_000, 0, 1_000_000);
        check_figure(p, "block_t", self.block_t, 1_000, 0, 1_000_000);
        check_figure(p, "radius_m", self.radius_m, 100, 1, 50_000);
        check_figure(p, "height_m", self.height_m, 100, 0, 50_000);
    }

    async fn run(self, tx: &TenantTx) -> Result<Candidates> {
        let of = |value, parts| whole(value, parts).ok_or_else(|| Error::internal("a figure that was not checked"));
        let weights = Weights {
            load_kg: of(self.load_t, 1_000)?,
            rigging_kg: of(self.rigging_t, 1_000)?,
            block_kg: of(self.block_t, 1_000)?,
        };
        let (gross, radius) = (weights.gross_kg(), of(self.radius_m, 100)?);
        let boom = boom_cm(radius, of(self.height_m, 100)?);
        let cranes = store::cranes(tx, self.location_id).await?;
        let ids: Vec<EquipmentId> = cranes.iter().map(|c| c.id).collect();
        let rows = store::verified_rows(tx, &ids, radius, boom).await?;
        let mut out = Candidates {
            gross_t: tonnes(gross)?,
            boom_m: metres(boom)?,
            machines: Vec::new(),
            left_out: Vec::new(),
            manual: Vec::new(),
        };
        for crane in cranes {
            // The first is of the next larger radius, there of the next longer boom, there the least.
            let row = rows.iter().find(|r| r.equipment_id == crane.id);
            let found = candidate(crane, row, gross)?;
            match found.verdict {
                Verdict::Fits | Verdict::Critical => out.machines.push(found),
                Verdict::AboveLimit => out.left_out.push(found),
                Verdict::Manual => out.manual.push(found),
            }
        }
        out.machines.sort_by_key(|machine| machine.utilisation_percent);
        Ok(out)
    }

    fn example() -> Value {
        json!({"load_t": "12.5", "rigging_t": "0.8", "block_t": "0.45", "radius_m": "14", "height_m": "22"})
    }
}
