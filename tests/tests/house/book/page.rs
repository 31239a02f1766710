//! What a page of Markdown holds, as far as the checks need it: functions over text.
//!
//! Not a parser of all of Markdown: it knows what this book uses.

/// A fenced code block.
pub struct Block<'a> {
    /// The line of the opening fence, from 1.
    pub line: usize,
    /// What follows the opening fence: `rust,ignore`.
    pub info: &'a str,
    pub lines: Vec<&'a str>,
}

impl Block<'_> {
    /// The first word after the fence. Python, text, Rust?
    pub fn language(&self) -> &str {
        self.info.split([',', ' ', '{']).next().unwrap_or("")
    }
}

/// The code blocks of a page, and the rest: its lines with the code left blank, so that
/// line numbers stay what they are.
pub fn split(text: &str) -> (Vec<Block<'_>>, Vec<String>) {
    let (mut blocks, mut prose) = (Vec::<Block>::new(), Vec::new());
    let mut open: Option<&str> = None;
    for (n, line) in text.lines().enumerate() {
        let (fence, rest) = fence(line);
        match open {
            Some(opening) if fence.starts_with(opening) && rest.is_empty() => open = None,
            Some(_) => blocks.last_mut().expect("one is open").lines.push(line),
            None if !fence.is_empty() => {
                open = Some(fence);
                blocks.push(Block {
                    line: n + 1,
                    info: rest,
                    lines: Vec::new(),
                });
            }
            None => {
                prose.push(without_inline_code(line));
                continue;
            }
        }
        prose.push(String::new());
    }
    (blocks, prose)
}

/// The fence that `line` begins with, empty if it is none, and what follows it.
fn fence(line: &str) -> (&str, &str) {
    let line = line.trim();
    for mark in ['`', '~'] {
        let rest = line.trim_start_matches(mark);
        let length = line.len() - rest.len();
        // A line that has more of the marks further on is inline code: ```x```.
        if length >= 3 && !rest.contains(mark) {
            return (&line[..length], rest.trim());
        }
    }
    ("", line)
}

/// `a `b` c` becomes `a   c`.
fn without_inline_code(line: &str) -> String {
    let parts = line.split('`').collect::<Vec<_>>();
    // With an even number of marks, every second part is code.
    match parts.len() % 2 {
        1 => parts.into_iter().step_by(2).collect::<Vec<_>>().join(" "),
        _ => line.to_owned(),
    }
}

/// `{{#include path}}` and its kin.
#[derive(Debug, PartialEq)]
pub struct Include {
    pub line: usize,
    pub path: String,
    /// What follows the colon: an anchor's name, or, drifting, a range of lines.
    pub part: Option<String>,
}

/// Every include of a page, inside code blocks and out.
pub fn includes(text: &str) -> Vec<Include> {
    let mut found = Vec::new();
    for (n, line) in text.lines().enumerate() {
        for start in ["{{#include ", "{{#rustdoc_include ", "{{#playground "] {
            for (at, _) in line.match_indices(start) {
                let escaped = line[..at].ends_with('\\');
                let Some((target, _)) = line[at + start.len()..].split_once("}}") else {
                    continue;
                };
                // `{{#playground path editable}}`: words after the path are no part of it.
                let target = target.split_whitespace().next().unwrap_or("");
                let (path, part) = match target.split_once(':') {
                    Some((path, part)) => (path, Some(part.to_owned())),
                    None => (target, None),
                };
                if !escaped {
                    found.push(Include {
                        line: n + 1,
                        path: path.to_owned(),
                        part,
                    });
                }
            }
        }
    }
    found
}

