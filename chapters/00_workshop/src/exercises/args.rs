//! The commands of the exercises.

use crate::help;

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

/// Reads a command and its arguments. `None`: it is none of ours. `Some(Err(..))` may also be
/// the help that was asked for.
pub fn parse(args: &[String]) -> Option<Result<Command, Refused>> {
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

/// Why there is no command.
#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    Help(&'static str),
    Wrong(String),
}

fn parse_ours(command: &str, args: &[String]) -> Result<Command, Refused> {
    let (mut name, mut yes, mut spoil) = (None, false, false);
    for arg in args {
        match (command, arg.as_str()) {
            (_, "--help" | "-h") => return Err(Refused::Help(help::EXERCISES_HELP)),
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
        name.ok_or(Refused::Wrong(form))
    };
    Ok(match command {
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
    })
}

fn unknown(command: &str, arg: &str) -> Refused {
    Refused::Wrong(format!(
        "{command} does not know {arg:?} (see {command} --help)"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_line(line: &str) -> Option<Result<Command, Refused>> {
        let args: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        parse(&args)
    }

    #[test]
    fn a_name_may_be_left_out_where_one_was_started() {
        assert_eq!(parse_line("check"), Some(Ok(Command::Check(None))));
        let named = Command::Check(Some("queue_4".to_owned()));
        assert_eq!(parse_line("check queue_4"), Some(Ok(named)));
        assert!(matches!(parse_line("reset"), Some(Err(Refused::Wrong(_)))));
        assert!(matches!(parse_line("start"), Some(Err(Refused::Wrong(_)))));
    }

    #[test]
    fn each_option_belongs_to_one_command() {
        assert!(matches!(
            parse_line("check queue_4 --yes"),
            Some(Err(Refused::Wrong(_)))
        ));
        assert!(matches!(
            parse_line("next queue_4"),
            Some(Err(Refused::Wrong(_)))
        ));
        let spoiled = Command::Solution {
            name: None,
            spoil: true,
        };
        assert_eq!(parse_line("solution --spoil"), Some(Ok(spoiled)));
        assert_eq!(parse_line("race"), None);
    }
}
