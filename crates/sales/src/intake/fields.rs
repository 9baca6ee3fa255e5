//! A provider's fields in our words (SAL-35): names ignore case, what nobody knows goes to the notes.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::Submission;
use crate::lead::Place;

/// Services the older interface knows; another text is kept in the notes.
const SERVICES: &[(&str, &str)] = &[
    ("moving", "MOVING"),
    ("packing", "PACKING"),
    ("moving and packing", "MOVING_AND_PACKING"),
    ("moving & packing", "MOVING_AND_PACKING"),
    ("loading", "LOADING"),
    ("load only", "LOADING"),
    ("unloading", "UNLOADING"),
    ("unload only", "UNLOADING"),
    ("loading and unloading", "LOADING_AND_UNLOADING"),
    ("moving and storage", "MOVING_AND_STORAGE"),
    ("storage", "STORAGE"),
    ("move to storage", "STORAGE_IN"),
    ("move out of storage", "STORAGE_OUT"),
    ("commercial", "COMMERCIAL"),
    ("junk removal", "JUNK_REMOVAL"),
    ("labor only", "LABOUR_ONLY"),
    ("labour only", "LABOUR_ONLY"),
    ("long distance", "LONG_DISTANCE"),
    ("local move", "LOCAL_MOVE"),
    ("crane", "CRANE"),
    ("crane rental", "CRANE"),
    ("rigging", "RIGGING"),
];

/// What a provider sent, ready to be read: names in lower case, without separators.
pub struct Fields {
    known: Vec<(String, String, Value)>,
}

fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.trim().to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(_) | Value::Object(_) => value.to_string(),
    };
    Some(text).filter(|t| !t.is_empty())
}

impl Fields {
    pub fn new(members: &Map<String, Value>) -> Self {
        let mut known = Vec::new();
        for (name, value) in members {
            match value {
                // `{"origin": {"city": …}}` says the same as `OriginCity`.
                Value::Object(parts) if ["origin", "destination"].contains(&folded(name).as_str()) => {
                    let prefix = folded(name);
                    known.extend(
                        parts.iter().map(|(part, v)| {
                            (format!("{prefix}{}", folded(part)), format!("{name}.{part}"), v.clone())
                        }),
                    );
                }
                value => known.push((folded(name), name.clone(), value.clone())),
            }
        }
        Self { known }
    }
    /// Takes a field by any of its names.
    fn take(&mut self, names: &[&str]) -> Option<String> {
        self.take_value(names).as_ref().and_then(text_of)
    }
    fn take_value(&mut self, names: &[&str]) -> Option<Value> {
        let at = self.known.iter().position(|(name, ..)| names.contains(&name.as_str()))?;
        Some(self.known.swap_remove(at).2)
    }
    /// What nobody took, as lines.
    fn rest(mut self) -> Vec<String> {
        self.known.sort_by(|a, b| a.1.cmp(&b.1));
        self.known.iter().filter_map(|(_, name, value)| text_of(value).map(|t| format!("{name}: {t}"))).collect()
    }
}

/// `20260612`, or `2026-06-12`.
fn date_of(text: &str) -> Option<Date> {
    let digits: String = text.chars().take(10).filter(char::is_ascii_digit).collect();
    if digits.len() != 8 {
        return None;
    }
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    let (month, day) = (i8::try_from(part(4..6)?).ok()?, i8::try_from(part(6..8)?).ok()?);
    Date::new(part(0..4)?, month, day).ok()
}

fn is_yes(text: &str) -> bool {
    ["true", "1", "yes", "y", "on"].contains(&text.to_lowercase().as_str())
}

/// What cannot be taken, in a sentence.
pub type Refusal = &'static str;

fn place(fields: &mut Fields, prefix: &str) -> Result<Place, Refusal> {
    let mut take = |names: &[&str]| {
        let full: Vec<String> = names.iter().map(|n| format!("{prefix}{n}")).collect();
        let full: Vec<&str> = full.iter().map(String::as_str).collect();
        fields.take(&full)
    };
    let it = Place {
        street: take(&["street", "address", "addressstreet"]),
        city: take(&["city", "addresscity"]),
        province: take(&["state", "province", "addressstate"]),
        postal_code: take(&["zip", "postalcode", "addresszip"]),
        country: take(&["country"]).filter(|c| c.len() == 2 && c.is_ascii()).map(|c| c.to_uppercase()),
        full: take(&["addressfull"]),
        floor: take(&["floor"]).and_then(|t| t.parse().ok()).filter(|f| (-10..=300).contains(f)),
        ..Place::default()
    };
    let parts = it.street.is_some() || it.city.is_some() || it.province.is_some() || it.postal_code.is_some();
    if it.full.is_some() && parts {
        return Err("Send an address either in parts or in full, not both.");
    }
    let short = |text: Option<String>, most: usize| text.map(|t| t.chars().take(most).collect());
    Ok(Place {
        street: short(it.street, 200),
        city: short(it.city, 100),
        province: short(it.province, 100),
        postal_code: short(it.postal_code, 20),
        full: short(it.full, 500),
        ..it
    })
}

