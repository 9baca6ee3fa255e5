//! The shape of a statement: its blocks (each select, insert, update or delete in it), the relations each of them
//! names, and the conditions that always hold. PostgreSQL has the last word on syntax; this only finds its way.

use std::collections::BTreeSet;

use super::{
    from,
    tree::{Node, Reference, is_query},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Select,
    Values,
    Insert,
    Update,
    Delete,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A table or view, as the catalogue calls it (with its schema only when that was written).
    Table(String),
    /// A statement in brackets or a `with` query: checked by itself.
    Derived,
    Function,
    /// The row an upsert could not insert.
    Excluded(String),
}

/// One table, view, query or function as a block names it.
#[derive(Clone, Debug)]
pub struct Relation {
    pub source: Source,
    pub alias: String,
    pub block: usize,
    /// On the side of an outer join that may be missing, or inside a query that is.
    pub outer: bool,
    pub line: usize,
}

#[derive(Clone, Debug)]
pub struct Clause {
    pub word: String,
    /// What stands behind the word.
    pub nodes: Vec<Node>,
    pub line: usize,
}

/// What always holds in a block.
#[derive(Clone, Debug)]
pub struct Condition {
    pub nodes: Vec<Node>,
    pub block: usize,
    /// The relations the condition narrows; `None`: all of the block.
    pub narrows: Option<Vec<usize>>,
}

#[derive(Clone, Debug)]
pub struct Block {
    pub verb: Verb,
    pub parent: Option<usize>,
    pub relations: Vec<usize>,
    pub clauses: Vec<Clause>,
    /// Inside a query on the nullable side of an outer join.
    pub outer: bool,
    /// The body of a `with` query.
    pub named: bool,
    pub line: usize,
}

impl Block {
    pub fn clause(&self, word: &str) -> Option<&Clause> {
        self.clauses.iter().find(|c| c.word == word)
    }
}

#[derive(Clone, Debug, Default)]
pub struct Shape {
    pub blocks: Vec<Block>,
    pub relations: Vec<Relation>,
    pub conditions: Vec<Condition>,
    /// The statement's own first and last leg (two only around union, intersect, except).
    pub main: usize,
    pub last: usize,
    /// Whether any union, intersect or except stands in it.
    pub combined: bool,
    named: BTreeSet<String>,
}

/// Finds the shape; else the line and what could not be understood there.
pub fn shape(nodes: &[Node]) -> Result<Shape, (usize, String)> {
    let mut shape = Shape::default();
    let (main, last) = shape.statement(nodes, None, false, false)?;
    (shape.main, shape.last) = (main, last);
    Ok(shape)
}

const COMBINE: [&str; 3] = ["union", "intersect", "except"];

impl Shape {
    /// The relation a column belongs to, looked for from the block outwards. `has` tells whether a relation has a
    /// column; it decides only where no alias is written.
    pub fn resolve(&self, at: &Reference, block: usize, has: impl Fn(&Relation, &str) -> bool) -> Option<usize> {
        let mut block = Some(block);
        while let Some(b) = block {
            let mut fitting = self.blocks[b].relations.iter().copied().filter(|&r| {
                let relation = &self.relations[r];
                match &at.alias {
                    Some(alias) => relation.alias == *alias,
                    None => !matches!(relation.source, Source::Excluded(_)) && has(relation, &at.column),
                }
            });
            if let Some(found) = fitting.next() {
                return Some(found);
            }
            block = self.blocks[b].parent;
        }
        None
    }

    pub fn add(&mut self, source: Source, alias: &str, block: usize, line: usize) -> usize {
        let outer = self.blocks[block].outer;
        self.relations.push(Relation { source, alias: alias.into(), block, outer, line });
        self.blocks[block].relations.push(self.relations.len() - 1);
        self.relations.len() - 1
    }

    /// A name behind `from` is a `with` query where there is one of that name, else a table or view.
    pub fn named_source(&self, name: &str) -> Source {
        if self.named.contains(name) { Source::Derived } else { Source::Table(name.into()) }
    }

    /// Marks relations as possibly missing, with all that stands in their queries.
    pub fn mark_outer(&mut self, relations: &[usize], bodies: &[usize]) {
        for &r in relations {
            self.relations[r].outer = true;
        }
        for b in 0..self.blocks.len() {
            if bodies.contains(&b) || self.blocks[b].parent.is_some_and(|p| bodies.contains(&p) && self.blocks[p].outer)
            {
                self.blocks[b].outer = true;
                for r in self.blocks[b].relations.clone() {
                    self.relations[r].outer = true;
                }
            }
        }
    }

    pub fn statement(
        &mut self,
        nodes: &[Node],
        parent: Option<usize>,
        outer: bool,
        named: bool,
    ) -> Result<(usize, usize), (usize, String)> {
        let rest = self.with(nodes)?;
        let line = rest.first().map_or(0, Node::line);
        let mut legs = vec![];
        let mut from = 0;
        for (i, node) in rest.iter().enumerate() {
            if node.is_any_word(&COMBINE) {
                legs.push(&rest[from..i]);
                let quantified = rest.get(i + 1).is_some_and(|n| n.is_any_word(&["all", "distinct"]));
                from = i + 1 + usize::from(quantified);
                self.combined = true;
            }
        }
        legs.push(rest.get(from..).unwrap_or_default());
        let mut ends = None;
        for leg in legs {
            let (first, last) = match leg.first().and_then(Node::group) {
                Some(inner) if is_query(inner) => {
                    let ends = self.statement(inner, parent, outer, named)?;
                    self.blocks[ends.1]
                        .clauses
                        .extend(clauses(&leg[1..], &["order", "limit", "offset", "fetch", "for"]));
                    ends
                }
                _ => {
                    let one = self.block(leg, parent, outer, named)?;
                    (one, one)
                }
            };
            ends = Some((ends.map_or(first, |(f, _)| f), last));
        }
        ends.ok_or((line, "There is no statement here.".into()))
    }

