//! Arguments, by hand. A mistake is one clear line.

use std::error::Error;
use std::ffi::OsString;
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// Arguments that make no sense, in one line. The exit status is 2 then.
#[derive(Debug, PartialEq, Eq)]
pub struct Usage(pub String);

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Usage {}

/// The arguments as text.
///
/// # Errors
///
/// If one of them is none.
pub fn text(args: impl IntoIterator<Item = OsString>) -> Result<Vec<String>, Usage> {
    let text = |arg: OsString| arg.into_string();
    let args = args.into_iter().map(text).collect::<Result<_, _>>();
    args.map_err(|arg| Usage(format!("{arg:?} is not UTF-8")))
}

/// Does the user ask for help, wherever?
pub fn ask_for_help(args: &[String]) -> bool {
    args.iter().any(|arg| arg == "--help" || arg == "-h")
}

/// The value that follows `option`.
///
/// # Errors
///
/// If none does.
pub fn value(option: &str, next: Option<String>) -> Result<String, Usage> {
    next.ok_or_else(|| Usage(format!("{option} needs a value")))
}

/// The value that follows `option`, as a number in a range. NaN is in no range, and an infinity
/// in none of ours.
///
/// # Errors
///
/// If it is none. `what` says what it should be: `a number`.
pub fn number<T>(
    option: &str,
    what: &str,
    next: Option<String>,
    range: RangeInclusive<T>,
) -> Result<T, Usage>
where
    T: FromStr + PartialOrd + fmt::Display,
{
    let value = value(option, next)?;
    let number = value.trim().parse().ok();
    let (low, high) = (range.start(), range.end());
    let wrong = || format!("{option} takes {what} from {low} to {high}, not {value:?}");
    let number = number.filter(|number| range.contains(number));
    number.ok_or_else(|| Usage(wrong()))
}

/// What `command` does not know.
pub fn unknown(command: &str, arg: &str) -> Usage {
    Usage(format!(
        "{command} does not know {arg:?} (see {command} --help)"
    ))
}

/// For a command that takes nothing.
///
/// # Errors
///
/// If it is given something.
pub fn none(command: &str, args: &[String]) -> Result<(), Usage> {
    match args.first() {
        Some(arg) => Err(unknown(command, arg)),
        None => Ok(()),
    }
}

/// The name and the flags of a command that has no more than these.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    /// The first argument that is no flag.
    pub name: Option<String>,
    flags: Vec<String>,
}

impl Named {
    /// Reads the arguments of `command`, which has these flags.
    ///
    /// # Errors
    ///
    /// If there is another one, or a second name.
    pub fn read(command: &str, args: &[String], flags: &[&str]) -> Result<Named, Usage> {
        let mut named = Named {
            name: None,
            flags: Vec::new(),
        };
        for arg in args {
            if flags.contains(&arg.as_str()) {
                named.flags.push(arg.clone());
            } else if is_name(arg) && named.name.is_none() {
                named.name = Some(arg.clone());
            } else {
                return Err(unknown(command, arg));
            }
        }
        Ok(named)
    }

    /// The name.
    ///
    /// # Errors
    ///
    /// If there is none, and `command` cannot do without.
    pub fn needed(&self, command: &str) -> Result<String, Usage> {
        let form = || {
            Usage(format!(
                "{command} needs the name of an exercise: cargo run -- {command} NAME"
            ))
        };
        self.name.clone().ok_or_else(form)
    }

    /// Was it there?
    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|there| there == flag)
    }
}

/// Neither an option nor nothing.
pub fn is_name(arg: &str) -> bool {
    !arg.is_empty() && !arg.starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(line: &str, flags: &[&str]) -> Result<Named, Usage> {
        let args: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        Named::read("check", &args, flags)
    }

    #[test]
    fn a_name_and_flags_in_any_order() {
        for line in ["a --yes", "--yes a"] {
            let named = named(line, &["--yes", "--spoil"]).unwrap();
            assert_eq!(named.name.as_deref(), Some("a"));
            assert!(named.has("--yes") && !named.has("--spoil"));
        }
        let none = named("", &[]).unwrap();
        assert_eq!(none.name, None);
        assert!(none.needed("check").is_err());
    }

    #[test]
    fn nothing_else_is_taken() {
        for line in ["a b", "--yes", "a --yes"] {
            let Usage(why) = named(line, &[]).unwrap_err();
            assert!(why.starts_with("check does not know "), "{why}");
        }
        let empty = [String::new()];
        assert!(Named::read("check", &empty, &[]).is_err());
    }

    #[test]
    fn a_number_is_in_its_range() {
        let read = |text: &str| number("--n", "a number", Some(text.to_owned()), 1..=4);
        assert_eq!(read(" 4 "), Ok(4));
        for text in ["", "0", "5", "x", "-1"] {
            assert!(read(text).is_err(), "{text}");
        }
        let read = |text: &str| number("--n", "a number", Some(text.to_owned()), 0.5..=1.0);
        assert!(read("nan").is_err() && read("inf").is_err());
        assert!(number("--n", "a number", None, 1..=4).is_err());
    }
}
