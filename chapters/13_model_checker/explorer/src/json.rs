//! A graph as data, for a page that draws it.
//!
//! Texts stand in tables, each once; states and steps are numbers. See `explorer.js`, which reads
//! it:
//!
//! | key       | what                                                                          |
//! |-----------|-------------------------------------------------------------------------------|
//! | `name`    | of the model                                                                  |
//! | `found`   | states of the search, executions, whether it is complete                      |
//! | `threads` | their names                                                                   |
//! | `objects` | kind and name                                                                 |
//! | `files`   | name, and the lines that are shown, by number                                 |
//! | `views`   | thread, verb, objects, locks held, frames as file and line, the innermost first |
//! | `states`  | a view for each thread, -1 if it is not there yet                             |
//! | `inside`  | for each state, which of `boxes`                                              |
//! | `boxes`   | object, and what is in it: a number, or who has put in each value             |
//! | `steps`   | for each state: who, whom, where to, and so on                                |
//! | `loom`    | what loom did: of each state on the way, which step. `null`: nobody knows     |
//! | `ends`    | kind and text                                                                 |
//! | `ended`   | state and end, and so on                                                      |
//!
//! Who: the number of a thread; 100 and it, if it wakes for no reason; 200, if it gets late. Whom:
//! the thread that a notify wakes and 1, or 0.

use super::fold::{Drawn, fold};
use super::graph::{End, Graph};
use super::names::{Sources, names};
use super::quote::{list, quote};
use super::step::{Choice, Inside};
use super::views::Files;

/// See the module.
pub fn json(name: &str, graph: &Graph, loom: Option<Vec<Choice>>) -> String {
    let mut sources = Sources::default();
    let (threads, objects) = names(graph, &mut sources);
    let drawn = fold(graph);
    let mut used: Vec<usize> = drawn.iter().flat_map(|state| state.views.clone()).collect();
    used.sort_unstable();
    used.dedup();
    let mut files = Files::default();
    let views = used
        .iter()
        .map(|&view| files.view(&graph.views[view], &mut sources));
    let views: Vec<_> = views.collect();
    let states = drawn.iter().map(|state| {
        let mut row = vec!["-1".to_owned(); threads.len()];
        for view in &state.views {
            let place = used.binary_search(view).unwrap_or(0);
            row[graph.views[*view].thread] = place.to_string();
        }
        list(row)
    });
    let states = list(states);
    let (inside, boxes) = boxes(&drawn);
    let loom = loom.map_or("null".to_owned(), |steps| ways(&drawn, &steps));
    let mut ends: Vec<&End> = drawn
        .iter()
        .filter_map(|state| state.end.as_ref())
        .collect();
    ends.sort();
    ends.dedup();
    let ended = drawn.iter().enumerate().filter_map(|(at, state)| {
        let end = ends.binary_search(&state.end.as_ref()?).ok()?;
        Some(format!("{at},{end}"))
    });
    let ended = list(ended);
    let objects = graph.objects.iter().zip(&objects);
    let objects = objects.map(|((kind, _), name)| list([quote(kind), quote(name)]));
    format!(
        "{{\"name\":{},\"found\":[{},{},{}],\n\"threads\":{},\n\"objects\":{},\n\"files\":{},\n\
         \"views\":{},\n\"states\":{states},\n\"inside\":{inside},\n\"boxes\":{boxes},\n\
         \"steps\":{},\n\"loom\":{loom},\n\"ends\":{},\n\"ended\":{ended}}}\n",
        quote(name),
        graph.states.len(),
        graph.executions,
        graph.complete,
        list(threads.iter().map(|name| quote(name))),
        list(objects),
        files.text(&mut sources),
        list(views),
        list(drawn.iter().map(steps)),
        list(ends.into_iter().map(end)),
    )
}

/// Of each state its box, and all of these.
fn boxes(drawn: &[Drawn]) -> (String, String) {
    let mut all: Vec<&Vec<(usize, Inside)>> = drawn.iter().map(|state| &state.inside).collect();
    all.sort();
    all.dedup();
    let which = drawn
        .iter()
        .map(|state| all.binary_search(&&state.inside).unwrap_or(0).to_string());
    let one = |(object, inside): &(usize, Inside)| {
        let inside = match inside {
            Inside::Values(from) => list(from.iter().map(usize::to_string)),
            Inside::Number(value) => value.to_string(),
        };
        list([object.to_string(), inside])
    };
    let boxes = all.iter().map(|all| list(all.iter().map(one)));
    (list(which), list(boxes))
}

/// The numbers of these choices among those of the states that they lead through.
fn ways(drawn: &[Drawn], steps: &[Choice]) -> String {
    let mut at = 0;
    let mut ways = Vec::new();
    for step in steps {
        let mut there = drawn[at].steps.iter();
        let Some(way) = there.position(|(choice, _)| choice == step) else {
            return "null".to_owned(); // it leads where the search has not been
        };
        ways.push(way.to_string());
        at = drawn[at].steps[way].1;
    }
    list(ways)
}

fn steps(state: &Drawn) -> String {
    let steps = state.steps.iter().map(|(choice, to)| {
        let (who, whom) = match *choice {
            Choice::Run(thread) => (thread, 0),
            Choice::Wake { by, whom } => (by, whom + 1),
            Choice::Spurious(thread) => (100 + thread, 0),
            Choice::Late => (200, 0),
        };
        format!("{who},{whom},{to}")
    });
    list(steps)
}

fn end(end: &End) -> String {
    let (kind, text) = match end {
        End::Well => ("well", ""),
        End::Stuck(None) => ("stuck", ""),
        End::Stuck(Some(text)) => ("stuck", &text[..]),
        End::LeftBehind => ("left", ""),
        End::Panic(text) => ("panic", &text[..]),
        End::Leak => ("leak", ""),
        End::Endless => ("no end", ""),
    };
    // The place of a panic says no more than its message.
    let text = text.split(", at chapters/").next().unwrap_or("");
    list([quote(kind), quote(text)])
}
