//! What the tests of chapter 8 share.
#![allow(dead_code)] // each uses a part

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

use chapter8::Pool;

/// Counts its wake-ups.
#[derive(Default)]
pub struct Count(AtomicUsize);

impl Count {
    pub fn new() -> (Arc<Count>, Waker) {
        let count = Arc::new(Count::default());
        (Arc::clone(&count), Waker::from(count))
    }

    pub fn get(&self) -> usize {
        self.0.load(SeqCst)
    }
}

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, SeqCst);
    }
}

/// A waker that tells a channel, so that a test can wait for it.
struct Tells(Mutex<Sender<()>>);

impl Wake for Tells {
    fn wake(self: Arc<Self>) {
        let _ = self.0.lock().unwrap().send(()); // an error: the test has ended
    }
}

pub fn telling_waker() -> (mpsc::Receiver<()>, Waker) {
    let (tell, told) = mpsc::channel();
    (told, Waker::from(Arc::new(Tells(Mutex::new(tell)))))
}

pub fn poll<F: Future + Unpin>(future: &mut F, waker: &Waker) -> Poll<F::Output> {
    Pin::new(future).poll(&mut Context::from_waker(waker))
}

/// Occupies a worker until what it returns is dropped. The worker has started by then.
pub fn occupy(pool: &Pool) -> Sender<()> {
    let (started, has_started) = mpsc::channel();
    let (let_go, may_go) = mpsc::channel::<()>();
    let task = move || {
        started.send(()).unwrap();
        let _ = may_go.recv(); // an error: the sender is gone, which is what we wait for
    };
    pool.execute(task).unwrap();
    has_started.recv().unwrap();
    let_go
}

/// A pool of one worker, occupied, and room for `capacity`.
pub fn occupied_pool(capacity: usize) -> (Pool, Sender<()>) {
    let pool = Pool::new(1, capacity).unwrap();
    let let_go = occupy(&pool);
    (pool, let_go)
}
