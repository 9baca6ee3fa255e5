//! The surveys' rows.

use engine::TenantTx;
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{EstimateId, SelfSurveyId, SurveyPictureId},
};
use serde_json::{Value, json};

use super::{State, SurveyDetail, SurveyPicture, is_pictured, rooms_of};
use crate::{estimate::codes::read, sql::survey as sql};

pub use crate::sql::survey::{
    InsertPicture, InsertSurvey, PictureRow, SurveyEndsRow as Ends, SurveyRow as Row, SurveysOverRow as Over,
    SurveysToRemindRow as ToRemind,
};

/// Unknown, foreign and outdated links all get this one answer.
fn nothing_here() -> Error {
    Error::not_found("survey")
}

/// The survey behind the caller's link, as long as it can be read.
pub async fn behind_link(tx: &TenantTx) -> Result<Row> {
    let row = sql::survey_by_link(tx, &tx.link_hash()?).await?.ok_or_else(nothing_here)?;
    if row.state == State::Expired.code() || tx.now() >= row.expires_at {
        return Err(nothing_here());
    }
    Ok(row)
}

/// The same, locked, while the customer may still change it.
pub async fn open_behind_link(tx: &TenantTx) -> Result<Row> {
    let found = behind_link(tx).await?;
    sql::lock_survey(tx, found.id).await?;
    let row = behind_link(tx).await?;
    let open = row.state == State::Sent.code() || row.state == State::Opened.code();
    if !open {
        let text = "You have sent this already. Please call us if something has changed.";
        return Err(Error::conflict("SURVEY_SUBMITTED", text));
    }
    Ok(row)
}

pub async fn of_estimate(tx: &TenantTx, id: EstimateId) -> Result<Vec<Row>> {
    sql::surveys_of(tx, id).await
}

pub async fn ends(tx: &TenantTx, id: EstimateId) -> Result<Ends> {
    sql::survey_ends(tx, id).await
}

pub async fn insert(tx: &TenantTx, survey: InsertSurvey<'_>) -> Result<()> {
    sql::insert_survey(tx, survey).await.map(drop)
}

pub async fn open(tx: &TenantTx, id: SelfSurveyId) -> Result<bool> {
    Ok(sql::open_survey(tx, id).await? > 0)
}

pub async fn keep_rooms(tx: &TenantTx, id: SelfSurveyId, rooms: &Value, note: Option<&str>) -> Result<()> {
    sql::keep_rooms(tx, rooms, note, id).await.map(drop)
}

pub async fn submit(tx: &TenantTx, id: SelfSurveyId) -> Result<()> {
    sql::submit_survey(tx, id).await.map(drop)
}

pub async fn review(tx: &TenantTx, id: SelfSurveyId) -> Result<()> {
    sql::review_survey(tx, tx.caller().user().map(|u| u.uuid()), id).await.map(drop)
}

pub async fn to_remind(tx: &TenantTx) -> Result<Vec<ToRemind>> {
    sql::surveys_to_remind(tx).await
}

pub async fn reminded(tx: &TenantTx, id: SelfSurveyId, reminders: i32, next: Option<Timestamp>) -> Result<()> {
    sql::set_reminded(tx, reminders, next, id).await.map(drop)
}

pub async fn over(tx: &TenantTx) -> Result<Vec<Over>> {
    sql::surveys_over(tx).await
}

pub async fn expire(tx: &TenantTx, id: SelfSurveyId) -> Result<()> {
    sql::expire_survey(tx, id).await.map(drop)
}

pub async fn set_estimate_state(tx: &TenantTx, id: EstimateId, state: &str) -> Result<()> {
    sql::set_estimate_state(tx, state, id).await.map(drop)
}

pub async fn set_surveyed(tx: &TenantTx, id: EstimateId, counts: bool, at: Timestamp) -> Result<()> {
    sql::set_surveyed(tx, counts, at, id).await.map(drop)
}

fn picture(row: PictureRow) -> Result<SurveyPicture> {
    Ok(SurveyPicture {
        id: row.id,
        room_number: row.room_number,
        content_type: row.content_type,
        bytes: row.bytes,
        sha256: row.sha256,
        parts: serde_json::from_value(row.parts).map_err(Error::internal)?,
        state: row.state,
        taken_at: row.taken_at,
    })
}

pub async fn pictures(tx: &TenantTx, id: SelfSurveyId) -> Result<Vec<SurveyPicture>> {
    sql::survey_pictures(tx, id).await?.into_iter().map(picture).collect()
}

/// One of the survey's pictures, locked.
pub async fn picture_row(tx: &TenantTx, survey: SelfSurveyId, id: SurveyPictureId) -> Result<PictureRow> {
    sql::picture_for_update(tx, survey, id).await?.ok_or_else(|| Error::not_found("picture"))
}

/// Media type and key of a picture of one of the estimate's surveys.
pub async fn picture_of(tx: &TenantTx, estimate: EstimateId, id: SurveyPictureId) -> Result<(String, Option<String>)> {
    let row = sql::picture_of_estimate(tx, estimate, id).await?.ok_or_else(|| Error::not_found("picture"))?;
    Ok((row.content_type, row.object_key))
}

pub async fn insert_picture(tx: &TenantTx, picture: InsertPicture<'_>) -> Result<()> {
    sql::insert_picture(tx, picture).await.map(drop)
}

pub async fn set_parts(tx: &TenantTx, id: SurveyPictureId, parts: &[i32]) -> Result<()> {
    sql::set_parts(tx, &json!(parts), id).await.map(drop)
}

pub async fn store_picture(tx: &TenantTx, id: SurveyPictureId, key: &str) -> Result<()> {
    sql::store_picture(tx, key, id).await.map(drop)
}

pub async fn forget_parts(tx: &TenantTx, id: SurveyPictureId) -> Result<()> {
    sql::forget_parts(tx, id).await.map(drop)
}

pub async fn remove_picture(tx: &TenantTx, survey: SelfSurveyId, id: SurveyPictureId) -> Result<()> {
    sql::remove_picture(tx, survey, id).await.map(drop)
}

/// The survey as the office sees it.
pub async fn detail(tx: &TenantTx, row: Row) -> Result<SurveyDetail> {
    let pictures = pictures(tx, row.id).await?;
    let rooms = rooms_of(row.rooms)?;
    Ok(SurveyDetail {
        id: row.id,
        estimate_id: row.estimate_id,
        state: read(&row.state)?,
        by: read(&row.channel)?,
        sent_to: row.sent_to,
        sent_at: row.sent_at,
        expires_at: row.expires_at,
        opened_at: row.opened_at,
        submitted_at: row.submitted_at,
        reviewed_at: row.reviewed_at,
        reminders: row.reminders,
        is_pictured: is_pictured(&rooms, &pictures),
        rooms,
        note: row.note,
        pictures,
    })
}
