//! The commands of the exercises.

use crate::args;
use crate::help::EXERCISES_HELP;

/// What to do with the exercises. A name may be a number of the board; where there is none,
/// it is the exercise that was started last.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    Board,
    Start(String),
    Next,
    Check(Option<String>),
    Hint(Option<String>),
    Watch(Option<String>),
    Solution { name: Option<String>, spoil: bool },
    Reset { name: String, yes: bool },
}

/// Reads a command and its arguments. `None`: it is none of ours.
pub fn parse(args: &[String]) -> Option<Result<args::Command, String>> {
    let (command, args) = args.split_first()?;
    let ours = [
        "exercises",
        "start",
        "next",
        "check",
        "hint",
        "watch",
        "solution",
        "reset",
    ];
    ours.contains(&command.as_str())
        .then(|| parse_ours(command, args))
}

fn parse_ours(command: &str, args: &[String]) -> Result<args::Command, String> {
    let (mut name, mut yes, mut spoil) = (None, false, false);
    for arg in args {
        match (command, arg.as_str()) {
            (_, "--help" | "-h") => {
                return Ok(args::Command::Help(EXERCISES_HELP));
            }
            ("reset", "--yes") => yes = true,
            ("solution", "--spoil") => spoil = true,
            ("exercises" | "next", _) => return Err(unknown(command, arg)),
            (_, arg) if name.is_none() && !arg.is_empty() && !arg.starts_with('-') => {
                name = Some(arg.to_owned());
            }
            _ => return Err(unknown(command, arg)),
        }
    }
    let needed = |name: Option<String>| {
        let form = format!("{command} needs the name of an exercise: cargo run -- {command} NAME");
        name.ok_or(form)
    };
    let command = match command {
        "exercises" => Command::Board,
        "next" => Command::Next,
        "start" => Command::Start(needed(name)?),
        "check" => Command::Check(name),
        "hint" => Command::Hint(name),
        "watch" => Command::Watch(name),
        "solution" => Command::Solution { name, spoil },
        _ => {
            let name = needed(name)?;
            Command::Reset { name, yes }
        }
    };
    Ok(args::Command::Exercises(command))
}

fn unknown(command: &str, arg: &str) -> String {
    format!("{command} does not know {arg:?} (see {command} --help)")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_line(line: &str) -> Option<Result<Command, String>> {
        let args: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        let parsed = parse(&args)?.map(|command| match command {
            args::Command::Exercises(command) => command,
            other => panic!("{other:?}"),
        });
        Some(parsed)
    }

    #[test]
    fn a_name_may_be_left_out_where_one_was_started() {
        assert_eq!(parse_line("check"), Some(Ok(Command::Check(None))));
        let named = Command::Check(Some("queue_4".to_owned()));
        assert_eq!(parse_line("check queue_4"), Some(Ok(named)));
        assert!(matches!(parse_line("reset"), Some(Err(_))));
        assert!(matches!(parse_line("start"), Some(Err(_))));
    }

    #[test]
    fn each_option_belongs_to_one_command() {
        assert!(matches!(parse_line("check queue_4 --yes"), Some(Err(_))));
        assert!(matches!(parse_line("next queue_4"), Some(Err(_))));
        let spoiled = Command::Solution {
            name: None,
            spoil: true,
        };
        assert_eq!(parse_line("solution --spoil"), Some(Ok(spoiled)));
        assert_eq!(parse_line("race"), None);
    }
}
