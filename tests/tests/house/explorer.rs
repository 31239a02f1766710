//! What `workshop explore` builds is what the chapters have: the models of every chapter that has one
//! in the explorer, with the reader's own files.

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
