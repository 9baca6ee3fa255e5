//! A duty is read by hand from a machine's own chart. The product has no charts of machines: it never guesses one, a
//! second person verifies what the first has read (SAL-32).

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Error, Problems, Result,
    ids::{EquipmentId, LiftRequirementId, SiteAssessmentId},
    money::Ratio,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    AssessmentDetail, check_figure,
    lift::{boom_cm, whole},
    read::detail,
    require_draft, store,
};

/// Notes what a machine's own chart says for a lift: the row of that configuration at the next larger radius and the
/// next longer boom (FLT-16).
#[derive(Deserialize, JsonSchema)]
pub struct ReadDuty {
    pub id: SiteAssessmentId,
    pub lift_id: LiftRequirementId,
    pub equipment_id: EquipmentId,
    /// Boom, counterweight, outriggers, sector, jib, as the chart names them.
    pub configuration: String,
    pub chart_radius_m: Ratio,
    pub chart_boom_m: Ratio,
    pub duty_t: Ratio,
    /// Document and page.
    pub source: String,
}

impl Operation for ReadDuty {
    type Output = AssessmentDetail;
    const SPEC: Spec = Spec::command("sales.assessment.read_duty", "POST", "/site-assessments/{id}/duties")
        .summary("Notes the duty that a machine's own chart gives for a lift.")
        .permission("site_assessment", "UPDATE")
        .on("site_assessment", "id");

    fn check(&self, p: &mut Problems) {
        p.text("configuration", &self.configuration, 500);
        p.text("source", &self.source, 500);
        check_figure(p, "chart_radius_m", self.chart_radius_m, 100, 1, 50_000);
        check_figure(p, "chart_boom_m", self.chart_boom_m, 100, 1, 50_000);
        check_figure(p, "duty_t", self.duty_t, 1_000, 1, 5_000_000);
    }

    async fn run(self, tx: &TenantTx) -> Result<AssessmentDetail> {
        let row = store::row(tx, self.id).await?;
        require_draft(&row)?;
        let lifts = store::lifts(tx, self.id).await?;
        let lift = lifts.iter().find(|l| l.id == self.lift_id);
        let lift = lift.ok_or_else(|| Error::invalid("lift_id", "NOT_FOUND", "There is no such lift on this list."))?;
        if !store::is_crane(tx, self.equipment_id).await? {
            return Err(Error::invalid("equipment_id", "NOT_FOUND", "There is no such crane."));
        }
        let of = |value, parts| whole(value, parts).ok_or_else(|| Error::internal("a figure that was not checked"));
        let (radius, boom) = (of(self.chart_radius_m, 100)?, of(self.chart_boom_m, 100)?);
        let mut p = Problems::new();
        let text = "Take the row of the next larger radius: this one is nearer than the lift.";
        p.require(radius >= lift.radius_cm, "chart_radius_m", "RADIUS_TOO_SMALL", text);
        let text = "Take the row of the next longer boom: this one does not reach so far and so high.";
        p.require(boom >= boom_cm(lift.radius_cm, lift.height_cm), "chart_boom_m", "BOOM_TOO_SHORT", text);
        p.finish()?;
        let duty = store::PutDuty {
            id: tx.new_id(),
            lift_id: self.lift_id,
            equipment_id: self.equipment_id,
            configuration: self.configuration.trim(),
            chart_radius_cm: radius,
            chart_boom_cm: boom,
            duty_kg: of(self.duty_t, 1_000)?,
            source: self.source.trim(),
            read_by: tx.caller().user().map(|u| u.uuid()),
        };
        store::put_duty(tx, duty).await?;
        store::told(tx, &row);
        detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "sas_01h2xcejqtf2nbrexx3vqjhp41", "lift_id": "lif_01h2xcejqtf2nbrexx3vqjhp42",
            "equipment_id": "equ_01h2xcejqtf2nbrexx3vqjhp43", "configuration": "Boom 30.5 m, 20 t counterweight, 360°",
            "chart_radius_m": "14", "chart_boom_m": "30.5", "duty_t": "19.2", "source": "Load chart 2021, page 14"})
    }
}
