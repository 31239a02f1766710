"use strict";

// mdBook's search takes its excerpts from all that a page holds, also from the code, whole files of which
// are folded behind an excerpt. What is found stays; what is shown of it is prose.
(() => {
    // So many words in a row are looked at together; so many of them may look like code; and fewer than
    // this between two pieces of code are a part of it.
    const [TOGETHER, FEW, SHORT] = [10, 2, 7];

    const marks = /[{}=;<>&\\[\]|#]|::|\)\.|\w\(|_/;
    const keywords = /^(let|pub|fn|mut|impl|self|use|mod|struct|enum|match|Some|None|Ok|Err)\b/;
    const looksLikeCode = (word) => marks.test(word) || keywords.test(word);

    const prose = (body) => {
        // The marks of a comment, and the rules of a table in one.
        const plain = body.replace(/(^|\s)\/\/[/!]?(?=\s|$)/g, " ").replace(/\|(?:\s*:?-+:?\s*\|)+/g, " ");
        const words = plain.split(/\s+/).filter((word) => word !== "" && word !== "|");
        // How many of the words before each look like code.
        const before = [0];
        for (const word of words) before.push(before[before.length - 1] + looksLikeCode(word));
        const runs = [[]];
        words.forEach((word, at) => {
            const from = Math.max(0, at - TOGETHER / 2);
            const to = Math.min(words.length, at + TOGETHER / 2);
            if (before[to] - before[from] <= FEW) runs[runs.length - 1].push(word);
            else if (runs[runs.length - 1].length > 0) runs.push([]);
        });
        const long = runs.filter((run) => run.length >= SHORT || runs.length === 1);
        return long.map((run) => run.join(" ")).join(" … ");
    };

    if (!window.search) return;
    // It is loaded when somebody begins to search, and set here before it is read.
    let index;
    Object.defineProperty(window.search, "index", {
        get: () => index,
        set(loaded) {
            for (const page of Object.values(loaded.documentStore.docs)) page.body = prose(page.body);
            index = loaded;
        },
    });
})();
