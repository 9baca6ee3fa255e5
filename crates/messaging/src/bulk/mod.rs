//! One message to many: an audience frozen as a list, shown with its counts before anybody presses send (MSG-34, MSG-35).

pub mod approve;
pub mod change;
pub mod create;
pub mod freeze;
pub mod list;
mod rates;
pub mod read;
pub mod run;
pub mod start;
mod state;
pub mod steer;
pub mod store;
mod words;

use kernel::{
    Problems,
    ids::{LocationId, SegmentId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    message::send::{By, For, check_words},
    template::In,
};

/// At most so many points.
const MOST: i64 = 100_000;
/// Above this a second person says yes.
const NEEDS_SECOND: i64 = 1_000;

/// The words of one variant in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BulkWords {
    #[serde(default)]
    pub variant: Variant,
    pub language: In,
    /// Mail only.
    pub subject: Option<String>,
    pub body: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum Variant {
    #[default]
    A,
    B,
}

impl Variant {
    pub fn code(self) -> &'static str {
        match self {
            Variant::A => "A",
            Variant::B => "B",
        }
    }
}

/// What somebody wants sent to many.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct Wanted {
    pub name: String,
    pub segment_id: SegmentId,
    /// In English, French or both, of one variant or two.
    pub words: Vec<BulkWords>,
    /// Messages a minute; 600 by mail and 60 by text when absent.
    pub per_minute: Option<i32>,
}

impl Wanted {
    pub fn check(&self, p: &mut Problems, channel: By) {
        p.text("name", &self.name, 100);
        let rated = self.per_minute.is_none_or(|n| (1..=6_000).contains(&n));
        p.require(rated, "per_minute", "OUT_OF_RANGE", "Between 1 and 6,000.");
        p.require(!self.words.is_empty(), "words", "REQUIRED", "Write it in one language at least.");
        let of =
            |variant, language| self.words.iter().filter(|w| w.variant == variant && w.language == language).count();
        let once = [Variant::A, Variant::B].into_iter().all(|v| [In::En, In::Fr].into_iter().all(|l| of(v, l) <= 1));
        p.require(once, "words", "TWICE", "Each variant has its words in a language once.");
        let begins = self.words.is_empty() || self.words.iter().any(|w| w.variant == Variant::A);
        p.require(begins, "words", "NO_A", "The first variant is A.");
        for (at, words) in self.words.iter().enumerate() {
            let mut own = Problems::new();
            check_words(&mut own, channel, words.subject.as_deref(), &words.body);
            if channel == By::Email {
                let subject = words.subject.as_deref().unwrap_or_default();
                own.require(!subject.trim().is_empty(), "subject", "REQUIRED", "Mail needs a subject.");
            }
            words::problems(&mut own, channel.into(), words);
            for problem in own.finish().err().map(|e| e.problems).unwrap_or_default() {
                let field = if problem.field == "text" { "body" } else { &problem.field };
                p.add(format!("words.{at}.{field}"), &problem.code, problem.message);
            }
        }
    }
}

/// Whom and how, fixed from the beginning.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct Kind {
    pub channel: By,
    /// MARKETING unless said otherwise.
    #[serde(default = "marketing")]
    pub purpose: For,
    /// Only customers of this location, written to by it.
    pub location_id: Option<LocationId>,
}

fn marketing() -> For {
    For::Marketing
}
