//! Document: proof of consent.

use serde::{Deserialize, Serialize};

use super::{Company, Meta, Moment, Party, filled};

/// One entry of the ledger. Codes are put into words on the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentEntry {
    pub at: Moment,
    pub channel: String,
    pub purpose: String,
    pub act: String,
    pub basis: String,
    /// Whose law was applied.
    pub pack: String,
    pub source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_by: Option<String>,
    /// The words agreed to, in the language they were shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording_language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording_version: Option<String>,
    /// Hash of the line in the audit trail that holds the entry, hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaf_sha256: Option<String>,
}

/// An address or number with all that was ever said about it, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentPoint {
    #[serde(deserialize_with = "filled")]
    pub value: String,
    #[serde(default)]
    pub entries: Vec<ConsentEntry>,
}

/// What a customer consented to, and what proves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentDocument {
    pub meta: Meta,
    pub company: Company,
    pub customer: Party,
    pub points: Vec<ConsentPoint>,
    /// The newest sealed block of the audit trail, its hash, and until when it reaches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_block: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_sha256: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_until: Option<Moment>,
}
