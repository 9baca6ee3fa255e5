//! Splits a statement into tokens. Only what telling them apart needs: PostgreSQL itself judges the syntax.

/// What a parameter's own mark says about NULL: `:name`, `:name?`, `:name!`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Inferred,
    Nullable,
    NotNull,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An unquoted word, in lower case in `text`; `upper` when it was not written so.
    Word {
        upper: bool,
    },
    /// A quoted identifier, without its quotes.
    Quoted,
    /// A string literal.
    Text,
    Number,
    Param(Mark),
    Sign,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: Kind,
    pub text: String,
    /// Byte range in the source.
    pub start: usize,
    pub end: usize,
    pub line: usize,
}

impl Token {
    pub fn is_word(&self, word: &str) -> bool {
        matches!(self.kind, Kind::Word { .. }) && self.text == word
    }
    pub fn is_sign(&self, sign: &str) -> bool {
        self.kind == Kind::Sign && self.text == sign
    }
    /// A name: a word or a quoted identifier.
    pub fn is_name(&self) -> bool {
        matches!(self.kind, Kind::Word { .. } | Kind::Quoted)
    }
}

const OPERATOR: &str = "+-*/<>=~!@#%^&|`?";

/// The tokens of `source`, whose first line is line `first_line` of its file; else the line and what is wrong there.
pub fn tokens(source: &str, first_line: usize) -> Result<Vec<Token>, (usize, String)> {
    let mut scanner = Scanner { source, at: 0, line: first_line, out: vec![] };
    while scanner.at < source.len() {
        scanner.next()?;
    }
    Ok(scanner.out)
}

