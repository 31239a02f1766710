//! One file with everything in it: the data, the style, the program.

/// In this order: the first defines what the others use.
const PROGRAM: [&str; 5] = [
    include_str!("../../../../book/theme/explorer/graph.js"),
    include_str!("../../../../book/theme/explorer/map.js"),
    include_str!("../../../../book/theme/explorer/explorer.js"),
    include_str!("../../../../book/theme/explorer/draw.js"),
    include_str!("../../../../book/theme/explorer/tell.js"),
];
const STYLE: &str = include_str!("../../../../book/theme/explorer/explorer.css");

/// What the book's own style does elsewhere.
const BASE: &str = "\
html { background: #fff; color: #1d1f23; font-family: system-ui, sans-serif; }
html.coal { background: #141617; color: #d5d8dd; color-scheme: dark; }
body { max-width: 1100px; margin: 0 auto; padding: 8px; }
h1 { font-size: 1.3em; }
";

/// A browser's wish for dark pages, as the book's theme says it.
const THEME: &str = "\
const dark = matchMedia(\"(prefers-color-scheme: dark)\");
const show = () => { document.documentElement.className = dark.matches ? \"coal\" : \"light\"; };
dark.addEventListener(\"change\", show);
show();
";

/// The page. The graphs are JSON, with no `<` in it.
pub fn page(chapter: &str, name: &str, graphs: &[String]) -> String {
    let data = graphs.iter().fold(String::new(), |data, graph| {
        data + "<script type=\"application/json\">" + graph.trim_end() + "</script>\n"
    });
    let title = format!("{chapter} {name}");
    let program = PROGRAM.join("\n");
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <link rel=\"icon\" href=\"data:,\">\n\
         <title>{title}: you are the scheduler</title>\n<style>\n{BASE}{STYLE}</style>\n\
         <script>\n{THEME}</script>\n</head>\n<body>\n<h1>{title}: you are the scheduler</h1>\n\
         <p>Each thread waits for you to choose it. Click, or press its digit; arrow keys go back \
         and forth. Can you make it fail?</p>\n\
         <div class=\"explorer\" id=\"x-{name}\">\n{data}</div>\n\
         <script>\n{program}</script>\n</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn it_needs_nothing_from_anywhere() {
        let page = page("chapter2", "notify_first", &["{}".to_owned()]);
        for outside in ["http:", "https:", "src=", "url(", "@import", "fetch("] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert!(page.contains("<script type=\"application/json\">{}</script>"));
    }
}