    fn with<'a>(&mut self, nodes: &'a [Node]) -> Result<&'a [Node], (usize, String)> {
        if !nodes.first().is_some_and(|n| n.is_word("with")) {
            return Ok(nodes);
        }
        let mut i = 1 + usize::from(nodes.get(1).is_some_and(|n| n.is_word("recursive")));
        loop {
            let name = nodes.get(i).and_then(Node::name);
            let line = nodes.get(i).map_or(0, Node::line);
            let body = nodes.get(i..).and_then(|rest| {
                let at = rest.iter().position(|n| n.is_word("as"))?;
                rest[at..].iter().position(|n| n.group().is_some()).map(|g| i + at + g)
            });
            let (Some(name), Some(body)) = (name, body) else {
                return Err((line, "The with query is not understood.".into()));
            };
            self.named.insert(name.into());
            self.statement(nodes[body].group().unwrap_or_default(), None, false, true)?;
            i = body + 1;
            if !nodes.get(i).is_some_and(|n| n.is_sign(",")) {
                return Ok(&nodes[i..]);
            }
            i += 1;
        }
    }

    fn block(
        &mut self,
        nodes: &[Node],
        parent: Option<usize>,
        outer: bool,
        named: bool,
    ) -> Result<usize, (usize, String)> {
        let line = nodes.first().map_or(0, Node::line);
        let (verb, words): (Verb, &[&str]) = match nodes.first() {
            Some(n) if n.is_word("select") => (
                Verb::Select,
                &["select", "from", "where", "group", "having", "window", "order", "limit", "offset", "fetch", "for"],
            ),
            Some(n) if n.is_word("values") => (Verb::Values, &["values", "order", "limit", "offset"]),
            Some(n) if n.is_word("insert") => {
                (Verb::Insert, &["insert", "values", "select", "with", "conflict", "set", "where", "returning"])
            }
            Some(n) if n.is_word("update") => (Verb::Update, &["update", "set", "from", "where", "returning"]),
            Some(n) if n.is_word("delete") => (Verb::Delete, &["delete", "using", "where", "returning"]),
            _ => return Err((line, "A statement begins with select, insert, update, delete or with.".into())),
        };
        let clauses = clauses(nodes, words);
        self.blocks.push(Block { verb, parent, relations: vec![], clauses, outer, named, line });
        let block = self.blocks.len() - 1;
        self.relate(block, verb)?;
        Ok(block)
    }

    fn relate(&mut self, block: usize, verb: Verb) -> Result<(), (usize, String)> {
        let clauses = self.blocks[block].clauses.clone();
        for clause in &clauses {
            match (verb, clause.word.as_str()) {
                (_, "from") | (Verb::Delete, "using") => from::relations(self, block, &clause.nodes)?,
                (Verb::Update, "update") => from::target(self, block, &clause.nodes)?,
                (Verb::Delete, "delete") | (Verb::Insert, "insert") => {
                    from::target(self, block, clause.nodes.get(1..).unwrap_or_default())?;
                }
                (_, "where") => {
                    self.conditions.push(Condition { nodes: clause.nodes.clone(), block, narrows: None });
                    self.nested(&clause.nodes, block)?;
                }
                _ => self.nested(&clause.nodes, block)?,
            }
        }
        Ok(())
    }

    /// Statements in brackets below these nodes.
    pub fn nested(&mut self, nodes: &[Node], block: usize) -> Result<(), (usize, String)> {
        for node in nodes {
            let Node::Group { nodes: inner, .. } = node else { continue };
            if is_query(inner) {
                let outer = self.blocks[block].outer;
                self.statement(inner, Some(block), outer, false)?;
            } else {
                self.nested(inner, block)?;
            }
        }
        Ok(())
    }
}

fn clauses(nodes: &[Node], words: &[&str]) -> Vec<Clause> {
    let mut out: Vec<Clause> = vec![];
    for (i, node) in nodes.iter().enumerate() {
        let before = i.checked_sub(1).map(|b| &nodes[b]);
        let begins = node.is_any_word(words)
            && !before.is_some_and(|b| {
                b.is_sign(".") || b.is_word("as") || b.is_word("within") || (node.is_word("from") && b.is_word("distinct"))
            })
            // `for update`, `do update`, `for no key update`: the verb only begins its own statement.
            && (i == 0 || !node.is_any_word(&["update", "insert", "delete"]));
        match (begins, node, out.last_mut()) {
            (true, Node::Leaf(token), _) => {
                if token.text == "conflict"
                    && let Some(previous) = out.last_mut()
                {
                    previous.nodes.pop();
                }
                out.push(Clause { word: token.text.clone(), nodes: vec![], line: token.line });
            }
            (_, _, Some(clause)) => clause.nodes.push(node.clone()),
            _ => {}
        }
    }
    out
}
