//! The articles of a household, an office, a shop.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, money::Ratio};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;
use crate::estimate::codes::{Flag, RoomKind};

/// One article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Article {
    pub code: i32,
    pub name_en: String,
    pub name_fr: String,
    /// Other words people type for it.
    pub aliases: String,
    pub volume_cuft: Ratio,
    /// Absent: by density.
    pub weight_lb: Option<i32>,
    /// Where it usually stands.
    pub room: RoomKind,
    pub flags: Vec<Flag>,
    pub is_active: bool,
    /// Added or changed by the company.
    pub is_own: bool,
}

/// Reads the whole catalogue: the shipped articles with the company's changes, and its own.
#[derive(Deserialize, JsonSchema)]
pub struct ReadArticles {}

#[derive(Serialize, JsonSchema)]
pub struct Articles {
    pub articles: Vec<Article>,
}

impl Operation for ReadArticles {
    type Output = Articles;
    const SPEC: Spec = Spec::read("sales.article.catalogue", "/articles")
        .summary("The whole catalogue of articles, by code.")
        .permission("estimate", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Articles> {
        Ok(Articles { articles: store::articles(tx).await? })
    }
    fn example() -> Value {
        json!({})
    }
}
