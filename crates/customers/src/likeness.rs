//! How likely two records are the same customer (CUS-13, CUS-14).

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use kernel::normal::{domain_of, is_public_mailbox};

/// From here on creating stops with the match.
pub const SAME: i32 = 90;
/// From here on the pair is listed as a suggestion.
pub const SUGGESTED: i32 = 60;
/// From here on, with the household deduction, a relation is suggested.
pub const RELATED: i32 = 40;

/// What is compared of a customer.
#[derive(Clone, Debug, Default)]
pub struct Traits {
    pub match_key: String,
    /// A person's first name as a key; empty for firms and where it is not known.
    pub first_name_key: String,
    /// E-mail addresses in their matching form.
    pub emails: Vec<String>,
    /// Numbers in E.164.
    pub phones: Vec<String>,
    pub addresses: Vec<String>,
}

/// Why two records look alike or do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Reason {
    SameEmail,
    SamePhone,
    SimilarName,
    SameAddress,
    SameDomain,
    /// Same phone or address, but another first name.
    Household,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// 0 to 100.
    pub score: i32,
    /// Each reason with its points.
    pub reasons: Vec<(Reason, i32)>,
}

fn trigrams(key: &str) -> BTreeSet<[char; 3]> {
    let mut out = BTreeSet::new();
    for word in key.split(' ').filter(|w| !w.is_empty()) {
        let padded: Vec<char> = [' ', ' '].into_iter().chain(word.chars()).chain([' ']).collect();
        out.extend(padded.windows(3).map(|w| [w[0], w[1], w[2]]));
    }
    out
}

/// Shared and all trigrams of two keys; their quotient is the similarity (the database's own definition).
pub fn similarity(a: &str, b: &str) -> (i32, i32) {
    let (a, b) = (trigrams(a), trigrams(b));
    let shared = a.intersection(&b).count();
    let all = a.len() + b.len() - shared;
    (i32::try_from(shared).unwrap_or(i32::MAX), i32::try_from(all).unwrap_or(i32::MAX))
}

/// Points of a similar name: 30 × similarity, rounded half up, from one half on.
fn name_points(a: &str, b: &str) -> i32 {
    let (shared, all) = similarity(a, b);
    if all == 0 || 2 * shared < all {
        return 0;
    }
    (2 * 30 * shared + all) / (2 * all)
}

fn share(a: &[String], b: &[String]) -> bool {
    a.iter().any(|x| !x.is_empty() && b.contains(x))
}

fn firm_domains(emails: &[String]) -> Vec<String> {
    emails.iter().map(|e| domain_of(e)).filter(|d| !is_public_mailbox(d)).map(str::to_owned).collect()
}

/// Compares two records (CUS-13).
pub fn compare(a: &Traits, b: &Traits) -> Likeness {
    let mut reasons = Vec::new();
    let mut add = |holds: bool, reason, points: i32| {
        if holds && points != 0 {
            reasons.push((reason, points));
        }
    };
    let same_phone = share(&a.phones, &b.phones);
    let same_address = share(&a.addresses, &b.addresses);
    let other_first_name =
        !a.first_name_key.is_empty() && !b.first_name_key.is_empty() && a.first_name_key != b.first_name_key;
    add(share(&a.emails, &b.emails), Reason::SameEmail, 55);
    add(same_phone, Reason::SamePhone, 45);
    add(true, Reason::SimilarName, name_points(&a.match_key, &b.match_key));
    add(same_address, Reason::SameAddress, 20);
    add(share(&firm_domains(&a.emails), &firm_domains(&b.emails)), Reason::SameDomain, 15);
    add((same_phone || same_address) && other_first_name, Reason::Household, -35);
    let score = reasons.iter().map(|(_, points)| points).sum::<i32>().clamp(0, 100);
    Likeness { score, reasons }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traits(match_key: &str, first: &str, email: &str, phone: &str, address: &str) -> Traits {
        let list = |t: &str| if t.is_empty() { vec![] } else { vec![t.to_owned()] };
        Traits {
            match_key: match_key.into(),
            first_name_key: first.into(),
            emails: list(email),
            phones: list(phone),
            addresses: list(address),
        }
    }

    /// Worked example 3, first part.
    #[test]
    fn cus_13_same_email_and_phone_is_the_same_customer() {
        let a = traits("nora quill", "nora", "n.quill@gmail.com", "+14165550142", "");
        let b = traits("quill household", "", "n.quill@gmail.com", "+14165550142", "");
        assert_eq!(compare(&a, &b).score, 100);
    }
    /// Worked example 3, second part: 15 of 20 trigrams.
    #[test]
    fn cus_13_same_phone_and_similar_name_is_a_suggestion() {
        assert_eq!(similarity("harbour crane hire", "harbor crane hire"), (15, 20));
        let a = traits("harbour crane hire", "", "", "+14165550142", "");
        let b = traits("harbor crane hire", "", "", "+14165550142", "");
        let it = compare(&a, &b);
        assert_eq!(it.reasons, vec![(Reason::SamePhone, 45), (Reason::SimilarName, 23)]);
        assert_eq!(it.score, 68);
        assert!((SUGGESTED..SAME).contains(&it.score));
    }
    /// Worked example 3, third part: a couple. 9 of 15 trigrams give 18.
    #[test]
    fn cus_13_a_household_is_a_relation_and_no_duplicate() {
        assert_eq!(similarity("joan brooks", "john brooks"), (9, 15));
        let a = traits("joan brooks", "joan", "", "+14165550142", "12 king st toronto");
        let b = traits("john brooks", "john", "", "+14165550142", "12 king st toronto");
        let it = compare(&a, &b);
        assert_eq!(it.score, 45 + 20 + 18 - 35);
        assert!(it.reasons.contains(&(Reason::Household, -35)) && (RELATED..SUGGESTED).contains(&it.score), "{it:?}");
    }
    /// Worked example 3, last part.
    #[test]
    fn cus_13_the_same_name_alone_is_nothing() {
        let it = compare(&traits("john smith", "john", "", "", ""), &traits("john smith", "john", "", "", ""));
        assert_eq!(it.score, 30);
    }
    #[test]
    fn cus_13_a_public_mailbox_is_no_firms_domain() {
        let one = |email: &str| compare(&traits("a", "", email, "", ""), &traits("b", "", "x@gmail.com", "", "")).score;
        assert_eq!(one("y@gmail.com"), 0);
        let firm = compare(&traits("a", "", "y@example.com", "", ""), &traits("b", "", "x@example.com", "", ""));
        assert_eq!(firm.score, 15);
    }
    #[test]
    fn names_below_one_half_count_nothing() {
        assert_eq!(name_points("harbour crane", "northern movers"), 0);
        assert_eq!(name_points("", ""), 0);
    }
}
