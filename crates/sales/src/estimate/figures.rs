//! A location's formula: read, changed as a new version, tried on past estimates (SAL-28).

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use jiff::Timestamp;
use kernel::{
    Error, Problems, Result,
    ids::{FormulaId, LocationId},
    money::Ratio,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::formula::{Figures, Input, Outputs, run};
use crate::{lead::at_most, sql::formula as sql};

/// Whose figures these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Origin {
    Shipped,
    Company,
    Location,
}

/// The figures in force and where they come from.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Formula {
    /// Absent: the shipped ones.
    pub id: Option<FormulaId>,
    pub origin: Origin,
    /// 0 for the shipped ones.
    pub formula_version: i32,
    pub figures: Figures,
    pub note: Option<String>,
    pub made_at: Option<Timestamp>,
    pub made_by_name: Option<String>,
}

impl Formula {
    fn shipped() -> Self {
        Self {
            id: None,
            origin: Origin::Shipped,
            formula_version: 0,
            figures: Figures::default(),
            note: None,
            made_at: None,
            made_by_name: None,
        }
    }
}

/// The figures that hold at a location now: its own, the company's, the shipped ones.
pub async fn in_force(tx: &TenantTx, location: Option<LocationId>) -> Result<Formula> {
    let Some(row) = sql::formula_in_force(tx, location).await? else { return Ok(Formula::shipped()) };
    Ok(Formula {
        id: Some(row.id),
        origin: if row.location_id.is_some() { Origin::Location } else { Origin::Company },
        formula_version: row.formula_version,
        figures: serde_json::from_value(row.figures).map_err(Error::internal)?,
        note: row.note,
        made_at: Some(row.made_at),
        made_by_name: row.made_by_name,
    })
}

/// The figures an estimate was reckoned with.
pub async fn with_id(tx: &TenantTx, id: Option<FormulaId>) -> Result<Formula> {
    let Some(id) = id else { return Ok(Formula::shipped()) };
    let row = sql::formula_by_id(tx, id).await?.ok_or_else(|| Error::internal("a formula that is gone"))?;
    Ok(Formula {
        id: Some(row.id),
        origin: if row.location_id.is_some() { Origin::Location } else { Origin::Company },
        formula_version: row.formula_version,
        figures: serde_json::from_value(row.figures).map_err(Error::internal)?,
        note: row.note,
        made_at: Some(row.made_at),
        made_by_name: row.made_by_name,
    })
}

async fn require_location(tx: &TenantTx, location: Option<LocationId>) -> Result<()> {
    match location {
        Some(id) if sql::location_known(tx, id).await?.is_none() => {
            Err(Error::invalid("location_id", "UNKNOWN", "There is no such location."))
        }
        _ => Ok(()),
    }
}

/// Reads the figures that hold at a location.
#[derive(Deserialize, JsonSchema)]
pub struct ReadFormula {
    pub location_id: Option<LocationId>,
}

impl Operation for ReadFormula {
    type Output = Formula;
    const SPEC: Spec = Spec::read("sales.formula.read", "/formulas")
        .summary("The figures of the estimate's formula that hold at a location.")
        .permission("formula", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Formula> {
        require_location(tx, self.location_id).await?;
        in_force(tx, self.location_id).await
    }
    fn example() -> Value {
        json!({"location_id": "loc_01h00000000000000000000000"})
    }
}

/// Makes a new version of the figures for a location, or for the company where none is named. Figures left out are the
/// shipped ones. Drafts take them at their next change; locked estimates keep theirs.
#[derive(Deserialize, JsonSchema)]
pub struct SaveFormula {
    pub location_id: Option<LocationId>,
    pub figures: Figures,
    /// Why they change.
    pub note: Option<String>,
}

impl Operation for SaveFormula {
    type Output = Formula;
    const SPEC: Spec = Spec::command("sales.formula.save", "POST", "/formulas")
        .summary("Makes a new version of a location's formula.")
        .permission("formula", "UPDATE")
        .created();

