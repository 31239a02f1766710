//! What a call brings, and how it waits for the one who takes it.
//!
//! A list of outcomes may be long, and nobody may want it. So the outcomes of items that never
//! ran are one number until somebody takes the list; and what nobody takes is dropped value by
//! value, each panic of a destructor ending there: two at once would abort the process.

use std::iter;

use super::error::TaskError;
use super::outcome::Outcome;
use super::panics;

/// What a call can bring: one outcome, or that of each item.
pub trait Settled: Sized {
    /// What there is if nothing went wrong.
    type Values<'a>
    where
        Self: 'a;

    /// All values, or the first error.
    ///
    /// # Errors
    ///
    /// The first there is.
    fn values(&self) -> Result<Self::Values<'_>, &TaskError>;

    /// With an outcome for each item that has none of its own. Only lists have such items.
    fn complete(self, missing: Missing) -> Self;

    /// Drops it, value by value, and panics for none of them.
    fn discard(self);
}

/// Items that never ran: how many, and why.
#[derive(Debug)]
pub struct Missing {
    pub(crate) items: usize,
    pub(crate) why: TaskError,
}

impl<T> Settled for Outcome<T> {
    type Values<'a>
        = &'a T
    where
        T: 'a;

    fn values(&self) -> Result<&T, &TaskError> {
        self.as_ref()
    }

    fn complete(self, _: Missing) -> Self {
        self
    }

    fn discard(self) {
        panics::contain(|| drop(self));
    }
}

impl<T> Settled for Vec<Outcome<T>> {
    type Values<'a>
        = Vec<&'a T>
    where
        T: 'a;

    fn values(&self) -> Result<Vec<&T>, &TaskError> {
        self.iter().map(Result::as_ref).collect()
    }

    fn complete(mut self, Missing { items, why }: Missing) -> Self {
        let each = || match why {
            TaskError::Cancelled => Err(TaskError::Cancelled),
            _ => Err(TaskError::Lost),
        };
        self.extend(iter::repeat_with(each).take(items));
        self
    }

    fn discard(self) {
        self.into_iter().for_each(Settled::discard);
    }
}

/// A value that somebody may take.
pub(crate) struct Held<V: Settled> {
    /// `None` once it was taken.
    value: Option<V>,
    missing: Option<Missing>,
}

impl<V: Settled> Held<V> {
    pub(crate) fn new(value: V, missing: Option<Missing>) -> Held<V> {
        Held {
            value: Some(value),
            missing,
        }
    }

    /// All values, or the first error. What is missing comes last.
    pub(crate) fn values(&self) -> Result<V::Values<'_>, &TaskError> {
        let value = self.value.as_ref().expect("taking it takes all of it");
        match (value.values(), &self.missing) {
            (Ok(_), Some(missing)) => Err(&missing.why),
            (values, _) => values,
        }
    }

    pub(crate) fn take(mut self) -> V {
        let value = self.value.take().expect("taking it takes all of it");
        match self.missing.take() {
            Some(missing) => value.complete(missing),
            None => value,
        }
    }
}

impl<V: Settled> Drop for Held<V> {
    fn drop(&mut self) {
        if let Some(value) = self.value.take() {
            value.discard();
        }
    }
}
