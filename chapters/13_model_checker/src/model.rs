//! What every model needs: the search of all its states, and what came of it.
//!
//! These have the names and the shape of what stands before loom, so a chapter's models are
//! compiled as they are: they say `seam::model::check`, and whoever includes them says that
//! `seam` is this crate.

use std::cell::RefCell;
use std::env;
use std::fmt;
use std::fs;
use std::io::{Write, stderr};

use super::execution;
use super::graph::Graph;
use super::json::json;
use super::os::sync::Arc;
use super::os::thread_local;
use super::os::time::Instant;
use super::rules::Rules;
use super::search::Search;
use super::step::Choice;
use super::world::Names;

/// How far loom would search. Here it is always all states, within [`How::limit`].
#[derive(Clone, Copy, Debug)]
pub enum Bound {
    /// Every interleaving there is.
    Exhaustive,
    /// Every interleaving in which running threads are interrupted at most so often.
    Preemptions(usize),
}

/// How to search.
#[derive(Clone, Copy, Debug)]
pub struct How {
    /// What the machine may do.
    pub rules: Rules,
    /// Give up when there are more states.
    pub limit: usize,
    /// Note the stack of each thread, for a page that shows it. Slow.
    pub stacks: bool,
}

/// The environment's name for the most states. A model with more is searched in part, and that is
/// said. If it is set, a search for a planted bug goes on when it has found it, too.
pub const MOST: &str = "MODEL_STATES";
/// The most, if it is not set.
const MOST_BY_DEFAULT: usize = 5_000;

impl Default for How {
    fn default() -> How {
        let most = env::var(MOST).ok().and_then(|most| most.parse().ok());
        How {
            rules: Rules::REAL,
            limit: most.unwrap_or(MOST_BY_DEFAULT),
            stacks: false,
        }
    }
}

/// A program that is run again and again.
pub type Program = Arc<dyn Fn() + Send + Sync>;

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
    assert!(graph.states.len() > 2, "{name}: nothing was checked");
    let wrong: Vec<_> = graph
        .endings()
        .into_iter()
        .filter(|end| !end.is_well())
        .collect();
    assert!(wrong.is_empty(), "{name}: {wrong:?}");
}

/// The environment's name for a file. If it is set, a model's graph is written there, whether it
/// fails or not: this is how `workshop explore` gets at it.
pub const FILE: &str = "EXPLORE_MODEL";

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
    let graph = search(program, how);
    // Who reads it sees that it is missing.
    let _ = fs::write(file, json(name, &graph));
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

/// All states of `program`.
///
/// # Panics
///
/// If something outside of the model decides what it does.
pub fn search(program: &Program, how: How) -> Graph {
    search_until(program, how, |_| false)
}

/// The same, but it stops when `enough` says so. It is asked after each execution that fails.
///
/// # Panics
///
/// As [`search`].
pub fn search_until(program: &Program, how: How, enough: impl Fn(&Graph) -> bool) -> Graph {
    let mut search = Search::new(how.limit);
    let mut names = Names::default();
    let mut failures = 0;
    while search.is_open() {
        if search.failures() > failures {
            failures = search.failures();
            if enough(&search.graph) {
                break;
            }
        }
        search.begin(&[]);
        let program = Arc::clone(program);
        (search, names) = execution::run(search, how.rules, names, how.stacks, move || program());
    }
    let mut graph = search.finish();
    graph.threads = names.who;
    graph.objects = names.what;
    if let Some(fault) = graph.fault {
        panic!("{fault}");
    }
    graph
}

/// Runs `program` once, along `schedule` and then to an end, and says through which states: a
/// graph without branches.
pub fn replay(program: &Program, rules: Rules, schedule: &[Choice]) -> Graph {
    let mut search = Search::new(usize::MAX);
    search.begin(schedule);
    let program = Arc::clone(program);
    let names = Names::default();
    let (search, names) = execution::run(search, rules, names, false, move || program());
    let mut graph = search.finish();
    graph.threads = names.who;
    graph.objects = names.what;
    graph
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Exhaustive => f.write_str("exhaustive"),
            Bound::Preemptions(most) => write!(f, "at most {most} preemptions"),
        }
    }
}
