//! Words with variables, conditions and lists; no arithmetic (MSG-6).
//!
//! `{{ customer }}` shows a value, `{% if note %}…{% else %}…{% endif %}` is a condition and
//! `{% for line in lines %}…{% endfor %}` a list. People write plain text; the HTML part is made from it.

use kernel::html::escaped;
use minijinja::{AutoEscape, Environment, Value};

use super::{aliases, declared::Declared, shown::Values};

/// Steps a text may take while it is filled.
const STEPS: u64 = 100_000;
/// What may begin a `{% … %}`.
const STATEMENTS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];

/// What is wrong with the words, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    pub reason: String,
}

/// A piece of a text.
enum Piece<'a> {
    Words(&'a str),
    /// `{{` or `{%`, what stands inside, and its line.
    Tag(&'static str, &'a str, usize),
}

fn cut(source: &str) -> Result<Vec<Piece<'_>>, Fault> {
    const TAGS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];
    let (mut pieces, mut rest, mut line) = (Vec::new(), source, 1);
    while let Some((at, (open, close))) = TAGS.iter().filter_map(|tag| Some((rest.find(tag.0)?, tag))).min() {
        let (words, behind) = (&rest[..at], &rest[at + 2..]);
        line += words.matches('\n').count();
        let end = behind
            .find(close)
            .ok_or_else(|| Fault { line, reason: format!("What begins with {open} has no {close}.") })?;
        pieces.push(Piece::Words(words));
        if *open != "{#" {
            pieces.push(Piece::Tag(open, behind[..end].trim_matches('-'), line));
        }
        line += behind[..end].matches('\n').count();
        rest = &behind[end + 2..];
    }
    pieces.push(Piece::Words(rest));
    Ok(pieces)
}

/// Names, texts in quotes, `.`, `==` and `!=`; anything else is arithmetic or a call.
fn tokens(inside: &str, line: usize) -> Result<Vec<&str>, Fault> {
    let (mut found, mut rest) = (Vec::new(), inside.trim_start());
    while let Some(first) = rest.chars().next() {
        let length = match first {
            'a'..='z' | 'A'..='Z' | '_' => {
                rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len())
            }
            '"' | '\'' => rest[1..].find(first).map_or(0, |end| end + 2),
            '.' => 1,
            '=' | '!' if rest[1..].starts_with('=') => 2,
            _ => 0,
        };
        if length == 0 {
            let reason = format!("“{}” cannot stand here: only names, texts in quotes, == and !=.", rest.trim_end());
            return Err(Fault { line, reason });
        }
        found.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    Ok(found)
}

/// One tag, checked and with the names of today.
fn tag(open: &str, inside: &str, line: usize, declared: &Declared) -> Result<String, Fault> {
    let tokens = tokens(inside, line)?;
    let fault = |reason: &str| Err(Fault { line, reason: reason.into() });
    let (close, names) = match open {
        "{{" => ("}}", tokens.as_slice()),
        _ => match tokens.split_first() {
            Some((first, names)) if STATEMENTS.contains(first) => ("%}", names),
            _ => return fault("Only if, elif, else, endif, for and endfor can stand here."),
        },
    };
    if open == "{{" && names.len() != 1 {
        return fault("One name stands between {{ and }}.");
    }
    // Of a list only where in it one is.
    let dots_fine = tokens.windows(3).all(|w| w[1] != "." || (w[0] == "loop" && matches!(w[2], "first" | "last")));
    if !dots_fine || tokens.first() == Some(&".") || tokens.last() == Some(&".") {
        return fault("Values have no parts: a name without a dot.");
    }
    let named = names.iter().map(|name| aliases::today(name, declared));
    let inner: Vec<String> = match open {
        "{{" => named.collect(),
        _ => std::iter::once(tokens[0].to_owned()).chain(named).collect(),
    };
    Ok(format!("{open} {} {close}", inner.join(" ").replace(" . ", ".")))
}

