//! Who is on the stage of an execution, and what each is about to do.

use super::os::sync::Arc;
use super::os::thread;
use super::search::Search;
use super::stack;
use super::step::{Choice, Op};
use super::turns::Seat;
use super::world::{Place, World};

/// What a thread runs.
pub type Body = Box<dyn FnOnce() + Send>;

/// The state, the search, and the threads that wait for their turn.
pub struct Stage {
    pub(super) world: World,
    pub(super) search: Search,
    pub(super) seats: Vec<Option<Arc<Seat>>>,
    /// What threads that have not begun will run.
    pub(super) bodies: Vec<Option<Body>>,
    pub(super) stacks: Option<Vec<Vec<(String, u32)>>>,
    pub(super) over: bool,
}

impl Stage {
    /// Nobody is on it yet.
    pub fn new(world: World, search: Search, stacks: bool) -> Stage {
        Stage {
            world,
            search,
            seats: Vec::new(),
            bodies: Vec::new(),
            stacks: stacks.then(Vec::new),
            over: false,
        }
    }

    pub(super) fn hold(&mut self, thread: usize, body: Body) {
        while self.bodies.len() <= thread {
            self.bodies.push(None);
            self.seats.push(None);
            if let Some(stacks) = &mut self.stacks {
                stacks.push(Vec::new());
            }
        }
        self.bodies[thread] = Some(body);
        self.seats[thread] = Some(Arc::new(Seat::new()));
    }

    pub(super) fn seat(&self, thread: usize) -> Arc<Seat> {
        Arc::clone(self.seats[thread].as_ref().expect("it was spawned"))
    }

    pub(super) fn announce(&mut self, me: usize, op: Op, at: Place) {
        let thread = self.world.thread(me);
        thread.op = op;
        thread.at = at;
        if !thread::panicking() {
            thread.panic = None; // it was caught
        }
        if let Some(stacks) = &mut self.stacks {
            stacks[me] = stack::frames();
        }
    }

    pub(super) fn choose(&mut self) -> Option<Choice> {
        let stacks = self.stacks.as_ref();
        let stack = |thread: usize| stacks.map_or(Vec::new(), |all| all[thread].clone());
        self.search.arrive(&self.world, stack)
    }
}
