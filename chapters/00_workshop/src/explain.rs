//! Why does a model fail? Prints the schedule: a column a thread, a row a step.
//!
//! The steps come from the model's own test: with a file named in the environment it writes
//! down what each thread did in the execution that failed (`tests/support/trace.rs`).

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, io};

use crate::args::ExplainOptions;

/// The environment's name for the file, as the recorder has it.
const FILE: &str = "EXPLAIN_MODEL";
/// The most rows in a table.
const MOST: usize = 40;

/// One line of the recording.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    thread: usize,
    what: String,
    object: Option<usize>,
    made: String,
    at: String,
    detail: String,
}

/// One row of the table.
#[derive(Debug, PartialEq)]
struct Row {
    thread: usize,
    says: String,
    /// Who holds what, who waits where, after this step.
    state: String,
}

/// Runs the model, reads the recording, prints the table.
///
/// # Errors
///
/// If there is no such model, or it does not compile.
pub fn run(options: &ExplainOptions) -> Result<(), Box<dyn Error>> {
    let chapters = workspace()?.join("chapters");
    let test = find(&chapters, &options.chapter, &options.name)?;
    let text = record(&options.chapter, &test)?;
    if text.is_empty() {
        return crate::print("Every execution passes: there is nothing to explain.\n");
    }
    let schedule = Schedule::read(&text, &workspace()?);
    crate::print(&match options.json {
        true => schedule.json(),
        false => schedule.table(),
    })
}

fn workspace() -> io::Result<PathBuf> {
    // Where this was built from; else where it is run.
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    match built.join("Cargo.toml").is_file() {
        true => built.canonicalize(),
        false => env::current_dir(),
    }
}

