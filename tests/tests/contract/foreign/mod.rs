//! Somebody else's code that panics, in every place where a pool runs it, in every way.
//!
//! A cell is a place, a pool and a way to panic ([`Way`]); [`rows`] has them all. In each: no
//! hang, no abort, no lock poisoned, every future settled, and every worker is there and works
//! ([`stage`]).
//!
//! A cell may abort its process. So a child runs them, one after the other, and says which one
//! it begins; if it ends too early, another child goes on with the next.

mod executors;
mod fault;
mod maps;
mod rows;
mod stage;
mod tasks;
mod wakers;
mod wrong;

use std::env;
use std::panic::{RefUnwindSafe, catch_unwind, set_hook};
use std::process::exit;
use std::sync::Arc;
use std::time::Duration;

use seam::watchdog::within;

use fault::{WAYS, Way};

/// How long a cell may take, which takes a few milliseconds.
const PATIENCE: Duration = Duration::from_secs(20);

/// One place on one pool.
struct Row {
    name: String,
    run: Arc<dyn Fn(Way) + Send + Sync + RefUnwindSafe>,
    patience: Duration,
    /// What is there but once cannot panic twice.
    once: bool,
}

impl Row {
    fn new(name: String, run: impl Fn(Way) + Send + Sync + RefUnwindSafe + 'static) -> Row {
        Row {
            name,
            run: Arc::new(run),
            patience: PATIENCE,
            once: false,
        }
    }

    /// Plays one cell, here. "well", or what went wrong.
    fn play(&self, way: Way) -> String {
        let run = Arc::clone(&self.run);
        let seconds = self.patience.as_secs();
        let Err(payload) = catch_unwind(move || within(seconds, move || run(way))) else {
            return "well".into();
        };
        let said = match payload.downcast_ref::<String>() {
            Some(said) => said.replace('\n', " "),
            None => format!("a panic: {:?}", payload.downcast_ref::<&str>()),
        };
        std::mem::forget(payload); // it may be a bomb
        said
    }
}

#[test]
fn no_panic_harms_a_pool() {
    let test = concat!(module_path!(), "::no_panic_harms_a_pool");
    if let Some(failed) = play(test, rows::all()) {
        let (number, list) = (failed.len(), failed.join("\n"));
        assert!(failed.is_empty(), "{number} cells failed:\n{list}");
    }
}

/// Where a child begins.
const FIRST: &str = "FIRST_CELL";

/// Plays all cells in children, and says which have failed. `None` in a child.
fn play(test: &str, rows: Vec<Row>) -> Option<Vec<String>> {
    let cells: Vec<(&Row, Way)> = rows
        .iter()
        .flat_map(|row| WAYS.map(|way| (row, way)))
        .filter(|(row, way)| !(row.once && *way == Way::Twice))
        .collect();
    if seam::child::is_child(test) {
        let first = env::var(FIRST).expect("set below");
        play_here(&cells, first.parse().expect("a number"));
        return None;
    }
    let mut failed = Vec::new();
    let mut next = 0;
    while next < cells.len() {
        let mut program = seam::child::executable();
        program.env(FIRST, next.to_string());
        let child = seam::child::run(test, program);
        let mut began: Option<usize> = None;
        for line in child.text.lines() {
            let (word, rest) = line.split_once(' ').unwrap_or_default();
            match word {
                "begins" => began = rest.parse().ok(),
                "ends" => {
                    next = began.take().expect("it has begun") + 1;
                    let (row, way) = cells[next - 1];
                    println!("{}, {way:?}: {rest}", row.name);
                    if rest != "well" {
                        failed.push(format!("{}, {way:?}: {rest}", row.name));
                    }
                }
                _ => {}
            }
        }
        if let Some(last) = began {
            let (row, way) = cells[last];
            println!("{}, {way:?}: it aborts", row.name);
            failed.push(format!("{}, {way:?}: it aborts", row.name));
            next = last + 1;
        }
        assert!(
            child.ok || began.is_some(),
            "no cell has begun: {}",
            child.text
        );
    }
    println!("{} cells, {} failed", cells.len(), failed.len());
    Some(failed)
}

fn play_here(cells: &[(&Row, Way)], first: usize) {
    set_hook(Box::new(|_| ())); // they panic on purpose, all the time
    for (nth, (row, way)) in cells.iter().enumerate().skip(first) {
        println!("\nbegins {nth}");
        let said = row.play(*way);
        println!("\nends {said}");
        if said != "well" {
            // What it has left behind, a thread with a bomb in its hand, is not to be the next
            // cell's fault: that one is played by another child.
            exit(0);
        }
    }
}
