"""The questions in the pages, answered by keys alone; and what the browser keeps of it: see pages.py."""

from browser import check

QUESTION = """
const root = document.getElementById(arguments[0]);
return {
    here: root.contains(document.activeElement),
    tag: document.activeElement.localName,
    chosen: [...root.querySelectorAll('input')].findIndex((input) => input.checked) + 1,
    choices: root.querySelectorAll('input').length,
    right: Number(root.dataset.right),
    answered: root.dataset.answered || '',
    open: root.querySelector('details').open,
    says: root.querySelector('[role=status]').textContent,
};
"""
BEFORE = """
const before = document.createElement('span'); // the keys go on from here
before.tabIndex = -1;
document.querySelector(arguments[0]).before(before);
before.focus();
before.remove();
"""


def answer(browser, address, question):
    """Answers a question by keys: wrongly first, then rightly. The page has to stay where it is."""
    state = lambda: browser.js(QUESTION, question)
    browser.js(BEFORE, f"#{question}")
    browser.press("Tab")
    first = state()
    check(first["here"] and first["tag"] == "input", question, "is not reached by Tab", first)
    right, choices = first["right"], first["choices"]
    wrong = right % choices + 1
    # Where nothing is chosen a space chooses the first; the arrows go round.
    browser.press(" ", *["ArrowDown"] * (wrong - 1), "Enter")
    now = state()
    check(now["answered"] == "wrong" and now["open"] and now["says"], question, wrong, now)
    browser.press(*["ArrowRight"] * (choices - 1), "Enter")
    now = state()
    check(now["answered"] == "right" and now["open"] and now["says"], question, right, now)
    browser.press("Tab", "ArrowRight", "ArrowLeft")  # mdBook would turn the page
    at = browser.js("return location.href")
    check(at.split("#")[0] == address, question, "has left its page for", at)
    now = state()
    check(now["tag"] == "button", question, "has no button behind its choices", now)


def questions(browser, page):
    """Answers all questions of a page, and looks whether the answers are kept."""
    address = page.as_uri()
    names = browser.js("return [...document.querySelectorAll('.predict')].map((one) => one.id)")
    for name in names:
        answer(browser, address, name)
    if names:
        browser.open(address)
        for name in names:
            now = browser.js(QUESTION, name)
            check(now["answered"] == "right" and now["chosen"] == now["right"] and now["open"],
                  name, "is not kept", now)
    return len(names)


def progress(browser, book, answered):
    """The introduction knows the answers and the place, leads there, and forgets both."""
    there = (book / "07-tokens.html").as_uri() + "#who-runs-what-when"
    browser.open(there)
    browser.open((book / "introduction.html").as_uri())
    says = lambda: browser.js("return document.querySelector('.progress [role=status]').textContent")
    check(f"You have answered {answered} of " in says() and f" {answered} of them rightly" in says(),
          says(), answered)
    check(browser.js("return document.querySelector('.resume a').href") == there,
          browser.js("return document.querySelector('.resume').innerHTML"))
    browser.js(BEFORE, ".progress")
    browser.press("Tab", "Tab", "Enter")  # past the list, to the button
    check("none of" in says() and browser.js("return !document.querySelector('.resume')"), says())
    check(browser.js("return localStorage.getItem('mdbook-theme')"), "the theme is forgotten, too")
    browser.open((book / "02-shared-queue.html").as_uri())
    now = browser.js(QUESTION, "ask-notify-first")
    check(not now["answered"] and not now["chosen"] and not now["open"], "not forgotten", now)


def without_storage(browser, book):
    """The same page where nothing may be stored."""
    page = book / "02-shared-queue.html"
    made = browser.cdp("Page.addScriptToEvaluateOnNewDocument", source=(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no storage'); } })"))
    browser.open(page.as_uri())
    answer(browser, page.as_uri(), "ask-notify-first")
    browser.cdp("Page.removeScriptToEvaluateOnNewDocument", **made)
    browser.logs("browser")  # mdBook has some words to say on it


def plain(browser, book):
    """Where no script runs, and on the page for the printer, a question is a list with a folded answer."""
    forms = "document.querySelectorAll('.predict form').length"
    lists = "document.querySelectorAll('.predict:has(> ol > li):has(> details:not([open]))').length"
    browser.cdp("Emulation.setScriptExecutionDisabled", value=True)
    browser.do("POST", "/url", {"url": (book / "02-shared-queue.html").as_uri()})
    seen = browser.cdp("Runtime.evaluate", expression=f"`${{{forms}}} ${{{lists}}}`")["result"]["value"]
    check(seen == "0 2", "without scripts", seen)
    browser.cdp("Emulation.setScriptExecutionDisabled", value=False)
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", source="window.print = () => {}")
    browser.open((book / "print.html").as_uri())
    seen = browser.js(f"return [{forms}, {lists}]")
    check(seen[0] == 0 and seen[1] > 20, "on the page for the printer", seen)
    bad = [entry["message"] for entry in browser.logs("browser") if entry["level"] == "SEVERE"]
    check(not bad, bad)
