//! The mover's 43 locations: kind, trucks, storage and customer care.

/// One location of the demo.
pub struct Place {
    pub name: &'static str,
    pub province: &'static str,
    pub corporate: bool,
    pub trucks: i32,
    pub truck_note: &'static str,
    /// LOCKER, POD or NONE.
    pub storage: &'static str,
    pub storage_note: &'static str,
    pub cx_care: bool,
}

const fn place(
    name: &'static str,
    province: &'static str,
    corporate: bool,
    trucks: i32,
    truck_note: &'static str,
    storage: &'static str,
    storage_note: &'static str,
    cx_care: bool,
) -> Place {
    Place { name, province, corporate, trucks, truck_note, storage, storage_note, cx_care }
}

#[rustfmt::skip]
pub const PLACES: [Place; 43] = [
    place("Burnaby", "BC", true, 5, "", "POD", "7x6x7 99; oversized +50", true),
    place("Downtown Toronto", "ON", true, 6, "", "POD", "5x10x12 350; no oversized", true),
    place("Edmonton", "AB", true, 4, "", "LOCKER", "5x7x5 125; oversized +50", true),
    place("Hamilton", "ON", true, 5, "", "POD", "99; +50", true),
    place("Mississauga", "ON", true, 3, "", "POD", "99; +50", true),
    place("Montreal", "QC", true, 4, "", "LOCKER", "10x10x8 225, 10x20x8 399", true),
    place("North York (Toronto)", "ON", true, 7, "", "POD", "99; +50", true),
    place("Vancouver", "BC", true, 11, "", "POD", "99; +50", true),
    place("Abbotsford", "BC", false, 1, "1+", "NONE", "", true),
    place("Coquitlam", "BC", false, 1, "1+", "NONE", "", true),
    place("Kelowna", "BC", false, 1, "1+", "POD", "3 pods 5x10x10 275", true),
    place("Richmond", "BC", false, 1, "1+", "NONE", "", true),
    place("Surrey", "BC", false, 3, "", "NONE", "", true),
    place("Victoria", "BC", false, 2, "", "NONE", "", true),
    place("Calgary", "AB", false, 3, "3+", "LOCKER", "8x10 199, 8x20 269, 8x40 399; no oversized", false),
    place("Lethbridge", "AB", false, 1, "1+", "LOCKER", "13x9x10 199, 11x9x10 175, 11x8x10 150", true),
    place("Regina", "SK", false, 1, "1 (shared Saskatoon)", "NONE", "", true),
    place("Saskatoon", "SK", false, 2, "2+ (shared Regina)", "NONE", "", true),
    place("Winnipeg", "MB", false, 5, "5+", "LOCKER", "12x12x15 250, 10x9x15 200, 8x5.5x7 150, 5.5x5.5x4 100", true),
    place("Ajax", "ON", false, 3, "3+", "NONE", "", true),
    place("Aurora", "ON", false, 2, "2+ (shared Barrie, Markham)", "LOCKER", "10x20 550, 10x15 390, 10x12 300, 10x10 250, 8x10 190", false),
    place("Barrie", "ON", false, 2, "2+ (shared)", "LOCKER", "as Aurora", false),
    place("Markham", "ON", false, 2, "2+ (shared)", "LOCKER", "as Aurora", false),
    place("Brampton", "ON", false, 3, "3+ (shared Milton, Oakville)", "LOCKER", "10x10x8 299, 10x20x8 499; no oversized", true),
    place("Milton", "ON", false, 3, "3+ (shared)", "LOCKER", "as Brampton", true),
    place("Oakville", "ON", false, 3, "3+ (shared)", "LOCKER", "as Brampton", true),
    place("Brantford", "ON", false, 1, "1+", "LOCKER", "on availability", false),
    place("Burlington", "ON", false, 0, "rentals (shared St Catharines, Windsor)", "NONE", "", true),
    place("St Catharines", "ON", false, 0, "rentals (shared)", "NONE", "", true),
    place("Windsor", "ON", false, 0, "rentals (shared)", "NONE", "", true),
    place("Kingston", "ON", false, 4, "", "POD", "5x12x10 100, 10x12x10 175", true),
    place("London", "ON", false, 1, "1+", "NONE", "", true),
    place("Oshawa", "ON", false, 0, "unknown", "NONE", "", true),
    place("Ottawa", "ON", false, 4, "", "LOCKER", "5x5x8 99, 10x10x8 299", false),
    place("Peterborough", "ON", false, 2, "2+", "NONE", "", true),
    place("Scarborough", "ON", false, 1, "1+", "NONE", "", true),
    place("Vaughan", "ON", false, 3, "3 rentals", "NONE", "", true),
    place("Waterloo", "ON", false, 3, "3+", "POD", "5x5x12 175, 10x5x12 300", false),
    place("Woodstock", "ON", false, 1, "1+", "NONE", "", true),
    place("Fredericton", "NB", false, 1, "1+", "NONE", "", true),
    place("Moncton", "NB", false, 1, "", "NONE", "", false),
    place("Saint John", "NB", false, 3, "3 rentals", "NONE", "", true),
    place("Halifax", "NS", false, 2, "2+", "NONE", "", false),
];

/// The province's time zone.
pub fn zone(province: &str) -> &'static str {
    match province {
        "BC" => "America/Vancouver",
        "AB" => "America/Edmonton",
        "MB" => "America/Winnipeg",
        "SK" => "America/Regina",
        "NB" => "America/Moncton",
        "NS" => "America/Halifax",
        _ => "America/Toronto",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_are_corporate_and_thirty_four_have_customer_care() {
        assert_eq!(PLACES.iter().filter(|p| p.corporate).count(), 8);
        assert_eq!(PLACES.iter().filter(|p| p.cx_care).count(), 34);
        assert_eq!(PLACES.iter().filter(|p| p.storage == "LOCKER").count(), 13);
        assert_eq!(PLACES.iter().filter(|p| p.storage == "POD").count(), 9);
    }
}
