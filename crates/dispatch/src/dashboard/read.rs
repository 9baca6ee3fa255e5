//! The home page of the office.

use engine::{Operation, Spec, TenantTx};
use jiff::{Timestamp, civil::Date};
use kernel::{
    Result,
    ids::{LeadId, LocationId, UserId},
    money::Money,
    time::local_day,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;
use crate::{
    board::{self, BoardFlag},
    journey::{card::JourneyCard, store as journeys},
    reach::Seen,
};

/// The home page of the office; only what the caller may see of each kind.
#[derive(Deserialize, JsonSchema)]
pub struct ReadDashboard {
    pub location_id: Option<LocationId>,
}

/// One figure with its page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Tile {
    pub key: String,
    /// Key of its label in the app's texts.
    pub label_key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-mask" = "BILL"))]
    pub money: Option<Money>,
    pub link: String,
}

/// A lead nobody has answered.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WaitingLead {
    pub id: LeadId,
    pub number: String,
    pub name: String,
    pub status: String,
    pub priority: String,
    pub score: i32,
    pub location_id: Option<LocationId>,
    pub assigned_to: Option<UserId>,
    pub received_at: Timestamp,
}

#[derive(Serialize, JsonSchema)]
pub struct Dashboard {
    pub date: Date,
    pub tiles: Vec<Tile>,
    pub jobs_today: Vec<JourneyCard>,
    pub leads_waiting: Vec<WaitingLead>,
    pub flags: Vec<BoardFlag>,
}

fn tile(key: &str, value: usize, link: &str) -> Tile {
    let value = i64::try_from(value).ok();
    Tile { key: key.into(), label_key: format!("dashboard.tile.{key}"), value, money: None, link: link.into() }
}

fn dispatch_tiles(journeys: &[JourneyCard], unassigned: usize, day: Date) -> Vec<Tile> {
    let board = format!("/board?date={day}");
    let count = |wanted: &[&str]| journeys.iter().filter(|j| wanted.contains(&j.status.as_str())).count();
    vec![
        tile("journeys_today", journeys.len(), &board),
        tile("under_way", count(&["EN_ROUTE", "ONSITE"]), &board),
        tile("completed_today", count(&["COMPLETED", "AUDITED"]), &board),
        tile("unassigned_jobs", unassigned, &board),
        tile("open_flags", journeys.iter().map(|j| j.flags.len()).sum(), &board),
    ]
}

impl Operation for ReadDashboard {
    type Output = Dashboard;
    const SPEC: Spec = Spec::read("dispatch.dashboard.read", "/dashboard")
        .summary("The home page of the office.")
        .permission("dashboard", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Dashboard> {
        let zone = journeys::zone(tx, self.location_id).await?;
        let date = local_day(tx.now(), &zone);
        let (work, leads) = (Seen::of(tx, "journey"), Seen::of(tx, "lead"));
        let mut page = Dashboard { date, tiles: vec![], jobs_today: vec![], leads_waiting: vec![], flags: vec![] };
        if let Some(seen) = work {
            let (today, jobs) = futures::try_join!(
                journeys::of_day(tx, date, self.location_id, &seen),
                board::store::unassigned(tx, date, self.location_id, &seen),
            )?;
            page.tiles.extend(dispatch_tiles(&today, jobs.len(), date));
            page.flags = board::flags(&today);
            page.jobs_today = today;
        }
        if let Some(seen) = leads {
            let (open, waiting) = futures::try_join!(store::open_leads(tx, &seen), store::waiting_leads(tx, &seen))?;
            page.tiles.push(tile("open_leads", usize::try_from(open).unwrap_or(0), "/leads"));
            page.tiles.push(tile("leads_waiting", waiting.len(), "/leads"));
            page.leads_waiting = waiting.into_iter().map(WaitingLead::from).collect();
        }
        Ok(page)
    }
    fn example() -> Value {
        json!({})
    }
}

impl From<crate::sql::board::WaitingLeadsRow> for WaitingLead {
    fn from(row: crate::sql::board::WaitingLeadsRow) -> Self {
        Self {
            id: row.id,
            number: row.number,
            name: row.full_name,
            status: row.status,
            priority: row.priority,
            score: row.score,
            location_id: row.location_id,
            assigned_to: row.assigned_to,
            received_at: row.received_at,
        }
    }
}
