//! What the customer's page shows.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{PART_BYTES, State, SurveyPicture, SurveyRoom, rooms_of, store};
use crate::{
    catalogue,
    estimate::codes::{RoomKind, read},
};

/// Reads the survey behind a link, with the articles that can be counted.
#[derive(Deserialize, JsonSchema)]
pub struct ReadPage {
    #[expect(dead_code, reason = "a path parameter: the runner reads it")]
    pub token: String,
}

/// An article by its name.
#[derive(Serialize, JsonSchema)]
pub struct PageArticle {
    pub code: i32,
    pub name_en: String,
    pub name_fr: String,
    /// Other words people use.
    pub aliases: String,
    pub room: RoomKind,
}

#[derive(Serialize, JsonSchema)]
pub struct SurveyPage {
    pub company: String,
    pub name: Option<String>,
    pub language: String,
    pub state: State,
    pub expires_at: Timestamp,
    pub rooms: Vec<SurveyRoom>,
    pub note: Option<String>,
    pub pictures: Vec<SurveyPicture>,
    pub articles: Vec<PageArticle>,
    /// How large a part of a picture is.
    pub part_bytes: i32,
}

impl Operation for ReadPage {
    type Output = SurveyPage;
    const SPEC: Spec = Spec::read("sales.survey.page", "/portal/surveys/{token}")
        .summary("The customer's page of a self-survey.")
        .link("s");

    async fn run(self, tx: &TenantTx) -> Result<SurveyPage> {
        let row = store::behind_link(tx).await?;
        let ends = store::ends(tx, row.estimate_id).await?;
        let pictures = store::pictures(tx, row.id).await?;
        let articles = catalogue::articles(tx).await?.into_iter().filter(|a| a.is_active);
        Ok(SurveyPage {
            company: ends.company_name,
            name: ends.name,
            language: row.language,
            state: read(&row.state)?,
            expires_at: row.expires_at,
            rooms: rooms_of(row.rooms)?,
            note: row.note,
            pictures,
            articles: articles
                .map(|a| PageArticle {
                    code: a.code,
                    name_en: a.name_en,
                    name_fr: a.name_fr,
                    aliases: a.aliases,
                    room: a.room,
                })
                .collect(),
            part_bytes: i32::try_from(PART_BYTES).unwrap_or(i32::MAX),
        })
    }

    fn example() -> Value {
        json!({"token": "s_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    }
}
