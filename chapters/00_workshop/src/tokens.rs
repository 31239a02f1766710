//! A source as the compiler takes it apart: words, signs, texts, each with its line.

/// A word, a sign, a text or a lifetime. Comments and blanks are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// From 1.
    pub line: usize,
    /// As it is written, but for the `r#` of a word.
    pub text: &'a str,
}

/// All tokens of a source.
pub fn tokens(source: &str) -> Vec<Token<'_>> {
    let (mut found, mut rest, mut line) = (Vec::new(), source, 1);
    while !rest.is_empty() {
        let (text, after) = rest.split_at(length(rest));
        let blank = text.starts_with(char::is_whitespace);
        if !blank && !text.starts_with("//") && !text.starts_with("/*") {
            let word = text
                .strip_prefix("r#")
                .filter(|word| !word.starts_with(['"', '#']));
            let text = word.unwrap_or(text);
            found.push(Token { line, text });
        }
        line += text.matches('\n').count();
        rest = after;
    }
    found
}

/// Is it a part of a word?
pub(crate) fn in_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The length of what `text`, which is not empty, begins with.
fn length(text: &str) -> usize {
    let up_to = |end: fn(char) -> bool, from: usize| {
        text[from..]
            .find(end)
            .map_or(text.len(), |found| from + found)
    };
    let first = text.chars().next().expect("it is not empty");
    if first.is_whitespace() {
        up_to(|letter| !letter.is_whitespace(), 0)
    } else if text.starts_with("//") {
        up_to(|letter| letter == '\n', 0)
    } else if text.starts_with("/*") {
        comment(text)
    } else if let Some(length) = quoted(text) {
        length
    } else if text.starts_with("r#") {
        up_to(|letter| !in_word(letter), 2)
    } else if in_word(first) {
        up_to(|letter| !in_word(letter), 0)
    } else if text.starts_with("::") {
        2
    } else {
        first.len_utf8()
    }
}

/// Comments may contain each other.
fn comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        let step = match rest {
            [b'/', b'*', ..] => {
                depth += 1;
                2
            }
            [b'*', b'/', ..] => {
                depth -= 1;
                2
            }
            _ => 1,
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    at.min(text.len())
}

/// A text, a letter or a lifetime.
fn quoted(text: &str) -> Option<usize> {
    let bare = text.trim_start_matches(['b', 'c']);
    let raw = bare
        .strip_prefix('r')
        .map(|rest| rest.trim_start_matches('#'));
    if let Some(inside) = raw.and_then(|rest| rest.strip_prefix('"')) {
        let from = text.len() - inside.len();
        let hashes = text[..from].matches('#').count();
        let end = format!("\"{}", "#".repeat(hashes));
        let length = inside.find(&end).map(|found| from + found + end.len());
        return Some(length.unwrap_or(text.len()));
    }
    let mark = bare
        .chars()
        .next()
        .filter(|mark| matches!(mark, '"' | '\''))?;
    let from = text.len() - bare.len() + 1;
    let mut letters = text[from..].char_indices();
    if mark == '\'' {
        let mut next = text[from..].chars();
        let (one, two) = (next.next()?, next.next());
        if one != '\\' && two != Some('\'') {
            let word = text[from..].find(|letter| !in_word(letter));
            return Some(word.map_or(text.len(), |end| from + end)); // a lifetime
        }
    }
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => _ = letters.next(),
            letter if letter == mark => return Some(from + at + 1),
            _ => {}
        }
    }
    Some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<&str> {
        tokens(source).iter().map(|token| token.text).collect()
    }

    #[test]
    fn comments_and_texts_hide_nothing_else() {
        for (source, expected) in [
            ("a // b\nc", &["a", "c"][..]),
            ("a /* b /* c */ d */ e", &["a", "e"]),
            (
                r#"a("// b", 'c', '\'', x)"#,
                &[
                    "a", "(", "\"// b\"", ",", "'c'", ",", r"'\''", ",", "x", ")",
                ],
            ),
            (
                "r#\"a \" b\"# r#std b'x'",
                &["r#\"a \" b\"#", "std", "b'x'"],
            ),
            ("&'a str 'static", &["&", "'a", "str", "'static"]),
            ("a::b:c", &["a", "::", "b", ":", "c"]),
        ] {
            assert_eq!(texts(source), expected, "{source}");
        }
        assert_eq!(tokens("a\n\"\n\"\n/*\n*/b")[2].line, 5);
    }
}
