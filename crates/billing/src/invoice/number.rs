//! Numbers of invoices: gap-free for each seller; in India from 1 April to 31 March anew (BIL-2).

use jiff::civil::Date;
use kernel::{Error, Result, ids::BillingEntityId};

/// Longest number Indian law allows on an invoice.
const INDIA_LONGEST: usize = 16;

/// Where a seller's next number comes from, and how it is written.
pub struct Series {
    /// Name of the counter.
    pub name: String,
    prefix: String,
    most: usize,
}

impl Series {
    /// The series of a seller on a day.
    pub fn of(entity: BillingEntityId, country: &str, day: Date) -> Self {
        let entity = entity.uuid();
        if country != "IN" {
            return Self { name: format!("invoice:{entity}"), prefix: "INV-".into(), most: 40 };
        }
        let first = if day.month() >= 4 { day.year() } else { day.year() - 1 };
        let year = format!("{:02}{:02}", first.rem_euclid(100), (first + 1).rem_euclid(100));
        Self { name: format!("invoice:{entity}:{first}"), prefix: format!("INV/{year}/"), most: INDIA_LONGEST }
    }

    /// The number as printed.
    pub fn written(&self, n: i64) -> Result<String> {
        let number = format!("{}{n:06}", self.prefix);
        if number.len() > self.most {
            return Err(Error::conflict("SERIES_FULL", "This year's series of invoice numbers is used up."));
        }
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use kernel::Id;

    fn series(country: &str, day: Date) -> Series {
        Series::of(Id::from_uuid(uuid::Uuid::nil()), country, day)
    }

    #[test]
    fn bil_2_an_indian_number_has_at_most_16_characters_and_starts_anew_on_the_first_of_april() {
        let (before, after) = (series("IN", date(2027, 3, 31)), series("IN", date(2027, 4, 1)));
        assert_eq!(before.written(41).expect("a number"), "INV/2627/000041");
        assert_eq!(after.written(1).expect("a number"), "INV/2728/000001");
        assert_ne!(before.name, after.name);
        assert_eq!(before.written(9_999_999).expect("a number").len(), 16);
        assert_eq!(before.written(10_000_000).expect_err("full").code, "SERIES_FULL");
        assert_eq!(series("IN", date(2099, 12, 1)).written(1).expect("a number"), "INV/9900/000001");
    }

    #[test]
    fn bil_2_elsewhere_a_seller_counts_on() {
        let (one, other) = (series("CA", date(2026, 12, 31)), series("CA", date(2027, 1, 1)));
        assert_eq!((one.written(45).expect("a number"), &one.name), ("INV-000045".into(), &other.name));
    }
}
