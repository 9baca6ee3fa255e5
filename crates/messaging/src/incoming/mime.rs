//! Mail as it comes, read into what matters here. HTML becomes text: nothing foreign is ever shown as it came (MSG-28).

use bytes::Bytes;
use mail_parser::{HeaderValue, Message, MessageParser, MimeHeaders};
use serde::Deserialize;

use super::bounce::{self, Report};

/// Endings that are never kept.
const EXECUTABLE: &[&str] = &[
    "exe", "com", "bat", "cmd", "scr", "pif", "msi", "jar", "js", "jse", "vbs", "vbe", "wsf", "ps1", "hta", "lnk",
    "dll", "apk", "sh", "reg", "iso",
];
/// At most this many files are kept of one mail.
const MOST_FILES: usize = 20;

pub struct File {
    pub name: String,
    pub content_type: String,
    pub bytes: Bytes,
}

/// One mail.
#[derive(Default)]
pub struct Mail {
    /// With angle brackets; made from the content where there is none.
    pub message_id: String,
    /// In lower case.
    pub from: String,
    pub from_name: Option<String>,
    pub to: Vec<String>,
    pub subject: String,
    pub text: String,
    /// What it answers, the nearest last.
    pub answers: Vec<String>,
    /// Written by a machine: out of office, a list, a report.
    pub automatic: bool,
    pub files: Vec<File>,
    /// Names of files that were not kept.
    pub refused: Vec<String>,
    /// A mail server says that mail of ours came back.
    pub report: Option<Report>,
}

fn bracketed(id: &str) -> String {
    format!("<{}>", id.trim().trim_matches(['<', '>']))
}

fn ids(value: &HeaderValue<'_>) -> Vec<String> {
    match value {
        HeaderValue::Text(one) => vec![bracketed(one)],
        HeaderValue::TextList(many) => many.iter().map(|id| bracketed(id)).collect(),
        _ => vec![],
    }
}

/// Without what cannot be stored, and not longer than is read by people.
fn clean(text: &str, most: usize) -> String {
    text.replace('\0', "").chars().take(most).collect::<String>().trim().to_owned()
}

fn is_automatic(auto_submitted: &str, precedence: &str, has_list: bool) -> bool {
    let auto = auto_submitted.trim().to_lowercase();
    let bulk = ["bulk", "list", "junk", "auto_reply"].contains(&precedence.trim().to_lowercase().as_str());
    bulk || has_list || !(auto.is_empty() || auto == "no")
}

fn of_raw(body: &[u8]) -> Option<Mail> {
    let message = MessageParser::default().parse(body)?;
    let sender = message.from()?.first()?;
    let header = |name: &str| message.header_raw(name.to_owned()).unwrap_or_default().trim().to_owned();
    let mut answers = ids(message.references());
    answers.extend(ids(message.in_reply_to()));
    let to = message.to().into_iter().flat_map(|a| a.iter()).filter_map(|a| a.address()).map(str::to_owned);
    let mut mail = Mail {
        message_id: message.message_id().map(bracketed).unwrap_or_default(),
        from: sender.address()?.trim().to_lowercase(),
        from_name: sender.name().map(|n| clean(n, 200)),
        to: to.collect(),
        subject: clean(message.subject().unwrap_or_default(), 500),
        text: clean(&message.body_text(0).unwrap_or_default(), 200_000),
        answers,
        automatic: is_automatic(
            &header("Auto-Submitted"),
            &header("Precedence"),
            message.header_raw("List-Id").is_some(),
        ),
        ..Mail::default()
    };
    let status = message.parts.iter().find(|part| {
        part.content_type().is_some_and(|t| {
            t.ctype().eq_ignore_ascii_case("message")
                && t.subtype().is_some_and(|s| s.eq_ignore_ascii_case("delivery-status"))
        })
    });
    if let Some(part) = status {
        mail.report = bounce::read(&String::from_utf8_lossy(part.contents()), &String::from_utf8_lossy(body));
    }
    attachments(&message, &mut mail);
    Some(mail)
}

fn attachments(message: &Message<'_>, mail: &mut Mail) {
    for part in message.attachments() {
        let name = clean(part.attachment_name().unwrap_or("file"), 200).replace(['/', '\\', '\r', '\n', '"'], "_");
        let ending = name.rsplit_once('.').map(|(_, e)| e.trim().to_lowercase()).unwrap_or_default();
        let bytes = part.contents();
        // A program is one by what it is, whatever it is called.
        let program = bytes.starts_with(b"MZ") || bytes.starts_with(b"\x7fELF") || bytes.starts_with(b"#!");
        if program || EXECUTABLE.contains(&ending.as_str()) || mail.files.len() >= MOST_FILES {
            mail.refused.push(name);
            continue;
        }
        mail.files.push(File { content_type: content_type(bytes).into(), bytes: Bytes::copy_from_slice(bytes), name });
    }
}

