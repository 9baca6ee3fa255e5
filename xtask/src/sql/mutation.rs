//! The test of the linter: every statement of the product is broken in each way that would open it to other
//! companies, let it run without end or reach into another module, and the linter must see each.

use std::collections::BTreeMap;

use super::{
    Source, catalogue::Catalogue, describe, file, file::Kind, file::Statement, lint, owners::Owners, shape, sources,
    token, token::Kind as Lexeme, token::Token, tree,
};
use crate::database::Database;

/// Ends a condition or an order at the level of the statement.
const NEXT: [&str; 12] =
    ["order", "limit", "group", "having", "window", "offset", "for", "returning", "union", "intersect", "except", "on"];

/// Statements that stay sound when one predicate goes, and why.
const SOUND_WITHOUT: [(&str, &str); 3] = [
    ("crates/access/queries/role.sql holders", "its predicates say it twice, any one of them is enough"),
    ("crates/access/queries/platform.sql access_log", "the super admins' log stands outside of companies"),
    ("crates/access/queries/platform.sql insert_access_log", "the super admins' log names the company it is about"),
];

/// A way to break statements: what it is called, and the broken texts of one statement.
type Breaking = (&'static str, fn(&Statement, &[Token]) -> Vec<String>);

const BREAKINGS: [Breaking; 10] = [
    ("a company's predicate dropped", |s, t| predicates(t).map(|(from, to)| cut(&s.text, from, to, "true")).collect()),
    ("another company's id asked for", |s, t| {
        parameters(t, "company_id").map(|p| cut(&s.text, p.start, p.end, ":other_company")).collect()
    }),
    ("a condition that always holds", |s, t| {
        words(t, "where").filter(|w| narrows(w, t)).map(|w| cut(&s.text, w.end, w.end, " true or")).collect()
    }),
    ("the limit dropped", |s, t| if s.kind == Kind::Many { without(s, t, "limit") } else { vec![] }),
    ("the order dropped", |s, t| if s.kind == Kind::Many { without(s, t, "order") } else { vec![] }),
    ("the limit chosen by the caller", |s, t| {
        let limits = t.windows(2).filter(|w| w[0].is_word("limit"));
        limits.map(|w| cut(&s.text, w[1].start, w[1].end, ":most")).collect()
    }),
    ("every column", |s, t| {
        let plain = t.windows(2).filter(|w| w[0].is_word("select") && !w[1].is_word("distinct"));
        plain.map(|w| cut(&s.text, w[0].end, w[0].end, " *,")).collect()
    }),
    ("the database's clock", |s, t| {
        parameters(t, "now").map(|p| cut(&s.text, p.start, p.end, "clock_timestamp()")).collect()
    }),
    ("a row moved to another company", |s, t| {
        words(t, "set").map(|w| cut(&s.text, w.end, w.end, " company_id = :other_company,")).collect()
    }),
    ("a second statement", |s, _| vec![format!("{}; delete from customer", s.text)]),
];

fn cut(text: &str, from: usize, to: usize, by: &str) -> String {
    format!("{}{by}{}", &text[..from], &text[to..])
}

fn words<'a>(tokens: &'a [Token], word: &'a str) -> impl Iterator<Item = &'a Token> {
    tokens.iter().filter(move |t| t.is_word(word))
}

fn parameters<'a>(tokens: &'a [Token], name: &'a str) -> impl Iterator<Item = &'a Token> {
    tokens.iter().filter(move |t| matches!(t.kind, Lexeme::Param(_)) && t.text == name)
}

/// The byte ranges of `alias.company_id = …` and `c.id = :company_id`.
fn predicates(tokens: &[Token]) -> impl Iterator<Item = (usize, usize)> {
    let signs = (1..tokens.len()).filter(|&i| tokens[i].is_sign("="));
    signs.filter_map(|at| {
        let (left, right) = (before(tokens, at)?, after(tokens, at)?);
        // The table of companies is told apart by its own id.
        let told = tokens[left..=right].iter().any(|t| t.text == "company_id");
        // What a row is set to is no predicate.
        let sets = left > 0 && (tokens[left - 1].is_word("set") || tokens[left - 1].is_sign(","));
        (told && !sets).then(|| (tokens[left].start, tokens[right].end))
    })
}

fn before(tokens: &[Token], at: usize) -> Option<usize> {
    let qualified = at >= 3 && tokens[at - 2].is_sign(".");
    Some(if qualified { at - 3 } else { at.checked_sub(1)? })
}

fn after(tokens: &[Token], at: usize) -> Option<usize> {
    let qualified = tokens.get(at + 2).is_some_and(|t| t.is_sign("."));
    Some(if qualified { at + 3 } else { at + 1 }).filter(|end| *end < tokens.len())
}

/// The tokens behind `from` that stand at its own level, up to the word that ends its clause.
fn clause<'a>(from: &Token, tokens: &'a [Token]) -> Vec<&'a Token> {
    let (mut depth, mut out) = (0_i32, vec![]);
    for token in tokens.iter().filter(|t| t.start >= from.end) {
        depth += i32::from(token.is_sign("(")) - i32::from(token.is_sign(")"));
        if depth < 0 || depth == 0 && NEXT.iter().any(|w| token.is_word(w)) {
            break;
        }
        out.push(token);
    }
    out
}

