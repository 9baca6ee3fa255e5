//! The named statements that answer many rows, read from their files, with values to run them with.

use std::{fs, path::Path};

/// A statement with its parameters numbered: the company first, the others as they appear.
pub struct Named {
    pub module: String,
    pub name: String,
    pub sql: String,
    pub params: Vec<String>,
}

/// Every `:many` statement of the modules.
pub fn many() -> Vec<Named> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crates");
    let mut files: Vec<_> = folders(crates)
        .into_iter()
        .flat_map(|module| folders(&module.join("queries")))
        .filter(|file| file.extension().is_some_and(|e| e == "sql"))
        .collect();
    files.sort();
    let mut out = Vec::new();
    for file in files {
        let module =
            file.ancestors().nth(2).and_then(Path::file_name).expect("a module").to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).expect("a file of statements");
        for part in text.split("-- name: ").skip(1) {
            let (head, rest) = part.split_once('\n').expect("a head");
            let mut words = head.split_whitespace();
            let (name, kind) = (words.next().expect("a name"), words.next().expect("a kind"));
            if kind == ":many" {
                let lines: Vec<_> = rest.lines().filter(|line| !line.starts_with("--")).collect();
                let (sql, params) = numbered(lines.join("\n").trim().trim_end_matches(';'));
                out.push(Named { module: module.clone(), name: name.into(), sql, params });
            }
        }
    }
    out
}

fn folders(at: &Path) -> Vec<std::path::PathBuf> {
    fs::read_dir(at).map(|entries| entries.flatten().map(|e| e.path()).collect()).unwrap_or_default()
}

/// `:name`, `:name?` and `:name!` become `$n`; `::type` and texts stay.
fn numbered(text: &str) -> (String, Vec<String>) {
    let mut params: Vec<String> = Vec::new();
    if text.contains(":company_id") {
        params.push("company_id".into());
    }
    let (mut out, mut quoted) = (String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        quoted ^= c == '\'';
        let next = letters.peek().copied().unwrap_or(' ');
        if c == ':' && next == ':' {
            letters.next();
            out.push_str("::");
        } else if c == ':' && !quoted && next.is_ascii_lowercase() {
            let mut name = String::new();
            while let Some(letter) = letters.next_if(|l| l.is_ascii_alphanumeric() || *l == '_') {
                name.push(letter);
            }
            letters.next_if(|l| matches!(l, '?' | '!'));
            let at = params.iter().position(|p| *p == name).unwrap_or_else(|| {
                params.push(name);
                params.len() - 1
            });
            out.push_str(&format!("${}", at + 1));
        } else {
            out.push(c);
        }
    }
    (out, params)
}

/// A value for a parameter, as SQL: what people ask for, among the made-up rows.
pub fn sample(statement: &str, param: &str, kind: &str) -> String {
    let name = statement.split_once('.').map_or(statement, |(_, name)| name);
    let row = |n: u32| format!("fill.id({n})");
    let special = match (name, param) {
        (_, "company_id") => Some(format!("'{}'", super::COMPANY)),
        ("lead_lines" | "customer_lines" | "suggest", "q") => Some("'greta halaski'".into()),
        ("numbered", _) => Some("'N-000777'".into()),
        ("lookalikes", "wanted_key") => Some("'greta halaski'".into()),
        (_, "email") => Some("'p777@example.org'".into()),
        (_, "phone") => Some("'+14160000777'".into()),
        (_, "everywhere" | "own") => Some("true".into()),
        (_, "outcome" | "entity_id" | "until") if kind != "timestamp with time zone" => Some("null".into()),
        ("journeys_of_day" | "unassigned_jobs", "location_id") => Some(row(7)),
        _ => None,
    };
    if let Some(value) = special {
        return value;
    }
    let earlier = matches!(param, "since" | "from" | "starts_at" | "after");
    match kind {
        "uuid" => match param {
            "location_id" | "tariff_id" | "entity_id" | "template_id" => row(3),
            "me" | "mine" | "user_id" | "crew_member_id" | "equipment_id" | "role_id" => row(7),
            _ => row(777),
        },
        "uuid[]" => match param {
            "locations" => format!("array[{}, {}]", row(3), row(4)),
            _ => format!("array[{}, {}, {}]", row(777), row(1777), row(2777)),
        },
        "timestamp with time zone" if earlier => "now() - interval '1 day'".into(),
        "timestamp with time zone" => "now()".into(),
        "timestamp with time zone[]" => "array[now(), now(), now()]".into(),
        "date" if earlier => "current_date - 1".into(),
        "date" => "current_date".into(),
        "boolean" => "true".into(),
        "integer" | "bigint" => "3".into(),
        "bytea" => "decode(lpad(to_hex(777), 16, '0'), 'hex')".into(),
        "integer[]" => "array[3, 4, 5]".into(),
        "bytea[]" => "array[decode(lpad(to_hex(777), 16, '0'), 'hex')]".into(),
        "text[]" => "array['p777@example.org', '+14160000777', '1100']".into(),
        "jsonb" => "'{}'".into(),
        _ => match param {
            "network" => "'10.0.3.9'".into(),
            "address" if name == "blocks_hit" => "'10.0.3.9'".into(),
            _ => "'nothing like this'".into(),
        },
    }
}
