//! What can be seen without running anything.

use std::collections::HashSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::cards::{Card, Kind};
use super::{all, cards, chapters_without, none, root, starter};

/// Empty if it is not there.
fn read(path: impl AsRef<Path>) -> String {
    cards::read(&root(), path.as_ref()).unwrap_or_default()
}

#[test]
fn every_chapter_has_something_of_each_kind() {
    let cards = all();
    let mut names = HashSet::new();
    let twice: Vec<_> = cards
        .iter()
        .filter(|card| !names.insert(&card.name))
        .collect();
    assert!(twice.is_empty(), "{twice:?}");
    let mut faults = Vec::new();
    for kind in [Kind::Build, Kind::Find, Kind::Predict, Kind::Break] {
        let has = |chapter| {
            let mut mine = cards.iter().filter(|card| card.chapter == chapter);
            mine.any(|card| card.kind == kind)
        };
        faults.extend(chapters_without(
            &format!("nothing to {}", kind.name()),
            has,
        ));
    }
    none(&faults);
}

#[test]
fn every_page_shows_its_cards() {
    let pages = fs::read_dir(root().join("book/src")).unwrap().flatten();
    let pages: String = pages
        .map(|page| fs::read_to_string(page.path()).unwrap_or_default())
        .collect();
    let mut faults = Vec::new();
    for card in all() {
        let folder = card.folder.display().to_string().replace('\\', "/");
        let shown = format!("{{{{#include ../../{folder}/exercise/cards.md}}}}");
        if !pages.contains(&shown) {
            faults.push(format!("no page has {shown}"));
        }
    }
    none(&faults);
}

/// The files that cargo and the roots need, so that the reader's file takes part.
fn missing(card: &Card) -> Vec<String> {
    let manifest = read(card.folder.join("Cargo.toml"));
    let file = card
        .file
        .strip_prefix(&card.folder)
        .expect("it is in the chapter");
    let file = file.to_str().expect("our names are plain");
    let name = &card.name;
    let mut needed = Vec::new();
    let mut need = |path: String, text: String| needed.push((card.folder.join(path), text));
    match card.kind {
        Kind::Build => {
            let feature = card.feature();
            need("Cargo.toml".into(), format!("\n{feature} = []\n"));
            let taken = format!("#[cfg_attr(feature = \"{feature}\", path = \"../{file}\")]\n");
            need("src/lib.rs".into(), taken.clone());
            need("tests/loom.rs".into(), taken);
            need(format!("tests/steps_{name}.rs"), "fn step_1_".into());
            let list = manifest
                .lines()
                .find(|line| line.starts_with("exercise = ["));
            if !list.is_some_and(|list| list.contains(&format!("\"{feature}\""))) {
                need(
                    "Cargo.toml".into(),
                    format!("exercise = [.. \"{feature}\" ..]"),
                );
            }
            // A root that takes the source whatever the feature says would judge ours.
            let source = card
                .solution
                .strip_prefix(&card.folder)
                .expect("it is in the chapter");
            let ours = format!("#[path = \"../{}\"]", source.display());
            for root in ["tests/loom.rs", "tests/loom_dummy.rs"] {
                if read(card.folder.join(root)).contains(&ours) {
                    need(root.into(), format!("{ours} only without {feature}"));
                }
            }
        }
        Kind::Find | Kind::Predict | Kind::Break => {
            for test in card.targets() {
                let entry = format!("name = \"{test}\"\nrequired-features = [\"puzzles\"]\n");
                need("Cargo.toml".into(), entry);
                need(
                    format!("tests/{test}.rs"),
                    format!("#[path = \"../{file}\"]\n"),
                );
            }
        }
    }
    // `cargo fmt` may have broken a long line.
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let lacks = |(path, text): &(PathBuf, String)| !plain(&read(path)).contains(&plain(text));
    let lacking = needed.into_iter().filter(lacks);
    lacking
        .map(|(path, text)| format!("{name}: {} lacks {text:?}", path.display()))
        .collect()
}

