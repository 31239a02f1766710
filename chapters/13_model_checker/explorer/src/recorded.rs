//! What loom wrote down of an execution that failed: `tests/seam/src/recorder.rs` writes it.

use std::collections::HashMap;

use super::graph::Graph;
use super::stack::file_of;
use super::world::Place;

/// A file, and a line in it.
pub type Line = (String, u32);

/// Something that a thread did.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its place among all of them.
    pub order: usize,
    /// `lock`, `wait`, `notify_one`...
    pub what: String,
    /// Where the object was made that it is about.
    pub made: Option<Line>,
    /// Where in the program it was.
    pub at: Option<Line>,
}

/// What a thread did, from first to last.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// Its number here. `None`: it is not here, since the machine does what it did.
    pub thread: Option<usize>,
    /// Steps alone: not what is none here.
    pub events: Vec<Event>,
}

/// `chapters/02_shared_queue/src/pool.rs:64:9`
fn line(text: &str) -> Option<Line> {
    let (text, _column) = text.rsplit_once(':')?;
    let (file, line) = text.rsplit_once(':')?;
    Some((file_of(file), line.parse().ok()?))
}

/// The same of what the checker has noted.
pub fn line_of(at: Place) -> Line {
    (file_of(at.file()), at.line())
}

/// An imp's thread is known by the file that spawns it, which is not the same here.
fn spawned(line: Line) -> Line {
    match line.0.ends_with("/imp.rs") {
        true => ("imp".to_owned(), 0),
        false => line,
    }
}

/// Things that are no steps here.
const SILENT: [&str; 6] = ["spawn", "wants", "unlock", "joins", "ends", "panic"];

/// A row of the recorder's file: thread, what, object, where it was made, place, detail, and whether
/// a panic unwinds.
type Row<'a> = Vec<&'a str>;

fn is(row: &Row<'_>, what: &str) -> bool {
    row.get(1).is_some_and(|other| *other == what)
}

/// All rows. What comes while a panic unwinds is no part of what failed.
fn rows(text: &str) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = text.lines().map(|row| row.split('\t').collect()).collect();
    let unwinds = |row: &Row<'_>| row.get(6) == Some(&"unwinds") || is(row, "panic");
    let end = (0..rows.len()).find(|&i| is(&rows[i], "panic") && rows[i + 1..].iter().all(unwinds));
    rows.truncate(end.unwrap_or(rows.len()));
    rows
}

/// Was it a panic of the program's at which loom stopped, and not a verdict of its own?
pub fn panicked(text: &str) -> bool {
    let last = text.lines().rfind(|row| row.contains("\tpanic\t"));
    last.is_some_and(|row| !row.contains("/loom-"))
}

/// The threads' numbers here, by those of loom. A thread is known by where it was spawned, and by how
/// many were spawned there before. The clock is none here.
fn threads<'a>(rows: &[Row<'a>], clocks: &[&str], graph: &Graph) -> HashMap<&'a str, usize> {
    let mut threads = HashMap::from([("0", 0)]);
    let mut taken: HashMap<Line, usize> = HashMap::new();
    for row in rows.iter().filter(|row| is(row, "spawn")) {
        let child = row.get(5).and_then(|detail| detail.split(' ').next());
        let at = row.get(4).and_then(|at| line(at)).map(spawned);
        let (Some(child), Some(at)) = (child, at) else {
            continue;
        };
        if clocks.contains(&child) {
            continue;
        }
        let mut there = (1..graph.threads.len())
            .filter(|thread| spawned(line_of(graph.threads[*thread].1)) == at);
        let before = taken.entry(at.clone()).or_default();
        threads.extend(there.nth(*before).map(|thread| (child, thread)));
        *before += 1;
    }
    threads
}

/// What each thread did in the execution that was written down.
pub fn tracks(text: &str, graph: &Graph) -> Vec<Track> {
    let rows = rows(text);
    let clocks: Vec<&str> = rows
        .iter()
        .filter(|row| is(row, "clock"))
        .map(|row| row[0])
        .collect();
    let threads = threads(&rows, &clocks, graph);
    let mut tracks: Vec<(&str, Track)> = Vec::new();
    for (order, row) in rows.iter().enumerate() {
        let (who, what) = (row[0], row.get(1).copied().unwrap_or_default());
        // The clock takes locks, too, to ring its bells.
        let clocks_own = clocks.contains(&who) && what != "clock";
        // The end of an imp that is not here is nothing to wait for.
        let whose = row.get(5).copied().unwrap_or_default();
        let nobodys = what == "joined" && !threads.contains_key(whose);
        if SILENT.contains(&what) || clocks_own || nobodys {
            continue;
        }
        let event = Event {
            order,
            what: what.to_owned(),
            made: row.get(3).and_then(|made| line(made)),
            at: row.get(4).and_then(|at| line(at)),
        };
        match tracks.iter_mut().find(|(other, _)| *other == who) {
            Some((_, track)) => track.events.push(event),
            None => {
                let thread = threads.get(who).copied();
                let events = vec![event];
                tracks.push((who, Track { thread, events }));
            }
        }
    }
    tracks.into_iter().map(|(_, track)| track).collect()
}
