//! A row of a file as a customer: what its cells say, and everything wrong with them.

use jiff::civil::Date;
use kernel::{
    Problems,
    normal::{Email, Phone, firm_key, name_key, read_day},
};
use ports::{ImportProblem, ImportSetting, ImportValues};

use super::words;
use crate::customer::{
    Address, CustomerKind, Names, at_most, filled,
    register::{Prepared, Wanted, prepared},
    store::Defaults,
};

/// What a row says of consent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SaidConsent {
    /// None where the file says nothing.
    pub given: Option<bool>,
    pub wording: Option<String>,
    pub on: Option<Date>,
}

/// A person at the customer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SaidContact {
    pub name: String,
    pub designation: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

/// A row, read.
pub struct Row {
    pub wanted: Wanted,
    pub second_phone: Option<String>,
    pub contact: Option<SaidContact>,
    pub consent: SaidConsent,
}

fn text(values: &ImportValues, field: &str) -> Option<String> {
    values.get(field).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}

/// A single column of names: `Doe, Jane`, `Jane Doe`, or a firm by its legal form.
fn names_of_one(name: &str, kind: Option<CustomerKind>) -> Names {
    let firm = kind == Some(CustomerKind::Company) || (kind.is_none() && firm_key(name) != name_key(name));
    if firm {
        return Names { company_name: Some(name.to_owned()), ..Names::default() };
    }
    let (first, last) = match name.split_once(',') {
        Some((last, first)) => (first.trim(), last.trim()),
        None => name.rsplit_once(' ').map_or(("", name), |(first, last)| (first.trim(), last)),
    };
    let part = |t: &str| Some(t.to_owned()).filter(|t| !t.is_empty());
    Names { first_name: part(first), last_name: part(last), company_name: None }
}

fn names(values: &ImportValues, kind: Option<CustomerKind>) -> (Names, Option<String>) {
    let (first_name, last_name) = (text(values, "first_name"), text(values, "last_name"));
    let company_name = text(values, "company_name");
    let one = text(values, "name");
    if company_name.is_some() && kind != Some(CustomerKind::Person) {
        // A person beside a firm's name is whom one calls there.
        let parts: Vec<String> = [first_name, last_name].into_iter().flatten().collect();
        let person =
            if parts.is_empty() { one.filter(|n| Some(n) != company_name.as_ref()) } else { Some(parts.join(" ")) };
        return (Names { company_name, ..Names::default() }, person);
    }
    if first_name.is_some() || last_name.is_some() {
        return (Names { first_name, last_name, company_name: None }, None);
    }
    (one.map(|name| names_of_one(&name, kind)).unwrap_or_default(), None)
}

/// What the cells say; unreadable ones are left out, [`check`] tells of them.
pub fn read(values: &ImportValues, setting: &ImportSetting) -> Row {
    let code = |field: &str, read: fn(&str) -> Option<&'static str>| text(values, field).and_then(|t| read(&t));
    let kind =
        code("kind", words::kind).map(|k| if k == "COMPANY" { CustomerKind::Company } else { CustomerKind::Person });
    let (names, person) = names(values, kind);
    let contact = text(values, "contact_name").or(person).map(|name| SaidContact {
        name,
        designation: text(values, "contact_designation"),
        email: text(values, "contact_email"),
        phone: text(values, "contact_phone"),
    });
    let wanted = Wanted {
        kind,
        names,
        email: text(values, "email"),
        phone: text(values, "phone").or_else(|| text(values, "second_phone")),
        customer_type: text(values, "type").and_then(|t| words::customer_type(&t)),
        location_id: setting.location_id,
        designation: None,
        address: Address {
            street: text(values, "street"),
            city: text(values, "city"),
            province: text(values, "province"),
            postal_code: text(values, "postal_code"),
            country: text(values, "country").and_then(|t| words::country(&t)),
        },
        language: code("language", words::language).map(str::to_owned),
        website: text(values, "website"),
        registration_number: text(values, "registration_number"),
        lead_source: text(values, "lead_source"),
        tags: tags(values),
        notes: text(values, "notes"),
        ..Wanted::default()
    };
    let consent = SaidConsent {
        given: text(values, "consent").and_then(|t| words::yes_or_no(&t)),
        wording: text(values, "consent_wording"),
        on: text(values, "consent_date").and_then(|t| read_day(&t, setting.month_first)),
    };
    Row { second_phone: text(values, "phone").and_then(|_| text(values, "second_phone")), wanted, contact, consent }
}

