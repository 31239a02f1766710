#!/usr/bin/env python3
"""Opens every page of the built book in a headless Chromium, on a phone and on a desk, light and dark.

Usage: pages.py BOOK [--shots FOLDER]

It fails on an error in the console, on a request that leaves the book, on what scrolls sideways or
is cut off (look.js), and on what axe-core finds in what we wrote and calls serious or worse. Every
question is answered by keys alone, and the answer has to be there when the page is opened again;
so has the place where the reader was, until it is all forgotten. What the search shows is prose; and on
paper nothing is folded.

axe-core comes from npm's registry, in one version, of which it knows the sum. Where the registry
cannot be reached it is left out, and says so: a day without it is no fault of the book.
"""

import hashlib
import io
import pathlib
import tarfile
import threading
import time
import urllib.request

from browser import Browser, arguments, check, leaves
from questions import plain, progress, questions, without_storage

AXE = "axe-core-4.14.1"
AXE_FROM = f"https://registry.npmjs.org/axe-core/-/{AXE}.tgz"
AXE_SUM = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
HERE = pathlib.Path(__file__).parent
LOOK = (HERE / "look.js").read_text()
WIDTHS = (390, 1280)  # a phone and a desk
# What mdBook itself makes, and what is not for reading on a screen.
NO_PAGES = {"404.html", "toc.html", "print.html", "index.html"}

ACCESSIBLE = """
const done = arguments[arguments.length - 1];
axe.run('main', { resultTypes: ['violations'], preload: false }).then(({ violations }) => done(violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)} (${
        node.any.map((one) => one.message).join(' ').slice(0, 160)})`))),
    (error) => done([String(error)]));
"""
# A theme brings a stylesheet that is loaded when it is asked for.
DRESSED = """
const sheets = [...document.querySelectorAll('link[rel=stylesheet]')];
return document.readyState === 'complete' && document.fonts.status === 'loaded'
    && sheets.every((link) => link.disabled || link.sheet);
"""


def axe():
    """The text of axe-core, or None where it cannot be had."""
    kept = HERE.parent / "target" / f"{AXE}.js"
    if not kept.exists():
        try:
            with urllib.request.urlopen(AXE_FROM, timeout=60) as answer:
                archive = io.BytesIO(answer.read())
        except OSError as error:
            print(f"LEFT OUT: accessibility, as there is no {AXE_FROM} ({error})")
            return None
        with tarfile.open(fileobj=archive) as files:
            found = files.extractfile("package/axe.min.js").read()
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(found)
    text = kept.read_bytes()
    found = hashlib.sha256(text).hexdigest()
    check(found == AXE_SUM, f"{kept} is not {AXE}: its sum is {found}")
    return text.decode()


def search(browser, book):
    """What the search shows of what it finds is prose, without the marks of code."""
    for word in ("sleepers", "claim", "lost"):
        browser.open((book / "introduction.html").as_uri() + f"?search={word}")
        shown = []
        for _ in range(400):
            shown = browser.js("return [...document.querySelectorAll('.teaser')].map((one) => one.textContent)")
            if shown:
                break
            time.sleep(0.05)
        check(len(shown) > 5, word, "is hardly found", shown)
        code = [one for one in shown for mark in ("//!", "///", "|---", " => ", "let mut", "pub fn") if mark in one]
        check(not code, word, "is shown in code", code)


def paper(browser, book):
    """What is folded is open while a page is printed, and only then."""
    browser.open((book / "04-bounded-channel.html").as_uri())
    closed = "return document.querySelectorAll('details:not([open])').length"
    before = browser.js(closed)
    browser.js("dispatchEvent(new Event('beforeprint'))")
    printed = browser.js(closed)
    browser.js("dispatchEvent(new Event('afterprint'))")
    check(before > 10 and printed == 0 and browser.js(closed) == before, before, printed)


def visit(browser, page, themes, audited):
    """What is wrong with a page in both themes, a line each. axe-core takes its time, so it looks
    at one theme on the phone and at the other on the desk."""
    faults = []
    browser.do("POST", "/url", {"url": page.as_uri()})
    while not browser.js(DRESSED):
        time.sleep(0.02)
    for theme in themes:
        browser.js("document.getElementById(`mdbook-theme-${arguments[0]}`).click()", theme)
        while not browser.js(DRESSED):
            time.sleep(0.02)
        wrong = browser.js(LOOK)
        if theme == audited:
            wrong += browser.do("POST", "/execute/async", {"script": ACCESSIBLE, "args": []})
        faults += [f"{theme}: {what}" for what in wrong]
    return faults + [entry["message"] for entry in browser.logs("browser")
                     if entry["level"] in ("SEVERE", "WARNING")]


def tour(book, pages, width, script, shots):
    """All pages in one window. Says what is wrong, and how many questions were answered."""
    browser = Browser(width, dark=False)
    audited = "coal" if width < 500 else "light"
    faults, answered = [], 0
    try:
        if script:
            browser.cdp("Page.addScriptToEvaluateOnNewDocument", source=script)
        themes = ["light", "coal"]
        for at, page in enumerate(pages):
            wrong = visit(browser, page, themes, script and audited)
            faults += [f"{page.name}, {width} px, {what}" for what in wrong]
            if shots:
                browser.shot(shots / f"{page.stem}-{width}-{themes[1]}.png")
            themes.reverse()  # the next page opens in the theme that this one was left in
            if at % 2 == (width < 500):  # every second page here, the others in the other window
                answered += questions(browser, page)
        progress(browser, book, answered)
        without_storage(browser, book)
        if width > 500:
            search(browser, book)
            paper(browser, book)
            plain(browser, book)
        faults += [f"a request to {url}" for url in leaves(browser)]
    finally:
        browser.close()
    return faults, answered


def main():
    books, shots = arguments()
    check(len(books) == 1, __doc__)
    [book] = books
    pages = sorted(page for page in book.glob("*.html") if page.name not in NO_PAGES)
    check(len(pages) > 30, book, "has no pages")
    started = time.monotonic()
    script = axe()
    faults, answers, died = [], [], []

    def one(width):
        try:
            found, answered = tour(book, pages, width, script, shots)
            faults.extend(found)
            answers.append(answered)
        except Exception as error:  # a thread's own goes nowhere
            died.append(f"{width} px: {error!r}")

    # Both at once: there are two processors at least.
    threads = [threading.Thread(target=one, args=[width]) for width in WIDTHS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wrong = died + sorted(faults)
    check(not wrong, "\n".join(["", *wrong]))
    check(sum(answers) > 20, "hardly any question", answers)
    print(f"{len(pages)} pages, {len(WIDTHS)} widths, light and dark, {sum(answers)} questions: "
          f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
