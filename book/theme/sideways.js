// A box of code or a table that is wider than its page scrolls sideways. By keys, too: it can be
// reached by Tab, as long as there is something to scroll, and then the arrows scroll. (mdBook's
// arrows turn the page.)
"use strict";

const Sideways = {
    look(box) {
        const scrolls = box.scrollWidth > box.clientWidth;
        if (scrolls) {
            box.tabIndex = 0;
        } else {
            box.removeAttribute("tabindex");
        }
    },

    // What is folded has no width, so it is looked at when it is opened.
    all: () => document.querySelectorAll("main :is(pre > code, .table-wrapper)")
        .forEach(Sideways.look),

    key(event) {
        const box = event.target;
        if (box.matches?.("main [tabindex='0']") && event.key.startsWith("Arrow")) {
            event.stopPropagation();
        }
    },
};

document.querySelector("main")?.addEventListener("keydown", Sideways.key);
document.addEventListener("toggle", Sideways.all, true); // it does not bubble
addEventListener("resize", Sideways.all);
addEventListener("load", Sideways.all); // when the letters have their widths
Sideways.all();
