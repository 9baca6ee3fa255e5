//! The assessor answers for what stands there.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use jiff::{ToSpan, tz::TimeZone};
use kernel::{
    Error, Problems, Result,
    ids::SiteAssessmentId,
    time::{local_day, local_instant},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    AssessmentDetail,
    codes::{ConstraintKind, Severity},
    read::detail,
    require_draft, store,
};

/// Days an assessment is valid after the day it was signed on.
const VALID_DAYS: i64 = 30;

/// Signs an assessment; from then on it stays as it is, for 30 days (SAL-31).
#[derive(Deserialize, JsonSchema)]
pub struct SignAssessment {
    pub id: SiteAssessmentId,
}

/// Everything that is missing, at once.
fn check(row: &store::Row, constraints: &[store::ConstraintRow], pictures: &[store::PictureRow]) -> Result<()> {
    let mut p = Problems::new();
    let said = |text: &Option<String>| text.as_deref().is_some_and(|t| !t.trim().is_empty());
    p.require(said(&row.ground), "ground", "REQUIRED", "Say what the crane stands on.");
    p.require(said(&row.access), "access", "REQUIRED", "Say how the crane gets there.");
    let shown = store::pictures_by_kind(pictures);
    for kind in ConstraintKind::ASKED {
        let field = format!("constraints.{}", kind.code());
        let Some(answer) = constraints.iter().find(|c| c.kind == kind.code()) else {
            p.add(field, "REQUIRED", "This needs an answer.");
            continue;
        };
        let pictured = answer.severity == Severity::Ok.code() || shown.contains_key(kind.code());
        p.require(pictured, &field, "PICTURE_MISSING", "Take at least one picture of what is not in order.");
        if kind == ConstraintKind::PowerLines {
            let figures = answer.no_lines || answer.distance_cm.is_some();
            let text = "Give kilovolts and metres of the nearest line, or say that there is none in reach.";
            p.require(figures, &field, "FIGURES_MISSING", text);
        }
    }
    p.finish()
}

impl Operation for SignAssessment {
    type Output = AssessmentDetail;
    const SPEC: Spec = Spec::command("sales.assessment.sign", "POST", "/site-assessments/{id}/sign")
        .summary("Signs an assessment; it is valid for 30 days.")
        .permission("site_assessment", "UPDATE")
        .on("site_assessment", "id")
        .offline();

    async fn run(self, tx: &TenantTx) -> Result<AssessmentDetail> {
        let row = store::row(tx, self.id).await?;
        require_draft(&row)?;
        let constraints = store::constraints(tx, self.id).await?;
        let pictures = store::pictures(tx, self.id).await?;
        check(&row, &constraints, &pictures)?;
        let zone = TimeZone::get(&row.timezone).unwrap_or(TimeZone::UTC);
        let until = local_day(tx.now(), &zone).checked_add(VALID_DAYS.days()).map_err(Error::internal)?;
        let next = until.tomorrow().map_err(Error::internal)?;
        store::sign(tx, self.id, until, local_instant(next.to_datetime(jiff::civil::Time::midnight()), &zone)).await?;
        store::supersede(tx, self.id, row.lead_id, row.deal_id).await?;
        tx.about("site_assessment", row.id.uuid(), &row.number);
        tx.at_location(row.location_id);
        let data = json!({"assessment_id": row.id, "lead_id": row.lead_id, "deal_id": row.deal_id,
            "customer_id": row.customer_id, "open_stoppers": row.open_stoppers, "valid_until": until});
        let event = NewEvent::new("sales.assessment.signed", "site_assessment", row.id.uuid());
        tx.emit(event.location(row.location_id).data(data));
        detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "sas_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
