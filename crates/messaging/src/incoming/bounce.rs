//! Mail of ours that came back: the report of a mail server (RFC 3464).

use engine::{TenantTx, event::NewEvent};
use kernel::Result;
use ports::{Channel, ConsentPort};
use serde_json::json;

use crate::{conversation, message::store, smtp::is_hard_bounce, suppression};

/// What a report says.
#[derive(Debug, PartialEq, Eq)]
pub struct Report {
    /// Who it could not be brought to, in lower case.
    pub recipient: String,
    /// The enhanced code, as 5.1.1.
    pub status: String,
    /// Names that stand in it; ours is among them when it is about a message of ours.
    pub message_ids: Vec<String>,
}

/// The value of a header-like line.
fn field<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (head, value) = line.split_once(':')?;
    head.trim().eq_ignore_ascii_case(name).then(|| value.trim())
}

/// Reads the machine's part of a report; `whole` is the mail, whose quoted headers name what came back.
pub fn read(status_part: &str, whole: &str) -> Option<Report> {
    let value = |name: &str| status_part.lines().find_map(|line| field(line, name));
    let recipient = value("Final-Recipient").or(value("Original-Recipient"))?;
    let recipient = recipient.rsplit_once(';').map_or(recipient, |(_, address)| address).trim().to_lowercase();
    let status = value("Status")?.split_whitespace().next()?.to_owned();
    let message_ids = whole.lines().filter_map(|line| field(line, "Message-ID")).map(str::to_owned).collect();
    Some(Report { recipient, status, message_ids })
}

/// For good: the message is BOUNCED, and where there is no such mailbox the address is not written to any more
/// (MSG-24). A report about no message of ours changes nothing.
pub async fn take(tx: &TenantTx, report: &Report) -> Result<()> {
    if !report.status.starts_with('5') {
        return Ok(());
    }
    let reason = format!("It came back: {}.", report.status);
    for name in &report.message_ids {
        let Some(message) = store::bounced(tx, name, &report.recipient, &report.status, &reason).await? else {
            continue;
        };
        tx.emit(
            NewEvent::new("messaging.message.bounced", "message", message.id.uuid())
                .location(message.location_id)
                .data(json!({"message_id": message.id, "entity": message.entity, "entity_id": message.entity_ref})),
        );
        if let Some(id) = message.conversation_id {
            conversation::changed(tx, id, message.location_id);
        }
        if is_hard_bounce(&report.status) {
            suppression::store::add(tx, Channel::Email, &report.recipient, "HARD_BOUNCE", Some(&reason)).await?;
            tx.port::<ConsentPort>()?.invalid(tx, &report.recipient).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn msg_24_a_report_names_recipient_code_and_message() {
        let part = "Reporting-MTA: dns; mx.mail.example\n\nFinal-Recipient: rfc822; Gone@Mail.example\nAction: failed\nStatus: 5.1.1 (unknown)\n";
        let whole = format!("Message-ID: <r1@mx.mail.example>\n{part}\nMessage-Id: <cmm_1@crm.example>\n");
        let report = read(part, &whole).expect("a report");
        assert_eq!((report.recipient.as_str(), report.status.as_str()), ("gone@mail.example", "5.1.1"));
        assert_eq!(report.message_ids, ["<r1@mx.mail.example>", "<cmm_1@crm.example>"]);
        assert_eq!(read("Subject: hello", ""), None);
    }
}
