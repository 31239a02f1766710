//! The cards: what each exercise asks, read from the chapters' `exercise/cards.md`.
//!
//! One file a chapter, and one only: the book's page shows it, the runner and the tests read
//! it. So it is Markdown of a fixed form, and whatever is not of that form is an error here.

use std::fs;
use std::path::Path;

use crate::card::{Card, Kind, Step};
use crate::workspace::read;

/// All cards below `root`, in the order of the book.
///
/// # Errors
///
/// The first file and line that is not of the form.
pub fn all(root: &Path) -> Result<Vec<Card>, String> {
    let chapters = root.join("chapters");
    let entries = fs::read_dir(&chapters).map_err(|error| format!("{chapters:?}: {error}"))?;
    let mut folders: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
    folders.sort();
    let mut cards = Vec::new();
    for folder in folders {
        let folder = Path::new("chapters").join(folder);
        let path = folder.join("exercise/cards.md");
        if !root.join(&path).is_file() {
            continue; // a chapter that asks nothing
        }
        let text = read(root, &path)?;
        let found = parse(&folder, &text).map_err(|why| format!("{}{why}", path.display()))?;
        cards.extend(found);
    }
    Ok(cards)
}

/// The cards of one chapter.
///
/// # Errors
///
/// As [`all`], from the line on.
pub fn parse(folder: &Path, text: &str) -> Result<Vec<Card>, String> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let digits = name.split('_').next().unwrap_or_default();
    let chapter = digits
        .parse()
        .map_err(|_| ": not in a chapter".to_owned())?;
    let lines: Vec<_> = text.lines().collect();
    let starts: Vec<_> = (0..lines.len())
        .filter(|&n| lines[n].starts_with("### "))
        .collect();
    let mut cards = Vec::new();
    for (nth, &start) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).copied().unwrap_or(lines.len());
        let card = card(folder, chapter, &lines[start..end]);
        cards.push(card.map_err(|(line, why)| format!(":{}: {why}", start + line + 1))?);
    }
    Ok(cards)
}

