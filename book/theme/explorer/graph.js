// What a graph says: who can do what, where it leads, and how it can end. No drawing here.
// The data is what chapters/13_model_checker/src/json.rs writes.
"use strict";
var Explorer = window.Explorer || {};

Explorer.Graph = class {
    constructor(data) {
        Object.assign(this, data);
        this.endOf = new Map();
        for (let i = 0; i < data.ended.length; i += 2) {
            this.endOf.set(data.ended[i], data.ends[data.ended[i + 1]]);
        }
        this.ways = data.steps.map((flat) => {
            const ways = [];
            for (let i = 0; i < flat.length; i += 3) {
                ways.push({ who: flat[i], whom: flat[i + 1] - 1, to: flat[i + 2] });
            }
            return ways;
        });
        this.count();
        // The first step of all is main's, and there is no other.
        this.first = this.ways[0].length === 1 && this.ways[0][0].who === 0 ? this.ways[0][0].to : 0;
        this.total = this.states.length - (this.first === 0 ? 0 : 1);
        // What loom did, from there on; `null` if nobody knows.
        this.loom = data.loom && data.loom.slice(this.first === 0 ? 0 : 1);
    }

    isBad(state) {
        const end = this.endOf.get(state);
        return end !== undefined && end[0] !== "well";
    }

    // The schedules from each state to an end: all, and those that fail. No state comes twice on
    // a path, so it is enough to begin at the ends.
    count() {
        this.all = new Array(this.states.length);
        this.bad = new Array(this.states.length);
        const open = [0];
        while (open.length > 0) {
            const at = open[open.length - 1];
            const next = this.ways[at].find((way) => this.all[way.to] === undefined);
            if (next !== undefined && this.all[at] === undefined) {
                open.push(next.to);
                continue;
            }
            open.pop();
            if (this.all[at] !== undefined) continue;
            const ends = this.ways[at].length === 0;
            const sum = (of) => this.ways[at].reduce((total, way) => total + of[way.to], 0);
            this.all[at] = ends ? 1 : sum(this.all);
            this.bad[at] = ends ? (this.isBad(at) ? 1 : 0) : sum(this.bad);
        }
    }

    // "calm": nothing can go wrong any more. "lost": nothing can go right. Else "open".
    mood(state) {
        if (this.bad[state] === 0) return "calm";
        return this.bad[state] === this.all[state] ? "lost" : "open";
    }

    view(state, thread) {
        const view = this.views[this.states[state][thread]];
        if (view === undefined) return null;
        const [, verb, one, two, holds, frames] = view;
        return { verb, one, two, holds, frames };
    }

    holder(state, lock) {
        return this.threads.findIndex((_, thread) => {
            const view = this.view(state, thread);
            return view !== null && view.holds.includes(lock);
        });
    }

    sleepers(state, condvar) {
        const asleep = (_, thread) => {
            const view = this.view(state, thread);
            return view !== null && view.verb === "asleep" && view.two === condvar;
        };
        return this.threads.map((_, thread) => thread).filter((t) => asleep(null, t));
    }

    // What is in the queues and the atomics: for each its number, and the text.
    contents(state) {
        return this.boxes[this.inside[state]].map(([number, inside]) => {
            if (!Array.isArray(inside)) return [number, `is ${inside}`];
            const from = inside.map((thread) => this.threads[thread]);
            return [number, from.length === 0 ? "nothing" : `${from.length}, from ${from.join(", ")}`];
        });
    }

    object(object) {
        // Where a thread is meant, there may be no object of that number.
        return object in this.objects ? this.objects[object][1] : "";
    }

    // Does this step interrupt the thread that has run before, and could go on?
    interrupts(state, way, last) {
        if (way.who >= 100) return 1;
        if (last === null || way.who === last) return 0;
        return this.ways[state].some((other) => other.who === last) ? 1 : 0;
    }

    // The way to a failure with the fewest interruptions, and of those the shortest; `null` if
    // there is none. By interruptions, then steps: a search with a list for each number of them.
    best(from, last) {
        const seen = new Map();
        const lists = [[{ at: from, last, path: null, steps: 0 }]];
        for (let cost = 0; cost < lists.length; cost += 1) {
            const list = lists[cost] || [];
            for (let i = 0; i < list.length; i += 1) {
                const node = list[i];
                const key = `${node.at},${node.last}`;
                if (seen.has(key)) continue;
                seen.set(key, true);
                if (this.isBad(node.at)) {
                    const path = [];
                    for (let n = node; n.path !== null; n = n.path) path.unshift(n.way);
                    return { interruptions: cost, path };
                }
                this.ways[node.at].forEach((way, index) => {
                    if (this.bad[way.to] === 0) return;
                    const more = cost + this.interrupts(node.at, way, node.last);
                    const next = way.who >= 100 ? node.last : way.who;
                    lists[more] = lists[more] || [];
                    lists[more].push({ at: way.to, last: next, path: node, way: index });
                });
            }
        }
        return null;
    }
};
window.Explorer = Explorer;
