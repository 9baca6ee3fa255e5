//! Secrets that travel in links and keys: a prefix says what it is and which company it belongs to, so
//! that the company is known before the first tenant query; 256 random bits follow. Only the hash is stored.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as B64};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::ids::CompanyId;

/// A secret link or key, readable once.
pub struct Link {
    pub company: CompanyId,
    /// SHA-256 of the whole text, as stored.
    pub hash: [u8; 32],
}

/// Makes the text of a new link of `kind` (`q` quote, `p` provider, `f` form, …).
pub fn make(kind: &str, company: CompanyId, secret: [u8; 32]) -> String {
    format!("{kind}_{}{}", B64.encode(company.uuid().as_bytes()), B64.encode(secret))
}

/// Reads company and hash out of the text; `None` when it is not of this kind.
pub fn read(kind: &str, text: &str) -> Option<Link> {
    let body = text.strip_prefix(kind)?.strip_prefix('_')?;
    if body.len() != 22 + 43 || !body.is_ascii() {
        return None;
    }
    let company = B64.decode(&body[..22]).ok()?;
    B64.decode(&body[22..]).ok()?;
    Some(Link { company: CompanyId::from_uuid(Uuid::from_slice(&company).ok()?), hash: hash(text) })
}

pub fn hash(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_its_company_and_nothing_of_another_kind_opens() {
        let company = CompanyId::from_uuid(Uuid::from_u128(42));
        let text = make("q", company, [7; 32]);
        assert_eq!(read("q", &text).map(|l| l.company), Some(company));
        assert!(read("p", &text).is_none());
        assert!(read("q", &text[..text.len() - 1]).is_none());
    }
}
