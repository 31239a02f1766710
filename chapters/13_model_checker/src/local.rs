//! Thread-locals that end with their thread, while it still has the turn. Those of std end when the
//! system's thread does, at a moment that nobody has chosen, and what their destructors do then
//! would differ from execution to execution.

use std::any::Any;
use std::cell::RefCell;
use std::convert::Infallible;
use std::ptr;
use std::rc::Rc;

use super::os::thread_local;

thread_local! {
    /// The values that this thread has made so far, each with the address of its key.
    static VALUES: RefCell<Vec<(usize, Rc<dyn Any>)>> = const { RefCell::new(Vec::new()) };
}

/// What `thread_local!` makes.
pub struct LocalKey<T: 'static>(fn() -> T);

impl<T> LocalKey<T> {
    /// For `thread_local!`.
    pub const fn new(init: fn() -> T) -> LocalKey<T> {
        LocalKey(init)
    }

    /// The calling thread's own value.
    pub fn with<R>(&'static self, look: impl FnOnce(&T) -> R) -> R {
        let key = ptr::from_ref(self).addr();
        let find = || {
            VALUES.with(|values| {
                let values = values.borrow();
                let found = values.iter().find(|(other, _)| *other == key);
                found.map(|(_, value)| Rc::clone(value))
            })
        };
        let value = find().unwrap_or_else(|| {
            let new: Rc<dyn Any> = Rc::new((self.0)());
            VALUES.with(|values| values.borrow_mut().push((key, Rc::clone(&new))));
            new
        });
        look(
            value
                .downcast_ref()
                .expect("one key has values of one type"),
        )
    }

    /// The same. std's fails when the thread ends and the value has gone; here a new one is made.
    ///
    /// # Errors
    ///
    /// None.
    pub fn try_with<R>(&'static self, look: impl FnOnce(&T) -> R) -> Result<R, Infallible> {
        Ok(self.with(look))
    }
}

/// The thread ends: its values go.
pub fn end() {
    // Taken out first: a destructor may use a thread-local.
    drop(VALUES.with(|values| values.take()));
}
