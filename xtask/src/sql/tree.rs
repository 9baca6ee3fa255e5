//! Tokens with their brackets closed, and the small moves over them that the other parts share.

use super::token::{Kind, Token};

#[derive(Clone, Debug)]
pub enum Node {
    Leaf(Token),
    Group { round: bool, nodes: Vec<Node>, line: usize },
}

/// A column as written: `alias.column` or `column`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub alias: Option<String>,
    pub column: String,
}

impl Node {
    pub fn is_word(&self, word: &str) -> bool {
        matches!(self, Node::Leaf(t) if t.is_word(word))
    }
    pub fn is_sign(&self, sign: &str) -> bool {
        matches!(self, Node::Leaf(t) if t.is_sign(sign))
    }
    pub fn is_any_word(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.is_word(w))
    }
    /// The name that stands here, if one does.
    pub fn name(&self) -> Option<&str> {
        match self {
            Node::Leaf(t) if t.is_name() => Some(&t.text),
            _ => None,
        }
    }
    pub fn param(&self) -> Option<&Token> {
        match self {
            Node::Leaf(t) if matches!(t.kind, Kind::Param(_)) => Some(t),
            _ => None,
        }
    }
    pub fn group(&self) -> Option<&[Node]> {
        match self {
            Node::Group { round: true, nodes, .. } => Some(nodes),
            _ => None,
        }
    }
    pub fn line(&self) -> usize {
        match self {
            Node::Leaf(t) => t.line,
            Node::Group { line, .. } => *line,
        }
    }
}

/// Nests the tokens by their brackets; else the line and what is wrong there.
pub fn tree(tokens: &[Token]) -> Result<Vec<Node>, (usize, String)> {
    let mut open: Vec<(String, usize, Vec<Node>)> = vec![];
    let mut here: Vec<Node> = vec![];
    for token in tokens {
        match (token.kind, token.text.as_str()) {
            (Kind::Sign, "(" | "[") => {
                open.push((token.text.clone(), token.line, std::mem::take(&mut here)));
            }
            (Kind::Sign, ")" | "]") => {
                let (bracket, line, outer) =
                    open.pop().ok_or((token.line, "A bracket is closed that was not opened.".to_string()))?;
                if (bracket == "(") != (token.text == ")") {
                    return Err((token.line, "The brackets do not match.".into()));
                }
                let nodes = std::mem::replace(&mut here, outer);
                here.push(Node::Group { round: bracket == "(", nodes, line });
            }
            _ => here.push(Node::Leaf(token.clone())),
        }
    }
    match open.pop() {
        Some((_, line, _)) => Err((line, "The bracket is not closed.".into())),
        None => Ok(here),
    }
}

/// Splits at commas of this level.
pub fn by_comma(nodes: &[Node]) -> Vec<&[Node]> {
    if nodes.is_empty() { vec![] } else { nodes.split(|n| n.is_sign(",")).collect() }
}

/// Whether a bracket holds a statement of its own.
pub fn is_query(nodes: &[Node]) -> bool {
    match nodes.first() {
        Some(Node::Leaf(t)) => ["select", "with", "values", "insert", "update", "delete"].iter().any(|w| t.is_word(w)),
        Some(Node::Group { round: true, nodes: inner, .. }) => {
            is_query(inner) && (nodes.len() == 1 || nodes[1].is_any_word(&["union", "intersect", "except"]))
        }
        _ => false,
    }
}

/// The column these nodes are, and nothing but a column; a cast behind it is looked through.
pub fn reference(nodes: &[Node]) -> Option<Reference> {
    match without_cast(nodes) {
        [one] => match one {
            Node::Group { round: true, nodes, .. } => reference(nodes),
            _ => Some(Reference { alias: None, column: one.name()?.to_string() }),
        },
        [alias, dot, column] if dot.is_sign(".") => {
            Some(Reference { alias: Some(alias.name()?.to_string()), column: column.name()?.to_string() })
        }
        _ => None,
    }
}

