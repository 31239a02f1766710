//! The steps of the exercise `waker_8`: `step_2_...` passes when both are done.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::task::{Wake, Waker};

use chapter8::waker::WakerSlot;

/// Counts how often it is woken.
#[derive(Default)]
struct Count(AtomicUsize);

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, SeqCst);
    }
}

fn counted() -> (Arc<Count>, Waker) {
    let count = Arc::new(Count::default());
    (Arc::clone(&count), Waker::from(count))
}

#[test]
fn step_1_the_slot_keeps_one_waker() {
    let ((first, its_waker), slot) = (counted(), WakerSlot::new());
    slot.register(&its_waker);
    slot.register(&its_waker);
    drop(its_waker);
    assert_eq!(Arc::strong_count(&first), 2, "ours, and one in the slot");
    let (second, its_waker) = counted();
    slot.register(&its_waker);
    assert_eq!(
        Arc::strong_count(&first),
        1,
        "it is kept though another came"
    );
    assert_eq!(Arc::strong_count(&second), 3);
}

#[test]
fn step_2_the_last_one_is_woken_once() {
    let ((first, first_waker), (second, second_waker)) = (counted(), counted());
    let slot = WakerSlot::new();
    slot.wake(); // nobody waits
    slot.register(&first_waker);
    slot.register(&second_waker);
    slot.wake();
    slot.wake();
    assert_eq!((first.0.load(SeqCst), second.0.load(SeqCst)), (0, 1));
}

#[test]
fn step_2_cleared_it_wakes_nobody() {
    let ((count, waker), slot) = (counted(), WakerSlot::new());
    slot.register(&waker);
    slot.clear();
    slot.wake();
    assert_eq!((count.0.load(SeqCst), Arc::strong_count(&count)), (0, 2));
}
