//! A planted bug must be caught, here as by loom.

use super::graph::{End, Graph};
use super::model::{How, explored, models_of, search};

/// Searches all states of `model`, which has to fail, and for this reason.
///
/// # Panics
///
/// If it does not.
pub fn must_fail(test: &str, reason: &str, model: fn()) {
    for (name, program) in models_of(&[model]) {
        if explored(&name, &program) {
            return;
        }
        let graph = search(&program, How::default());
        // A test of loom's reads all that is printed, so also what a caught panic says.
        let said = graph.said.iter().any(|text| text.contains(reason));
        let caught = graph.shortest(|end| says(end, reason) || said && !end.is_well());
        let Some(schedule) = caught else {
            panic!("{test}: not caught: {}", ends(&graph));
        };
        println!(
            "bug {test}: {name}: {} states{}, {} executions, {} steps",
            graph.states.len(),
            if graph.complete { "" } else { " and more" },
            graph.executions,
            schedule.len()
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

fn ends(graph: &Graph) -> String {
    let ends = graph.endings();
    format!("{} states, {ends:?}", graph.states.len())
}
