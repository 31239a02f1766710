//! Pieces of pages that are made from the sources, and compared with what is there.
//!
//! ```text
//! UPDATE_BOOK=1 cargo test -p contract --test house book::
//! ```
//!
//! makes them anew.

use std::env;
use std::fs;
use std::path::Path;

use seam::tree::root;

use super::check::files;

/// Writes the text of a page or of a piece, if it is another one than what is there: another test may
/// be reading it.
pub fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).unwrap_or_default() != text {
        fs::write(path, text).unwrap();
    }
}

/// Are the files in `book/src/FOLDER` these pieces, and no others? What is wrong, a line each.
pub fn faults(folder: &str, pieces: &[(String, String)]) -> Vec<String> {
    let folder = root().join("book/src").join(folder);
    let update = env::var_os("UPDATE_BOOK").is_some();
    let mut faults = Vec::new();
    for (name, made) in pieces {
        let path = folder.join(format!("{name}.md"));
        if update {
            fs::create_dir_all(&folder).unwrap();
            write(&path, made);
        }
        let there = fs::read_to_string(&path).unwrap_or_default();
        // By lines: on Windows git may end them in its own way.
        if !there.lines().eq(made.lines()) {
            faults.push(format!("{name}: UPDATE_BOOK=1 makes it anew\n{made}"));
        }
    }
    for path in files(&folder, "md") {
        let name = path.file_stem().unwrap().to_string_lossy();
        if !pieces.iter().any(|(known, _)| *known == name) {
            faults.push(format!("{name} is made from nothing"));
        }
    }
    faults
}
