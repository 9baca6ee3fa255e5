//! Text on its way into HTML.

/// The text as it stands between tags or in a quoted attribute.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_of_a_text_is_read_as_markup() {
        assert_eq!(escaped(r#"<a b="c">&'d'</a>"#), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;d&#39;&lt;/a&gt;");
        assert_eq!(escaped("Étoile"), "Étoile");
    }
}
