//! From every state every choice.
//!
//! The program can only be run from its beginning. Each execution goes the shortest way to the
//! nearest choice that was never taken (`fringe`), takes it, and is then used to its
//! end: in each state that it comes to, it takes a choice that was never taken there. If there is
//! none, it takes one that leads to a state where there is still something to try. When nothing is
//! left to try even in the first state, all was seen.
//!
//! | a state is | when                                                        |
//! |------------|-------------------------------------------------------------|
//! | open       | a choice of it was never taken, or leads to an open state   |
//! | closed     | it is not open. It stays so                                 |
//!
//! So the search is breadth first, and knows more besides. If it is stopped, every schedule of up
//! to [`Graph::depth`] steps was tried; a failure that is no further away than that has its shortest
//! schedule, whether the rest was seen or not.

use std::collections::HashMap;

use super::fringe::Fringe;
use super::graph::{End, Graph};
use super::looks;
use super::step::Choice;
use super::world::World;

/// An execution with more steps has no end.
const MOST_STEPS: usize = 2_000;

/// Each execution that gets stuck leaves its threads asleep for ever, and a system has only so many.
const MOST_STUCK: usize = 2_000;

/// What is wrong with a program that cannot be searched.
const FAULT: &str = "the same step from the same state has led to two states: something outside \
                     of the model decides";

/// What the executions so far have found.
#[derive(Default)]
pub struct Search {
    /// The states.
    pub graph: Graph,
    keys: HashMap<u64, usize>,
    fringe: Fringe,
    /// Of each state: is it closed, does a known way from it end well, who leads to it?
    marks: Vec<Mark>,
    /// Where this execution is, and by which of the choices it goes on.
    here: Option<(usize, usize)>,
    steps: usize,
    /// What this execution has to do first.
    plan: Vec<Choice>,
    /// With more states than this it gives up.
    limit: usize,
    /// Executions that have left sleeping threads behind.
    stuck: usize,
}

#[derive(Default)]
struct Mark {
    closed: bool,
    ends_well: bool,
    from: Vec<usize>,
}

impl Search {
    /// Nothing is known yet. It will look at `limit` states at most.
    pub fn new(limit: usize) -> Search {
        let search = Search::default();
        Search { limit, ..search }
    }

    /// How the next execution has to begin: the way to the nearest thing that is left to try.
    /// `None`: there is nothing, or it has given up.
    pub fn next_way(&mut self) -> Option<Vec<Choice>> {
        let way = self.fringe.next(&self.graph);
        self.graph.depth = self.fringe.depth();
        self.graph.complete = way.is_none();
        let goes_on = self.stuck < MOST_STUCK
            && self.graph.fault.is_none()
            && self.graph.states.len() < self.limit;
        way.filter(|_| goes_on)
    }

    /// A new execution, whose first steps are given.
    pub fn begin(&mut self, plan: &[Choice]) {
        self.plan = plan.iter().rev().copied().collect();
        self.here = None;
        self.steps = 0;
        self.graph.executions += 1;
    }

    /// How many executions have failed so far.
    pub fn failures(&self) -> usize {
        self.stuck
    }

    /// The execution has come to this state. How does it go on? `None`: it ends here.
    ///
    /// `stack` says where in the program a thread is, if that is to be known.
    ///
    /// If the same choice in the same state has led elsewhere before, it ends, and
    /// [`Graph::fault`] says so.
    pub fn arrive(
        &mut self,
        world: &World,
        stack: impl Fn(usize) -> Vec<(String, u32)>,
    ) -> Option<Choice> {
        let key = world.key();
        let next = self.graph.states.len();
        let at = *self.keys.entry(key).or_insert(next);
        if at == next {
            let too_long = self.steps >= MOST_STEPS;
            let state = looks::state(&mut self.graph, world, stack, too_long);
            self.graph.states.push(state);
            self.marks.push(Mark::default());
        }
        if let Some((before, way)) = self.here {
            let known = &mut self.graph.states[before].steps[way].1;
            match *known {
                None => {
                    *known = Some(at);
                    self.marks[at].from.push(before);
                    self.close(before);
                }
                Some(known) if known == at => {}
                Some(_) => {
                    self.graph.fault = Some(FAULT);
                    return None;
                }
            }
        }
        self.close(at);
        self.steps += 1;
        let end = self.graph.states[at].end.as_ref();
        self.stuck += usize::from(end.is_some_and(|end| !end.is_well()));
        let way = self.way(at)?;
        self.here = Some((at, way));
        Some(self.graph.states[at].steps[way].0)
    }

    /// Which of the choices it takes.
    fn way(&mut self, at: usize) -> Option<usize> {
        let steps = &self.graph.states[at].steps;
        if let Some(planned) = self.plan.pop() {
            let way = steps.iter().position(|(choice, _)| *choice == planned);
            if way.is_none() {
                self.graph.fault = Some("there is no such step");
            }
            return way;
        }
        // To stay with the thread that has just run saves the handing over.
        let last = self.here.and_then(|(before, way)| {
            let (choice, _) = self.graph.states[before].steps[way];
            choice.thread()
        });
        let marks = &self.marks;
        (0..steps.len()).min_by_key(|&way| {
            let (choice, to) = steps[way];
            let other = choice.thread() != last || last.is_none();
            let rank = match to {
                None => 0,
                Some(to) if !marks[to].closed => 1,
                // Nothing more to learn: a good end leaves no sleeping threads behind.
                Some(to) if marks[to].ends_well => 2,
                Some(_) => 3,
            };
            (rank, other)
        })
    }

    /// If nothing is left to try from here, says so, and whoever leads here looks again.
    fn close(&mut self, at: usize) {
        let mut look = vec![at];
        while let Some(at) = look.pop() {
            let state = &self.graph.states[at];
            let tos = || state.steps.iter().filter_map(|(_, to)| *to);
            let ends_well = state.end.as_ref().is_some_and(End::is_well)
                || tos().any(|to| self.marks[to].ends_well);
            let all = state.steps.iter().all(|(_, to)| to.is_some());
            let closed = all && tos().all(|to| self.marks[to].closed);
            let mark = &mut self.marks[at];
            if closed && !mark.closed || ends_well && !mark.ends_well {
                mark.closed |= closed;
                mark.ends_well |= ends_well;
                look.extend(&mark.from);
            }
        }
    }
}
