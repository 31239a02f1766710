//! Chapter 10's initializers, and the futures of chapter 8's executor.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::thread;

use chapter8::Executor;
use chapter10::{Pending, ThreadPoolExecutor, Wait};

use super::fault::{Fault, InDrop, InError, Way, is_ok, panics};
use super::stage::WORKERS;
use super::tasks::MANY;

/// What panics of an initializer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Initializer {
    Call,
    ErrorsText,
    ErrorsDrop,
    /// The drop of what it has captured.
    Capture,
}

impl Initializer {
    pub const ALL: [Initializer; 4] = [
        Initializer::Call,
        Initializer::ErrorsText,
        Initializer::ErrorsDrop,
        Initializer::Capture,
    ];
}

pub fn initializer(part: Initializer, fault: &Fault) {
    let (its, captured) = (fault.clone(), fault.in_drop());
    let captured = match part {
        Initializer::Capture => Some(captured),
        _ => {
            std::mem::forget(captured);
            None
        }
    };
    let initializer = move || {
        let _captured = &captured;
        match part {
            Initializer::Call => its.strike(),
            Initializer::ErrorsText => return Err(InError::Text(its.clone()).into()),
            Initializer::ErrorsDrop => return Err(InError::Dropped(its.in_drop()).into()),
            Initializer::Capture => {}
        }
        Ok(())
    };
    let builder = ThreadPoolExecutor::builder().max_workers(WORKERS);
    let executor = builder.capacity(100).initializer(initializer).build();
    let executor = executor.expect("neither is zero");
    let mut futures = Vec::new();
    for _ in 0..MANY {
        match executor.submit(|| 1) {
            Ok(future) => futures.push(future),
            Err(refused) => {
                drop(refused.task);
                futures.push(refused.future);
            }
        }
    }
    if fault.way() == Way::Ending {
        executor.shutdown(Wait::No, Pending::Run);
    }
    for future in futures {
        is_ok(future.result()); // settled, somehow
    }
    // It is broken, and says so, again and again.
    if matches!(part, Initializer::ErrorsText | Initializer::ErrorsDrop)
        && fault.way() != Way::Ending
    {
        for _ in 0..2 {
            let refused = executor.submit(|| 1).err().expect("it is broken");
            assert!(matches!(refused.why, chapter10::Why::Broken(_)));
        }
    }
    executor.shutdown(Wait::Yes, Pending::Run);
    drop(executor);
}

/// Where one of the executor's futures panics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Poll,
    /// When it is done.
    Drop,
    /// When the executor goes before it is done.
    DropPending,
}

impl Of {
    pub const ALL: [Of; 3] = [Of::Poll, Of::Drop, Of::DropPending];
}

struct Foreign {
    of: Of,
    fault: Fault,
    waits: Option<chapter8::Future<u32>>,
    _dropped: Option<InDrop>,
}

impl Future for Foreign {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if let Some(future) = &mut self.waits {
            match Pin::new(future).poll(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(_) => self.waits = None,
            }
        }
        if self.of == Of::Poll {
            self.fault.strike();
        }
        match self.of {
            Of::DropPending => Poll::Pending,
            _ => Poll::Ready(()),
        }
    }
}

/// Some futures that wait for tasks of a pool and then panic, and some that do not.
pub fn executor(of: Of, pool: &chapter8::Pool, fault: &Fault, go: super::stage::Go) {
    let mut executor = Executor::new();
    let done = Rc::new(Cell::new(0));
    for _ in 0..MANY {
        executor.spawn(Foreign {
            of,
            fault: fault.clone(),
            waits: Some(pool.submit(|| 1).expect("open")),
            _dropped: (of != Of::Poll).then(|| fault.in_drop()),
        });
        if of != Of::DropPending {
            let (sound, done) = (pool.submit(|| 1).expect("open"), Rc::clone(&done));
            executor.spawn(async move {
                assert!(sound.await.is_ok());
                done.set(done.get() + 1);
            });
        }
    }
    go();
    if of != Of::DropPending {
        // The panic of a future comes out of `run`, and the next one goes on.
        while panics(|| executor.run()).is_none() {
            thread::yield_now();
        }
        assert_eq!(done.get(), MANY, "the others are done");
    }
    panics(move || drop(executor));
}
