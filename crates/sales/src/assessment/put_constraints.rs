//! The answers about what may stand in a crane's way.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::SiteAssessmentId, money::Ratio};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    AssessmentDetail, check_figure, clearance,
    codes::{ConstraintKind, Severity},
    lift,
    read::detail,
    require_draft, store,
};
use crate::lead::{at_most, filled};

/// One answer.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct WantedConstraint {
    pub kind: ConstraintKind,
    /// Power lines are at least as grave as their distance says.
    pub severity: Severity,
    pub note: Option<String>,
    /// Power lines: there are none in reach.
    #[serde(default)]
    pub no_lines: bool,
    /// Power lines: kilovolts; absent when nobody knows, which asks for the widest distance.
    pub line_kv: Option<i32>,
    /// Power lines: how near boom, load or rope come at their worst position.
    pub distance_m: Option<Ratio>,
}

impl WantedConstraint {
    fn check(&self, at: usize, p: &mut Problems) {
        let field = |name: &str| format!("constraints[{at}].{name}");
        at_most(p, &field("note"), self.note.as_deref(), 2_000);
        if self.severity != Severity::Ok || self.kind == ConstraintKind::Other {
            let said = filled(&self.note).is_some();
            p.require(said, &field("note"), "REQUIRED", "Please say what stands in the way.");
        }
        let figures = self.line_kv.is_some() || self.distance_m.is_some();
        if self.kind != ConstraintKind::PowerLines {
            let none = !figures && !self.no_lines;
            p.require(none, &field("line_kv"), "NOT_POWER_LINES", "Only power lines have kilovolts and a distance.");
            return;
        }
        p.require(
            !(self.no_lines && figures),
            &field("no_lines"),
            "CONTRADICTS",
            "There are lines, or there are none.",
        );
        let known = (0..=2_000).contains(&self.line_kv.unwrap_or(0));
        p.require(known, &field("line_kv"), "OUT_OF_RANGE", "Between 0 and 2000 kV.");
        if let Some(distance) = self.distance_m {
            check_figure(p, &field("distance_m"), distance, 100, 0, 100_000);
        }
    }

    fn distance_cm(&self) -> Option<i32> {
        self.distance_m.and_then(|m| lift::whole(m, 100))
    }

    /// The answer's own severity, or the one its figures demand (SAL-31, DSP-21).
    fn severity(&self) -> Severity {
        match self.distance_cm() {
            Some(cm) => self.severity.or_graver(clearance::demanded(self.line_kv, cm)),
            None => self.severity,
        }
    }

    fn is_kept(&self, row: &store::ConstraintRow) -> bool {
        row.kind == self.kind.code()
            && row.severity == self.severity().code()
            && row.note.as_deref() == filled(&self.note)
            && row.no_lines == self.no_lines
            && row.line_kv == self.line_kv
            && row.distance_cm == self.distance_cm()
    }
}

/// Puts the answers in place of what stands there; a kind that is absent has no answer. One that stays as it is stays
/// resolved.
#[derive(Deserialize, JsonSchema)]
pub struct PutConstraints {
    pub id: SiteAssessmentId,
    #[schemars(length(max = 6))]
    pub constraints: Vec<WantedConstraint>,
}

impl Operation for PutConstraints {
    type Output = AssessmentDetail;
    const SPEC: Spec = Spec::command("sales.assessment.put_constraints", "PUT", "/site-assessments/{id}/constraints")
        .summary("Puts the answers about access, heights, set-up, power lines and ground.")
        .permission("site_assessment", "UPDATE")
        .on("site_assessment", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        for (at, constraint) in self.constraints.iter().enumerate() {
            constraint.check(at, p);
            let twice = self.constraints[..at].iter().any(|before| before.kind == constraint.kind);
            let field = format!("constraints[{at}].kind");
            p.require(!twice, &field, "TWICE", "One answer for each kind.");
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<AssessmentDetail> {
        let row = store::row(tx, self.id).await?;
        require_draft(&row)?;
        let before = store::constraints(tx, self.id).await?;
        let kinds: Vec<String> = self.constraints.iter().map(|c| c.kind.code().to_owned()).collect();
        store::keep_constraints(tx, self.id, &kinds).await?;
        for constraint in self.constraints.iter().filter(|c| !before.iter().any(|row| c.is_kept(row))) {
            let put = store::PutConstraint {
                id: tx.new_id::<()>().uuid(),
                assessment_id: self.id,
                kind: constraint.kind.code(),
                severity: constraint.severity().code(),
                note: filled(&constraint.note),
                no_lines: constraint.no_lines,
                line_kv: constraint.line_kv,
                distance_cm: constraint.distance_cm(),
            };
            store::put_constraint(tx, put).await?;
        }
        store::count_stoppers(tx, self.id).await?;
        store::told(tx, &row);
        detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "sas_01h2xcejqtf2nbrexx3vqjhp41", "constraints": [
            {"kind": "ROAD_ACCESS", "severity": "OK"},
            {"kind": "HEIGHT_LIMITS", "severity": "CARE", "note": "Bridge of 4.5 m on the way."},
            {"kind": "POWER_LINES", "severity": "OK", "line_kv": 25, "distance_m": "12.5"}]})
    }
}
