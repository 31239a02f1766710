//! Signatures out of a source, as `cargo fmt` leaves it: what stands before the bodies.

/// The functions that a module offers.
pub fn all_of(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let heads =
        (0..lines.len()).filter(|&at| lines[at].starts_with("pub") && is_function(lines[at]));
    heads.map(|at| head(&lines[at..])).collect()
}

/// A function, or a type with what it offers.
pub fn of_name(text: &str, name: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    let mut offers = false; // we are in its `impl`
    for (at, line) in lines.iter().enumerate() {
        let plain = line.trim_start();
        let words: Vec<&str> = plain
            .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .filter(|word| !word.is_empty())
            .collect();
        let after = |word: &str| {
            let at = words.iter().position(|one| *one == word)?;
            words.get(at + 1).copied()
        };
        if line.starts_with("impl") {
            let of = line.split(['{']).next().unwrap_or_default();
            offers = !of.contains(" for ") && words.contains(&name);
        } else if line.starts_with('}') {
            offers = false;
        } else if line.starts_with("pub") && is_function(line) && after("fn") == Some(name) {
            found.push(head(&lines[at..]));
        } else if line.starts_with("pub")
            && ["struct", "trait", "type"]
                .iter()
                .any(|kind| after(kind) == Some(name))
        {
            let head = head(&lines[at..]);
            let fields = if after("struct").is_some() { '(' } else { ';' };
            let head = head.replace("pub(crate) ", "pub ");
            let head = head.split(fields).next().unwrap_or_default();
            found.push(head.trim_end().to_owned());
        } else if line.starts_with("pub") && after("enum") == Some(name) {
            found.push(variants(&lines[at..]));
        } else if offers && plain.starts_with("pub") && is_function(plain) {
            found.push(format!("    {}", head(&lines[at..])));
        }
    }
    found
}

/// The names of the structs and enums that a text makes public.
pub fn types_of(text: &str) -> Vec<&str> {
    let names = text.lines().filter_map(|line| {
        let rest = line
            .strip_prefix("pub ")
            .or(line.strip_prefix("pub(crate) "))?;
        let rest = rest
            .strip_prefix("struct ")
            .or(rest.strip_prefix("enum "))?;
        rest.split(|letter: char| !letter.is_alphanumeric()).next()
    });
    names.collect()
}

fn is_function(line: &str) -> bool {
    line.split_whitespace().any(|word| word == "fn")
}

/// What stands before the body, in one line.
fn head(lines: &[&str]) -> String {
    let mut head = String::new();
    for line in lines {
        let line = line.trim();
        let joined = head.is_empty() || head.ends_with('(');
        let closes = line.starts_with(')');
        if closes {
            head = head.trim_end_matches(',').to_owned();
        }
        head += if joined || closes { "" } else { " " };
        head += line;
        if line.ends_with('{') || line.ends_with(';') {
            break;
        }
    }
    head.trim_end_matches([' ', '{', ';']).to_owned()
}

/// An enum in one line.
fn variants(lines: &[&str]) -> String {
    let body = lines.iter().take_while(|line| !line.starts_with('}'));
    let code = body
        .map(|line| line.trim())
        .filter(|line| !line.starts_with("//"));
    let text = code
        .filter(|line| !line.starts_with('#'))
        .collect::<Vec<_>>()
        .join(" ");
    format!("{} }}", text.trim_end_matches(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
/// A queue.
pub struct Queue<T> {
    values: Vec<T>,
}

impl<T> Queue<T> {
    /// Empty.
    pub fn new() -> Queue<T> {
        Queue { values: Vec::new() }
    }

    pub(crate) fn push(
        &self,
        value: T,
    ) -> Result<(), T> {
    }

    fn hidden(&self) {}
}

impl<T> Drop for Queue<T> {
    fn drop(&mut self) {}
}

pub enum Failed<T> {
    /// No room.
    Full(T),
    Closed(T),
}

pub fn after(timeout: u32) -> u32 {
}
";

    #[test]
    fn a_type_comes_with_what_it_offers() {
        let queue = [
            "pub struct Queue<T>",
            "    pub fn new() -> Queue<T>",
            "    pub(crate) fn push(&self, value: T) -> Result<(), T>",
        ];
        assert_eq!(of_name(TEXT, "Queue"), queue);
        assert_eq!(
            of_name(TEXT, "Failed"),
            ["pub enum Failed<T> { Full(T), Closed(T) }"]
        );
        assert_eq!(
            of_name(TEXT, "after"),
            ["pub fn after(timeout: u32) -> u32"]
        );
        assert_eq!(all_of(TEXT), ["pub fn after(timeout: u32) -> u32"]);
        assert_eq!(of_name(TEXT, "hidden"), [""; 0]);
        assert_eq!(types_of(TEXT), ["Queue", "Failed"]);
    }
}
