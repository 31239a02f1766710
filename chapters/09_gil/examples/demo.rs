//! The article's four calls, as calls into C on four workers. First each holds the GIL while
//! it waits, then each releases it.
//!
//! `cargo run --release -p chapter9 --example demo9`

#[cfg(not(unix))]
fn main() {
    println!("These C functions are those of a Unix.");
}

#[cfg(unix)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    use chapter9::functions::{sleep_holding, sleep_releasing};

    let holding = calls("holding", sleep_holding)?;
    let releasing = calls("releasing", sleep_releasing)?;
    println!(
        "holding / releasing: {:.2}",
        holding.as_secs_f64() / releasing.as_secs_f64()
    );
    Ok(())
}

/// Runs the four calls and draws when each of them was in C: a letter for 25 ms.
#[cfg(unix)]
fn calls(
    name: &str,
    call: fn(&mut chapter9::Python<'_>, std::time::Duration) -> std::io::Result<()>,
) -> Result<std::time::Duration, Box<dyn std::error::Error>> {
    use chapter9::Gil;
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    println!("\n{name} the GIL");
    let gil = Arc::new(Gil::default());
    let start = Instant::now();
    let pool = chapter8::Pool::new(4, 4)?;
    let mut futures = Vec::new();
    for time in [300, 200, 200, 300].map(Duration::from_millis) {
        let gil = Arc::clone(&gil);
        futures.push(pool.submit(move || {
            gil.with(|py| {
                let began = start.elapsed();
                call(py, time).map(|()| (began, start.elapsed()))
            })
        })?);
    }
    for (n, future) in futures.into_iter().enumerate() {
        let (began, ended) = future.result()??;
        let letters = |time: Duration| (time.as_secs_f64() / 0.025).round() as usize;
        let (before, during) = (letters(began), letters(ended - began));
        println!("  call {}  {:before$}{}", n + 1, "", "=".repeat(during));
    }
    let wall = start.elapsed();
    println!("  all four: {:.2} s", wall.as_secs_f64());
    Ok(wall)
}
