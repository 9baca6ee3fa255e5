//! Signs of fraud and the quarantine (SAL-6).

/// From this sum on nobody is called, routed or answered until a person has looked.
pub const QUARANTINE: i32 = 60;

/// Mailboxes that live for minutes.
const DISPOSABLE: &[&str] = &[
    "10minutemail.com",
    "dispostable.com",
    "fakeinbox.com",
    "getnada.com",
    "guerrillamail.com",
    "maildrop.cc",
    "mailinator.com",
    "mailnesia.com",
    "mintemail.com",
    "mohmal.com",
    "sharklasers.com",
    "spamgourmet.com",
    "temp-mail.org",
    "tempmail.com",
    "throwawaymail.com",
    "trashmail.com",
    "yopmail.com",
];

codes! {
    Flag {
        BlockedContact = "BLOCKED_CONTACT", IpFlagged = "IP_FLAGGED", Velocity = "VELOCITY",
        DisposableEmail = "DISPOSABLE_EMAIL", InvalidPhone = "INVALID_PHONE", CountryMismatch = "COUNTRY_MISMATCH",
        SameText = "SAME_TEXT",
    }
}

impl Flag {
    pub fn weight(self) -> i32 {
        match self {
            Flag::BlockedContact => 100,
            Flag::IpFlagged => 60,
            Flag::Velocity => 50,
            Flag::DisposableEmail | Flag::InvalidPhone => 30,
            Flag::CountryMismatch | Flag::SameText => 20,
        }
    }
}

/// What is known when a lead comes in.
#[derive(Clone, Debug, Default)]
pub struct Signs {
    /// Entries of the list that hold and fit.
    pub blocked: Vec<String>,
    /// Leads of this visitor's network in 24 hours, this one included.
    pub from_network: i64,
    /// Of those, in quarantine within 30 days.
    pub quarantined_from_network: i64,
    /// Names this phone came with in 30 days, this one included.
    pub names_of_phone: i64,
    pub email_domain: String,
    pub phone_invalid: bool,
    /// The phone's country and the countries of location and addresses.
    pub phone_country: Option<String>,
    pub countries: Vec<String>,
    pub same_text: bool,
}

/// Each flag with what it rests on.
pub fn flags(signs: &Signs) -> Vec<(Flag, String)> {
    let mut out = Vec::new();
    if let Some(entry) = signs.blocked.first() {
        out.push((Flag::BlockedContact, entry.clone()));
    }
    if signs.quarantined_from_network >= 2 {
        out.push((
            Flag::IpFlagged,
            format!("{} leads from this network in quarantine", signs.quarantined_from_network),
        ));
    }
    if signs.from_network >= 5 {
        out.push((Flag::Velocity, format!("{} leads from one network in a day", signs.from_network)));
    } else if signs.names_of_phone >= 3 {
        out.push((Flag::Velocity, format!("one phone under {} names in a month", signs.names_of_phone)));
    }
    if DISPOSABLE.binary_search(&signs.email_domain.as_str()).is_ok() {
        out.push((Flag::DisposableEmail, signs.email_domain.clone()));
    }
    if signs.phone_invalid {
        out.push((Flag::InvalidPhone, "this cannot be a phone number".into()));
    }
    if let Some(country) = signs.phone_country.as_ref().filter(|c| !signs.countries.contains(c)) {
        out.push((Flag::CountryMismatch, format!("a phone of {country}")));
    }
    if signs.same_text {
        out.push((Flag::SameText, "the same text came from somebody else today".into()));
    }
    out
}

/// Whether a lead with these flags waits for a person.
pub fn is_quarantined(flags: &[(Flag, String)]) -> bool {
    flags.iter().map(|(flag, _)| flag.weight()).sum::<i32>() >= QUARANTINE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(signs: &Signs) -> Vec<Flag> {
        flags(signs).into_iter().map(|(flag, _)| flag).collect()
    }

    #[test]
    fn sal_6_a_blocked_contact_is_quarantined() {
        let it = Signs { blocked: vec!["EMAIL x@example.com".into()], ..Signs::default() };
        assert_eq!(codes(&it), vec![Flag::BlockedContact]);
        assert!(is_quarantined(&flags(&it)));
    }
    #[test]
    fn sal_6_weights_are_summed() {
        let mut it = Signs { email_domain: "yopmail.com".into(), ..Signs::default() };
        assert!(!is_quarantined(&flags(&it)), "30 alone is not enough");
        it.phone_invalid = true;
        assert_eq!(codes(&it), vec![Flag::DisposableEmail, Flag::InvalidPhone]);
        assert!(is_quarantined(&flags(&it)), "60 is");
    }
    #[test]
    fn sal_6_velocity_from_a_network_or_of_a_phone() {
        assert!(codes(&Signs { from_network: 4, names_of_phone: 2, ..Signs::default() }).is_empty());
        assert_eq!(codes(&Signs { from_network: 5, ..Signs::default() }), vec![Flag::Velocity]);
        assert_eq!(codes(&Signs { names_of_phone: 3, ..Signs::default() }), vec![Flag::Velocity]);
    }
    #[test]
    fn sal_6_a_phone_of_another_country() {
        let it =
            Signs { phone_country: Some("FR".into()), countries: vec!["CA".into(), "US".into()], ..Signs::default() };
        assert_eq!(codes(&it), vec![Flag::CountryMismatch]);
    }
    #[test]
    fn disposable_mailboxes_stand_in_order() {
        assert!(DISPOSABLE.is_sorted());
    }
}
