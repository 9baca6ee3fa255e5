//! May a person be sent? One answer for assigning and departing (CRW-4, CRW-8).

use engine::{TenantTx, module::BoxFuture};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use kernel::{Error, Result, ids::CrewMemberId, time::local_day};

use crate::{
    certification::{Certification, store as certifications},
    sql,
};

/// The port `ports::Ability`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ability;

impl ports::Ability for Ability {
    fn obstacles<'a>(
        &'a self,
        tx: &'a TenantTx,
        member: CrewMemberId,
        role: &'a str,
        until: Timestamp,
    ) -> BoxFuture<'a, Result<Vec<String>>> {
        Box::pin(async move {
            let (person, held) = futures::try_join!(sql::member::ability(tx, member), certifications::of(tx, member))?;
            let person = person.ok_or_else(|| Error::not_found("crew member"))?;
            let zone = TimeZone::get(&person.timezone).map_err(Error::internal)?;
            Ok(reasons(&person.name, &person.status, role, &held, local_day(until, &zone)))
        })
    }
}

/// Work for which the law asks a certificate of the same name.
const CERTIFIED: [&str; 3] = ["OPERATOR", "RIGGER", "SIGNALLER"];

/// Every reason why a person may not do this work up to and on `last_day`, the day on which the work ends.
fn reasons(name: &str, status: &str, role: &str, held: &[Certification], last_day: Date) -> Vec<String> {
    let mut out = Vec::new();
    match status {
        "AVAILABLE" => {}
        "ON_LEAVE" => out.push(format!("{name} is on leave.")),
        _ => out.push(format!("{name} no longer works here.")),
    }
    if !CERTIFIED.contains(&role) {
        return out;
    }
    let kind = role.to_lowercase();
    let of_kind = || held.iter().filter(|c| c.kind == role);
    let best = of_kind().filter(|c| c.state == "VALID").max_by_key(|c| c.expires_on);
    match best {
        Some(c) if c.expires_on >= last_day => {}
        Some(c) => {
            out.push(format!(
                "{name}'s {kind} certificate is valid to {} only; the work ends on {last_day}.",
                c.expires_on
            ));
        }
        None if of_kind().any(|c| c.state == "PENDING") => {
            out.push(format!("{name}'s {kind} certificate has not been verified."));
        }
        None => out.push(format!("{name} has no valid {kind} certificate.")),
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn held(state: &str, expires_on: Date) -> Certification {
        Certification {
            id: uuid::Uuid::nil(),
            kind: "OPERATOR".into(),
            class: None,
            capacity_t: None,
            number: None,
            issuer: None,
            issued_on: None,
            expires_on,
            state: state.into(),
            verified_at: None,
        }
    }

    #[test]
    fn crw_4_a_certificate_must_last_to_the_end_of_the_work() {
        let end = date(2026, 6, 2);
        let of = |c: &[Certification]| reasons("Sam Roy", "AVAILABLE", "OPERATOR", c, end);
        assert!(of(&[held("VALID", end)]).is_empty(), "valid through the end of its last day");
        assert_eq!(of(&[held("VALID", date(2026, 6, 1))]).len(), 1);
        assert_eq!(of(&[]), ["Sam Roy has no valid operator certificate."]);
        assert_eq!(of(&[held("PENDING", date(2027, 1, 1))]), ["Sam Roy's operator certificate has not been verified."]);
        assert_eq!(of(&[held("SUSPENDED", date(2027, 1, 1))]).len(), 1);
    }
    #[test]
    fn crw_2_who_is_away_is_not_sent() {
        let day = date(2026, 6, 2);
        assert_eq!(reasons("Sam Roy", "ON_LEAVE", "MOVER", &[], day), ["Sam Roy is on leave."]);
        assert!(reasons("Sam Roy", "AVAILABLE", "MOVER", &[], day).is_empty());
    }
}
