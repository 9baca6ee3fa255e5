//! What somebody is called, from whatever was given.

use kernel::normal::name_key;

/// The names as given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Named<'a> {
    pub first_name: Option<&'a str>,
    pub last_name: Option<&'a str>,
    pub full_name: Option<&'a str>,
    pub company_name: Option<&'a str>,
    pub email: Option<&'a str>,
    pub phone: Option<&'a str>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    /// What people see: the name, else the firm, else the e-mail or phone.
    pub full_name: String,
    /// What is searched.
    pub key: String,
}

fn text(value: Option<&str>) -> Option<String> {
    value.map(|t| t.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|t| !t.is_empty())
}

pub fn of(named: &Named<'_>) -> Names {
    let (mut first_name, mut last_name) = (text(named.first_name), text(named.last_name));
    let full = text(named.full_name);
    if let (Some(full), None, None) = (&full, &first_name, &last_name) {
        match full.rsplit_once(' ') {
            Some((first, last)) => (first_name, last_name) = (Some(first.to_owned()), Some(last.to_owned())),
            None => last_name = Some(full.clone()),
        }
    }
    let joined = [&first_name, &last_name].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ");
    let company = text(named.company_name);
    let full_name = full
        .or(Some(joined).filter(|j| !j.is_empty()))
        .or_else(|| company.clone())
        .or_else(|| text(named.email))
        .or_else(|| text(named.phone))
        .unwrap_or_else(|| "?".into());
    let key = name_key(&format!("{full_name} {}", company.filter(|c| *c != full_name).unwrap_or_default()));
    Names { first_name, last_name, full_name, key }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_1_a_name_a_firm_or_a_point_is_enough() {
        let it = of(&Named { full_name: Some(" Nora  van Quill "), ..Named::default() });
        assert_eq!((it.first_name.as_deref(), it.last_name.as_deref()), (Some("Nora van"), Some("Quill")));
        assert_eq!(it.full_name, "Nora van Quill");
        let firm = of(&Named { company_name: Some("Étoile-du-Nord Ltée"), ..Named::default() });
        assert_eq!((firm.full_name.as_str(), firm.key.as_str()), ("Étoile-du-Nord Ltée", "etoile du nord ltee"));
        assert_eq!(of(&Named { phone: Some("416 555 0142"), ..Named::default() }).full_name, "416 555 0142");
    }
}
