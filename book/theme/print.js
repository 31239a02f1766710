"use strict";

// On paper nobody can open anything: what is folded is open while the page is printed.
(() => {
    let opened = [];
    window.addEventListener("beforeprint", () => {
        opened = [...document.querySelectorAll("details:not([open])")];
        for (const details of opened) details.open = true;
    });
    window.addEventListener("afterprint", () => {
        for (const details of opened) details.open = false;
        opened = [];
    });
})();