/// The text as the library reads it; for HTML the words themselves are escaped too.
fn readable(source: &str, declared: &Declared, html: bool) -> Result<String, Fault> {
    let (mut out, mut lists, mut behind_statement) = (String::with_capacity(source.len()), 0, false);
    for piece in cut(source)? {
        match piece {
            Piece::Words(words) => {
                // A condition on a line of its own leaves no empty line.
                let words = if behind_statement { words.strip_prefix('\n').unwrap_or(words) } else { words };
                out.push_str(&if html { escaped(words) } else { words.to_owned() });
            }
            Piece::Tag(open, inside, line) => {
                let tag = tag(open, inside, line, declared)?;
                behind_statement = open == "{%" && (out.is_empty() || out.ends_with('\n'));
                lists += i32::from(tag.starts_with("{% for ")) - i32::from(tag.starts_with("{% endfor "));
                if lists > 1 {
                    return Err(Fault { line, reason: "A list cannot stand within a list.".into() });
                }
                out.push_str(&tag);
                continue;
            }
        }
        behind_statement = false;
    }
    Ok(out)
}

fn environment(html: bool) -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_auto_escape_callback(move |_| if html { AutoEscape::Html } else { AutoEscape::None });
    environment.set_fuel(Some(STEPS));
    environment
}

/// Everything that is wrong with the words of a message; nothing when they may be published.
pub fn faults(source: &str, declared: &Declared) -> Vec<Fault> {
    let readable = match readable(source, declared, false) {
        Ok(readable) => readable,
        Err(fault) => return vec![fault],
    };
    let environment = environment(false);
    let template = match environment.template_from_str(&readable) {
        Ok(template) => template,
        Err(e) => {
            let reason = e.detail().map_or_else(|| e.to_string(), str::to_owned);
            return vec![Fault { line: e.line().unwrap_or(1), reason: format!("It cannot be read: {reason}.") }];
        }
    };
    let known = |name: &str| name == "loop" || declared.variables().any(|v| v.name == name);
    let mut unknown: Vec<String> = template.undeclared_variables(false).into_iter().filter(|n| !known(n)).collect();
    unknown.sort();
    let line_of = |name: &str| readable.lines().position(|line| line.contains(name)).unwrap_or(0) + 1;
    let fault =
        |name: String| Fault { line: line_of(&name), reason: format!("There is no “{name}” in this message.") };
    unknown.into_iter().map(fault).collect()
}

fn filled(source: &str, declared: &Declared, values: &Values, html: bool) -> Result<String, Fault> {
    let readable = readable(source, declared, html)?;
    let environment = environment(html);
    let given: Value = if html { values.in_html() } else { values.in_text() };
    environment.render_str(&readable, given).map_err(|e| Fault { line: e.line().unwrap_or(1), reason: e.to_string() })
}

/// The plain text.
pub fn text(source: &str, declared: &Declared, values: &Values) -> Result<String, Fault> {
    Ok(paragraphs(&filled(source, declared, values, false)?).join("\n\n"))
}

/// One line: what would break it is taken out.
pub fn line(source: &str, declared: &Declared, values: &Values) -> Result<String, Fault> {
    let words = filled(source, declared, values, false)?;
    let words = words.replace(|c: char| c.is_control(), " ");
    Ok(words.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

/// The same text as a page; readable by day and by night, on a phone and on a desk.
pub fn html(source: &str, declared: &Declared, values: &Values, language: &str) -> Result<String, Fault> {
    let text = filled(source, declared, values, true)?;
    let body: String = paragraphs(&text)
        .iter()
        .map(|p| format!("<p style=\"margin:0 0 1em\">{}</p>", p.replace('\n', "<br>")))
        .collect();
    Ok(format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"></head>\
         <body style=\"margin:0;padding:24px 16px;font:16px/1.5 -apple-system,'Segoe UI',Roboto,Arial,sans-serif\">\
         <div style=\"max-width:560px;margin:0 auto;overflow-wrap:anywhere\">{body}</div></body></html>"
    ))
}

/// What stands between empty lines.
fn paragraphs(text: &str) -> Vec<String> {
    let text = text.replace('\r', "");
    let mut found = vec![Vec::new()];
    for line in text.lines().map(str::trim_end) {
        match (line.is_empty(), found.last_mut()) {
            (false, Some(current)) => current.push(line),
            _ => found.push(Vec::new()),
        }
    }
    found.into_iter().filter(|lines| !lines.is_empty()).map(|lines| lines.join("\n")).collect()
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
