//! Text for a terminal: 80 columns, and colours only where they are welcome.

use std::env;
use std::io::{IsTerminal, stdout};

/// How wide a line of ours is, at most.
const WIDTH: usize = 78;

/// Are colours welcome? On a terminal, unless the reader has set `NO_COLOR`.
pub fn colours() -> bool {
    let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    stdout().is_terminal() && !refused
}

pub fn green(text: &str) -> String {
    coloured(text, 32)
}

pub fn red(text: &str) -> String {
    coloured(text, 31)
}

pub fn bold(text: &str) -> String {
    coloured(text, 1)
}

fn coloured(text: &str, code: u8) -> String {
    match colours() {
        true => format!("\x1b[{code}m{text}\x1b[0m"),
        false => text.to_owned(),
    }
}

/// Markdown as plain text of 80 columns: paragraphs and lists are filled anew, code stays as
/// it is.
pub fn wrapped(markdown: &str) -> String {
    let (mut text, mut paragraph, mut in_code) = (String::new(), String::new(), false);
    for line in markdown.lines() {
        let fence = line.starts_with("```");
        let begins = line
            .split_once(". ")
            .is_some_and(|(number, _)| number.parse::<u32>().is_ok());
        if fence || in_code || begins || line.is_empty() {
            text += &filled(&std::mem::take(&mut paragraph));
        }
        if fence {
            in_code = !in_code;
        } else if in_code {
            text += &format!("    {line}\n");
        } else if line.is_empty() {
            text += "\n";
        } else {
            paragraph += &format!(" {}", line.trim());
        }
    }
    text + &filled(&paragraph)
}

/// One paragraph. What begins with `1. ` hangs under its text.
fn filled(paragraph: &str) -> String {
    let words = paragraph.split_whitespace();
    let number = words.clone().next().filter(|word| {
        let digits = word.strip_suffix('.').unwrap_or_default();
        digits.parse::<u32>().is_ok()
    });
    let indent = " ".repeat(number.map_or(0, |number| number.len() + 1));
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < WIDTH => {
                *line += &format!(" {word}");
            }
            Some(_) => lines.push(format!("{indent}{word}")),
            None => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_filled_and_code_stays() {
        let long = "word ".repeat(30);
        let text = wrapped(&format!(
            "{long}\nmore\n\n1. {long}\n\n```text\na  b\n```\n"
        ));
        assert!(text.lines().all(|line| line.len() <= 80), "{text}");
        assert!(text.contains("\n1. word"), "{text}");
        assert!(text.contains("\n   word"), "{text}");
        assert!(text.ends_with("\n    a  b\n"), "{text}");
    }
}
