//! Two records that are one customer: merged, and taken apart again exactly (CUS-16 to CUS-19).

pub mod dismiss;
pub mod list;
pub mod preview;
pub mod run;
pub mod store;
pub mod undo;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// A customer and those merged into it: at most so many (CUS-16).
pub const FAMILY_MOST: usize = 50;

codes! {
    /// Whose value stays.
    Side { Survivor = "SURVIVOR", Loser = "LOSER" }
}

/// Field → whose value stays; what is not named follows the defaults.
pub type Choices = BTreeMap<String, Side>;

/// Fields somebody may choose, each with the columns that go together.
pub const FIELDS: [(&str, &[&str]); 15] = [
    ("name", &["first_name", "last_name", "company_name", "display_name", "name_key", "match_key"]),
    ("type", &["type"]),
    ("designation", &["designation"]),
    ("email", &["email"]),
    ("phone", &["phone"]),
    ("address", &["street", "city", "province", "postal_code", "country"]),
    ("billing_address", &["billing_address"]),
    ("language", &["language"]),
    ("website", &["website"]),
    ("registration_number", &["registration_number"]),
    ("lead_source", &["lead_source"]),
    ("preferences", &["preferences"]),
    ("location_id", &["location_id"]),
    ("assigned_to", &["assigned_to"]),
    ("statement_cycle", &["statement_cycle"]),
];

/// Columns that follow a rule instead of a choice: texts are joined, lists united, the stricter stays.
const RULED: [&str; 12] = [
    "notes",
    "tags",
    "do_not_contact",
    "po_required",
    "credit_hold",
    "credit_limit_minor",
    "terms_days",
    "status",
    "blocked_reason",
    "blocked_by",
    "blocked_at",
    "blocked_until",
];

/// One field of both records and what comes of it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FieldChoice {
    pub field: String,
    pub survivor: Value,
    pub loser: Value,
    pub result: Value,
    pub differs: bool,
    /// Whose value stays; none where a rule decides.
    pub choice: Option<Side>,
}

/// What stands behind the customer that goes.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Weight {
    pub leads: i64,
    pub quotes: i64,
    pub jobs: i64,
    pub invoices: i64,
    pub contacts: i64,
    pub points: i64,
    pub addresses: i64,
}

fn empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

fn default_side(columns: &[&str], survivor: &Value, loser: &Value) -> Side {
    let blank = |row: &Value| columns.iter().all(|c| empty(&row[*c]));
    if blank(survivor) && !blank(loser) { Side::Loser } else { Side::Survivor }
}

/// The survivor's row after the merge, from both rows as they stand.
pub fn united(survivor: &Value, loser: &Value, choices: &Choices) -> Value {
    let mut row = survivor.as_object().cloned().unwrap_or_default();
    for (field, columns) in FIELDS {
        let side = choices.get(field).copied().unwrap_or_else(|| default_side(columns, survivor, loser));
        if side == Side::Loser {
            for column in columns {
                row.insert((*column).into(), loser[*column].clone());
            }
        }
    }
    if survivor["kind"] != loser["kind"] {
        // A person's names would leave a firm without one: names do not cross kinds.
        for column in FIELDS[0].1 {
            row.insert((*column).into(), survivor[*column].clone());
        }
    }
    stricter(&mut row, survivor, loser);
    Value::Object(row)
}

/// Limits, holds and blocks: the stricter stays; texts are joined, tags united.
fn stricter(row: &mut Map<String, Value>, survivor: &Value, loser: &Value) {
    let mut put = |column: &str, value: Value| drop(row.insert(column.into(), value));
    for column in ["do_not_contact", "po_required", "credit_hold"] {
        put(column, json!(survivor[column] == json!(true) || loser[column] == json!(true)));
    }
    let (one, other) = (survivor["credit_limit_minor"].as_i64(), loser["credit_limit_minor"].as_i64());
    put("credit_limit_minor", json!([one, other].into_iter().flatten().min()));
    let days = |row: &Value| row["terms_days"].as_i64().unwrap_or_default();
    put("terms_days", json!(days(survivor).min(days(loser))));
    if loser["status"] == "BLOCKED" && survivor["status"] != "BLOCKED" {
        for column in ["status", "blocked_reason", "blocked_by", "blocked_at", "blocked_until"] {
            put(column, loser[column].clone());
        }
    }
    let text = |row: &Value| row["notes"].as_str().unwrap_or_default().trim().to_owned();
    let notes: Vec<String> = [text(survivor), text(loser)].into_iter().filter(|t| !t.is_empty()).collect();
    let notes: String = notes.join("\n\n").chars().take(10_000).collect();
    put("notes", if notes.is_empty() { Value::Null } else { json!(notes) });
    let tags = |row: &Value| row["tags"].as_array().cloned().unwrap_or_default();
    let mut all = tags(survivor);
    for tag in tags(loser) {
        if !all.contains(&tag) {
            all.push(tag);
        }
    }
    put("tags", Value::Array(all));
}

