//! Models of those who wait for room. Main is one of the threads in each. Where a bound is
//! given, the exhaustive search takes more than 40 seconds.

use std::future::Future;
use std::sync::Arc as Plain;
use std::task::Poll;

use super::Pending;
use super::block_on::block_on;
use super::channel::{Receiver, Sender, channel};
use super::error::Closed;
use super::polling::{Count, poll};
use super::pool::Pool;
use super::room::Room;
use super::sync::Arc;
use super::thread::{self, JoinHandle};
use seam::foreign::{Event, Foreign};
use seam::model::{Bound, check};

/// Two values through one place: the sender waits for room with a waker. Two threads
/// (main sends, one receives), exhaustive. No imp: `many_wakes_are_one` has one.
pub fn who_waits_for_room_gets_it() {
    check("who_waits_for_room_gets_it", Bound::Exhaustive, || {
        let queue = Arc::new(Queue::new(1));
        let received = receive(&queue, 2);
        for value in [1, 2] {
            assert!(block_on(queue.send_async(value)).is_ok());
        }
        assert_eq!(received.join().unwrap(), [1, 2]);
    });
}

/// Two wait for room at once, and there is room for one, and then for the other: whichever
/// is faster, no wake-up is used up for nothing. Three threads (main sends, one more sends, one
/// receives), three preemptions: one for each. No imp: it would wake one whom nobody has woken.
pub fn two_wait_for_room() {
    check("two_wait_for_room", Bound::Preemptions(3), || {
        let queue = Arc::new(Queue::new(1));
        queue.sender.try_send(0).unwrap();
        let sender = send(&queue, 1);
        let received = receive(&queue, 3);
        assert!(block_on(queue.send_async(2)).is_ok());
        assert!(sender.join().unwrap());
        assert_eq!(received.join().unwrap().into_iter().sum::<u32>(), 1 + 2);
    });
}

/// Two wait for room, and two places get free, one after the other: each wakes one, also if the
/// first place is still free when the second is. Three threads (main waits, another waits, one
/// receives), two preemptions: with three it takes seconds. No imp: it would wake one whom
/// nobody has woken.
pub fn two_places_wake_two() {
    check("two_places_wake_two", Bound::Preemptions(2), || {
        let queue = Arc::new(Queue::new(2));
        queue.sender.try_send(0).unwrap();
        queue.sender.try_send(0).unwrap();
        let sender = send(&queue, 1);
        let received = receive(&queue, 2);
        assert!(block_on(queue.send_async(2)).is_ok());
        assert!(sender.join().unwrap());
        assert_eq!(received.join().unwrap(), [0, 0]);
    });
}

/// A waker that uses the room while it is cloned, woken and dropped: nothing of it happens under
/// the lock of the list. Two threads (main waits, one that wakes), two preemptions: one for
/// each. No imp: nobody waits.
pub fn a_waker_may_use_the_room() {
    check("a_waker_may_use_the_room", Bound::Preemptions(2), || {
        let queue = Arc::new(Queue::new(1));
        queue.sender.try_send(0).unwrap();
        let same = Arc::clone(&queue);
        let wakes = thread::spawn(move || same.room.wake_one());
        for event in [Event::Clone, Event::Wake, Event::Drop] {
            let foreign = [(); 2].map(|()| {
                let queue = Arc::clone(&queue);
                Foreign::new(move |now| {
                    if now == event {
                        queue.room.wake_one();
                    }
                })
            });
            let wakers = foreign.each_ref().map(Foreign::waker);
            let mut waits = queue.send_async(1);
            for waker in &wakers {
                assert!(poll(&mut waits, waker).is_pending(), "it is full");
            }
            queue.room.wake_all();
            assert!(poll(&mut waits, &wakers[0]).is_pending());
        }
        wakes.join().unwrap();
    });
}

/// Two wait for room, and the older one is dropped, also just as it is woken: then the other
/// one is. Three threads (main drops the older one, the younger waits, one receives),
/// exhaustive. No imp: it would wake one whom nobody has woken.
// ANCHOR: dropped
pub fn a_dropped_waiter_passes_its_wake_on() {
    let name = "a_dropped_waiter_passes_its_wake_on";
    check(name, Bound::Exhaustive, || {
        let queue = Arc::new(Queue::new(1));
        queue.sender.try_send(0).unwrap();
        let (_, waker) = Count::new();
        let mut older = queue.send_async(1);
        assert!(poll(&mut older, &waker).is_pending());
        let younger = send(&queue, 2);
        let received = receive(&queue, 1);
        drop(older);
        assert!(younger.join().unwrap());
        assert_eq!(received.join().unwrap(), [0]);
    });
}
// ANCHOR_END: dropped

