//! What has to be lifted.

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Error, Problems, Result,
    ids::{LiftRequirementId, SiteAssessmentId},
    money::Ratio,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AssessmentDetail, check_figure, lift::whole, read::detail, require_draft, store};
use crate::lead::{at_most, filled};

/// Most lifts of one assessment.
const MOST: usize = 100;

/// One thing to be lifted.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct WantedLift {
    /// Of one that stands on the list already.
    pub id: Option<LiftRequirementId>,
    pub name: String,
    pub load_t: Ratio,
    #[serde(default)]
    pub rigging_t: Ratio,
    #[serde(default)]
    pub block_t: Ratio,
    /// From the centre of rotation to the load at its farthest.
    pub radius_m: Ratio,
    /// Of the boom's tip.
    pub height_m: Ratio,
    pub obstacles: Option<String>,
    /// How many times; once where absent.
    pub picks: Option<i32>,
}

/// Kilograms and centimetres of a lift: load, rigging, block, radius, height.
type Figures = (i32, i32, i32, i32, i32);

impl WantedLift {
    fn check(&self, at: usize, p: &mut Problems) {
        let field = |name: &str| format!("lifts[{at}].{name}");
        p.text(&field("name"), &self.name, 200);
        check_figure(p, &field("load_t"), self.load_t, 1_000, 1, 5_000_000);
        check_figure(p, &field("rigging_t"), self.rigging_t, 1_000, 0, 1_000_000);
        check_figure(p, &field("block_t"), self.block_t, 1_000, 0, 1_000_000);
        check_figure(p, &field("radius_m"), self.radius_m, 100, 1, 50_000);
        check_figure(p, &field("height_m"), self.height_m, 100, 0, 50_000);
        at_most(p, &field("obstacles"), self.obstacles.as_deref(), 2_000);
        let picks = (1..=10_000).contains(&self.picks.unwrap_or(1));
        p.require(picks, &field("picks"), "OUT_OF_RANGE", "Between 1 and 10,000 picks.");
    }

    fn figures(&self) -> Result<Figures> {
        let of = |value, parts| whole(value, parts).ok_or_else(|| Error::internal("a figure that was not checked"));
        Ok((
            of(self.load_t, 1_000)?,
            of(self.rigging_t, 1_000)?,
            of(self.block_t, 1_000)?,
            of(self.radius_m, 100)?,
            of(self.height_m, 100)?,
        ))
    }
}

/// Puts the lift list in place of what stands there. What was read from charts for a lift is forgotten once its
/// figures are others.
#[derive(Deserialize, JsonSchema)]
pub struct PutLifts {
    pub id: SiteAssessmentId,
    pub lifts: Vec<WantedLift>,
}

impl Operation for PutLifts {
    type Output = AssessmentDetail;
    const SPEC: Spec = Spec::command("sales.assessment.put_lifts", "PUT", "/site-assessments/{id}/lifts")
        .summary("Puts an assessment's lift list as a whole.")
        .permission("site_assessment", "UPDATE")
        .on("site_assessment", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        p.require(self.lifts.len() <= MOST, "lifts", "TOO_MANY", "At most 100 lifts.");
        for (at, lift) in self.lifts.iter().enumerate() {
            lift.check(at, p);
            let twice = lift.id.is_some() && self.lifts[..at].iter().any(|before| before.id == lift.id);
            p.require(!twice, &format!("lifts[{at}].id"), "TWICE", "This lift stands on the list twice.");
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<AssessmentDetail> {
        let row = store::row(tx, self.id).await?;
        require_draft(&row)?;
        let before = store::lifts(tx, self.id).await?;
        let known = |id: LiftRequirementId| before.iter().find(|b| b.id == id);
        let mut p = Problems::new();
        for (at, lift) in self.lifts.iter().enumerate() {
            let there = lift.id.is_none_or(|id| known(id).is_some());
            p.require(there, &format!("lifts[{at}].id"), "NOT_FOUND", "There is no such lift on this list.");
        }
        p.finish()?;
        let kept = |id: LiftRequirementId| self.lifts.iter().any(|l| l.id == Some(id));
        let gone: Vec<LiftRequirementId> = before.iter().map(|b| b.id).filter(|id| !kept(*id)).collect();
        let mut outdated = gone.clone();
        for lift in &self.lifts {
            let figures = lift.figures()?;
            let same = |b: &store::LiftRow| (b.load_kg, b.rigging_kg, b.block_kg, b.radius_cm, b.height_cm) == figures;
            outdated.extend(lift.id.filter(|id| known(*id).is_some_and(|b| !same(b))));
        }
        store::forget_duties(tx, &outdated).await?;
        store::remove_lifts(tx, &gone).await?;
        for (number, lift) in (1_i32..).zip(&self.lifts) {
            let (load_kg, rigging_kg, block_kg, radius_cm, height_cm) = lift.figures()?;
            let (name, obstacles, picks) = (lift.name.trim(), filled(&lift.obstacles), lift.picks.unwrap_or(1));
            match lift.id {
                Some(id) => {
                    let row = store::ChangeLift {
                        lift_number: number,
                        name,
                        load_kg,
                        rigging_kg,
                        block_kg,
                        radius_cm,
                        height_cm,
                        obstacles,
                        picks,
                        id,
                    };
                    store::change_lift(tx, row).await?;
                }
                None => {
                    let row = store::InsertLift {
                        id: tx.new_id(),
                        assessment_id: self.id,
                        lift_number: number,
                        name,
                        load_kg,
                        rigging_kg,
                        block_kg,
                        radius_cm,
                        height_cm,
                        obstacles,
                        picks,
                    };
                    store::insert_lift(tx, row).await?;
                }
            }
        }
        store::told(tx, &row);
        detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "sas_01h2xcejqtf2nbrexx3vqjhp41", "lifts": [{"name": "Chiller on the roof", "load_t": "12.5",
            "rigging_t": "0.8", "block_t": "0.45", "radius_m": "14", "height_m": "22", "picks": 2}]})
    }
}
