//! The workspace that we are about, and cargo in it.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

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

/// The cargo that runs us, or else any. It is not asked anything on its stdin.
pub fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.stdin(Stdio::null());
    cargo
}
