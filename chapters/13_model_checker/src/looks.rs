//! What a state looks like, and how it has ended: the world, as the graph has it.

use std::any::Any;

use super::graph::{End, Graph, State, View};
use super::step::Op;
use super::world::World;

/// The state that the world is in, for the graph. `too_long`: this execution has no end.
pub fn state(
    graph: &mut Graph,
    world: &World,
    stack: impl Fn(usize) -> Vec<(String, u32)>,
    too_long: bool,
) -> State {
    let mut steps = world.choices();
    let mut end = None;
    if steps.is_empty() {
        end = Some(end_of(world));
    } else if too_long {
        end = Some(End::Endless);
        steps.clear();
    }
    let mut views = Vec::new();
    let mut panic = None;
    for (number, thread) in world.threads.iter().enumerate() {
        let Some(thread) = thread else { continue };
        let locks = 0..world.names.what.len();
        let holds = locks.filter(|&lock| world.holder(lock) == Some(number));
        let view = View {
            thread: number,
            op: thread.op,
            at: thread.at,
            stack: stack(number),
            holds: holds.collect(),
        };
        views.push(graph.view(view));
        if let Some(text) = &thread.panic {
            panic = Some((number, text.clone()));
        }
    }
    State {
        views,
        inside: world.inside(),
        steps: steps.into_iter().map(|choice| (choice, None)).collect(),
        end,
        panic,
    }
}

fn end_of(world: &World) -> End {
    let threads = world.threads.iter().flatten();
    if let Some(failed) = world.failed {
        let failed = world.threads[failed].as_ref();
        let text = failed.and_then(|thread| thread.panic.clone());
        return End::Panic(text.unwrap_or_default());
    }
    if threads.clone().all(|thread| thread.op == Op::Ended) {
        return match world.alive {
            0 => End::Well,
            _ => End::Leak,
        };
    }
    if world.threads[0]
        .as_ref()
        .is_some_and(|first| first.op == Op::Ended)
    {
        return End::LeftBehind;
    }
    End::Stuck(threads.clone().find_map(|thread| thread.panic.clone()))
}

/// What a panic says.
pub fn text_of(payload: &dyn Any) -> &str {
    match payload.downcast_ref::<String>() {
        Some(text) => text,
        None => payload
            .downcast_ref()
            .copied()
            .unwrap_or("a panic without text"),
    }
}
