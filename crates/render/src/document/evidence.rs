//! Document: evidence.

use serde::{Deserialize, Serialize};

use super::{Company, Fact, Image, Meta, Moment, filled};

/// How somebody signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SignatureMethod {
    Drawn,
    Typed,
    Clicked,
}

/// What is known about one signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignerEvidence {
    #[serde(deserialize_with = "filled")]
    pub name: String,
    /// Customer, second signer, for the company: in words.
    #[serde(deserialize_with = "filled")]
    pub role: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    pub method: SignatureMethod,
    /// Signed on the representative's device in the signer's presence.
    #[serde(default)]
    pub in_person: bool,
    pub signed_at: Moment,
    #[serde(deserialize_with = "filled")]
    pub network_address: String,
    #[serde(deserialize_with = "filled")]
    pub user_agent: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// The words agreed to, in the language they were shown.
    #[serde(deserialize_with = "filled")]
    pub consent_text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_version: Option<String>,
    /// The drawn signature; a typed one is set in italics from the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Image>,
}

/// The evidence of all signatures under one paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// SHA-256 of the exact file shown to the signer, hexadecimal.
    #[serde(deserialize_with = "filled")]
    pub document_sha256: String,
    /// What the signer chose: options, valuation.
    #[serde(default)]
    pub selection: Vec<Fact>,
    pub signers: Vec<SignerEvidence>,
    /// Where anyone may check a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verify_at: Option<String>,
}

/// The page of evidence on its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceDocument {
    pub meta: Meta,
    pub company: Company,
    pub evidence: Evidence,
}
