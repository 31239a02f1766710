//! Runs a program again and again, until all its states were seen; or once, along a schedule.

use std::env;

use super::execution;
use super::graph::Graph;
use super::os::sync::Arc;
use super::panics;
use super::rules::Rules;
use super::search::Search;
use super::step::Choice;
use super::world::Names;

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
/// said. If it is set, a search for a planted bug goes on when it has the shortest way, too.
pub const MOST: &str = "MODEL_STATES";
/// The environment's name for the rules: `loom`, to compare the two. Else a real machine's.
pub const RULES: &str = "MODEL_RULES";
/// The most, if it is not set.
const MOST_BY_DEFAULT: usize = 5_000;

impl Default for How {
    fn default() -> How {
        let most = env::var(MOST).ok().and_then(|most| most.parse().ok());
        let looms = env::var(RULES).is_ok_and(|rules| rules == "loom");
        How {
            rules: if looms { Rules::LOOM } else { Rules::REAL },
            limit: most.unwrap_or(MOST_BY_DEFAULT),
            stacks: false,
        }
    }
}

/// A program that is run again and again.
pub type Program = Arc<dyn Fn() + Send + Sync>;

/// All states of `program`.
///
/// # Panics
///
/// If something outside of the model decides what it does.
pub fn search(program: &Program, how: How) -> Graph {
    search_until(program, how, |_| false)
}

/// The same, but it stops when `enough` says so. It is asked when something has failed, and again
/// when the search, which is breadth first, has come a step further.
///
/// # Panics
///
/// As [`search`].
pub fn search_until(program: &Program, how: How, enough: impl Fn(&Graph) -> bool) -> Graph {
    panics::listen();
    let mut search = Search::new(how.limit);
    let mut names = Names::default();
    let mut asked = (0, 0);
    while let Some(plan) = search.next_way() {
        let now = (search.failures(), search.graph.depth);
        if now.0 > 0 && now != asked && enough(&search.graph) {
            break;
        }
        asked = now;
        search.begin(&plan);
        let program = Arc::clone(program);
        (search, names) = execution::run(search, how.rules, names, how.stacks, move || program());
    }
    let mut graph = search.graph;
    graph.threads.clone_from(&names.who);
    graph.objects.clone_from(&names.what);
    graph.names = names;
    if let Some(fault) = graph.fault {
        panic!("{fault}");
    }
    graph
}

/// Runs `program` once, along a `schedule` from `graph` and then to an end, and says through which
/// states: a graph without branches.
pub fn replay(program: &Program, rules: Rules, graph: &Graph, schedule: &[Choice]) -> Graph {
    panics::listen();
    let mut search = Search::new(usize::MAX);
    search.begin(schedule);
    let program = Arc::clone(program);
    let names = graph.names.clone();
    let (search, names) = execution::run(search, rules, names, false, move || program());
    let mut graph = search.graph;
    graph.threads = names.who;
    graph.objects = names.what;
    graph
}
