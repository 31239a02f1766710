//! loom's `thread`, whose threads say when they start, end, and wait for each other.

pub use loom::thread::*;

use crate::sync::trace;
use std::io;

/// loom's handle, and the number of the thread.
pub struct JoinHandle<T> {
    handle: loom::thread::JoinHandle<T>,
    number: String,
}

impl<T> JoinHandle<T> {
    #[track_caller]
    pub fn join(self) -> std::thread::Result<T> {
        trace::step("joins", None, &self.number);
        let result = self.handle.join();
        trace::step("joined", None, &self.number);
        result
    }

    pub fn thread(&self) -> &Thread {
        self.handle.thread()
    }
}

#[track_caller]
pub fn spawn<F, T>(work: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    Builder::new().spawn(work).unwrap() // loom has no error
}

/// What loom's builder has, as far as the chapters need it.
#[derive(Default)]
pub struct Builder(Option<String>);

impl Builder {
    pub fn new() -> Builder {
        Builder(None)
    }

    pub fn name(self, name: String) -> Builder {
        Builder(Some(name))
    }

    #[track_caller]
    pub fn spawn<F, T>(self, work: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let name = self.0.clone().unwrap_or_default();
        let builder = match self.0 {
            Some(name) => loom::thread::Builder::new().name(name),
            None => loom::thread::Builder::new(),
        };
        let handle = builder.spawn(|| {
            let result = work();
            trace::step("ends", None, "");
            result
        })?;
        let number = trace::number(handle.thread().id());
        trace::step("spawn", None, &format!("{number} {name}"));
        Ok(JoinHandle {
            handle,
            number: number.to_string(),
        })
    }
}
