//! How long a page takes, and how much code it shows at once.
//!
//! A page says at its top how long it takes: words at 200 a minute, code at 3 seconds a line.
//! What is folded is not counted: who opens it has time. The line is made here:
//!
//! ```text
//! UPDATE_BOOK=1 cargo test -p contract --test house every_page_says
//! ```

use std::env;
use std::fs;
use std::path::Path;

use seam::tree::root;

use super::made;
use super::page::{anchor, includes, links, split};

/// The most lines of code that stand open in one block.
const MOST_LINES: usize = 40;
/// The most minutes that a page takes.
const MOST_MINUTES: usize = 25;

/// Nobody reads these from the first line to the last.
const TO_LOOK_THINGS_UP: [&str; 7] = [
    "10-api.md",
    "every-model.md",
    "promises.md",
    "instructor.md",
    "question.md",
    "python-cases.md",
    "words.md",
];

/// The page as a reader sees it before opening anything: with what it includes, without what
/// is folded. Of a `rustdoc_include` the lines around its anchor are hidden.
fn open(page: &Path) -> String {
    let text = fs::read_to_string(page).expect("a page is text");
    let mut seen = String::new();
    let mut folded = false;
    for line in text.lines() {
        folded |= line.contains("<details") || line.contains("<script");
        match &includes(line)[..] {
            _ if folded => {}
            [] => seen += line,
            [include, ..] => {
                let path = page.with_file_name(&include.path);
                seen += match &include.part {
                    None => open(&path),
                    Some(name) => {
                        let source = fs::read_to_string(&path).unwrap_or_default();
                        anchor(&source, name).unwrap_or_default()
                    }
                }
                .trim_end();
            }
        }
        seen.push('\n');
        folded &= !line.contains("</details>") && !line.contains("</script>");
    }
    seen
}

/// How many words are read in a line of Markdown: not its tags, not where its links lead.
fn words(line: &str) -> usize {
    let mut in_tag = false;
    let is_text = |c: &char| {
        let was_in_tag = in_tag;
        in_tag = *c == '<' || in_tag && *c != '>';
        !in_tag && !was_in_tag
    };
    let text: String = line.chars().filter(is_text).collect();
    let parts = text.split("](").enumerate().map(|(n, part)| match n {
        0 => part,
        // Here it leads. It has no blanks, but what follows has.
        _ => part.split_once(')').map_or("", |(_, after)| after),
    });
    let words = parts.flat_map(str::split_whitespace);
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    words.filter(is_word).count()
}

/// How long a page takes of which this is to be seen.
fn minutes(open: &str) -> usize {
    let (blocks, prose) = split(open);
    let code = blocks.iter().flat_map(|block| &block.lines);
    let code = code.filter(|line| !line.trim().is_empty()).count();
    // The prose says which lines count, the text what stands in them: inline code is read, too.
    let lines = prose.iter().zip(open.lines());
    let read = lines.filter(|(prose, _)| !prose.is_empty());
    let words: usize = read.map(|(_, line)| words(line)).sum();
    (words * 60 / 200 + code * 3).div_ceil(60)
}

/// Nobody believes "about 17 minutes".
fn about(minutes: usize) -> String {
    let rounded = ((minutes + 2) / 5 * 5).max(5);
    format!("*About {rounded} minutes.*")
}

/// The pages in their order, each by its name and its text as it is read.
fn pages() -> Vec<(String, String)> {
    let src = root().join("book/src");
    let summary = fs::read_to_string(src.join("SUMMARY.md")).expect("there is a book");
    let links = links(&split(&summary).1).into_iter();
    let names = links.map(|(_, name)| name).filter(|name| !name.is_empty());
    names
        .map(|name| (open(&src.join(&name)), name))
        .map(|(open, name)| (name, open))
        .collect()
}

#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_page_says_how_long_it_takes() {
    let mut faults = Vec::new();
    for (name, open) in pages() {
        if TO_LOOK_THINGS_UP.contains(&&name[..]) {
            continue;
        }
        let path = root().join("book/src").join(&name);
        let text = fs::read_to_string(&path).unwrap().replace('\r', "");
        let (title, rest) = text.split_once("\n\n").expect("a title, and a page");
        let (said, rest) = match rest.split_once("\n\n") {
            Some((said, rest)) if said.starts_with("*About ") => (said, rest),
            _ => ("", rest),
        };
        // What it says of itself takes no time.
        let minutes = minutes(&open.replacen(said, "", 1));
        println!("{minutes:>3} minutes: {name}");
        if env::var_os("UPDATE_BOOK").is_some() {
            let new = format!("{title}\n\n{}\n\n{rest}", about(minutes));
            made::write(&path, &new);
        } else if said != about(minutes) {
            faults.push(format!(
                "{name}: {minutes} minutes. UPDATE_BOOK=1 writes them down"
            ));
        }
        if minutes > MOST_MINUTES {
            faults.push(format!(
                "{name}: {minutes} minutes. It has to become several pages"
            ));
        }
    }
    none(&faults);
}

#[test]
fn no_page_shows_too_much_code_at_once() {
    let mut faults = Vec::new();
    for (name, open) in pages() {
        let blocks = split(&open).0;
        let lengths = blocks.iter().map(|block| block.lines.len());
        let longest = lengths.max().unwrap_or(0);
        println!("{longest:>3} lines: {name}");
        if longest > MOST_LINES {
            faults.push(format!("{name}: {longest} lines in one block"));
        }
    }
    none(&faults);
}

#[test]
fn what_is_read_is_counted() {
    assert_eq!(
        words("A [worker's](words.md#worker) `loop {}` | 3 | <br> is"),
        5
    );
    assert_eq!(words("|---:|---|"), 0);
    let page = "# T\n\n".to_owned() + &"word ".repeat(399) + "\n\n```text\nx\n\n```\n";
    assert_eq!(minutes(&page), 3);
    assert_eq!(about(7), "*About 5 minutes.*");
    assert_eq!(about(18), "*About 20 minutes.*");
}
