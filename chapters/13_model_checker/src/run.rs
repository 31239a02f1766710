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
    panics::listen();
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
    panics::listen();
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

/// Takes `paths` paths of `graph`, at random, on the program itself, and compares each state.
///
/// # Errors
///
/// The first difference.
pub fn replay_paths(
    program: &Program,
    rules: Rules,
    graph: &Graph,
    paths: usize,
) -> Result<(), String> {
    let mut random = 1_u64;
    for _ in 0..paths {
        let (mut at, mut schedule, mut states) = (0, Vec::new(), vec![0]);
        loop {
            let steps = &graph.states[at].steps;
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let way = usize::try_from(random >> 33).unwrap_or(0) % steps.len().max(1);
            // The end, or as far as the search has come.
            let Some((choice, Some(to))) = steps.get(way) else {
                break;
            };
            schedule.push(*choice);
            states.push(*to);
            at = *to;
        }
        let taken = replay(program, rules, &schedule);
        for (nth, state) in states.iter().enumerate() {
            let (told, there) = (&graph.states[*state], taken.states.get(nth));
            let look = |graph: &Graph, views: &[usize]| {
                let views = views.iter().map(|view| &graph.views[*view]);
                views.map(|view| (view.thread, view.op)).collect::<Vec<_>>()
            };
            let same = there.is_some_and(|there| {
                look(graph, &told.views) == look(&taken, &there.views) && told.end == there.end
            });
            if !same {
                return Err(format!("step {nth} of {schedule:?} leads elsewhere"));
            }
        }
    }
    Ok(())
}
