//! Reads the relations behind `from`, `using`, `update`, `insert into` and `delete from`, with their joins.

use super::{
    shape::{Condition, Shape, Source},
    tree::{Node, is_query},
};

type Outcome<T> = Result<T, (usize, String)>;

/// Which sides of a join may be missing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    Inner,
    Left,
    Right,
    Full,
}

/// What one item of a `from` brought: its relations, and the blocks of its queries.
#[derive(Clone, Default)]
struct Item {
    relations: Vec<usize>,
    bodies: Vec<usize>,
}

/// The target of an insert, update or delete: `name [as] [alias]`, for an insert with the row that stood in the way.
pub fn target(shape: &mut Shape, block: usize, nodes: &[Node]) -> Outcome<()> {
    let line = nodes.first().map_or(0, Node::line);
    let (name, used) = table_name(nodes).ok_or((line, "The table to change is not understood.".to_string()))?;
    let (alias, _) = alias(&nodes[used..]);
    let alias = alias.unwrap_or_else(|| bare(&name).to_string());
    shape.add(Source::Table(name.clone()), &alias, block, line);
    if shape.blocks[block].verb == super::shape::Verb::Insert {
        shape.add(Source::Excluded(name), "excluded", block, line);
    }
    Ok(())
}

/// All relations of a `from` or `using` list.
pub fn relations(shape: &mut Shape, block: usize, nodes: &[Node]) -> Outcome<()> {
    for list in super::tree::by_comma(nodes) {
        joined(shape, block, list)?;
    }
    Ok(())
}

fn joined(shape: &mut Shape, block: usize, nodes: &[Node]) -> Outcome<Item> {
    let (mut all, mut i) = (Item::default(), 0);
    let mut join = Join::Inner;
    while i < nodes.len() {
        let (item, used) = primary(shape, block, &nodes[i..])?;
        i += used;
        if matches!(join, Join::Left | Join::Full) {
            shape.mark_outer(&item.relations, &item.bodies);
        }
        if matches!(join, Join::Right | Join::Full) {
            shape.mark_outer(&all.relations, &all.bodies);
        }
        let end = (i..nodes.len()).find(|&k| join_at(&nodes[k..]).is_some()).unwrap_or(nodes.len());
        condition(shape, block, &nodes[i..end], join, &all, &item)?;
        all.relations.extend(&item.relations);
        all.bodies.extend(&item.bodies);
        i = end;
        if let Some((next, words)) = nodes.get(i..).and_then(join_at) {
            join = next;
            i += words;
        }
    }
    Ok(all)
}

/// The join that begins here, and how many words say so.
fn join_at(nodes: &[Node]) -> Option<(Join, usize)> {
    let at = nodes.iter().take(4).position(|n| n.is_word("join"))?;
    let mut join = Join::Inner;
    for word in &nodes[..at] {
        match () {
            () if word.is_word("left") => join = Join::Left,
            () if word.is_word("right") => join = Join::Right,
            () if word.is_word("full") => join = Join::Full,
            () if word.is_any_word(&["inner", "cross", "natural", "outer"]) => {}
            () => return None,
        }
    }
    Some((join, at + 1))
}

/// `on …` or `using (…)` behind a joined relation.
fn condition(shape: &mut Shape, block: usize, nodes: &[Node], join: Join, left: &Item, right: &Item) -> Outcome<()> {
    let Some(first) = nodes.first() else { return Ok(()) };
    let mut narrowed = vec![];
    if matches!(join, Join::Inner | Join::Left) {
        narrowed.extend(&right.relations);
    }
    if matches!(join, Join::Inner | Join::Right) {
        narrowed.extend(&left.relations);
    }
    if first.is_word("using") {
        let line = first.line();
        return Err((line, "Write the join's columns out (on a.x = b.x) instead of using (x).".into()));
    }
    if !first.is_word("on") {
        return Err((first.line(), "The join is not understood.".into()));
    }
    shape.nested(&nodes[1..], block)?;
    shape.conditions.push(Condition { nodes: nodes[1..].to_vec(), block, narrows: Some(narrowed) });
    Ok(())
}

/// One table, query, function or bracketed join, and how many nodes it takes.
fn primary(shape: &mut Shape, block: usize, nodes: &[Node]) -> Outcome<(Item, usize)> {
    let skipped = nodes.iter().take_while(|n| n.is_any_word(&["lateral", "only"])).count();
    let rest = &nodes[skipped..];
    let line = nodes.first().map_or(0, Node::line);
    if let Some(inner) = rest.first().and_then(Node::group) {
        if !is_query(inner) {
            return Ok((joined(shape, block, inner)?, skipped + 1));
        }
        let before = shape.blocks.len();
        let outer = shape.blocks[block].outer;
        shape.statement(inner, Some(block), outer, false)?;
        let bodies = (before..shape.blocks.len()).collect();
        let (alias, used) = alias(&rest[1..]);
        let relation = shape.add(Source::Derived, &alias.unwrap_or_default(), block, line);
        return Ok((Item { relations: vec![relation], bodies }, skipped + 1 + used));
    }
    let (name, mut used) = table_name(rest).ok_or((line, "The relation behind from is not understood.".to_string()))?;
    let arguments = rest.get(used).and_then(Node::group);
    let source = match arguments {
        Some(arguments) => {
            shape.nested(arguments, block)?;
            used += 1;
            Source::Function
        }
        None => shape.named_source(&name),
    };
    if rest.get(used).is_some_and(|n| n.is_word("with")) {
        used += 2;
    }
    let (alias, more) = alias(rest.get(used..).unwrap_or_default());
    let relation = shape.add(source, &alias.unwrap_or_else(|| bare(&name).into()), block, line);
    Ok((Item { relations: vec![relation], bodies: vec![] }, skipped + used + more))
}

