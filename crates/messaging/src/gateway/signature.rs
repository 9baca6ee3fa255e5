//! Whether a call really comes from the provider (MSG-27).

use base64::{Engine as _, engine::general_purpose::STANDARD as B64};
use hmac::{Hmac, Mac};
use jiff::{SignedDuration, Timestamp};
use ring::hmac as sha1;
use sha2::Sha256;

/// Older calls are not taken.
const MOST_AGE: SignedDuration = SignedDuration::from_mins(5);

fn form_text(url: &str, fields: &[(String, String)]) -> String {
    let mut sorted: Vec<&(String, String)> = fields.iter().collect();
    sorted.sort();
    sorted.dedup();
    sorted.into_iter().fold(url.to_owned(), |text, (name, value)| text + name + value)
}

/// The text providers of Twilio's shape send along: HMAC-SHA1, base 64, of the address they called followed by every
/// field's name and value in the order of the names.
pub fn of_form(secret: &str, url: &str, fields: &[(String, String)]) -> String {
    let key = sha1::Key::new(sha1::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret.as_bytes());
    B64.encode(sha1::sign(&key, form_text(url, fields).as_bytes()))
}

/// Compares without telling by its time how much was right.
pub fn is_of_form(secret: &str, url: &str, fields: &[(String, String)], given: &str) -> bool {
    let key = sha1::Key::new(sha1::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret.as_bytes());
    let Ok(given) = B64.decode(given.trim()) else { return false };
    sha1::verify(&key, form_text(url, fields).as_bytes(), &given).is_ok()
}

fn mac(secret: &str, seconds: i64, body: &[u8]) -> Hmac<Sha256> {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(secret.as_bytes())
        .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
    mac.update(format!("{seconds}.").as_bytes());
    mac.update(body);
    mac
}

/// The header that comes with mail: `t=<seconds>,v1=<HMAC-SHA256 of "seconds.body", hexadecimal>`.
pub fn of_body(secret: &str, at: Timestamp, body: &[u8]) -> String {
    let seconds = at.as_second();
    format!("t={seconds},v1={}", hex::encode(mac(secret, seconds, body).finalize().into_bytes()))
}

/// Whether the header fits the body and is not older than five minutes.
pub fn is_of_body(secret: &str, now: Timestamp, body: &[u8], given: &str) -> bool {
    let part = |name: &str| given.split(',').find_map(|p| p.trim().strip_prefix(name));
    let Some(seconds) = part("t=").and_then(|t| t.parse::<i64>().ok()) else { return false };
    let Some(digest) = part("v1=").and_then(|v| hex::decode(v).ok()) else { return false };
    let Ok(at) = Timestamp::from_second(seconds) else { return false };
    now.duration_since(at).abs() <= MOST_AGE && mac(secret, seconds, body).verify_slice(&digest).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn msg_27_the_order_of_fields_does_not_matter_and_everything_else_does() {
        let url = "https://crm.example/api/hooks/sms/h_x";
        let sent = fields(&[("From", "+14165550142"), ("Body", "Stop"), ("MessageSid", "SM1")]);
        let given = of_form("hush", url, &sent);
        let other_order = fields(&[("MessageSid", "SM1"), ("Body", "Stop"), ("From", "+14165550142")]);
        assert!(is_of_form("hush", url, &other_order, &given));
        assert!(!is_of_form("hush", url, &fields(&[("Body", "Go")]), &given));
        assert!(!is_of_form("hush", "https://crm.example/api/hooks/sms/h_y", &sent, &given));
        assert!(!is_of_form("loud", url, &sent, &given));
        assert!(!is_of_form("hush", url, &sent, "not base 64!"));
        // HMAC-SHA1 of a known text, reckoned elsewhere.
        assert_eq!(of_form("key", "The quick brown fox jumps over the lazy dog", &[]), "3nybhbi3iqa8ino29wqQcBydtNk=");
    }
    #[test]
    fn msg_27_mail_is_taken_for_five_minutes() {
        let at: Timestamp = "2026-07-15T14:00:00Z".parse().expect("an instant");
        let given = of_body("hush", at, b"From: a");
        let after = |seconds| at + SignedDuration::from_secs(seconds);
        assert!(is_of_body("hush", after(300), b"From: a", &given));
        assert!(!is_of_body("hush", after(301), b"From: a", &given));
        assert!(!is_of_body("hush", after(-301), b"From: a", &given));
        assert!(!is_of_body("hush", at, b"From: b", &given));
        assert!(!is_of_body("loud", at, b"From: a", &given));
        assert!(!is_of_body("hush", at, b"From: a", "v1=00"));
    }
}
