// The page on which you are the scheduler. It looks for `.explorer` elements with the data of one
// or two graphs in them: the source with a mistake first, the right one second.
"use strict";

Explorer.make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
};

Explorer.Page = class {
    constructor(root) {
        this.root = root;
        this.id = root.id;
        const all = [...root.querySelectorAll('script[type="application/json"]')];
        this.graphs = all.map((script) => new Explorer.Graph(JSON.parse(script.textContent)));
        this.which = 0;
        this.path = []; // the numbers of the choices
        this.at = 0; // how many of them are taken
        this.by = "you"; // who has chosen them
        this.build();
        const sent = this.read();
        this.choose(this.which, this.path, this.at);
        // Who was sent a schedule wants to see it, and not the head of the page.
        if (sent) window.addEventListener("load", () => root.scrollIntoView());
        root.addEventListener("keydown", (event) => this.key(event));
        window.addEventListener("hashchange", () => {
            if (this.read()) this.choose(this.which, this.path, this.at);
        });
        window.addEventListener("resize", () => this.draw());
        // mdBook changes its theme by a class.
        new MutationObserver(() => this.draw())
            .observe(document.documentElement, { attributes: true });
    }

    get graph() { return this.graphs[this.which]; }

    // The states so far, or as far as the path goes.
    walk(length) {
        const states = [this.graph.first];
        for (const index of this.path.slice(0, length)) {
            states.push(this.graph.ways[states[states.length - 1]][index].to);
        }
        return states;
    }

    build() {
        const make = Explorer.make;
        const { root } = this;
        root.tabIndex = 0;
        root.setAttribute("role", "group");
        root.setAttribute("aria-label", "You are the scheduler");
        const head = make("div", "x-head");
        this.tabs = this.graphs.length < 2 ? [] : ["with the mistake", "the right source"].map(
            (text, which) => {
                const tab = make("button", "x-tab", text);
                tab.type = "button";
                tab.addEventListener("click", () => this.choose(which, [], 0));
                head.append(tab);
                return tab;
            });
        this.says = make("p", "x-says");
        this.says.setAttribute("role", "status");
        this.says.setAttribute("aria-live", "polite");
        this.columns = make("div", "x-columns");
        this.machine = make("div", "x-machine");
        this.things = make("ul", "x-things");
        const bar = make("div", "x-bar");
        const button = (text, label, work) => {
            const made = make("button", "x-go", text);
            made.type = "button";
            made.title = label;
            made.setAttribute("aria-label", label);
            made.addEventListener("click", work);
            bar.append(made);
            return made;
        };
        this.toStart = button("|◀", "from the start (Home)", () => this.go(0));
        this.back = button("◀", "one step back (arrow left)", () => this.go(this.at - 1));
        this.slider = make("input", "x-slider");
        this.slider.type = "range";
        this.slider.min = 0;
        this.slider.setAttribute("aria-label", "step");
        this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
        bar.append(this.slider);
        this.forth = button("▶", "one step forward (arrow right)", () => this.go(this.at + 1));
        this.hint = button("Show me", "Show me the way to a failure", () => this.show());
        this.loom = button("What did loom do?", "What did loom do? Its schedule, from the start",
            () => this.replay());
        this.loom.classList.add("x-loom");
        this.canvas = make("canvas", "x-map");
        this.canvas.setAttribute("role", "img");
        this.legend = make("p", "x-legend");
        this.past = make("ol", "x-past");
        root.append(head, this.says, this.columns, this.machine, bar, this.things, this.canvas,
            this.legend, this.past);
        this.print = make("table", "x-print");
        root.append(this.print);
    }

    choose(which, path, at) {
        this.which = which;
        this.path = path;
        this.by = "you";
        this.tabs.forEach((tab, i) => tab.setAttribute("aria-pressed", String(i === which)));
        this.map = new Explorer.Map(this.graph, this.canvas);
        this.par = this.graph.best(this.graph.first, null);
        this.printed();
        this.go(at);
    }

    go(at) {
        this.at = Math.max(0, Math.min(at, this.path.length));
        this.draw();
        this.write();
    }

    take(index) {
        if (this.at === 0 || this.by === "loom") this.by = "you";
        this.path = [...this.path.slice(0, this.at), index];
        this.go(this.at + 1);
    }

    show() {
        const states = this.walk(this.at);
        const way = this.graph.best(states[this.at], this.last(this.at));
        if (way === null) return;
        this.by = "checker";
        this.path = [...this.path.slice(0, this.at), ...way.path];
        this.go(this.at + 1);
    }

    // The schedule that `cargo run -- explain` prints, here.
    replay() {
        this.by = "loom";
        this.path = [...this.graph.loom];
        this.go(0);
        this.root.focus({ preventScroll: true });
    }

    // The thread that ran last, before step `at`.
    last(at) {
        const states = this.walk(at);
        for (let i = at - 1; i >= 0; i -= 1) {
            const { who } = this.graph.ways[states[i]][this.path[i]];
            if (who < 100) return who;
        }
        return null;
    }

    interruptions() {
        const states = this.walk(this.at);
        let count = 0;
        for (let i = 0; i < this.at; i += 1) {
            count += this.graph.interrupts(states[i], this.graph.ways[states[i]][this.path[i]],
                this.last(i));
        }
        return count;
    }

    key(event) {
        const digit = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
        const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
        const moves = { ArrowLeft: this.at - 1, ArrowRight: this.at + 1, Home: 0 };
        if (!plain || !(digit > 0 || event.key in moves)) return;
        if (digit === 0 && event.target.localName === "pre") {
            event.stopPropagation(); // it scrolls
            return;
        }
        if (digit > 0) {
            const button = this.root.querySelector(`button[data-key="${digit}"]`);
            if (button !== null && !button.disabled) button.click();
        } else {
            this.go(moves[event.key]);
        }
        event.preventDefault();
        event.stopPropagation(); // mdBook turns its pages with the arrows
    }

    // `#x-notify_first:w:0.1.0:2`: which source, the choices, how many are taken.
    write() {
        const path = this.path.join(".");
        const hash = `#${this.id}:${this.which === 0 ? "w" : "r"}:${path}:${this.at}`;
        if (this.path.length > 0 || window.location.hash.startsWith(`#${this.id}:`)) {
            window.history.replaceState(null, "", hash);
        }
    }

    read() {
        const [id, which, path, at] = window.location.hash.slice(1).split(":");
        if (id !== this.id || path === undefined) return false;
        this.which = which === "r" && this.graphs.length > 1 ? 1 : 0;
        this.path = [];
        let state = this.graph.first;
        for (const text of path.split(".").filter((part) => part !== "")) {
            const way = this.graph.ways[state][Number(text)];
            if (way === undefined) break; // the source has changed since
            this.path.push(Number(text));
            state = way.to;
        }
        this.at = Math.min(Number(at) || 0, this.path.length);
        return true;
    }
};

window.addEventListener("DOMContentLoaded", () => {
    Explorer.pages = [...document.querySelectorAll(".explorer")].map((root) =>
        new Explorer.Page(root));
});
