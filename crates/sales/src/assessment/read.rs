//! One assessment.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::SiteAssessmentId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    AssessmentDetail, Constraint, Duty, Lift, Picture, clearance,
    codes::ConstraintKind,
    lift::{Verdict, Weights, boom_cm, metres, tonnes, utilisation, verdict},
    store,
};
use crate::estimate::codes::read;

/// Reads an assessment with its constraints, pictures and lifts.
#[derive(Deserialize, JsonSchema)]
pub struct ReadAssessment {
    pub id: SiteAssessmentId,
}

impl Operation for ReadAssessment {
    type Output = AssessmentDetail;
    const SPEC: Spec = Spec::read("sales.assessment.read", "/site-assessments/{id}")
        .summary("One site assessment with its constraints, pictures and lifts.")
        .permission("site_assessment", "VIEW")
        .on("site_assessment", "id");

    async fn run(self, tx: &TenantTx) -> Result<AssessmentDetail> {
        detail(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "sas_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}

fn constraint(row: store::ConstraintRow, pictures: i32) -> Result<Constraint> {
    let kind = read(&row.kind)?;
    let clear = row.distance_cm.map(|_| clearance::clear_cm(row.line_kv));
    Ok(Constraint {
        kind,
        severity: read(&row.severity)?,
        note: row.note,
        no_lines: row.no_lines,
        line_kv: row.line_kv,
        distance_m: row.distance_cm.map(metres).transpose()?,
        clear_distance_m: clear.map(metres).transpose()?,
        pictures,
        resolved_at: row.resolved_at,
        resolved_name: row.resolved_name,
        resolution: row.resolution,
    })
}

fn duty(row: &store::DutyRow, gross_kg: i32) -> Result<Duty> {
    let verified = row.verified_at.is_some();
    Ok(Duty {
        id: row.id,
        equipment_id: row.equipment_id,
        machine_number: row.machine_number.clone(),
        machine_name: row.machine_name.clone(),
        class: row.class.clone(),
        configuration: row.configuration.clone(),
        chart_radius_m: metres(row.chart_radius_cm)?,
        chart_boom_m: metres(row.chart_boom_cm)?,
        duty_t: tonnes(row.duty_kg)?,
        source: row.source.clone(),
        read_name: row.read_name.clone(),
        verified_at: row.verified_at,
        verified_name: row.verified_name.clone(),
        utilisation_percent: utilisation(gross_kg, row.duty_kg)?,
        verdict: if verified { verdict(gross_kg, row.duty_kg) } else { Verdict::Manual },
    })
}

/// The best of the verified ones.
fn best(duties: &[Duty]) -> Verdict {
    let has = |wanted: Verdict| duties.iter().any(|d| d.verdict == wanted);
    let order = [Verdict::Fits, Verdict::Critical, Verdict::AboveLimit];
    order.into_iter().find(|v| has(*v)).unwrap_or(Verdict::Manual)
}

fn lift(row: store::LiftRow, duties: &[store::DutyRow]) -> Result<Lift> {
    let weights = Weights { load_kg: row.load_kg, rigging_kg: row.rigging_kg, block_kg: row.block_kg };
    let gross_kg = weights.gross_kg();
    let duties: Vec<Duty> =
        duties.iter().filter(|d| d.lift_id == row.id).map(|d| duty(d, gross_kg)).collect::<Result<_>>()?;
    Ok(Lift {
        id: row.id,
        name: row.name,
        load_t: tonnes(row.load_kg)?,
        rigging_t: tonnes(row.rigging_kg)?,
        block_t: tonnes(row.block_kg)?,
        gross_t: tonnes(gross_kg)?,
        radius_m: metres(row.radius_cm)?,
        height_m: metres(row.height_cm)?,
        boom_m: metres(boom_cm(row.radius_cm, row.height_cm))?,
        obstacles: row.obstacles,
        picks: row.picks,
        verdict: best(&duties),
        duties,
    })
}

/// The whole assessment.
pub async fn detail(tx: &TenantTx, id: SiteAssessmentId) -> Result<AssessmentDetail> {
    let row = store::row(tx, id).await?;
    let (constraints, pictures, lifts, duties) = futures::try_join!(
        store::constraints(tx, id),
        store::pictures(tx, id),
        store::lifts(tx, id),
        store::duties(tx, id)
    )?;
    let counts = store::pictures_by_kind(&pictures);
    let constraints: Vec<Constraint> = constraints
        .into_iter()
        .map(|c| {
            let shown = counts.get(c.kind.as_str()).copied().unwrap_or(0);
            constraint(c, shown)
        })
        .collect::<Result<_>>()?;
    let answered = |kind: &ConstraintKind| constraints.iter().any(|c| c.kind == *kind);
    Ok(AssessmentDetail {
        id: row.id,
        number: row.number,
        state: read(&row.state)?,
        lead_id: row.lead_id,
        lead_number: row.lead_number,
        deal_id: row.deal_id,
        deal_number: row.deal_number,
        customer_id: row.customer_id,
        customer_name: row.customer_name,
        location_id: row.location_id,
        location_name: row.location_name,
        assigned_to: row.assigned_to,
        assigned_name: row.assigned_name,
        title: row.title,
        site: serde_json::from_value(row.site).map_err(Error::internal)?,
        ground: row.ground,
        access: row.access,
        notes: row.notes,
        unanswered: ConstraintKind::ASKED.into_iter().filter(|kind| !answered(kind)).collect(),
        constraints,
        pictures: pictures
            .into_iter()
            .map(|p| {
                Ok(Picture {
                    id: p.id,
                    shows: p.purpose,
                    state: p.state,
                    content_type: p.content_type,
                    taken_at: p.taken_at,
                    marks: p
                        .marks
                        .map(serde_json::from_value)
                        .transpose()
                        .map_err(Error::internal)?
                        .unwrap_or_default(),
                })
            })
            .collect::<Result<_>>()?,
        lifts: lifts.into_iter().map(|l| lift(l, &duties)).collect::<Result<_>>()?,
        open_stoppers: row.open_stoppers,
        signed_at: row.signed_at,
        signed_name: row.signed_name,
        valid_until: row.valid_until,
        superseded_at: row.superseded_at,
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}
