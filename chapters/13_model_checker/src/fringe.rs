//! Breadth first: where is the nearest choice that was never taken?
//!
//! The states are walked in the order of their distance from the first one. One is left behind when
//! all its choices were taken, and only then are the states that they lead to queued up. So whoever
//! comes to the front is as near as can be, however the executions have come upon it.

use std::collections::{HashMap, VecDeque};

use super::graph::Graph;
use super::step::Choice;

/// How far the walk has come.
#[derive(Default)]
pub struct Fringe {
    /// Perhaps with something to try, the nearest first.
    open: VecDeque<usize>,
    /// Of each state that was ever queued up: its distance, and the last step of a shortest way.
    known: HashMap<usize, (usize, Option<(usize, Choice)>)>,
}

impl Fringe {
    // ANCHOR: next
    /// The shortest way to a choice that was never taken, with it. `None`: there is none. No
    /// steps: nothing is known yet.
    pub fn next(&mut self, graph: &Graph) -> Option<Vec<Choice>> {
        if graph.states.is_empty() {
            return Some(Vec::new());
        }
        self.queue(0, 0, None);
        while let Some(&at) = self.open.front() {
            let steps = &graph.states[at].steps;
            if let Some((untried, _)) = steps.iter().find(|(_, to)| to.is_none()) {
                let mut way = self.way(at);
                way.push(*untried);
                return Some(way);
            }
            self.open.pop_front();
            let distance = self.known[&at].0;
            for (choice, to) in steps {
                let to = to.expect("all its choices were taken");
                self.queue(to, distance + 1, Some((at, *choice)));
            }
        }
        None
    }
    // ANCHOR_END: next

    /// How far everything is known: no schedule of so many steps was left out.
    pub fn depth(&self) -> usize {
        let nearest = self.open.front().and_then(|at| self.known.get(at));
        nearest.map_or(usize::MAX, |(distance, _)| *distance)
    }

    fn queue(&mut self, at: usize, distance: usize, from: Option<(usize, Choice)>) {
        self.known.entry(at).or_insert_with(|| {
            self.open.push_back(at);
            (distance, from)
        });
    }

    fn way(&self, mut at: usize) -> Vec<Choice> {
        let mut way = Vec::new();
        while let Some((before, choice)) = self.known[&at].1 {
            way.push(choice);
            at = before;
        }
        way.reverse();
        way
    }
}
