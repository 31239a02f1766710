//! Lists and texts, as JSON has them.

use std::fmt::Write;

/// `[a,b]`
pub fn list(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<_> = items.into_iter().collect();
    format!("[{}]", items.join(","))
}

/// In quotation marks.
pub fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            // So that no `</script>` can be in it.
            c if c.is_control() || c == '<' => {
                write!(quoted, "\\u{:04x}", c as u32).unwrap_or_default();
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
