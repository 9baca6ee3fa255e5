//! What a statement's parameters mean: the column each is compared with or stored in tells its id type and
//! whether it may be NULL.

use super::{
    catalogue::Catalogue,
    company::columns,
    shape::{Relation, Shape, Source, Verb},
    token::{Kind, Mark, Token},
    tree::{Node, Reference, by_comma, is_query, parameter, reference},
};

/// What is known of a parameter from everywhere it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// Tables whose ids it is compared with or stored as; more than one is a mistake.
    pub id_of: Vec<String>,
    pub nullable: bool,
}

/// Parameters in the order of their numbers: the company first, then as they first appear.
pub fn order(tokens: &[Token]) -> Vec<String> {
    let mut out: Vec<String> = vec![];
    for token in tokens.iter().filter(|t| matches!(t.kind, Kind::Param(_))) {
        if !out.contains(&token.text) {
            match token.text.as_str() {
                "company_id" => out.insert(0, token.text.clone()),
                _ => out.push(token.text.clone()),
            }
        }
    }
    out
}

/// The meaning of the parameter `name`.
pub fn meaning(name: &str, tokens: &[Token], shape: &Shape, catalogue: &Catalogue) -> Meaning {
    let mut finder = Finder { name, shape, catalogue, out: Meaning::default() };
    for index in 0..shape.blocks.len() {
        finder.block(index);
    }
    let mut out = finder.out;
    let marks = || tokens.iter().filter(|t| t.text == name).map(|t| t.kind);
    if marks().any(|k| k == Kind::Param(Mark::Nullable)) {
        out.nullable = true;
    } else if marks().any(|k| k == Kind::Param(Mark::NotNull)) {
        out.nullable = false;
    }
    out
}

struct Finder<'a> {
    name: &'a str,
    shape: &'a Shape,
    catalogue: &'a Catalogue,
    out: Meaning,
}

const COMPARISONS: [&str; 7] = ["=", "<>", "!=", "<", ">", "<=", ">="];

impl Finder<'_> {
    fn block(&mut self, index: usize) {
        let block = &self.shape.blocks[index];
        for clause in &block.clauses {
            match (block.verb, clause.word.as_str()) {
                (Verb::Insert, "values") => {
                    let columns = columns(block.clause("insert").map_or(&[], |c| &c.nodes)).unwrap_or_default();
                    for row in by_comma(&clause.nodes) {
                        let values = row.first().and_then(Node::group).map(by_comma).unwrap_or_default();
                        for (column, value) in columns.iter().zip(values) {
                            self.assigned(column, value, index);
                        }
                    }
                }
                (Verb::Insert | Verb::Update, "set") => {
                    for part in by_comma(&clause.nodes) {
                        self.set(part, index);
                    }
                }
                _ => self.walk(&clause.nodes, index, None),
            }
        }
    }

    fn set(&mut self, part: &[Node], block: usize) {
        let Some((target, value)) = part.split_first().filter(|(_, v)| v.first().is_some_and(|n| n.is_sign("=")))
        else {
            return self.walk(part, block, None);
        };
        let value = &value[1..];
        match (target.group(), value) {
            (Some(targets), [one]) if one.group().is_some_and(|v| !is_query(v)) => {
                for (column, value) in by_comma(targets).into_iter().zip(by_comma(one.group().unwrap_or_default())) {
                    if let Some(column) = column.first().and_then(Node::name) {
                        self.assigned(column, value, block);
                    }
                }
            }
            _ => match target.name() {
                Some(column) => self.assigned(column, value, block),
                None => self.walk(value, block, None),
            },
        }
    }

    /// A value stored in a column of the block's target.
    fn assigned(&mut self, column: &str, value: &[Node], block: usize) {
        if parameter(value).is_none_or(|p| p.text != self.name) {
            return self.walk(value, block, None);
        }
        let target = self.shape.blocks[block].relations.first().map(|&r| &self.shape.relations[r]);
        let Some(target) = target else { return };
        self.is(target, column);
        if let Some(table) = self.table(target)
            && table.column(column).is_some_and(|(_, c)| !c.not_null)
        {
            self.out.nullable = true;
        }
    }

    fn walk(&mut self, nodes: &[Node], block: usize, inherited: Option<&Reference>) {
        for (i, node) in nodes.iter().enumerate() {
            match node {
                Node::Leaf(token) if matches!(token.kind, Kind::Param(_)) && token.text == self.name => {
                    if let Some(at) = beside(nodes, i).or_else(|| inherited.cloned()) {
                        self.compared(&at, block);
                    }
                }
                Node::Group { nodes: inner, .. } if !is_query(inner) => {
                    self.rows(nodes, i, block);
                    let listed = i.checked_sub(1).filter(|&b| nodes[b].is_word("in"));
                    let listed = listed.and_then(|b| {
                        let end = if b > 0 && nodes[b - 1].is_word("not") { b - 1 } else { b };
                        ending(nodes, end)
                    });
                    let alone = parameter(inner).is_some().then(|| beside(nodes, i)).flatten();
                    self.walk(inner, block, listed.or(alone).as_ref());
                }
                _ => {}
            }
        }
    }

    /// `(a, b) = (:a, :b)`.
    fn rows(&mut self, nodes: &[Node], i: usize, block: usize) {
        let [Some(left), Some(sign), Some(right)] = [0, 1, 2].map(|k| nodes.get(i + k)) else { return };
        let (Some(left), Some(right)) = (left.group(), right.group()) else { return };
        if !COMPARISONS.iter().any(|s| sign.is_sign(s)) || is_query(right) {
            return;
        }
        for (l, r) in by_comma(left).into_iter().zip(by_comma(right)) {
            for (one, other) in [(l, r), (r, l)] {
                if parameter(one).is_some_and(|p| p.text == self.name)
                    && let Some(at) = reference(other)
                {
                    self.compared(&at, block);
                }
            }
        }
    }

    fn compared(&mut self, at: &Reference, block: usize) {
        let has = |r: &Relation, column: &str| self.table(r).is_some_and(|t| t.column(column).is_some());
        if let Some(found) = self.shape.resolve(at, block, has) {
            self.is(&self.shape.relations[found], &at.column);
        }
    }

    fn is(&mut self, relation: &Relation, column: &str) {
        let Some(table) = self.table(relation) else { return };
        let Some((number, _)) = table.column(column) else { return };
        if let Some(id_of) = self.catalogue.id_of(table.oid, number)
            && !self.out.id_of.iter().any(|t| t == id_of)
        {
            self.out.id_of.push(id_of.to_string());
        }
    }

    fn table(&self, relation: &Relation) -> Option<&super::catalogue::Table> {
        match &relation.source {
            Source::Table(name) | Source::Excluded(name) => self.catalogue.table(name),
            _ => None,
        }
    }
}

