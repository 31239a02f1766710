//! The book's faults, which mdBook passes over in silence.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::page::{anchor, anchor_name, includes, links, slugs, split};

/// A tree with a book in `book/src` and code in `chapters` and `tests`.
pub struct Tree {
    root: PathBuf,
    /// Every page, by its path.
    pages: BTreeMap<PathBuf, String>,
    /// The parts of files that some page includes.
    included: BTreeSet<(PathBuf, Option<String>)>,
    faults: Vec<String>,
}

/// Everything that is wrong with the book under `root`, a line each.
pub fn faults(root: &Path) -> Vec<String> {
    let root = root.canonicalize().expect("the tree is there");
    let src = root.join("book/src");
    let summary = src.join("SUMMARY.md");
    if !summary.is_file() {
        return vec!["book/src/SUMMARY.md is missing: there is no book to check".to_owned()];
    }
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a page is text");
        (path, text)
    };
    // The exercises' cards are pieces of pages that stand beside the code.
    let pieces = files(&root.join("chapters"), "md");
    let pages = files(&src, "md").into_iter().chain(pieces);
    let mut tree = Tree {
        pages: pages.map(read).collect(),
        root,
        included: BTreeSet::new(),
        faults: Vec::new(),
    };
    for (path, text) in tree.pages.clone() {
        tree.check_includes(&path, &text);
        tree.check_code(&path, &text);
        tree.check_links(&path, &text);
    }
    tree.check_summary(&summary);
    tree.check_anchors_are_used();
    tree.faults
}

/// All files under `folder` that end in `extension`, sorted.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|end| end == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

impl Tree {
    fn fault(&mut self, path: &Path, line: usize, what: impl AsRef<str>) {
        let path = path.strip_prefix(&self.root).unwrap_or(path).display();
        self.faults
            .push(format!("{path}:{line}: {}", what.as_ref()));
    }

    /// Every include names a file, and an anchor that this file has, once and not empty.
    fn check_includes(&mut self, page: &Path, text: &str) {
        for include in includes(text) {
            let target = page
                .parent()
                .expect("a page is in a folder")
                .join(&include.path);
            let Ok(target) = target.canonicalize() else {
                self.fault(page, include.line, format!("no file {}", include.path));
                continue;
            };
            let is_code = ["chapters", "tests"]
                .iter()
                .any(|c| target.starts_with(self.root.join(c)));
            if target.extension().is_some_and(|end| end == "rs") && !is_code {
                let what = format!(
                    "{} is not in chapters/ or tests/, so nobody compiles it",
                    include.path
                );
                self.fault(page, include.line, what);
            }
            if let Some(part) = &include.part {
                let source = fs::read_to_string(&target).unwrap_or_default();
                if part.starts_with(|c: char| c.is_ascii_digit() || c == ':') {
                    self.fault(
                        page,
                        include.line,
                        format!("line numbers drift: {part}; use an anchor"),
                    );
                } else if let Err(what) = anchor(&source, part) {
                    self.fault(page, include.line, format!("{} {what}", include.path));
                }
            }
            self.included.insert((target, include.part));
        }
    }

    /// No Rust but what is included; and no code whose language is left open, since
    /// `mdbook test` takes that for Rust.
    fn check_code(&mut self, page: &Path, text: &str) {
        for block in split(text).0 {
            let is_include = |line: &&str| {
                let line = line.trim();
                line.is_empty() || line.starts_with("{{#") && line.ends_with("}}")
            };
            match block.language() {
                "" => self.fault(page, block.line, "a code block without a language"),
                "rust" | "rs" if !block.lines.iter().all(is_include) => {
                    self.fault(
                        page,
                        block.line,
                        "Rust that is not included from a compiled file",
                    );
                }
                _ => {}
            }
        }
    }

    /// Every relative link leads to a file in the book, and to a heading that is there.
    fn check_links(&mut self, page: &Path, text: &str) {
        let src = self.root.join("book/src");
        for (line, link) in links(&split(text).1) {
            let is_draft = link.is_empty() && page == src.join("SUMMARY.md");
            // mdBook makes it.
            let is_print = link == "print.html";
            if is_draft || is_print || link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (path, heading) = match link.split_once('#') {
                Some((path, heading)) => (path, Some(heading)),
                None => (&link[..], None),
            };
            let target = match path {
                "" => Ok(page.to_owned()),
                path => page
                    .parent()
                    .expect("a page is in a folder")
                    .join(path)
                    .canonicalize(),
            };
            let target = match target {
                Ok(target) if target.starts_with(&src) && target.is_file() && !link.is_empty() => {
                    target
                }
                Ok(_) => {
                    self.fault(page, line, format!("({link}) leads to no file of the book"));
                    continue;
                }
                Err(_) => {
                    self.fault(page, line, format!("({link}) leads nowhere"));
                    continue;
                }
            };
            let (Some(heading), Some(there)) = (heading, self.pages.get(&target)) else {
                continue;
            };
            if !slugs(&split(there).1, there)
                .iter()
                .any(|slug| slug == heading)
            {
                self.fault(
                    page,
                    line,
                    format!("({link}): that page has no such heading"),
                );
            }
        }
    }

    /// Every page is linked from the summary, once, and has something to say.
    fn check_summary(&mut self, summary: &Path) {
        let mut linked = BTreeMap::<PathBuf, usize>::new();
        for (line, link) in links(&split(&self.pages[summary]).1) {
            if link.is_empty() {
                continue; // a draft: a chapter to come
            }
            let Ok(target) = summary.with_file_name(&link).canonicalize() else {
                continue; // reported with the links
            };
            if linked.insert(target, line).is_some() {
                self.fault(summary, line, format!("{link} is linked twice"));
            }
        }
        for (page, text) in self.pages.clone() {
            // A page may also be a piece of others.
            let is_piece = self.included.iter().any(|(path, _)| *path == page);
            if page == summary || is_piece {
                continue;
            }
            if !linked.contains_key(&page) {
                self.fault(&page, 1, "SUMMARY.md does not link this page");
            }
            let prose = split(&text).1;
            let words = prose.iter().filter(|line| !line.starts_with('#'));
            if words.flat_map(|line| line.split_whitespace()).count() < 20 || text.contains("TODO")
            {
                self.fault(&page, 1, "a stub");
            }
        }
    }

    /// Every anchor in the chapters is included somewhere: the others are noise. Starters
    /// and planted bugs are copies of a source and keep its anchors.
    fn check_anchors_are_used(&mut self) {
        let chapters = self.root.join("chapters");
        for path in files(&chapters, "rs") {
            let inside = path.strip_prefix(&chapters).expect("it was found there");
            if inside
                .iter()
                .any(|part| part == "bugs" || part == "exercise")
            {
                continue;
            }
            let source = fs::read_to_string(&path).expect("a source is text");
            for (n, line) in source.lines().enumerate() {
                let (begin, end) = (
                    anchor_name(line, "ANCHOR:"),
                    anchor_name(line, "ANCHOR_END:"),
                );
                if let Some(name) = begin.or(end) {
                    let part = (path.clone(), Some(name.to_owned()));
                    if !self.included.contains(&part) {
                        self.fault(
                            &path,
                            n + 1,
                            format!("no page includes the anchor `{name}`"),
                        );
                    }
                }
            }
        }
    }
}
