//! What a test promises: the comment above it.

use std::fs;
use std::path::Path;

/// The comment above the test `name` (its last part), wherever below `folder` it is.
pub fn promise(folder: &Path, name: &str) -> Option<String> {
    let name = name.rsplit("::").next()?;
    let mut entries: Vec<_> = fs::read_dir(folder).ok()?.flatten().collect();
    entries.sort_by_key(|entry| entry.path());
    entries.into_iter().find_map(|entry| {
        let path = entry.path();
        match path.is_dir() {
            true => promise(&path, name),
            false => above(&fs::read_to_string(path).ok()?, name),
        }
    })
}

fn above(text: &str, name: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let heads = [format!("fn {name}("), format!("pub fn {name}(")];
    let at = lines
        .iter()
        .position(|line| heads.iter().any(|head| line.starts_with(head)))?;
    let before = lines[..at].iter().rev();
    // Attributes, and the book's anchors, stand between.
    let before = before.skip_while(|line| line.starts_with("#[") || line.starts_with("// "));
    let words = before.map_while(|line| line.strip_prefix("///"));
    let mut words: Vec<&str> = words.map(str::trim).collect();
    words.reverse();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::above;

    #[test]
    fn it_is_the_comment_above() {
        let text = "/// Not this.\nfn other() {}\n\n/// All of\n/// it.\n// Aside.\n#[test]\npub fn it() {\n";
        assert_eq!(above(text, "it").as_deref(), Some("All of it."));
        assert_eq!(above(text, "i"), None);
        assert_eq!(above("fn bare() {", "bare"), None);
    }
}