/// By its first bytes, not by what it says of itself.
fn content_type(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [b'%', b'P', b'D', b'F', ..] => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[derive(Deserialize)]
struct Parsed {
    message_id: Option<String>,
    from: String,
    from_name: Option<String>,
    #[serde(default)]
    to: Vec<String>,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    text: String,
    in_reply_to: Option<String>,
    #[serde(default)]
    references: Vec<String>,
    #[serde(default)]
    headers: std::collections::BTreeMap<String, String>,
}

fn of_json(body: &[u8]) -> Option<Mail> {
    let parsed: Parsed = serde_json::from_slice(body).ok()?;
    let header =
        |name: &str| parsed.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str());
    let answers = parsed.references.iter().chain(&parsed.in_reply_to);
    Some(Mail {
        message_id: parsed.message_id.as_deref().map(bracketed).unwrap_or_default(),
        from: parsed.from.trim().to_lowercase(),
        from_name: parsed.from_name.as_deref().map(|n| clean(n, 200)),
        to: parsed.to.clone(),
        subject: clean(&parsed.subject, 500),
        text: clean(&parsed.text, 200_000),
        answers: answers.map(|id| bracketed(id)).collect(),
        automatic: is_automatic(
            header("Auto-Submitted").unwrap_or_default(),
            header("Precedence").unwrap_or_default(),
            header("List-Id").is_some(),
        ),
        ..Mail::default()
    })
}

/// Reads a mail in either form; none when it names no sender.
pub fn read(body: &[u8]) -> Option<Mail> {
    let is_json = body.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{');
    let mut mail = if is_json { of_json(body) } else { of_raw(body) }?;
    if !mail.from.contains('@') {
        return None;
    }
    if mail.message_id.len() < 3 {
        mail.message_id = format!("<{}@unnamed>", files::sha256_hex(body));
    }
    Some(mail)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RAW: &str = "From: =?utf-8?q?=C3=89lise?= Roy <Elise@Mail.example>\r\nTo: office@maplelane.example\r\n\
        Subject: Re: Boxes\r\nMessage-ID: <a1@mail.example>\r\nIn-Reply-To: <cmm_1@crm.example>\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\
        Content-Type: text/html; charset=utf-8\r\n\r\n<p>Twelve &amp; a half</p><img src=\"https://spy.example/x\">\r\n\
        --b\r\nContent-Type: application/pdf; name=plan.pdf\r\nContent-Disposition: attachment; filename=plan.pdf\r\n\r\n\
        %PDF-1.7\r\n--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=photo.png\r\n\r\n\
        MZ program\r\n--b--\r\n";

    #[test]
    fn msg_26_raw_mail_is_read() {
        let mail = read(RAW.as_bytes()).expect("a mail");
        assert_eq!((mail.from.as_str(), mail.from_name.as_deref()), ("elise@mail.example", Some("Élise Roy")));
        assert_eq!((mail.message_id.as_str(), mail.subject.as_str()), ("<a1@mail.example>", "Re: Boxes"));
        assert_eq!(mail.answers, ["<cmm_1@crm.example>"]);
        assert!(!mail.automatic);
    }
    #[test]
    fn msg_28_html_becomes_text_and_programs_are_refused() {
        let mail = read(RAW.as_bytes()).expect("a mail");
        assert!(mail.text.contains("Twelve & a half") && !mail.text.contains("spy"), "{}", mail.text);
        assert_eq!(mail.files.iter().map(|f| f.content_type.as_str()).collect::<Vec<_>>(), ["application/pdf"]);
        assert_eq!(mail.refused, ["photo.png"], "whatever it is called");
    }
    #[test]
    fn msg_27_machines_are_recognised() {
        assert!(
            is_automatic("auto-replied", "", false) && is_automatic("", "bulk", false) && is_automatic("", "", true)
        );
        assert!(!is_automatic("no", "", false));
        let away = r#"{"message_id": "x@y", "from": "a@b.example", "text": "Away", "headers": {"auto-submitted": "auto-replied"}}"#;
        let mail = read(away.as_bytes()).expect("a mail");
        assert!(mail.automatic);
        assert_eq!(mail.message_id, "<x@y>");
    }
    #[test]
    fn what_is_no_mail_is_not_read() {
        assert!(read(b"").is_none() && read(b"{}").is_none() && read(b"hello").is_none());
    }
}
