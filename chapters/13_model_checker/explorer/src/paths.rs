//! Does a graph say what the program does?

use super::graph::Graph;
use super::rules::Rules;
use super::run::{Program, replay};

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
        let taken = replay(program, rules, graph, &schedule);
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
