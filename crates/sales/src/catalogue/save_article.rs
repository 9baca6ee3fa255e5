//! A company adds an article or changes one.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, money::Ratio};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{article::Article, check_names, store, too_many};
use crate::{
    estimate::codes::{Flag, RoomKind},
    lead::at_most,
};

const MOST: usize = 2_000;
/// Own articles without a code of the company's choice are numbered from here.
const OWN_FROM: i32 = 10_001;

/// Adds an article, or changes the one with this code, shipped ones too. An inactive one is no longer offered.
#[derive(Deserialize, JsonSchema)]
pub struct SaveArticle {
    /// Absent: the next free one from 10001.
    pub code: Option<i32>,
    pub name_en: String,
    pub name_fr: String,
    pub aliases: Option<String>,
    pub volume_cuft: Ratio,
    pub weight_lb: Option<i32>,
    pub room: RoomKind,
    #[serde(default)]
    pub flags: Vec<Flag>,
    pub is_active: Option<bool>,
}

/// Between nothing and 500 cubic feet, with two decimals at most.
pub fn check_volume(p: &mut Problems, field: &str, cuft: Ratio) {
    let fits = !cuft.is_negative() && cuft <= Ratio::whole(500);
    p.require(fits, field, "OUT_OF_RANGE", "An article has between 0 and 500 cubic feet.");
    let exact = cuft.times(Ratio::whole(100)).is_ok_and(|c| c.denominator() == 1);
    p.require(exact, field, "TOO_EXACT", "Cubic feet have at most two decimals.");
}

pub fn check_weight(p: &mut Problems, field: &str, lb: Option<i32>) {
    let fits = (0..=20_000).contains(&lb.unwrap_or(0));
    p.require(fits, field, "OUT_OF_RANGE", "An article weighs between 0 and 20,000 lb.");
}

impl Operation for SaveArticle {
    type Output = Article;
    const SPEC: Spec = Spec::command("sales.article.save", "PUT", "/articles")
        .summary("Adds an article to the catalogue or changes one.")
        .permission("catalogue", "UPDATE");

    fn check(&self, p: &mut Problems) {
        check_names(p, &self.name_en, &self.name_fr);
        at_most(p, "aliases", self.aliases.as_deref(), 200);
        check_volume(p, "volume_cuft", self.volume_cuft);
        check_weight(p, "weight_lb", self.weight_lb);
        let code = self.code.is_none_or(|code| (1..=999_999).contains(&code));
        p.require(code, "code", "OUT_OF_RANGE", "A code lies between 1 and 999,999.");
        p.require(self.flags.len() <= 9, "flags", "TOO_MANY", "Each flag once.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Article> {
        let own = store::own_articles(tx).await?;
        let next = own.iter().map(|(_, a)| a.code + 1).max().unwrap_or(OWN_FROM).max(OWN_FROM);
        let code = self.code.unwrap_or(next);
        let before = own.iter().find(|(_, a)| a.code == code);
        if before.is_none() && own.len() >= MOST {
            return Err(too_many("articles", MOST));
        }
        let mut flags = self.flags;
        flags.sort_by_key(|f| f.code());
        flags.dedup();
        let article = Article {
            code,
            name_en: self.name_en.trim().into(),
            name_fr: self.name_fr.trim().into(),
            aliases: self.aliases.unwrap_or_default().trim().into(),
            volume_cuft: self.volume_cuft,
            weight_lb: self.weight_lb,
            room: self.room,
            flags,
            is_active: self.is_active.unwrap_or(true),
            is_own: true,
        };
        let (volume_centi_cuft, flags) = (store::centi(article.volume_cuft)?, json!(article.flags));
        let id = match before {
            Some((id, _)) => *id,
            None => tx.new_id::<()>().uuid(),
        };
        let common = store::ChangeArticle {
            name_en: &article.name_en,
            name_fr: &article.name_fr,
            aliases: &article.aliases,
            volume_centi_cuft,
            weight_lb: article.weight_lb,
            room_kind: article.room.code(),
            flags: &flags,
            is_active: article.is_active,
            id,
        };
        if before.is_some() {
            store::change_article(tx, common).await?;
        } else {
            let insert = store::InsertArticle {
                id,
                code,
                name_en: common.name_en,
                name_fr: common.name_fr,
                aliases: common.aliases,
                volume_centi_cuft,
                weight_lb: common.weight_lb,
                room_kind: common.room_kind,
                flags: &flags,
                is_active: common.is_active,
            };
            store::insert_article(tx, insert).await?;
        }
        tx.about("article_catalogue", id, &article.name_en);
        Ok(article)
    }

    fn example() -> Value {
        json!({"name_en": "Kiln", "name_fr": "Four à céramique", "volume_cuft": "18", "weight_lb": 220, "room": "GARAGE",
            "flags": ["HEAVY"]})
    }
}
