//! Runs a program again and again, until all its states were seen; or once, along a schedule.

use std::env;
use std::mem;

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
    let mut runs = Runs::new(program, how);
    runs.search(enough);
    runs.finish()
}

/// A program, and what its executions so far have found.
pub struct Runs {
    program: Program,
    how: How,
    search: Search,
    names: Names,
}

impl Runs {
    /// Nothing is known yet.
    pub fn new(program: &Program, how: How) -> Runs {
        panics::listen();
        Runs {
            program: Arc::clone(program),
            how,
            search: Search::new(how.limit),
            names: Names::default(),
        }
    }

    /// Runs it once more: along `plan`, and then to an end.
    pub fn run(&mut self, plan: &[Choice]) {
        self.search.begin(plan);
        let (search, names) = (mem::take(&mut self.search), mem::take(&mut self.names));
        let (rules, stacks, program) = (self.how.rules, self.how.stacks, Arc::clone(&self.program));
        (self.search, self.names) = execution::run(search, rules, names, stacks, move || program());
    }

    /// See [`search_until`].
    pub fn search(&mut self, enough: impl Fn(&Graph) -> bool) {
        let mut asked = (0, 0);
        while let Some(plan) = self.search.next_way() {
            let now = (self.search.failures(), self.search.graph.depth);
            if now.0 > 0 && now != asked && enough(&self.search.graph) {
                break;
            }
            asked = now;
            self.run(&plan);
        }
    }

    /// What is known by now.
    ///
    /// # Panics
    ///
    /// If something outside of the model decides what it does.
    pub fn graph(&mut self) -> &Graph {
        let graph = &mut self.search.graph;
        if let Some(fault) = graph.fault {
            panic!("{fault}");
        }
        graph.threads.clone_from(&self.names.who);
        graph.objects.clone_from(&self.names.what);
        graph
    }

    /// The same, at the end.
    ///
    /// # Panics
    ///
    /// As [`graph`](Runs::graph).
    pub fn finish(mut self) -> Graph {
        self.graph();
        let mut graph = self.search.graph;
        graph.names = self.names;
        graph
    }
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
