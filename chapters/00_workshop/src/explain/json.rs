//! The table as data.
//!
//! ```json
//! {
//!   "threads": ["main", "worker-0"],
//!   "steps": [
//!     {"thread": "main", "does": "lock queue",
//!      "held": {"queue": "main"}, "waits": {"not_empty": ["worker-0"]}}
//!   ],
//!   "kind": "deadlock",
//!   "verdict": "deadlock: ..."
//! }
//! ```
//!
//! `kind` is `deadlock`, `panic`, `leak` or `no end`.

use std::fmt::Write;

use super::rows::Row;
use super::table::Table;

impl Table {
    /// See the module.
    pub fn json(&self) -> String {
        let threads = self.threads.iter().map(|(_, name)| quote(name));
        let steps = self.rows.iter().map(|row| self.step(row));
        format!(
            "{{\n  \"threads\": [{}],\n  \"steps\": [\n{}\n  ],\n  \"kind\": {},\n  \"verdict\": {}\n}}\n",
            list(threads, ", "),
            list(steps, ",\n"),
            quote(&self.failure.kind.to_string()),
            quote(&self.failure.text),
        )
    }

    fn step(&self, row: &Row) -> String {
        let held = row.held.iter();
        let held = held.map(|(lock, thread)| format!("{}: {}", quote(lock), quote(thread)));
        let waits = row.waits.iter().map(|(condvar, threads)| {
            let threads = threads.iter().map(|thread| quote(thread));
            format!("{}: [{}]", quote(condvar), list(threads, ", "))
        });
        format!(
            "    {{\"thread\": {}, \"does\": {}, \"held\": {{{}}}, \"waits\": {{{}}}}}",
            quote(self.name(row.thread)),
            quote(&row.does),
            list(held, ", "),
            list(waits, ", "),
        )
    }
}

fn list(items: impl Iterator<Item = String>, between: &str) -> String {
    items.collect::<Vec<_>>().join(between)
}

fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            c if c.is_control() => {
                write!(quoted, "\\u{:04x}", c as u32).expect("a String takes everything");
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_json_cannot_have_is_escaped() {
        assert_eq!(super::quote("a\"b\\c\n"), r#""a\"b\\c\u000a""#);
    }
}
