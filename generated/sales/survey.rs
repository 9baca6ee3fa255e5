//! Written by `cargo xtask sql` from crates/sales/queries/survey.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct SurveyRow {
    pub id: kernel::ids::SelfSurveyId,
    pub estimate_id: kernel::ids::EstimateId,
    pub state: String,
    pub channel: String,
    pub sent_to: String,
    pub language: String,
    pub sent_at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
    pub opened_at: Option<jiff::Timestamp>,
    pub submitted_at: Option<jiff::Timestamp>,
    pub reviewed_at: Option<jiff::Timestamp>,
    pub reminders: i32,
    pub rooms: serde_json::Value,
    pub note: Option<String>,
    pub version: i64,
}

impl SurveyRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            estimate_id: row.try_get(1).map_err(kernel::Error::internal)?,
            state: row.try_get(2).map_err(kernel::Error::internal)?,
            channel: row.try_get(3).map_err(kernel::Error::internal)?,
            sent_to: row.try_get(4).map_err(kernel::Error::internal)?,
            language: row.try_get(5).map_err(kernel::Error::internal)?,
            sent_at: row.try_get(6).map_err(kernel::Error::internal)?,
            expires_at: row.try_get(7).map_err(kernel::Error::internal)?,
            opened_at: row.try_get(8).map_err(kernel::Error::internal)?,
            submitted_at: row.try_get(9).map_err(kernel::Error::internal)?,
            reviewed_at: row.try_get(10).map_err(kernel::Error::internal)?,
            reminders: row.try_get(11).map_err(kernel::Error::internal)?,
            rooms: row.try_get(12).map_err(kernel::Error::internal)?,
            note: row.try_get(13).map_err(kernel::Error::internal)?,
            version: row.try_get(14).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn survey_by_link(tx: &engine::TenantTx, link_hash: &[u8]) -> kernel::Result<Option<SurveyRow>> {
    const SQL: &str = r"select s.id, s.estimate_id, s.state, s.channel, s.sent_to, s.language, s.sent_at, s.expires_at, s.opened_at, s.submitted_at,
       s.reviewed_at, s.reminders, s.rooms, s.note, s.version
from self_survey s
where s.company_id = $1
  and s.link_hash = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &link_hash]).await?;
    super::at_most_one(rows, "survey_by_link")?.as_ref().map(SurveyRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LockSurveyRow {
    pub state: String,
}

impl LockSurveyRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { state: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn lock_survey(
    tx: &engine::TenantTx,
    id: kernel::ids::SelfSurveyId,
) -> kernel::Result<Option<LockSurveyRow>> {
    const SQL: &str = r"select s.state
from self_survey s
where s.company_id = $1
  and s.id = $2
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "lock_survey")?.as_ref().map(LockSurveyRow::from_row).transpose()
}

/// The newest first.
pub async fn surveys_of(tx: &engine::TenantTx, estimate_id: kernel::ids::EstimateId) -> kernel::Result<Vec<SurveyRow>> {
    const SQL: &str = r"select s.id, s.estimate_id, s.state, s.channel, s.sent_to, s.language, s.sent_at, s.expires_at, s.opened_at, s.submitted_at,
       s.reviewed_at, s.reminders, s.rooms, s.note, s.version
from self_survey s
where s.company_id = $1
  and s.estimate_id = $2
order by s.sent_at desc, s.id
limit 20";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &estimate_id]).await?;
    rows.iter().map(SurveyRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertSurvey<'a> {
    pub id: kernel::ids::SelfSurveyId,
    pub estimate_id: kernel::ids::EstimateId,
    pub channel: &'a str,
    pub sent_to: &'a str,
    pub language: &'a str,
    pub link_hash: &'a [u8],
    pub expires_at: jiff::Timestamp,
    pub remind_at: jiff::Timestamp,
    pub rooms: &'a serde_json::Value,
}

pub async fn insert_survey(tx: &engine::TenantTx, p: InsertSurvey<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into self_survey (company_id, id, estimate_id, channel, sent_to, language, link_hash, sent_at, expires_at, remind_at,
  rooms)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.estimate_id,
            &p.channel,
            &p.sent_to,
            &p.language,
            &p.link_hash,
            &now,
            &p.expires_at,
            &p.remind_at,
            &p.rooms,
        ],
    )
    .await
}

pub async fn open_survey(tx: &engine::TenantTx, id: kernel::ids::SelfSurveyId) -> kernel::Result<u64> {
    const SQL: &str = r"update self_survey
set state = 'OPENED',
    opened_at = $2
where company_id = $1
  and id = $3
  and state = 'SENT'";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &id]).await
}

pub async fn keep_rooms(
    tx: &engine::TenantTx,
    rooms: &serde_json::Value,
    note: Option<&str>,
    id: kernel::ids::SelfSurveyId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update self_survey
set rooms = $2,
    note = $3
where company_id = $1
  and id = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &rooms, &note, &id]).await
}

pub async fn submit_survey(tx: &engine::TenantTx, id: kernel::ids::SelfSurveyId) -> kernel::Result<u64> {
    const SQL: &str = r"update self_survey
set state = 'SUBMITTED',
    submitted_at = $2,
    remind_at = null
where company_id = $1
  and id = $3";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &id]).await
}

