//! Names that older systems gave their placeholders (MSG-6, QUO-43).

use super::declared::Declared;

/// (older name, ours); it counts where the message has ours and nothing of the older name.
const OLDER: &[(&str, &str)] = &[
    ("customer_name", "customer"),
    ("client_name", "customer"),
    ("company_name", "company"),
    ("branch_phone", "company_phone"),
    ("quotation_id", "number"),
    ("quotation_number", "number"),
    ("quote_number", "number"),
    ("invoice_number", "number"),
    ("job_number", "number"),
    ("lead_number", "number"),
    ("total_amount", "total"),
    ("amount_due", "total"),
    ("valid_until_date", "valid_until"),
    ("service_date", "day"),
    ("move_date", "day"),
    ("quote_link", "link"),
];

/// `CustomerName` as `customer_name`.
fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for (at, c) in name.char_indices() {
        if c.is_ascii_uppercase() && at > 0 && !out.ends_with('_') {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// The name of today, or the one given where nothing is known of it.
pub fn today(name: &str, declared: &Declared) -> String {
    let has = |name: &str| declared.variables().any(|v| v.name == name);
    if has(name) || name.starts_with(['"', '\'', '.', '=', '!']) {
        return name.to_owned();
    }
    let lower = snake(name);
    if has(&lower) {
        return lower;
    }
    let ours = OLDER.iter().find(|(older, ours)| *older == lower && has(ours));
    ours.map_or_else(|| name.to_owned(), |(_, ours)| (*ours).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::declared::find;

    #[test]
    fn msg_6_placeholders_of_older_systems_are_understood() {
        let quote = find("quotes.quote.sent").expect("shipped");
        assert_eq!(today("CustomerName", quote), "customer");
        assert_eq!(today("quotation_number", quote), "number");
        assert_eq!(today("ValidUntil", quote), "valid_until");
        assert_eq!(today("company", quote), "company");
        assert_eq!(today("invoice_total", quote), "invoice_total", "nothing of ours");
        assert_eq!(today("\"CustomerName\"", quote), "\"CustomerName\"", "a text in quotes stays");
    }
}
