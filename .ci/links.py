#!/usr/bin/env python3
"""Checks the links of the built book: every `href` and `src` of every page leads to a file that is there, and
to an id that this file has. (The house reads the Markdown. This reads what a reader clicks.)

Usage: links.py book/book
"""

import html.parser
import pathlib
import sys
import urllib.parse


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.ids, self.links = set(), []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if values.get("id"):
            if values["id"] in self.ids:
                self.links.append((self.getpos()[0], f"#{values['id']} twice", None))
            self.ids.add(values["id"])
        for name in ("href", "src"):
            if values.get(name):
                self.links.append((self.getpos()[0], values[name], name))


def main(root):
    root = root.resolve()
    pages = {path: Page(path) for path in sorted(root.rglob("*.html"))}
    faults, checked = [], 0
    for path, page in pages.items():
        for line, link, name in page.links:
            where = f"{path.relative_to(root)}:{line}: {link}"
            if name is None:
                faults.append(where)
                continue
            url = urllib.parse.urlsplit(link)
            # The page for "not found" may stand anywhere, so its links begin at the root of the site.
            if url.scheme or url.netloc or path.name == "404.html":
                continue
            checked += 1
            target = path if not url.path else (path.parent / urllib.parse.unquote(url.path)).resolve()
            if not target.is_file():
                faults.append(f"{where}: no such file")
            elif url.fragment and target in pages:
                if urllib.parse.unquote(url.fragment) not in pages[target].ids:
                    faults.append(f"{where}: no such id there")
    print("\n".join(faults))
    print(f"{len(pages)} pages, {checked} links, {len(faults)} lead nowhere")
    return 1 if faults or checked < 1000 else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
