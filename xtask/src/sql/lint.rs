//! The rules for statements that their text alone can break. Each says what is wrong and what to write instead.

use super::{
    catalogue::Catalogue,
    file::{Kind, Statement},
    shape::{Shape, Verb},
    token::{Kind as Lexeme, Token},
    tree::Node,
};

type Found = Vec<(usize, String)>;

/// Functions and keywords that read the clock or change settings, though PostgreSQL calls some of them stable.
const FORBIDDEN: [&str; 16] = [
    "now",
    "current_timestamp",
    "current_date",
    "current_time",
    "localtime",
    "localtimestamp",
    "transaction_timestamp",
    "statement_timestamp",
    "clock_timestamp",
    "timeofday",
    "random",
    "gen_random_uuid",
    "set_config",
    "nextval",
    "pg_notify",
    "app_now",
];

/// Everything wrong with one statement, as (line, sentence).
pub fn lint(statement: &Statement, tokens: &[Token], shape: &Shape, catalogue: &Catalogue) -> Found {
    let mut found = vec![];
    words(tokens, shape, catalogue, &mut found);
    stars(tokens, &mut found);
    inserts(shape, &mut found);
    rows(statement, shape, &mut found);
    let names_company = tokens.iter().any(|t| matches!(t.kind, Lexeme::Param(_)) && t.text == "company_id");
    if !statement.global && !names_company {
        found.push((
            statement.text_line,
            "The statement names no :company_id; one over global tables says global in its head.".into(),
        ));
    }
    found.extend(super::company::unnarrowed(shape, catalogue, statement.global));
    found
}

fn words(tokens: &[Token], shape: &Shape, catalogue: &Catalogue, found: &mut Found) {
    let reads_only = shape.blocks.iter().all(|b| matches!(b.verb, Verb::Select | Verb::Values));
    for (i, token) in tokens.iter().enumerate() {
        if token.is_sign(";") {
            found.push((token.line, "One statement stands below a head: end it once.".into()));
        }
        let Lexeme::Word { upper } = token.kind else { continue };
        if upper {
            found.push((token.line, format!("SQL is lower case: {}.", token.text)));
        }
        let called = tokens.get(i + 1).is_some_and(|t| t.is_sign("("));
        let qualified = i > 0 && tokens[i - 1].is_sign(".") && !(i > 1 && tokens[i - 2].is_word("pg_catalog"));
        let aliased = i > 0 && tokens[i - 1].is_word("as");
        let name = token.text.as_str();
        if name == "set_config" {
            found.push((token.line, "Settings belong to the engine: set_config may not be called.".into()));
        } else if !qualified
            && !aliased
            && (FORBIDDEN.contains(&name) && (called || name.starts_with("current_") || name.starts_with("local"))
                || called && catalogue.volatile.contains(name))
        {
            found.push((
                token.line,
                format!(
                    "{name} differs from call to call: pass the value in (times as :now, ids from the transaction)."
                ),
            ));
        } else if called && !reads_only && catalogue.writing.contains(name) {
            found.push((token.line, format!("{name} is volatile: it may not stand in a statement that writes.")));
        }
    }
    if tokens.first().is_some_and(|t| t.is_word("copy")) {
        found.push((tokens[0].line, "copy may not be used: insert rows with values.".into()));
    }
}

fn stars(tokens: &[Token], found: &mut Found) {
    for pair in tokens.windows(2) {
        let lists = [",", "."].iter().any(|s| pair[0].is_sign(s))
            || ["select", "distinct", "all", "returning"].iter().any(|w| pair[0].is_word(w));
        if pair[1].is_sign("*") && lists {
            found.push((pair[1].line, "Name the columns instead of *.".into()));
        }
    }
}

fn inserts(shape: &Shape, found: &mut Found) {
    let inserts = shape.blocks.iter().any(|b| b.verb == Verb::Insert);
    let writes = |verb| matches!(verb, Verb::Insert | Verb::Update | Verb::Delete);
    for block in &shape.blocks {
        if block.verb == Verb::Insert && (block.clause("select").is_some() || block.clause("with").is_some()) {
            found.push((
                block.line,
                "insert … select may not be used: read the rows, then insert them with values.".into(),
            ));
        }
        let beside_insert = shape.blocks.iter().any(|b| b.verb == Verb::Insert && !std::ptr::eq(b, block));
        if inserts && block.named && writes(block.verb) && beside_insert {
            found.push((block.line, "A with query that writes may not stand in a statement that inserts.".into()));
        }
        let sets = block.clause("set").map(|c| super::tree::by_comma(&c.nodes)).unwrap_or_default();
        if sets.iter().any(|s| s.first().is_some_and(|n| n.is_word("company_id"))) {
            found.push((block.line, "A row never changes its company: company_id may not be set.".into()));
        }
    }
}

fn rows(statement: &Statement, shape: &Shape, found: &mut Found) {
    for block in &shape.blocks {
        for word in ["limit", "fetch"] {
            let Some(clause) = block.clause(word) else { continue };
            let literal = matches!(clause.nodes.as_slice(), [Node::Leaf(t)] if t.kind == Lexeme::Number);
            if word == "fetch" || !literal {
                found.push((clause.line, "The limit must be a number: limit 200.".into()));
            }
        }
    }
    let Some(last) = shape.blocks.get(shape.last) else { return };
    if !matches!(last.verb, Verb::Select | Verb::Values) {
        return;
    }
    let line = statement.line;
    let mut want = |ok: bool, message: &str| {
        if !ok {
            found.push((line, message.into()));
        }
    };
    match statement.kind {
        Kind::Many => {
            want(
                last.clause("limit").is_some() || last.clause("fetch").is_some(),
                "A :many statement must have a limit.",
            );
            want(last.clause("order").is_some(), "A :many statement must have an order by.");
        }
        Kind::List => {
            let open = ["group", "having", "window", "order", "limit", "offset", "for"];
            want(shape.main == shape.last, "A :list statement is one select, without union.");
            want(
                last.clause("where").is_some(),
                "A :list statement must have a where: the engine adds its filters there.",
            );
            want(
                open.iter().all(|w| last.clause(w).is_none()),
                "A :list statement ends with its where: order, limit and the rest come from the engine.",
            );
        }
        _ => {}
    }
}

#[cfg(test)]
#[path = "lint_tests.rs"]
mod tests;
