//! The text of a refresh token: company and session so that it can be found, 256 random bits, and a keyed tag. The
//! tag proves that we issued it, so that nobody can end a session by guessing at its id.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as B64};
use hmac::{Hmac, Mac};
use kernel::ids::{CompanyId, SessionId};
use sha2::Sha256;
use uuid::Uuid;

const PREFIX: &str = "r_";
const BODY: usize = 16 + 16 + 32;
const TAG: usize = 16;

/// A token as presented; only its hash is ever stored.
#[derive(Debug)]
pub struct RefreshToken {
    pub company: CompanyId,
    pub session: SessionId,
    pub hash: [u8; 32],
}

fn tag(master_key: &[u8; 32], body: &[u8]) -> Hmac<Sha256> {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(master_key)
        .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
    mac.update(b"refresh-token\0");
    mac.update(body);
    mac
}

/// The text and the hash to store.
pub fn make(master_key: &[u8; 32], company: CompanyId, session: SessionId, secret: [u8; 32]) -> (String, [u8; 32]) {
    let mut bytes = Vec::with_capacity(BODY + TAG);
    bytes.extend_from_slice(company.uuid().as_bytes());
    bytes.extend_from_slice(session.uuid().as_bytes());
    bytes.extend_from_slice(&secret);
    let tag = tag(master_key, &bytes).finalize().into_bytes();
    bytes.extend_from_slice(&tag[..TAG]);
    let text = format!("{PREFIX}{}", B64.encode(&bytes));
    let hash = kernel::link::hash(&text);
    (text, hash)
}

/// `None` when it is not one of ours.
pub fn read(master_key: &[u8; 32], text: &str) -> Option<RefreshToken> {
    let bytes = B64.decode(text.strip_prefix(PREFIX)?).ok()?;
    if bytes.len() != BODY + TAG {
        return None;
    }
    let (body, given) = bytes.split_at(BODY);
    tag(master_key, body).verify_truncated_left(given).ok()?;
    Some(RefreshToken {
        company: CompanyId::from_uuid(Uuid::from_slice(&body[..16]).ok()?),
        session: SessionId::from_uuid(Uuid::from_slice(&body[16..32]).ok()?),
        hash: kernel::link::hash(text),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acc_20_a_token_names_its_session_and_cannot_be_forged() {
        let (company, session) = (CompanyId::from_uuid(Uuid::from_u128(1)), SessionId::from_uuid(Uuid::from_u128(2)));
        let (text, hash) = make(&[7; 32], company, session, [9; 32]);
        let token = read(&[7; 32], &text).expect("ours");
        assert_eq!((token.company, token.session, token.hash), (company, session, hash));
        assert!(read(&[8; 32], &text).is_none());
        let mut forged = B64.decode(&text[2..]).expect("base 64");
        forged[40] ^= 1;
        assert!(read(&[7; 32], &format!("r_{}", B64.encode(forged))).is_none());
        assert!(read(&[7; 32], "r_").is_none());
    }
}
