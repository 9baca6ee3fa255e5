//! The assessments' rows.

use std::collections::BTreeMap;

use engine::{ListQuery, Page, TenantTx, event::NewEvent};
use kernel::{
    Error, Id, Result,
    ids::{DealId, EquipmentId, LeadId, LiftDutyId, LiftRequirementId, LocationId, MediaId, SiteAssessmentId, UserId},
};
use serde_json::json;
use uuid::Uuid;

use super::{AssessmentLine, codes::Severity};
use crate::{estimate::codes::read, sql::assessment as sql};

pub use crate::sql::assessment::{
    ASSESSMENT_LIST, AssessmentByIdRow as Row, AssessmentsOverRow as Over, ChangeAssessment as Change, ChangeLift,
    ConstraintsOfRow as ConstraintRow, CranesRow as Crane, DutiesOfRow as DutyRow, InsertAssessment as Insert,
    InsertLift, LiftRow, PicturesOfRow as PictureRow, PutConstraint, PutDuty, VerifiedRowsRow as VerifiedRow,
};

pub async fn row(tx: &TenantTx, id: SiteAssessmentId) -> Result<Row> {
    sql::assessment_by_id(tx, id).await?.ok_or_else(|| Error::not_found("assessment"))
}

fn line(row: sql::AssessmentLineRow) -> Result<AssessmentLine> {
    Ok(AssessmentLine {
        id: row.id,
        number: row.number,
        state: read(&row.state)?,
        lead_id: row.lead_id,
        deal_id: row.deal_id,
        customer_id: row.customer_id,
        location_id: row.location_id,
        location_name: row.location_name,
        assigned_to: row.assigned_to,
        assigned_name: row.assigned_name,
        title: row.title,
        site: serde_json::from_value(row.site).map_err(Error::internal)?,
        open_stoppers: row.open_stoppers,
        signed_at: row.signed_at,
        valid_until: row.valid_until,
        superseded_at: row.superseded_at,
        created_at: row.created_at,
        version: row.version,
    })
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<AssessmentLine>> {
    tx.list(&ASSESSMENT_LIST, query, |row| line(sql::AssessmentLineRow::from_row(row)?)).await
}

pub async fn insert(tx: &TenantTx, assessment: Insert<'_>) -> Result<()> {
    sql::insert_assessment(tx, assessment).await.map(drop)
}

pub async fn change(tx: &TenantTx, change: Change<'_>) -> Result<()> {
    sql::change_assessment(tx, change).await.map(drop)
}

pub async fn constraints(tx: &TenantTx, id: SiteAssessmentId) -> Result<Vec<ConstraintRow>> {
    sql::constraints_of(tx, id).await
}

pub async fn put_constraint(tx: &TenantTx, constraint: PutConstraint<'_>) -> Result<()> {
    sql::put_constraint(tx, constraint).await.map(drop)
}

pub async fn keep_constraints(tx: &TenantTx, id: SiteAssessmentId, kept: &[String]) -> Result<()> {
    sql::remove_constraints(tx, id, kept).await.map(drop)
}

pub async fn resolve(tx: &TenantTx, id: SiteAssessmentId, kind: &str, by: Uuid, resolution: &str) -> Result<()> {
    sql::resolve_constraint(tx, by, resolution, id, kind).await.map(drop)
}

/// Counts the stoppers that nobody has resolved, and keeps the count on the assessment.
pub async fn count_stoppers(tx: &TenantTx, id: SiteAssessmentId) -> Result<()> {
    let all = constraints(tx, id).await?;
    let open = all.iter().filter(|c| c.severity == Severity::Stopper.code() && c.resolved_at.is_none()).count();
    sql::set_stoppers(tx, i32::try_from(open).map_err(Error::internal)?, id).await.map(drop)
}

pub async fn sign(
    tx: &TenantTx,
    id: SiteAssessmentId,
    until: jiff::civil::Date,
    before: jiff::Timestamp,
) -> Result<()> {
    sql::sign_assessment(tx, tx.caller().user().map(|u| u.uuid()), until, before, id).await.map(drop)
}

/// Earlier signed ones of the same lead or deal count no more.
pub async fn supersede(tx: &TenantTx, id: SiteAssessmentId, lead: Option<LeadId>, deal: Option<DealId>) -> Result<()> {
    let nobody = Uuid::nil();
    let lead = lead.unwrap_or(Id::from_uuid(nobody));
    sql::supersede_assessments(tx, id, lead, deal.unwrap_or(Id::from_uuid(nobody))).await.map(drop)
}

pub async fn over(tx: &TenantTx) -> Result<Vec<Over>> {
    sql::assessments_over(tx).await
}

pub async fn expire(tx: &TenantTx, id: SiteAssessmentId) -> Result<()> {
    sql::expire_assessment(tx, id).await.map(drop)
}

pub async fn pictures(tx: &TenantTx, id: SiteAssessmentId) -> Result<Vec<PictureRow>> {
    sql::pictures_of(tx, id.uuid()).await
}

/// Media type and key of one of its pictures.
pub async fn picture(tx: &TenantTx, id: SiteAssessmentId, picture: MediaId) -> Result<(String, Option<String>)> {
    let row = sql::picture_of_site(tx, id.uuid(), picture).await?.ok_or_else(|| Error::not_found("picture"))?;
    Ok((row.content_type, row.object_key))
}

/// Puts what is drawn on a picture in place of what was.
pub async fn put_drawing(
    tx: &TenantTx,
    assessment: SiteAssessmentId,
    picture: MediaId,
    marks: &serde_json::Value,
) -> Result<()> {
    sql::put_drawing(tx, tx.new_id::<()>().uuid(), assessment, picture, marks).await.map(drop)
}

/// How many pictures show what.
pub fn pictures_by_kind(pictures: &[PictureRow]) -> BTreeMap<&str, i32> {
    let mut counts = BTreeMap::new();
    for picture in pictures {
        *counts.entry(picture.purpose.as_str()).or_insert(0) += 1;
    }
    counts
}

pub async fn lifts(tx: &TenantTx, id: SiteAssessmentId) -> Result<Vec<LiftRow>> {
    sql::lifts_of(tx, id).await
}

pub async fn insert_lift(tx: &TenantTx, lift: InsertLift<'_>) -> Result<()> {
    sql::insert_lift(tx, lift).await.map(drop)
}

pub async fn change_lift(tx: &TenantTx, lift: ChangeLift<'_>) -> Result<()> {
    sql::change_lift(tx, lift).await.map(drop)
}

/// What was read for a lift says nothing once its figures are others.
pub async fn forget_duties(tx: &TenantTx, lifts: &[LiftRequirementId]) -> Result<()> {
    let lifts: Vec<Uuid> = lifts.iter().map(|id| id.uuid()).collect();
    sql::remove_duties(tx, &lifts).await.map(drop)
}

pub async fn remove_lifts(tx: &TenantTx, lifts: &[LiftRequirementId]) -> Result<()> {
    let lifts: Vec<Uuid> = lifts.iter().map(|id| id.uuid()).collect();
    sql::remove_lifts(tx, &lifts).await.map(drop)
}

pub async fn duties(tx: &TenantTx, id: SiteAssessmentId) -> Result<Vec<DutyRow>> {
    sql::duties_of(tx, id).await
}

pub async fn put_duty(tx: &TenantTx, duty: PutDuty<'_>) -> Result<()> {
    sql::put_duty(tx, duty).await.map(drop)
}

pub async fn verify_duty(tx: &TenantTx, id: LiftDutyId, by: UserId) -> Result<()> {
    sql::verify_duty(tx, by.uuid(), id).await.map(drop)
}

pub async fn is_crane(tx: &TenantTx, id: EquipmentId) -> Result<bool> {
    Ok(sql::crane(tx, id).await?.is_some())
}

pub async fn cranes(tx: &TenantTx, location: Option<LocationId>) -> Result<Vec<Crane>> {
    sql::cranes(tx, location).await
}

pub async fn verified_rows(
    tx: &TenantTx,
    machines: &[EquipmentId],
    radius_cm: i32,
    boom_cm: i32,
) -> Result<Vec<VerifiedRow>> {
    let machines: Vec<Uuid> = machines.iter().map(|id| id.uuid()).collect();
    sql::verified_rows(tx, &machines, radius_cm, boom_cm).await
}

/// Tells that something about it is different now.
pub fn told(tx: &TenantTx, row: &Row) {
    tx.about("site_assessment", row.id.uuid(), &row.number);
    tx.at_location(row.location_id);
    let data = json!({"assessment_id": row.id, "lead_id": row.lead_id, "deal_id": row.deal_id});
    let event = NewEvent::new("sales.assessment.changed", "site_assessment", row.id.uuid());
    tx.emit(event.location(row.location_id).data(data));
}