/// The arguments for cargo: which test executable, and which test in it.
fn find(chapters: &Path, chapter: &str, name: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let number = chapter
        .strip_prefix("chapter")
        .and_then(|n| n.parse::<u8>().ok());
    let number = number.ok_or_else(|| format!("{chapter:?} is no chapter: chapter4 is one"))?;
    let prefix = format!("{number:02}_");
    let mut folders = fs::read_dir(chapters)?.filter_map(Result::ok);
    let folder = folders
        .find(|entry| entry.file_name().to_string_lossy().starts_with(&prefix))
        .ok_or_else(|| format!("there is no {chapter}"))?;
    let tests = folder.path().join("tests");
    if tests.join(format!("bug_{name}.rs")).is_file() {
        return Ok(vec!["--test".into(), format!("bug_{name}")]);
    }
    let root = fs::read_to_string(tests.join("loom.rs"))?;
    if root.lines().any(|line| line.trim() == format!("{name},")) {
        let model = ["--test", "loom", "--", "--exact", name];
        return Ok(model.map(String::from).to_vec());
    }
    let bugs = fs::read_dir(folder.path().join("bugs"))?.filter_map(Result::ok);
    let mut bugs: Vec<_> = bugs
        .filter_map(|bug| Some(bug.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    bugs.sort();
    Err(format!(
        "{chapter} has no bug or model {name:?}; its bugs: {}",
        bugs.join(", ")
    )
    .into())
}

fn record(chapter: &str, test: &[String]) -> Result<String, Box<dyn Error>> {
    let file = env::temp_dir().join(format!("explain-{}", std::process::id()));
    let cargo = env::var_os("CARGO").unwrap_or("cargo".into());
    let separator = if test.iter().any(|word| word == "--") {
        None
    } else {
        Some("--")
    };
    let output = Command::new(cargo)
        .args(["test", "--quiet", "--package", chapter])
        .args(test)
        .args(separator)
        .args(["--nocapture", "--test-threads=1"])
        .env(FILE, &file)
        .env("RUST_BACKTRACE", "0")
        .current_dir(workspace()?)
        .stdin(Stdio::null())
        .output()?;
    let text = fs::read_to_string(&file);
    let _ = fs::remove_file(&file);
    text.map_err(|_| {
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        format!("the model did not run:\n{errors}").into()
    })
}

/// What happened, and to whom.
#[derive(Debug)]
struct Schedule {
    /// Names, by number.
    threads: BTreeMap<usize, String>,
    rows: Vec<Row>,
    verdict: String,
}

/// Who holds what and who waits where, so far.
#[derive(Default)]
struct State {
    /// A lock's holder.
    held: BTreeMap<usize, usize>,
    /// A condvar's waiters that nobody has notified.
    waits: BTreeMap<usize, VecDeque<usize>>,
    /// What each thread is about to do, if it may have to wait for it.
    wants: BTreeMap<usize, String>,
    ended: Vec<usize>,
}

impl Schedule {
    fn read(text: &str, root: &Path) -> Schedule {
        let steps: Vec<Step> = text.lines().filter_map(parse).collect();
        let names = names(&steps, root);
        let name = |object: Option<usize>| {
            object
                .and_then(|n| names.get(&n))
                .cloned()
                .unwrap_or_default()
        };
        let mut threads = BTreeMap::from([(0, "main".to_owned())]);
        for step in &steps {
            if step.what == "spawn" {
                let (number, called) = step.detail.split_once(' ').unwrap_or((&step.detail, ""));
                let number = number.parse().unwrap_or_default();
                let called = match called {
                    "" => format!("thread {number}"),
                    called => called.to_owned(),
                };
                threads.insert(number, called);
            }
            if ["imp", "clock"].contains(&step.what.as_str()) {
                threads.insert(step.thread, step.what.clone());
            }
        }
        let who = |number: usize| {
            threads
                .get(&number)
                .cloned()
                .unwrap_or(format!("thread {number}"))
        };
        let mut state = State::default();
        let mut rows: Vec<Row> = Vec::new();
        let mut failure = None;
        for (i, step) in steps.iter().enumerate() {
            let me = step.thread;
            let object = step.object.unwrap_or_default();
            let called = name(step.object);
            // In a deadlock loom stops in the middle of a step: what it waits for still holds.
            if !["wants", "joins", "panic"].contains(&step.what.as_str()) {
                state.wants.remove(&me);
            }
            let other = || who(step.detail.parse().unwrap_or_default());
            let says = match step.what.as_str() {
                "wants" => {
                    state.wants.insert(me, format!("lock {called}"));
                    match state.held.get(&object) {
                        Some(holder) if *holder != me => format!("wants {called}: held"),
                        _ => continue,
                    }
                }
                "lock" => {
                    state.held.insert(object, me);
                    format!("lock {called}")
                }
                "unlock" => {
                    state.held.remove(&object);
                    format!("unlock {called}")
                }
                "wait" => {
                    state.held.retain(|_, holder| *holder != me);
                    state.waits.entry(object).or_default().push_back(me);
                    state.wants.insert(me, format!("wait {called}"));
                    format!("wait {called}")
                }
                "woken" => {
                    let lock = step.detail.parse().unwrap_or_default();
                    state.held.insert(lock, me);
                    if let Some(waiters) = state.waits.get_mut(&object) {
                        waiters.retain(|waiter| *waiter != me);
                    }
                    format!("woken, lock {}", name(Some(lock)))
                }
                "notify_one" => match state.waits.entry(object).or_default().pop_front() {
                    Some(waiter) => format!("notify {called}: {}", who(waiter)),
                    None => format!("notify {called} (nobody waits)"),
                },
                "notify_all" => {
                    let waiters = std::mem::take(state.waits.entry(object).or_default());
                    match waiters.is_empty() {
                        true => format!("notify all {called} (nobody waits)"),
                        false => format!("notify all {called}"),
                    }
                }
                "imp" => {
                    state.waits.values_mut().for_each(VecDeque::clear);
                    "wakes everyone".to_owned()
                }
                "clock" => "it is late".to_owned(),
                "late" => "too late to wait".to_owned(),
                "spawn" => {
                    let number = step.detail.split(' ').next().and_then(|n| n.parse().ok());
                    format!("spawn {}", who(number.unwrap_or_default()))
                }
                "joins" => {
                    state.wants.insert(me, format!("the end of {}", other()));
                    let ended = step.detail.parse().is_ok_and(|n| state.ended.contains(&n));
                    if ended {
                        continue;
                    }
                    format!("join {}", other())
                }
                "joined" => continue,
                "ends" => {
                    state.ended.push(me);
                    "ends".to_owned()
                }
                "panic" => {
                    failure = Some((i, step));
                    if step.detail.contains("deadlock; threads") {
                        continue;
                    }
                    format!("panic: {}", shorten(&step.detail))
                }
                what => format!("{} {called} {}", what.replace('_', " "), step.detail),
            };
            rows.push(Row {
                thread: me,
                says,
                state: state.text(&names, &who),
            });
        }
        let verdict = match failure {
            Some((_, step)) if step.detail.contains("deadlock; threads") => {
                state.deadlock(&threads)
            }
            Some((_, step)) if step.detail.contains("leaked") => {
                format!("leak: {}", shorten(&step.detail))
            }
            Some((_, step)) if step.detail.contains("maximum number of branches") => {
                "this can go on for ever".to_owned()
            }
            Some((_, step)) => format!("{} panics: {}", who(step.thread), shorten(&step.detail)),
            None => "it failed, but nobody panicked".to_owned(),
        };
        Schedule {
            threads,
            rows: shorter(rows),
            verdict,
        }
    }

    /// The text.
    fn table(&self) -> String {
        let columns: Vec<usize> = self.threads.keys().copied().collect();
        let width = |column: &usize| {
            let cells = self.rows.iter().filter(|row| row.thread == *column);
            let longest = cells.map(|row| row.says.chars().count()).max().unwrap_or(0);
            longest.max(self.threads[column].chars().count()).min(60)
        };
        let widths: Vec<usize> = columns.iter().map(width).collect();
        let mut text = String::new();
        let mut line = |number: String, cells: Vec<String>, state: &str| {
            let mut row = format!("{number:>3}");
            for (cell, width) in cells.iter().zip(&widths) {
                // Writing to a `String` cannot fail.
                write!(row, "  {cell:<width$}").unwrap();
            }
            writeln!(text, "{}", format!("{row}  {state}").trim_end()).unwrap();
        };
        let names = columns
            .iter()
            .map(|column| self.threads[column].clone())
            .collect();
        line(String::new(), names, "held, and who waits");
        for (i, row) in self.rows.iter().enumerate() {
            let cells = columns.iter().map(|column| match *column == row.thread {
                true => row.says.chars().take(60).collect(),
                false => String::new(),
            });
            line((i + 1).to_string(), cells.collect(), &row.state);
        }
        format!("{text}\n{}\n", self.verdict)
    }

    /// The same as data.
    fn json(&self) -> String {
        let threads: Vec<_> = self.threads.values().map(|name| quote(name)).collect();
        let rows: Vec<_> = self
            .rows
            .iter()
            .map(|row| {
                format!(
                    "    {{\"thread\": {}, \"does\": {}, \"state\": {}}}",
                    quote(&self.threads[&row.thread]),
                    quote(&row.says),
                    quote(&row.state)
                )
            })
            .collect();
        format!(
            "{{\n  \"threads\": [{}],\n  \"steps\": [\n{}\n  ],\n  \"verdict\": {}\n}}\n",
            threads.join(", "),
            rows.join(",\n"),
            quote(&self.verdict)
        )
    }
}

impl State {
    fn text(&self, names: &HashMap<usize, String>, who: &dyn Fn(usize) -> String) -> String {
        let name = |object: &usize| names.get(object).cloned().unwrap_or_default();
        let held = self
            .held
            .iter()
            .map(|(lock, holder)| format!("{}: {}", name(lock), who(*holder)));
        let waits = self.waits.iter().filter(|(_, waiters)| !waiters.is_empty());
        let waits = waits.map(|(condvar, waiters)| {
            let waiters: Vec<_> = waiters.iter().map(|waiter| who(*waiter)).collect();
            format!("{} <- {}", name(condvar), waiters.join(", "))
        });
        held.chain(waits).collect::<Vec<_>>().join("; ")
    }

    fn deadlock(&self, threads: &BTreeMap<usize, String>) -> String {
        let stuck = threads
            .iter()
            .filter(|(number, _)| !self.ended.contains(number));
        let stuck = stuck.filter_map(|(number, name)| {
            let wants = self.wants.get(number)?;
            Some(match wants.strip_prefix("wait ") {
                Some(condvar) => {
                    format!("{name} waits for {condvar}, and nobody is left to notify it")
                }
                None => match wants.strip_prefix("lock ") {
                    Some(lock) => format!("{name} waits for {lock}"),
                    None => format!("{name} waits for {wants}"),
                },
            })
        });
        format!("deadlock: {}", stuck.collect::<Vec<_>>().join("; "))
    }
}

/// As many rows as one can read. If there are more, steps of one thread that follow each
/// other share a row; and of a loop that has no end, only the beginning is shown.
fn shorter(rows: Vec<Row>) -> Vec<Row> {
    if rows.len() <= MOST {
        return rows;
    }
    let mut short: Vec<Row> = Vec::new();
    for row in rows {
        match short.last_mut() {
            Some(last) if last.thread == row.thread && last.says.len() + row.says.len() < 60 => {
                last.says += &format!(", {}", row.says);
                last.state = row.state;
            }
            _ => short.push(row),
        }
    }
    if short.len() > MOST {
        let more = short.len() - (MOST - 1);
        short.truncate(MOST - 1);
        short.push(Row {
            thread: short[MOST - 2].thread,
            says: format!("... {more} rows more"),
            state: String::new(),
        });
    }
    short
}

fn parse(line: &str) -> Option<Step> {
    let mut fields = line.split('\t');
    let mut next = || fields.next().map(str::to_owned);
    Some(Step {
        thread: next()?.parse().ok()?,
        what: next()?,
        object: next()?.parse().ok(),
        made: next()?,
        at: next()?,
        detail: next().unwrap_or_default(),
    })
}

/// What the source calls each object: where it was made, else where it is first used.
fn names(steps: &[Step], root: &Path) -> HashMap<usize, String> {
    let mut names = HashMap::new();
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut files = HashMap::new();
    for step in steps {
        let Some(object) = step.object else { continue };
        if names.contains_key(&object) {
            continue;
        }
        let name = before(&step.made, root, &mut files, &[':', '='])
            .or_else(|| before(&step.at, root, &mut files, &['.']))
            .unwrap_or_else(|| format!("object {object}"));
        let count = taken.entry(name.clone()).or_default();
        *count += 1;
        let name = match *count {
            1 => name,
            n => format!("{name}#{n}"),
        };
        names.insert(object, name);
    }
    names
}

/// The word before a place in a source, if one of these letters stands between them.
fn before(
    place: &str,
    root: &Path,
    files: &mut HashMap<String, Vec<String>>,
    between: &[char],
) -> Option<String> {
    let (rest, column) = place.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    let (line, column) = (line.parse::<usize>().ok()?, column.parse::<usize>().ok()?);
    let lines = files.entry(file.to_owned()).or_insert_with(|| {
        let text = fs::read_to_string(root.join(file)).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    });
    let line = lines.get(line.checked_sub(1)?)?;
    let before: String = line.chars().take(column - 1).collect();
    let before = before.trim_end().strip_suffix(between)?.trim_end();
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
        .next()?;
    (!word.is_empty()).then(|| word.to_owned())
}

fn shorten(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            c if c.is_control() => write!(quoted, "\\u{:04x}", c as u32).unwrap(),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
