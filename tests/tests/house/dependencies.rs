//! Everything that ships is std: loom and proptest are the only crates from outside, and
//! only tests use them.

use std::fs;
use std::path::PathBuf;

use seam::tree;

/// From outside.
const FOR_TESTS: [&str; 2] = ["loom", "proptest"];

/// What a manifest depends on: a section and a crate, for each.
fn dependencies(manifest: &str) -> Vec<(String, String)> {
    let mut section = "";
    let mut found = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name;
            // `[dependencies.loom]`: the crate is in the section's name.
            match name.rsplit_once('.') {
                Some((kind, name)) if kind.ends_with("dependencies") => {
                    found.push((kind.to_owned(), name.to_owned()));
                    section = "";
                }
                _ => {}
            }
        } else if section.ends_with("dependencies") && !line.starts_with('#') {
            // `loom.workspace = true` or `loom = { .. }`
            if let Some((name, _)) = line.split_once(['.', ' ', '=']) {
                found.push((section.to_owned(), name.to_owned()));
            }
        }
    }
    found
}

/// The packages under `tests/`, which do not ship.
const OF_TESTS: [&str; 2] = ["contract", "seam"];

/// Ours, under the name of what it stands for: what the explorer's models find as `std`.
const STAND_IN: &str = "std";

/// What is wrong with a manifest's dependencies. `ours`: the crates of this workspace.
fn faults(manifest: &str, ours: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    let ships = name(manifest).is_none_or(|name| !OF_TESTS.contains(&&name[..]));
    for (section, name) in dependencies(manifest) {
        let is_ours = ours.contains(&name) || name == STAND_IN;
        let for_tests = FOR_TESTS.contains(&&name[..]) || OF_TESTS.contains(&&name[..]);
        match &section[..] {
            // Only names a version; who uses it says so in a manifest of its own.
            "workspace.dependencies" if is_ours || for_tests => {}
            "dependencies" if ships && for_tests => {
                faults.push(format!("{name} in [{section}]"));
            }
            "dependencies" | "dev-dependencies" if is_ours || for_tests => {}
            _ => faults.push(format!("{name} in [{section}]")),
        }
    }
    faults
}

/// Every manifest of the workspace, and its text.
fn manifests() -> Vec<(PathBuf, String)> {
    let root = tree::root();
    let chapters = fs::read_dir(root.join("chapters")).expect("the chapters are there");
    let chapters = chapters.map(|entry| entry.unwrap().path());
    let others = [
        "",
        "tests",
        "tests/seam",
        "chapters/09_gil/extension",
        "chapters/13_model_checker/explorer",
        "chapters/13_model_checker/explorer/std",
    ];
    let folders = chapters.chain(others.map(|folder| root.join(folder)));
    let manifests = folders.map(|folder| folder.join("Cargo.toml"));
    let existing = manifests.filter(|path| path.is_file());
    existing
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect()
}

/// The name that a manifest gives its crate.
fn name(manifest: &str) -> Option<String> {
    let line = manifest.lines().find_map(|l| l.strip_prefix("name = "))?;
    Some(line.trim_matches('"').to_owned())
}

#[test]
fn loom_and_proptest_are_all_and_for_tests_only() {
    let manifests = manifests();
    let ours = manifests.iter().filter_map(|(_, text)| name(text));
    let ours = ours.collect::<Vec<_>>();
    assert!(
        ours.contains(&"contract".to_owned()),
        "this crate is one of them"
    );
    for (path, text) in &manifests {
        let faults = faults(text, &ours);
        assert!(faults.is_empty(), "{}: {faults:?}", path.display());
    }
}

#[test]
fn a_dependency_too_many_is_found() {
    let ours = ["chapter3".to_owned(), "seam".to_owned()];
    for (manifest, what) in [
        ("[dependencies]\nrayon = \"1\"", "rayon in [dependencies]"),
        (
            "[dependencies]\nloom.workspace = true",
            "loom in [dependencies]",
        ),
        (
            "[dependencies.loom]\nworkspace = true",
            "loom in [dependencies]",
        ),
        (
            "[dependencies]\nseam.workspace = true",
            "seam in [dependencies]",
        ),
        (
            "[dev-dependencies]\ntempfile = \"3\"",
            "tempfile in [dev-dependencies]",
        ),
        (
            "[build-dependencies]\ncc = \"1\"",
            "cc in [build-dependencies]",
        ),
        (
            "[target.'cfg(unix)'.dependencies]\nlibc = { version = \"0.2\" }",
            "libc in [target.'cfg(unix)'.dependencies]",
        ),
        (
            "[workspace.dependencies]\nrayon = \"1\"",
            "rayon in [workspace.dependencies]",
        ),
    ] {
        assert_eq!(faults(manifest, &ours), [what], "{manifest}");
    }
    let seam = "name = \"seam\"\n[dependencies]\nloom.workspace = true";
    assert_eq!(faults(seam, &ours), [""; 0]);
    let right =
        "[dependencies]\nchapter3.workspace = true\n[dev-dependencies]\nloom.workspace = true";
    assert_eq!(faults(right, &ours), [""; 0]);
}