/// Reads a provider's fields; whoever may be reached or named is taken.
pub fn submission(members: &Map<String, Value>) -> Result<(Submission, Option<String>), Refusal> {
    let mut fields = Fields::new(members);
    let mut notes: Vec<String> = fields.take(&["notes", "comments", "message"]).into_iter().collect();
    fields.take(&["providerkey"]);
    let branch = fields.take(&["branchid", "branch"]);
    let mut it = Submission {
        first_name: fields.take(&["firstname"]),
        last_name: fields.take(&["lastname"]),
        full_name: fields.take(&["fullname", "name"]),
        company_name: fields.take(&["companyname", "company"]),
        email: fields.take(&["email", "emailaddress"]),
        phone: fields.take(&["phonenumber", "phone"]),
        extension: fields.take(&["extension"]),
        source: fields.take(&["referralsource", "source"]),
        move_size: fields.take(&["movesize"]),
        opt_in: fields.take(&["useroptin", "optin"]).is_some_and(|t| is_yes(&t)),
        wording: fields.take(&["useroptinwording", "optinwording"]),
        language: fields.take(&["language"]).map(|l| l.to_lowercase().chars().take(2).collect()),
        ..Submission::default()
    };
    if it.full_name.is_some() && (it.first_name.is_some() || it.last_name.is_some()) {
        return Err("Send FullName, or FirstName and LastName, not both.");
    }
    if [&it.full_name, &it.first_name, &it.last_name, &it.company_name, &it.email, &it.phone]
        .iter()
        .all(|t| t.is_none())
    {
        return Err("A name is required.");
    }
    if let Some(text) = fields.take(&["movedate"]) {
        it.move_date = date_of(&text);
        if it.move_date.is_none() {
            notes.push(format!("MoveDate: {text}"));
        }
    }
    if let Some(bedrooms) = fields.take(&["bedrooms"]) {
        notes.push(format!("Bedrooms: {bedrooms}"));
        it.move_size.get_or_insert_with(|| format!("{bedrooms} bedrooms"));
    }
    if let Some(text) = fields.take(&["servicetype"]) {
        match SERVICES.iter().find(|(name, code)| text.eq_ignore_ascii_case(name) || text.eq_ignore_ascii_case(code)) {
            Some((_, code)) => it.service_type = Some((*code).into()),
            None => notes.push(format!("ServiceType: {text}")),
        }
    }
    it.origin = place(&mut fields, "origin")?;
    it.destination = place(&mut fields, "destination")?;
    let mut tracking = Map::new();
    for name in [
        "utmadgroup",
        "utmcampaign",
        "utmcontent",
        "utmcustomtracking",
        "utmkeyword",
        "utmmedium",
        "utmsource",
        "trackingparameters",
        "leadcost",
        "phonetype",
        "opportunitytype",
        "movesizeid",
        "referralsourceid",
    ] {
        if let Some(value) = fields.take(&[name]) {
            tracking.insert(name.into(), Value::String(value.chars().take(1_000).collect()));
        }
    }
    it.tracking = Value::Object(tracking);
    notes.extend(fields.rest());
    it.notes = Some(notes.join("\n")).filter(|n| !n.is_empty());
    Ok((it, branch))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use serde_json::json;

    fn read(value: Value) -> Result<Submission, Refusal> {
        submission(value.as_object().expect("an object")).map(|(it, _)| it)
    }

    #[test]
    fn sal_35_names_ignore_case_and_unknown_fields_go_to_the_notes() {
        let it = read(json!({
            "FIRSTNAME": "Nora", "lastName": "Quill", "phoneNumber": 4165550142_i64, "MoveDate": "20260612", "userOptIn": "true",
            "OriginCity": "Toronto", "originState": "ON", "DestinationZip": "H2X 1Y4", "ServiceType": "moving",
            "UtmSource": "ads", "FavouriteColour": "teal", "Notes": "Third floor",
        }))
        .expect("taken");
        assert_eq!((it.first_name.as_deref(), it.last_name.as_deref()), (Some("Nora"), Some("Quill")));
        assert_eq!(it.phone.as_deref(), Some("4165550142"));
        assert_eq!(it.move_date, Some(date(2026, 6, 12)));
        assert_eq!(it.origin.city.as_deref(), Some("Toronto"));
        assert_eq!(it.destination.postal_code.as_deref(), Some("H2X 1Y4"));
        assert_eq!(it.service_type.as_deref(), Some("MOVING"));
        assert!(it.opt_in);
        assert_eq!(it.tracking["utmsource"], "ads");
        assert_eq!(it.notes.as_deref(), Some("Third floor\nFavouriteColour: teal"));
    }
    #[test]
    fn sal_35_a_full_name_or_its_parts_not_both() {
        assert!(read(json!({"FullName": "Nora Quill", "FirstName": "Nora"})).is_err());
        assert!(read(json!({"FullName": "Nora Quill"})).is_ok());
        assert!(read(json!({"Notes": "nobody"})).is_err());
    }
    #[test]
    fn sal_35_an_address_in_full_or_in_parts_not_both() {
        assert!(
            read(json!({"FullName": "N Q", "OriginAddressFull": "12 King St W", "OriginCity": "Toronto"})).is_err()
        );
    }
    #[test]
    fn sal_35_a_bad_date_or_service_keeps_the_lead() {
        let it = read(json!({"FullName": "Nora Quill", "MoveDate": "soon", "ServiceType": "teleport"})).expect("taken");
        assert_eq!((it.move_date, it.service_type), (None, None));
        assert_eq!(it.notes.as_deref(), Some("MoveDate: soon\nServiceType: teleport"));
        assert_eq!(date_of("20261345"), None);
    }
}
