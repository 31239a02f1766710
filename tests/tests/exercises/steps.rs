//! The exercises that are built step by step.

use super::cards::{Card, Kind};
use super::scratch::{Scratch, has_warnings};
use super::{none, of_kind};

/// With the first `done` steps filled in by ours, their tests pass, and those of the next step
/// fail because it is a `todo!`. The tests of later steps may do what they like.
fn faults(scratch: &Scratch, card: &Card, done: usize) -> Vec<String> {
    scratch.write(card, &scratch.begun(card, done));
    let next = (done + 1).min(card.steps.len());
    let tests: Vec<_> = (1..=next).map(|step| format!("step_{step}_")).collect();
    let mut harness = vec!["--test-threads=1"];
    harness.extend(tests.iter().map(String::as_str));
    let said = scratch.test(card, &card.targets(), &harness);
    let verdicts = said
        .verdicts()
        .map(|(name, verdict)| (name, verdict.ends_with("ok")));
    let verdicts: Vec<_> = verdicts.collect();

    let begin = format!("{} after {done} steps: ", card.name);
    let fault = |what: String| vec![format!("{begin}{what}\n{}", said.text)];
    if verdicts.is_empty() || has_warnings(&said) {
        return fault("it does not compile, or not without warnings".to_owned());
    }
    for (step, test) in (1..).zip(&tests) {
        let mine = verdicts.iter().filter(|(name, _)| name.starts_with(test));
        let (passed, failed) = mine.partition::<Vec<&(&str, bool)>, _>(|(_, passed)| *passed);
        let expected = match step <= done {
            true => !passed.is_empty() && failed.is_empty(),
            false => passed.is_empty() && !failed.is_empty(),
        };
        if !expected {
            return fault(format!("step {step} is not decided by its own tests"));
        }
    }
    let failed = verdicts.iter().filter(|(_, passed)| !passed).count();
    let todo = format!("not yet implemented: step {next}\n");
    if said.text.matches(&todo).count() < failed {
        return fault(format!("not every failure is at step {next}"));
    }
    Vec::new()
}

#[test]
fn each_step_is_decided_by_its_own_tests() {
    let scratch = Scratch::new();
    let mut all = Vec::new();
    for card in of_kind(Kind::Build) {
        for done in 0..=card.steps.len() {
            all.extend(faults(&scratch, &card, done));
        }
        scratch.write(&card, &scratch.begun(&card, 0));
    }
    none(&all);
}

/// Everything that judges ours judges the reader's, with the same outcome. In CI only: it is
/// every test of every chapter once more.
#[test]
fn with_every_step_done_everything_passes() {
    if std::env::var_os("CI").is_none() {
        return eprintln!("only in CI: CI=1 cargo test -p contract --test exercises");
    }
    let scratch = Scratch::new();
    let mut faults = Vec::new();
    for card in of_kind(Kind::Build) {
        scratch.write(&card, &scratch.begun(&card, card.steps.len()));
    }
    let mut packages: Vec<_> = of_kind(Kind::Build).iter().map(Card::package).collect();
    packages.dedup();
    for package in packages {
        let said = scratch.cargo(&["test", "--locked", "-p", &package, "--features", "exercise"]);
        if !said.ok {
            faults.push(format!("{package}:\n{}", said.text));
        }
    }
    none(&faults);
}

/// And nothing passes by itself: the models take the reader's file.
#[test]
fn the_models_take_the_starter() {
    let scratch = Scratch::new();
    let mut faults = Vec::new();
    for card in of_kind(Kind::Build) {
        let said = scratch.test(&card, &["loom".to_owned()], &["--test-threads=1"]);
        if said.ok || !said.text.contains("not yet implemented: step ") {
            faults.push(format!(
                "{}: the models do not reach a step\n{}",
                card.name, said.text
            ));
        }
    }
    none(&faults);
}