pub async fn review_survey(
    tx: &engine::TenantTx,
    by: Option<uuid::Uuid>,
    id: kernel::ids::SelfSurveyId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update self_survey
set state = 'REVIEWED',
    reviewed_at = $2,
    reviewed_by = $3
where company_id = $1
  and id = $4";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &by, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SurveysToRemindRow {
    pub id: kernel::ids::SelfSurveyId,
    pub estimate_id: kernel::ids::EstimateId,
    pub channel: String,
    pub sent_to: String,
    pub language: String,
    pub sent_at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
    pub reminders: i32,
}

impl SurveysToRemindRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            estimate_id: row.try_get(1).map_err(kernel::Error::internal)?,
            channel: row.try_get(2).map_err(kernel::Error::internal)?,
            sent_to: row.try_get(3).map_err(kernel::Error::internal)?,
            language: row.try_get(4).map_err(kernel::Error::internal)?,
            sent_at: row.try_get(5).map_err(kernel::Error::internal)?,
            expires_at: row.try_get(6).map_err(kernel::Error::internal)?,
            reminders: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn surveys_to_remind(tx: &engine::TenantTx) -> kernel::Result<Vec<SurveysToRemindRow>> {
    const SQL: &str = r"select s.id, s.estimate_id, s.channel, s.sent_to, s.language, s.sent_at, s.expires_at, s.reminders
from self_survey s
where s.company_id = $1
  and s.remind_at <= $2
order by s.remind_at, s.id
limit 200
for update skip locked";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now]).await?;
    rows.iter().map(SurveysToRemindRow::from_row).collect()
}

pub async fn set_reminded(
    tx: &engine::TenantTx,
    reminders: i32,
    remind_at: Option<jiff::Timestamp>,
    id: kernel::ids::SelfSurveyId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update self_survey
set reminders = $2,
    remind_at = $3
where company_id = $1
  and id = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &reminders, &remind_at, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SurveysOverRow {
    pub id: kernel::ids::SelfSurveyId,
    pub estimate_id: kernel::ids::EstimateId,
}

impl SurveysOverRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            estimate_id: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn surveys_over(tx: &engine::TenantTx) -> kernel::Result<Vec<SurveysOverRow>> {
    const SQL: &str = r"select s.id, s.estimate_id
from self_survey s
where s.company_id = $1
  and s.state in ('SENT', 'OPENED')
  and s.expires_at <= $2
order by s.expires_at, s.id
limit 500
for update skip locked";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now]).await?;
    rows.iter().map(SurveysOverRow::from_row).collect()
}

pub async fn expire_survey(tx: &engine::TenantTx, id: kernel::ids::SelfSurveyId) -> kernel::Result<u64> {
    const SQL: &str = r"update self_survey
set state = 'EXPIRED',
    remind_at = null
where company_id = $1
  and id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SurveyEndsRow {
    pub company_name: String,
    pub place: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub customer_ref: Option<uuid::Uuid>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub timezone: String,
    pub number: String,
}

impl SurveyEndsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            company_name: row.try_get(0).map_err(kernel::Error::internal)?,
            place: row.try_get(1).map_err(kernel::Error::internal)?,
            name: row.try_get(2).map_err(kernel::Error::internal)?,
            email: row.try_get(3).map_err(kernel::Error::internal)?,
            phone: row.try_get(4).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(5).map_err(kernel::Error::internal)?,
            customer_ref: row.try_get(6).map_err(kernel::Error::internal)?,
            location_id: row.try_get(7).map_err(kernel::Error::internal)?,
            timezone: row.try_get(8).map_err(kernel::Error::internal)?,
            number: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

/// Who asks, and who is asked.
pub async fn survey_ends(tx: &engine::TenantTx, estimate_id: kernel::ids::EstimateId) -> kernel::Result<SurveyEndsRow> {
    const SQL: &str = r#"select co.name as company_name, coalesce(o.name, co.name) as "place!", coalesce(l.full_name, c.display_name) as "name?",
       coalesce(l.email, c.email) as "email?", coalesce(l.phone_e164, c.phone) as "phone?", l.id as "lead_id?",
       coalesce(c.id, l.customer_id) as "customer_ref?", e.location_id,
       coalesce(o.timezone, co.timezone) as "timezone!", e.number
from estimate e
join company co on co.id = e.company_id
left join access_v_location o on o.company_id = e.company_id and o.id = e.location_id
left join lead l on l.company_id = e.company_id and l.id = e.lead_id
left join customers_v_card c on c.company_id = e.company_id and c.id = e.customer_id
where e.company_id = $1
  and e.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &estimate_id]).await?;
    SurveyEndsRow::from_row(&super::exactly_one(rows, "survey_ends")?)
}

pub async fn set_estimate_state(
    tx: &engine::TenantTx,
    state: &str,
    id: kernel::ids::EstimateId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update estimate
set state = $2
where company_id = $1
  and id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &state, &id]).await
}

