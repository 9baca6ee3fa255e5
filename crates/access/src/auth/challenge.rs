//! Between a right password and the chosen company: a sealed note of who proved to be whom, good for 5 minutes.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as B64};
use hmac::{Hmac, Mac};
use jiff::{SignedDuration, Timestamp};
use kernel::ids::IdentityId;
use sha2::Sha256;
use uuid::Uuid;

const LIFE: SignedDuration = SignedDuration::from_mins(5);

fn tag(master_key: &[u8; 32], body: &[u8]) -> Hmac<Sha256> {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(master_key)
        .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
    mac.update(b"company-choice\0");
    mac.update(body);
    mac
}

pub fn make(master_key: &[u8; 32], identity: IdentityId, now: Timestamp) -> String {
    let mut bytes = identity.uuid().as_bytes().to_vec();
    bytes.extend_from_slice(&(now + LIFE).as_second().to_be_bytes());
    let tag = tag(master_key, &bytes).finalize().into_bytes();
    bytes.extend_from_slice(&tag);
    B64.encode(bytes)
}

/// `None` when it is not ours or too old.
pub fn read(master_key: &[u8; 32], text: &str, now: Timestamp) -> Option<IdentityId> {
    let bytes = B64.decode(text).ok()?;
    if bytes.len() != 16 + 8 + 32 {
        return None;
    }
    let (body, given) = bytes.split_at(24);
    tag(master_key, body).verify_slice(given).ok()?;
    let end = i64::from_be_bytes(body[16..24].try_into().ok()?);
    (now.as_second() < end).then(|| Uuid::from_slice(&body[..16]).ok().map(IdentityId::from_uuid))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acc_3_a_choice_is_good_for_five_minutes_and_for_one_identity() {
        let now = Timestamp::from_second(1_780_000_000).expect("in range");
        let identity = IdentityId::from_uuid(Uuid::from_u128(5));
        let text = make(&[7; 32], identity, now);
        assert_eq!(read(&[7; 32], &text, now), Some(identity));
        assert_eq!(read(&[7; 32], &text, now + SignedDuration::from_mins(5)), None);
        assert_eq!(read(&[8; 32], &text, now), None);
        assert_eq!(read(&[7; 32], "x", now), None);
    }
}
