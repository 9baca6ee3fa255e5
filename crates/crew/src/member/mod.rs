//! A person of the crew; may have a sign-in.

pub mod change;
pub mod create;
pub mod list;
pub mod read;
pub mod store;

use jiff::civil::Date;
use kernel::{
    Problems,
    ids::{CrewMemberId, LocationId, UserId},
};
use schemars::JsonSchema;
use serde::Serialize;

codes! {
    /// How the person is engaged.
    MemberKind { Employee = "EMPLOYEE", Contractor = "CONTRACTOR" }
}
codes! {
    /// What the person mostly does.
    Position {
        Driver = "DRIVER", Mover = "MOVER", Operator = "OPERATOR", Rigger = "RIGGER", Signaller = "SIGNALLER",
    }
}
codes! {
    /// Whether the person can be sent at all (CRW-2).
    MemberStatus { Available = "AVAILABLE", OnLeave = "ON_LEAVE", Inactive = "INACTIVE" }
}

/// A crew member as lists show one.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MemberCard {
    pub id: CrewMemberId,
    pub number: String,
    pub name: String,
    pub user_id: Option<UserId>,
    pub location_id: Option<LocationId>,
    pub kind: String,
    pub position: String,
    pub status: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    /// Language tags, `en`, `fr`.
    pub languages: Vec<String>,
    pub hired_on: Option<Date>,
    pub experience_years: Option<i32>,
    #[schemars(extend("x-mask" = "SENSITIVE"))]
    pub notes: Option<String>,
    pub version: i64,
}

impl From<crate::sql::member::MemberRow> for MemberCard {
    fn from(row: crate::sql::member::MemberRow) -> Self {
        Self {
            id: row.id,
            number: row.number,
            name: row.name,
            user_id: row.user_id,
            location_id: row.location_id,
            kind: row.kind,
            position: row.position,
            status: row.status,
            phone: row.phone,
            email: row.email,
            languages: row.languages,
            hired_on: row.hired_on,
            experience_years: row.experience_years,
            notes: row.notes,
            version: row.version,
        }
    }
}

pub(crate) fn check_texts(p: &mut Problems, texts: &[(&str, &Option<String>, usize)]) {
    for (field, value, most) in texts {
        let ok = value.as_ref().is_none_or(|v| v.chars().count() <= *most);
        p.require(ok, field, "TOO_LONG", &format!("At most {most} characters."));
    }
}

fn check_person(p: &mut Problems, languages: Option<&[String]>, years: Option<i32>) {
    let languages = languages.unwrap_or_default();
    let fit = languages.len() <= 20 && languages.iter().all(|l| (2..=10).contains(&l.chars().count()));
    p.require(fit, "languages", "NOT_A_LANGUAGE", "At most 20 language tags such as en or fr.");
    p.require(years.is_none_or(|y| (0..=80).contains(&y)), "experience_years", "OUT_OF_RANGE", "Between 0 and 80.");
}