/// Whether the condition behind this `where` says something of the company at its own level.
fn narrows(word: &Token, tokens: &[Token]) -> bool {
    let inside = clause(word, tokens);
    let mut depth = 0;
    inside.iter().any(|t| {
        depth += i32::from(t.is_sign("(")) - i32::from(t.is_sign(")"));
        depth == 0 && t.is_name() && t.text == "company_id"
    })
}

/// The statement without its own last clause of this word.
fn without(statement: &Statement, tokens: &[Token], word: &str) -> Vec<String> {
    let mut depth = 0;
    let own = tokens.iter().filter(|t| {
        depth += i32::from(t.is_sign("(")) - i32::from(t.is_sign(")"));
        depth == 0 && t.is_word(word)
    });
    let Some(start) = own.last() else { return vec![] };
    let end = clause(start, tokens).last().map_or(start.end, |t| t.end);
    vec![cut(&statement.text, start.start, end, "")]
}

/// Everything the linter says of this text, standing where the statement stands.
fn said(statement: &Statement, text: &str, source: &Source, catalogue: &Catalogue, owners: &Owners) -> Vec<String> {
    let broken = Statement { text: text.into(), ..statement.clone() };
    let tokens = match token::tokens(text, statement.text_line) {
        Ok(tokens) => tokens,
        Err((_, sentence)) => return vec![sentence],
    };
    let shape = match tree::tree(&tokens).and_then(|nodes| shape::shape(&nodes)) {
        Ok(shape) => shape,
        Err((_, sentence)) => return vec![format!("not understood: {sentence}")],
    };
    let mut found = lint::lint(&broken, &tokens, &shape, catalogue);
    found.extend(owners.foreign(&source.module, &shape));
    found.into_iter().map(|(_, sentence)| sentence).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_statement_broken_in_every_way_is_seen() {
    let root = crate::root();
    let database = Database::migrated(&root).await.unwrap();
    let mut catalogue = Catalogue::read(&database.client).await.unwrap();
    describe::views(&database.client, &mut catalogue).await.unwrap();
    database.stop().await.unwrap();
    let owners = Owners::read(&root).unwrap();
    let (mut tried, mut unseen) = (BTreeMap::<&str, usize>::new(), vec![]);
    for source in sources(&root).unwrap() {
        for statement in file::statements(&source.file, &source.text).0 {
            let place = format!("{} {}", source.file, statement.name);
            let sound = said(&statement, &statement.text, &source, &catalogue, &owners);
            assert_eq!(sound, Vec::<String>::new(), "{place}");
            let tokens = token::tokens(&statement.text, statement.text_line).unwrap();
            for (name, breaking) in BREAKINGS {
                for text in breaking(&statement, &tokens) {
                    *tried.entry(name).or_default() += 1;
                    let found = said(&statement, &text, &source, &catalogue, &owners);
                    // Only two statements at once need not be understood: a broken condition has to be.
                    let understood = found.iter().all(|s| !s.starts_with("not understood"));
                    assert!(understood || name == "a second statement", "{place}, {name}: {found:?}\n{text}");
                    if found.is_empty() {
                        unseen.push((place.clone(), format!("{name}: {text}")));
                    }
                }
            }
        }
    }
    for (place, why) in SOUND_WITHOUT {
        assert!(unseen.iter().any(|(p, _)| p == place), "{place} ({why}): the exception is out of date");
    }
    unseen.retain(|(place, _)| SOUND_WITHOUT.iter().all(|(sound, _)| sound != place));
    assert!(unseen.is_empty(), "unseen: {unseen:#?}");
    for (name, _) in BREAKINGS {
        let times = tried.get(name).copied().unwrap_or_default();
        assert!(times >= 50, "{name}: tried {times} times only");
    }
}
