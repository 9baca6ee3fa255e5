//! Reads a file of named statements.

use crate::fault::Fault;

/// How many rows a statement answers and what is made of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// None or one row.
    Opt,
    /// Exactly one row.
    One,
    /// Any number of rows, ordered and limited.
    Many,
    /// How many rows were touched.
    Exec,
    /// The base that the engine completes to a filtered, sorted, paged list.
    List,
}

/// A `-- key: value` line of a statement's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    pub key: String,
    pub value: String,
    pub line: usize,
}

#[derive(Clone, Debug)]
pub struct Statement {
    pub name: String,
    pub kind: Kind,
    /// Over global tables: no company is bound.
    pub global: bool,
    pub docs: Vec<String>,
    pub directives: Vec<Directive>,
    /// Line of the head.
    pub line: usize,
    /// The text without its semicolon, and the line it begins on.
    pub text: String,
    pub text_line: usize,
}

impl Statement {
    pub fn directive(&self, key: &str) -> Option<&Directive> {
        self.directives.iter().find(|d| d.key == key)
    }
}

const DIRECTIVES: [&str; 5] = ["resource", "sort", "filter", "search", "row"];

/// The statements of one file, and what is wrong with its heads.
pub fn statements(file: &str, source: &str) -> (Vec<Statement>, Vec<Fault>) {
    let (mut out, mut faults) = (Vec::<Statement>::new(), vec![]);
    let mut current: Option<Statement> = None;
    for (i, line) in source.lines().enumerate() {
        let number = i + 1;
        if let Some(head) = line.strip_prefix("-- name:") {
            close(current.take(), file, &mut out, &mut faults);
            match head_of(head, number) {
                Ok(statement) => current = Some(statement),
                Err(message) => faults.push(Fault::new(file, number, message)),
            }
            continue;
        }
        let Some(statement) = current.as_mut() else {
            if !(line.trim().is_empty() || line.starts_with("--")) && faults.is_empty() {
                faults.push(Fault::new(file, number, "SQL stands below a head: -- name: <name> :<kind>."));
            }
            continue;
        };
        match line.strip_prefix("--") {
            Some(comment) if statement.text.is_empty() => head_line(statement, comment.trim(), number),
            _ => {
                if statement.text.is_empty() {
                    if line.trim().is_empty() {
                        continue;
                    }
                    statement.text_line = number;
                }
                statement.text.push_str(line);
                statement.text.push('\n');
            }
        }
    }
    close(current, file, &mut out, &mut faults);
    for (i, statement) in out.iter().enumerate() {
        if out[..i].iter().any(|s| s.name == statement.name) {
            faults.push(Fault::new(file, statement.line, format!("The name {} is taken already.", statement.name)));
        }
    }
    (out, faults)
}

fn head_line(statement: &mut Statement, comment: &str, line: usize) {
    if let Some((key, value)) = comment.split_once(':')
        && DIRECTIVES.contains(&key)
    {
        statement.directives.push(Directive { key: key.into(), value: value.trim().into(), line });
    } else {
        statement.docs.push(comment.into());
    }
}

fn head_of(head: &str, line: usize) -> Result<Statement, String> {
    let words: Vec<&str> = head.split_whitespace().collect();
    let (name, kind, flags) = match words[..] {
        [name, kind, ref flags @ ..] => (name, kind, flags),
        _ => return Err("A head reads: -- name: <name> :<kind>.".into()),
    };
    if !is_snake(name) {
        return Err(format!("The name {name} must be lower snake case."));
    }
    let kind = match kind {
        ":opt" => Kind::Opt,
        ":one" => Kind::One,
        ":many" => Kind::Many,
        ":exec" => Kind::Exec,
        ":list" => Kind::List,
        other => return Err(format!("{other} is no kind: use :opt, :one, :many, :exec or :list.")),
    };
    let global = match flags {
        [] => false,
        ["global"] => true,
        other => return Err(format!("{} is no flag: only global may stand behind the kind.", other.join(" "))),
    };
    Ok(Statement {
        name: name.into(),
        kind,
        global,
        docs: vec![],
        directives: vec![],
        line,
        text: String::new(),
        text_line: line,
    })
}

/// Lower snake case that Rust takes as a name too.
pub fn is_snake(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn close(statement: Option<Statement>, file: &str, out: &mut Vec<Statement>, faults: &mut Vec<Fault>) {
    let Some(mut statement) = statement else { return };
    // Comments behind the semicolon belong to no statement.
    match super::token::tokens(&statement.text, statement.text_line).as_deref() {
        Ok([.., end]) if end.is_sign(";") => {
            statement.text.truncate(end.start);
            statement.text.truncate(statement.text.trim_end().len());
            out.push(statement);
        }
        Ok([]) => faults.push(Fault::new(file, statement.line, "No SQL stands below this head.")),
        Ok(_) => faults.push(Fault::new(file, statement.line, "The statement must end with a semicolon.")),
        Err((line, message)) => faults.push(Fault::new(file, *line, message)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_docs_and_directives_are_read() {
        let source = "-- All about leads.\n\n-- name: lead_list :list\n-- Newest first.\n-- resource: lead l\n\nselect 1\n  from x; -- why\n\n-- gone\n-- name: ping :exec global\nselect 2;\n";
        let (all, faults) = statements("a.sql", source);
        assert_eq!(faults, []);
        assert_eq!(all.len(), 2);
        assert_eq!(
            (all[0].kind, all[0].text_line, all[0].docs.as_slice()),
            (Kind::List, 7, &["Newest first.".to_string()][..])
        );
        assert_eq!(all[0].directive("resource").unwrap().value, "lead l");
        assert_eq!(all[0].text, "select 1\n  from x");
        assert!(all[1].global);
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let source = "-- name: Bad :opt\nselect 1;\n-- name: a :few\nselect 1;\n-- name: b :opt\nselect 1\n-- name: b :one\n-- name: c :one sometimes\nselect 1;";
        let (_, faults) = statements("a.sql", source);
        assert_eq!(faults.iter().map(|f| f.line).collect::<Vec<_>>(), [1, 3, 5, 7, 8]);
    }

    #[test]
    fn a_name_is_given_once() {
        let (_, faults) = statements("a.sql", "-- name: b :opt\nselect 1;\n-- name: b :one\nselect 1;");
        assert_eq!(faults.len(), 1);
    }
}
