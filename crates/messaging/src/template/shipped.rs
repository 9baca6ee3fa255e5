//! The words that are shipped, in English and French.

mod access;
mod billing;
mod dispatch;
mod follow;
mod quotes;
mod sales;
mod texts;

pub use access::ACCESS;
pub use billing::BILLING;
pub use dispatch::DISPATCH;
pub use follow::FOLLOW;
pub use quotes::QUOTES;
pub use sales::SALES;
pub use texts::TEXTS;

use super::declared::{Kind, Variable};

const NUMBER: Variable =
    Variable::new("number", Kind::Text, ["Number", "Numéro"], ["Q-2026-000123-1", "Q-2026-000123-1"]);
const DAY: Variable =
    Variable::new("day", Kind::Day, ["Day of the service", "Jour du service"], ["2026-07-18", "2026-07-18"]);
const TITLE: Variable = Variable::new(
    "title",
    Kind::Text,
    ["What it is about", "De quoi il s’agit"],
    ["Two-bedroom move", "Déménagement de deux chambres"],
);
const TOTAL: Variable =
    Variable::new("total", Kind::Money, ["Total with tax", "Total taxes comprises"], ["1468.95 CAD", "1468.95 CAD"]);
