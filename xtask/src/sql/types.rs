//! PostgreSQL's types as Rust's.

use tokio_postgres::types::{Kind, Type};

/// A Rust type, as an answer owns it and as a parameter lends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rust {
    pub owned: String,
    /// Without lifetime.
    pub lent: String,
}

impl Rust {
    fn copied(name: &str) -> Self {
        Self { owned: name.into(), lent: name.into() }
    }
    fn of(owned: &str, lent: &str) -> Self {
        Self { owned: owned.into(), lent: lent.into() }
    }
    pub fn id(rust: &str) -> Self {
        Self::copied(&format!("kernel::ids::{rust}"))
    }
    /// The parameter's type inside a struct with the lifetime `'a`.
    pub fn lent_for(&self, lifetime: &str) -> String {
        match self.lent.strip_prefix('&') {
            Some(rest) => format!("&{lifetime} {rest}"),
            None => self.lent.clone(),
        }
    }
    pub fn borrows(&self) -> bool {
        self.lent.starts_with('&')
    }
}

/// The Rust type; else what to write instead.
pub fn rust(ty: &Type) -> Result<Rust, String> {
    if let Kind::Array(element) = ty.kind() {
        let element = rust(element)?.owned;
        return Ok(Rust { owned: format!("Vec<{element}>"), lent: format!("&[{element}]") });
    }
    if matches!(ty.kind(), Kind::Enum(_)) || ty.name() == "citext" {
        return Err(format!("The type {} may not be used: store text with a check.", ty.name()));
    }
    Ok(match *ty {
        Type::BOOL => Rust::copied("bool"),
        Type::INT2 => Rust::copied("i16"),
        Type::INT4 => Rust::copied("i32"),
        Type::INT8 => Rust::copied("i64"),
        Type::FLOAT4 => Rust::copied("f32"),
        Type::FLOAT8 => Rust::copied("f64"),
        Type::OID => Rust::copied("u32"),
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME => Rust::of("String", "&str"),
        Type::UUID => Rust::copied("uuid::Uuid"),
        Type::TIMESTAMPTZ => Rust::copied("jiff::Timestamp"),
        Type::DATE => Rust::copied("jiff::civil::Date"),
        Type::TIME => Rust::copied("jiff::civil::Time"),
        Type::NUMERIC => Rust::copied("rust_decimal::Decimal"),
        Type::JSONB | Type::JSON => Rust::of("serde_json::Value", "&serde_json::Value"),
        Type::BYTEA => Rust::of("Vec<u8>", "&[u8]"),
        Type::VOID => return Err("The statement answers nothing (void): make it :exec.".into()),
        _ => return Err(format!("The type {} has no counterpart: cast it, for example to text.", ty.name())),
    })
}

/// `lead_by_id` → `LeadById`.
pub fn camel(name: &str) -> String {
    let words = name.split('_').filter(|w| !w.is_empty());
    words.map(|w| w[..1].to_uppercase() + &w[1..]).collect()
}

const RAW: [&str; 38] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut",
    "override", "priv", "pub", "ref", "return", "static", "trait", "type", "typeof", "use",
];
const RAW_TOO: [&str; 10] =
    ["unsafe", "unsized", "virtual", "where", "while", "yield", "struct", "true", "false", "try"];

/// A column's or parameter's name as Rust writes it; `None` when it cannot be one.
pub fn ident(name: &str) -> Option<String> {
    if !super::file::is_snake(name) || ["self", "super", "crate"].contains(&name) {
        return None;
    }
    let raw = RAW.contains(&name) || RAW_TOO.contains(&name);
    Some(if raw { format!("r#{name}") } else { name.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_their_counterparts() {
        let lent = |ty| rust(&ty).map(|r| (r.owned, r.lent)).unwrap();
        assert_eq!(lent(Type::TEXT), ("String".into(), "&str".into()));
        assert_eq!(lent(Type::UUID_ARRAY), ("Vec<uuid::Uuid>".into(), "&[uuid::Uuid]".into()));
        assert_eq!(lent(Type::TEXT_ARRAY), ("Vec<String>".into(), "&[String]".into()));
        assert_eq!(lent(Type::BYTEA), ("Vec<u8>".into(), "&[u8]".into()));
        assert_eq!(lent(Type::TIMESTAMPTZ), ("jiff::Timestamp".into(), "jiff::Timestamp".into()));
        assert_eq!(rust(&Type::TEXT).unwrap().lent_for("'a"), "&'a str");
        assert!(rust(&Type::INET).unwrap_err().contains("cast"));
        let mood = Type::new("mood".into(), 99_999, Kind::Enum(vec![]), "public".into());
        assert!(rust(&mood).unwrap_err().contains("may not be used"));
    }

    #[test]
    fn names_become_rusts() {
        assert_eq!(camel("lead_by_id"), "LeadById");
        assert_eq!(ident("type").as_deref(), Some("r#type"));
        assert_eq!(ident("self"), None);
        assert_eq!(ident("?column?"), None);
    }
}