/// The lines between `ANCHOR: name` and `ANCHOR_END: name`, or what is wrong with them.
pub fn anchor(source: &str, name: &str) -> Result<String, String> {
    let marked = |mark: &str| -> Vec<usize> {
        let is_marked = |line: &str| anchor_name(line, mark) == Some(name);
        let lines = source.lines().enumerate();
        lines
            .filter(|(_, line)| is_marked(line))
            .map(|(n, _)| n)
            .collect()
    };
    let (begin, end) = match (&marked("ANCHOR:")[..], &marked("ANCHOR_END:")[..]) {
        ([], _) => return Err(format!("has no `ANCHOR: {name}`")),
        (_, []) => return Err(format!("has no `ANCHOR_END: {name}`")),
        (&[begin], &[end]) if begin < end => (begin, end),
        (&[_], &[_]) => return Err(format!("ends `{name}` before it begins")),
        _ => return Err(format!("has the anchor `{name}` more than once")),
    };
    let inside = source.lines().skip(begin + 1).take(end - begin - 1);
    let inside = inside
        .filter(|line| !line.contains("ANCHOR"))
        .collect::<Vec<_>>();
    if inside.iter().all(|line| line.trim().is_empty()) {
        return Err(format!("has nothing in the anchor `{name}`"));
    }
    Ok(inside.join("\n"))
}

/// The name after `mark` (`ANCHOR:` or `ANCHOR_END:`), if the line has it.
pub fn anchor_name<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let (_, after) = line.split_once(mark)?;
    let name = after.trim_start();
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let end = name.find(|c| !is_part(c)).unwrap_or(name.len());
    (end > 0).then(|| &name[..end])
}

/// Every target of a link or an image in `prose`, with its line.
pub fn links(prose: &[String]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (n, line) in prose.iter().enumerate() {
        for (at, _) in line.match_indices("](") {
            found.push((n + 1, in_parentheses(&line[at + 2..])));
        }
        for start in ["src=\"", "href=\""] {
            for (at, _) in line.match_indices(start) {
                let target = line[at + start.len()..].split('"').next();
                found.push((n + 1, target.unwrap_or("").to_owned()));
            }
        }
        // `[name]: target`, to which `[text][name]` refers.
        if let Some((_, target)) = line.split_once("]: ").filter(|_| line.starts_with('[')) {
            found.push((n + 1, target.trim().to_owned()));
        }
    }
    found
}

/// The target at the start of `text`: up to the closing parenthesis, without a title.
fn in_parentheses(text: &str) -> String {
    let mut depth = 1;
    let end = text.find(|c| {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    });
    let target = text[..end.unwrap_or(text.len())]
        .split(" \"")
        .next()
        .unwrap_or("");
    target.trim().trim_matches(['<', '>']).to_owned()
}

/// What a link to a heading of this page can name, by mdBook's rule: lower case, blanks
/// to hyphens, punctuation gone, and `-1`, `-2` after the first of the same name.
pub fn slugs(prose: &[String], text: &str) -> Vec<String> {
    let mut slugs = Vec::<String>::new();
    // The prose says which lines are headings, the text what stands in them: code counts.
    for (prose, line) in prose.iter().zip(text.lines()) {
        for (at, _) in prose.match_indices("id=\"") {
            slugs.extend(prose[at + 4..].split('"').next().map(str::to_owned));
        }
        let title = prose.trim_start_matches('#');
        if title.len() == prose.len() || !title.starts_with(' ') {
            continue;
        }
        let title = line.trim_start_matches('#').trim();
        if let Some((_, id)) = title.strip_suffix('}').and_then(|t| t.split_once("{#")) {
            slugs.push(id.to_owned());
            continue;
        }
        let slug = slug(title);
        let same = |n: usize| match n {
            0 => slug.clone(),
            n => format!("{slug}-{n}"),
        };
        let free = (0..).map(same).find(|slug| !slugs.contains(slug));
        slugs.extend(free);
    }
    slugs
}

fn slug(title: &str) -> String {
    // `[text](target)` is seen as its text.
    let mut seen = String::new();
    let mut rest = title;
    while let Some((before, after)) = rest.split_once("](") {
        seen += before;
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    seen += rest;
    let kept = seen.chars().filter_map(|c| match c {
        c if c.is_alphanumeric() || c == '_' || c == '-' => Some(c.to_ascii_lowercase()),
        c if c.is_whitespace() => Some('-'),
        _ => None,
    });
    kept.collect()
}