fn bare(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// `name` or `schema.name` (`public.` is left out), and how many nodes it takes.
fn table_name(nodes: &[Node]) -> Option<(String, usize)> {
    let first = nodes.first()?.name()?;
    match nodes.get(1..3) {
        Some([dot, second]) if dot.is_sign(".") => {
            let second = second.name()?;
            Some((if first == "public" { second.into() } else { format!("{first}.{second}") }, 3))
        }
        _ => Some((first.into(), 1)),
    }
}

/// `[as] alias [(columns)]`, and how many nodes it takes.
fn alias(nodes: &[Node]) -> (Option<String>, usize) {
    let keyword = usize::from(nodes.first().is_some_and(|n| n.is_word("as")));
    let Some(name) = nodes.get(keyword).filter(|n| keyword == 1 || !ends_alias(n)).and_then(Node::name) else {
        return (None, keyword);
    };
    let columns = usize::from(nodes.get(keyword + 1).is_some_and(|n| n.group().is_some()));
    (Some(name.into()), keyword + 1 + columns)
}

fn ends_alias(node: &Node) -> bool {
    node.is_any_word(&[
        "on", "using", "join", "left", "right", "full", "inner", "cross", "natural", "set", "values", "default",
    ])
}

#[cfg(test)]
mod tests {
    use crate::sql::{
        shape::{Shape, Source, shape},
        token::tokens,
        tree::tree,
    };

    fn of(source: &str) -> Shape {
        shape(&tree(&tokens(source, 1).unwrap()).unwrap()).unwrap()
    }
    fn outer(source: &str) -> Vec<(String, bool)> {
        of(source).relations.into_iter().map(|r| (r.alias, r.outer)).collect()
    }
    fn pairs(list: &[(&str, bool)]) -> Vec<(String, bool)> {
        list.iter().map(|&(a, o)| (a.to_string(), o)).collect()
    }

    #[test]
    fn outer_joins_mark_the_side_that_may_be_missing() {
        assert_eq!(
            outer("select 1 from lead l left join customer as c on c.id = l.x join job j on true"),
            pairs(&[("l", false), ("c", true), ("j", false)])
        );
        assert_eq!(outer("select 1 from a right join b on true"), pairs(&[("a", true), ("b", false)]));
        assert_eq!(
            outer("select 1 from a full outer join b on true, c"),
            pairs(&[("a", true), ("b", true), ("c", false)])
        );
        assert_eq!(
            outer("SELECT 1 FROM ((a LEFT JOIN b ON ((a.x = b.x))) JOIN c ON (true))"),
            pairs(&[("a", false), ("b", true), ("c", false)])
        );
    }

    #[test]
    fn what_stands_in_a_missing_query_may_be_missing() {
        let all = outer(
            "select 1 from a left join lateral (select x.id from x where x.id = a.id order by x.id limit 1) d on true",
        );
        assert_eq!(all, pairs(&[("a", false), ("x", true), ("d", true)]));
    }

    #[test]
    fn functions_with_queries_and_targets_are_told_apart() {
        let s = of("with w as (select id from t) select 1 from w join f(1) with ordinality as u (a, b) on true, s.t2");
        let sources: Vec<_> = s.relations.iter().map(|r| (r.alias.as_str(), r.source.clone())).collect();
        assert_eq!(sources[1], ("w", Source::Derived));
        assert_eq!(sources[2], ("u", Source::Function));
        assert_eq!(sources[3], ("t2", Source::Table("s.t2".into())));
        let s = of(
            "insert into lead as l (id) values (1) on conflict (id) do update set id = excluded.id where l.id = 1 returning id",
        );
        assert_eq!(s.relations[0].alias, "l");
        assert!(s.blocks[0].clause("returning").is_some());
        let s = of("update lead set a = 1 from job j where lead.id = j.id");
        assert_eq!(s.relations.iter().map(|r| r.alias.as_str()).collect::<Vec<_>>(), ["lead", "j"]);
        let s = of("delete from lead l using job j where l.id is not distinct from j.id");
        assert_eq!(s.relations.len(), 2);
        assert_eq!(s.conditions.len(), 1);
    }

    #[test]
    fn legs_of_a_union_are_blocks() {
        let s = of("select 1 from a union all (select 2 from b) order by 1 limit 5");
        assert!(s.combined);
        assert_eq!(s.blocks.len(), 2);
        assert!(s.blocks[s.last].clause("limit").is_some());
    }
}