#[test]
fn every_card_has_its_files() {
    let cards = all();
    let mut faults: Vec<_> = cards.iter().flat_map(missing).collect();
    for card in &cards {
        let files = [Some(&card.file), Some(&card.solution), card.bug.as_ref()];
        for file in files.into_iter().flatten() {
            if !root().join(file).is_file() {
                faults.push(format!("{}: no {}", card.name, file.display()));
            }
        }
        if card.at_stake.is_empty() || card.text.is_empty() || card.title.chars().count() > 38 {
            faults.push(format!(
                "{}: a title of 38 at most, a stake, a text",
                card.name
            ));
        }
        if card.minutes > 60
            || card.steps.len() * 15 < card.minutes as usize && card.kind == Kind::Build
        {
            faults.push(format!(
                "{}: a step takes a quarter of an hour at most",
                card.name
            ));
        }
    }
    none(&faults);
}

/// On a reader's desk some are solved. In CI none is.
#[test]
fn every_file_is_as_it_begins() {
    let mut faults = Vec::new();
    for card in all() {
        match starter::pristine(&root(), &card) {
            Ok(pristine) if pristine == read(&card.file) => {}
            Ok(_) if env::var_os("CI").is_none() => {
                eprintln!("{} is yours: not compared", card.file.display());
            }
            Ok(_) => faults.push(format!(
                "{} is not what it is made from: cargo run -- reset {}",
                card.file.display(),
                card.name
            )),
            Err(why) => faults.push(why),
        }
    }
    none(&faults);
}

/// What a starter leaves open is what the steps name, and nothing else.
#[test]
fn a_starter_filled_with_every_step_is_our_source() {
    for card in super::of_kind(Kind::Build) {
        let filled = starter::filled(&root(), &card, card.steps.len());
        assert_eq!(
            filled.as_deref(),
            Ok(read(&card.solution).as_str()),
            "{}",
            card.name
        );
        let pristine = starter::pristine(&root(), &card).unwrap();
        for (nth, step) in card.steps.iter().enumerate() {
            let todo = format!("todo!(\"step {}\")", nth + 1);
            assert_eq!(
                pristine.matches(&todo).count(),
                step.functions.len(),
                "{}",
                card.name
            );
        }
    }
}

#[test]
fn a_card_that_is_not_of_the_form_is_an_error_with_its_line() {
    let path = "chapters/04_bounded_channel/exercise/cards.md";
    let (good, folder) = (read(path), root().join("chapters/04_bounded_channel"));
    let parse = |text: &str| cards::parse(&folder, text).map(|cards| cards.len());
    assert!(parse(&good).unwrap() >= 4);
    for (right, wrong) in [
        ("*Build, ", "*Make, "),
        ("<!-- source: ", "<!-- origin: "),
        ("**At stake:** ", "At stake: "),
        ("cargo test -p chapter4", "cargo test"),
        ("<summary>Hint 2</summary>", "<summary>Hint</summary>"),
        ("1. `", "* `"),
    ] {
        let broken = good.replacen(right, wrong, 1);
        let why = parse(&broken).expect_err(wrong);
        assert!(why.starts_with(':') && why[1..].contains(": "), "{why}");
    }
}

#[test]
fn the_readme_says_how_many_there_are() {
    let said = format!("the board of {} exercises", all().len());
    assert!(read("README.md").contains(&said), "{said}");
}

/// The plans for a workshop name exercises that there are, and their minutes add up.
#[test]
fn the_instructors_plans_add_up() {
    let page = read("book/src/instructor.md");
    let cards = all();
    let (mut sum, mut plans) = (0, 0);
    for line in page.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let [_, minutes, name, ..] = cells[..] else {
            panic!("{line}")
        };
        if let Some(total) = minutes
            .strip_prefix("**")
            .and_then(|total| total.strip_suffix("**"))
        {
            assert_eq!(total.parse(), Ok(sum), "{line}");
            (sum, plans) = (0, plans + 1);
            continue;
        }
        let Ok(minutes) = minutes.parse::<u32>() else {
            continue;
        };
        sum += minutes;
        if let Some(name) = name
            .strip_prefix('`')
            .and_then(|name| name.strip_suffix('`'))
        {
            let card = cards.iter().find(|card| card.name == name);
            let card = card.unwrap_or_else(|| panic!("no exercise {name}"));
            assert!(
                minutes >= card.minutes,
                "{name} takes {} minutes",
                card.minutes
            );
        }
    }
    assert_eq!(plans, 3);
}
