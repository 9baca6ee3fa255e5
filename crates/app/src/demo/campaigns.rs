//! Segments of the customers, a message to one of them that waits to be sent, and a sequence with people in it.

use std::time::Duration;

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::Actor;

/// Half seconds until the list is frozen.
const PATIENCE: usize = 120;

/// Filters under a name, as the company's sellers would keep them.
pub struct Kept {
    pub name: &'static str,
    pub filters: fn() -> Value,
}

/// One sequence with leads in it, segments, and a message to the first of them, checked.
pub async fn load(actor: &Actor, segments: &[Kept], subject: [&str; 2], body: [&str; 2]) -> Result<()> {
    let mut made = vec![];
    for kept in segments {
        let segment = json!({"name": kept.name, "scope": "COMPANY", "filters": (kept.filters)()});
        made.push(actor.run("customers.segment.create", segment).await?["id"].clone());
    }
    let words: Vec<Value> = ["en", "fr"]
        .iter()
        .zip(subject.iter().zip(body))
        .map(|(language, (subject, body))| json!({"language": language, "subject": subject, "body": body}))
        .collect();
    let bulk =
        json!({"name": subject[0], "channel": "EMAIL", "purpose": "SERVICE", "segment_id": made[0], "words": words});
    let bulk = actor.run("messaging.bulk.create", bulk).await?["id"].clone();
    actor.run("messaging.bulk.check", json!({"id": bulk})).await?;
    sequence(actor).await?;
    for _ in 0..PATIENCE {
        if actor.run("messaging.bulk.read", json!({"id": bulk})).await?["state"] == "CHECKED" {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    ensure!(false, "the list of the message to many was not frozen");
    Ok(())
}

/// The shipped cadence; some of the new leads are in it, one was taken out again.
async fn sequence(actor: &Actor) -> Result<()> {
    let wanted = json!({"name": "Seven touches", "enters": "BY_HAND", "shipped": "SEVEN_TOUCHES", "is_active": true});
    let sequence = actor.run("messaging.sequence.create", wanted).await?["id"].clone();
    let new = actor.run("sales.lead.list", json!({"status": "NEW", "limit": 8})).await?;
    let leads: Vec<Value> = new["items"].as_array().into_iter().flatten().map(|lead| lead["id"].clone()).collect();
    for lead in leads.iter().take(5) {
        actor.run("messaging.sequence.enrol", json!({"id": sequence, "lead_id": lead})).await?;
    }
    if let Some(lead) = leads.first() {
        actor.run("messaging.sequence.leave", json!({"id": sequence, "lead_id": lead})).await?;
    }
    Ok(())
}
