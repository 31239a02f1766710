//! `check NAME`: has the file judged (`rounds.rs`), and tells what came of it (`verdict.rs`).

use std::error::Error;

use toolbox::args::Named;
use toolbox::card::{Card, Kind};
use toolbox::fence::beyond;
use toolbox::limited::End;
use toolbox::program::{Done, print};
use toolbox::starter;
use toolbox::std_names::std_names;
use toolbox::tokens::tokens;
use toolbox::workspace::read;

use super::desk::Desk;
use super::judge::Judge;
use super::promise::promise;
use super::rounds::{Heard, Stop, judged, models, rounds};
use super::run::Told;
use super::terminal::{bold, green, red, wrapped};
use super::verdict::{Fault, counted, fault_of};
use crate::explain::{Model, Table, columns, explain};
use crate::explore;

pub fn run(args: &[String]) -> Done {
    let named = Named::read("check", args, &[])?;
    let mut desk = Desk::open()?;
    let name = desk.find(named.name.as_deref())?.name.clone();
    check(&mut desk, &name, &|| false)
}

/// # Errors
///
/// One sentence, if it is not solved, or if it was to `stop`.
pub fn check(desk: &mut Desk, name: &str, stop: Stop<'_>) -> Done {
    let card = desk.find(Some(name))?;
    desk.begin(card)?;
    match judge(desk, card, stop)? {
        Ok(by) => {
            // What fails later takes nothing away: it was solved.
            desk.progress.solve(name, &by)?;
            let more = slower(desk, desk.find(Some(name))?)?;
            print(&format!(
                "\n{} {name} is solved, by {by}.\n{more}\
                 `cargo run -- solution {name}` shows how we did it, `next` what comes next.\n",
                green("Well done:")
            ))
        }
        Err(Fault { what, said }) => {
            print(&said)?;
            Err(format!("{} {what}", red("not yet:")).into())
        }
    }
}

/// A right solution may wake more threads than it has to. It is solved, and told so.
fn slower(desk: &Desk, card: &Card) -> Result<&'static str, String> {
    if !matches!(card.kind, Kind::Build | Kind::Find) {
        return Ok("");
    }
    let notifies = |text: &str| {
        let all = tokens(text).into_iter();
        all.filter(|token| token.text == "notify_all").count()
    };
    let ours = read(&desk.root, &card.solution)?;
    Ok(match notifies(&desk.text(card)?) > notifies(&ours) {
        true => "It is right. Ours wakes fewer threads: one, where one is enough.\n",
        false => "",
    })
}

type Verdict<T> = Result<Result<T, Fault>, Box<dyn Error>>;

/// By what it is solved (`9 steps, 14 models`), or why not.
fn judge(desk: &Desk, card: &Card, stop: Stop<'_>) -> Verdict<String> {
    if let Some(what) = beyond_the_exercise(desk, card)? {
        return Ok(Err(Fault::plain(what)));
    }
    let mut by = Vec::new();
    // Only what is needed now: a first step is not to wait for all the models.
    for round in rounds(card, &desk.cards) {
        match judged(desk, card, &round, stop)? {
            Heard::Passed(more) => by.extend(more),
            Heard::DoesNotCompile => {
                // Over std it did, if it has come so far.
                let what = match round.over_loom() && !by.is_empty() {
                    true => {
                        "it compiles, but not with the models: their `sync`, `thread` and `time` \
                         have not all that std's have. Begin with the first error above."
                    }
                    false => "it does not compile; begin with the first error above.",
                };
                return Ok(Err(Fault::plain(what)));
            }
            Heard::Failed(judge, told) => {
                return Ok(Err(fault(desk, card, judge, &told, stop)?));
            }
        }
    }
    Ok(Ok(counted(&by)))
}

/// What failed, with the schedule if it has one.
fn fault(
    desk: &Desk,
    card: &Card,
    judge: Judge,
    told: &Told,
    stop: Stop<'_>,
) -> Result<Fault, Box<dyn Error>> {
    let Told { test, ran } = told;
    let schedule = |judge: Judge, test: &str| {
        let table = explain(&Model {
            package: &card.package(),
            features: &[&card.feature()],
            target: judge.target(card),
            test: Some(test),
        });
        table.ok()
    };
    let table = match judge.has_schedule(ran) {
        true => schedule(judge, test),
        false => None,
    };
    let mut fault = fault_of(card, judge, test, ran, table.as_ref());
    let mut said = String::new();
    if let Some(promise) = promise(&desk.root.join(&card.folder).join(judge.folder()), test) {
        said += &format!("\n{} {}", bold("What it asks:"), wrapped(&promise));
    }
    if let Some(table) = &table {
        said += &format!("\n{}\n{}", bold("How it fails:"), table.text(columns()));
        if judge.target(card) == "loom" && explore::has(&card.package()) {
            let (package, feature) = (card.package(), card.feature());
            let command = format!("cargo run -- explore {package} {test} --features {feature}");
            said += &format!("\n{}\n  {command}\n", bold("Be the scheduler yourself:"));
        }
    } else if !fault.said.is_empty() {
        said += &format!("\n{}\n{}", bold("What it said:"), fault.said);
    }
    // A step that hangs says where, but not how it came to that. A model does.
    let after_models = card.kind == Kind::Find;
    if judge == Judge::Step && matches!(ran.end, End::Slept(_)) && !after_models {
        let heard = judged(desk, card, &models(), stop)?;
        if let Heard::Failed(judge, Told { test, ran }) = heard {
            let table = judge.has_schedule(&ran).then(|| schedule(judge, &test));
            if let Some(table) = table.flatten().filter(Table::hangs) {
                let title = bold(&format!("How that can be, by the model {test}:"));
                said += &format!("\n{title}\n{}", table.text(columns()));
            }
        }
    }
    fault.said = said;
    Ok(fault)
}

/// Does it use what loom cannot see, or what tells where it runs?
fn beyond_the_exercise(desk: &Desk, card: &Card) -> Result<Option<String>, String> {
    let text = desk.text(card)?;
    // Where ours has it too, it is meant.
    let ours = starter::pristine(&desk.root, card)?;
    let meant = beyond(&ours, card.kind);
    let mut found = beyond(&text, card.kind).into_iter();
    let found = found.find(|one| meant.iter().all(|ours| ours.what != one.what));
    if let Some(one) = found {
        return Ok(Some(format!(
            "line {} has `{}`, {}.",
            one.line, one.what, one.why
        )));
    }
    let (meant, past) = (std_names(&ours), std_names(&text));
    let past = past
        .into_iter()
        .find(|name| meant.iter().all(|ours| ours.module != name.module));
    Ok(past.map(|name| {
        let (line, theirs, ours) = (name.line, name.path(), name.ours());
        format!("line {line} names `{theirs}`, which loom cannot see; say `{ours}`.")
    }))
}
