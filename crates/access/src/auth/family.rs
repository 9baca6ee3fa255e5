//! Refresh tokens of one session (ACC-20): each replaces the one before; a lost answer locks nobody out, a stolen
//! token ends the session.

use jiff::{SignedDuration, Timestamp};

/// What kind of device the session lives on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DeviceKind {
    #[default]
    Web,
    Phone,
}

impl DeviceKind {
    pub fn code(self) -> &'static str {
        match self {
            DeviceKind::Web => "WEB",
            DeviceKind::Phone => "PHONE",
        }
    }
    pub fn read(text: &str) -> Self {
        if text == "PHONE" { DeviceKind::Phone } else { DeviceKind::Web }
    }
    /// How long a replaced token is accepted again while its successor was never used.
    fn grace(self) -> SignedDuration {
        match self {
            DeviceKind::Web => SignedDuration::from_secs(30),
            DeviceKind::Phone => SignedDuration::from_hours(72),
        }
    }
}

type Hash = Vec<u8>;

/// The tokens of a session, by their hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    pub kind: DeviceKind,
    pub current: Hash,
    pub previous: Option<Hash>,
    /// When `previous` was replaced for the first time.
    pub replaced_at: Option<Timestamp>,
}

/// What comes of presenting a token that this family did issue at some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presented {
    /// Replaced: the family as it is from now on.
    Renewed(Family),
    /// Used again where it may not be: the family ends.
    Reused,
}

impl Family {
    /// `successor` is the hash of the token that is handed out.
    pub fn present(&self, token: &[u8], successor: &[u8], now: Timestamp) -> Presented {
        if token == self.current {
            return Presented::Renewed(Self {
                kind: self.kind,
                current: successor.to_vec(),
                previous: Some(token.to_vec()),
                replaced_at: Some(now),
            });
        }
        // A family whose current token was used has that one as `previous`: the older one is unknown by then.
        let in_grace = self.replaced_at.is_some_and(|at| now <= at + self.kind.grace());
        if self.previous.as_deref() == Some(token) && in_grace {
            return Presented::Renewed(Self { current: successor.to_vec(), ..self.clone() });
        }
        Presented::Reused
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + seconds).expect("in range")
    }
    fn begun(kind: DeviceKind) -> Family {
        Family { kind, current: b"A".to_vec(), previous: None, replaced_at: None }
    }
    fn renewed(outcome: Presented) -> Family {
        match outcome {
            Presented::Renewed(family) => family,
            Presented::Reused => panic!("reused"),
        }
    }

    /// Worked example 3 of the access rules.
    #[test]
    fn acc_20_a_lost_answer_locks_nobody_out() {
        let family = renewed(begun(DeviceKind::Web).present(b"A", b"B", at(0)));
        let family = renewed(family.present(b"A", b"C", at(20)));
        assert_eq!(family.current, b"C");
        assert_eq!(family.present(b"B", b"X", at(21)), Presented::Reused, "B is void");
        let used = renewed(family.present(b"C", b"D", at(22)));
        assert_eq!(used.present(b"A", b"X", at(23)), Presented::Reused, "A after C was used");
    }
    #[test]
    fn acc_20_web_grace_ends_after_30_seconds() {
        let family = renewed(begun(DeviceKind::Web).present(b"A", b"B", at(0)));
        assert!(matches!(family.present(b"A", b"C", at(30)), Presented::Renewed(_)));
        assert_eq!(family.present(b"A", b"C", at(31)), Presented::Reused);
    }
    #[test]
    fn acc_20_a_second_lost_answer_does_not_lengthen_the_grace() {
        let family = renewed(begun(DeviceKind::Web).present(b"A", b"B", at(0)));
        let family = renewed(family.present(b"A", b"C", at(29)));
        assert_eq!(family.present(b"A", b"D", at(31)), Presented::Reused);
    }
    #[test]
    fn acc_20_a_phone_may_come_back_after_hours() {
        let family = renewed(begun(DeviceKind::Phone).present(b"A", b"B", at(0)));
        let family = renewed(family.present(b"A", b"C", at(9 * 3600)));
        assert_eq!(family.current, b"C");
        assert_eq!(family.present(b"A", b"D", at(72 * 3600 + 1)), Presented::Reused);
    }
    #[test]
    fn acc_20_a_token_of_the_family_that_is_neither_is_reuse() {
        assert_eq!(begun(DeviceKind::Web).present(b"Z", b"B", at(0)), Presented::Reused);
    }
}
