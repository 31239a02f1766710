//! One source for std and loom: a chapter's modules name neither, and have both roots.

use std::fs;

use seam::tree::chapters;
use toolbox::std_names::std_names;

/// What every chapter has, so that a reader knows where to look.
const FILES: [&str; 5] = [
    "src/lib.rs",
    "examples/demo.rs",
    "tests/behaviour/main.rs",
    "tests/behaviour/properties.rs",
    "tests/loom.rs",
];

/// What a module says that only the root may say.
fn faults(text: &str) -> Vec<String> {
    let past = std_names(text).into_iter();
    let mut faults: Vec<_> = past.map(|name| name.path()).collect();
    let lines = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""));
    let code = lines.collect::<Vec<_>>().join("\n");
    if code.contains("cfg(loom)") || code.contains("loom::") {
        faults.push("loom".to_owned());
    }
    faults
}

#[test]
fn modules_say_super_sync_thread_and_time() {
    for chapter in chapters() {
        for entry in fs::read_dir(chapter.join("src")).expect("a chapter has sources") {
            let path = entry.unwrap().path();
            let Ok(text) = fs::read_to_string(&path) else {
                continue; // a folder
            };
            let mut faults = faults(&text);
            if path.ends_with("lib.rs") {
                faults.retain(|fault| fault == "loom"); // the root chooses std
            }
            assert!(faults.is_empty(), "{} names {faults:?}", path.display());
        }
    }
}

#[test]
fn every_chapter_has_its_files() {
    let mut missing = Vec::new();
    for chapter in chapters() {
        let files = FILES.map(|file| chapter.join(file)).into_iter();
        missing.extend(files.filter(|file| !file.is_file()));
    }
    assert!(missing.is_empty(), "missing: {missing:#?}");
}

#[test]
fn a_module_that_goes_past_the_seam_is_found() {
    assert_eq!(faults("use std::sync::Arc;"), ["std::sync"]);
    assert_eq!(faults("std::thread::spawn(work)"), ["std::thread"]);
    assert_eq!(faults("use std::time::Instant;"), ["std::time"]);
    assert_eq!(
        faults("use std::{\n    io,\n    sync::{Arc, Mutex},\n};"),
        ["std::sync"]
    );
    assert_eq!(faults("use std::{io, thread};"), ["std::thread"]);
    assert_eq!(faults("#[cfg(loom)]\nuse loom::sync;"), ["loom"]);
    let right =
        "/// use std::sync::Arc;\nuse super::sync::Arc; // not std::sync\nuse std::{fmt, io};";
    assert_eq!(faults(right), [""; 0]);
}
