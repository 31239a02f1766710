//! Draws curves: workers along the bottom, each step twice the one before, and how far each
//! kind of task gets of its own top upwards.

use std::fmt::Write;

use crate::table::thousands;

/// One kind of task.
pub struct Curve {
    pub name: &'static str,
    /// For each number of workers.
    pub tasks_a_second: Vec<f64>,
    /// What the formula of chapter 9 says, if it says anything.
    pub formula: Option<usize>,
}

const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 380.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = WIDTH - 28.0;
const TOP: f64 = 112.0;
const BOTTOM: f64 = HEIGHT - 62.0;

/// Of Okabe and Ito's, those dark enough for a line on white.
const COLOURS: [&str; 3] = ["#0072b2", "#009e73", "#d55e00"];

/// The picture as SVG.
pub fn draw(curves: &[Curve], workers: &[usize]) -> String {
    let last = workers.last().copied().unwrap_or(1).max(2) as f64;
    let x = |workers: f64| LEFT + (RIGHT - LEFT) * workers.log2() / last.log2();
    let y = |share: f64| BOTTOM - (BOTTOM - TOP) * share;
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" font-family="system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif" font-size="16" fill="#1b1f24">
<title>Throughput against the number of workers, for {} kinds of tasks</title>
<rect width="{WIDTH}" height="{HEIGHT}" rx="10" fill="#ffffff"/>
"##,
        curves.len()
    );
    // Writing to a `String` cannot fail.
    let mut line = |text: String| writeln!(svg, "{text}").unwrap();
    for share in [0.0, 0.5, 1.0] {
        let (y, percent) = (y(share), share * 100.0);
        line(format!(
            r##"<line x1="{LEFT}" x2="{RIGHT}" y1="{y:.1}" y2="{y:.1}" stroke="#8a939c" stroke-opacity="0.45"/>"##
        ));
        line(format!(
            r##"<text x="{:.1}" y="{:.1}" text-anchor="end" fill="#4a525a">{percent}%</text>"##,
            LEFT - 8.0,
            y + 5.0
        ));
    }
    for number in workers {
        line(format!(
            r##"<text x="{:.1}" y="{:.1}" text-anchor="middle" fill="#4a525a">{number}</text>"##,
            x(*number as f64),
            BOTTOM + 24.0
        ));
    }
    line(format!(
        r##"<text x="{:.1}" y="{:.1}" text-anchor="middle" fill="#4a525a">workers</text>"##,
        (LEFT + RIGHT) / 2.0,
        BOTTOM + 48.0
    ));
    for (i, curve) in curves.iter().enumerate() {
        let colour = COLOURS[i % COLOURS.len()];
        let top = curve
            .tasks_a_second
            .iter()
            .copied()
            .fold(f64::MIN_POSITIVE, f64::max);
        let points = workers.iter().zip(&curve.tasks_a_second);
        let points = points.map(|(n, rate)| format!("{:.1},{:.1}", x(*n as f64), y(rate / top)));
        let points: Vec<_> = points.collect();
        line(format!(
            r##"<polyline class="curve" points="{}" fill="none" stroke="{colour}" stroke-width="3"/>"##,
            points.join(" ")
        ));
        if let Some(formula) = curve.formula {
            let x = x((formula as f64).min(last));
            line(format!(
                r##"<line class="formula" x1="{x:.1}" x2="{x:.1}" y1="{TOP}" y2="{BOTTOM}" stroke="{colour}" stroke-width="2" stroke-dasharray="5 4"><title>the formula: {formula}</title></line>"##
            ));
        }
        let label = 32.0 + 22.0 * i as f64;
        line(format!(
            r##"<line x1="20" x2="48" y1="{:.1}" y2="{:.1}" stroke="{colour}" stroke-width="3"/>"##,
            label - 5.0,
            label - 5.0
        ));
        let says = match curve.formula {
            Some(formula) => format!(", formula {formula}"),
            None => String::new(),
        };
        line(format!(
            r##"<text x="56" y="{label:.1}">{}: {} a second{says}</text>"##,
            curve.name,
            thousands(top as usize)
        ));
    }
    svg + "</svg>\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_a_curve_and_the_formula_a_line() {
        let curve = |formula| Curve {
            name: "x",
            tasks_a_second: vec![1.0, 2.0],
            formula,
        };
        let svg = draw(&[curve(None), curve(Some(2)), curve(Some(9_999))], &[1, 2]);
        assert_eq!(svg.matches("class=\"curve\"").count(), 3);
        assert_eq!(svg.matches("class=\"formula\"").count(), 2);
        assert!(svg.contains("the formula: 9999"));
    }
}
