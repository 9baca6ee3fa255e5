//! What a location can sell of a day, counted and taken in one act (CAL-10 to CAL-16).

pub mod expire;
pub mod list;
pub mod read;
pub mod set;
pub mod store;

use jiff::civil::Date;
use kernel::{Error, Result};
use serde_json::json;

/// Days looked at, before and after, for those that are free.
pub const DAYS_AROUND: i64 = 60;
/// How many of them are offered.
const OFFERED: usize = 3;

/// Trucks and movers of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Means {
    pub trucks: i64,
    pub movers: i64,
}

impl Means {
    /// Whether `wanted` fits beside what is taken.
    fn hold(self, taken: Self, wanted: Self) -> bool {
        taken.trucks + wanted.trucks <= self.trucks && taken.movers + wanted.movers <= self.movers
    }
}

/// Provided less the reserve, which is rounded up (CAL-11).
pub fn sellable(provided: i32, reserve_percent: i32) -> i64 {
    let (provided, percent) = (i64::from(provided), i64::from(reserve_percent));
    provided - (provided * percent + 99) / 100
}

/// The nearest days that have room, none before `first`: after and before in turn, the later one first at the same distance.
pub fn nearest(day: Date, first: Date, has_room: impl Fn(Date) -> bool) -> Vec<Date> {
    let around = (1..=DAYS_AROUND).flat_map(|n| [n, -n]);
    let days = around.filter_map(|n| day.checked_add(jiff::Span::new().days(n)).ok());
    days.filter(|other| *other >= first && has_room(*other)).take(OFFERED).collect()
}

/// Nothing is signed on a day that is full; the nearest free ones are named (CAL-13, QUO-46).
pub fn no_capacity(day: Date, free: &[Date]) -> Error {
    let message = match free {
        [] => format!("We have no room on {day} and near it. Please call us; nothing has been signed."),
        days => {
            let named: Vec<String> = days.iter().map(Date::to_string).collect();
            format!("We have no room on {day} any more. The nearest days that are free: {}.", named.join(", "))
        }
    };
    Error::conflict("NO_CAPACITY", message).with_data(json!({"day": day, "free": free}))
}

/// As a day of a rule: 1 is Monday.
pub fn weekday(day: Date) -> i32 {
    i32::from(day.weekday().to_monday_one_offset())
}

/// Refuses what nobody can count.
pub fn means(trucks: i32, movers: i32) -> Result<Means> {
    if trucks < 0 || movers < 0 {
        return Err(Error::internal("a booking of less than nothing"));
    }
    Ok(Means { trucks: trucks.into(), movers: movers.into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn cal_11_the_reserve_is_rounded_up() {
        assert_eq!(
            [sellable(20, 10), sellable(5, 10), sellable(1, 10), sellable(4, 0), sellable(0, 10)],
            [18, 4, 0, 4, 0]
        );
    }

    #[test]
    fn cal_13_the_three_nearest_free_days_are_offered() {
        let day = date(2026, 9, 9);
        let full = [date(2026, 9, 10), date(2026, 9, 8)];
        let free = nearest(day, date(2026, 9, 7), |other| !full.contains(&other));
        assert_eq!(free, [date(2026, 9, 11), date(2026, 9, 7), date(2026, 9, 12)]);
        let refused = no_capacity(day, &free);
        assert_eq!(refused.code, "NO_CAPACITY");
        assert!(refused.message.contains("2026-09-11, 2026-09-07, 2026-09-12"));
        assert!(nearest(day, day, |_| false).is_empty());
    }

    #[test]
    fn cal_16_a_day_is_full_when_either_means_is() {
        let day = Means { trucks: 2, movers: 5 };
        let taken = Means { trucks: 1, movers: 3 };
        assert!(day.hold(taken, Means { trucks: 1, movers: 2 }));
        assert!(!day.hold(taken, Means { trucks: 1, movers: 3 }));
        assert!(!day.hold(taken, Means { trucks: 2, movers: 1 }));
    }
}
