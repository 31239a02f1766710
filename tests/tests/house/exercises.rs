//! The exercises, as far as they can be seen without running anything: each has its card, its
//! files, its feature; and its starter is what it is made from. What they do is in `verify`.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use seam::tree::{self, root};
use toolbox::card::{Card, Kind};
use toolbox::models::groups;
use toolbox::{cards, starter, workspace};

fn all() -> Vec<Card> {
    cards::all(&root()).unwrap_or_else(|why| panic!("{why}"))
}

/// What was found wrong, a line each.
#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Empty if it is not there.
fn read(path: impl AsRef<Path>) -> String {
    workspace::read(&root(), path.as_ref()).unwrap_or_default()
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
        let chapters = tree::chapters();
        let numbers = chapters.iter().map(|folder| tree::number(folder));
        let without = numbers.filter(|chapter| !has(*chapter));
        let name = kind.name();
        faults.extend(without.map(|chapter| format!("chapter {chapter} has nothing to {name}")));
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

/// What cargo and the roots need, so that the reader's file takes part: a path in the chapter,
/// and a text in it. `cards` are all.
fn needed(card: &Card, cards: &[Card]) -> Vec<(String, String)> {
    let inside = |path: &Path| {
        let path = path
            .strip_prefix(&card.folder)
            .expect("it is in the chapter");
        path.to_str()
            .expect("our names are plain")
            .replace('\\', "/")
    };
    let (file, name, feature) = (inside(&card.file), &card.name, card.feature());
    let marker = match card.kind {
        Kind::Build | Kind::Find => "exercise",
        Kind::Predict | Kind::Break => "puzzle",
    };
    let own = format!("tests/exercise/{name}.rs");
    let taken = |level: &str| format!("#[path = \"{level}{file}\"]\nmod ");
    let mut needed = vec![(
        "Cargo.toml".into(),
        format!("\n{feature} = [\"{marker}\"]\n"),
    )];
    let mut module = |features: &str, name: &str| {
        needed.push((
            "tests/exercise/main.rs".into(),
            format!("#[cfg({features})]\nmod {name};\n"),
        ));
    };
    // Who else has the place of the same source.
    let mends = |one: &&Card| one.kind == Kind::Find && one.solution == card.solution;
    let features: Vec<_> = match card.kind {
        Kind::Build => [card].into_iter().chain(cards.iter().find(mends)).collect(),
        Kind::Find => card.built(cards).into_iter().chain([card]).collect(),
        Kind::Predict | Kind::Break => vec![card],
    };
    let features = features
        .iter()
        .map(|card| format!("feature = \"{}\"", card.feature()));
    let features: Vec<_> = features.collect();
    let any = match &features[..] {
        [one] => one.clone(),
        all => format!("any({})", all.join(", ")),
    };
    match card.kind {
        Kind::Build | Kind::Find => {
            let source = inside(&card.solution);
            // With the features of both on, it is the file that is built.
            let own_alone = match &features[..] {
                [built, own] if card.kind == Kind::Find => format!("all({own}, not({built}))"),
                all => all[0].clone(),
            };
            let reader =
                |level: &str| format!("#[cfg_attr({own_alone}, path = \"{level}{file}\")]");
            let ours = format!("#[cfg_attr(not({any}), path = \"../../{source}\")]");
            if let Some(built) = card.built(cards) {
                module(&any, &built.name);
            }
            needed.push(("src/lib.rs".into(), reader("../")));
            needed.push(("tests/source/mod.rs".into(), reader("../../")));
            needed.push(("tests/source/mod.rs".into(), ours));
            let steps = 1..=card.steps.len();
            needed.extend(steps.map(|step| (own.clone(), format!("\nfn step_{step}_"))));
        }
        Kind::Predict => {
            module(&any, name);
            needed.push((own, taken("../../")));
        }
        Kind::Break => {
            module(&any, name);
            let bug = inside(card.bug.as_ref().expect("it is read with its bug"));
            let on_the_bug = format!("tests/exercise/{name}/on_the_bug.rs");
            needed.push((own.clone(), taken("../../")));
            needed.push((own.clone(), "mod on_the_bug;\n".into()));
            needed.push((own, "\nseam::breaks!(".into()));
            needed.push((
                on_the_bug.clone(),
                taken("../../../").replace("mod ", "pub mod exercise"),
            ));
            needed.push((on_the_bug, format!("#[path = \"../../../{bug}\"]\nmod ")));
        }
    }
    needed
}

/// What of it is not there.
fn missing(card: &Card, cards: &[Card]) -> Vec<String> {
    // `cargo fmt` may have broken a long line.
    let plain = |text: &str| {
        text.split_whitespace()
            .collect::<String>()
            .replace(",)]", ")]")
    };
    let lacks = |(path, text): &(String, String)| {
        let there = read(card.folder.join(path));
        !plain(&there).contains(&plain(text))
    };
    let lacking = needed(card, cards).into_iter().filter(lacks);
    lacking
        .map(|(path, text)| format!("{}: {path} lacks {text:?}", card.name))
        .collect()
}

#[test]
fn every_card_has_its_files() {
    let cards = all();
    let mut faults: Vec<_> = cards
        .iter()
        .flat_map(|card| missing(card, &cards))
        .collect();
    for card in &cards {
        let files = [Some(&card.solution), card.bug.as_ref()];
        for file in files.into_iter().flatten() {
            if !root().join(file).is_file() {
                faults.push(format!("{}: no {}", card.name, file.display()));
            }
        }
        let models = groups(&read(card.folder.join("tests/loom.rs")));
        for group in &card.models {
            if models.iter().all(|(one, _)| one != group) {
                faults.push(format!("{}: no models {group}", card.name));
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

/// What the reader edits is made when it is started, and git has none of it: a pull in the
/// middle of a workshop changes nothing that is the reader's.
#[test]
fn every_file_can_be_made_and_git_ignores_it() {
    let ignored = read(".gitignore");
    assert!(
        ignored
            .lines()
            .any(|line| line == "chapters/*/exercise/*.rs")
    );
    let faults = all().into_iter().filter_map(|card| {
        let here = card.file.parent() == Some(&card.folder.join("exercise"));
        match starter::pristine(&root(), &card) {
            Ok(_) if here => None,
            Ok(_) => Some(format!("{}: it is in another folder", card.file.display())),
            Err(why) => Some(why),
        }
    });
    none(&faults.collect::<Vec<_>>());
}

/// What a starter leaves open is what the steps name, and nothing else.
#[test]
fn a_starter_filled_with_every_step_is_our_source() {
    let cards = all().into_iter();
    for card in cards.filter(|card| card.kind == Kind::Build) {
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
        ("\nNot asked: ", "\nAsked: "),
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
