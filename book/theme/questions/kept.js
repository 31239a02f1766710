// What the browser keeps for the reader: the answers, and the place on the last page. It stays in
// this browser, and nothing is sent. Where a page may not store anything, it is kept until the page goes.
"use strict";

const Kept = (() => {
    // Pages of other books may share the storage: those in files all do.
    const PREFIX = "a-thread-pool/";
    const here = new Map();
    let storage = null;
    try {
        storage = window.localStorage; // to ask may be forbidden, too
    } catch (error) { /* then there is none */ }

    function parsed(text) {
        try {
            return JSON.parse(text);
        } catch (error) {
            return null; // of another version, or of somebody else
        }
    }

    return {
        get(name) {
            let text = here.get(name);
            try {
                text = storage.getItem(PREFIX + name) ?? text;
            } catch (error) { /* what is here is all */ }
            return text === undefined ? null : parsed(text);
        },
        set(name, value) {
            const text = JSON.stringify(value);
            here.set(name, text);
            try {
                storage.setItem(PREFIX + name, text);
            } catch (error) { /* full, or forbidden */ }
        },
        // Forgets all of this book's, and nothing of mdBook's: not the theme.
        clear() {
            here.clear();
            try {
                const ours = Object.keys(storage).filter((key) => key.startsWith(PREFIX));
                ours.forEach((key) => storage.removeItem(key));
            } catch (error) { /* there is nothing to forget */ }
        },
        // The whole book on one page is for paper: there the questions stay as they are written.
        on_paper: /\/print\.html$/.test(location.pathname),
    };
})();
