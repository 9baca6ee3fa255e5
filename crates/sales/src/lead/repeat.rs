//! Is it the same enquiry again (SAL-5)?

use jiff::{Timestamp, civil::Date};

/// Days after which a closed lead is no longer taken up again.
pub const TAKEN_UP_AGAIN_DAYS: i64 = 90;
/// Further apart than this, two dates are two enquiries.
const DATES_APART_DAYS: i32 = 30;

/// What is compared of an enquiry.
#[derive(Clone, Copy, Debug)]
pub struct Enquiry<'a> {
    pub service_type: Option<&'a str>,
    pub date: Option<Date>,
}

/// Whether an enquiry of the same contact is the same one: not with another service, nor a date more than 30 days off.
pub fn is_same(one: Enquiry<'_>, other: Enquiry<'_>) -> bool {
    let other_service =
        matches!((one.service_type, other.service_type), (Some(a), Some(b)) if !a.eq_ignore_ascii_case(b));
    let other_date = match (one.date, other.date) {
        (Some(a), Some(b)) => (a - b).get_days().abs() > DATES_APART_DAYS,
        _ => false,
    };
    !other_service && !other_date
}

/// Whether a provider sends the same again: within its window, for the same date (SAL-36).
pub fn is_providers_repeat(
    received_at: Timestamp,
    now: Timestamp,
    window_hours: i32,
    dates: (Option<Date>, Option<Date>),
) -> bool {
    let seconds = now.as_second() - received_at.as_second();
    seconds < i64::from(window_hours) * 3_600 && dates.0 == dates.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn enquiry(service_type: Option<&str>, date: Option<Date>) -> Enquiry<'_> {
        Enquiry { service_type, date }
    }

    #[test]
    fn sal_5_another_service_or_a_far_date_is_another_enquiry() {
        let may = enquiry(Some("MOVING"), Some(date(2026, 5, 1)));
        assert!(is_same(may, enquiry(Some("moving"), Some(date(2026, 5, 31)))));
        assert!(!is_same(may, enquiry(Some("MOVING"), Some(date(2026, 6, 1)))));
        assert!(!is_same(may, enquiry(Some("STORAGE"), Some(date(2026, 5, 1)))));
        assert!(is_same(may, enquiry(None, None)));
    }
    #[test]
    fn sal_36_a_repeat_has_the_same_date_within_the_window() {
        let at = |text: &str| text.parse::<Timestamp>().expect("a time");
        let (first, later) = (at("2026-05-01T10:00:00Z"), at("2026-05-02T09:59:59Z"));
        let day = Some(date(2026, 6, 1));
        assert!(is_providers_repeat(first, later, 24, (day, day)));
        assert!(!is_providers_repeat(first, at("2026-05-02T10:00:00Z"), 24, (day, day)));
        assert!(!is_providers_repeat(first, later, 24, (day, None)));
    }
}
