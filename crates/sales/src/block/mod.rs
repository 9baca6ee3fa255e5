//! The list of contacts nobody wants to hear from (SAL-6).

pub mod add;
pub mod list;
pub mod remove;
pub mod store;

use std::net::IpAddr;

use kernel::normal::{Email, Phone};

codes! {
    BlockKind { Phone = "PHONE", Email = "EMAIL", Domain = "DOMAIN", Address = "ADDRESS", Network = "NETWORK" }
}

/// A value as compared, and the network it stands for; a sentence when it cannot be read.
pub fn read(kind: BlockKind, value: &str, country: &str) -> Result<(String, Option<String>), &'static str> {
    let value = value.trim();
    match kind {
        BlockKind::Phone => {
            let phone = Phone::read(value, country);
            phone.e164.map(|e164| (e164, None)).ok_or("This is not a phone number.")
        }
        BlockKind::Email => {
            Email::read(value).map(|email| (email.matching, None)).ok_or("This is not an e-mail address.")
        }
        BlockKind::Domain => {
            let domain = value.trim_start_matches('@');
            let email = Email::read(&format!("x@{domain}")).ok_or("This is not a domain.")?;
            Ok((email.lower[2..].to_owned(), None))
        }
        BlockKind::Address => {
            let address: IpAddr = value.parse().map_err(|_| "This is not an IP address.")?;
            Ok((address.to_string(), Some(address.to_string())))
        }
        BlockKind::Network => {
            let wrong = "A network looks like 203.0.113.0/24.";
            let (address, bits) = value.split_once('/').ok_or(wrong)?;
            let address: IpAddr = address.parse().map_err(|_| wrong)?;
            let bits: u8 = bits.parse().map_err(|_| wrong)?;
            let most = if address.is_ipv4() { 32 } else { 128 };
            let least = if address.is_ipv4() { 8 } else { 16 };
            if !(least..=most).contains(&bits) {
                return Err("This network is too large to block.");
            }
            let text = format!("{address}/{bits}");
            Ok((text.clone(), Some(text)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_6_values_are_kept_as_they_are_compared() {
        let read = |kind, value| read(kind, value, "CA").map(|(value, _)| value);
        assert_eq!(read(BlockKind::Phone, "(416) 555-0142").as_deref(), Ok("+14165550142"));
        assert_eq!(read(BlockKind::Email, "Spam+1@Example.com").as_deref(), Ok("spam@example.com"));
        assert_eq!(read(BlockKind::Domain, "@Example.com").as_deref(), Ok("example.com"));
        assert_eq!(read(BlockKind::Network, "203.0.113.0/24").as_deref(), Ok("203.0.113.0/24"));
        assert!(read(BlockKind::Network, "0.0.0.0/0").is_err() && read(BlockKind::Address, "somewhere").is_err());
    }
}
