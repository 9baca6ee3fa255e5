//! Moving: day class.

use jiff::civil::Date;

use crate::pricing::tariff::lookup::of_kind;
use crate::pricing::tariff::{DayClass, DayClassRule, DayOfWeek, MonthDay, Season, TariffVersion};

/// Class of a day (QUO-8): holiday, else peak, else weekend, else weekday.
pub(in crate::pricing) fn day_class(tariff: &TariffVersion, date: Date) -> DayClass {
    let rules = || tariff.all(of_kind!(DayClass)).map(|(_, rule)| rule);
    if is_holiday(tariff, date) {
        DayClass::Holiday
    } else if rules().any(|rule| is_peak(rule, date)) {
        DayClass::Peak
    } else if rules().any(|rule| rule.weekend.contains(&DayOfWeek::of(date))) {
        DayClass::Weekend
    } else {
        DayClass::Weekday
    }
}

/// Whether the tariff names the day as a holiday.
pub(in crate::pricing) fn is_holiday(tariff: &TariffVersion, date: Date) -> bool {
    tariff.all(of_kind!(DayClass)).any(|(_, rule)| rule.holidays.contains(&date))
}

fn is_peak(rule: &DayClassRule, date: Date) -> bool {
    rule.peak_dates.contains(&date) || rule.seasons.iter().any(|season| season.contains(date))
}

impl Season {
    fn contains(self, date: Date) -> bool {
        let day = MonthDay { month: date.month(), day: date.day() };
        if self.from <= self.to { self.from <= day && day <= self.to } else { day >= self.from || day <= self.to }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::pricing::fixtures::moving_example;

    #[test]
    fn quo_8_holiday_beats_peak_beats_weekend() {
        let mut tariff = moving_example();
        let class = |tariff: &TariffVersion, day| day_class(tariff, day);
        assert_eq!(class(&tariff, date(2026, 6, 27)), DayClass::Peak);
        assert_eq!(class(&tariff, date(2026, 6, 14)), DayClass::Weekend);
        assert_eq!(class(&tariff, date(2026, 8, 31)), DayClass::Peak);
        assert_eq!(class(&tariff, date(2026, 9, 1)), DayClass::Weekday);
        for rule in &mut tariff.rules {
            if let crate::pricing::tariff::RuleBody::DayClass(days) = &mut rule.body {
                days.holidays.push(date(2026, 7, 1));
            }
        }
        assert_eq!(class(&tariff, date(2026, 7, 1)), DayClass::Holiday);
    }

    #[test]
    fn a_season_may_run_over_the_new_year() {
        let season = Season { from: MonthDay { month: 12, day: 20 }, to: MonthDay { month: 1, day: 5 } };
        assert!(season.contains(date(2026, 12, 31)) && season.contains(date(2027, 1, 5)));
        assert!(!season.contains(date(2027, 1, 6)));
    }
}
