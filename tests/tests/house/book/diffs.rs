//! What the book shows of a file that repeats another one: the lines that changed, and where.
//!
//! A planted bug is a source with one mistake, and some pieces are an earlier chapter's with
//! something new. A page that showed the whole file would hide the change in it. So the pages
//! include `book/src/diffs/NAME.md`, which is made here, from the two files.

use std::fs;

use seam::tree::root;

use super::made;

/// The name of a diff, the file it starts from, and the one it leads to, under `chapters`.
const DIFFS: [(&str, &str, &str); 12] = [
    (
        "lost_wakeup",
        "04_bounded_channel/src/queue.rs",
        "04_bounded_channel/bugs/lost_wakeup.rs",
    ),
    (
        "join_under_lock",
        "01_spawn_per_task/src/pool.rs",
        "01_spawn_per_task/bugs/join_under_lock.rs",
    ),
    (
        "guard_held",
        "02_shared_queue/src/pool.rs",
        "02_shared_queue/bugs/guard_held.rs",
    ),
    (
        "close_notifies_one",
        "03_shutdown/src/queue.rs",
        "03_shutdown/bugs/close_notifies_one.rs",
    ),
    (
        "registers_after_looking",
        "06_completion/src/as_completed.rs",
        "06_completion/bugs/registers_after_looking.rs",
    ),
    (
        "cancel_after_start",
        "07_cancellation/src/claim.rs",
        "07_cancellation/bugs/cancel_after_start.rs",
    ),
    (
        "looks_then_registers",
        "08_async/src/future.rs",
        "08_async/bugs/looks_then_registers.rs",
    ),
    (
        "wake_under_lock",
        "08_async/src/waker.rs",
        "08_async/bugs/wake_under_lock.rs",
    ),
    (
        "room_wake_dropped",
        "08_async/src/room.rs",
        "08_async/bugs/room_wake_dropped.rs",
    ),
    (
        "takes_it_again",
        "09_gil/src/gil.rs",
        "09_gil/bugs/takes_it_again.rs",
    ),
    (
        "looks_before_it_counts",
        "10_python_pools/src/lazy_workers.rs",
        "10_python_pools/bugs/looks_before_it_counts.rs",
    ),
    (
        "started_after_the_end",
        "11_processes/src/taken.rs",
        "11_processes/bugs/started_after_the_end.rs",
    ),
];

/// How many unchanged lines are shown on either side of a change.
const AROUND: usize = 2;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Line<'a> {
    Same(&'a str),
    Gone(&'a str),
    New(&'a str),
}

use Line::{Gone, New, Same};

/// The lines of both texts in one list. Anchors are no part of what a page shows.
fn merged<'a>(old: &'a str, new: &'a str) -> Vec<Line<'a>> {
    let lines = |text: &'a str| -> Vec<&'a str> {
        let shown = |line: &&str| !line.trim_start().starts_with("// ANCHOR");
        text.lines().filter(shown).collect()
    };
    let (old, new) = (lines(old), lines(new));
    // common[i][j]: how many lines `old[i..]` and `new[j..]` have in common, in order.
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = match old[i] == new[j] {
                true => common[i + 1][j + 1] + 1,
                false => common[i + 1][j].max(common[i][j + 1]),
            };
        }
    }
    let (mut i, mut j, mut merged) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            merged.push(Same(new[j]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || i < old.len() && common[i + 1][j] >= common[i][j + 1] {
            merged.push(Gone(old[i]));
            i += 1;
        } else {
            merged.push(New(new[j]));
            j += 1;
        }
    }
    merged
}

/// Comments may say something else, and what is imported follows from the code.
fn is_code(line: &str) -> bool {
    let line = line.trim();
    let starts = ["//", "use ", "pub use "];
    !line.is_empty() && !starts.iter().any(|start| line.starts_with(start))
}

/// Runs of changed lines in which no code changes count as unchanged.
fn without_small_talk(merged: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let is_same = |line: &Line| matches!(line, Same(_));
    let mut kept = Vec::new();
    for run in merged.chunk_by(|a, b| is_same(a) == is_same(b)) {
        let is_change = |line: &Line| matches!(*line, Gone(text) | New(text) if is_code(text));
        if is_same(&run[0]) || run.iter().any(is_change) {
            kept.extend_from_slice(run);
            continue;
        }
        kept.extend(run.iter().filter_map(|line| match *line {
            New(text) => Some(Same(text)),
            _ => None,
        }));
    }
    kept
}

/// The head of the function in which the line `at` is, if it is above.
fn head(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let text = |line: &Line<'_>| match *line {
        Same(text) | Gone(text) | New(text) => text.to_owned(),
    };
    let indent = |text: &str| text.len() - text.trim_start().len();
    // Of all that is further out than our line, the nearest: a function, or its end.
    let here = indent(&text(&lines[at])).max(1);
    let mut outer = here;
    for (above, line) in lines[..at].iter().enumerate().rev() {
        let text = text(line);
        if text.trim().is_empty() || indent(&text) >= outer {
            continue;
        }
        outer = indent(&text);
        let before_arguments = text.split(['(', '<']).next().unwrap_or("");
        if before_arguments.split_whitespace().any(|word| word == "fn") {
            return Some(above);
        }
    }
    None
}

/// The diff of two texts, as the inside of a code block.
fn diff(old: &str, new: &str) -> String {
    let lines = without_small_talk(merged(old, new));
    let mut shown = vec![false; lines.len()];
    for (at, line) in lines.iter().enumerate() {
        if !matches!(line, Same(_)) {
            let last = (at + AROUND).min(lines.len() - 1);
            shown[at.saturating_sub(AROUND)..=last].fill(true);
            shown[head(&lines, at).unwrap_or(at)] = true;
        }
    }
    let mut text = String::new();
    let mut at = 0;
    while at < lines.len() {
        let folded = shown[at..].iter().take_while(|shown| !**shown).count();
        if folded > 1 {
            text += &format!("⋯ {folded} lines as before\n");
            at += folded;
            continue;
        }
        let (mark, line) = match lines[at] {
            Same(line) => (' ', line),
            Gone(line) => ('-', line),
            New(line) => ('+', line),
        };
        text += format!("{mark} {line}").trim_end();
        text.push('\n');
        at += 1;
    }
    text
}

#[test]
fn the_diffs_are_what_the_files_say() {
    let read = |path: &str| fs::read_to_string(root().join("chapters").join(path)).unwrap();
    let pieces = DIFFS.map(|(name, old, new)| {
        let diff = diff(&read(old), &read(new));
        (name.to_owned(), format!("```diff\n{diff}```\n"))
    });
    let faults = made::faults("diffs", &pieces);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn a_diff_shows_what_changed_and_where() {
    let body = (1..=9).map(|n| format!("    {n};\n")).collect::<String>();
    let old = format!("//! Old.\nuse a;\n// ANCHOR: f\nfn f() {{\n{body}}}\n");
    let new = old.replace("Old", "New").replace("use a", "use b");
    assert_eq!(diff(&old, &new), "⋯ 13 lines as before\n");
    let new = new.replace("    6;\n", "    six;\n\n    // Half a dozen.\n");
    let expected = "⋯ 2 lines as before\n  fn f() {\n⋯ 3 lines as before\n      4;\n      5;\n\
        -     6;\n+     six;\n+\n+     // Half a dozen.\n      7;\n      8;\n⋯ 2 lines as before\n";
    assert_eq!(diff(&old, &new), expected);
}
