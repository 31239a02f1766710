//! What a program says in its panics.

use std::panic;

use super::execution::current;
use super::looks::text_of;
use super::os::sync::Once;

/// Panics of a program are noted, and not printed: the search meets the same ones a thousand
/// times.
pub fn listen() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |info| match current() {
            Some((execution, me)) => {
                let place = info.location().map(ToString::to_string);
                let said = text_of(info.payload());
                let text = format!("{said}, at {}", place.unwrap_or_default());
                execution.panics(me, text);
            }
            None => print(info),
        }));
    });
}
