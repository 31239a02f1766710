//! A schedule of the checker's, as loom's recorder would have written it down.

use std::fmt::Write;

use seam::graph::Graph;
use seam::recorded::line_of;
use seam::step::{Choice, Op};
use seam::world::Place;

fn place(at: Place) -> String {
    let (file, line) = line_of(at);
    format!("{file}:{line}:1")
}

/// The lines of the recorder's file: thread, what, object, where it was made, place, detail.
pub fn recorded(graph: &Graph, schedule: &[Choice]) -> String {
    let mut text = String::new();
    for (thread, (_, at)) in graph.threads.iter().enumerate().skip(1) {
        writeln!(text, "0\tspawn\t\t\t{}\t{thread} ", place(at)).unwrap();
    }
    let states = graph.walk(schedule).expect("it is one of the graph's");
    for (choice, pair) in schedule.iter().zip(states.windows(2)) {
        let thread = choice.thread().expect("the machine does nothing here");
        let op_in = |state: usize| {
            let view = graph.look(state, thread).expect("it is there");
            (view.op, place(view.at))
        };
        let made = |object: usize| place(graph.objects[object].1);
        let (op, at) = op_in(pair[0]);
        let (what, object, detail) = match op {
            Op::Lock(lock) => ("lock", made(lock), String::new()),
            Op::Relock { condvar, .. } => ("woken", made(condvar), String::new()),
            Op::NotifyOne(condvar) => ("notify_one", made(condvar), String::new()),
            Op::NotifyAll(condvar) => ("notify_all", made(condvar), String::new()),
            Op::Join(other) => ("joined", String::new(), other.to_string()),
            _ => continue,
        };
        writeln!(text, "{thread}\t{what}\t\t{object}\t{at}\t{detail}").unwrap();
        // A wait that is one step with the taking of its lock is written down all the same.
        let (after, at) = op_in(pair[1]);
        if let Op::Asleep { condvar, .. } = after {
            writeln!(text, "{thread}\twait\t\t{}\t{at}\t", made(condvar)).unwrap();
        }
    }
    text
}
