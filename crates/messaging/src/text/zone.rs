//! Where a recipient's clock stands: the address, else the number's country, else the location (MSG-12).

use jiff::tz::TimeZone;

/// Most people's zone in a state or province, by ISO 3166.
const REGIONS: &[(&str, &str, &str)] = &[
    ("CA", "AB", "America/Edmonton"),
    ("CA", "BC", "America/Vancouver"),
    ("CA", "MB", "America/Winnipeg"),
    ("CA", "NB", "America/Moncton"),
    ("CA", "NL", "America/St_Johns"),
    ("CA", "NS", "America/Halifax"),
    ("CA", "NT", "America/Edmonton"),
    ("CA", "NU", "America/Iqaluit"),
    ("CA", "ON", "America/Toronto"),
    ("CA", "PE", "America/Halifax"),
    ("CA", "QC", "America/Toronto"),
    ("CA", "SK", "America/Regina"),
    ("CA", "YT", "America/Whitehorse"),
    ("US", "AK", "America/Anchorage"),
    ("US", "AL", "America/Chicago"),
    ("US", "AR", "America/Chicago"),
    ("US", "AZ", "America/Phoenix"),
    ("US", "CA", "America/Los_Angeles"),
    ("US", "CO", "America/Denver"),
    ("US", "CT", "America/New_York"),
    ("US", "DC", "America/New_York"),
    ("US", "DE", "America/New_York"),
    ("US", "FL", "America/New_York"),
    ("US", "GA", "America/New_York"),
    ("US", "HI", "Pacific/Honolulu"),
    ("US", "IA", "America/Chicago"),
    ("US", "ID", "America/Boise"),
    ("US", "IL", "America/Chicago"),
    ("US", "IN", "America/Indiana/Indianapolis"),
    ("US", "KS", "America/Chicago"),
    ("US", "KY", "America/New_York"),
    ("US", "LA", "America/Chicago"),
    ("US", "MA", "America/New_York"),
    ("US", "MD", "America/New_York"),
    ("US", "ME", "America/New_York"),
    ("US", "MI", "America/Detroit"),
    ("US", "MN", "America/Chicago"),
    ("US", "MO", "America/Chicago"),
    ("US", "MS", "America/Chicago"),
    ("US", "MT", "America/Denver"),
    ("US", "NC", "America/New_York"),
    ("US", "ND", "America/Chicago"),
    ("US", "NE", "America/Chicago"),
    ("US", "NH", "America/New_York"),
    ("US", "NJ", "America/New_York"),
    ("US", "NM", "America/Denver"),
    ("US", "NV", "America/Los_Angeles"),
    ("US", "NY", "America/New_York"),
    ("US", "OH", "America/New_York"),
    ("US", "OK", "America/Chicago"),
    ("US", "OR", "America/Los_Angeles"),
    ("US", "PA", "America/New_York"),
    ("US", "RI", "America/New_York"),
    ("US", "SC", "America/New_York"),
    ("US", "SD", "America/Chicago"),
    ("US", "TN", "America/Chicago"),
    ("US", "TX", "America/Chicago"),
    ("US", "UT", "America/Denver"),
    ("US", "VA", "America/New_York"),
    ("US", "VT", "America/New_York"),
    ("US", "WA", "America/Los_Angeles"),
    ("US", "WI", "America/Chicago"),
    ("US", "WV", "America/New_York"),
    ("US", "WY", "America/Denver"),
];

/// Countries with one zone.
const COUNTRIES: &[(&str, &str)] = &[
    ("IN", "Asia/Kolkata"),
    ("GB", "Europe/London"),
    ("IE", "Europe/Dublin"),
    ("FR", "Europe/Paris"),
    ("DE", "Europe/Berlin"),
    ("AE", "Asia/Dubai"),
    ("SG", "Asia/Singapore"),
];

/// What is known of where somebody is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place<'a> {
    pub country: Option<&'a str>,
    pub province: Option<&'a str>,
    /// The number, where the message goes to one.
    pub number: Option<&'a str>,
    /// The zone of the location that writes.
    pub location_zone: &'a str,
}

/// The recipient's zone.
pub fn of(place: Place<'_>) -> TimeZone {
    let upper = |text: Option<&str>| text.map(|t| t.trim().to_uppercase()).unwrap_or_default();
    let (country, province) = (upper(place.country), upper(place.province));
    let region = REGIONS
        .iter()
        .find(|(c, p, _)| *p == province && (*c == country || country.is_empty()))
        .map(|(_, _, zone)| *zone);
    let single = |country: &str| COUNTRIES.iter().find(|(c, _)| *c == country).map(|(_, zone)| *zone);
    let by_number = || place.number.and_then(kernel::normal::country_of).and_then(|country| single(&country));
    let name = region.or_else(|| single(&country)).or_else(by_number).unwrap_or(place.location_zone);
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(place: Place<'_>) -> String {
        of(place).iana_name().unwrap_or_default().to_owned()
    }

    #[test]
    fn msg_12_the_address_goes_before_the_number_and_the_location_comes_last() {
        let place = Place {
            country: Some("CA"),
            province: Some("bc"),
            number: Some("+919820012345"),
            location_zone: "America/Toronto",
        };
        assert_eq!(name(place), "America/Vancouver");
        assert_eq!(name(Place { province: None, country: None, ..place }), "Asia/Kolkata");
        assert_eq!(name(Place { location_zone: "America/Toronto", ..Place::default() }), "America/Toronto");
        let north_american =
            Place { number: Some("+14165550142"), location_zone: "America/Halifax", ..Place::default() };
        assert_eq!(name(north_american), "America/Halifax", "a country of many zones says nothing");
    }
    #[test]
    fn every_zone_of_the_table_is_known() {
        let all = REGIONS.iter().map(|(_, _, zone)| *zone).chain(COUNTRIES.iter().map(|(_, zone)| *zone));
        for zone in all {
            assert!(TimeZone::get(zone).is_ok(), "{zone}");
        }
    }
}