/// The column on the other side of a comparison with what stands at `i`.
fn beside(nodes: &[Node], i: usize) -> Option<Reference> {
    let compares = |n: &Node| COMPARISONS.iter().any(|s| n.is_sign(s));
    let before = |k: usize| i.checked_sub(k).map(|at| &nodes[at]);
    if before(1).is_some_and(compares) {
        return ending(nodes, i - 1);
    }
    if before(1).is_some_and(|n| n.is_word("from")) && before(2).is_some_and(|n| n.is_word("distinct")) {
        let end = if before(3).is_some_and(|n| n.is_word("not")) { i.checked_sub(4)? } else { i.checked_sub(3)? };
        return ending(nodes, end);
    }
    let mut after = i + 1;
    while nodes.get(after).is_some_and(|n| n.is_sign("::")) {
        after += 2;
        while nodes.get(after).is_some_and(|n| matches!(n, Node::Group { .. })) {
            after += 1;
        }
    }
    if nodes.get(after).is_some_and(compares) {
        return [3, 1].iter().find_map(|len| nodes.get(after + 1..after + 1 + len).and_then(reference));
    }
    None
}

/// The column whose last node stands before `end`.
fn ending(nodes: &[Node], end: usize) -> Option<Reference> {
    let long = end.checked_sub(3).map(|from| &nodes[from..end]).filter(|n| n[1].is_sign("."));
    long.and_then(reference).or_else(|| end.checked_sub(1).and_then(|from| reference(&nodes[from..end])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::{catalogue::sample::catalogue, shape::shape, token::tokens, tree::tree};

    fn of(source: &str, name: &str) -> (Vec<String>, bool) {
        let tokens = tokens(source, 1).unwrap();
        let shape = shape(&tree(&tokens).unwrap()).unwrap();
        let m = meaning(name, &tokens, &shape, &catalogue());
        (m.id_of, m.nullable)
    }
    fn is(source: &str, name: &str, table: &str, nullable: bool) {
        let tables: Vec<String> = Some(table).filter(|t| !t.is_empty()).map(String::from).into_iter().collect();
        assert_eq!(of(source, name), (tables, nullable), "{source}");
    }

    #[test]
    fn the_company_is_first() {
        let tokens = tokens("a = :x and b = :company_id and c = :x and d = :y", 1).unwrap();
        assert_eq!(order(&tokens), ["company_id", "x", "y"]);
    }

    #[test]
    fn comparisons_tell_ids() {
        is("select 1 from lead l where l.id = :x", "x", "lead", false);
        is("select 1 from lead l where :x::uuid = l.customer_id", "x", "customer", false);
        is("select 1 from lead l where l.customer_id is not distinct from :x", "x", "customer", false);
        is("select 1 from lead where customer_id in (:x, :y)", "y", "customer", false);
        is("select 1 from lead l where (l.company_id, l.id) = (:company_id, :x)", "x", "lead", false);
        is("select 1 from lead l where (l.id, l.score) > (:x, :y)", "x", "lead", false);
        is("select 1 from lead l where l.status = :x", "x", "", false);
        is("select 1 from lead l where exists (select 1 from customer c where c.id = :x)", "x", "customer", false);
        is("select 1 from lead l join customer c on c.id = :x where l.id = :x", "nothing", "", false);
        assert_eq!(of("select 1 from lead l join customer c on c.id = :x where l.id = :x", "x").0.len(), 2);
    }

    #[test]
    fn stored_values_tell_ids_and_nulls() {
        let insert =
            "insert into lead (company_id, id, customer_id, note, status) values (:company_id, :a, :b, :c::text, :d)";
        is(insert, "a", "lead", false);
        is(insert, "b", "customer", true);
        is(insert, "c", "", true);
        is(insert, "d", "", false);
        let update = "update lead set customer_id = :a, note = coalesce(:b, note), status = :c, (score, note) = (:d, 'x') where id = :id";
        is(update, "a", "customer", true);
        is(update, "b", "", false);
        is(update, "c", "", false);
        is(update, "d", "", true);
        is(update, "id", "lead", false);
    }

    #[test]
    fn marks_go_before_what_is_inferred() {
        is("update lead set note = :a! where id = :id", "a", "", false);
        is("select 1 from lead l where (:a?::text is null or l.status = :a)", "a", "", true);
    }
}
