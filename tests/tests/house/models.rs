//! The models: one that has no imp says why, and the page of operations names all of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use seam::tree::{chapters, number, root};

use crate::book::check::files;

/// What may go wrong where, in the words of the page and in those of the sources.
const OPERATIONS: [(&str, &str); 18] = [
    ("notify_one", ".notify_one("),
    ("notify_all", ".notify_all("),
    ("fetch_add", ".fetch_add("),
    ("fetch_sub", ".fetch_sub("),
    ("compare_exchange", ".compare_exchange("),
    ("swap", ".swap("),
    ("store", ".store("),
    ("wait_until", "wait_until("),
    ("wait_timeout", ".wait_timeout("),
    ("recv_timeout", ".recv_timeout("),
    ("result_timeout", ".result_timeout("),
    ("join", ".join()"),
    ("panics::contain", "panics::contain("),
    ("panics::catch", "panics::catch("),
    ("wake", ".wake()"),
    ("wake_by_ref", ".wake_by_ref()"),
    ("waker.clone", "waker.clone()"),
    ("waker.clone", "waker().clone()"),
];

pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// The models in a text, each with its comment, in one line, and its body.
pub fn models(text: &str) -> Vec<(String, String, String)> {
    let mut models = Vec::new();
    let mut comment = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(said) = line.strip_prefix("///") {
            comment += said;
        } else if let Some((name, _)) = line
            .strip_prefix("pub fn ")
            .and_then(|rest| rest.split_once("() {"))
        {
            let body = lines.by_ref().take_while(|line| *line != "}");
            let body = body.collect::<Vec<_>>().join("\n");
            models.push((name.to_owned(), std::mem::take(&mut comment), body));
        } else if !line.starts_with("//") {
            comment.clear();
        }
    }
    models
}

/// What of a chapter's models has no imp and does not say why. `X` in "No imp: `X` has one." is
/// a model of the same chapter, and has one.
fn without_imp(texts: &[String]) -> Vec<String> {
    let has_one = |body: &str| body.contains("imp()");
    let all: Vec<_> = texts.iter().flat_map(|text| models(text)).collect();
    let mut faults = Vec::new();
    for text in texts {
        let head = text.lines().take_while(|line| line.starts_with("//!"));
        let for_all = head.collect::<String>().contains("No imp: ");
        for (name, comment, body) in models(text) {
            if has_one(&body) || for_all {
                continue;
            }
            let Some((_, why)) = comment.split_once("No imp") else {
                faults.push(format!("{name} has no imp and does not say why"));
                continue;
            };
            let Some((_, other)) = why.split_once(": `") else {
                continue;
            };
            let Some((other, _)) = other.split_once("` has one.") else {
                continue;
            };
            let has = all
                .iter()
                .any(|(name, _, body)| name == other && has_one(body));
            if !has {
                faults.push(format!("{name} leaves the imp to {other}, which has none"));
            }
        }
    }
    faults
}

#[test]
fn a_model_has_an_imp_or_says_why_not() {
    let mut faults = Vec::new();
    for chapter in chapters() {
        let texts = files(&chapter.join("tests/models"), "rs");
        faults.extend(without_imp(
            &texts.iter().map(|path| read(path)).collect::<Vec<_>>(),
        ));
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// What of a text's models does not say how far it is searched, in the word of its own bound.
fn without_bound(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, comment, body) in models(text) {
        for (bound, word) in [
            ("Bound::Exhaustive", "xhaustive"),
            ("Bound::Pree", "preemption"),
        ] {
            if body.contains(bound) && !comment.contains(word) {
                faults.push(format!("{name} does not say {word:?}"));
            }
        }
    }
    faults
}

#[test]
fn a_model_says_its_bound() {
    let mut faults = Vec::new();
    for chapter in chapters() {
        for path in files(&chapter.join("tests/models"), "rs") {
            faults.extend(without_bound(&read(&path)));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    let silent = "/// Two threads.\npub fn two() {\n    check(Bound::Exhaustive);\n}\n";
    assert_eq!(without_bound(silent).len(), 1);
}

#[test]
fn a_model_without_a_reason_is_found() {
    let text = |why: &str| {
        let one = "/// One.\npub fn one() {\n    let imp = imp();\n}\n";
        format!("{one}\n/// Two threads.{why}\npub fn two() {{\n    check();\n}}\n")
    };
    let found = |why| without_imp(&[text(why)]);
    assert_eq!(found(""), ["two has no imp and does not say why"]);
    assert!(found(" No\n/// imp: it would do the work.").is_empty());
    assert!(found(" No imp: `one` has one.").is_empty());
    assert_eq!(
        found(" No imp: `three` has one."),
        ["two leaves the imp to three, which has none"]
    );
}

/// `(chapter, file, operation)`, of all that the sources do.
fn done() -> BTreeSet<(u32, String, String)> {
    let mut done = BTreeSet::new();
    for chapter in chapters() {
        let nth = number(&chapter);
        if nth > 12 {
            continue; // a checker has none of its own
        }
        for source in files(&chapter.join("src"), "rs") {
            let name = source
                .file_name()
                .expect("a file")
                .to_string_lossy()
                .into_owned();
            for line in read(&source).lines() {
                let code = line.split("//").next().unwrap_or_default();
                if code.contains("fn ") {
                    continue; // where it is made, and not where it is done
                }
                let there = OPERATIONS.iter().filter(|(_, text)| code.contains(text));
                done.extend(there.map(|(said, _)| (nth, name.clone(), (*said).to_owned())));
            }
        }
    }
    done
}

/// What stands in backticks.
fn quoted(cell: &str) -> impl Iterator<Item = String> + Clone + '_ {
    cell.split('`').skip(1).step_by(2).map(str::to_owned)
}

/// What the page has of that, and the names of models and tests on it.
fn said(page: &str) -> (BTreeSet<(u32, String, String)>, BTreeSet<String>) {
    let (mut said, mut names, mut chapter) = (BTreeSet::new(), BTreeSet::new(), 0);
    for line in page.lines() {
        if let Some(nth) = line.strip_prefix("## Chapter ") {
            chapter = nth.parse().expect("a number");
        }
        let cells: Vec<_> = line.split('|').collect();
        let [_, piece, operation, met_by, _] = cells[..] else {
            continue;
        };
        for piece in quoted(piece) {
            let row = quoted(operation).map(|operation| (chapter, piece.clone(), operation));
            said.extend(row);
        }
        // A word in the sentence beside the names is none of them.
        names.extend(quoted(met_by).filter(|name| name.contains('_')));
    }
    (said, names)
}

#[test]
fn the_page_of_models_has_every_operation() {
    let (said, _) = said(&read(&root().join("book/src/models.md")));
    let done = done();
    let missing: Vec<_> = done.difference(&said).collect();
    let gone: Vec<_> = said.difference(&done).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "missing: {missing:#?}, gone: {gone:#?}"
    );
}

#[test]
fn the_page_of_models_names_what_there_is() {
    let (_, names) = said(&read(&root().join("book/src/models.md")));
    assert!(names.len() > 80, "only {}", names.len());
    let mut tests = String::new();
    for folder in chapters()
        .into_iter()
        .map(|c| c.join("tests"))
        .chain([root().join("tests/src")])
    {
        tests.extend(files(&folder, "rs").iter().map(|path| read(path)));
    }
    let there = |name: &String| {
        tests.contains(&format!("fn {name}()")) || tests.contains(&format!("pub fn {name}<"))
    };
    let gone: Vec<_> = names.iter().filter(|name| !there(name)).collect();
    assert!(gone.is_empty(), "no model and no test: {gone:?}");
}
