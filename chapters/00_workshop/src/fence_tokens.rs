//! What has no place in a reader's file and is no path: macros, attributes, words.

use crate::beyond::{BEYOND, Beyond, FILE, HOLE, KEPT, SIZES, WHERE};
use crate::tokens::Token;

/// Macros that need no path.
const MACROS: [&str; 10] = [
    "env",
    "option_env",
    "module_path",
    "file",
    "include",
    "include_str",
    "include_bytes",
    "cfg",
    "asm",
    "global_asm",
];
/// What begins with these tokens.
pub fn of_tokens(texts: &[&str], before: &str) -> Option<(String, &'static str)> {
    match texts {
        ["mod", name, ";", ..] => Some((format!("mod {name};"), FILE)),
        [name, "!", next, ..] if MACROS.contains(name) && matches!(*next, "(" | "[" | "{") => {
            let why = if name.starts_with("include") {
                FILE
            } else {
                WHERE
            };
            Some((format!("{name}!"), why))
        }
        // `std::$a::args()`, with `env` for `$a`.
        ["$", name, next, ..] if before == "::" || *next == "::" => {
            Some((format!("${name}"), HOLE))
        }
        ["extern", ..] => Some(("extern".to_owned(), BEYOND)),
        ["name", "(", ")", ..] if before == "." => Some((".name()".to_owned(), WHERE)),
        [
            word @ ("type_name" | "type_name_of_val" | "is_terminal" | "Location" | "set_hook"
            | "take_hook"),
            ..,
        ] => Some(((*word).to_owned(), WHERE)),
        _ => None,
    }
}

/// The same for a model of the reader's own, which judges a source and a bug.
pub fn of_model(texts: &[&str]) -> Option<(String, &'static str)> {
    match texts {
        [word @ ("static" | "thread_local"), ..] => Some(((*word).to_owned(), KEPT)),
        [word @ ("stdin" | "RandomState"), ..] => Some(((*word).to_owned(), WHERE)),
        ["*", word @ ("const" | "mut"), ..] => Some((format!("*{word}"), SIZES)),
        ["raw", word @ ("const" | "mut"), ..] => Some((format!("raw {word}"), SIZES)),
        [
            word @ ("size_of" | "size_of_val" | "align_of" | "align_of_val" | "needs_drop"
            | "TypeId" | "type_id" | "from_ref" | "from_mut" | "as_ptr" | "as_ptr_range"
            | "addr_of" | "addr_of_mut"),
            ..,
        ] => Some(((*word).to_owned(), SIZES)),
        _ => None,
    }
}

/// `#[path = "..."]`, and whatever asks how it is built, also one in the other.
pub fn attributes<'a>(tokens: &'a [Token<'a>]) -> impl Iterator<Item = Beyond> + 'a {
    let begins = (0..tokens.len()).filter(|&at| tokens[at].text == "#");
    begins.flat_map(|at| {
        let open = tokens[at + 1..]
            .iter()
            .take(2)
            .position(|token| token.text == "[");
        let mut depth = 0;
        let inside = tokens[at + 1 + open.unwrap_or(0)..]
            .iter()
            .take_while(move |token| {
                match token.text {
                    "[" => depth += 1,
                    "]" => depth -= 1,
                    _ => {}
                }
                depth > 0
            });
        inside.filter_map(|token| {
            let (what, why) = match token.text {
                "path" => ("#[path]", FILE),
                "cfg" => ("#[cfg]", WHERE),
                "cfg_attr" => ("#[cfg_attr]", WHERE),
                _ => return None,
            };
            let (line, what) = (token.line, what.to_owned());
            Some(Beyond { line, what, why })
        })
    })
}
