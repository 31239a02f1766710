//! A schedule as text: a line a step.

use std::fmt::Write;

use super::graph::{End, Graph};
use super::names::{Sources, names};
use super::step::{Choice, Op};

/// Who does what, step by step, and how it ends.
pub fn table(graph: &Graph, schedule: &[Choice]) -> String {
    let mut sources = Sources::default();
    let (threads, objects) = names(graph, &mut sources);
    let width = threads.iter().map(|name| name.chars().count()).max();
    let width = width.unwrap_or_default();
    let mut text = String::new();
    let mut at = 0;
    for (number, choice) in schedule.iter().enumerate() {
        let state = &graph.states[at];
        let op = |thread| graph.look(at, thread).map_or(Op::Ended, |view| view.op);
        let (who, what) = match *choice {
            Choice::Run(thread) => (&threads[thread][..], does(op(thread), &threads, &objects)),
            Choice::Wake { by, whom } => {
                let what = does(op(by), &threads, &objects);
                (&threads[by][..], format!("{what}: {}", threads[whom]))
            }
            Choice::Spurious(thread) => ("", format!("{} wakes for no reason", threads[thread])),
            Choice::Late => ("", "it gets late".to_owned()),
        };
        writeln!(text, "  {:>2}  {who:<width$}  {what}", number + 1).unwrap_or_default();
        let next = state.steps.iter().find(|(step, _)| step == choice);
        let Some(next) = next.and_then(|(_, to)| *to) else {
            return text;
        };
        at = next;
    }
    let state = &graph.states[at];
    let end = match &state.end {
        Some(End::Well) => "all have ended".to_owned(),
        Some(End::Panic(said)) => format!("panic: {said}"),
        Some(End::Leak) => "something was never freed".to_owned(),
        Some(End::Endless) => "it goes on and on".to_owned(),
        Some(End::Stuck(_) | End::LeftBehind) => {
            let views = state.views.iter().map(|view| &graph.views[*view]);
            let stuck = views.filter(|view| view.op != Op::Ended);
            let stuck = stuck.map(|view| {
                let what = does(view.op, &threads, &objects);
                format!("{}: {what}", threads[view.thread])
            });
            format!("stuck: {}", stuck.collect::<Vec<_>>().join("; "))
        }
        None => return text,
    };
    text + "      " + &end + "\n"
}

fn does(op: Op, threads: &[String], objects: &[String]) -> String {
    match op {
        Op::Start => "begins".to_owned(),
        Op::Lock(lock) => format!("lock {}", objects[lock]),
        Op::Wait { condvar, .. } => format!("wait {}", objects[condvar]),
        Op::Asleep { condvar, .. } => format!("sleeps on {}", objects[condvar]),
        Op::Relock { lock, .. } => format!("wakes up, lock {}", objects[lock]),
        Op::NotifyOne(condvar) => format!("notify_one {}", objects[condvar]),
        Op::NotifyAll(condvar) => format!("notify_all {}", objects[condvar]),
        Op::Access(atomic, what) => format!("{what} {}", objects[atomic]),
        Op::Release(handle) => format!("drop {}", objects[handle]),
        Op::Join(thread) => format!("join {}", threads[thread]),
        Op::Park => "park".to_owned(),
        Op::Unpark(thread) => format!("unpark {}", threads[thread]),
        Op::Yield => "yield".to_owned(),
        Op::Clock => "looks at the clock".to_owned(),
        Op::Ended => "has ended".to_owned(),
    }
}