/// The survivor's row after undoing: a field goes back only if nobody changed it since (CUS-18).
pub fn taken_back(now: &Value, before: &Value, after: &Value) -> Value {
    let mut row = now.as_object().cloned().unwrap_or_default();
    // Columns that belong together go back together: half an address helps nobody.
    let groups = FIELDS.iter().map(|(_, columns)| *columns).chain(RULED.iter().map(std::slice::from_ref));
    for columns in groups {
        if columns.iter().all(|c| now[*c] == after[*c]) {
            for column in columns {
                row.insert((*column).into(), before[*column].clone());
            }
        }
    }
    Value::Object(row)
}

/// Every field of both, with what comes of it.
pub fn fields(survivor: &Value, loser: &Value, choices: &Choices) -> Vec<FieldChoice> {
    let result = united(survivor, loser, choices);
    // One column speaks for its group; an address is shown as a whole.
    let shown = |row: &Value, field: &str, columns: &[&str]| match field {
        "name" => row["display_name"].clone(),
        _ if columns.len() == 1 => row[columns[0]].clone(),
        _ => Value::Object(columns.iter().map(|c| ((*c).to_owned(), row[*c].clone())).collect()),
    };
    let chosen = FIELDS.iter().map(|(field, columns)| {
        let side = choices.get(*field).copied().unwrap_or_else(|| default_side(columns, survivor, loser));
        (*field, *columns, Some(side))
    });
    let ruled = RULED[..8].iter().map(|column| (*column, std::slice::from_ref(column), None));
    let line = |(field, columns, choice): (&str, &[&str], Option<Side>)| {
        let (one, other) = (shown(survivor, field, columns), shown(loser, field, columns));
        let differs = one != other;
        let result = shown(&result, field, columns);
        FieldChoice { field: field.into(), survivor: one, loser: other, result, differs, choice }
    };
    chosen.chain(ruled).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, limit: Option<i64>, hold: bool, phone: Option<&str>) -> Value {
        json!({"kind": "COMPANY", "company_name": name, "display_name": name, "status": "ACTIVE", "phone": phone,
            "credit_limit_minor": limit, "credit_hold": hold, "terms_days": 30, "tags": [name], "notes": name,
            "do_not_contact": false, "po_required": false, "street": null, "city": name})
    }

    #[test]
    fn cus_16_the_stricter_limit_and_hold_stay_and_texts_are_joined() {
        let (a, b) = (row("A", Some(1_000_000), false, Some("+1416")), row("B", Some(400_000), true, None));
        let after = united(&a, &b, &Choices::new());
        assert_eq!((&after["credit_limit_minor"], &after["credit_hold"]), (&json!(400_000), &json!(true)));
        assert_eq!((&after["notes"], &after["tags"]), (&json!("A\n\nB"), &json!(["A", "B"])));
        assert_eq!((&after["display_name"], &after["phone"]), (&json!("A"), &json!("+1416")));
        let chosen = united(&a, &b, &Choices::from([("name".into(), Side::Loser), ("phone".into(), Side::Loser)]));
        assert_eq!((&chosen["display_name"], &chosen["phone"]), (&json!("B"), &Value::Null));
        let unlimited = united(&row("A", None, false, None), &b, &Choices::new());
        assert_eq!(unlimited["credit_limit_minor"], 400_000, "no limit is the laxest");
    }

    #[test]
    fn cus_16_a_block_stays_with_its_reason() {
        let mut blocked = row("B", None, false, None);
        blocked["status"] = json!("BLOCKED");
        blocked["blocked_reason"] = json!("cheques");
        let after = united(&row("A", None, false, None), &blocked, &Choices::new());
        assert_eq!((&after["status"], &after["blocked_reason"]), (&json!("BLOCKED"), &json!("cheques")));
    }

    #[test]
    fn cus_18_only_what_nobody_changed_goes_back() {
        let (a, b) = (row("A", Some(1_000_000), false, Some("+1416")), row("B", Some(400_000), true, None));
        let after = united(&a, &b, &Choices::new());
        let mut now = after.clone();
        now["phone"] = json!("+1647");
        let back = taken_back(&now, &a, &after);
        assert_eq!((&back["credit_limit_minor"], &back["credit_hold"]), (&json!(1_000_000), &json!(false)));
        assert_eq!((&back["phone"], &back["notes"]), (&json!("+1647"), &json!("A")));
        let untouched = taken_back(&after, &a, &after);
        for (column, value) in a.as_object().expect("a row") {
            assert_eq!(untouched[column], *value, "{column}: untouched, the survivor is as it was");
        }
    }
}
