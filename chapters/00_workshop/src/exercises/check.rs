//! `check NAME`: who judges, in which order, and what the reader is told.

use std::fs;
use std::path::Path;

use super::cards::{Card, Kind, read};
use super::cargo;
use super::output::{bold, green, red};
use super::said::Said;
use super::{Done, Exercises, starter};
use crate::explain::{Model, columns, explain};
use crate::print;

/// Test targets that judge together, and what they are.
struct Stage {
    /// One of them: `step`, `behaviour`, `property`, `model`.
    kind: &'static str,
    targets: Vec<String>,
}

/// Why it is not solved yet.
struct Fault {
    /// One sentence.
    what: String,
    /// The target and the model that can be explained.
    model: Option<(String, String)>,
}

/// # Errors
///
/// One sentence, if it is not solved.
pub fn run(exercises: &mut Exercises, name: Option<&str>) -> Done {
    let card = exercises.find(name)?;
    let (name, package, feature) = (card.name.clone(), card.package(), card.feature());
    let verdict = judge(&exercises.root, card)?;
    exercises.progress.solve(&name, verdict.as_deref().ok())?;
    match verdict {
        Ok(by) => {
            print(&format!(
                "\n{} {name} is solved, by {by}.\n",
                green("Well done:")
            ))?;
            print(&format!(
                "`cargo run -- solution {name}` shows how we did it, `next` what comes next.\n"
            ))?;
            Ok(())
        }
        Err(Fault { what, model }) => {
            if let Some((target, model)) = model {
                print(&format!("\n{}\n", bold("How it fails:")))?;
                print(&how(&package, &feature, &target, &model))?;
            }
            Err(format!("{} {what}", red("not yet:")).into())
        }
    }
}

/// The schedule on which a model fails.
fn how(package: &str, feature: &str, target: &str, model: &str) -> String {
    let table = explain(&Model {
        package,
        features: &[feature],
        target,
        test: Some(model),
    });
    match table {
        Ok(table) => table.text(columns()),
        Err(why) => format!("{why}\n"),
    }
}

/// By what it is solved (`9 steps, 14 models`), or why not.
fn judge(root: &Path, card: &Card) -> Result<Result<String, Fault>, Box<dyn std::error::Error>> {
    let fault = |what: String| Ok(Err(Fault { what, model: None }));
    if let Some(what) = outside_the_seam(root, card)? {
        return fault(what);
    }
    let mut by = Vec::new();
    for Stage { kind, targets } in stages(root, card)? {
        // Only what is needed now: a first step is not to wait for all the models.
        if !cargo::build(root, card, &targets)?.ok {
            return fault("it does not compile; begin with the first error above.".to_owned());
        }
        print(&format!(
            "\n{}\n",
            bold(&format!("{}: {}", plural(kind), targets.join(", ")))
        ))?;
        for (target, filter) in runs(card, kind, targets) {
            // Models one at a time: if one takes its process with it, we know which.
            let harness: &[&str] = match kind {
                "model" => &["--test-threads=1"],
                "step" => &[&filter, "--test-threads=1"],
                _ => &[],
            };
            let said = cargo::test(root, card, target.clone(), harness)?;
            if !said.ok {
                return Ok(Err(fault_of(card, kind, &target, &said)));
            }
            by.push((kind, said.passed()));
        }
    }
    Ok(Ok(counted(&by)))
}

/// Does it use what loom cannot see?
fn outside_the_seam(root: &Path, card: &Card) -> Result<Option<String>, String> {
    let text = read(root, &card.file)?;
    let pristine = starter::pristine(root, card)?;
    for name in ["std::sync", "std::thread", "std::time"] {
        let uses = |line: &&str| line.contains(name) && !line.trim_start().starts_with("//");
        // Where ours has it too, it is meant.
        if pristine.lines().find(uses).is_some() {
            continue;
        }
        if let Some(line) = text.lines().position(|line| uses(&line)) {
            let ours = name.replace("std", "crate");
            let line = line + 1;
            return Ok(Some(format!(
                "line {line} names `{name}`, which loom cannot see; say `{ours}`."
            )));
        }
    }
    Ok(None)
}

