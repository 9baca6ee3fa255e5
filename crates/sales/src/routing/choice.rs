//! Who of a pool gets a lead (SAL-8), and why the others did not.

use jiff::Timestamp;
use kernel::ids::UserId;
use schemars::JsonSchema;
use serde::Serialize;

codes! {
    /// Why somebody could not have it; ABLE otherwise.
    Ability {
        Able = "ABLE", Inactive = "INACTIVE", NotAtWork = "NOT_AT_WORK", OpenCap = "OPEN_CAP",
        UntouchedCap = "UNTOUCHED_CAP", Language = "LANGUAGE", HadIt = "HAD_IT",
    }
}

/// A member as it stands when a lead comes.
#[derive(Clone, Debug)]
pub struct Member {
    pub user: UserId,
    pub name: String,
    /// Member and user are active.
    pub active: bool,
    /// 1 to 10.
    pub weight: i32,
    pub open: i64,
    pub open_cap: i32,
    pub untouched: i64,
    pub untouched_cap: i32,
    /// Empty: all languages.
    pub languages: Vec<String>,
    pub assigned_today: i32,
    pub last_assigned: Option<Timestamp>,
}

/// What the lead asks of a member.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    pub language: Option<&'a str>,
    /// The location answers now.
    pub at_work: bool,
    /// Whom it is taken from.
    pub not: Option<UserId>,
}

/// One candidate with what it was judged by.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Candidate {
    pub user_id: UserId,
    pub name: String,
    pub ability: Ability,
    pub weight: i32,
    pub assigned_today: i32,
    pub open: i64,
    pub untouched: i64,
    pub last_assigned: Option<Timestamp>,
    pub chosen: bool,
}

fn ability(member: &Member, asked: Asked<'_>) -> Ability {
    let speaks = |language: &str| member.languages.is_empty() || member.languages.iter().any(|l| l == language);
    if !member.active {
        Ability::Inactive
    } else if !asked.at_work {
        Ability::NotAtWork
    } else if asked.not == Some(member.user) {
        Ability::HadIt
    } else if member.open >= i64::from(member.open_cap) {
        Ability::OpenCap
    } else if member.untouched >= i64::from(member.untouched_cap) {
        Ability::UntouchedCap
    } else if asked.language.is_some_and(|language| !speaks(language)) {
        Ability::Language
    } else {
        Ability::Able
    }
}

/// Fewest assigned today ÷ weight; tie: longest since the last one, never = first; then id.
fn before(left: &Member, right: &Member) -> std::cmp::Ordering {
    let share = |a: &Member, b: &Member| i64::from(a.assigned_today) * i64::from(b.weight);
    share(left, right)
        .cmp(&share(right, left))
        .then(left.last_assigned.cmp(&right.last_assigned))
        .then(left.user.uuid().cmp(&right.user.uuid()))
}

/// The member who gets it, if one is able, and every candidate with its reason.
pub fn choose(members: &[Member], asked: Asked<'_>) -> (Option<UserId>, Vec<Candidate>) {
    let able = members.iter().filter(|m| ability(m, asked) == Ability::Able);
    let chosen = able.min_by(|a, b| before(a, b)).map(|m| m.user);
    let candidate = |m: &Member| Candidate {
        user_id: m.user,
        name: m.name.clone(),
        ability: ability(m, asked),
        weight: m.weight,
        assigned_today: m.assigned_today,
        open: m.open,
        untouched: m.untouched,
        last_assigned: m.last_assigned,
        chosen: chosen == Some(m.user),
    };
    (chosen, members.iter().map(candidate).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;

    fn member(n: u128, weight: i32) -> Member {
        Member {
            user: UserId::from_uuid(uuid::Uuid::from_u128(n)),
            name: ["A", "B", "C"][n as usize - 1].into(),
            active: true,
            weight,
            open: 0,
            open_cap: 40,
            untouched: 0,
            untouched_cap: 5,
            languages: vec![],
            assigned_today: 0,
            last_assigned: None,
        }
    }
    const ASKED: Asked<'_> = Asked { language: None, at_work: true, not: None };

    fn given(members: &mut [Member], leads: usize) -> String {
        let mut now: Timestamp = "2026-05-08T12:00:00Z".parse().expect("a time");
        let mut out = String::new();
        for _ in 0..leads {
            let chosen = choose(members, ASKED).0.expect("somebody");
            let member = members.iter_mut().find(|m| m.user == chosen).expect("a member");
            member.assigned_today += 1;
            member.last_assigned = Some(now);
            out.push_str(&member.name);
            now += 1.minute();
        }
        out
    }

    #[test]
    fn sal_8_the_worked_example_of_eight_leads() {
        let mut pool = [member(1, 2), member(2, 1), member(3, 1)];
        assert_eq!(given(&mut pool, 8), "ABCABCAA");
        assert_eq!(pool.map(|m| m.assigned_today), [4, 2, 2]);
    }
    #[test]
    fn sal_8_shares_follow_the_weights_within_one() {
        let mut pool = [member(1, 5), member(2, 3), member(3, 2)];
        given(&mut pool, 1_000);
        for (member, share) in pool.iter().zip([500, 300, 200]) {
            assert!((member.assigned_today - share).abs() <= 1, "{} got {}", member.name, member.assigned_today);
        }
    }
    #[test]
    fn sal_8_every_candidate_says_why() {
        let mut pool = [member(1, 1), member(2, 1), member(3, 1)];
        pool[0].open = 40;
        pool[1].untouched = 5;
        pool[2].languages = vec!["en".into()];
        let (nobody, why) = choose(&pool, Asked { language: Some("fr"), ..ASKED });
        assert_eq!(nobody, None);
        let codes: Vec<_> = why.iter().map(|c| c.ability).collect();
        assert_eq!(codes, [Ability::OpenCap, Ability::UntouchedCap, Ability::Language]);
        pool[0].open = 39;
        assert_eq!(
            choose(&pool, Asked { language: Some("fr"), ..ASKED }).0,
            Some(pool[0].user),
            "the cap itself is too many"
        );
        assert_eq!(choose(&pool, Asked { at_work: false, ..ASKED }).1[0].ability, Ability::NotAtWork);
        let (next, _) = choose(&pool, Asked { not: Some(pool[0].user), ..ASKED });
        assert_eq!(next, Some(pool[2].user), "taken from the first");
    }
}
