//! What `workshop explain` shows: every planted bug has a schedule that fits on a page.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;

use seam::tree::{chapters, number, root};
use toolbox::side_by_side;

use super::{left_out, none, our_models, said, workshop};

/// The planted bugs of a chapter that a model finds: their names, and the words of the failure.
fn bugs(folder: &Path) -> BTreeMap<String, String> {
    let mut bugs = BTreeMap::new();
    for entry in fs::read_dir(folder.join("tests/bugs")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        // `must_fail!(module::model, "reason");`
        let Some((_, call)) = text.split_once("must_fail!(") else {
            continue; // the list of them
        };
        if text.contains("use crate::engine::*;") {
            continue; // a mistake in chapter 13's own search, which loom does not run
        }
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let reason = call.split('"').nth(1).expect("a bug fails for a reason");
        bugs.insert(name, reason.to_owned());
    }
    bugs
}

#[test]
fn every_planted_bug_has_a_schedule_that_fits_on_a_page() {
    if left_out() {
        return;
    }
    our_models(); // all at once: each of the many calls below finds its own built
    let mut all = Vec::new();
    for folder in chapters() {
        let package = format!("chapter{}", number(&folder));
        all.extend(
            bugs(&folder)
                .into_iter()
                .map(|(bug, reason)| (package.clone(), bug, reason)),
        );
    }
    assert!(all.len() > 50, "only {} bugs", all.len());
    let faults = side_by_side::all(&all, |(package, bug, reason)| {
        let said = said(workshop().args(["explain", package, bug]));
        let rows = said
            .text
            .lines()
            .filter_map(|line| line.split_whitespace().next()?.parse::<u32>().ok());
        let rows = rows.max().unwrap_or(0);
        let verdict = said
            .text
            .lines()
            .rfind(|line| !line.is_empty())
            .unwrap_or_default();
        let kind = match reason.as_str() {
            "deadlock" => "deadlock: ",
            "exceeded maximum number of branches" => "",
            _ => "panic: ",
        };
        let fits = said.ok && (2..=40).contains(&rows) && verdict.starts_with(kind);
        (!fits).then(|| {
            format!(
                "{package} {bug}: {rows} rows, {verdict:?} for {reason:?}\n{}",
                said.text
            )
        })
    });
    none(&faults.into_iter().flatten().collect::<Vec<_>>());
}

/// The orders that the book shows, in `book/src/explain`.
const SHOWN: [(&str, &str); 20] = [
    ("chapter1", "join_under_lock"),
    ("chapter2", "notify_first"),
    ("chapter2", "guard_held"),
    ("chapter2", "if_for_while"),
    ("chapter3", "close_notifies_one"),
    ("chapter4", "lost_wakeup"),
    ("chapter4", "waits_for_itself"),
    ("chapter5", "callbacks_taken_once"),
    ("chapter5", "promise_forgotten"),
    ("chapter6", "registers_after_looking"),
    ("chapter7", "cancel_after_start"),
    ("chapter7", "flag_without_lock"),
    ("chapter8", "looks_then_registers"),
    ("chapter8", "wake_under_lock"),
    ("chapter8", "room_wake_dropped"),
    ("chapter9", "takes_it_again"),
    ("chapter10", "looks_before_it_counts"),
    ("chapter10", "counts_after_it_took"),
    ("chapter11", "started_after_the_end"),
    ("chapter12", "the_quick_way_home"),
];

/// What is printed, with the anchors by which a page includes the steps and the verdict.
fn with_anchors(said: &str) -> String {
    let (steps, verdict) = said.trim_end().rsplit_once("\n\n").unwrap_or_default();
    format!(
        "ANCHOR: steps\n{steps}\nANCHOR_END: steps\n\nANCHOR: verdict\n{verdict}\nANCHOR_END: verdict\n"
    )
}

/// loom tries the orders in an order of its own that does not change, so the book can show what
/// a reader will see. `UPDATE_BOOK=1` writes it down.
#[test]
fn the_book_shows_what_is_printed() {
    if left_out() {
        return;
    }
    our_models();
    let faults = side_by_side::all(&SHOWN, |(package, bug)| {
        let said = said(workshop().args(["explain", package, bug]));
        let printed = with_anchors(&said.text);
        let path = root().join(format!("book/src/explain/{bug}.txt"));
        if env::var_os("UPDATE_BOOK").is_some() {
            fs::write(&path, &printed).unwrap();
        }
        let shown = fs::read_to_string(&path).unwrap_or_default();
        let same = shown.lines().eq(printed.lines());
        (!same).then(|| format!("{}:\n{printed}", path.display()))
    });
    none(&faults.into_iter().flatten().collect::<Vec<_>>());
}
