//! Signing in (ACC-16 to ACC-21): one door, one answer for every failure, tokens that can be taken back.

pub mod challenge;
pub mod choose;
pub mod family;
pub mod lockout;
pub mod login;
pub mod logout;
pub mod me;
pub mod password;
pub mod platform_login;
pub mod refresh;
pub mod refresh_token;
pub mod signed_in;
pub mod store;
pub mod switch;
pub mod verify;

use kernel::{Error, ErrorKind};

/// How an e-mail address or a super admin's user name is compared.
pub fn normalised(email: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    email.trim().nfkc().collect::<String>().to_lowercase()
}

/// The block of addresses tries are counted by: /24 for IPv4, /64 for IPv6.
pub fn network_block(address: Option<&str>) -> String {
    use std::net::IpAddr;
    let Some(address) = address else { return "local".into() };
    let ip = match address.parse::<IpAddr>() {
        Ok(IpAddr::V6(v6)) => v6.to_ipv4_mapped().map_or(IpAddr::V6(v6), IpAddr::V4),
        Ok(v4) => v4,
        Err(_) => return "unknown".into(),
    };
    match ip {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// Whether a text can be an e-mail address. Delivery is the only real proof.
pub fn looks_like_email(text: &str) -> bool {
    let text = text.trim();
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    text.chars().count() <= 254
        && !local.is_empty()
        && local.chars().count() <= 64
        && domain.contains('.')
        && domain.split('.').all(|part| !part.is_empty())
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// The one answer to an unknown e-mail, a wrong password and a blocked pair (ACC-17). What the refused try wrote
/// stays.
pub(crate) fn not_right() -> Error {
    Error::new(
        ErrorKind::NotSignedIn,
        "KEEP:SIGN_IN_REFUSED",
        "E-mail or password is not right. After several tries please wait 15 minutes.",
    )
}

pub(crate) fn sign_in_again() -> Error {
    Error::not_signed_in("NOT_SIGNED_IN", "Please sign in again.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acc_18_tries_are_counted_by_block_of_addresses() {
        assert_eq!(network_block(Some("203.0.113.77")), "203.0.113.0/24");
        assert_eq!(network_block(Some("::ffff:203.0.113.9")), "203.0.113.0/24");
        assert_eq!(network_block(Some("2001:db8:1:2:3:4:5:6")), "2001:db8:1:2::/64");
        assert_eq!(network_block(Some("nonsense")), "unknown");
        assert_eq!(network_block(None), "local");
    }
    #[test]
    fn an_address_is_compared_without_case_and_width() {
        assert_eq!(normalised("  Ada@Example.ORG "), "ada@example.org");
        assert_eq!(normalised("ada@example.org"), "ada@example.org");
    }
    #[test]
    fn an_address_needs_a_domain() {
        assert!(looks_like_email("ada@example.org"));
        for wrong in ["ada", "@example.org", "ada@", "ada@x", "a da@example.org", "ada@example..org"] {
            assert!(!looks_like_email(wrong), "{wrong}");
        }
    }
}
