//! Draws a timeline: a row for each worker, a bar for each task, time along the bottom.
//!
//! The book shows the picture on light and on dark pages, and a picture that is embedded
//! cannot see which. So it brings a page of its own: white, with rounded corners. On a
//! phone 360 pixels wide its letters are still of 11 pixels.

use std::fmt::Write;
use std::time::Duration;

use crate::report::short;

/// One run, ready to be drawn.
pub struct Timeline {
    pub title: String,
    pub stage: &'static str,
    /// What each row is called.
    pub rows: Vec<String>,
    pub bars: Vec<Bar>,
    /// When the last task had ended.
    pub wall: Duration,
}

/// One task. Times count from before the pool was built.
pub struct Bar {
    pub row: usize,
    /// From 0 on, in the order of submission.
    pub task: usize,
    pub wait: Duration,
    pub start: Duration,
    pub end: Duration,
}

const WIDTH: f64 = 560.0;
/// Where time 0 is, and where the end is.
const LEFT: f64 = 112.0;
const RIGHT: f64 = WIDTH - 28.0;
/// Where the first row begins.
const TOP: f64 = 58.0;
const ROW: f64 = 42.0;
const BAR: f64 = 32.0;
/// Room for the axis.
const BOTTOM: f64 = 62.0;
/// A letter's width, more or less: fonts differ. Only to judge if a label fits its bar.
const LETTER: f64 = 8.8;

/// Six of the colours of Okabe and Ito, which the colour-blind can tell apart too. All
/// are light enough for black letters.
const COLOURS: [&str; 6] = [
    "#56b4e9", "#e69f00", "#2fb990", "#cc79a7", "#f0e442", "#e8743b",
];

/// The picture as SVG.
pub fn draw(timeline: &Timeline) -> String {
    let wall = timeline.wall.as_secs_f64();
    let x = |time: Duration| LEFT + (RIGHT - LEFT) * time.as_secs_f64() / wall;
    let bottom = TOP + ROW * timeline.rows.len() as f64;
    let height = bottom + BOTTOM;
    let title = escape(&timeline.title);

    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" font-family="system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif" font-size="18" fill="#1b1f24">
<title>{title}</title>
<rect width="{WIDTH}" height="{height}" rx="10" fill="#ffffff"/>
"##
    );
    // Writing to a `String` cannot fail.
    let mut line = |text: String| writeln!(svg, "{text}").unwrap();

    for (i, name) in timeline.rows.iter().enumerate() {
        let middle = TOP + ROW * (i as f64 + 0.5);
        let (top, name) = (middle - BAR / 2.0, escape(name));
        line(format!(
            r##"<rect x="{LEFT}" y="{top:.1}" width="{:.1}" height="{BAR}" rx="4" fill="#f1f3f5"/>"##,
            RIGHT - LEFT
        ));
        line(format!(
            r##"<text x="{:.1}" y="{:.1}" text-anchor="end">{name}</text>"##,
            LEFT - 12.0,
            middle + 6.0
        ));
    }

    for (seconds, label) in ticks(wall) {
        let x = x(Duration::from_secs_f64(seconds));
        line(format!(
            r##"<line x1="{x:.1}" x2="{x:.1}" y1="{TOP}" y2="{:.1}" stroke="#8a939c" stroke-opacity="0.45"/>"##,
            bottom + 6.0
        ));
        line(format!(
            r##"<text x="{x:.1}" y="{:.1}" text-anchor="middle" font-size="16" fill="#4a525a">{label}</text>"##,
            bottom + 25.0
        ));
    }

    // "task" on each bar or on none.
    let word = ["task ", ""].into_iter().find(|word| {
        let mut bars = timeline.bars.iter();
        bars.all(|bar| fits(&label(word, bar), x(bar.end) - x(bar.start)))
    });
    for bar in &timeline.bars {
        draw_bar(&mut line, bar, x(bar.start), x(bar.end), word.unwrap_or(""));
    }

    // What a reader compares first.
    let (end, above) = (x(timeline.wall), TOP - 24.0);
    line(format!(
        r##"<line x1="{end:.1}" x2="{end:.1}" y1="{:.1}" y2="{:.1}" stroke="#1b1f24" stroke-width="2" stroke-dasharray="5 4"/>"##,
        TOP - 14.0,
        bottom + 6.0
    ));
    line(format!(
        r##"<text x="{end:.1}" y="{above:.1}" text-anchor="end" font-weight="600">all ended: {wall:.3} s</text>"##
    ));
    line(format!(
        r##"<text x="20" y="{above:.1}">{}</text>"##,
        escape(timeline.stage)
    ));
    line(format!(
        r##"<text x="{:.1}" y="{:.1}" text-anchor="middle" font-size="16" fill="#4a525a">seconds</text>"##,
        (LEFT + RIGHT) / 2.0,
        bottom + 50.0
    ));
    svg + "</svg>\n"
}

