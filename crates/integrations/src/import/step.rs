//! The batches of an import, one after the other: each its own transaction, which ends by telling the next to begin. A
//! copy of the program that dies in a batch leaves nothing of it; the event comes again and finds the import where it
//! stood, and an event that comes twice finds that its batch is done.

use engine::{Event, TenantTx, event::NewEvent};
use kernel::{Result, ids::ImportRunId};
use serde_json::json;

use super::{ImportRun, checking, go_on, store, undoing, writing};

/// After so many times a batch is not tried again by itself.
const MOST_ATTEMPTS: u32 = 6;

/// Does the batch that the event asks for.
pub async fn step(tx: &TenantTx, event: Event) -> Result<()> {
    let id = ImportRunId::from_uuid(event.entity_id);
    let run = store::locked(tx, id).await?;
    let asked = (event.data["phase"].as_str().unwrap_or_default(), event.data["from"].as_i64().unwrap_or(-1));
    if asked != (run.phase.as_str(), i64::from(run.done_line)) || run.state != run.phase {
        return Ok(());
    }
    tx.about("import", id.uuid(), &run.file_name);
    if event.attempt > MOST_ATTEMPTS {
        store::set_state(tx, id, "FAILED", Some("A batch broke off several times.")).await?;
        tx.severity("WARNING");
        tx.emit(NewEvent::new("integrations.import.failed", "import", id.uuid()).location(run.location_id));
        return Ok(());
    }
    let done = match run.phase.as_str() {
        "CHECKING" => checking::batch(tx, &run).await?,
        "RUNNING" => writing::batch(tx, &run).await?,
        _ => undoing::batch(tx, &run).await?,
    };
    match done {
        Some(line) => {
            go_on(tx, &run, &run.phase, line);
            Ok(())
        }
        None => finish(tx, &run).await,
    }
}

async fn finish(tx: &TenantTx, run: &ImportRun) -> Result<()> {
    let (state, name) = match run.phase.as_str() {
        "CHECKING" => ("CHECKED", "integrations.import.checked"),
        "RUNNING" => ("DONE", "integrations.import.done"),
        _ => ("UNDONE", "integrations.import.undone"),
    };
    let counts = store::tally(tx, run.id).await?;
    store::finish(tx, run.id, state, &counts).await?;
    tx.emit(
        NewEvent::new(name, "import", run.id.uuid())
            .location(run.location_id)
            .data(json!({"object": run.object, "counts": counts})),
    );
    Ok(())
}