fn tags(values: &ImportValues) -> Vec<String> {
    let all = text(values, "tags").unwrap_or_default();
    let mut tags: Vec<String> =
        all.split([',', ';', '|']).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect();
    tags.dedup();
    tags
}

/// The row with everything derived from it. Currency and language of the company are taken where they are needed; what
/// is compared does not depend on them.
pub fn compared(values: &ImportValues, setting: &ImportSetting) -> Prepared {
    let defaults = Defaults { currency: String::new(), language: String::new(), country: setting.country.clone() };
    let row = read(values, setting);
    let mut prepared = prepared(row.wanted, defaults);
    let country = filled(&prepared.wanted.address.country).unwrap_or(&setting.country).to_owned();
    let second = row.second_phone.and_then(|t| Phone::read(&t, &country).e164);
    prepared.traits.phones.extend(second);
    prepared
}

/// Everything wrong with a row (CUS-29): errors keep it out, warnings do not.
pub fn check(values: &ImportValues, setting: &ImportSetting) -> Vec<ImportProblem> {
    let mut found = vec![];
    let row = read(values, setting);
    let wanted = &row.wanted;
    if !wanted.names.suffice(wanted.kind()) {
        let field = if wanted.kind() == CustomerKind::Company { "company_name" } else { "last_name" };
        found.push(ImportProblem::error(
            field,
            "REQUIRED",
            "A customer needs a name: that of the person or that of the firm.",
            "Un client doit avoir un nom : celui de la personne ou celui de l’entreprise.",
        ));
    }
    lengths(values, &wanted.tags, &mut found);
    codes(values, setting, &mut found);
    points(&row, setting, &mut found);
    if row.consent.given == Some(true) && row.consent.on.is_none() {
        found.push(ImportProblem::warning(
            "consent",
            "NO_DATE",
            "Consent without a date cannot be proved; it is left out.",
            "Un consentement sans date ne peut être prouvé ; il est écarté.",
        ));
    }
    found
}

const LENGTHS: [(&str, usize); 20] = [
    ("external_id", 200),
    ("name", 100),
    ("first_name", 100),
    ("last_name", 100),
    ("company_name", 100),
    ("email", 254),
    ("phone", 60),
    ("second_phone", 60),
    ("street", 200),
    ("city", 100),
    ("province", 100),
    ("postal_code", 20),
    ("website", 300),
    ("registration_number", 100),
    ("lead_source", 100),
    ("notes", 10_000),
    ("contact_name", 100),
    ("contact_designation", 100),
    ("contact_email", 254),
    ("consent_wording", 2_000),
];

fn lengths(values: &ImportValues, tags: &[String], found: &mut Vec<ImportProblem>) {
    for (field, most) in LENGTHS {
        let mut p = Problems::new();
        at_most(&mut p, field, values.get(field).map(String::as_str), most);
        if !p.is_empty() {
            let (en, fr) = (format!("At most {most} characters."), format!("Au plus {most} caractères."));
            found.push(ImportProblem::error(field, "TOO_LONG", en, fr));
        }
    }
    if tags.len() > 50 || tags.iter().any(|t| t.chars().count() > 50) {
        found.push(ImportProblem::error(
            "tags",
            "TOO_MANY",
            "At most 50 tags of 50 characters.",
            "Au plus 50 étiquettes de 50 caractères.",
        ));
    }
}

fn codes(values: &ImportValues, setting: &ImportSetting, found: &mut Vec<ImportProblem>) {
    let mut unknown = |field: &str, known: bool, en: &str, fr: &str| {
        if !known {
            found.push(ImportProblem::error(field, "UNKNOWN", en, fr));
        }
    };
    let reads = |field: &str, read: &dyn Fn(&str) -> bool| text(values, field).is_none_or(|t| read(&t));
    unknown("kind", reads("kind", &|t| words::kind(t).is_some()), "Person or company.", "Personne ou entreprise.");
    unknown(
        "type",
        reads("type", &|t| words::customer_type(t).is_some()),
        "Residential, commercial, construction, property developer, manufacturing, government or other.",
        "Résidentiel, commercial, construction, promoteur immobilier, fabrication, gouvernement ou autre.",
    );
    unknown(
        "country",
        reads("country", &|t| words::country(t).is_some()),
        "A country’s two letters, such as CA.",
        "Les deux lettres d’un pays, comme CA.",
    );
    unknown(
        "language",
        reads("language", &|t| words::language(t).is_some()),
        "English or French.",
        "Anglais ou français.",
    );
    unknown("consent", reads("consent", &|t| words::yes_or_no(t).is_some()), "Yes or no.", "Oui ou non.");
    unknown(
        "consent_date",
        reads("consent_date", &|t| read_day(t, setting.month_first).is_some()),
        "A day, such as 2026-03-31.",
        "Un jour, comme 2026-03-31.",
    );
}

