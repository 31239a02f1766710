//! What loom checks in chapter 13: the turns, which everything else stands on. `tests/loom.rs`
//! runs these on the source, and `tests/bugs` on planted bugs.

use std::sync::Arc as Plain; // who drops a seat last is nobody's concern
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::thread;
use super::turns::Seat;
use seam::imp::imp;
use seam::model::{Bound, check};

/// Given before the thread sits down or after: it gets its turn, and waking for no reason gives
/// it none. Three threads (main gives, one sits, the imp), exhaustive.
pub fn a_turn_is_not_lost() {
    check("a_turn_is_not_lost", Bound::Exhaustive, || {
        let seat = Plain::new(Seat::new());
        // loom's: it may look before the turn is given.
        let given = Plain::new(seam::sync::atomic::AtomicUsize::new(0));
        let imp = imp();
        let sits = {
            let (seat, given) = (Plain::clone(&seat), Plain::clone(&given));
            thread::spawn(move || {
                seat.sit();
                assert_eq!(given.load(SeqCst), 1, "it was not its turn");
            })
        };
        given.fetch_add(1, SeqCst);
        seat.give();
        sits.join().unwrap();
        imp.join().unwrap();
    });
}

/// Two threads hand the turn to and fro, two turns each, and never run at once. Three threads
/// (main begins, and looks on), exhaustive. No imp: `a_turn_is_not_lost` has one.
// ANCHOR: alone
pub fn one_runs_at_a_time() {
    check("one_runs_at_a_time", Bound::Exhaustive, || {
        let seats = Plain::new([Seat::new(), Seat::new()]);
        let running = Plain::new(AtomicUsize::new(0));
        let threads = [0, 1].map(|me| {
            let (seats, running) = (Plain::clone(&seats), Plain::clone(&running));
            thread::spawn(move || {
                for turn in 0..2 {
                    seats[me].sit();
                    let others = running.fetch_add(1, SeqCst);
                    assert_eq!(others, 0, "two have the turn");
                    thread::yield_now(); // a step, so that another one could come in between
                    running.fetch_sub(1, SeqCst);
                    if (me, turn) != (1, 1) {
                        seats[1 - me].give();
                    }
                }
            })
        });
        seats[0].give();
        for thread in threads {
            thread.join().unwrap();
        }
    });
}
// ANCHOR_END: alone
