//! Figures as text, as CSV and as a picture.

use std::fmt::Write;

/// Measures one figure, once.
pub type Cell = Box<dyn Fn() -> f64>;

/// Rows of figures. `None`: there is none to measure.
pub struct Table {
    title: String,
    columns: Vec<String>,
    rows: Vec<(String, Vec<Option<f64>>)>,
}

/// The medians of five rounds, each through all cells.
pub fn measured(
    title: &str,
    columns: Vec<String>,
    rows: Vec<(String, Vec<Option<Cell>>)>,
) -> Table {
    let mut rounds = Vec::new();
    for _ in 0..5 {
        let cells = rows.iter().flat_map(|(_, cells)| cells);
        rounds.push(
            cells
                .map(|cell| cell.as_ref().map(|cell| cell()))
                .collect::<Vec<_>>(),
        );
    }
    let mut at = 0;
    let rows = rows.into_iter().map(|(name, cells)| {
        let medians = cells.into_iter().map(|cell| {
            let mut figures = rounds
                .iter()
                .filter_map(|round| round[at])
                .collect::<Vec<_>>();
            at += 1;
            figures.sort_by(f64::total_cmp);
            cell.map(|_| figures[figures.len() / 2])
        });
        (name, medians.collect())
    });
    let rows = rows.collect();
    Table::printed(title, columns, rows)
}

impl Table {
    /// A table, which is printed at once.
    pub fn printed(
        title: &str,
        columns: Vec<String>,
        rows: Vec<(String, Vec<Option<f64>>)>,
    ) -> Table {
        let table = Table {
            title: title.to_owned(),
            columns,
            rows,
        };
        print!("{}", table.text());
        table
    }

    fn text(&self) -> String {
        let mut text = format!("\n{}\n{:22}", self.title, "");
        for column in &self.columns {
            write!(text, "{column:>13}").unwrap();
        }
        for (name, figures) in &self.rows {
            write!(text, "\n{name:22}").unwrap();
            for figure in figures {
                write!(text, "{:>13}", shown(*figure)).unwrap();
            }
        }
        text + "\n"
    }

    /// A line for each figure: table, row, column, figure.
    pub fn csv(&self) -> String {
        let mut lines = String::new();
        for (name, figures) in &self.rows {
            for (column, figure) in self.columns.iter().zip(figures) {
                let Some(figure) = figure else { continue };
                writeln!(lines, "\"{}\",\"{name}\",\"{column}\",{figure}", self.title).unwrap();
            }
        }
        lines
    }
}

fn shown(figure: Option<f64>) -> String {
    match figure {
        None => "-".to_owned(),
        Some(figure) if figure < 10.0 => format!("{figure:.3}"),
        Some(figure) => format!("{figure:.0}"),
    }
}

/// The first column of each table as bars.
pub fn svg(tables: &[Table]) -> String {
    let (mut y, mut body) = (0, String::new());
    for table in tables {
        y += 30;
        let column = table.columns.first().map_or("", |name| name);
        let title = format!("{}: {column}", table.title);
        writeln!(
            body,
            "<text x='10' y='{y}' font-weight='bold'>{title}</text>"
        )
        .unwrap();
        let first = |row: &(String, Vec<Option<f64>>)| row.1.first().copied().flatten();
        // A thread for every task would leave the others no room.
        let rows = table.rows.iter().filter(|row| !row.0.contains("spawn"));
        let most = rows.clone().filter_map(first).fold(1e-9, f64::max);
        for row in rows {
            y += 20;
            let figure = first(row);
            let wide = figure.unwrap_or(0.0) / most * 400.0;
            let (name, shown, top) = (&row.0, shown(figure), y - 12);
            writeln!(
                body,
                "<text x='10' y='{y}'>{name}</text>\
                 <rect x='190' y='{top}' width='{wide:.1}' height='14' fill='#4a78b0'/>\
                 <text x='{:.1}' y='{y}'>{shown}</text>",
                wide + 196.0
            )
            .unwrap();
        }
    }
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='680' height='{}' \
         font-family='sans-serif' font-size='13'>\n{body}</svg>\n",
        y + 20
    )
}
