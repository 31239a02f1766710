//! A planted bug must be caught, here as by loom.

use std::env;

use super::graph::{End, Graph};
use super::model::{explored, models_of, replayed, what_loom_did};
use super::run::{How, MOST, Runs};

/// Bugs that are nothing but a memory ordering. loom catches them; here memory has one order.
const ORDERINGS: [&str; 1] = ["::flag_stored::"];

/// Of more states than this it is not asked whether there is a shorter way.
const ENOUGH: usize = 20_000;

/// Searches the states of `model`, which has to fail, and for this reason.
///
/// # Panics
///
/// If it does not.
pub fn must_fail(test: &str, reason: &str, model: fn()) {
    for (name, program) in models_of(&[model]) {
        if explored(&name, &program) {
            return;
        }
        let whole = env::var_os(MOST).is_some();
        let how = match whole {
            true => How::default(),
            false => How {
                limit: usize::MAX, // it has to be found
                ..How::default()
            },
        };
        let schedule = |graph: &Graph| {
            // A test of loom's reads all that is printed, so also what a caught panic says.
            let said = graph.said.iter().any(|text| text.contains(reason));
            graph.shortest(|end| says(end, reason) || said && !end.is_well())
        };
        let is_shortest = |graph: &Graph| {
            let steps = schedule(graph).map(|steps| steps.len());
            steps.is_some_and(|steps| steps <= graph.depth)
        };
        let enough = |graph: &Graph| {
            let large = graph.states.len() > ENOUGH && schedule(graph).is_some();
            !whole && (large || is_shortest(graph))
        };
        let mut runs = Runs::new(&program, how);
        runs.search(enough);
        let loom = what_loom_did(&mut runs);
        let graph = runs.finish();
        replayed(test, &program, &graph);
        if ORDERINGS.iter().any(|bug| test.contains(bug)) {
            assert!(
                graph.complete && schedule(&graph).is_none(),
                "{test}: caught after all"
            );
            return println!("bug {test}: {} states, not caught", graph.states.len());
        }
        let Some(schedule) = schedule(&graph) else {
            let ends = graph.endings();
            panic!(
                "{test}: not caught: {} states, {ends:?}",
                graph.states.len()
            );
        };
        println!(
            "bug {test}: {} states{}, {} executions, {}{} steps{}",
            graph.states.len(),
            if graph.complete { "" } else { " and more" },
            graph.executions,
            if is_shortest(&graph) { "" } else { "at most " },
            graph.until_panic(&schedule),
            loom.map_or(String::new(), |steps| {
                format!(", loom {}", graph.until_panic(&steps))
            })
        );
    }
}

/// Is this what the test of the planted bug waits for?
pub fn says(end: &End, reason: &str) -> bool {
    match end {
        End::Well => false,
        End::Stuck(None) | End::LeftBehind => reason == "deadlock",
        End::Stuck(Some(text)) | End::Panic(text) => text.contains(reason),
        End::Leak => reason.contains("leaked"),
        End::Endless => reason.contains("branches"),
    }
}
