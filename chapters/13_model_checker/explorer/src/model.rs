//! What every model needs: the search of all its states, and what came of it.
//!
//! These have the names and the shape of what stands before loom, so a chapter's models are
//! compiled as they are: they say `seam::model::check`, and the manifest says that `seam` is this
//! crate.

use std::cell::RefCell;
use std::env;
use std::fmt;
use std::fs;
use std::io::{Write, stderr};
use std::sync::Arc;
use std::time::Instant;

use super::graph::Graph;
use super::json::json;
use super::loom;
use super::paths::replay_paths;
use super::run::{How, Program, Runs, search};
use super::step::Choice;

/// How far loom would search. Here it is always all states, within [`How::limit`].
#[derive(Clone, Copy, Debug)]
pub enum Bound {
    /// Every order there is.
    Exhaustive,
    /// Every order in which running threads are interrupted at most so often.
    Preemptions(usize),
}

thread_local! {
    /// The models that [`models_of`] is looking for.
    static FOUND: RefCell<Option<Vec<(String, Program)>>> = const { RefCell::new(None) };
}

/// Searches all states of `model`, or notes it for [`models_of`].
///
/// # Panics
///
/// If an execution fails, or if there is only one state: then nothing was checked.
pub fn check(name: &str, _bound: Bound, model: impl Fn() + Send + Sync + 'static) {
    let program: Program = Arc::new(model);
    let noted = FOUND.with(|found| match &mut *found.borrow_mut() {
        Some(found) => {
            found.push((name.to_owned(), Arc::clone(&program)));
            true
        }
        None => false,
    });
    if noted {
        return;
    }
    if explored(name, &program) {
        return;
    }
    let start = Instant::now();
    let graph = search(&program, How::default());
    let _ = writeln!(
        stderr(),
        "model {name}: {} states{}, {} executions, {:.1} s",
        graph.states.len(),
        if graph.complete { "" } else { " and more" },
        graph.executions,
        start.elapsed().as_secs_f64()
    );
    replayed(name, &program, &graph);
    assert!(graph.states.len() > 2, "{name}: nothing was checked");
    let wrong: Vec<_> = graph
        .endings()
        .into_iter()
        .filter(|end| !end.is_well())
        .collect();
    assert!(wrong.is_empty(), "{name}: {wrong:?}");
}

/// The environment's name for a number: so many paths of each graph are taken once more, on the
/// program itself.
const REPLAYS: &str = "MODEL_REPLAYS";

/// See [`replay_paths`], as often as the environment asks for.
///
/// # Panics
///
/// If one leads elsewhere.
pub fn replayed(name: &str, program: &Program, graph: &Graph) {
    let paths = env::var(REPLAYS).ok().and_then(|paths| paths.parse().ok());
    let said = replay_paths(program, How::default().rules, graph, paths.unwrap_or(0));
    if let Err(why) = said {
        panic!("{name}: {why}");
    }
}

/// The environment's name for a file. If it is set, a model's graph is written there, whether it
/// fails or not: this is how `workshop explore` gets at it.
pub const FILE: &str = "EXPLORE_MODEL";

/// The environment's name for what loom has written down of the same model: see
/// [`loom`](mod@super::loom).
const LOOM: &str = "EXPLORE_LOOM";

/// The schedule that does what loom has done, if there is something written down.
pub fn what_loom_did(runs: &mut Runs) -> Option<Vec<Choice>> {
    let text = fs::read_to_string(env::var_os(LOOM)?).ok()?;
    loom::follow(runs, &text)
}

/// Writes the graph of `program`, if that is what this process is for.
pub fn explored(name: &str, program: &Program) -> bool {
    let Some(file) = env::var_os(FILE) else {
        return false;
    };
    let how = How {
        stacks: true,
        limit: MOST_DRAWN,
        ..How::default()
    };
    let mut runs = Runs::new(program, how);
    runs.search(|_| false);
    let loom = what_loom_did(&mut runs);
    // Who reads it sees that it is missing.
    let _ = fs::write(file, json(name, &runs.finish(), loom));
    true
}

/// A map of more states shows nobody anything.
const MOST_DRAWN: usize = 20_000;

/// The models that `functions` would check, without checking them.
pub fn models_of(functions: &[fn()]) -> Vec<(String, Program)> {
    FOUND.with(|found| found.replace(Some(Vec::new())));
    for function in functions {
        function();
    }
    FOUND.with(RefCell::take).unwrap_or_default()
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Exhaustive => f.write_str("exhaustive"),
            Bound::Preemptions(most) => write!(f, "at most {most} preemptions"),
        }
    }
}