/// One card, from its heading on. An error comes with the line after the heading's.
fn card(folder: &Path, chapter: u32, lines: &[&str]) -> Result<Card, (usize, String)> {
    let wrong = |line: usize, form: &str| (line, format!("this should be {form}"));
    let find = |what: &str| lines.iter().position(|line| line.starts_with(what));

    let heading = lines[0]
        .strip_prefix("### `")
        .and_then(|rest| rest.split_once("`: "));
    let (name, title) = heading.ok_or_else(|| wrong(0, "### `name`: Title"))?;

    let form = "*Build, 30 minutes, `exercise/name.rs`*";
    let facts = lines.get(2).copied().unwrap_or_default();
    let (kind, minutes, file) = facts_of(facts).ok_or_else(|| wrong(2, form))?;
    let data = lines.get(3).copied().unwrap_or_default();
    let data = data
        .strip_prefix("<!-- ")
        .and_then(|data| data.strip_suffix(" -->"));
    let data = data.ok_or_else(|| wrong(3, "<!-- source: src/name.rs -->"))?;
    let value = |key: &str| {
        let mut pairs = data.split(", ").filter_map(|pair| pair.split_once(": "));
        pairs.find(|pair| pair.0 == key).map(|pair| pair.1)
    };
    let list = |key| {
        let words = value(key).map_or_else(Vec::new, |words| words.split(' ').collect());
        words.into_iter().map(str::to_owned).collect()
    };
    let needs = |key: &str| value(key).ok_or_else(|| (3, format!("this lacks {key:?}")));
    let solution = match kind {
        Kind::Build | Kind::Find => folder.join(needs("source")?),
        Kind::Predict | Kind::Break => Path::new("tests/solutions").join(needs("solution")?),
    };
    let bug = match kind {
        Kind::Find | Kind::Break => Some(folder.join(needs("bug")?)),
        Kind::Build | Kind::Predict => None,
    };
    let fails = match kind {
        Kind::Find => Some(needs("fails")?.to_owned()),
        _ => None,
    };

    let stake = find("**At stake:** ").ok_or_else(|| wrong(5, "**At stake:** what"))?;
    let command = find("```text").ok_or((0, "a command should follow".to_owned()))?;
    let hint = find("<details>").ok_or((0, "hints should follow".to_owned()))?;
    if !(stake < command && command < hint) {
        return Err((
            0,
            "first what is at stake, then the command, then hints".to_owned(),
        ));
    }
    let stake_end = (stake..command)
        .find(|&n| lines[n].is_empty())
        .unwrap_or(command);
    let at_stake = lines[stake..stake_end].join(" ");
    let body = &lines[stake_end..command];
    let card = Card {
        name: name.to_owned(),
        title: title.to_owned(),
        kind,
        minutes,
        chapter,
        folder: folder.to_owned(),
        file: folder.join(file),
        solution,
        bug,
        fails,
        models: list("models"),
        without: list("without"),
        at_stake: at_stake.trim_start_matches("**At stake:** ").to_owned(),
        text: body.join("\n").trim().to_owned(),
        steps: if kind == Kind::Build {
            steps(body)
        } else {
            Vec::new()
        },
        hints: hints(&lines[hint..]),
    };
    if lines.get(command + 1) != Some(&card.command().as_str()) {
        return Err((command + 1, format!("this should be {}", card.command())));
    }
    // A list of functions that goes on in the next line would be no step, and nobody the wiser.
    let numbered = |line: &&str| {
        let number = line.split_once(". ").map(|(number, _)| number);
        number.is_some_and(|number| number.parse::<u32>().is_ok())
    };
    let listed = body.iter().filter(|line| numbered(line)).count();
    if kind == Kind::Build && (listed == 0 || listed != card.steps.len()) {
        let form = "numbered steps should follow, each `1. `function`: text` in its first line";
        return Err((stake_end, form.to_owned()));
    }
    if kind == Kind::Build && !body.iter().any(|line| line.starts_with("Not asked: ")) {
        return Err((stake_end, "it should say what is not asked".to_owned()));
    }
    if card.hints.len() != 3 {
        return Err((hint, "there should be three hints".to_owned()));
    }
    Ok(card)
}

/// `*Build, 30 minutes, `exercise/name.rs`*`
fn facts_of(line: &str) -> Option<(Kind, u32, &str)> {
    let line = line.strip_prefix('*')?.strip_suffix("`*")?;
    let (kind, rest) = line.split_once(", ")?;
    let (minutes, file) = rest.split_once(" minutes, `")?;
    Some((Kind::of(kind)?, minutes.parse().ok()?, file))
}

/// ``2. `Queue::push`, `Queue::pop`: text``, which may go on for some lines.
fn steps(lines: &[&str]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut in_step = false;
    for line in lines {
        let head = line.strip_prefix(&format!("{}. `", steps.len() + 1));
        if let Some((functions, text)) = head.and_then(|head| head.split_once("`: ")) {
            let functions = functions.split("`, `").map(str::to_owned).collect();
            let text = text.to_owned();
            steps.push(Step { functions, text });
            in_step = true;
        } else if in_step && line.starts_with("   ") {
            let step = steps.last_mut().expect("we are in one");
            step.text = format!("{} {}", step.text, line.trim());
        } else {
            in_step = false;
        }
    }
    steps
}

/// What stands in each `<details>`, without its title. They are numbered from 1.
fn hints(lines: &[&str]) -> Vec<String> {
    let text = lines.join("\n");
    let mut hints = Vec::new();
    for part in text.split("<details>").skip(1) {
        let title = format!("<summary>Hint {}</summary>", hints.len() + 1);
        let hint = part
            .strip_prefix(&title)
            .and_then(|rest| rest.split_once("</details>"));
        hints.extend(hint.map(|(hint, _)| hint.trim().to_owned()));
    }
    hints
}
