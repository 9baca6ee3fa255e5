//! Days as people write them.

use jiff::civil::Date;

/// How the days of a column are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DayShape {
    /// The year stands first, as in `2026-03-04`.
    YearFirst,
    DayFirst,
    MonthFirst,
    /// `03/04/2026` could be either.
    Either,
}

fn parts(text: &str) -> Option<[u16; 3]> {
    // A time behind the day says nothing here.
    let day = text.trim().split(['T', ' ']).next()?;
    let separator = ['-', '/', '.'].into_iter().find(|c| day.contains(*c))?;
    let mut numbers = [0; 3];
    let mut given = day.split(separator);
    for number in &mut numbers {
        let part = given.next()?;
        let plain = matches!(part.len(), 1..=4) && part.bytes().all(|b| b.is_ascii_digit());
        *number = part.parse().ok().filter(|_| plain)?;
    }
    given.next().is_none().then_some(numbers)
}

/// How this day is written; none when it is no day.
pub fn day_shape(text: &str) -> Option<DayShape> {
    let [a, b, c] = parts(text)?;
    let date = |year: u16, month: u16, day: u16| {
        let (year, month, day) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        (1900..=2200).contains(&year).then(|| Date::new(year, month, day).ok())?
    };
    if date(a, b, c).is_some() {
        return Some(DayShape::YearFirst);
    }
    match (date(c, b, a).is_some(), date(c, a, b).is_some()) {
        (true, true) if a == b => Some(DayShape::YearFirst),
        (true, true) => Some(DayShape::Either),
        (true, false) => Some(DayShape::DayFirst),
        (false, true) => Some(DayShape::MonthFirst),
        (false, false) => None,
    }
}

/// The day; `month_first` decides where day and month could be either.
pub fn read_day(text: &str, month_first: bool) -> Option<Date> {
    let [a, b, c] = parts(text)?;
    let date = |year: u16, month: u16, day: u16| {
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    match day_shape(text)? {
        DayShape::YearFirst => date(a, b, c).filter(|_| a > 31).or_else(|| date(c, b, a)),
        DayShape::DayFirst => date(c, b, a),
        DayShape::MonthFirst => date(c, a, b),
        DayShape::Either if month_first => date(c, a, b),
        DayShape::Either => date(c, b, a),
    }
}

/// How all days of a column are written: ambiguous only where no single day tells.
pub fn shape_of_all(shapes: impl IntoIterator<Item = DayShape>) -> Option<DayShape> {
    shapes.into_iter().fold(None, |all, one| match (all, one) {
        (None, one) => Some(one),
        (Some(DayShape::Either | DayShape::YearFirst), one @ (DayShape::DayFirst | DayShape::MonthFirst)) => Some(one),
        (Some(DayShape::YearFirst), DayShape::Either) => Some(DayShape::Either),
        // Both ways in one column: nobody can tell but a person.
        (Some(DayShape::DayFirst), DayShape::MonthFirst) | (Some(DayShape::MonthFirst), DayShape::DayFirst) => {
            Some(DayShape::Either)
        }
        (all, _) => all,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_read_as_it_is_written() {
        assert_eq!(read_day("2026-03-04", true), Some(date(2026, 3, 4)));
        assert_eq!(read_day(" 2026/03/04 10:30", false), Some(date(2026, 3, 4)));
        assert_eq!(read_day("31.12.2025", true), Some(date(2025, 12, 31)));
        assert_eq!(read_day("12/31/2025", false), Some(date(2025, 12, 31)));
        assert_eq!(
            (read_day("3/4/2026", true), read_day("3/4/2026", false)),
            (Some(date(2026, 3, 4)), Some(date(2026, 4, 3)))
        );
        assert_eq!(read_day("05/05/2026", true), Some(date(2026, 5, 5)));
        for text in ["", "soon", "2026", "31/31/2026", "1/2/26", "2026-02-30", "1/2/3/4"] {
            assert_eq!(read_day(text, false), None, "{text}");
        }
    }

    #[test]
    fn int_33_a_column_is_ambiguous_only_where_no_day_tells() {
        let shape = |days: &[&str]| shape_of_all(days.iter().filter_map(|d| day_shape(d)));
        assert_eq!(shape(&["03/04/2026", "05/06/2026"]), Some(DayShape::Either));
        assert_eq!(shape(&["03/04/2026", "25/06/2026"]), Some(DayShape::DayFirst));
        assert_eq!(shape(&["12/25/2026", "03/04/2026"]), Some(DayShape::MonthFirst));
        assert_eq!(shape(&["12/25/2026", "25/12/2026"]), Some(DayShape::Either));
        assert_eq!(shape(&["2026-03-04"]), Some(DayShape::YearFirst));
        assert_eq!(shape(&["Nora", ""]), None);
    }
}
