//! The workspace that we are about.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The workspace: where we run, or where we were built.
///
/// # Errors
///
/// One line, if it is neither here nor there.
pub fn root() -> Result<PathBuf, String> {
    let here = env::current_dir().unwrap_or_default();
    let built = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut places = here.ancestors().map(PathBuf::from).chain([built]);
    let found = places.find(|place| place.join("chapters/00_workshop/Cargo.toml").is_file());
    found.ok_or_else(|| "the workspace is not here: run it in its folder".to_owned())
}

/// A text below `root`. Git may have written it for Windows.
///
/// # Errors
///
/// One line, with the path.
pub fn read(root: &Path, path: &Path) -> Result<String, String> {
    let text = fs::read_to_string(root.join(path)).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => format!("{} is not UTF-8 text", path.display()),
        _ => format!("{}: {error}", path.display()),
    })?;
    Ok(text.replace("\r\n", "\n"))
}
