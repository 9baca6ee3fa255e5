//! The board: columns by status (SAL-20).

use engine::{Operation, Spec, TenantTx};
use jiff::SignedDuration;
use kernel::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{LeadCard, status::Status, store};

/// Days after which a won or lost lead leaves the board.
const CLOSED_DAYS: i64 = 7;

/// Reads the board of leads.
#[derive(Deserialize, JsonSchema)]
pub struct ReadBoard {}

#[derive(Serialize, JsonSchema)]
pub struct Board {
    pub columns: Vec<Column>,
}

/// One status: how many there are in all, and the newest fifty.
#[derive(Serialize, JsonSchema)]
pub struct Column {
    pub status: String,
    pub count: i64,
    pub items: Vec<LeadCard>,
}

impl Operation for ReadBoard {
    type Output = Board;
    const SPEC: Spec = Spec::read("sales.lead.board", "/boards/leads")
        .summary("Leads by status: counts over all, the newest fifty cards of each.")
        .permission("lead", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Board> {
        let Some(reach) = tx.caller().permissions().reach("lead", "VIEW", tx.now()) else {
            return Ok(Board { columns: vec![] });
        };
        let since = tx.now() - SignedDuration::from_hours(24 * CLOSED_DAYS);
        let counts = store::board_counts(tx, since, &reach).await?;
        let mut cards = store::board_cards(tx, since, &reach).await?;
        let shown = Status::OPEN.into_iter().chain([Status::Won, Status::Lost]);
        let columns = shown.map(|status| {
            let (items, rest) = std::mem::take(&mut cards).into_iter().partition(|c| c.status == status.code());
            cards = rest;
            let count = counts.iter().find(|(code, _)| code == status.code()).map_or(0, |(_, n)| *n);
            Column { status: status.code().into(), count, items }
        });
        Ok(Board { columns: columns.collect() })
    }

    fn example() -> Value {
        json!({})
    }
}
