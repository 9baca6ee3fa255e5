//! What waited is told: one thing as such, several together (MSG-20).

use std::collections::BTreeMap;

use engine::TenantTx;
use kernel::{Result, ids::UserId};
use ports::{Filling, OutgoingMail};
use uuid::Uuid;

use super::{
    rules::of_kind,
    store::{self, WaitingDueRow},
    tell,
};
use crate::{
    push::tell as push,
    template::{
        declared::{self, at},
        write,
    },
};

/// By the clock: for each person and channel, what is due.
pub async fn tick(tx: &TenantTx) -> Result<()> {
    let mut together: BTreeMap<(UserId, String), Vec<WaitingDueRow>> = BTreeMap::new();
    for row in store::waiting_due(tx).await? {
        together.entry((row.user_id, row.channel.clone())).or_default().push(row);
    }
    for ((user, channel), rows) in together {
        // Who has left meanwhile is told nothing.
        if let Some((_, email)) = store::active_user(tx, user).await? {
            let language = tell::language(tx, rows[0].location_id).await?;
            let said: Vec<String> = rows.iter().map(|row| sentence(row, at(language))).collect();
            match channel.as_str() {
                "PUSH" => by_push(tx, user, &rows, &said, at(language)).await?,
                "SMS" => {
                    let said = together_in_short(&said, at(language));
                    tell::by_text(tx, user, rows[0].location_id, said, false, key(&rows)).await?;
                }
                _ => by_mail(tx, (user, email), &rows, said, language).await?,
            }
        }
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        store::told(tx, &ids).await?;
    }
    Ok(())
}

fn sentence(row: &WaitingDueRow, language: usize) -> String {
    match of_kind(&row.kind) {
        Some(rule) => rule.say(language, &row.number, &row.subject, 1),
        None => format!("{} {}", row.number, row.subject),
    }
}

/// The last of them names what is told together, so that it is told once.
fn key(rows: &[WaitingDueRow]) -> String {
    rows.last().map(|row| format!("digest:{}", row.id)).unwrap_or_default()
}

/// One line for all.
fn together_in_short(said: &[String], language: usize) -> String {
    match (said, language) {
        ([], _) => String::new(),
        ([only], _) => only.clone(),
        ([.., last], 0) => format!("{} things happened, the last: {last}", said.len()),
        ([.., last], _) => format!("{} choses sont arrivées, la dernière : {last}", said.len()),
    }
}

async fn by_push(tx: &TenantTx, user: UserId, rows: &[WaitingDueRow], said: &[String], language: usize) -> Result<()> {
    let Some(last) = rows.last() else { return Ok(()) };
    let told = push::Told {
        key: &key(rows),
        title: &together_in_short(said, language),
        kind: &last.kind,
        is_urgent: false,
        entity: &last.entity,
        entity_ref: last.entity_ref,
    };
    push::tell(tx, user, &told).await
}

async fn by_mail(
    tx: &TenantTx,
    (user, email): (UserId, String),
    rows: &[WaitingDueRow],
    mut said: Vec<String>,
    language: render::Language,
) -> Result<()> {
    let link = Filling::Link(tx.settings().public_url.clone());
    let (template, values) = if said.len() == 1 {
        ("messaging.notification", vec![("text", Filling::Text(said.remove(0))), ("link", link)])
    } else {
        let count = Filling::Text(said.len().to_string());
        ("messaging.digest", vec![("count", count), ("lines", Filling::List(said)), ("link", link)])
    };
    let mail = OutgoingMail {
        template,
        to: email,
        language: Some(declared::code(language)),
        values,
        customer_id: None,
        location_id: rows[0].location_id,
        about: ("app_user", user.uuid()),
        attachments: vec![],
    };
    write::mail_once(tx, mail, key(rows)).await.map(drop)
}
