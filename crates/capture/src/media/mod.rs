//! One picture, signature or paper.

pub mod file;
pub mod list;
pub mod register;
pub mod store;
pub mod upload;

use jiff::Timestamp;
use kernel::{
    Id,
    id::Kind,
    ids::{
        Job, JobId, Journey, JourneyId, JourneyStep, JourneyStepId, LocationId, MediaId, Quote, QuoteId,
        SiteAssessment, SiteAssessmentId,
    },
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

codes! {
    /// What kind of record a file belongs to.
    OwnerKind {
        Journey = "journey", JourneyStep = "journey_step", Job = "job", Quote = "quote",
        SiteAssessment = "site_assessment",
    }
}
codes! {
    /// What kind of file it is.
    MediaKind { Photo = "PHOTO", Signature = "SIGNATURE", Document = "DOCUMENT" }
}

/// The record a file belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Journey(JourneyId),
    Step(JourneyStepId),
    Job(JobId),
    Quote(QuoteId),
    SiteAssessment(SiteAssessmentId),
}

impl Owner {
    /// `None` when the id is not one of that kind.
    pub fn read(kind: OwnerKind, id: &str) -> Option<Self> {
        Some(match kind {
            OwnerKind::Journey => Owner::Journey(Id::parse(id)?),
            OwnerKind::JourneyStep => Owner::Step(Id::parse(id)?),
            OwnerKind::Job => Owner::Job(Id::parse(id)?),
            OwnerKind::Quote => Owner::Quote(Id::parse(id)?),
            OwnerKind::SiteAssessment => Owner::SiteAssessment(Id::parse(id)?),
        })
    }
    pub fn uuid(self) -> Uuid {
        match self {
            Owner::Journey(id) => id.uuid(),
            Owner::Step(id) => id.uuid(),
            Owner::Job(id) => id.uuid(),
            Owner::Quote(id) => id.uuid(),
            Owner::SiteAssessment(id) => id.uuid(),
        }
    }
    /// The id as the edge writes it.
    pub fn text(owner: &str, id: Uuid) -> String {
        let prefix = match owner {
            "journey" => Journey::PREFIX,
            "journey_step" => JourneyStep::PREFIX,
            "job" => Job::PREFIX,
            "site_assessment" => SiteAssessment::PREFIX,
            _ => Quote::PREFIX,
        };
        format!("{prefix}_{}", kernel::id::encode(id))
    }
}

/// Where something was recorded.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Position {
    #[schemars(range(min = -90, max = 90))]
    pub latitude: f64,
    #[schemars(range(min = -180, max = 180))]
    pub longitude: f64,
    /// Radius of the fix in metres.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub accuracy_m: Option<f64>,
}

impl Position {
    pub fn is_on_earth(&self) -> bool {
        let accuracy = self.accuracy_m.is_none_or(|a| (0.0..=1_000_000.0).contains(&a));
        (-90.0..=90.0).contains(&self.latitude) && (-180.0..=180.0).contains(&self.longitude) && accuracy
    }
    /// (latitude, longitude) in millionths of a degree. A float turned into an integer saturates, so nothing overflows.
    pub fn micro(&self) -> (i32, i32) {
        ((self.latitude * 1e6).round() as i32, (self.longitude * 1e6).round() as i32)
    }
}

/// A file as lists show it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MediaCard {
    pub id: MediaId,
    pub owner: String,
    pub owner_id: String,
    pub journey_id: Option<JourneyId>,
    pub location_id: Option<LocationId>,
    pub kind: String,
    pub purpose: String,
    pub content_type: String,
    pub bytes: i64,
    pub sha256: String,
    /// PENDING until the bytes have come, then STORED; FAILED when they were other bytes.
    pub state: String,
    pub failure: Option<String>,
    pub taken_at: Timestamp,
    pub stored_at: Option<Timestamp>,
    pub signer_name: Option<String>,
    pub note: Option<String>,
    pub version: i64,
}

