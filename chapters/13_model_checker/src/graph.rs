//! All states that a program can reach, and the steps between them.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::step::{Choice, Inside, Op};
use super::world::{Names, Place};

/// What a thread looks like in a state: what it is about to do, where, and what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct View {
    /// Whose it is.
    pub thread: usize,
    /// See [`Op`].
    pub op: Op,
    /// In the source.
    pub at: Place,
    /// The frames of its stack that are the program's, the innermost first: file and line. Only
    /// if it was asked for.
    pub stack: Vec<(String, u32)>,
    /// The locks that it holds.
    pub holds: Vec<usize>,
}

/// How an execution can end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// All threads have ended, and nothing is left.
    Well,
    /// Nobody can go on. With the text of a panic that got stuck on its way, if there is one.
    Stuck(Option<String>),
    /// The first thread has ended, and others wait for ever.
    LeftBehind,
    /// An uncaught panic: its text.
    Panic(String),
    /// All have ended, and an `Arc` was never freed.
    Leak,
    /// Too many steps.
    Endless,
}

/// One state.
pub struct State {
    /// What each thread looks like: numbers of [`Graph::views`].
    pub views: Vec<usize>,
    /// What is in the queues and the atomics, by their numbers.
    pub inside: Vec<(usize, Inside)>,
    /// What can be chosen, and where it leads. `None`: not tried yet.
    pub steps: Vec<(Choice, Option<usize>)>,
    /// How it ended, if nothing can be chosen.
    pub end: Option<End>,
    /// Locks and their holders are in the views; this is a panic that is on its way.
    pub panic: Option<(usize, String)>,
}

/// A program's states. The first is where it begins.
#[derive(Default)]
pub struct Graph {
    /// All that were reached.
    pub states: Vec<State>,
    /// What threads look like, each look once.
    pub views: Vec<View>,
    /// How often the program was run to find them.
    pub executions: usize,
    /// Every choice of every state was taken.
    pub complete: bool,
    /// Every schedule of up to so many steps was tried.
    pub depth: usize,
    /// Who the threads are, and where they were spawned.
    pub threads: Vec<(String, Place)>,
    /// What the objects are, and where they were made.
    pub objects: Vec<(&'static str, Place)>,
    /// Why it cannot be complete: the program is not its own master.
    pub fault: Option<&'static str>,
    /// What was said in panics, each text once, also in those that were caught.
    pub said: BTreeSet<String>,
    /// Their numbers, for an execution along one of the paths.
    pub names: Names,
    known: HashMap<View, usize>,
}

impl End {
    /// Is there nothing wrong?
    pub fn is_well(&self) -> bool {
        *self == End::Well
    }
}

impl Graph {
    /// The number of this look.
    pub fn view(&mut self, view: View) -> usize {
        let next = self.views.len();
        *self.known.entry(view).or_insert_with_key(|view| {
            self.views.push(view.clone());
            next
        })
    }

    /// What a thread looks like in a state, if it is there.
    pub fn look(&self, state: usize, thread: usize) -> Option<&View> {
        let views = self.states[state].views.iter();
        let mut views = views.map(|view| &self.views[*view]);
        views.find(|view| view.thread == thread)
    }

    /// The number of steps in all.
    pub fn steps(&self) -> usize {
        self.states.iter().map(|state| state.steps.len()).sum()
    }

    /// The different endings, sorted.
    pub fn endings(&self) -> Vec<&End> {
        let ends = self.states.iter().filter_map(|state| state.end.as_ref());
        let mut ends: Vec<_> = ends.collect();
        ends.sort();
        ends.dedup();
        ends
    }

    /// The states in which it ended so that `wanted` says yes.
    pub fn ended(&self, wanted: impl Fn(&End) -> bool) -> Vec<usize> {
        let is = |at: &usize| self.states[*at].end.as_ref().is_some_and(&wanted);
        (0..self.states.len()).filter(is).collect()
    }

    /// The shortest schedule to an end that `wanted` says yes to, breadth first. If it has no more
    /// than [`depth`](Graph::depth) steps there is no shorter one, and in a complete graph never.
    pub fn shortest(&self, wanted: impl Fn(&End) -> bool) -> Option<Vec<Choice>> {
        let mut from: Vec<Option<(usize, Choice)>> = vec![None; self.states.len()];
        let mut open = VecDeque::from([0]);
        while let Some(at) = open.pop_front() {
            if self.states[at].end.as_ref().is_some_and(&wanted) {
                let mut path = Vec::new();
                let mut at = at;
                while let Some((before, choice)) = from[at] {
                    path.push(choice);
                    at = before;
                }
                path.reverse();
                return Some(path);
            }
            for (choice, to) in &self.states[at].steps {
                if let Some(to) = to.filter(|to| *to != 0 && from[*to].is_none()) {
                    from[to] = Some((at, *choice));
                    open.push_back(to);
                }
            }
        }
        None
    }

    /// The states that a schedule goes through, the first one included.
    pub fn walk(&self, schedule: &[Choice]) -> Option<Vec<usize>> {
        let mut states = vec![0];
        for choice in schedule {
            let here = &self.states[states[states.len() - 1]];
            let step = here.steps.iter().find(|(step, _)| step == choice)?;
            states.push(step.1?);
        }
        Some(states)
    }

    /// How many steps it is to the panic that `schedule` ends with, if it does; what comes after it
    /// only unwinds.
    pub fn until_panic(&self, schedule: &[Choice]) -> usize {
        let states = self.walk(schedule).unwrap_or_default();
        let last = states
            .last()
            .and_then(|last| self.states[*last].panic.as_ref());
        let still = |state: &&usize| last.is_some() && self.states[**state].panic.as_ref() == last;
        let after = states.iter().rev().take_while(still).count();
        schedule.len() - after.saturating_sub(1)
    }
}