/// The parameter these nodes are, and nothing but a parameter; a cast behind it is looked through.
pub fn parameter(nodes: &[Node]) -> Option<&Token> {
    match without_cast(nodes) {
        [one] => one.param().or_else(|| one.group().and_then(parameter)),
        _ => None,
    }
}

fn without_cast(nodes: &[Node]) -> &[Node] {
    match nodes.iter().position(|n| n.is_sign("::")) {
        Some(at) if nodes[at + 1..].iter().all(|n| n.name().is_some() || matches!(n, Node::Group { .. })) => {
            &nodes[..at]
        }
        _ => nodes,
    }
}

/// The equalities that hold wherever the condition holds: the parts joined by `and`, none that stands under an `or`.
pub fn equalities(condition: &[Node]) -> Vec<(&[Node], &[Node])> {
    if condition.iter().any(|n| n.is_word("or")) {
        return vec![];
    }
    let mut out = vec![];
    for part in conjuncts(condition) {
        if let [one] = part
            && let Some(inner) = one.group()
            && !is_query(inner)
        {
            out.extend(equalities(inner));
            continue;
        }
        if part.iter().any(|n| n.is_word("case")) {
            continue;
        }
        let signs: Vec<usize> = (0..part.len()).filter(|&i| part[i].is_sign("=")).collect();
        if let [at] = signs[..] {
            pair(&part[..at], &part[at + 1..], &mut out);
        }
    }
    out
}

/// One equality, or one for each position when both sides are rows.
pub fn pair<'a>(left: &'a [Node], right: &'a [Node], out: &mut Vec<(&'a [Node], &'a [Node])>) {
    if let ([l], [r]) = (left, right)
        && let (Some(l), Some(r)) = (l.group(), r.group())
        && !is_query(l)
        && !is_query(r)
    {
        out.extend(by_comma(l).into_iter().zip(by_comma(r)));
    } else {
        out.push((left, right));
    }
}

fn conjuncts(condition: &[Node]) -> Vec<&[Node]> {
    let (mut out, mut from, mut cases) = (vec![], 0, 0_usize);
    for (i, node) in condition.iter().enumerate() {
        if node.is_word("case") {
            cases += 1;
        } else if node.is_word("end") {
            cases = cases.saturating_sub(1);
        } else if node.is_word("and") && cases == 0 {
            out.push(&condition[from..i]);
            from = i + 1;
        }
    }
    out.push(&condition[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::token::tokens;

    fn nodes(source: &str) -> Vec<Node> {
        tree(&tokens(source, 1).unwrap()).unwrap()
    }

    #[test]
    fn only_what_always_holds_counts_as_an_equality() {
        assert_eq!(equalities(&nodes("a.x = b.x and (c = 1 and d = 2)")).len(), 3);
        assert_eq!(equalities(&nodes("(a.x, a.y) = (b.x, b.y)")).len(), 2);
        assert!(equalities(&nodes("a = 1 or b = 2")).is_empty());
        assert_eq!(equalities(&nodes("a = 1 and (b = 2 or c = 3)")).len(), 1);
        assert!(equalities(&nodes("case when a and b = 1 and c then d end")).is_empty());
    }

    #[test]
    fn references_and_parameters_are_seen_through_casts() {
        let expected = Reference { alias: Some("l".into()), column: "id".into() };
        assert_eq!(reference(&nodes("l.id")), Some(expected));
        assert_eq!(reference(&nodes("lower(l.id)")), None);
        assert_eq!(parameter(&nodes(":ids::uuid[]")).unwrap().text, "ids");
    }

    #[test]
    fn brackets_must_match() {
        assert!(tree(&tokens("(a", 1).unwrap()).is_err());
        assert!(tree(&tokens("a)", 1).unwrap()).is_err());
        assert!(tree(&tokens("(a]", 1).unwrap()).is_err());
    }
}
