//! The recorder's file: the steps of the execution that failed, with names.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::names;
use super::step::Step;

/// All that is known of an execution that failed.
#[derive(Debug)]
pub struct Recording {
    /// The last one is the panic.
    pub steps: Vec<Step>,
    /// The threads' names; the model's own is `main`.
    pub threads: BTreeMap<usize, String>,
    /// What the source calls the locks, condvars and atomics.
    pub objects: HashMap<usize, String>,
}

impl Recording {
    /// `root` is where the places in the text begin.
    pub fn read(text: &str, root: &Path) -> Recording {
        let mut steps: Vec<Step> = text.lines().filter_map(Step::read).collect();
        // What comes while a panic unwinds is no part of what failed: destructors, and what
        // the others do until these are done. A panic that is caught goes on without.
        let end = (0..steps.len()).find(|&i| {
            let mut after = steps[i + 1..].iter();
            steps[i].what == "panic" && after.all(|step| step.unwinds || step.what == "panic")
        });
        steps.truncate(end.map_or(steps.len(), |end| end + 1));
        Recording {
            threads: threads(&steps),
            objects: names::of(&steps, root),
            steps,
        }
    }

    pub fn thread(&self, number: usize) -> String {
        let name = self.threads.get(&number).cloned();
        name.unwrap_or_else(|| format!("thread {number}"))
    }

    pub fn object(&self, number: usize) -> String {
        self.objects.get(&number).cloned().unwrap_or_default()
    }
}

fn threads(steps: &[Step]) -> BTreeMap<usize, String> {
    let mut threads = BTreeMap::from([(0, "main".to_owned())]);
    for step in steps {
        match step.what.as_str() {
            "spawn" => {
                let (number, name) = step.detail.split_once(' ').unwrap_or((&step.detail, ""));
                let name = match name {
                    "" => format!("thread {number}"),
                    name => name.to_owned(),
                };
                threads.insert(number.parse().unwrap_or_default(), name);
            }
            "imp" | "clock" => {
                threads.insert(step.thread, step.what.clone());
            }
            _ => {}
        }
    }
    threads
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_with_the_panic_that_was_not_caught() {
        let text = "1\tpanic\t\t\ta.rs\tcaught\n1\tends\t\t\t\t\t\n\
                    0\tpanic\t\t\tb.rs\tnot caught\n0\tunlock\t0\t\t\t\tunwinds\n\
                    0\tpanic\t\t\tc.rs\tdeadlock\n";
        let steps = Recording::read(text, Path::new(".")).steps;
        assert_eq!(steps.len(), 3);
        assert_eq!(steps[2].detail, "not caught");
    }
}
