//! Where in the program a thread is, and by way of what: the lines of its stack.

use std::backtrace::Backtrace;
use std::env;
use std::path::Path;

/// The frames of the calling thread that are in a chapter's files, the innermost first: file and
/// line. Taken from the text of a backtrace, which is not promised to look as it does: if it
/// looks otherwise there are none, and a thread's place is all that is known.
pub fn frames() -> Vec<(String, u32)> {
    let here = env::current_dir().unwrap_or_default();
    read(&Backtrace::force_capture().to_string(), &here)
}

/// `at ./chapters/02_shared_queue/src/pool.rs:64:9`, and lines between that do not matter.
fn read(text: &str, here: &Path) -> Vec<(String, u32)> {
    let places = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("at "));
    let places = places.filter_map(|place| {
        let (place, _column) = place.rsplit_once(':')?;
        let (file, line) = place.rsplit_once(':')?;
        // `./` is where the process runs, which may be a folder below the root.
        let file = here.join(file);
        Some((file_of(&file.to_string_lossy()), line.parse().ok()?))
    });
    // Those of libc say `./` too, and mean a folder of whoever built it.
    let rust = |file: &str| file.starts_with("chapters/") && file.ends_with(".rs");
    let ours = |file: &str| rust(file) && !file.starts_with(OWN);
    places.filter(|(file, _)| ours(file)).collect()
}

/// The checker's own frames are not the program's.
pub const OWN: &str = "chapters/13_model_checker/src";

/// A file's path from the root of the workspace on, without detours.
pub fn file_of(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let from = parts.iter().rposition(|part| *part == "chapters");
    parts[from.unwrap_or(0)..].join("/")
}
