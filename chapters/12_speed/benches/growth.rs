//! What a task costs as there are more of something: tasks, workers, places in the queue.

use std::time::Duration;

use super::measure;
use super::report::{self, Cell, Table};
use super::scaled;
use super::stages::{Make, stages};

/// The stages that have to stay flat.
const FLAT: [&str; 5] = [
    "chapter4",
    "chapter7-submit",
    "chapter8-submit",
    "chapter10-submit",
    "chapter12",
];

fn flat() -> impl Iterator<Item = (&'static str, Make)> {
    let all = stages().into_iter();
    all.filter(|(name, _)| FLAT.contains(name))
}

/// Three tables.
pub fn tables(scale: f64) -> [Table; 3] {
    [tasks(scale), workers(scale), places(scale)]
}

fn tasks(scale: f64) -> Table {
    let counts = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];
    let rows = flat().map(|(name, make)| {
        let cells = counts.map(|count| {
            let count = scaled(count, scale);
            cell(move || measure::tasks(make, 2, 1, count, Duration::ZERO))
        });
        (name.to_owned(), cells.into())
    });
    let columns = counts.map(|count| scaled(count, scale).to_string());
    report::measured(
        "ns for each of so many tasks",
        columns.into(),
        rows.collect(),
    )
}

fn workers(scale: f64) -> Table {
    let counts = [1, 2, 4, 16, 64, 256];
    let rows = flat().map(|(name, make)| {
        let cells = counts.map(|count| {
            let tasks = scaled(200_000, scale);
            cell(move || measure::tasks(make, count, 1, tasks, Duration::ZERO))
        });
        (name.to_owned(), cells.into())
    });
    let columns = counts.map(|count| count.to_string());
    report::measured(
        "ns for each task, with so many workers",
        columns.into(),
        rows.collect(),
    )
}

fn places(scale: f64) -> Table {
    let counts = [1, 16, 256, 1_024, 65_536];
    let pools: [(&str, Make); 2] = [
        ("chapter4", |capacity| {
            let pool = chapter4::Pool::new(2, capacity).expect("threads");
            Box::new(move |job| pool.execute(job).expect("it is open"))
        }),
        ("chapter12", |capacity| {
            let pool = chapter12::Pool::new(2, capacity).expect("threads");
            Box::new(move |job| pool.execute(job).expect("it is open"))
        }),
    ];
    let rows = pools.map(|(name, make)| {
        let cells = counts.map(|capacity| {
            let tasks = scaled(if capacity < 16 { 20_000 } else { 200_000 }, scale);
            // Here `make` takes the places in the place of the workers.
            cell(move || measure::tasks(make, capacity, 1, tasks, Duration::ZERO))
        });
        (name.to_owned(), cells.into())
    });
    let columns = counts.map(|count| count.to_string());
    report::measured(
        "ns for each task, with so many places",
        columns.into(),
        rows.into(),
    )
}

fn cell(measure: impl Fn() -> f64 + 'static) -> Option<Cell> {
    Some(Box::new(measure))
}