impl From<crate::sql::media::MediaRow> for MediaCard {
    fn from(row: crate::sql::media::MediaRow) -> Self {
        Self {
            id: row.id,
            owner_id: Owner::text(&row.owner, row.owner_id),
            owner: row.owner,
            journey_id: row.journey_id,
            location_id: row.location_id,
            kind: row.kind,
            purpose: row.purpose,
            content_type: row.content_type,
            bytes: row.bytes,
            sha256: row.sha256,
            state: row.state,
            failure: row.failure,
            taken_at: row.taken_at,
            stored_at: row.stored_at,
            signer_name: row.signer_name,
            note: row.note,
            version: row.version,
        }
    }
}

/// The real type of a file, by its first bytes and not by its name (CAP-6).
pub fn content_type_of(bytes: &[u8]) -> Option<&'static str> {
    let at = |offset: usize, mark: &[u8]| bytes.get(offset..).is_some_and(|b| b.starts_with(mark));
    if at(0, b"\xff\xd8\xff") {
        return Some("image/jpeg");
    }
    if at(0, b"\x89PNG\r\n\x1a\n") {
        return Some("image/png");
    }
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return Some("image/webp");
    }
    if at(4, b"ftyp") && [b"heic", b"heix", b"mif1", b"heif"].iter().any(|brand| at(8, brand.as_slice())) {
        return Some("image/heic");
    }
    at(0, b"%PDF-").then_some("application/pdf")
}

/// Whether a kind of file may be of this type (CAP-6).
pub fn may_be(kind: MediaKind, content_type: &str) -> bool {
    match kind {
        MediaKind::Photo => matches!(content_type, "image/jpeg" | "image/png" | "image/webp" | "image/heic"),
        MediaKind::Signature => content_type == "image/png",
        MediaKind::Document => matches!(content_type, "application/pdf" | "image/jpeg" | "image/png"),
    }
}

/// The most bytes of one upload; a signature is at most 1 MiB (CAP-6).
pub const MOST_BYTES: usize = 25 * 1024 * 1024;
pub const MOST_SIGNATURE_BYTES: i64 = 1024 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cap_6_types_are_told_by_content() {
        assert_eq!(content_type_of(b"\xff\xd8\xff\xe0more"), Some("image/jpeg"));
        assert_eq!(content_type_of(b"\x89PNG\r\n\x1a\nmore"), Some("image/png"));
        assert_eq!(content_type_of(b"RIFF\0\0\0\0WEBPmore"), Some("image/webp"));
        assert_eq!(content_type_of(b"\0\0\0\x18ftypheicmore"), Some("image/heic"));
        assert_eq!(content_type_of(b"%PDF-1.7"), Some("application/pdf"));
        for refused in [b"<svg xmlns".as_slice(), b"<html>", b"#!/bin/sh", b"PK\x03\x04", b"MZ", b"", b"RIFF"] {
            assert_eq!(content_type_of(refused), None);
        }
    }
    #[test]
    fn cap_6_a_picture_is_no_paper() {
        assert!(may_be(MediaKind::Photo, "image/heic"));
        assert!(!may_be(MediaKind::Photo, "application/pdf"));
        assert!(!may_be(MediaKind::Signature, "image/svg+xml"));
    }
    #[test]
    fn owners_are_read_by_kind() {
        let id = JourneyId::from_uuid(Uuid::from_u128(7));
        assert_eq!(Owner::read(OwnerKind::Journey, &id.to_string()), Some(Owner::Journey(id)));
        assert_eq!(Owner::read(OwnerKind::Job, &id.to_string()), None);
        assert_eq!(Owner::text("journey", id.uuid()), id.to_string());
    }
    #[test]
    fn positions_keep_six_decimals() {
        let toronto = Position { latitude: 43.6532, longitude: -79.3832, accuracy_m: None };
        assert!(toronto.is_on_earth());
        assert_eq!(toronto.micro(), (43_653_200, -79_383_200));
        assert!(!Position { latitude: f64::NAN, ..toronto }.is_on_earth());
    }
}
