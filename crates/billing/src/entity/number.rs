//! Business numbers of papers: gap-free for each entity and series (BIL-2).

use engine::TenantTx;
use jiff::civil::Date;
use kernel::Result;

use super::Entity;

/// A series of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    Invoice,
    Receipt,
}

impl Series {
    fn prefix(self) -> &'static str {
        match self {
            Series::Invoice => "INV",
            Series::Receipt => "REC",
        }
    }
}

/// `2627` for the Indian year that began on 1 April 2026; none where numbers run on.
fn fiscal_year(country: &str, on: Date) -> Option<String> {
    (country == "IN").then(|| {
        let first = if on.month() >= 4 { on.year() } else { on.year() - 1 };
        format!("{:02}{:02}", first.rem_euclid(100), (first + 1).rem_euclid(100))
    })
}

/// Indian law allows 16 characters and asks for a new start on 1 April.
fn written(series: Series, year: Option<&str>, n: i64) -> String {
    match year {
        Some(year) => format!("{}/{year}/{n:06}", series.prefix()),
        None => format!("{}-{n:06}", series.prefix()),
    }
}

/// Takes the next number: its row stays locked until the transaction ends, so take it last.
pub async fn take(tx: &TenantTx, entity: &Entity, series: Series, on: Date) -> Result<String> {
    let year = fiscal_year(&entity.country, on);
    let prefix = series.prefix().to_lowercase();
    let name = match &year {
        Some(year) => format!("{prefix}-{}-{year}", entity.id.uuid()),
        None => format!("{prefix}-{}", entity.id.uuid()),
    };
    Ok(written(series, year.as_deref(), tx.number(&name).await?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn bil_2_indian_numbers_restart_on_the_first_of_april_and_have_at_most_16_characters() {
        let before = fiscal_year("IN", date(2027, 3, 31));
        let after = fiscal_year("IN", date(2027, 4, 1));
        assert_eq!(written(Series::Invoice, before.as_deref(), 1), "INV/2627/000001");
        assert_eq!(written(Series::Invoice, after.as_deref(), 1), "INV/2728/000001");
        assert!(written(Series::Invoice, after.as_deref(), 9_999_999).len() <= 16);
    }

    #[test]
    fn bil_2_numbers_elsewhere_run_on() {
        assert_eq!(fiscal_year("CA", date(2026, 4, 1)), None);
        assert_eq!(written(Series::Invoice, None, 1), "INV-000001");
        assert_eq!(written(Series::Receipt, None, 12), "REC-000012");
    }
}
