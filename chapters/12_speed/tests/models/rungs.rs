//! Models of the rungs of the ladder. Main is one of the threads in each.

use super::channel::channel;
use super::counted_queue::Queue;
use super::one_allocation::task;
use super::stealing;
use super::sync::Arc;
use super::sync::atomic::{AtomicBool, Ordering::SeqCst};
use super::thread;
use super::yields;
use seam::imp::imp;
use seam::model::{Bound, check};

/// Two sleep and two values come: both are woken, though a count says when to notify. Three threads
/// (main pushes, two pop), exhaustive. No imp, here and below: it would wake them, too.
pub fn the_count_misses_nobody() {
    check("the_count_misses_nobody", Bound::Exhaustive, || {
        let queue = Arc::new(Queue::new(2));
        let popped = [(); 2].map(|()| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.pop(None).unwrap())
        });
        queue.try_push(1).unwrap();
        queue.try_push(2).unwrap();
        let sum: u32 = popped.map(|p| p.join().unwrap()).iter().sum();
        assert_eq!(sum, 1 + 2);
    });
}

/// A worker that yields sleeps in the end, and is woken. Two threads (main sends, one receives),
/// exhaustive: a loom thread that yields lets the other go on, and there is little to try. No imp:
/// the sleep is that of chapter 4's queue.
pub fn it_yields_and_then_sleeps() {
    check("it_yields_and_then_sleeps", Bound::Exhaustive, || {
        let (sender, receiver) = channel(1);
        let received = thread::spawn(move || yields::pop(&receiver));
        sender.send(1).unwrap();
        assert_eq!(received.join().unwrap(), Some(1));
    });
}

/// Two values, and two workers that take one each and no more: if one has taken both, the other
/// gets it all the same. Three threads (main pushes, two workers), three preemptions; the
/// exhaustive search takes 13 seconds. No imp: it would wake the one that sleeps beside a batch.
// ANCHOR: stolen
pub fn a_batch_can_be_stolen() {
    check("a_batch_can_be_stolen", Bound::Preemptions(3), || {
        let queue = Arc::new(stealing::Queue::new(2, 2));
        let popped = [0, 1].map(|me| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.pop(me).unwrap())
        });
        queue.push(1);
        queue.push(2);
        let sum: u32 = popped.map(|p| p.join().unwrap()).iter().sum();
        assert_eq!(sum, 1 + 2);
    });
}
// ANCHOR_END: stolen

/// Three values come, main takes all of them in a batch, and two workers that sleep take one each: who
/// steals leaves something behind, and says so. Three threads (main, two workers), two preemptions,
/// one for each that sleeps. No imp: as above.
pub fn who_steals_wakes_the_next() {
    check("who_steals_wakes_the_next", Bound::Preemptions(2), || {
        let queue = Arc::new(stealing::Queue::new(3, 3));
        let popped = [1, 2].map(|me| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.pop(me).unwrap())
        });
        (1..4).for_each(|value| queue.push(value));
        let mine = queue.pop(0).unwrap();
        let sum: u32 = popped.map(|p| p.join().unwrap()).iter().sum();
        assert_eq!(mine + sum, 1 + 2 + 3);
    });
}

/// Two producers wait for room, and one worker takes all that is there at once: both get in. Three
/// threads (main takes, two push), two preemptions, one for each that waits. No imp: as above.
pub fn a_batch_makes_room_for_two() {
    check("a_batch_makes_room_for_two", Bound::Preemptions(2), || {
        let queue = Arc::new(stealing::Queue::new(1, 2));
        queue.push(0);
        queue.push(0);
        let pushed = [(); 2].map(|()| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.push(1))
        });
        let sum: u32 = (0..4).map(|_| queue.pop(0).unwrap()).sum();
        assert_eq!(sum, 1 + 1);
        for pushed in pushed {
            pushed.join().unwrap();
        }
    });
}

/// Of nine values a worker takes eight, and a producer waits for room: it gets in, though one value is
/// left. Two threads (main takes, one pushes), exhaustive. No imp: as above.
pub fn room_beside_a_rest_is_room() {
    check("room_beside_a_rest_is_room", Bound::Exhaustive, || {
        let queue = Arc::new(stealing::Queue::new(1, 9));
        (0..9).for_each(|_| queue.push(0));
        let pushed = {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.push(1))
        };
        assert_eq!(queue.pop(0), Some(0));
        pushed.join().unwrap();
    });
}

/// A producer waits for room, and wakes for no reason, too: it gets in when somebody takes. Three
/// threads (main takes, one pushes, the imp), exhaustive.
pub fn a_producer_waits_beside_batches() {
    let name = "a_producer_waits_beside_batches";
    check(name, Bound::Exhaustive, || {
        let queue = Arc::new(stealing::Queue::new(1, 1));
        let takes = Arc::new(AtomicBool::new(false));
        queue.push(0);
        let imp = imp();
        let pushed = {
            let (queue, takes) = (Arc::clone(&queue), Arc::clone(&takes));
            thread::spawn(move || {
                queue.push(1);
                assert!(takes.load(SeqCst), "nobody has made room");
            })
        };
        takes.store(true, SeqCst);
        assert_eq!(queue.pop(0), Some(0));
        pushed.join().unwrap();
        imp.join().unwrap();
    });
}

/// Two workers sleep, and the queue is closed: both hear of it. Three threads (main closes, two pop),
/// exhaustive. No imp: as above.
pub fn close_ends_all_who_steal() {
    check("close_ends_all_who_steal", Bound::Exhaustive, || {
        let queue = Arc::new(stealing::Queue::<()>::new(2, 1));
        let popped = [0, 1].map(|me| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.pop(me))
        });
        queue.close();
        assert_eq!(popped.map(|popped| popped.join().unwrap()), [None, None]);
    });
}

/// A task runs while its result is waited for. Three threads (main waits, one runs, the imp),
/// exhaustive.
pub fn the_result_is_waited_for() {
    check("the_result_is_waited_for", Bound::Exhaustive, || {
        let (run, future) = task(|| 42);
        let imp = imp();
        let worker = thread::spawn(move || run.run());
        assert_eq!(future.result().ok(), Some(42));
        worker.join().unwrap();
        imp.join().unwrap();
    });
}
