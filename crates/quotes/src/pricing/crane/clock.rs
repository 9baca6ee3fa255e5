//! Ordinary, overtime and Sunday minutes of a call (QUO-33).

use jiff::civil::{Date, DateTime};

use crate::pricing::moving::is_holiday;
use crate::pricing::rental::minutes_between;
use crate::pricing::tariff::{DayOfWeek, HireClockRule, TariffVersion};

/// Minutes of a day.
const DAY: i64 = 1_440;

/// Kinds of hours by their factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum HourKind {
    Ordinary,
    Overtime,
    Sunday,
}

impl HourKind {
    pub const ALL: [HourKind; 3] = [Self::Ordinary, Self::Overtime, Self::Sunday];
}

/// Minutes of a call by kind; those missing to the minimum apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ClockedCall {
    worked: [i64; 3],
    missing: [i64; 3],
}

impl ClockedCall {
    pub fn worked(&self, kind: HourKind) -> i64 {
        self.worked[kind as usize]
    }

    pub fn missing(&self, kind: HourKind) -> i64 {
        self.missing[kind as usize]
    }
}

/// Reads one call; `None` where it ends before it begins or lasts longer than a month.
pub(super) fn clocked(
    tariff: &TariffVersion,
    clock: &HireClockRule,
    from: DateTime,
    to: DateTime,
    minimum_minutes: i64,
) -> Option<ClockedCall> {
    const MOST_MINUTES: i64 = 31 * DAY;
    let step = i64::from(clock.step_minutes.max(1));
    let exact = minutes_between(from, to).filter(|minutes| *minutes <= MOST_MINUTES)?;
    let total = (exact + step - 1) / step * step;
    let mut call = ClockedCall::default();
    let mut date = from.date();
    // Minutes after midnight of `date` at which what is left begins.
    let mut begin = i64::from(from.hour()) * 60 + i64::from(from.minute());
    let mut left = total;
    while left > 0 {
        let end = (begin + left).min(DAY);
        for (kind, minutes) in minutes_of_day(tariff, clock, date, begin, end) {
            call.worked[kind as usize] += minutes;
        }
        left -= end - begin;
        begin = 0;
        date = date.tomorrow().ok()?;
    }
    let base = base_kind(tariff, clock, from.date());
    call.missing[base as usize] = (minimum_minutes - total).max(0);
    Some(call)
}

fn minutes_of_day(
    tariff: &TariffVersion,
    clock: &HireClockRule,
    date: Date,
    begin: i64,
    end: i64,
) -> [(HourKind, i64); 2] {
    let all = end - begin;
    let base = base_kind(tariff, clock, date);
    if base != HourKind::Ordinary {
        return [(base, all), (HourKind::Ordinary, 0)];
    }
    let window_begin = i64::from(clock.ordinary_from_minute).max(begin);
    let window_end = i64::from(clock.ordinary_to_minute).min(end);
    let ordinary = (window_end - window_begin).max(0);
    [(HourKind::Ordinary, ordinary), (HourKind::Overtime, all - ordinary)]
}

/// The kind a day's hours have before the time of day is looked at.
fn base_kind(tariff: &TariffVersion, clock: &HireClockRule, date: Date) -> HourKind {
    let day = DayOfWeek::of(date);
    if day == DayOfWeek::Sunday || is_holiday(tariff, date) {
        HourKind::Sunday
    } else if clock.ordinary_days.contains(&day) {
        HourKind::Ordinary
    } else {
        HourKind::Overtime
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::pricing::fixtures::hire_example;

    fn minutes(from: DateTime, to: DateTime, minimum: i64) -> ([i64; 3], [i64; 3]) {
        let call = clocked(&hire_example(), &HireClockRule::default(), from, to, minimum).unwrap();
        (call.worked, call.missing)
    }

    #[test]
    fn quo_33_a_friday_is_split_at_seven_and_half_past_three() {
        let friday = date(2026, 5, 8);
        let split = minutes(friday.at(6, 30, 0, 0), friday.at(16, 50, 0, 0), 240);
        assert_eq!(split, ([510, 120, 0], [0; 3]));
    }

    #[test]
    fn quo_33_missing_hours_count_by_the_kind_of_the_day() {
        let sunday = date(2026, 5, 10);
        assert_eq!(minutes(sunday.at(9, 0, 0, 0), sunday.at(11, 50, 0, 0), 240), ([0, 0, 180], [0, 0, 60]));
        let saturday = date(2026, 5, 9);
        assert_eq!(minutes(saturday.at(9, 0, 0, 0), saturday.at(10, 0, 0, 0), 120), ([0, 60, 0], [0, 60, 0]));
    }

    #[test]
    fn quo_33_holidays_count_like_sundays() {
        use crate::pricing::tariff::{DayClassRule, Rule, RuleBody};
        let holiday = date(2026, 7, 1);
        let days = DayClassRule { holidays: vec![holiday], ..DayClassRule::default() };
        let mut tariff = hire_example();
        tariff.rules.push(Rule { rule_key: "days".into(), body: RuleBody::DayClass(days) });
        let (from, to) = (holiday.at(9, 0, 0, 0), holiday.at(10, 0, 0, 0));
        let call = clocked(&tariff, &HireClockRule::default(), from, to, 120).unwrap();
        assert_eq!((call.worked, call.missing), ([0, 0, 60], [0, 0, 60]));
    }

    #[test]
    fn quo_33_the_night_into_sunday_changes_kind_at_midnight() {
        let saturday = date(2026, 5, 9);
        let split = minutes(saturday.at(22, 0, 0, 0), date(2026, 5, 10).at(1, 0, 0, 0), 0);
        assert_eq!(split, ([0, 120, 60], [0; 3]));
    }
}
