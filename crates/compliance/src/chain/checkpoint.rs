//! The daily signature over the chain.

use ed25519_dalek::{Signature, Signer, SigningKey};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

use super::{
    hash::{Hash, read_hex, sha256},
    keys::{PublicKeys, key_id},
};

/// Where a company's chain stood at the end of a day (UTC).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    pub company: Uuid,
    pub day: Date,
    /// Newest sealed block, 0 when there is none yet.
    pub last_block: u64,
    /// Hash of that block, zeros when there is none yet.
    pub last_hash: Hash,
    /// Hash of the checkpoint before, zeros for the first.
    pub previous: Hash,
}

/// A checkpoint as it leaves the installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    pub checkpoint: Checkpoint,
    pub signature: [u8; 64],
    pub key_id: String,
}

impl Checkpoint {
    /// The bytes that are signed and hashed: `03` ‖ company ‖ day as `YYYY-MM-DD` ‖ last block
    /// number ‖ its hash ‖ previous checkpoint's hash.
    pub fn message(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(99);
        bytes.push(3);
        bytes.extend(self.company.as_bytes());
        bytes.extend(self.day.to_string().as_bytes());
        bytes.extend(self.last_block.to_be_bytes());
        bytes.extend(self.last_hash.0);
        bytes.extend(self.previous.0);
        bytes
    }

    /// What the next checkpoint names as its previous one. The signature has no part in it, so
    /// that a chain can be signed again with a new key.
    pub fn hash(&self) -> Hash {
        sha256(&[&self.message()])
    }

    pub fn sign(self, key: &SigningKey) -> SignedCheckpoint {
        let signature = key.sign(&self.message()).to_bytes();
        SignedCheckpoint { checkpoint: self, signature, key_id: key_id(&key.verifying_key()) }
    }
}

impl SignedCheckpoint {
    /// Whether a key of `keys` with the id given made the signature.
    pub fn verify(&self, keys: &PublicKeys) -> bool {
        keys.get(&self.key_id).is_some_and(|key| {
            key.verify_strict(&self.checkpoint.message(), &Signature::from_bytes(&self.signature)).is_ok()
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Flat {
    company: Uuid,
    day: Date,
    last_block: u64,
    last_hash: Hash,
    previous: Hash,
    signature: String,
    key_id: String,
}

impl Serialize for SignedCheckpoint {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let Checkpoint { company, day, last_block, last_hash, previous } = self.checkpoint;
        let (signature, key_id) = (hex::encode(self.signature), self.key_id.clone());
        Flat { company, day, last_block, last_hash, previous, signature, key_id }.serialize(s)
    }
}

impl<'de> Deserialize<'de> for SignedCheckpoint {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let Flat { company, day, last_block, last_hash, previous, signature, key_id } = Flat::deserialize(d)?;
        let mut bytes = [0; 64];
        read_hex(signature.as_bytes(), &mut bytes)
            .ok_or_else(|| de::Error::custom("expected 128 lower-case hex digits"))?;
        let checkpoint = Checkpoint { company, day, last_block, last_hash, previous };
        Ok(Self { checkpoint, signature: bytes, key_id })
    }
}
