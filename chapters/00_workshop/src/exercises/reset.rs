//! `reset NAME`: the exercise as it was. What the reader wrote is kept beside it, whatever it
//! is: here it is bytes.

use std::fs::{self, OpenOptions};
use std::io::{self, BufRead, ErrorKind, Write};
use std::path::{Path, PathBuf};

use toolbox::args::Named;
use toolbox::program::{Done, print};
use toolbox::starter;

use super::desk::Desk;

/// Asks first, unless `--yes`.
pub fn run(args: &[String]) -> Done {
    let named = Named::read("reset", args, &["--yes"])?;
    let name = named.needed("reset")?;
    let desk = Desk::open()?;
    let card = desk.find(Some(&name))?;
    let path = desk.root.join(&card.file);
    let shown = card.file.display();
    let pristine = starter::pristine(&desk.root, card)?;
    let old = match fs::read(&path) {
        Ok(old) => old,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        // What cannot be read cannot be kept.
        Err(error) => return Err(format!("{shown}: {error}. Nothing has changed.").into()),
    };
    if without_carriage_returns(&old) == pristine.as_bytes() {
        return print(&format!("{shown} is as it was.\n"));
    }
    if !old.is_empty() {
        if !named.has("--yes") && !agreed(&shown.to_string())? {
            return print("Nothing has changed.\n");
        }
        let kept = keep(&path, &old)
            .map_err(|error| format!("your text cannot be kept: {error}. Nothing has changed."))?;
        let kept = kept.strip_prefix(&desk.root)?.display();
        print(&format!("Your text is in {kept}.\n"))?;
    }
    fs::write(&path, pristine).map_err(|error| format!("{shown}: {error}"))?;
    print(&format!("{shown} is as it was.\n"))
}

/// Git may have written the file for Windows. That is no change of the reader's.
fn without_carriage_returns(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    for (at, &byte) in bytes.iter().enumerate() {
        if !(byte == b'\r' && bytes.get(at + 1) == Some(&b'\n')) {
            plain.push(byte);
        }
    }
    plain
}

fn agreed(file: &str) -> Result<bool, Box<dyn std::error::Error>> {
    print(&format!(
        "Put {file} back to its beginning? Your text is kept beside it. [y/N] "
    ))?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// Writes the text to `queue.rs.1`, or the next number that is free. Not `.rs`: then nothing
/// takes it for code. A file that is there is never written to.
fn keep(path: &Path, text: &[u8]) -> io::Result<PathBuf> {
    for number in 1.. {
        let mut kept = path.as_os_str().to_owned();
        kept.push(format!(".{number}"));
        match OpenOptions::new().write(true).create_new(true).open(&kept) {
            Ok(mut file) => {
                // On the disk, before the other is written over.
                let written = file.write_all(text).and_then(|()| file.sync_all());
                if written.is_err() {
                    let _ = fs::remove_file(&kept); // half of a text is of no use
                }
                return written.map(|()| kept.into());
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    unreachable!("there are more numbers than files")
}

#[cfg(test)]
mod tests {
    use super::without_carriage_returns;

    #[test]
    fn only_the_ends_of_lines_are_alike() {
        assert_eq!(without_carriage_returns(b"a\r\n\xff\r\n"), b"a\n\xff\n");
        assert_eq!(without_carriage_returns(b"a\rb\n\r"), b"a\rb\n\r");
    }
}
