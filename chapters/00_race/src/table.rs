//! A plain table: the first column to the left, all others to the right.

/// Rows of cells under one header, in groups divided by a line.
pub struct Table {
    groups: Vec<Vec<Vec<String>>>,
}

impl Table {
    /// A table with this header.
    pub fn new(header: &[&str]) -> Table {
        let header = header.iter().map(|cell| cell.to_string()).collect();
        Table {
            groups: vec![vec![header]],
        }
    }

    /// Adds rows under a line of their own. No rows, no line.
    pub fn group(&mut self, rows: Vec<Vec<String>>) {
        if !rows.is_empty() {
            self.groups.push(rows);
        }
    }

    /// The text, each line ended.
    pub fn render(&self) -> String {
        let rows = || self.groups.iter().flatten();
        let columns = self.groups[0][0].len();
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                let cells = rows().filter_map(|row| row.get(column));
                cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
            })
            .collect();
        let total = widths.iter().sum::<usize>() + GAP * (columns - 1);
        let line = format!("{}\n", "-".repeat(total));

        let groups: Vec<String> = self
            .groups
            .iter()
            .map(|rows| rows.iter().map(|row| render_row(row, &widths)).collect())
            .collect();
        groups.join(&line)
    }
}

/// Spaces between two columns.
const GAP: usize = 2;

fn render_row(row: &[String], widths: &[usize]) -> String {
    let mut text = String::new();
    for (i, (cell, &width)) in row.iter().zip(widths).enumerate() {
        text += &match i {
            0 => format!("{cell:<width$}"),
            _ => format!("{:GAP$}{cell:>width$}", ""),
        };
    }
    format!("{}\n", text.trim_end())
}

/// `1234567` as `1,234,567`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| cell.to_string()).collect()
    }

    #[test]
    fn columns_are_aligned_and_groups_divided() {
        let mut table = Table::new(&["stage", "wall"]);
        table.group(vec![row(&["shutdown", "0.3 s"]), row(&["x", "-"])]);
        table.group(vec![]);
        table.group(vec![row(&["python", "10.0 s"])]);
        let expected = "\
stage       wall
----------------
shutdown   0.3 s
x              -
----------------
python    10.0 s
";
        assert_eq!(table.render(), expected);
    }

    #[test]
    fn long_numbers_are_cut_into_thousands() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000), "1,000");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