/// Points that nobody can be reached at are kept as they are and never dialled or written to.
fn points(row: &Row, setting: &ImportSetting, found: &mut Vec<ImportProblem>) {
    let country = filled(&row.wanted.address.country).unwrap_or(&setting.country);
    let contact = row.contact.as_ref();
    let emails = [("email", row.wanted.email.as_ref()), ("contact_email", contact.and_then(|c| c.email.as_ref()))];
    let phones = [
        ("phone", row.wanted.phone.as_ref()),
        ("second_phone", row.second_phone.as_ref()),
        ("contact_phone", contact.and_then(|c| c.phone.as_ref())),
    ];
    let invalid = emails
        .into_iter()
        .filter(|(_, email)| email.is_some_and(|e| Email::read(e).is_none()))
        .chain(phones.into_iter().filter(|(_, phone)| phone.is_some_and(|p| Phone::read(p, country).e164.is_none())));
    for (field, _) in invalid {
        found.push(ImportProblem::warning(
            field,
            "INVALID_POINT",
            "Nobody can be reached here; it is kept as it is and not used.",
            "Personne ne peut être joint ici ; conservé tel quel, sans être utilisé.",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting() -> ImportSetting {
        ImportSetting { run: uuid::Uuid::nil(), country: "CA".into(), location_id: None, month_first: false }
    }
    fn row(cells: &[(&str, &str)]) -> ImportValues {
        cells.iter().map(|(field, cell)| ((*field).to_owned(), (*cell).to_owned())).collect()
    }
    fn named(cells: &[(&str, &str)]) -> (CustomerKind, String, Option<String>) {
        let row = read(&row(cells), &setting());
        let kind = row.wanted.kind();
        (kind, row.wanted.names.display(kind), row.contact.map(|c| c.name))
    }

    #[test]
    fn cus_28_a_row_names_a_person_or_a_firm_and_whom_to_call_there() {
        use CustomerKind::{Company, Person};
        assert_eq!(named(&[("name", "Nora Mae Quill")]), (Person, "Nora Mae Quill".into(), None));
        assert_eq!(named(&[("name", "Quill, Nora")]), (Person, "Nora Quill".into(), None));
        assert_eq!(named(&[("name", "Harbour Crane Hire Inc.")]), (Company, "Harbour Crane Hire Inc.".into(), None));
        assert_eq!(named(&[("name", "Harbour"), ("kind", "entreprise")]), (Company, "Harbour".into(), None));
        let firm = [("company_name", "Harbour"), ("first_name", "Ivo"), ("last_name", "Marsh")];
        assert_eq!(named(&firm), (Company, "Harbour".into(), Some("Ivo Marsh".into())));
    }

    #[test]
    fn cus_29_all_that_is_wrong_with_a_row_is_said_at_once() {
        let long = "x".repeat(101);
        let bad = row(&[
            ("first_name", &long),
            ("email", "nora at example"),
            ("phone", "555-0142"),
            ("country", "Atlantis"),
            ("type", "huge"),
            ("consent", "yes"),
            ("consent_date", "soon"),
        ]);
        let found = check(&bad, &setting());
        let said: Vec<_> = found.iter().map(|p| (p.field.as_str(), p.code.as_str(), p.warning)).collect();
        assert_eq!(
            said,
            [
                ("first_name", "TOO_LONG", false),
                ("type", "UNKNOWN", false),
                ("country", "UNKNOWN", false),
                ("consent_date", "UNKNOWN", false),
                ("email", "INVALID_POINT", true),
                ("phone", "INVALID_POINT", true),
                ("consent", "NO_DATE", true),
            ]
        );
        assert!(found.iter().all(|p| !p.en.is_empty() && !p.fr.is_empty() && p.en != p.fr));
        assert_eq!(check(&row(&[("city", "Toronto")]), &setting())[0].code, "REQUIRED");
        assert!(
            check(&row(&[("name", "Nora"), ("country", "Canada"), ("type", "Résidentiel")]), &setting()).is_empty()
        );
    }

    #[test]
    fn cus_28_both_phones_of_a_row_are_compared() {
        let prepared = compared(
            &row(&[("name", "Nora"), ("phone", "416-555-0142"), ("second_phone", "647 555 0143")]),
            &setting(),
        );
        assert_eq!(prepared.traits.phones, ["+14165550142", "+16475550143"]);
    }
}
