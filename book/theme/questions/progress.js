// Where the reader is. The pages of the chapters keep it; the introduction shows it.
"use strict";

const Progress = {
    page: location.pathname.split("/").pop(),

    // The last heading that has gone above the upper part of the window.
    heading() {
        const all = [...document.querySelectorAll("main :is(h1, h2, h3)[id]")];
        const passed = all.filter((one) => one.getBoundingClientRect().top < innerHeight / 3);
        return passed.pop() ?? all[0];
    },

    keep() {
        const title = document.querySelector("main h1");
        const heading = Progress.heading();
        if (!title || !heading) return;
        Kept.set("place", {
            page: Progress.page,
            title: title.textContent,
            id: heading === title ? "" : heading.id,
            heading: heading === title ? "" : heading.textContent,
        });
    },

    // A chapter's page has a number; to look a word up is not to go on reading.
    watch() {
        if (Kept.on_paper || !/^\d/.test(Progress.page)) return;
        let waiting = 0;
        addEventListener("scroll", () => {
            clearTimeout(waiting);
            waiting = setTimeout(Progress.keep, 300);
        }, { passive: true });
        addEventListener("pagehide", Progress.keep);
        Progress.keep();
    },

    // "Go on where you were", below the introduction's first line. A link and text, no HTML: what
    // is kept may come from elsewhere.
    resume(root) {
        root.resumed?.remove();
        const place = Kept.get("place");
        if (!place || !/^\d[\w-]*\.html$/.test(place.page)) return;
        const line = document.createElement("p");
        line.className = "resume";
        const link = document.createElement("a");
        link.href = place.page + (place.id ? `#${encodeURIComponent(place.id)}` : "");
        link.textContent = place.heading ? `${place.title}: ${place.heading}` : place.title;
        line.append("Go on where you were: ", link);
        document.querySelector("main h1").after(line);
        root.resumed = line;
    },

    show(root) {
        const links = [...root.querySelectorAll('a[href*="#ask-"]')];
        const answers = links.map((link) => Kept.get(link.hash.slice(1)));
        links.forEach((link, i) => {
            for (const name of ["data-answered", "title"]) link.removeAttribute(name);
            if (!answers[i]) return;
            link.dataset.answered = answers[i].right ? "right" : "wrong";
            link.title = answers[i].right ? "answered" : "answered, not rightly";
        });
        const given = answers.filter(Boolean);
        const right = given.filter((answer) => answer.right).length;
        root.says.textContent = given.length === 0
            ? `You have answered none of ${links.length} questions.`
            : `You have answered ${given.length} of ${links.length} questions, ${right} of them rightly.`;
        root.reset.hidden = given.length === 0 && !Kept.get("place");
    },

    build(root) {
        root.says = document.createElement("p");
        root.says.setAttribute("role", "status");
        root.reset = document.createElement("button");
        root.reset.type = "button";
        root.reset.textContent = "Forget my answers and where I was";
        root.reset.addEventListener("click", () => {
            Kept.clear();
            Progress.refresh(root);
            root.querySelector("summary").focus(); // the button goes
        });
        root.prepend(root.says);
        root.append(root.reset);
        // Also when the browser shows the page again as it was.
        addEventListener("pageshow", () => Progress.refresh(root));
        Progress.refresh(root);
    },

    refresh(root) {
        Progress.resume(root);
        Progress.show(root);
    },
};

Progress.watch();
if (!Kept.on_paper) document.querySelectorAll(".progress").forEach(Progress.build);
