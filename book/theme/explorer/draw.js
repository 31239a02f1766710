// What the page shows of the state one is in.
"use strict";

Object.assign(Explorer.Page.prototype, {
    draw() {
        const { graph } = this;
        const states = this.walk(this.at);
        const now = states[this.at];
        this.root.dataset.mood = graph.mood(now);
        this.root.dataset.end = graph.endOf.has(now) ? graph.endOf.get(now)[0] : "";
        this.drawThreads(now);
        this.drawMachine(now);
        this.drawThings(now);
        this.drawPast(states);
        this.slider.max = this.path.length;
        this.slider.value = this.at;
        this.toStart.disabled = this.back.disabled = this.at === 0;
        this.forth.disabled = this.at === this.path.length;
        this.hint.disabled = graph.bad[now] === 0 || graph.endOf.has(now);
        this.loom.hidden = graph.loom === null;
        for (const pre of this.columns.querySelectorAll("pre")) {
            if (pre.scrollWidth > pre.clientWidth) pre.tabIndex = 0; // it scrolls, by keys too
        }
        this.says.textContent = this.sentence(states);
        this.map.draw(states, now);
        const count = { calm: 0, open: 0, lost: 0 };
        graph.states.forEach((_, at) => {
            if (at === graph.first || at > 0) count[graph.mood(at)] += 1;
        });
        const total = graph.total;
        const text = count.open + count.lost === 0
            ? `The map: all ${total} states of this program. From none of them can it fail.`
            : `The map: all ${total} states of this program. ${count.calm} are safe, from ` +
            `${count.open} it can still go wrong, ${count.lost} are lost.`;
        this.legend.textContent = text;
        this.canvas.setAttribute("aria-label", this.legend.textContent);
    },

    button(text, index, key) {
        const made = Explorer.make("button", "x-choice");
        made.type = "button";
        if (key <= 9) {
            made.dataset.key = key;
            made.append(Explorer.make("kbd", "", String(key)));
        }
        made.append(text);
        if (index === null) made.disabled = true;
        else made.addEventListener("click", () => {
            this.take(index);
            // The button is gone; the keys still have to reach us.
            this.root.focus({ preventScroll: true });
        });
        return made;
    },

    drawThreads(now) {
        const { graph } = this;
        this.columns.replaceChildren();
        let key = 0;
        graph.threads.forEach((name, thread) => {
            const view = graph.view(now, thread);
            const column = Explorer.make("section", "x-thread");
            column.append(Explorer.make("h4", "", name));
            const ways = graph.ways[now].map((way, index) => ({ way, index }))
                .filter(({ way }) => way.who === thread);
            key += 1;
            if (ways.length === 0) {
                column.append(this.button(graph.about(now, thread), null, key));
            }
            ways.forEach(({ way, index }, i) => {
                // A notify that may wake any of several is several buttons, the last keys.
                const own = i === 0 ? key : graph.threads.length + i;
                column.append(this.button(graph.choice(now, way), index, own));
            });
            column.dataset.can = String(ways.length > 0);
            if (view !== null) column.append(this.source(view));
            this.columns.append(column);
        });
    },

    // The lines of the stack: the innermost with those around it, the others alone.
    source(view) {
        const { graph } = this;
        const box = Explorer.make("div", "x-source");
        for (let i = 0; i < view.frames.length; i += 2) {
            const [name, lines] = graph.files[view.frames[i]];
            const line = view.frames[i + 1];
            const around = i === 0 ? 2 : 0;
            // `mod.rs` alone is any folder's.
            const short = name.replace(/^.*\/(?=[^/]+\/mod\.rs$|(?!mod\.rs$)[^/]+$)/, "");
            box.append(Explorer.make("div", "x-file", `${short}:${line}`));
            const code = Explorer.make("pre", "");
            const shown = [];
            for (let n = line - around; n <= line + around; n += 1) {
                if (lines[n] !== undefined) shown.push([n, lines[n]]);
            }
            const full = shown.filter(([, text]) => text.trim() !== "");
            const indent = Math.min(...full.map(([, text]) => text.search(/\S/)));
            shown.forEach(([n, text]) => {
                const tag = n === line && view.verb !== "ended" ? "mark" : "span";
                code.append(Explorer.make(tag, "", text.slice(indent) + "\n"));
            });
            box.append(code);
        }
        return box;
    },

    drawMachine(now) {
        const { graph } = this;
        this.machine.replaceChildren();
        const ways = graph.ways[now].map((way, index) => ({ way, index }))
            .filter(({ way }) => way.who >= 100);
        const several = graph.ways[now].filter((way) => way.whom >= 0).length;
        ways.forEach(({ way, index }, i) => {
            const key = graph.threads.length + several + i + 1;
            this.machine.append(this.button(graph.choice(now, way), index, key));
        });
        if (ways.length > 0) this.machine.prepend(Explorer.make("span", "", "The machine: "));
    },

    drawThings(now) {
        const { graph } = this;
        this.things.replaceChildren();
        graph.objects.forEach(([kind, name], number) => {
            if (kind !== "lock" && kind !== "condvar") return;
            const item = Explorer.make("li", "");
            item.append(Explorer.make("b", "", name));
            if (kind === "lock") {
                const holder = graph.holder(now, number);
                item.append(holder < 0 ? ": nobody holds it" : `: ${graph.threads[holder]} holds it`);
            } else {
                const asleep = graph.sleepers(now, number).map((thread) => graph.threads[thread]);
                const verb = asleep.length === 1 ? "sleeps" : "sleep";
                item.append(asleep.length === 0 ? ": nobody sleeps here"
                    : `: ${asleep.join(", ")} ${verb} here`);
            }
            this.things.append(item);
        });
        graph.contents(now).forEach(([number, text]) => {
            const [kind, name] = graph.objects[number];
            const item = Explorer.make("li", "", kind === "queue" ? "in " : "");
            item.append(Explorer.make("b", "", name), (kind === "queue" ? ": " : " ") + text);
            this.things.append(item);
        });
    },

    drawPast(states) {
        const { graph } = this;
        this.past.replaceChildren();
        for (let i = 0; i < this.at; i += 1) {
            const way = graph.ways[states[i]][this.path[i]];
            const who = way.who < 100 ? `${graph.threads[way.who]}: ` : "";
            const item = Explorer.make("li", "", who + graph.told(states[i], way));
            this.past.append(item);
        }
    },
});
