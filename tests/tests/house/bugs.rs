//! A planted bug is the same file with one mistake, and a test catches it.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use seam::tree::root;

/// How many lines of code a mistake may change.
const MOST: usize = 12;

/// The lines of code: without blank lines and comments, which may say other things in a
/// file with a bug.
fn code(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .collect()
}

/// How many lines have to change to make one text the other: a changed line counts once,
/// and so does one that is added or gone.
fn changed_lines(old: &str, new: &str) -> usize {
    let (old, new) = (code(old), code(new));
    // common[j]: the longest common subsequence of the lines of `old` seen so far and the
    // first `j` of `new`.
    let mut common = vec![0; new.len() + 1];
    for old_line in &old {
        let mut diagonal = 0;
        for (j, new_line) in new.iter().enumerate() {
            let above = common[j + 1];
            common[j + 1] = match old_line == new_line {
                true => diagonal + 1,
                false => above.max(common[j]),
            };
            diagonal = above;
        }
    }
    old.len().max(new.len()) - common[new.len()]
}

/// What is in a folder, sorted; nothing if it is not there.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths = entries
        .map(|entry| entry.unwrap().path())
        .collect::<Vec<_>>();
    paths.sort();
    paths
}

/// Where the tests of planted bugs are: of those that a model catches, and of the others.
const TESTS: [&str; 2] = ["tests/bugs", "tests/behaviour"];

/// Is there a test of the bug's name among these, which is compiled and takes the bug's file?
fn is_tested(tests: &Path, bug: &str) -> bool {
    let read = |file: &str| fs::read_to_string(tests.join(file)).unwrap_or_default();
    let taken = format!("#[path = \"../../bugs/{bug}.rs\"]");
    let listed = format!("mod {bug};");
    let is_listed = |root: &str| read(root).lines().any(|line| line == listed);
    let text = read(&format!("{bug}.rs"));
    let fails = text.contains("must_fail!(") || text.contains("must_fail(");
    fails && text.contains(&taken) && (is_listed("mod.rs") || is_listed("main.rs"))
}

/// What is wrong with the planted bugs under `chapters`, a line each.
fn faults(chapters: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    let mut sources = Vec::new(); // of this chapter and those before it
    for chapter in entries(chapters) {
        for source in entries(&chapter.join("src")) {
            sources.extend(fs::read_to_string(source)); // a folder is none
        }
        for bug in entries(&chapter.join("bugs")) {
            let shown = bug
                .strip_prefix(chapters)
                .expect("it was found there")
                .display();
            let text = fs::read_to_string(&bug).expect("a bug is a source");
            let changes = sources.iter().map(|source| changed_lines(source, &text));
            match changes.min() {
                Some(0) => faults.push(format!("{shown} makes no mistake")),
                Some(lines) if lines <= MOST => {}
                _ => faults.push(format!("{shown} is no source with one mistake in it")),
            }
            let name = bug.file_stem().unwrap_or_default().to_string_lossy();
            if !TESTS
                .iter()
                .any(|tests| is_tested(&chapter.join(tests), &name))
            {
                faults.push(format!("{shown}: no test takes it"));
            }
        }
    }
    faults
}

#[test]
fn every_planted_bug_is_one_mistake_and_has_its_test() {
    let chapters = root().join("chapters");
    assert!(chapters.is_dir());
    let faults = faults(&chapters);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn lines_are_compared_without_comments() {
    assert_eq!(changed_lines("a\nb\nc", "a\n// new\n\n  b\nc"), 0);
    assert_eq!(changed_lines("a\nb\nc", "a\nx\nc"), 1);
    assert_eq!(changed_lines("a\nb\nc", "a\nc"), 1);
    assert_eq!(changed_lines("a\nb\nc", "b\nc\nd\ne"), 2);
    assert_eq!(changed_lines("a\nb", "b\na"), 1);
    assert_eq!(changed_lines("", "a\nb"), 2);
}

#[test]
fn a_bug_that_is_none_or_too_many_is_found() {
    // Two runs at once must not meet here.
    let name = format!("bugs_{}", std::process::id());
    let chapters = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let write = |path: &str, text: &str| {
        let path = chapters.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).unwrap();
        fs::write(path, text).unwrap();
    };
    let lines =
        |numbers: std::ops::Range<u32>| numbers.map(|n| format!("{n}\n")).collect::<String>();
    write("01/src/queue.rs", &lines(0..30));
    write("02/src/pool.rs", "x\n");
    for (name, text) in [
        ("same", lines(0..30)),
        ("small", lines(1..30)),
        ("large", lines(0..17)),
    ] {
        write(&format!("02/bugs/{name}.rs"), &text);
        let test = format!(
            "#[path = \"../../bugs/{name}.rs\"]\nmod queue;\nseam::must_fail!(a::b, \"\");"
        );
        write(&format!("02/tests/bugs/{name}.rs"), &test);
    }
    write(
        "02/tests/bugs/mod.rs",
        "mod same;\nmod small;\nmod large;\n",
    );
    // There is a file, which nobody compiles.
    write("02/bugs/unlisted.rs", &lines(3..30));
    let test = "#[path = \"../../bugs/unlisted.rs\"]\nmod queue;\nseam::must_fail!(a::b, \"\");";
    write("02/tests/bugs/unlisted.rs", test);
    write("02/bugs/untested.rs", &lines(2..30));
    let found = faults(&chapters).into_iter().collect::<HashSet<_>>();
    let expected = [
        "02/bugs/same.rs makes no mistake",
        "02/bugs/large.rs is no source with one mistake in it",
        "02/bugs/untested.rs: no test takes it",
        "02/bugs/unlisted.rs: no test takes it",
    ];
    assert_eq!(found, expected.map(str::to_owned).into());
    fs::remove_dir_all(&chapters).unwrap();
}