/// The older one of two is woken, and once more while it looks: it sends one value, so one
/// of the wake-ups is for the other. Three threads (main polls the older one, the younger
/// waits, one receives), three preemptions: one for each. No imp: it would wake one whom nobody
/// has woken.
pub fn a_second_wake_is_passed_on() {
    let name = "a_second_wake_is_passed_on";
    check(name, Bound::Preemptions(3), || {
        let queue = Arc::new(Queue::new(2));
        queue.sender.try_send(0).unwrap();
        queue.sender.try_send(0).unwrap();
        let (_, waker) = Count::new();
        let mut older = queue.send_async(1);
        assert!(poll(&mut older, &waker).is_pending());
        let younger = send(&queue, 2);
        let received = receive(&queue, 2);
        let _ = poll(&mut older, &waker);
        drop(older);
        assert!(younger.join().unwrap());
        assert_eq!(received.join().unwrap(), [0, 0]);
    });
}

/// Two wait for room, and the room is closed: both get their values back. Three threads
/// (main closes, two wait), three preemptions: one for each. No imp: it would wake one whom
/// nobody has woken.
pub fn closing_wakes_all_who_wait_for_room() {
    let name = "closing_wakes_all_who_wait_for_room";
    check(name, Bound::Preemptions(3), || {
        let queue = Arc::new(Queue::new(1));
        queue.sender.try_send(0).unwrap();
        let waiting = [send(&queue, 1), send(&queue, 2)];
        queue.close();
        for waiting in waiting {
            assert!(!waiting.join().unwrap());
        }
        assert_eq!(queue.recv(), Some(0));
        assert_eq!(queue.recv(), None);
    });
}

/// `submit_async`, which may have to wait for room, races the worker and `shutdown`: the
/// future brings the result, or the task comes back and settles it wherever it is run. Three
/// threads (main shuts down, a producer, the worker), three preemptions: one for each. No imp:
/// `many_wakes_are_one` has one.
pub fn submit_async_against_shutdown() {
    let name = "submit_async_against_shutdown";
    check(name, Bound::Preemptions(3), || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        pool.execute(|| ()).unwrap(); // until the worker has taken it, there is no room
        let producer = {
            let pool = Arc::clone(&pool);
            thread::spawn(move || {
                block_on(async {
                    match pool.submit_async(|| 42).await {
                        Ok(future) => future.await,
                        Err(Closed((task, future))) => {
                            task();
                            future.await
                        }
                    }
                })
            })
        };
        pool.shutdown(Pending::Run);
        assert_eq!(producer.join().unwrap().unwrap(), 42);
    });
}

/// The worker is busy, the queue is full, and one waits for room while somebody shuts down and
/// cancels: no place will get free, so the closing itself has to wake it, and last. It gets its
/// task back, and only then lets the worker go. Three threads (main shuts down, a producer, the
/// worker), two preemptions: one for main and one for the producer. No imp: it would wake one
/// whom nobody has woken.
pub fn who_waits_for_room_hears_of_the_end() {
    let name = "who_waits_for_room_hears_of_the_end";
    check(name, Bound::Preemptions(2), || {
        let pool = Arc::new(Pool::new(1, 1).unwrap());
        let (started, has_started) = channel(1);
        let (let_go, may_go) = channel::<()>(1);
        let busy = move || {
            started.send(()).unwrap();
            may_go.recv();
        };
        pool.execute(busy).unwrap();
        has_started.recv().unwrap();
        pool.execute(|| ()).unwrap(); // has the one place
        let producer = {
            let pool = Arc::clone(&pool);
            thread::spawn(move || {
                let refused = block_on(pool.submit_async(|| 42)).is_err();
                drop(let_go);
                refused
            })
        };
        pool.shutdown(Pending::Cancel);
        assert!(producer.join().unwrap(), "accepted after the end");
    });
}

/// A queue in which one waits for room without a thread, as in the pool.
struct Queue {
    sender: Sender<u32>,
    receiver: Receiver<u32>,
    room: Room,
}

impl Queue {
    fn new(capacity: usize) -> Queue {
        let (sender, receiver) = channel(capacity);
        let room = Room::new();
        Queue {
            sender,
            receiver,
            room,
        }
    }

    fn send_async(&self, value: u32) -> impl Future<Output = Result<(), Closed<u32>>> + Unpin {
        self.room.enter(value, |value| self.sender.try_send(value))
    }

    /// What a worker does: it takes a value, and says that there is room.
    fn recv(&self) -> Option<u32> {
        let value = self.receiver.recv()?;
        self.room.wake_one();
        Some(value)
    }

    fn close(&self) {
        self.sender.close();
        self.room.wake_all();
    }
}

fn send(queue: &Arc<Queue>, value: u32) -> JoinHandle<bool> {
    let queue = Arc::clone(queue);
    thread::spawn(move || block_on(queue.send_async(value)).is_ok())
}

fn receive(queue: &Arc<Queue>, count: usize) -> JoinHandle<Vec<u32>> {
    let queue = Arc::clone(queue);
    thread::spawn(move || (0..count).map(|_| queue.recv().unwrap()).collect())
}
