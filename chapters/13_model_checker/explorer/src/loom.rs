//! What loom did, as a schedule of the checker's.
//!
//! The steps of the two are not one to one, but each of loom's has its counterpart, by the thread, by
//! what it does, and by the line of the source:
//!
//! | loom has written down | here |
//! |---|---|
//! | `lock`, `woken`, `notify_one`, an atomic's operation, `joined` | the same step of that thread |
//! | `wait` | a step; or none, if it is one with the taking of the lock before it |
//! | an imp that wakes all who sleep somewhere | each of them wakes for no reason; or a thread, with loom's rules |
//! | the clock | it gets late |
//! | nothing | a thread begins, parks, yields, drops a handle, looks at the clock |
//!
//! So each thread has a track, which it has to follow. All threads together should keep loom's order,
//! too, as far as that is possible: loom may run others between the call of a wait, which is when it is
//! written down, and the moment when the lock is given up, and of this moment nobody is told. Of all
//! paths in the graph that follow the tracks and end as badly, the one is taken on which the fewest
//! steps overtake each other.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::graph::Graph;
use super::recorded::{Track, panicked, tracks};
use super::run::Runs;
use super::step::Choice;
use super::walk::{Move, Node, UNKNOWN, Walk};

/// How many steps have overtaken each other, and how many there were.
type Cost = (usize, usize);

/// From where, and by which choice.
type Before = Option<(Node, Option<Choice>)>;

/// Gives up after so many nodes, and after so many executions.
const MOST: usize = 500_000;
const MOST_RUNS: usize = 500;

/// The schedule of `graph` that does what loom has done. `text` is what was written down. `None`:
/// there is none, or it does not end in a failure.
pub fn schedule(graph: &Graph, text: &str) -> Option<Vec<Choice>> {
    look(graph, text).ok()
}

/// The same, and where the graph lacks a step for it, the program takes that.
pub fn follow(runs: &mut Runs, text: &str) -> Option<Vec<Choice>> {
    for _ in 0..MOST_RUNS {
        match look(runs.graph(), text) {
            Ok(found) => return Some(found),
            Err(untried) => runs.run(&untried?),
        }
    }
    None
}

/// The schedule; or one that leads further than the graph has come, if there is one.
fn look(graph: &Graph, text: &str) -> Result<Vec<Choice>, Option<Vec<Choice>>> {
    let tracks = tracks(text, graph);
    let known_here = |track: &Track| {
        let mut whats = track.events.iter().map(|event| &event.what[..]);
        track.thread.is_some() || whats.all(|what| ["imp", "clock"].contains(&what))
    };
    if !tracks.iter().all(known_here) {
        return Err(None); // a thread that this program does not have
    }
    let panicked = panicked(text);
    let start: Node = (0, vec![0; tracks.len()]);
    let mut known: HashMap<Node, (Cost, Before)> = HashMap::new();
    let mut open = BinaryHeap::from([Reverse(((0, 0), start.clone()))]);
    known.insert(start, ((0, 0), None));
    let mut untried: Option<(Reverse<usize>, Cost, Node)> = None;
    while let Some(Reverse((cost, node))) = open.pop() {
        if known.len() > MOST {
            return Err(None);
        }
        if known[&node].0 < cost {
            continue;
        }
        if node.0 == UNKNOWN {
            // The one that has followed loom the furthest.
            let far = (Reverse(node.1.iter().sum()), cost, node);
            untried = Some(untried.map_or(far.clone(), |best| best.min(far)));
            continue;
        }
        let walk = Walk {
            graph,
            tracks: &tracks,
            panicked,
            node: &node,
        };
        if walk.is_over() {
            return Ok(way_to(&known, &node));
        }
        for Move {
            choice,
            to,
            overtakes,
        } in walk.moves()
        {
            let cost = (cost.0 + overtakes, cost.1 + 1);
            if known.get(&to).is_none_or(|(before, _)| cost < *before) {
                known.insert(to.clone(), (cost, Some((node.clone(), choice))));
                open.push(Reverse((cost, to)));
            }
        }
    }
    Err(untried.map(|(_, _, node)| way_to(&known, &node)))
}

fn way_to<'a>(known: &'a HashMap<Node, (Cost, Before)>, mut node: &'a Node) -> Vec<Choice> {
    let mut way = Vec::new();
    while let Some((before, choice)) = &known[node].1 {
        way.extend(choice);
        node = before;
    }
    way.reverse();
    way
}
