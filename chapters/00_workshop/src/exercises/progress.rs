//! How far the reader is: a file that git ignores. Whatever is lost with it can be checked
//! again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The file, at the root of the workspace. Not in `target/`, which a `cargo clean` empties.
const FILE: &str = ".workshop";

/// A line each: `current queue_4`, `hints queue_4 2`, `solved queue_4 9 steps, 14 models`.
pub struct Progress {
    path: PathBuf,
    lines: Vec<String>,
}

impl Progress {
    /// What there is. Nothing is needed: a file that cannot be read is an empty one, and
    /// lines that another version wrote stay as they are.
    pub fn read(root: &Path) -> Progress {
        let path = root.join(FILE);
        let text = fs::read_to_string(&path).unwrap_or_default();
        let lines = text.lines().map(str::to_owned).collect();
        Progress { path, lines }
    }

    /// The exercise that was started last.
    pub fn current(&self) -> Option<&str> {
        self.value("current ")
    }

    /// How many of its hints the reader has seen.
    pub fn hints(&self, name: &str) -> usize {
        let hints = self.value(&format!("hints {name} "));
        hints.and_then(|hints| hints.parse().ok()).unwrap_or(0)
    }

    /// By what it was solved.
    pub fn solved(&self, name: &str) -> Option<&str> {
        self.value(&format!("solved {name} "))
    }

    /// # Errors
    ///
    /// Here and below: if the file cannot be written.
    pub fn start(&mut self, name: &str) -> io::Result<()> {
        self.set("current ", name)
    }

    pub fn saw_hints(&mut self, name: &str, hints: usize) -> io::Result<()> {
        self.set(&format!("hints {name} "), &hints.to_string())
    }

    pub fn solve(&mut self, name: &str, by: &str) -> io::Result<()> {
        self.set(&format!("solved {name} "), by)
    }

    fn value(&self, key: &str) -> Option<&str> {
        self.lines.iter().find_map(|line| line.strip_prefix(key))
    }

    fn set(&mut self, key: &str, value: &str) -> io::Result<()> {
        self.lines.retain(|line| !line.starts_with(key));
        self.lines.push(format!("{key}{value}"));
        // By way of another file: if we are interrupted, one of the two is whole.
        let new = self.path.with_extension("new");
        fs::write(&new, self.lines.join("\n") + "\n")?;
        fs::rename(&new, &self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_as_it_was_written() {
        let root = std::env::temp_dir().join(format!("workshop-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        fs::write(root.join(FILE), "of another version\n").unwrap();
        let mut progress = Progress::read(&root);
        progress.start("a").unwrap();
        progress.saw_hints("a", 2).unwrap();
        progress.solve("a", "1 model").unwrap();
        progress.solve("a", "3 models").unwrap();
        progress.start("b").unwrap();
        let progress = Progress::read(&root);
        assert_eq!(progress.current(), Some("b"));
        assert_eq!((progress.hints("a"), progress.hints("b")), (2, 0));
        assert_eq!(
            (progress.solved("a"), progress.solved("b")),
            (Some("3 models"), None)
        );
        assert_eq!(progress.lines[0], "of another version");
        fs::remove_dir_all(&root).unwrap();
    }
}
