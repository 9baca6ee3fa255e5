//! Limits of the plan (ACC-4): warned at 80 and 95 per cent, refused when full.

/// What one more means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Fine,
    /// Goes on, and this many per cent are passed by it.
    Warn(i64),
    Full,
}

/// `used` before one more is added; no limit, no question.
pub fn one_more(used: i64, limit: Option<i64>) -> Verdict {
    let Some(limit) = limit else { return Verdict::Fine };
    if used >= limit {
        return Verdict::Full;
    }
    let passes = |percent: i64| used * 100 < limit * percent && (used + 1) * 100 >= limit * percent;
    match (passes(95), passes(80)) {
        (true, _) => Verdict::Warn(95),
        (_, true) => Verdict::Warn(80),
        _ => Verdict::Fine,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grants::ROLES;

    /// Worked example 4 of the access rules.
    #[test]
    fn acc_4_fifty_users() {
        let people = [("ADMIN", 39), ("MANAGER", 7), ("DISPATCHER", 1), ("AUDITOR", 1), ("DRIVER", 1), ("MOVER", 1)];
        let (mut used, mut warned) = (0, vec![]);
        for (code, count) in people {
            let counts = ROLES.iter().any(|r| r.code == code && r.counts_as_user);
            for _ in 0..count {
                if counts {
                    match one_more(used, Some(50)) {
                        Verdict::Warn(percent) => warned.push(percent),
                        Verdict::Fine => {}
                        Verdict::Full => panic!("full at {used}"),
                    }
                    used += 1;
                }
            }
        }
        assert_eq!((used, warned), (48, vec![80, 95]));
        assert_eq!(one_more(48, Some(50)), Verdict::Fine);
        assert_eq!(one_more(49, Some(50)), Verdict::Fine);
        assert_eq!(one_more(50, Some(50)), Verdict::Full, "the third further manager");
        assert!(ROLES.iter().any(|r| r.code == "MOVER" && !r.counts_as_user), "movers are never asked");
        assert_eq!(one_more(1_000_000, None), Verdict::Fine);
    }
}
