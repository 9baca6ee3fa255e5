//! A job's state follows from its journeys (DSP-1).

use engine::{TenantTx, event::NewEvent};
use kernel::{Result, ids::JobId};

use super::store;
use crate::sql::job::{FollowJourneys, JobItemsRow, JobProgressRow};

/// The state of an item, from what the job's journeys have between them.
fn item_state<'a>(item: &'a JobItemsRow, facts: &JobProgressRow) -> &'a str {
    let have = match item.kind.as_str() {
        "TRUCK" | "TRANSPORT" | "CRANE" => facts.machines,
        "MOVER" => facts.people,
        "OPERATOR" => facts.operators,
        _ => return &item.state,
    };
    if item.state == "CANCELLED" {
        "CANCELLED"
    } else if facts.live > 0 && facts.finished == facts.live {
        "DONE"
    } else if have >= i64::from(item.quantity) {
        "COVERED"
    } else {
        "OPEN"
    }
}

/// The state of the job; CANCELLED stays.
fn status(facts: &JobProgressRow, uncovered: bool) -> &'static str {
    if facts.status == "CANCELLED" {
        "CANCELLED"
    } else if facts.live > 0 && facts.finished == facts.live {
        "COMPLETED"
    } else if facts.departed > 0 {
        "IN_PROGRESS"
    } else if facts.live > 0 && !uncovered {
        "SCHEDULED"
    } else {
        "PENDING"
    }
}

/// Brings a job up to date after one of its journeys changed, and tells what became of it.
pub async fn follow(tx: &TenantTx, job: JobId) -> Result<()> {
    let (facts, items) = futures::try_join!(store::progress(tx, job), store::items(tx, job))?;
    let mut uncovered = false;
    for item in &items {
        let state = item_state(item, &facts);
        uncovered |= state == "OPEN" && !item.waived;
        if state != item.state {
            store::item_state(tx, item.id, state).await?;
        }
    }
    let status = status(&facts, uncovered);
    let finished = status == "COMPLETED";
    store::follow(
        tx,
        FollowJourneys {
            status,
            scheduled_start: facts.planned_start,
            scheduled_end: facts.planned_end,
            actual_start: facts.actual_start,
            actual_end: facts.actual_end.filter(|_| finished),
            id: job,
        },
    )
    .await?;
    let name = match status {
        "COMPLETED" if facts.status != status => "dispatch.job.completed",
        "SCHEDULED" if facts.status != status => "dispatch.job.scheduled",
        _ => "dispatch.job.changed",
    };
    tx.emit(NewEvent::new(name, "job", job.uuid()).location(Some(facts.location_id)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(status: &str, live: i64, departed: i64, finished: i64) -> JobProgressRow {
        JobProgressRow {
            status: status.into(),
            location_id: kernel::Id::from_uuid(uuid::Uuid::nil()),
            live,
            departed,
            finished,
            machines: 1,
            planned_start: None,
            planned_end: None,
            actual_start: None,
            actual_end: None,
            people: 2,
            operators: 0,
        }
    }
    fn item(kind: &str, quantity: i32, state: &str) -> JobItemsRow {
        let id = uuid::Uuid::nil();
        JobItemsRow { id, kind: kind.into(), description: None, quantity, state: state.into(), waived: false }
    }

    #[test]
    fn dsp_1_a_job_follows_its_journeys() {
        assert_eq!(status(&facts("PENDING", 0, 0, 0), false), "PENDING", "no journey");
        assert_eq!(status(&facts("PENDING", 1, 0, 0), true), "PENDING", "something is missing");
        assert_eq!(status(&facts("PENDING", 1, 0, 0), false), "SCHEDULED");
        assert_eq!(status(&facts("SCHEDULED", 2, 1, 0), false), "IN_PROGRESS");
        assert_eq!(status(&facts("IN_PROGRESS", 2, 2, 1), false), "IN_PROGRESS", "all journeys must be over");
        assert_eq!(status(&facts("IN_PROGRESS", 2, 2, 2), false), "COMPLETED");
        assert_eq!(status(&facts("CANCELLED", 1, 0, 0), false), "CANCELLED");
    }
    #[test]
    fn dsp_1_items_are_covered_by_what_the_journeys_have() {
        let planned = facts("PENDING", 1, 0, 0);
        assert_eq!(item_state(&item("TRUCK", 1, "OPEN"), &planned), "COVERED");
        assert_eq!(item_state(&item("TRUCK", 2, "COVERED"), &planned), "OPEN");
        assert_eq!(item_state(&item("MOVER", 2, "OPEN"), &planned), "COVERED");
        assert_eq!(item_state(&item("OPERATOR", 1, "OPEN"), &planned), "OPEN");
        assert_eq!(item_state(&item("PERMIT", 1, "COVERED"), &planned), "COVERED", "by hand");
        assert_eq!(item_state(&item("TRUCK", 1, "COVERED"), &facts("IN_PROGRESS", 1, 1, 1)), "DONE");
    }
}
