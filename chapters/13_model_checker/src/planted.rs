//! A planted bug must be caught, here as by loom.

use std::env;

use super::graph::{End, Graph};
use super::model::{How, MOST, explored, models_of, replayed, search_until};

/// Bugs that are nothing but a memory ordering. loom catches them; here memory has one order.
const ORDERINGS: [&str; 1] = ["::flag_stored::"];

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
                limit: usize::MAX, // it stops when it has found it
                ..How::default()
            },
        };
        let schedule = |graph: &Graph| {
            // A test of loom's reads all that is printed, so also what a caught panic says.
            let said = graph.said.iter().any(|text| text.contains(reason));
            graph.shortest(|end| says(end, reason) || said && !end.is_well())
        };
        let graph = search_until(&program, how, |graph| !whole && schedule(graph).is_some());
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
            "bug {test}: {} states{}, {} executions, {} steps",
            graph.states.len(),
            if graph.complete { "" } else { " and more" },
            graph.executions,
            graph.until_panic(&schedule)
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
