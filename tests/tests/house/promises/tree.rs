//! What there is for the page of promises to name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use seam::tree::{chapters, number};

use crate::book::check::files;
use crate::models::{models, read};
use crate::table;

/// Something that has a name in a chapter.
pub type Named = (u32, String);

/// What there is in the tree.
pub struct Tree {
    /// The promises of the contract, each with the chapter from which on it holds.
    pub contract: BTreeMap<String, u32>,
    pub models: BTreeSet<Named>,
    /// What stands in the chapters' behaviours, and what in those that proptest draws.
    pub tests: BTreeMap<u32, String>,
    pub properties: BTreeMap<u32, String>,
    /// Each planted bug, with the text of the test that has to see it.
    pub bugs: BTreeMap<Named, String>,
}

/// All of it.
pub fn tree() -> Tree {
    let mut contract = BTreeMap::new();
    for cross in table::table().1 {
        let (chapter, promise) = cross.split_once("::").expect("a chapter, and a promise");
        let digits = chapter.trim_start_matches("chapter").split('_').next();
        let chapter: u32 = digits.unwrap_or("").parse().expect("a chapter's number");
        let first = contract.entry(promise.to_owned()).or_insert(chapter);
        *first = chapter.min(*first);
    }
    let mut tree = Tree {
        contract,
        models: BTreeSet::new(),
        tests: BTreeMap::new(),
        properties: BTreeMap::new(),
        bugs: BTreeMap::new(),
    };
    for folder in chapters() {
        let chapter = number(&folder);
        // Chapter 13's engine has models that search by themselves.
        for path in ["tests/models", "tests/engine"].map(|path| folder.join(path)) {
            for path in files(&path, "rs") {
                let found = models(&read(&path)).into_iter();
                tree.models.extend(found.map(|(name, ..)| (chapter, name)));
            }
        }
        for path in files(&folder.join("tests/behaviour"), "rs") {
            let is_drawn = path.to_string_lossy().contains("properties");
            let texts = match is_drawn {
                true => &mut tree.properties,
                false => &mut tree.tests,
            };
            *texts.entry(chapter).or_default() += &read(&path);
        }
        for path in files(&folder.join("bugs"), "rs") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let seen = ["bugs", "behaviour"].map(|tests| {
                let path = folder.join(format!("tests/{tests}/{name}.rs"));
                fs::read_to_string(path).unwrap_or_default()
            });
            tree.bugs
                .insert((chapter, name.into_owned()), seen.concat());
        }
    }
    tree
}