struct Scanner<'a> {
    source: &'a str,
    at: usize,
    line: usize,
    out: Vec<Token>,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn next(&mut self) -> Result<(), (usize, String)> {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else { return Ok(()) };
        if c.is_whitespace() {
            self.skip(c.len_utf8());
        } else if rest.starts_with("--") {
            self.skip(rest.find('\n').unwrap_or(rest.len()));
        } else if rest.starts_with("/*") {
            let end = rest.find("*/").ok_or((self.line, "The comment is not closed.".to_string()))?;
            self.skip(end + 2);
        } else if c == '\'' {
            self.quoted('\'', Kind::Text, 0, false)?;
        } else if c == '"' {
            self.quoted('"', Kind::Quoted, 0, false)?;
        } else if c.is_ascii_digit() {
            let len = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '_')).unwrap_or(rest.len());
            self.push(Kind::Number, len);
        } else if c.is_alphabetic() || c == '_' {
            self.word()?;
        } else if c == '$' {
            self.dollar()?;
        } else if c == ':' {
            self.colon();
        } else if OPERATOR.contains(c) {
            self.operator();
        } else {
            self.push(Kind::Sign, c.len_utf8());
        }
        Ok(())
    }

    fn skip(&mut self, len: usize) {
        self.line += self.source[self.at..self.at + len].matches('\n').count();
        self.at += len;
    }

    fn push(&mut self, kind: Kind, len: usize) {
        let text = self.source[self.at..self.at + len].to_string();
        self.push_text(kind, text, len);
    }

    fn push_text(&mut self, kind: Kind, text: String, len: usize) {
        self.out.push(Token { kind, text, start: self.at, end: self.at + len, line: self.line });
        self.skip(len);
    }

    /// A quoted piece that begins `lead` bytes on; a doubled quote stands for itself.
    fn quoted(&mut self, quote: char, kind: Kind, lead: usize, backslash: bool) -> Result<(), (usize, String)> {
        let body = &self.rest()[lead + 1..];
        let mut chars = body.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            if backslash && c == '\\' {
                chars.next();
            } else if c == quote {
                if chars.peek().is_some_and(|&(_, c)| c == quote) {
                    chars.next();
                    continue;
                }
                let text = body[..i].replace(&format!("{quote}{quote}"), &quote.to_string());
                self.push_text(kind, text, lead + 1 + i + 1);
                return Ok(());
            }
        }
        Err((self.line, format!("The quote {quote} is not closed.")))
    }

    fn word(&mut self) -> Result<(), (usize, String)> {
        let rest = self.rest();
        let len = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(rest.len());
        let word = rest[..len].to_string();
        if word.eq_ignore_ascii_case("e") && rest[len..].starts_with('\'') {
            return self.quoted('\'', Kind::Text, len, true);
        }
        let lower = word.to_lowercase();
        self.push_text(Kind::Word { upper: lower != word }, lower, len);
        Ok(())
    }

    fn dollar(&mut self) -> Result<(), (usize, String)> {
        let rest = self.rest();
        let unclosed = (self.line, "The dollar quote is not closed.".to_string());
        let tag_end = rest[1..].find('$').map(|i| i + 2);
        let tag = tag_end.map(|end| &rest[..end]);
        match tag {
            Some(tag) if tag[1..tag.len() - 1].chars().all(|c| c.is_alphabetic() || c == '_') => {
                let body = rest[tag.len()..].find(tag).ok_or(unclosed)?;
                let (len, text) = (2 * tag.len() + body, rest[tag.len()..tag.len() + body].to_string());
                self.push_text(Kind::Text, text, len);
                Ok(())
            }
            _ => Err((self.line, "Parameters have names: write :name instead of $n.".into())),
        }
    }

    fn colon(&mut self) {
        let rest = self.rest();
        if rest.starts_with("::") || rest.starts_with(":=") {
            return self.push(Kind::Sign, 2);
        }
        let body = &rest[1..];
        let len = body.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(body.len());
        if !body.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
            return self.push(Kind::Sign, 1);
        }
        let (name, after) = (body[..len].to_string(), &body[len..]);
        let mark = match after.as_bytes() {
            [b'?', ..] => Mark::Nullable,
            [b'!', next, ..] if *next != b'=' => Mark::NotNull,
            [b'!'] => Mark::NotNull,
            _ => Mark::Inferred,
        };
        let marked = usize::from(mark != Mark::Inferred);
        self.push_text(Kind::Param(mark), name, 1 + len + marked);
    }

    fn operator(&mut self) {
        let rest = self.rest();
        let mut len = rest.find(|c: char| !OPERATOR.contains(c)).unwrap_or(rest.len());
        for comment in ["--", "/*"] {
            if let Some(at) = rest[..len].find(comment) {
                len = at;
            }
        }
        // PostgreSQL's rule: only an operator with one of these characters may end in a sign of a number.
        while len > 1
            && rest[..len].ends_with(['+', '-'])
            && !rest[..len].contains(['~', '!', '@', '#', '%', '^', '&', '|', '`', '?'])
        {
            len -= 1;
        }
        self.push(Kind::Sign, len);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        tokens(source, 1).unwrap().into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn words_signs_and_parameters_are_told_apart() {
        assert_eq!(
            texts("a.b=:c::uuid and d>=-1"),
            ["a", ".", "b", "=", "c", "::", "uuid", "and", "d", ">=", "-", "1"]
        );
        assert_eq!(texts("x->>'it''s' || e'a\\'b'"), ["x", "->>", "it's", "||", "a\\'b"]);
        assert_eq!(texts("select 1 -- :gone\n/* :gone */ , $q$ :text $q$"), ["select", "1", ",", " :text "]);
    }

    #[test]
    fn marks_of_parameters_are_read() {
        let marks: Vec<_> = tokens(":a :b? :c! :d!=1", 1).unwrap().into_iter().map(|t| t.kind).collect();
        assert_eq!(marks[0], Kind::Param(Mark::Inferred));
        assert_eq!(marks[1], Kind::Param(Mark::Nullable));
        assert_eq!(marks[2], Kind::Param(Mark::NotNull));
        assert_eq!(marks[3], Kind::Param(Mark::Inferred));
    }

    #[test]
    fn lines_are_counted_through_literals() {
        let all = tokens("a\n'x\ny'\nb", 10).unwrap();
        assert_eq!(all.iter().map(|t| t.line).collect::<Vec<_>>(), [10, 11, 13]);
    }

    #[test]
    fn numbered_parameters_and_open_quotes_are_refused() {
        assert!(tokens("a = $1", 1).is_err());
        assert_eq!(tokens("a\n'b", 1).unwrap_err().0, 2);
    }
}
