//! The way out: a mail server, reached over SMTP.

use std::{sync::Arc, time::Duration};

use kernel::Result;
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::Error as SmtpError,
};

/// Longest time for one conversation with the server.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where mail goes out; offered by the application as a port.
#[derive(Clone, Default)]
pub struct Smtp(Option<Arc<Outlet>>);

/// A configured server.
pub struct Outlet {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
}

/// One message as it leaves.
pub struct Letter {
    /// Whose name stands before the sender's address.
    pub from_name: String,
    pub reply_to: Option<String>,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: Option<String>,
    /// Kept over every try, so that a repetition can be recognised.
    pub message_id: String,
    /// The Message-ID of what it answers.
    pub in_reply_to: Option<String>,
    /// Where one click ends such mail (RFC 8058).
    pub unsubscribe: Option<String>,
    pub attachments: Vec<Enclosure>,
}

pub struct Enclosure {
    pub file_name: String,
    pub content_type: String,
    pub bytes: Vec<u8>,
}

/// Why a message did not leave.
#[derive(Debug, PartialEq, Eq)]
pub enum Failure {
    /// Worth another try (MSG-21).
    Temporary(String),
    /// Never will: a bad address, a server that refuses for good.
    Permanent(String),
}

impl Smtp {
    /// Where mail comes from when nothing is said; a server that is left to it is a test's.
    pub const DEFAULT_FROM: &str = "no-reply@localhost.localdomain";

    /// No server: messages wait, visibly, until one is configured.
    pub fn none() -> Self {
        Self(None)
    }

    /// `smtp://user:password@host:587?tls=required` or `smtps://host`; `from` is the address mail comes from; a name
    /// before it is left out, since each company's own stands there.
    pub fn new(url: &str, from: &str) -> Result<Self> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|e| kernel::Error::invalid("smtp_url", "NOT_READABLE", e.to_string()))?
            .timeout(Some(PATIENCE))
            .build();
        let from: Mailbox = from.parse().map_err(|e: lettre::address::AddressError| {
            kernel::Error::invalid("mail_from", "NOT_AN_EMAIL", e.to_string())
        })?;
        let from = from.email;
        Ok(Self(Some(Arc::new(Outlet { transport, from }))))
    }

    /// With an optional configuration, as read from the environment.
    pub fn from_settings(url: Option<&str>, from: Option<&str>) -> Result<Self> {
        match url.map(str::trim).filter(|u| !u.is_empty()) {
            Some(url) => Self::new(url, from.unwrap_or(Self::DEFAULT_FROM)),
            None => Ok(Self::none()),
        }
    }

    pub fn outlet(&self) -> Option<Arc<Outlet>> {
        self.0.clone()
    }
}

impl Outlet {
    /// Hands one message to the server.
    pub async fn send(&self, letter: &Letter) -> std::result::Result<(), Failure> {
        let message = compose(letter, &self.from)?;
        self.transport.send(message).await.map(drop).map_err(|e| judge(&e))
    }
}

fn judge(error: &SmtpError) -> Failure {
    let said = error.to_string();
    if error.is_permanent() { Failure::Permanent(said) } else { Failure::Temporary(said) }
}

/// Whether a refusal says that there is no such mailbox: the enhanced codes of RFC 3463 (MSG-24).
pub fn is_hard_bounce(reason: &str) -> bool {
    ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"].iter().any(|code| reason.contains(code))
}

fn permanent(what: &str, e: impl std::fmt::Display) -> Failure {
    Failure::Permanent(format!("{what}: {e}"))
}

