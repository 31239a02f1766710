//! A walk on the tracks of loom's threads, through the graph of the checker's states.

use super::graph::{End, Graph, View};
use super::recorded::{Event, Track, line_of};
use super::step::{Choice, Op};

/// The state after a step that was never taken.
pub const UNKNOWN: usize = usize::MAX;

/// Somewhere on the way: a state, and how far each track is.
pub type Node = (usize, Vec<usize>);

/// How it can go on.
pub struct Move {
    /// `None`: what the machine does comes to nothing.
    pub choice: Option<Choice>,
    /// And then it is here.
    pub to: Node,
    /// So many steps that loom took before this one have still to come.
    pub overtakes: usize,
}

/// A node, and what is to be known of it.
pub struct Walk<'a> {
    /// All that the program can do.
    pub graph: &'a Graph,
    /// All that loom did.
    pub tracks: &'a [Track],
    /// The last of it was a panic.
    pub panicked: bool,
    /// Here.
    pub node: &'a Node,
}

impl Walk<'_> {
    /// All tracks are at their ends, and so is the program.
    pub fn is_over(&self) -> bool {
        let end = self.graph.states[self.node.0].end.as_ref();
        let as_badly = end.is_some_and(|end| match end {
            End::Well => false,
            End::Panic(_) => self.panicked,
            End::Stuck(_) => true, // perhaps in the middle of a panic
            _ => !self.panicked,
        });
        as_badly && self.is_done()
    }

    /// Is nothing left to do on the tracks?
    fn is_done(&self) -> bool {
        let mut left = self.tracks.iter().zip(&self.node.1);
        left.all(|(track, at)| track.events[*at..].iter().all(may_be_skipped))
    }

    /// Where it can go from here, and how many steps are overtaken by that.
    pub fn moves(&self) -> Vec<Move> {
        let mut moves = Vec::new();
        let state = &self.graph.states[self.node.0];
        // Here the panic goes on to unwind, may be caught and sent on, and wait for others at that.
        let unwinds = self.panicked && self.is_done();
        for (choice, to) in &state.steps {
            let to = to.unwrap_or(UNKNOWN);
            let Some(thread) = choice.thread() else {
                moves.extend(self.machine(*choice, to));
                continue;
            };
            let Some(view) = self.graph.look(self.node.0, thread) else {
                continue;
            };
            if is_unsaid(view.op) || unwinds {
                moves.push(self.stay(*choice, to, 0));
                continue;
            }
            let own = |track: &Track| track.thread == Some(thread);
            let Some(which) = self.tracks.iter().position(own) else {
                continue;
            };
            let events = &self.tracks[which].events;
            // What may be skipped is, if it is not what is looked for.
            let mut left = self.node.1[which]..events.len();
            let stops =
                |next: &usize| self.same(&events[*next], view) || !may_be_skipped(&events[*next]);
            if let Some(next) = left
                .find(stops)
                .filter(|next| self.same(&events[*next], view))
            {
                moves.push(self.advance(Some(*choice), to, which, next));
            }
        }
        // What the machine does may come to nothing.
        for (which, track) in self.tracks.iter().enumerate() {
            let next = self.node.1[which];
            if track.thread.is_none() && next < track.events.len() {
                moves.push(self.advance(None, self.node.0, which, next));
            }
        }
        moves
    }

    /// The machine's own choice, if one of the tracks that are not a thread's asks for it.
    fn machine(&self, choice: Choice, to: usize) -> Vec<Move> {
        let mut moves = Vec::new();
        for (which, track) in self.tracks.iter().enumerate() {
            let next = self.node.1[which];
            let Some(event) = track.events.get(next).filter(|_| track.thread.is_none()) else {
                continue;
            };
            match choice {
                Choice::Late if event.what == "clock" => {
                    moves.push(self.advance(Some(choice), to, which, next));
                }
                Choice::Spurious(thread) if event.what == "imp" => {
                    let view = self.graph.look(self.node.0, thread);
                    if view.is_some_and(|view| self.is_about(event, view.op)) {
                        // It may be one of several whom it wakes.
                        moves.push(self.stay(choice, to, self.overtakes(which, next)));
                    }
                }
                _ => {}
            }
        }
        moves
    }

    /// A step of which nothing was written down, or which is not over yet.
    fn stay(&self, choice: Choice, to: usize, overtakes: usize) -> Move {
        Move {
            choice: Some(choice),
            to: (to, self.node.1.clone()),
            overtakes,
        }
    }

    /// This event of this track has happened.
    fn advance(&self, choice: Option<Choice>, to: usize, which: usize, event: usize) -> Move {
        let overtakes = self.overtakes(which, event);
        let mut tracks = self.node.1.clone();
        tracks[which] = event + 1;
        Move {
            choice,
            to: (to, tracks),
            overtakes,
        }
    }

    /// How many events of others were before this one, and have not happened yet.
    fn overtakes(&self, which: usize, event: usize) -> usize {
        let order = self.tracks[which].events[event].order;
        let earlier = |event: &&Event| event.order < order && !may_be_skipped(event);
        let all = self.tracks.iter().zip(&self.node.1).enumerate();
        let others = all.filter(|(other, _)| *other != which);
        let counts =
            others.map(|(_, (track, at))| track.events[*at..].iter().filter(earlier).count());
        counts.sum()
    }

    /// Is this event the step that a thread is about to take?
    fn same(&self, event: &Event, view: &View) -> bool {
        // An imp is not in the program's files.
        let there = event.what == "imp" || event.at == Some(line_of(view.at));
        is_it(&event.what, view.op) && there && self.is_about(event, view.op)
    }

    /// Is what it is about made at the same line?
    fn is_about(&self, event: &Event, op: Op) -> bool {
        let object = match op {
            Op::Lock(object) | Op::NotifyOne(object) | Op::NotifyAll(object) => object,
            Op::Access(object, _) => object,
            Op::Wait { condvar, .. } | Op::Asleep { condvar, .. } => condvar,
            Op::Relock { condvar, .. } => condvar,
            _ => return true,
        };
        let made = line_of(self.graph.objects[object].1);
        event.made.as_ref().is_none_or(|there| *there == made)
    }
}

/// May be a part of another step, or of none.
fn may_be_skipped(event: &Event) -> bool {
    ["wait", "late"].contains(&&event.what[..])
}

/// Steps of which loom's recorder says nothing.
fn is_unsaid(op: Op) -> bool {
    match op {
        Op::Start | Op::Release(_) | Op::Park | Op::Unpark(_) | Op::Yield | Op::Clock => true,
        Op::Access(_, what) => what == "strong_count",
        _ => false,
    }
}

fn is_it(what: &str, op: Op) -> bool {
    match op {
        Op::Lock(_) => what == "lock",
        Op::Wait { .. } => what == "wait",
        Op::Relock { .. } => ["woken", "late"].contains(&what),
        Op::NotifyOne(_) => what == "notify_one",
        Op::NotifyAll(_) => ["notify_all", "imp"].contains(&what),
        Op::Access(_, "compare_exchange") => what == "change",
        Op::Access(_, own) => what == own,
        Op::Join(_) => what == "joined",
        _ => false,
    }
}
