// What the page says in words: what can be done and was done, where one is, and on paper the
// schedule that fails.
"use strict";

Object.assign(Explorer.Graph.prototype, {
    // What a thread is about to do, or why it cannot.
    about(state, thread) {
        const view = this.view(state, thread);
        if (view === null) return "is not there yet";
        const one = this.object(view.one), two = this.object(view.two);
        const held = () => {
            const holder = this.holder(state, view.one);
            return holder < 0 ? "" : ` (${this.threads[holder]} holds it)`;
        };
        switch (view.verb) {
            case "start": return "begin";
            case "lock": return `lock ${one}${held()}`;
            case "relock": return `wake up and lock ${one}${held()}`;
            case "wait": return `give up ${one}, sleep on ${two}`;
            case "asleep": return `sleeps on ${two}`;
            case "notify_one":
            case "notify_all": {
                const nobody = this.sleepers(state, view.one).length === 0;
                return `${view.verb} ${one}${nobody ? " (nobody waits)" : ""}`;
            }
            case "drop": return `drop a handle on ${one}`;
            case "join": return `wait for the end of ${this.threads[view.one]}`;
            case "park": return "park";
            case "unpark": return `unpark ${this.threads[view.one]}`;
            case "clock": return "look at the clock";
            case "yield": return "let others go first";
            case "ended": return "has ended";
            default: return `${view.verb} ${one}`;
        }
    },

    // What can be chosen, as a button says it.
    choice(state, way) {
        if (way.who === 200) return "the time is up";
        if (way.who >= 100) return `${this.threads[way.who - 100]} wakes for no reason`;
        if (way.whom >= 0) {
            const view = this.view(state, way.who);
            return `notify_one ${this.object(view.one)}: ${this.threads[way.whom]}`;
        }
        return this.about(state, way.who);
    },

    // What a step did, for the list of what has happened.
    told(state, way) {
        const text = this.choice(state, way);
        if (way.who >= 100) return text;
        const before = this.view(state, way.who), after = this.view(way.to, way.who);
        const took = before.verb === "lock" || before.verb === "relock";
        const parts = [text, ...this.moved(state, way.to)];
        if (after.verb === "asleep" && before.verb !== "wait") {
            parts.push(`sleep on ${this.object(after.two)}`);
        } else if (took && !after.holds.includes(before.one)) {
            parts.push("unlock it");
        }
        return parts.join(", ");
    },

    // What a step has put into queues, and taken out.
    moved(before, after) {
        const sizes = (state) => this.boxes[this.inside[state]]
            .filter(([, inside]) => Array.isArray(inside))
            .map(([number, inside]) => [number, inside.length]);
        const old = new Map(sizes(before));
        return sizes(after).flatMap(([number, size]) => {
            const more = size - (old.has(number) ? old.get(number) : 0);
            if (more === 0) return [];
            const name = this.object(number);
            return more > 0 ? `put ${more} in ${name}` : `take ${-more} out of ${name}`;
        });
    },

    // How it ended, in a sentence.
    verdict(state) {
        const [kind, text] = this.endOf.get(state);
        if (kind === "well") return "All threads have ended, and nothing is wrong.";
        if (kind === "panic") return `A panic: ${text}.`;
        if (kind === "leak") return "All threads have ended, and something was never freed.";
        if (kind === "no end") return "It goes on and on.";
        const stuck = this.threads.map((name, thread) => {
            const view = this.view(state, thread);
            if (view === null || view.verb === "ended") return "";
            if (view.verb === "asleep") {
                return `${name} sleeps on ${this.object(view.two)}, and nobody is left to notify it`;
            }
            if (view.verb === "join") return `${name} waits for the end of ${this.threads[view.one]}`;
            const holder = this.holder(state, view.one);
            const whom = holder === thread ? "it holds itself" : `${this.threads[holder]} holds`;
            return `${name} waits for ${this.object(view.one)}, which ${whom}`;
        });
        const what = kind === "left" ? "Some are left behind" : "Deadlock";
        const why = stuck.filter((part) => part !== "").join("; ");
        return `${what}: ${why}.${text === "" ? "" : ` On the way there was a panic: ${text}.`}`;
    },
});

Object.assign(Explorer.Page.prototype, {
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
            const who = { you: "You did it", loom: "loom did it", checker: "Done" }[this.by];
            return `${text} ${who}, with ${many(mine, "interruption")} in ` +
                `${many(this.at, "step")}; the checker needs ${number(par)}.` +
                (this.graphs.length > 1 && this.which === 0 ? " Now try the right source." : "");
        }
        if (this.by === "loom") {
            const left = this.path.length - this.at;
            return `${text}What loom did: ${many(left, "step")} left, by ▶ or the right arrow.`;
        }
        const [all, bad] = [graph.all[now], graph.bad[now]];
        if (bad === 0) {
            const what = this.at === 0
                ? `All ${graph.total} states were searched: you cannot win. Try.`
                : "Nothing can go wrong from here.";
            return text + what;
        }
        if (bad === all) return `${text}From here every schedule fails.`;
        const task = this.at === 0 ? "Choose who goes on, until it fails. " : "";
        return `${text}${task}From here ${number(bad)} of ${many(all, "schedule")} fail.`;
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