/// The message as it goes over the wire.
pub fn compose(letter: &Letter, from: &Address) -> std::result::Result<Message, Failure> {
    let to: Address = letter.to.trim().parse().map_err(|e| permanent("the recipient's address", e))?;
    // Line breaks in a header would begin another one.
    let line = |text: &str| text.split(['\r', '\n']).map(str::trim).collect::<Vec<_>>().join(" ");
    let mut builder = Message::builder()
        .from(Mailbox::new(Some(line(&letter.from_name)), from.clone()))
        .to(Mailbox::new(None, to))
        .subject(line(&letter.subject))
        .message_id(Some(letter.message_id.clone()));
    if let Some(reply_to) = letter.reply_to.as_deref().and_then(|r| r.trim().parse::<Address>().ok()) {
        builder = builder.reply_to(Mailbox::new(None, reply_to));
    }
    if let Some(answered) = letter.in_reply_to.as_deref().map(line).filter(|id| id.starts_with('<')) {
        builder = builder.in_reply_to(answered.clone()).references(answered);
    }
    if let Some(url) = &letter.unsubscribe {
        let header = |name, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
        builder = builder
            .raw_header(header("List-Unsubscribe", format!("<{}>", line(url))))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()));
    }
    let text = SinglePart::plain(letter.text.clone());
    let body = match &letter.html {
        Some(html) => MultiPart::alternative().singlepart(text).singlepart(SinglePart::html(html.clone())),
        None => MultiPart::mixed().singlepart(text),
    };
    let mut whole = match letter.html {
        Some(_) => MultiPart::mixed().multipart(body),
        None => body,
    };
    for file in &letter.attachments {
        let kind = ContentType::parse(&file.content_type).map_err(|e| permanent("the type of an attachment", e))?;
        whole = whole.singlepart(Attachment::new(file.file_name.clone()).body(file.bytes.clone(), kind));
    }
    builder.multipart(whole).map_err(|e| permanent("the message", e))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(to: &str, subject: &str) -> Letter {
        Letter {
            from_name: "Maple Lane Movers".into(),
            reply_to: Some("hello@maplelane.example".into()),
            to: to.into(),
            subject: subject.into(),
            text: "Bonjour Élise".into(),
            html: None,
            message_id: "<cmm_1@crm.example>".into(),
            in_reply_to: None,
            unsubscribe: None,
            attachments: vec![Enclosure {
                file_name: "Q-2026-000123.pdf".into(),
                content_type: "application/pdf".into(),
                bytes: b"%PDF-".to_vec(),
            }],
        }
    }
    fn from() -> Address {
        "crm@maplelane.example".parse().expect("an address")
    }

    #[tokio::test]
    async fn the_sender_is_an_address_with_or_without_a_name() {
        for from in [Smtp::DEFAULT_FROM, "C&C <crm@maplelane.example>"] {
            let smtp = Smtp::from_settings(Some("smtp://127.0.0.1:25"), Some(from)).expect(from);
            assert!(smtp.outlet().is_some_and(|o| !o.from.to_string().contains('<')), "{from}");
        }
        assert!(Smtp::from_settings(Some("smtp://127.0.0.1:25"), Some("nobody")).is_err());
    }

    #[test]
    fn msg_15_the_message_keeps_its_own_id() {
        let text = String::from_utf8(
            compose(&letter("elise@mail.example", "Votre soumission"), &from()).expect("made").formatted(),
        );
        let text = text.expect("ASCII");
        assert!(text.contains("Message-ID: <cmm_1@crm.example>"), "{text}");
        assert!(text.contains("filename=\"Q-2026-000123.pdf\""), "{text}");
        assert!(text.contains("Reply-To: hello@maplelane.example"), "{text}");
    }

    #[test]
    fn msg_6_a_subject_cannot_add_headers() {
        let text = compose(&letter("elise@mail.example", "Hello\r\nBcc: all@mail.example"), &from())
            .expect("made")
            .formatted();
        let text = String::from_utf8(text).expect("ASCII");
        assert!(!text.contains("\r\nBcc:"), "{text}");
    }

    #[test]
    fn msg_24_no_such_mailbox_is_a_hard_bounce() {
        assert!(is_hard_bounce("permanent error (550): 5.1.1 No such user"));
        assert!(!is_hard_bounce("permanent error (550): 5.7.1 Message refused by policy"));
    }

    #[test]
    fn msg_21_a_bad_address_is_never_tried_again() {
        assert!(matches!(compose(&letter("nobody", "x"), &from()), Err(Failure::Permanent(_))));
    }
}
