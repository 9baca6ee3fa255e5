//! The public keys a verifier trusts.

use std::collections::BTreeMap;

use ed25519_dalek::{VerifyingKey, pkcs8::DecodePublicKey};

use super::hash::{read_hex, sha256};

const PEM_BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
const PEM_END: &str = "-----END PUBLIC KEY-----";

/// First 16 hex digits of the SHA-256 of the key's 32 bytes.
pub fn key_id(key: &VerifyingKey) -> String {
    hex::encode(&sha256(&[key.as_bytes()]).0[..8])
}

/// Public keys by id: more than one after a change of the signing key.
#[derive(Clone, Debug, Default)]
pub struct PublicKeys(BTreeMap<String, VerifyingKey>);

impl PublicKeys {
    pub fn get(&self, id: &str) -> Option<&VerifyingKey> {
        self.0.get(id)
    }

    /// Reads keys as PEM blocks (`PUBLIC KEY`) or one a line as 64 hex digits; lines that begin
    /// with `#` are remarks.
    ///
    /// # Errors
    /// A sentence naming the first line that is no key, or saying that there is none at all.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut keys = Vec::new();
        let mut pem: Option<String> = None;
        for (line, number) in text.lines().map(str::trim).zip(1..) {
            match &mut pem {
                Some(block) => {
                    block.push_str(line);
                    block.push('\n');
                    if line == PEM_END {
                        let key = VerifyingKey::from_public_key_pem(block)
                            .map_err(|e| format!("The key that ends in line {number} cannot be read: {e}."))?;
                        keys.push(key);
                        pem = None;
                    }
                }
                None if line == PEM_BEGIN => pem = Some(format!("{PEM_BEGIN}\n")),
                None if line.is_empty() || line.starts_with('#') => {}
                None => keys.push(from_hex(line).ok_or_else(|| format!("Line {number} is not a public key."))?),
            }
        }
        if pem.is_some() {
            return Err("The last key has no end line.".to_owned());
        }
        if keys.is_empty() {
            return Err("There is no public key in the key file.".to_owned());
        }
        Ok(keys.into_iter().collect())
    }
}

impl FromIterator<VerifyingKey> for PublicKeys {
    fn from_iter<I: IntoIterator<Item = VerifyingKey>>(keys: I) -> Self {
        Self(keys.into_iter().map(|key| (key_id(&key), key)).collect())
    }
}

fn from_hex(line: &str) -> Option<VerifyingKey> {
    let mut bytes = [0; 32];
    read_hex(line.to_ascii_lowercase().as_bytes(), &mut bytes)?;
    VerifyingKey::from_bytes(&bytes).ok()
}
