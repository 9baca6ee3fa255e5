//! Access tokens (ACC-19): Ed25519, key id required, any other algorithm refused.

use std::sync::{Arc, RwLock};

use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use kernel::{
    Error, Result,
    ids::{CompanyId, LocationId, SessionId, SuperAdminId, SupportSessionId, UserId},
};
use serde::{Deserialize, Serialize};

pub const ISSUER: &str = "cnc";

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claims {
    pub iss: String,
    pub aud: String,
    /// The user, or the super admin of a support session.
    pub sub: String,
    pub sid: String,
    pub email: String,
    pub role: String,
    pub client_id: CompanyId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_id: Option<LocationId>,
    #[serde(default)]
    pub amr: Vec<String>,
    pub iat: i64,
    pub exp: i64,
    pub jti: String,
    /// Present when a super admin acts by a support session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support: Option<Support>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Support {
    pub admin: SuperAdminId,
    pub session: SupportSessionId,
    pub write: bool,
    pub name: String,
}

impl Claims {
    pub fn user(&self) -> Option<UserId> {
        if self.support.is_some() { None } else { UserId::parse(&self.sub) }
    }
    pub fn session(&self) -> Option<SessionId> {
        SessionId::parse(&self.sid)
    }
}

struct Key {
    id: String,
    signing: Option<EncodingKey>,
    verifying: DecodingKey,
}

/// So many tokens are remembered as verified; a browser has one for some minutes.
const REMEMBERED: usize = 10_000;

/// The keys that sign and verify; the newest one signs. Keys are only added, so a signature that was good stays good.
pub struct Keyring {
    keys: RwLock<Vec<Key>>,
    verified: quick_cache::sync::Cache<Box<str>, Arc<Claims>>,
}

impl Default for Keyring {
    fn default() -> Self {
        Self { keys: RwLock::default(), verified: quick_cache::sync::Cache::new(REMEMBERED) }
    }
}

impl Keyring {
    /// Adds a key pair (32-byte seed). The last one added signs.
    pub fn add(&self, id: &str, seed: &[u8; 32]) -> Result<()> {
        use ed25519_dalek::pkcs8::EncodePrivateKey;
        let pair = ed25519_dalek::SigningKey::from_bytes(seed);
        let der = pair.to_pkcs8_der().map_err(Error::internal)?;
        let key = Key {
            id: id.to_owned(),
            signing: Some(EncodingKey::from_ed_der(der.as_bytes())),
            verifying: DecodingKey::from_ed_der(pair.verifying_key().as_bytes()),
        };
        self.keys.write().unwrap_or_else(std::sync::PoisonError::into_inner).push(key);
        Ok(())
    }
    pub fn issue(&self, claims: &Claims) -> Result<String> {
        let keys = self.keys.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let key = keys.last().ok_or_else(|| Error::internal("no signing key"))?;
        let signing = key.signing.as_ref().ok_or_else(|| Error::internal("no private key"))?;
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(key.id.clone());
        encode(&header, claims, signing).map_err(Error::internal)
    }
    /// Checks signature, issuer, audience and time. The database is asked about revocation later, with BEGIN.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Arc<Claims>> {
        let claims = match self.verified.get(token) {
            Some(known) => known,
            None => {
                let claims = Arc::new(self.signed(token)?);
                self.verified.insert(token.into(), claims.clone());
                claims
            }
        };
        if claims.exp <= now.as_second() {
            return Err(Error::not_signed_in("SESSION_EXPIRED", "Your session has expired. Please sign in again."));
        }
        Ok(claims)
    }
    /// What a token says whose signature, issuer and audience are right.
    fn signed(&self, token: &str) -> Result<Claims> {
        let refused = || Error::not_signed_in("NOT_SIGNED_IN", "Please sign in again.");
        let header = decode_header(token).map_err(|_| refused())?;
        if header.alg != Algorithm::EdDSA {
            return Err(refused());
        }
        let kid = header.kid.ok_or_else(refused)?;
        let keys = self.keys.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let key = keys.iter().find(|k| k.id == kid).ok_or_else(refused)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[ISSUER]);
        // Our own clock decides, so that tests can set it.
        validation.validate_exp = false;
        Ok(decode::<Claims>(token, &key.verifying, &validation).map_err(|_| refused())?.claims)
    }
}
