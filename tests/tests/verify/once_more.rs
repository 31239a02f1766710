//! All tests of all chapters once more, on the readers' files with every step done: everything
//! that judges ours judges theirs, with the same outcome.
//!
//! The models run with the recorder on, whose steps are thrown away, and are compared with our
//! source's without it: so one pass shows that both the files and the recorder change nothing.

use std::collections::BTreeMap;
use std::path::Path;

use seam::tree::chapters;
use toolbox::card::{Card, Kind, TARGET};
use toolbox::cargo::{Built, Executable};
use toolbox::side_by_side;

use super::scratch::scratch;
use super::{left_out, listed, none, of_kind, our_models, said};

/// The environment's name for where the steps go; `-` is nowhere. See `seam/src/recorder.rs`.
const RECORDER: &str = "EXPLAIN_MODEL";

/// The tests of a target, in the order of the chapters.
fn of_each_chapter<'a>(built: &'a Built, target: &str) -> Vec<&'a Executable> {
    let tests = chapters().into_iter().map(|folder| {
        // Of the copy it is another folder of the same name.
        let name = Path::new(folder.file_name().expect("it has a name"));
        let tests = built.test(name, target);
        tests.unwrap_or_else(|| panic!("{} has no {target}", name.display()))
    });
    tests.collect()
}

/// The number of executions of each model, by the model's chapter and name, or what it said.
/// The planted bugs are left out.
fn executions(built: &Built, recorded: bool) -> BTreeMap<(String, String), Result<u64, String>> {
    let mut all = Vec::new();
    for tests in of_each_chapter(built, "loom") {
        let models = listed(tests, "").into_iter();
        let models = models.filter(|model| !model.starts_with("bugs::"));
        all.extend(models.map(|model| (tests, model)));
    }
    let counted = side_by_side::all(&all, |(tests, model)| {
        let mut run = tests.command(["--exact", model, "--test-threads=1"]);
        match recorded {
            true => run.env(RECORDER, "-"),
            false => run.env_remove(RECORDER),
        };
        let said = said(&mut run);
        // `model NAME: 24 executions, ...`, perhaps behind the name of the test.
        let told = said.text.split_once(&format!("model {model}: "));
        let count = told.and_then(|(_, told)| told.split(' ').next()?.parse().ok());
        let folder = tests.folder.file_name().unwrap_or_default();
        let name = (folder.to_string_lossy().into_owned(), model.clone());
        (name, count.filter(|_| said.ok).ok_or(said.text))
    });
    counted.into_iter().collect()
}

#[test]
fn with_every_step_done_everything_passes_and_recording_changes_nothing() {
    if left_out() {
        return;
    }
    let scratch = scratch();
    let _turns = scratch.whole();
    let cards = of_kind(Kind::Build);
    for card in &cards {
        scratch.write(card, &scratch.begun(card, card.steps.len()));
    }
    let of_all: Vec<&Card> = cards.iter().collect();
    let built = scratch.build(&of_all, &[]);
    let examples = said(scratch.cargo_test(&of_all).arg("--doc"));
    for card in &cards {
        scratch.write(card, &scratch.begun(card, 0));
    }
    assert!(built.ok && examples.ok, "{}{}", built.said, examples.text);

    let (theirs, ours) = (executions(&built, true), executions(&our_models(), false));
    assert!(ours.len() > 80, "only {} models", ours.len());
    let others = ["behaviour", TARGET].map(|target| of_each_chapter(&built, target));
    let faults = side_by_side::all(&others.concat(), |tests| {
        let said = said(&mut tests.command([""; 0]));
        (!said.ok).then(|| format!("{}:\n{}", tests.folder.display(), said.text))
    });
    let mut faults: Vec<String> = faults.into_iter().flatten().collect();
    for (model, count) in &ours {
        let same = count.is_ok() && theirs.get(model) == Some(count);
        if !same {
            let theirs = theirs.get(model);
            faults.push(format!(
                "{model:?}: ours {count:?}, theirs and recorded {theirs:?}"
            ));
        }
    }
    assert_eq!(theirs.len(), ours.len());
    none(&faults);
}
