//! What the way to another process and back costs, without a pool: by two pipes, and by a
//! connection on this machine. 32 bytes each way, the best of five.
//!
//! `cargo run --release -p chapter11 --example ways`

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

const ROUNDS: u32 = 10_000;

fn main() -> io::Result<()> {
    let arguments = env::args().skip(1).collect::<Vec<_>>();
    match arguments.first() {
        None => measure(),
        Some(way) if way == "pipes" => echo(&mut io::stdin().lock(), &mut io::stdout().lock()),
        Some(port) => {
            let port = port.parse().expect("a port");
            let line = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
            line.set_nodelay(true)?;
            if arguments.len() > 1 {
                let watched = line.try_clone()?;
                thread::spawn(move || watch(&watched));
            }
            echo(&mut &line, &mut &line)
        }
    }
}

/// As a worker's watcher does it.
fn watch(line: &TcpStream) {
    while let Ok(1..) = line.peek(&mut [0]) {
        thread::sleep(Duration::from_millis(100));
    }
}

/// Sends back what comes, until nothing does.
fn echo(from: &mut impl Read, to: &mut impl Write) -> io::Result<()> {
    let mut bytes = [0; 32];
    while from.read_exact(&mut bytes).is_ok() {
        to.write_all(&bytes)?;
        to.flush()?;
    }
    Ok(())
}

fn measure() -> io::Result<()> {
    let mut me = Command::new(env::current_exe()?);
    me.arg("pipes").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = me.spawn()?;
    let to = child.stdin.take().expect("it is piped");
    let from = child.stdout.take().expect("it is piped");
    round_trip("two pipes", from, to)?;
    child.wait()?;

    for (what, watched) in [
        ("a connection", &[][..]),
        ("a connection, and a watcher on it", &["watched"]),
    ] {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port().to_string();
        let mut me = Command::new(env::current_exe()?);
        let mut child = me.arg(port).args(watched).spawn()?;
        let (line, _) = listener.accept()?;
        line.set_nodelay(true)?;
        round_trip(what, line.try_clone()?, line)?;
        child.wait()?;
    }
    Ok(())
}

/// Sends bytes there and back, and says what one round took.
fn round_trip(what: &str, mut from: impl Read, mut to: impl Write) -> io::Result<()> {
    let mut best = Duration::MAX;
    let mut bytes = [0; 32];
    for _ in 0..5 {
        let start = Instant::now();
        for _ in 0..ROUNDS {
            to.write_all(&bytes)?;
            from.read_exact(&mut bytes)?;
        }
        best = best.min(start.elapsed() / ROUNDS);
    }
    println!("{what:34} {:5.1} us", best.as_secs_f64() * 1e6);
    Ok(())
}
