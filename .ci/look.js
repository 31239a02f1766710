// What a reader cannot see or reach on a page, a line each: run by pages.py in each page of the book.
// Everything that is folded is opened first. A box of code and a table may scroll sideways; the page
// may not, and nothing may be cut off.
const SCROLLS = "pre, pre > code, .table-wrapper, .table-wrapper > table";
const main = document.querySelector("main");
const faults = [];
main.querySelectorAll("details").forEach((one) => { one.open = true; });

const says = (element) => {
    const name = [...element.classList].map((one) => `.${one}`).join("");
    return `<${element.localName}${name}> ${element.textContent.trim().slice(0, 50)}`;
};

// The boxes around a text that end before it may: each with whether one can scroll to the rest.
const around = new Map();
const boxes = (element) => {
    if (element === null || element === document.documentElement) return [];
    if (!around.has(element)) {
        const style = getComputedStyle(element);
        const outer = boxes(element.parentElement);
        const clips = style.overflowX !== "visible" || style.overflowY !== "visible";
        around.set(element, !clips || element === document.body ? outer : [{
            element,
            scrolls: { x: /auto|scroll/.test(style.overflowX), y: /auto|scroll/.test(style.overflowY) },
            area: element.getBoundingClientRect(),
        }, ...outer]);
    }
    return around.get(element);
};

const seen = new Set();
const fault = (what, element) => {
    const line = `${what}: ${says(element)}`;
    if (!seen.has(line)) faults.push(line);
    seen.add(line);
};

const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
const range = document.createRange();
while (texts.nextNode()) {
    const text = texts.currentNode;
    if (!text.data.trim()) continue;
    range.selectNodeContents(text);
    for (const { left, right, top, bottom } of range.getClientRects()) {
        let x = right - left > 0;
        let y = bottom - top > 0;
        for (const { element, scrolls, area } of boxes(text.parentElement)) {
            if (area.width <= 1 || area.height <= 1) { // for a screen reader only
                x = y = false;
            }
            // What scrolls can be read; whether it may scroll is asked below.
            x = x && !scrolls.x;
            y = y && !scrolls.y;
            if (x && (left < area.left - 1 || right > area.right + 1)
                || y && (top < area.top - 1 || bottom > area.bottom + 1)) {
                fault("cut off", text.parentElement);
                x = y = false;
            }
        }
        if (x && (left < -1 || right > innerWidth + 1)) fault("outside of the window", text.parentElement);
    }
}

for (let up = main; up; up = up.parentElement) {
    if (up.scrollWidth > up.clientWidth + 1 && up.clientWidth > 0) fault("sideways", up);
}
for (const element of main.querySelectorAll("*")) {
    if (element.scrollWidth <= element.clientWidth + 1 || element.clientWidth === 0) continue;
    if (!/auto|scroll/.test(getComputedStyle(element).overflowX)) continue;
    if (!element.matches(SCROLLS)) fault("scrolls sideways", element);
}
return faults;
