//! A graph to look at: states that look alike and have the same future are one.
//!
//! The key keeps apart what came about in different ways, since it cannot look behind a lock. Seen
//! from the finished graph, most of these differences never matter again: the threads stand at
//! the same lines, and from there on the same can happen, to the end. No execution comes back to
//! where it was (what a thread has seen only grows), so it is enough to begin at the ends.

use std::collections::HashMap;

use super::graph::{End, Graph};
use super::step::{Choice, Inside};

/// A state that is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Drawn {
    /// The look of each thread.
    pub views: Vec<usize>,
    /// What is in the queues and the atomics.
    pub inside: Vec<(usize, Inside)>,
    /// What can be chosen, and where it leads.
    pub steps: Vec<(Choice, usize)>,
    /// How it ended, if it did.
    pub end: Option<End>,
}

/// The graph folded, its first state first. States that were not searched to the end are left
/// out, and the steps that lead there.
pub fn fold(graph: &Graph) -> Vec<Drawn> {
    let mut class: Vec<Option<usize>> = vec![None; graph.states.len()];
    let mut known: HashMap<Drawn, usize> = HashMap::new();
    let mut drawn: Vec<Drawn> = Vec::new();
    let mut open = vec![0];
    while let Some(&at) = open.last() {
        let state = &graph.states[at];
        let next = |class: &[Option<usize>]| {
            let tos = state.steps.iter().filter_map(|(_, to)| *to);
            tos.into_iter().find(|to| class[*to].is_none())
        };
        if let Some(next) = next(&class) {
            open.push(next);
            continue;
        }
        open.pop();
        if class[at].is_some() {
            continue;
        }
        let steps = state.steps.iter();
        let steps = steps.filter_map(|(choice, to)| Some((*choice, class[(*to)?]?)));
        let one = Drawn {
            views: state.views.clone(),
            inside: state.inside.clone(),
            steps: steps.collect(),
            end: state.end.clone(),
        };
        let next = drawn.len();
        let number = *known.entry(one).or_insert_with_key(|one| {
            drawn.push(one.clone());
            next
        });
        class[at] = Some(number);
    }
    // Made from the ends on, so the first state is the last.
    let last = drawn.len() - 1;
    drawn.reverse();
    for state in &mut drawn {
        for (_, to) in &mut state.steps {
            *to = last - *to;
        }
    }
    drawn
}
