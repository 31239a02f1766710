//! `Pool.map`: the results in the order of the inputs, which are taken as there is room.

use std::collections::VecDeque;

use crate::api::*;
use crate::exception::Exception;
use crate::future::PyFuture;
use crate::object::Object;
use crate::pool::Pool;
use crate::raised::Raised;
use crate::wait::hear_signals;

/// A list of what `callable` returns for each input. If one raises, or an input does, or the
/// handler of a signal, then what has not started is cancelled.
pub fn map(pool: &Pool, callable: &Object, iterable: *mut PyObject) -> Result<Object, Raised> {
    // SAFETY: any object; it refuses what cannot be iterated.
    let inputs = Object::new(unsafe { PyObject_GetIter(iterable) })?;
    let mut pending = VecDeque::new();
    let results = results(pool, callable, &inputs, &mut pending);
    if results.is_err() {
        // Taken away meanwhile: what the tasks captured may run Python's code as it goes.
        let raised = Exception::take();
        for future in pending {
            future.cancel();
        }
        return Err(raised.raise());
    }
    results
}

fn results(
    pool: &Pool,
    callable: &Object,
    inputs: &Object,
    pending: &mut VecDeque<PyFuture>,
) -> Result<Object, Raised> {
    // SAFETY: an empty list.
    let results = Object::new(unsafe { PyList_New(0) })?;
    loop {
        hear_signals()?; // inputs and results that come at once would let none be heard
        // SAFETY: an iterator. Null is the end, or an exception.
        let input = Object::new(unsafe { PyIter_Next(inputs.pointer()) });
        let at_end = input.is_err();
        if let Ok(input) = input {
            pending.push_back(pool.submit(callable.clone(), Object::tuple([input])?)?);
        // SAFETY: it may always be asked.
        } else if !unsafe { PyErr_Occurred() }.is_null() {
            return Err(Raised);
        }
        while at_end || pending.len() > pool.room {
            let Some(first) = pending.front() else {
                return Ok(results);
            };
            let result = first.result(None)?;
            pending.pop_front();
            // SAFETY: our own list, and an object.
            if unsafe { PyList_Append(results.pointer(), result.pointer()) } != 0 {
                return Err(Raised);
            }
        }
    }
}
