//! What a person is certified for. It counts once somebody else has verified it (CRW-6).

pub mod add;
pub mod judge;
pub mod store;

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

codes! {
    /// What kind of certificate it is.
    CertificationKind {
        Operator = "OPERATOR", Rigger = "RIGGER", Signaller = "SIGNALLER", DriverLicence = "DRIVER_LICENCE",
        FirstAid = "FIRST_AID", Other = "OTHER",
    }
}
codes! {
    /// What is decided about a certificate.
    Verdict { Valid = "VALID", Suspended = "SUSPENDED", Revoked = "REVOKED" }
}

/// A certificate of a crew member.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Certification {
    pub id: Uuid,
    pub kind: String,
    /// Machine or licence class.
    pub class: Option<String>,
    /// Up to how many tonnes.
    pub capacity_t: Option<i32>,
    pub number: Option<String>,
    pub issuer: Option<String>,
    pub issued_on: Option<Date>,
    /// Valid through this day.
    pub expires_on: Date,
    /// PENDING until verified, then VALID, SUSPENDED or REVOKED.
    pub state: String,
    pub verified_at: Option<Timestamp>,
}

impl From<crate::sql::certification::CertificationsOfRow> for Certification {
    fn from(row: crate::sql::certification::CertificationsOfRow) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            class: row.class,
            capacity_t: row.capacity_t,
            number: row.number,
            issuer: row.issuer,
            issued_on: row.issued_on,
            expires_on: row.expires_on,
            state: row.state,
            verified_at: row.verified_at,
        }
    }
}
