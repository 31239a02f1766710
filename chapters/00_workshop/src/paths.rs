//! The paths that a source names, however they are written.

use crate::tokens::{Token, in_word};

/// A path, also out of a list: `use std::{io, sync::Arc}` has two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    /// Where its last part stands.
    pub line: usize,
    /// `["std", "sync", "Arc"]`; the last may be `*`.
    pub parts: Vec<&'a str>,
    /// It gets another name: `use std as other`.
    pub renamed: bool,
}

/// Words that are never a part of a path, and may stand before one.
const KEYWORDS: [&str; 16] = [
    "as", "break", "dyn", "else", "for", "if", "impl", "in", "let", "match", "move", "mut", "ref",
    "return", "use", "while",
];

/// All paths of a source. A single word is one, too.
pub fn paths<'a>(tokens: &[Token<'a>]) -> Vec<Named<'a>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let begins = tokens[at].text.starts_with(in_word) || tokens[at].text == "::";
        match begins {
            true => at = path(tokens, at, &[], &mut found).max(at + 1),
            false => at += 1,
        }
    }
    found
}

/// Reads one path, or a list of them, behind `before`. Returns what comes after it.
fn path<'a>(
    tokens: &[Token<'a>],
    mut at: usize,
    before: &[&'a str],
    found: &mut Vec<Named<'a>>,
) -> usize {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let mut parts = before.to_vec();
    if text(at) == "::" {
        at += 1; // `::std` is `std`
    }
    loop {
        match text(at) {
            "{" if at > 0 && text(at - 1) == "::" => {
                at += 1;
                while !matches!(text(at), "}" | "") {
                    at = path(tokens, at, &parts, found).max(at + 1);
                    if text(at) == "," {
                        at += 1;
                    }
                }
                return at + 1;
            }
            part if part == "*" || part.starts_with(in_word) => parts.push(part),
            _ => break,
        }
        at += 1;
        // `use ::std` is two things.
        if text(at) != "::" || KEYWORDS.contains(&text(at - 1)) {
            break;
        }
        at += 1;
    }
    if parts.len() > before.len() {
        let line = tokens[at - 1].line;
        let renamed = text(at) == "as";
        found.push(Named {
            line,
            parts,
            renamed,
        });
        if renamed && !before.is_empty() {
            at += 2; // in a list, the new name is not a path of its own
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;

    fn named(source: &str) -> Vec<String> {
        let tokens = tokens(source);
        paths(&tokens)
            .iter()
            .map(|path| path.parts.join("::"))
            .collect()
    }

    #[test]
    fn a_list_is_many_paths() {
        for (source, expected) in [
            ("std::io::stdin()", &["std::io::stdin"][..]),
            ("use ::std :: env;", &["use", "std::env"]),
            (
                "use std::{fmt, sync::{self, Arc}, time::*};",
                &[
                    "use",
                    "std::fmt",
                    "std::sync::self",
                    "std::sync::Arc",
                    "std::time::*",
                ],
            ),
            (
                "use std::{io as a, env as b};",
                &["use", "std::io", "std::env"],
            ),
            ("use {std::a, core::b};", &["use", "std::a", "core::b"]),
            ("fn f() { g::<A>() }", &["fn", "f", "g", "A"]),
        ] {
            assert_eq!(named(source), expected, "{source}");
        }
    }
}
