//! What `workshop explore` builds is what the chapters have: the models of every chapter that has one
//! in the explorer, with the reader's own files. And what the page says that loom did ends as
//! `explain` says.

use std::fs;

use seam::tree::{chapters, number, root};

/// These models stand over chapter 13's checker, too. Those of chapters 9 to 11 need more of loom
/// than it has.
const EXPLORED: [u32; 9] = [1, 2, 3, 4, 5, 6, 7, 8, 12];

/// The names in `feature = "..."`.
fn features(text: &str) -> Vec<&str> {
    let parts = text.split("feature = \"").skip(1);
    parts
        .filter_map(|part| Some(part.split_once('"')?.0))
        .collect()
}

/// What the manifest of the explorer lacks.
fn faults(manifest: &str, chapters: &[(u32, String, String)]) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, folder, source) in chapters {
        let test = format!("name = \"chapter{number}\"\npath = \"../../{folder}/tests/loom.rs\"\n");
        if !manifest.contains(&test) {
            faults.push(format!("chapter {number} is not explored"));
        }
        for feature in features(source) {
            if !manifest.contains(&format!("\n{feature} = [")) {
                faults.push(format!("{feature} is no feature of it"));
            }
        }
    }
    faults
}

#[test]
fn the_explorer_has_every_model_and_every_file_of_a_reader() {
    let manifest = root().join("chapters/13_model_checker/explorer/Cargo.toml");
    let manifest = fs::read_to_string(manifest).unwrap();
    let mut explored = Vec::new();
    for chapter in chapters() {
        let number = number(&chapter);
        if EXPLORED.contains(&number) {
            let folder = chapter.file_name().unwrap().to_string_lossy().into_owned();
            let source = fs::read_to_string(chapter.join("tests/source/mod.rs")).unwrap();
            explored.push((number, folder, source));
        }
    }
    assert_eq!(explored.len(), EXPLORED.len());
    let faults = faults(&manifest, &explored);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn what_the_explorer_lacks_is_found() {
    let manifest = "[features]\nexercise-a = []\n\n[[test]]\nname = \"chapter1\"\n\
                    path = \"../../01/tests/loom.rs\"\n";
    let chapter = |number, source: &str| (number, format!("0{number}"), source.to_owned());
    let a = "#[cfg_attr(feature = \"exercise-a\", path = \"x\")]";
    assert_eq!(faults(manifest, &[chapter(1, a)]), [""; 0]);
    let b = a.replace("-a", "-b");
    let found = faults(manifest, &[chapter(1, &b), chapter(2, a)]);
    assert_eq!(
        found,
        [
            "exercise-b is no feature of it",
            "chapter 2 is not explored"
        ]
    );
}

/// A list of the graph, each of which has a line of its own: `"steps":[[0,1],[2]],`
fn line<'a>(graph: &'a str, key: &str) -> &'a str {
    let begin = format!("\"{key}\":");
    let line = graph.lines().find_map(|line| line.strip_prefix(&begin));
    let line = line.unwrap_or_else(|| panic!("no {key}"));
    line.trim_end_matches(',').trim_end_matches('}')
}

/// `[1,2,3]`
fn numbers(list: &str) -> Vec<usize> {
    let numbers = list.trim_matches(['[', ']']).split(',');
    numbers.filter_map(|number| number.parse().ok()).collect()
}

/// How the schedule ends of which the page says that loom took it: `stuck`, `panic`...
fn looms_end(graph: &str) -> Result<&str, String> {
    let loom = line(graph, "loom");
    if loom == "null" {
        return Err("nobody knows what loom did".to_owned());
    }
    let steps: Vec<_> = line(graph, "steps").split("],[").map(numbers).collect();
    let mut at = 0;
    for way in numbers(loom) {
        // Who, whom, where to.
        let to = steps[at].get(3 * way + 2);
        at = *to.ok_or_else(|| format!("state {at} has no step {way}"))?;
    }
    let ended = numbers(line(graph, "ended"));
    let ends: Vec<_> = line(graph, "ends").split("],[").collect();
    let end = ended.chunks(2).find(|pair| pair[0] == at);
    let end = end.ok_or_else(|| format!("state {at} is no end"))?;
    Ok(ends[end[1]].split('"').nth(1).unwrap_or_default())
}

/// The first word of what `explain` says, as the graph has it.
const ENDS: [(&str, &[&str]); 3] = [
    ("deadlock", &["stuck", "left"]),
    ("panic", &["panic"]),
    ("leak", &["leak"]),
];

#[test]
fn what_loom_did_ends_as_explain_says() {
    let book = root().join("book/src");
    let mut graphs = 0;
    let mut faults = Vec::new();
    for entry in fs::read_dir(book.join("explore")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(bug) = name.strip_suffix(".wrong.json") else {
            continue;
        };
        graphs += 1;
        let end = looms_end(&fs::read_to_string(&path).unwrap()).map(str::to_owned);
        // Of some the book shows what is printed.
        let said = fs::read_to_string(book.join(format!("explain/{bug}.txt")));
        let kinds = said.ok().map(|said| {
            let kind = ENDS
                .iter()
                .find(|(word, _)| said.contains(&format!("\n{word}: ")));
            kind.expect("it says how it ends").1
        });
        let right = end.as_ref().is_ok_and(|end| match kinds {
            Some(kinds) => kinds.contains(&&end[..]),
            None => end != "well",
        });
        if !right {
            faults.push(format!("{bug}: {end:?}, and not {kinds:?}"));
        }
    }
    assert!(graphs >= 7, "only {graphs} graphs");
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_schedule_that_leads_elsewhere_is_noticed() {
    let graph = "{\"name\":\"x\",\n\"steps\":[[0,0,1],[0,0,2,1,0,3],[],[]],\n\"loom\":[0,1],\n\
                 \"ends\":[[\"stuck\",\"\"],[\"well\",\"\"]],\n\"ended\":[2,1,3,0]}\n";
    assert_eq!(looms_end(graph), Ok("stuck"));
    let with = |loom: &str| graph.replace("\"loom\":[0,1]", &format!("\"loom\":{loom}"));
    assert_eq!(looms_end(&with("[0,0]")), Ok("well"));
    for loom in ["null", "[0]", "[0,2]", "[1]"] {
        assert!(looms_end(&with(loom)).is_err(), "{loom}");
    }
}
