//! Writes down each step of an execution, for `cargo run -- explain`.
//!
//! It is off unless the environment names a file ([`FILE`]). Then [`crate::model::check`]
//! begins anew with every execution, and a panic saves what led to it. An execution that
//! goes on after the panic, or ends well, is forgotten with the next: what is in the file
//! in the end is the execution that failed.
//!
//! It takes no step that loom can see: it only looks at who is running. So a model has the
//! same executions with it and without it.

use std::fmt::{self, Write as _};
use std::panic::{self, Location};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, Once, OnceLock, PoisonError};
use std::{env, fs};

/// The environment's name for the file to write to. `-` is no file: the steps are written
/// down as ever, and thrown away. So a test sees that it changes nothing.
pub const FILE: &str = "EXPLAIN_MODEL";

/// Protects the steps so far. A std lock: nothing blocks while it is held, and loom runs one
/// thread at a time.
static STEPS: Mutex<Steps> = Mutex::new(Steps {
    text: String::new(),
    over: false,
    current: 0,
});
/// Gives each lock, condvar and atomic a number. A plain count.
static OBJECTS: AtomicUsize = AtomicUsize::new(0);

struct Steps {
    /// A line a step: thread, what, object, where it was made, place of the step, detail,
    /// and whether a panic unwinds; tabs between.
    text: String,
    /// The execution has failed. What unwinds now is not a part of it.
    over: bool,
    /// The thread of the last step. In a panic loom cannot be asked.
    current: usize,
}

/// What a step is about: a number, and where it was made.
#[derive(Clone, Copy, Debug)]
pub struct Object {
    number: usize,
    made: Option<&'static Location<'static>>,
}

impl Object {
    /// `made` is the place in the source, if it has one: `derive(Default)` has none.
    pub fn new(made: Option<&'static Location<'static>>) -> Object {
        let number = OBJECTS.fetch_add(1, Relaxed);
        Object { number, made }
    }
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)
    }
}

fn file() -> Option<&'static str> {
    static PATH: OnceLock<Option<String>> = OnceLock::new();
    PATH.get_or_init(|| env::var(FILE).ok()).as_deref()
}

/// Is anything written down?
pub fn is_on() -> bool {
    file().is_some()
}

/// Is a failure to be explained?
pub fn explains() -> bool {
    file().is_some_and(|file| file != "-")
}

/// A panic that holds the lock is one of ours; the steps are whole all the same.
fn steps() -> MutexGuard<'static, Steps> {
    STEPS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A new execution: what came before led to nothing.
pub fn begin() {
    static HOOK: Once = Once::new();
    if !is_on() {
        return;
    }
    HOOK.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            save(&info.to_string());
            print(info);
        }));
    });
    OBJECTS.store(0, Relaxed);
    let mut steps = steps();
    steps.text.clear();
    steps.over = false;
    steps.current = 0;
}

/// Nothing failed within the bound. What is said from now on is no execution's.
pub fn passed() {
    steps().over = true;
    write("");
}

fn write(text: &str) {
    if let Some(file) = file().filter(|_| explains()) {
        // Who reads it sees that it is missing.
        let _ = fs::write(file, text);
    }
}

fn save(message: &str) {
    let mut steps = steps();
    if steps.over {
        return; // the report of the failure, or a destructor that unwinds
    }
    let said = message.lines().skip(1).collect::<Vec<_>>().join(" ");
    let place = message.lines().next().unwrap_or_default();
    let current = steps.current;
    let _ = writeln!(steps.text, "{current}\tpanic\t\t\t{place}\t{said}");
    // loom's own verdict (a deadlock, a leak, no end) comes from the middle of its scheduler,
    // which must not be asked anything from now on.
    steps.over = place.contains("loom-");
    write(&steps.text);
}

/// The number of a thread: 0 is the model's own.
#[derive(Clone, Copy)]
pub struct Number(pub loom::thread::ThreadId);

impl Number {
    fn get(self) -> usize {
        let id = format!("{:?}", self.0); // `ThreadId(3)`: loom gives the number in no other way
        let digits = id.trim_matches(|c: char| !c.is_ascii_digit());
        digits.parse().unwrap_or(0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.get())
    }
}

/// One step of the running thread. `detail` becomes text only if it is written down: a model
/// takes millions of steps.
#[track_caller]
pub fn step(what: &str, object: Option<Object>, detail: impl fmt::Display) {
    if !is_on() || steps().over {
        return;
    }
    let at = Location::caller();
    let current = Number(loom::thread::current().id()).get();
    let mut steps = steps();
    steps.current = current;
    let (number, made) = match object {
        Some(Object { number, made }) => (number.to_string(), made),
        None => (String::new(), None),
    };
    let place = |at: &Location<'_>| format!("{}:{}:{}", at.file(), at.line(), at.column());
    let made = made.map_or(String::new(), place);
    let at = place(at);
    // Such a step is no part of what failed, unless the panic is caught.
    let unwinds = match std::thread::panicking() {
        true => "unwinds",
        false => "",
    };
    let _ = writeln!(
        steps.text,
        "{current}\t{what}\t{number}\t{made}\t{at}\t{detail}\t{unwinds}"
    );
}
