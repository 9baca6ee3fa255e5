//! E-mail addresses.

/// Mailbox providers whose domain says nothing about a firm.
const PUBLIC_MAILBOXES: &[&str] = &[
    "aol.com",
    "bell.net",
    "cogeco.ca",
    "fastmail.com",
    "gmail.com",
    "gmx.com",
    "gmx.net",
    "googlemail.com",
    "hotmail.ca",
    "hotmail.com",
    "hotmail.fr",
    "icloud.com",
    "live.ca",
    "live.com",
    "mail.com",
    "me.com",
    "msn.com",
    "orange.fr",
    "outlook.com",
    "outlook.fr",
    "pm.me",
    "proton.me",
    "protonmail.com",
    "rediffmail.com",
    "rogers.com",
    "shaw.ca",
    "sympatico.ca",
    "telus.net",
    "videotron.ca",
    "yahoo.ca",
    "yahoo.co.in",
    "yahoo.com",
    "yahoo.fr",
    "yandex.com",
    "ymail.com",
    "zoho.com",
];

/// An e-mail address in its two forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    /// Where mail is sent: trimmed, lower case, domain in ASCII.
    pub lower: String,
    /// What is compared: also without `+tag`.
    pub matching: String,
}

impl Email {
    /// `None` when mail could never be sent there.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let (local, domain) = text.rsplit_once('@')?;
        let domain = match url::Host::parse(domain) {
            Ok(url::Host::Domain(ascii)) => ascii,
            _ => return None,
        };
        let bad = |c: char| c.is_whitespace() || c.is_control() || "\"(),:;<>@[\\]".contains(c);
        let local_bad = local.is_empty() || local.len() > 64 || local.contains(bad) || local.contains("..");
        if local_bad || local.starts_with('.') || local.ends_with('.') || domain.len() > 190 || !domain.contains('.') {
            return None;
        }
        let plain = local.split('+').next().filter(|l| !l.is_empty()).unwrap_or(local);
        Some(Self { lower: format!("{local}@{domain}"), matching: format!("{plain}@{domain}") })
    }
}

/// The part after the `@`.
pub fn domain_of(email: &str) -> &str {
    email.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// Whether the domain is one where anybody may have a mailbox.
pub fn is_public_mailbox(domain: &str) -> bool {
    PUBLIC_MAILBOXES.binary_search(&domain).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cus_1_email_is_sent_as_given_and_matched_without_its_tag() {
        let it = Email::read("Info+Quote@Example.COM ").expect("readable");
        assert_eq!(it.lower, "info+quote@example.com");
        assert_eq!(it.matching, "info@example.com");
    }
    #[test]
    fn cus_1_the_domain_is_written_in_ascii() {
        assert_eq!(Email::read("a@bücher.example").expect("readable").lower, "a@xn--bcher-kva.example");
    }
    #[test]
    fn what_is_no_address_is_not_read() {
        for text in
            ["", "a", "@example.com", "a@", "a@localhost", "a b@example.com", "a@b@example.com", "a..b@example.com"]
        {
            assert_eq!(Email::read(text), None, "{text}");
        }
    }
    #[test]
    fn public_mailboxes_stand_in_order() {
        assert!(PUBLIC_MAILBOXES.is_sorted());
        assert!(is_public_mailbox("gmail.com") && !is_public_mailbox("example.com"));
    }
}
