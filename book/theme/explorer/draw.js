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
        for (const pre of this.columns.querySelectorAll("pre")) {
            if (pre.scrollWidth > pre.clientWidth) pre.tabIndex = 0; // it scrolls, by keys too
        }
        this.says.textContent = this.sentence(states);
        this.map.draw(states, now);
        const count = { calm: 0, open: 0, lost: 0 };
        graph.states.forEach((_, at) => { count[graph.mood(at)] += 1; });
        const total = graph.states.length;
        const text = count.open + count.lost === 0
            ? `The map: all ${total} states of this program. From none of them can it fail.`
            : `The map: all ${total} states of this program. ${count.calm} are safe, from ` +
            `${count.open} it can still go wrong, ${count.lost} are lost.`;
        this.legend.textContent = text;
        this.canvas.setAttribute("aria-label", this.legend.textContent);
    },

    sentence(states) {
        const { graph } = this;
        const now = states[this.at];
        const number = (n) => n.toLocaleString("en");
        const many = (n, what) => `${number(n)} ${what}${n === 1 ? "" : "s"}`;
        let text = "";
        if (this.at > 0) {
            const before = states[this.at - 1];
            const way = graph.ways[before][this.path[this.at - 1]];
            const who = way.who < 100 ? `${graph.threads[way.who]}: ` : "";
            text = `Step ${this.at}, ${who}${graph.told(before, way)}. `;
        }
        if (graph.endOf.has(now)) {
            text += graph.verdict(now);
            if (!graph.isBad(now)) {
                return graph.bad[graph.first] > 0 ? `${text} Go back, and try another way.` : text;
            }
            const mine = this.interruptions();
            const par = this.par.interruptions;
            return `${text} You did it, with ${many(mine, "interruption")} in ` +
                `${many(this.at, "step")}; the checker needs ${number(par)}.` +
                (this.graphs.length > 1 && this.which === 0 ? " Now try the right source." : "");
        }
        const [all, bad] = [graph.all[now], graph.bad[now]];
        if (bad === 0) {
            const what = this.at === 0
                ? `All ${graph.states.length} states were searched: you cannot win. Try.`
                : "Nothing can go wrong from here.";
            return text + what;
        }
        if (bad === all) return `${text}From here every schedule fails.`;
        const task = this.at === 0 ? "Choose who goes on, until it fails. " : "";
        return `${text}${task}From here ${number(bad)} of ${many(all, "schedule")} fail.`;
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
            box.append(Explorer.make("div", "x-file", `${name.replace(/^.*\//, "")}:${line}`));
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

    // On paper nobody can choose: the schedule that fails, as a table.
    printed() {
        const { graph } = this;
        this.print.replaceChildren();
        const row = (cells, tag) => {
            const made = Explorer.make("tr", "");
            cells.forEach((cell) => made.append(Explorer.make(tag, "", cell)));
            this.print.append(made);
        };
        if (this.par === null) return;
        row(["", "who", "does"], "th");
        let state = graph.first;
        this.par.path.forEach((index, i) => {
            const way = graph.ways[state][index];
            const who = way.who < 100 ? graph.threads[way.who] : "the machine";
            row([String(i + 1), who, graph.told(state, way)], "td");
            state = way.to;
        });
        row(["", "", graph.verdict(state)], "td");
    },
});
