//! Models of sleeping without a thread. Main is one of the threads in each.

use super::Pending;
use super::block_on::block_on;
use super::channel::channel;
use super::error::TaskError;
use super::polling::poll;
use super::pool::Pool;
use super::sync::Arc;
use super::thread;
use super::time::Duration;
use super::timer::Timer;
use seam::foreign::Foreign;
use seam::imp::{clock_imp, imp};
use seam::model::{Bound, check};

const TIME: Duration = Duration::from_secs(1);

/// One sleeps, and the timer's task is told of it, or has not even started. It becomes late
/// at any moment, and waking for no reason does no harm. Four threads (main sleeps, the
/// worker, the clock, the imp), two preemptions: with three it takes half a minute.
pub fn a_sleeper_wakes() {
    check("a_sleeper_wakes", Bound::Preemptions(2), || {
        let pool = Pool::new(1, 1).unwrap();
        let timer = Timer::start(&pool).unwrap();
        let (clock, imp) = (clock_imp(), imp());
        assert!(block_on(timer.sleep(TIME)).is_ok());
        drop(timer);
        drop(pool);
        clock.join().unwrap();
        imp.join().unwrap();
    });
}

/// The timer goes, and time stands still: the sleeper hears of it. Three threads (main
/// drops the timer, one sleeps, the worker), three preemptions: one for each. No imp: it would
/// wake one whom nobody has woken.
pub fn a_sleeper_outlives_its_timer() {
    let name = "a_sleeper_outlives_its_timer";
    check(name, Bound::Preemptions(3), || {
        let pool = Pool::new(1, 1).unwrap();
        let timer = Timer::start(&pool).unwrap();
        let sleep = timer.sleep(TIME);
        let sleeper = thread::spawn(move || block_on(sleep));
        drop(timer);
        assert!(matches!(sleeper.join().unwrap(), Err(TaskError::Lost)));
        drop(pool);
    });
}

/// The timer's task is cancelled before it has begun, just as somebody falls asleep, and time stands
/// still: the sleeper hears that the timer is over, though its owner still has it. Three threads
/// (main cancels, one sleeps, the worker, which is busy until the sleeper wakes), two preemptions:
/// one for main and one for the sleeper. No imp: it would wake one whom nobody has woken.
pub fn a_timer_that_is_cancelled_lets_nobody_sleep() {
    let name = "a_timer_that_is_cancelled_lets_nobody_sleep";
    check(name, Bound::Preemptions(2), || {
        let pool = Pool::new(1, 1).unwrap();
        let (started, has_started) = channel(1);
        let (let_go, may_go) = channel::<()>(1);
        let busy = move || {
            started.send(()).unwrap();
            may_go.recv();
        };
        pool.execute(busy).unwrap();
        has_started.recv().unwrap();
        let timer = Timer::start(&pool).unwrap();
        let sleep = timer.sleep(TIME);
        let sleeper = thread::spawn(move || {
            let slept = block_on(sleep);
            drop(let_go);
            slept
        });
        pool.shutdown(Pending::Cancel);
        assert!(matches!(sleeper.join().unwrap(), Err(TaskError::Lost)));
        drop(timer);
    });
}

/// Two sleep, and for both it becomes late at the same moment: both wake. Four threads (main and
/// another sleep, the worker, the clock), one preemption, for the clock: with two it takes ten
/// seconds. No imp: it would wake the one whom nobody has woken.
pub fn all_who_are_late_wake() {
    check("all_who_are_late_wake", Bound::Preemptions(1), || {
        let pool = Pool::new(1, 1).unwrap();
        let timer = Timer::start(&pool).unwrap();
        let clock = clock_imp();
        let other = timer.sleep(TIME);
        let other = thread::spawn(move || block_on(other));
        assert!(block_on(timer.sleep(TIME)).is_ok());
        assert!(other.join().unwrap().is_ok());
        drop(timer);
        drop(pool);
        clock.join().unwrap();
    });
}

/// A waker that uses the timer while it is cloned, woken and dropped: nothing of it happens under
/// the lock of the list. Three threads (main sleeps, the worker, the clock), two preemptions: one
/// for each of the others.
pub fn a_waker_may_use_the_timer() {
    check("a_waker_may_use_the_timer", Bound::Preemptions(2), || {
        let pool = Pool::new(1, 1).unwrap();
        let timer = Arc::new(Timer::start(&pool).unwrap());
        let clock = clock_imp();
        let foreign = [(); 2].map(|()| {
            let timer = Arc::clone(&timer);
            Foreign::new(move |_| drop(timer.sleep(TIME)))
        });
        let mut sleep = timer.sleep(TIME);
        for foreign in &foreign {
            if poll(&mut sleep, &foreign.waker()).is_ready() {
                break;
            }
        }
        drop(sleep);
        drop(foreign);
        drop(timer);
        drop(pool);
        clock.join().unwrap();
    });
}