/// Who judges a card, in order: the cheapest first.
fn stages(root: &Path, card: &Card) -> Result<Vec<Stage>, String> {
    let one = |kind, targets: Vec<String>| Stage { kind, targets };
    Ok(match card.kind {
        Kind::Find => vec![one("model", card.targets())],
        Kind::Predict => vec![one("answer", card.targets())],
        // First on our source: a model that fails there says nothing of the bug.
        Kind::Break => {
            let targets = card.targets().into_iter().rev();
            targets.map(|target| one("verdict", vec![target])).collect()
        }
        Kind::Build => {
            let folder = root.join(&card.folder);
            let targets = targets(&folder)?;
            let of = |kind: &'static str| {
                let mine = targets
                    .iter()
                    .filter(|target| kind_of(target) == Some(kind));
                one(kind, mine.cloned().collect())
            };
            let steps = one("step", card.targets());
            vec![steps, of("behaviour"), of("property"), of("model")]
        }
    })
}

/// The test targets of a stage, and which of their tests: the steps one by one.
fn runs(card: &Card, kind: &str, targets: Vec<String>) -> Vec<(String, String)> {
    let steps = match kind {
        "step" => card.steps.len(),
        _ => 1,
    };
    let numbered = |target: &String| {
        let target = target.clone();
        (1..=steps).map(move |step| (target.clone(), format!("step_{step}_")))
    };
    targets.iter().flat_map(numbered).collect()
}

/// The test targets of a chapter that have no part in a smaller exercise.
fn targets(folder: &Path) -> Result<Vec<String>, String> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    let entries = fs::read_dir(folder.join("tests"));
    let entries = entries.map_err(|error| format!("{}: {error}", folder.display()))?;
    let names = entries.flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        name.strip_suffix(".rs").map(str::to_owned)
    });
    let is_puzzle =
        |name: &String| manifest.contains(&format!("name = \"{name}\"\nrequired-features"));
    let mut names: Vec<_> = names.filter(|name| !is_puzzle(name)).collect();
    names.sort();
    Ok(names)
}

fn kind_of(target: &str) -> Option<&'static str> {
    match target {
        _ if target.starts_with("bug_") || target.starts_with("steps_") => None,
        _ if target.starts_with("loom") => Some("model"),
        _ if target.starts_with("properties") => Some("property"),
        _ => Some("behaviour"),
    }
}

/// One sentence about what failed.
fn fault_of(card: &Card, kind: &'static str, target: &str, said: &Said) -> Fault {
    let test = said.failed().unwrap_or("(no test has a name yet)");
    let reason = said
        .reason(test)
        .map_or_else(String::new, |reason| format!(" ({reason})"));
    let what = match kind {
        "step" => {
            let number = test.split('_').nth(1).unwrap_or("1");
            format!("step {number} is not done: {test}{reason}.")
        }
        "answer" => format!("{}.", said.reason(test).unwrap_or("look at your answers")),
        "verdict" if said.text.contains("not yet implemented") => {
            "there is no model yet.".to_owned()
        }
        "verdict" if target.ends_with("_sound") => {
            format!("your model fails on our source, which is right{reason}.")
        }
        "verdict" if said.text.contains("the bug was not caught") => {
            "your model passes on the bug, so it does not catch it.".to_owned()
        }
        _ => format!("the {kind} {test} of {target} fails{reason}."),
    };
    let explained = kind == "model" && matches!(card.kind, Kind::Build | Kind::Find);
    let model = explained.then(|| (target.to_owned(), test.to_owned()));
    Fault { what, model }
}

/// `9 steps, 1 property`
fn counted(by: &[(&'static str, usize)]) -> String {
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for (kind, passed) in by {
        match kinds.iter_mut().find(|known| known.0 == *kind) {
            Some(known) => known.1 += passed,
            None => kinds.push((kind, *passed)),
        }
    }
    let texts = kinds.iter().map(|(kind, passed)| match passed {
        1 => format!("1 {kind}"),
        _ => format!("{passed} {}", plural(kind)),
    });
    texts.collect::<Vec<_>>().join(", ")
}

fn plural(kind: &str) -> String {
    match kind {
        "property" => "properties".to_owned(),
        "behaviour" => "behaviours".to_owned(),
        _ => format!("{kind}s"),
    }
}