fn draw_bar(line: &mut impl FnMut(String), bar: &Bar, left: f64, right: f64, word: &str) {
    let top = TOP + ROW * (bar.row as f64 + 0.5) - BAR / 2.0;
    let width = right - left;
    let colour = COLOURS[bar.task % COLOURS.len()];
    let (number, wait) = (bar.task + 1, short(bar.wait));
    let (start, end) = (bar.start.as_secs_f64(), bar.end.as_secs_f64());
    line(format!(
        r##"<rect class="task" x="{left:.1}" y="{top:.1}" width="{width:.1}" height="{BAR}" rx="4" fill="{colour}" stroke="#ffffff"><title>task {number}: waits {wait} s, from {start:.3} to {end:.3} s</title></rect>"##
    ));
    // The longer of two labels; on a very short bar neither, only the tip above says it.
    let labels = [label(word, bar), number.to_string()];
    if let Some(label) = labels.iter().find(|label| fits(label, width)) {
        line(format!(
            r##"<text x="{:.1}" y="{:.1}" text-anchor="middle" pointer-events="none">{label}</text>"##,
            (left + right) / 2.0,
            top + BAR / 2.0 + 6.0
        ));
    }
}

fn label(word: &str, bar: &Bar) -> String {
    format!("{word}{}: {} s", bar.task + 1, short(bar.wait))
}

fn fits(label: &str, width: f64) -> bool {
    label.len() as f64 * LETTER + 6.0 <= width
}

/// Round times from 0 to `end`, at most seven, with their labels. The step is 1, 2 or 5
/// times a power of ten.
fn ticks(end: f64) -> Vec<(f64, String)> {
    let power = (end / 6.0).log10().floor() as i32;
    let steps = [1.0, 2.0, 5.0, 10.0].map(|digit| digit * 10f64.powi(power));
    let step = steps.into_iter().find(|step| end / step < 6.0);
    let step = step.unwrap_or(end);
    let decimals = -step.log10().floor().min(0.0) as usize;
    (0..)
        .map(|i| step * f64::from(i))
        .take_while(|at| *at <= end)
        .map(|at| {
            (
                at,
                if at == 0.0 {
                    "0".to_string()
                } else {
                    format!("{at:.decimals$}")
                },
            )
        })
        .collect()
}

/// Text for XML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(end: f64) -> Vec<String> {
        ticks(end).into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(labels(0.3004), ["0", "0.1", "0.2", "0.3"]);
        assert_eq!(labels(1.001), ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(labels(10.0), ["0", "2", "4", "6", "8", "10"]);
        assert_eq!(labels(0.0123), ["0", "0.005", "0.010"]);
        for power in -6..6 {
            for digit in 10..100 {
                let number = ticks(f64::from(digit) * 10f64.powi(power)).len();
                assert!((3..=7).contains(&number), "{digit}e{power}: {number}");
            }
        }
    }
}