pub async fn set_surveyed(
    tx: &engine::TenantTx,
    counts_as_survey: bool,
    surveyed_at: jiff::Timestamp,
    id: kernel::ids::EstimateId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update estimate
set state = 'REVIEWED',
    method = 'SELF_SURVEY',
    counts_as_survey = $2,
    surveyed_at = $3
where company_id = $1
  and id = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &counts_as_survey, &surveyed_at, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PictureRow {
    pub id: kernel::ids::SurveyPictureId,
    pub room_number: i32,
    pub content_type: String,
    pub bytes: i32,
    pub sha256: String,
    pub parts: serde_json::Value,
    pub state: String,
    pub object_key: Option<String>,
    pub taken_at: jiff::Timestamp,
}

impl PictureRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            room_number: row.try_get(1).map_err(kernel::Error::internal)?,
            content_type: row.try_get(2).map_err(kernel::Error::internal)?,
            bytes: row.try_get(3).map_err(kernel::Error::internal)?,
            sha256: row.try_get(4).map_err(kernel::Error::internal)?,
            parts: row.try_get(5).map_err(kernel::Error::internal)?,
            state: row.try_get(6).map_err(kernel::Error::internal)?,
            object_key: row.try_get(7).map_err(kernel::Error::internal)?,
            taken_at: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn survey_pictures(
    tx: &engine::TenantTx,
    survey_id: kernel::ids::SelfSurveyId,
) -> kernel::Result<Vec<PictureRow>> {
    const SQL: &str = r"select p.id, p.room_number, p.content_type, p.bytes, p.sha256, p.parts, p.state, p.object_key, p.taken_at
from survey_picture p
where p.company_id = $1
  and p.survey_id = $2
order by p.room_number, p.id
limit 500";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &survey_id]).await?;
    rows.iter().map(PictureRow::from_row).collect()
}

pub async fn picture_for_update(
    tx: &engine::TenantTx,
    survey_id: kernel::ids::SelfSurveyId,
    id: kernel::ids::SurveyPictureId,
) -> kernel::Result<Option<PictureRow>> {
    const SQL: &str = r"select p.id, p.room_number, p.content_type, p.bytes, p.sha256, p.parts, p.state, p.object_key, p.taken_at
from survey_picture p
where p.company_id = $1
  and p.survey_id = $2
  and p.id = $3
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &survey_id, &id]).await?;
    super::at_most_one(rows, "picture_for_update")?.as_ref().map(PictureRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PictureOfEstimateRow {
    pub content_type: String,
    pub object_key: Option<String>,
}

impl PictureOfEstimateRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            content_type: row.try_get(0).map_err(kernel::Error::internal)?,
            object_key: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn picture_of_estimate(
    tx: &engine::TenantTx,
    estimate_id: kernel::ids::EstimateId,
    id: kernel::ids::SurveyPictureId,
) -> kernel::Result<Option<PictureOfEstimateRow>> {
    const SQL: &str = r"select p.content_type, p.object_key
from self_survey s
join survey_picture p on p.company_id = s.company_id and p.survey_id = s.id
where s.company_id = $1
  and s.estimate_id = $2
  and p.id = $3";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &estimate_id, &id]).await?;
    super::at_most_one(rows, "picture_of_estimate")?.as_ref().map(PictureOfEstimateRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertPicture<'a> {
    pub id: kernel::ids::SurveyPictureId,
    pub survey_id: kernel::ids::SelfSurveyId,
    pub room_number: i32,
    pub content_type: &'a str,
    pub bytes: i32,
    pub sha256: &'a str,
    pub taken_at: jiff::Timestamp,
}

pub async fn insert_picture(tx: &engine::TenantTx, p: InsertPicture<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into survey_picture (company_id, id, survey_id, room_number, content_type, bytes, sha256, taken_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (company_id, survey_id, room_number, sha256) do nothing";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.survey_id, &p.room_number, &p.content_type, &p.bytes, &p.sha256, &p.taken_at],
    )
    .await
}

pub async fn set_parts(
    tx: &engine::TenantTx,
    parts: &serde_json::Value,
    id: kernel::ids::SurveyPictureId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update survey_picture
set parts = $2
where company_id = $1
  and id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &parts, &id]).await
}

pub async fn store_picture(
    tx: &engine::TenantTx,
    object_key: &str,
    id: kernel::ids::SurveyPictureId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update survey_picture
set state = 'STORED',
    object_key = $2,
    stored_at = $3
where company_id = $1
  and id = $4";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &object_key, &now, &id]).await
}

/// Other bytes came than those that were told: all of them are asked for again.
pub async fn forget_parts(tx: &engine::TenantTx, id: kernel::ids::SurveyPictureId) -> kernel::Result<u64> {
    const SQL: &str = r"update survey_picture
set parts = '[]'
where company_id = $1
  and id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}

pub async fn remove_picture(
    tx: &engine::TenantTx,
    survey_id: kernel::ids::SelfSurveyId,
    id: kernel::ids::SurveyPictureId,
) -> kernel::Result<u64> {
    const SQL: &str = r"delete from survey_picture
where company_id = $1
  and survey_id = $2
  and id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &survey_id, &id]).await
}
