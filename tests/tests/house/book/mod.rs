//! The book, checked against the tree it tells of.
//!
//! mdBook renders a missing anchor as nothing and a dead link as a link. Both are failures
//! here: see [`check`]. Below, each kind of fault is made once, and found.

mod all_models;
mod asked;
pub mod check;
mod diffs;
mod made;
mod page;
mod questions;
mod race;
mod reading;
mod tables;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use check::faults;

#[test]
fn the_book_has_no_faults() {
    let faults = faults(&seam::tree::root());
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// A page that is no stub.
const WORDS: &str = "one two three four five six seven eight nine ten \
    eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty\n";

const CODE: &str = "// ANCHOR: one\nfn one() {}\n// ANCHOR_END: one\n";

/// A small tree on disk, gone when the test ends.
struct Small(PathBuf);

impl Small {
    /// A book without faults: two pages, one source.
    fn new(name: &str) -> Small {
        // Two runs at once must not meet here.
        let name = format!("{name}_{}", std::process::id());
        let tree = Small(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        let page = "# A page\n\n## Why `N` *workers*?\n\n\
            ```rust\n{{#include ../../chapters/01/src/lib.rs:one}}\n```\n";
        tree.write(
            "book/src/SUMMARY.md",
            "# Summary\n\n- [A](a.md)\n- [B](b.md)\n- [Later]()\n",
        );
        tree.write("book/src/a.md", &format!("{page}{WORDS}"));
        tree.write(
            "book/src/b.md",
            &format!("[why](a.md#why-n-workers) [web](https://example.org/x#y)\n{WORDS}"),
        );
        tree.write("chapters/01/src/lib.rs", CODE);
        tree
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).unwrap();
        fs::write(path, text).unwrap();
    }

    fn append(&self, path: &str, text: &str) {
        let before = fs::read_to_string(self.0.join(path)).unwrap();
        self.write(path, &format!("{before}{text}\n"));
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The faults of a small book after `spoil`. Exactly one is expected, and it says `what`.
#[track_caller]
fn finds(name: &str, what: &str, spoil: impl FnOnce(&Small)) {
    let tree = Small::new(name);
    assert_eq!(faults(&tree.0), [""; 0], "before anything is wrong");
    spoil(&tree);
    let found = faults(&tree.0);
    assert!(found.len() == 1 && found[0].contains(what), "{found:#?}");
}

#[test]
fn a_missing_book() {
    finds("missing_book", "SUMMARY.md is missing", |tree| {
        fs::remove_file(tree.0.join("book/src/SUMMARY.md")).unwrap();
    });
}

#[test]
fn an_include_of_no_file() {
    finds("no_file", "b.md:4: no file gone.txt", |tree| {
        tree.append("book/src/b.md", "\n{{#include gone.txt}}");
    });
}

#[test]
fn an_include_of_no_anchor() {
    finds("no_anchor", "has no `ANCHOR: two`", |tree| {
        tree.append(
            "book/src/b.md",
            "{{#rustdoc_include ../../chapters/01/src/lib.rs:two}}",
        );
    });
}

#[test]
fn an_include_of_lines() {
    finds("lines", "line numbers drift: 1:2", |tree| {
        tree.append(
            "book/src/b.md",
            "{{#include ../../chapters/01/src/lib.rs:1:2}}",
        );
    });
}

#[test]
fn an_anchor_that_does_not_hold() {
    for (source, what) in [
        ("// ANCHOR: one\nx\n", "has no `ANCHOR_END: one`"),
        (
            "// ANCHOR_END: one\nx\n// ANCHOR: one\n",
            "ends `one` before it begins",
        ),
        (
            "// ANCHOR: one\n\n// ANCHOR_END: one\n",
            "has nothing in the anchor `one`",
        ),
        (&CODE.repeat(2), "has the anchor `one` more than once"),
    ] {
        finds("anchor", what, |tree| {
            tree.write("chapters/01/src/lib.rs", source)
        });
    }
    // A name is the whole name.
    assert!(page::anchor(CODE, "on").is_err());
    assert_eq!(page::anchor(CODE, "one").unwrap(), "fn one() {}");
}

#[test]
fn an_anchor_that_nobody_includes() {
    finds(
        "unused",
        "chapters/01/src/pool.rs:2: no page includes the anchor `two`",
        |tree| {
            tree.write("chapters/01/src/pool.rs", "\n// ANCHOR: two\n");
            tree.write("chapters/01/bugs/copy.rs", "// ANCHOR: two\n");
        },
    );
}

#[test]
fn rust_that_nobody_compiles() {
    finds("loose", "b.md:3: Rust that is not included", |tree| {
        tree.append("book/src/b.md", "```rust,ignore\nfn main() {}\n```");
    });
    finds("beside", "so nobody compiles it", |tree| {
        tree.write("book/src/loose.rs", "fn main() {}");
        tree.append("book/src/b.md", "```rust\n{{#include loose.rs}}\n```");
    });
    finds(
        "no_language",
        "b.md:3: a code block without a language",
        |tree| {
            tree.append("book/src/b.md", "```\nfn main() {}\n```");
        },
    );
}

#[test]
fn a_page_without_a_link() {
    finds(
        "unlinked",
        "c.md:1: SUMMARY.md does not link this page",
        |tree| {
            tree.write("book/src/c.md", WORDS);
        },
    );
}

#[test]
fn a_page_with_two_links() {
    finds("twice", "SUMMARY.md:6: b.md is linked twice", |tree| {
        tree.append("book/src/SUMMARY.md", "- [B again](b.md)");
    });
}

#[test]
fn a_summary_that_links_nothing() {
    finds(
        "dead_summary",
        "SUMMARY.md:6: (c.md) leads nowhere",
        |tree| {
            tree.append("book/src/SUMMARY.md", "- [C](c.md)");
        },
    );
}

#[test]
fn a_dead_link() {
    for (link, what) in [
        ("[x](gone.md)", "b.md:3: (gone.md) leads nowhere"),
        (
            "![x](gone.svg \"title\")",
            "b.md:3: (gone.svg) leads nowhere",
        ),
        ("<img src=\"gone.png\">", "b.md:3: (gone.png) leads nowhere"),
        ("[x]: gone.md", "b.md:3: (gone.md) leads nowhere"),
        ("[x]()", "leads to no file"),
        (
            "[x](../../chapters/01/src/lib.rs)",
            "leads to no file of the book",
        ),
        ("[x](a.md#who)", "(a.md#who): that page has no such heading"),
        ("[x](#who)", "(#who): that page has no such heading"),
    ] {
        finds("link", what, |tree| tree.append("book/src/b.md", link));
    }
}

#[test]
fn a_stub() {
    finds("stub", "b.md:1: a stub", |tree| {
        tree.write("book/src/b.md", "# B\n")
    });
    finds("todo", "b.md:1: a stub", |tree| {
        tree.append("book/src/b.md", "TODO")
    });
}

#[test]
fn what_is_shown_is_no_link() {
    let tree = Small::new("shown");
    tree.append(
        "book/src/b.md",
        "`[x](gone.md)` \\{{#include gone.md}}\n~~~text\n[x](gone.md)\n~~~",
    );
    assert_eq!(faults(&tree.0), [""; 0]);
}

#[test]
fn headings_as_mdbook_names_them() {
    let text = "# Drop, drain & join!\n## `Arc::strong_count`\n## [A link](x.md)\n\
        ## Same\n## Same\n## T {#own}\n";
    let (_, prose) = page::split(text);
    let slugs = page::slugs(&prose, text);
    let expected = [
        "drop-drain--join",
        "arcstrong_count",
        "a-link",
        "same",
        "same-1",
        "own",
    ];
    assert_eq!(slugs, [&expected[..3], &expected[3..]].concat());
}