    fn check(&self, p: &mut Problems) {
        self.figures.check(p);
        at_most(p, "note", self.note.as_deref(), 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<Formula> {
        let facts = RowFacts { location: self.location_id, mine: true, record: Value::Null };
        tx.require("formula", "UPDATE", &facts)?;
        require_location(tx, self.location_id).await?;
        let last = sql::last_formula(tx, self.location_id).await?.map_or(0, |row| row.formula_version);
        let id: FormulaId = tx.new_id();
        let figures = json!(self.figures);
        let row = sql::InsertFormula {
            id,
            location_id: self.location_id,
            formula_version: last + 1,
            figures: &figures,
            note: self.note.as_deref(),
            made_by: tx.caller().user().map(|u| u.uuid()),
        };
        sql::insert_formula(tx, row).await?;
        tx.about("formula", id.uuid(), &format!("formula version {}", last + 1));
        tx.at_location(self.location_id);
        with_id(tx, Some(id)).await
    }
    fn example() -> Value {
        json!({"figures": {"longest": {"minutes": 540, "crew_cap": 7}}, "note": "Long summer days."})
    }
}

/// Reckons the newest locked estimates with other figures.
#[derive(Deserialize, JsonSchema)]
pub struct TestFormula {
    pub location_id: Option<LocationId>,
    pub figures: Figures,
}

/// One estimate under both formulas.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Trial {
    pub number: String,
    pub estimate_version: i32,
    pub minutes: u32,
    pub new_minutes: u32,
    pub movers: u32,
    pub new_movers: u32,
    pub new_trucks: u32,
    /// How long it really took, where the job is done.
    pub actual_minutes: Option<i64>,
}

/// The trials, and how far both formulas were off in the mean.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Trials {
    pub trials: Vec<Trial>,
    pub finished_jobs: usize,
    /// Mean of |estimated − actual| ÷ actual; absent without finished jobs.
    pub error: Option<Ratio>,
    pub new_error: Option<Ratio>,
}

/// Mean relative distance from what happened, to four decimals.
fn error(trials: &[Trial], minutes: fn(&Trial) -> u32) -> Result<Option<Ratio>> {
    let mut sum = Ratio::ZERO;
    let mut jobs = 0;
    for trial in trials {
        let Some(actual) = trial.actual_minutes.filter(|a| *a > 0) else { continue };
        let off = (i64::from(minutes(trial)) - actual).abs();
        sum = Ratio::new(off.into(), actual.into())
            .and_then(|part| sum.plus(part.rounded_to(6)?))
            .map_err(Error::internal)?;
        jobs += 1;
    }
    if jobs == 0 {
        return Ok(None);
    }
    sum.over(Ratio::whole(jobs)).and_then(|mean| mean.rounded_to(4)).map(Some).map_err(Error::internal)
}

impl Operation for TestFormula {
    type Output = Trials;
    const SPEC: Spec = Spec::read_by_post("sales.formula.test", "/formulas/test")
        .summary("Tries figures on the newest locked estimates and, where jobs are done, on what they really took.")
        .permission("formula", "UPDATE");

    fn check(&self, p: &mut Problems) {
        self.figures.check(p);
    }

    async fn run(self, tx: &TenantTx) -> Result<Trials> {
        let facts = RowFacts { location: self.location_id, mine: true, record: Value::Null };
        tx.require("formula", "UPDATE", &facts)?;
        require_location(tx, self.location_id).await?;
        let mut trials = Vec::new();
        for row in sql::tried_estimates(tx, self.location_id, self.location_id.is_none()).await? {
            let input: Input = serde_json::from_value(row.inputs).map_err(Error::internal)?;
            let before: Outputs = serde_json::from_value(row.outputs).map_err(Error::internal)?;
            let after = run(&self.figures, &input).map_err(Error::internal)?.outputs;
            trials.push(Trial {
                number: row.number,
                estimate_version: row.estimate_version,
                minutes: before.minutes,
                new_minutes: after.minutes,
                movers: before.movers,
                new_movers: after.movers,
                new_trucks: after.trucks,
                actual_minutes: row.actual_minutes,
            });
        }
        Ok(Trials {
            finished_jobs: trials.iter().filter(|t| t.actual_minutes.is_some_and(|a| a > 0)).count(),
            error: error(&trials, |t| t.minutes)?,
            new_error: error(&trials, |t| t.new_minutes)?,
            trials,
        })
    }
    fn example() -> Value {
        json!({"figures": {"speed": {"lb_per_hour": [650, 950, 1250, 1500, 1750], "further_lb_per_hour": 180}}})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_28_the_bench_tells_how_far_both_formulas_were_off() {
        let trial = |minutes, new_minutes, actual_minutes| Trial {
            number: "E-2026-000001".into(),
            estimate_version: 1,
            minutes,
            new_minutes,
            movers: 3,
            new_movers: 3,
            new_trucks: 1,
            actual_minutes,
        };
        let trials = [trial(300, 360, Some(400)), trial(480, 420, Some(400)), trial(60, 60, None)];
        assert_eq!(error(&trials, |t| t.minutes).expect("a mean").expect("jobs").to_string(), "0.225");
        assert_eq!(error(&trials, |t| t.new_minutes).expect("a mean").expect("jobs").to_string(), "0.075");
        assert_eq!(error(&trials[2..], |t| t.minutes).expect("none"), None);
    }
}
