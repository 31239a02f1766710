// The map: every state of the program as a dot, from the beginning on the left to the ends.
"use strict";

Explorer.Map = class {
    constructor(graph, canvas) {
        this.graph = graph;
        this.canvas = canvas;
        this.place();
    }

    // A column for each distance from the beginning; in it, near those one comes from.
    place() {
        const { graph } = this;
        const depth = new Array(graph.states.length).fill(-1);
        const columns = [[graph.first]];
        depth[graph.first] = 0;
        for (let d = 0; d < columns.length; d += 1) {
            for (const at of columns[d]) {
                for (const { to } of graph.ways[at]) {
                    if (depth[to] >= 0) continue;
                    depth[to] = d + 1;
                    (columns[d + 1] = columns[d + 1] || []).push(to);
                }
            }
        }
        const row = new Array(graph.states.length).fill(0);
        columns.forEach((column, d) => {
            const from = new Map(column.map((at) => [at, []]));
            if (d > 0) {
                for (const before of columns[d - 1]) {
                    for (const { to } of graph.ways[before]) {
                        if (from.has(to)) from.get(to).push(row[before]);
                    }
                }
            }
            const middle = (at) => {
                const rows = from.get(at);
                return rows.length === 0 ? 0 : rows.reduce((a, b) => a + b, 0) / rows.length;
            };
            column.sort((a, b) => middle(a) - middle(b));
            column.forEach((at, i) => { row[at] = (i + 0.5) / column.length; });
        });
        const tallest = Math.max(...columns.map((column) => column.length));
        this.tallest = tallest;
        this.spot = graph.states.map((_, at) => ({
            x: columns.length < 2 ? 0.5 : depth[at] / (columns.length - 1),
            // Small columns stay in the middle.
            y: 0.5 + (row[at] - 0.5) * Math.sqrt((columns[depth[at]] || [0]).length / tallest),
            there: depth[at] >= 0,
        }));
    }

    draw(path, now) {
        const { canvas, graph } = this;
        const width = canvas.clientWidth, height = canvas.clientHeight;
        const scale = window.devicePixelRatio || 1;
        canvas.width = width * scale;
        canvas.height = height * scale;
        const pen = canvas.getContext("2d");
        pen.scale(scale, scale);
        const style = window.getComputedStyle(canvas);
        const colour = (name) => style.getPropertyValue(`--x-${name}`).trim();
        const edge = 12;
        const x = (at) => edge + this.spot[at].x * (width - 2 * edge);
        const y = (at) => edge + this.spot[at].y * (height - 2 * edge);
        const dot = Math.max(1.6, Math.min(5, height / (this.tallest * 2.6)));
        const line = (from, to) => {
            pen.beginPath();
            pen.moveTo(x(from), y(from));
            pen.lineTo(x(to), y(to));
            pen.stroke();
        };
        pen.lineWidth = 0.5;
        pen.strokeStyle = colour("line");
        graph.ways.forEach((ways, at) => {
            if (!this.spot[at].there) return;
            ways.forEach((way) => line(at, way.to));
        });
        for (const mood of ["calm", "open", "lost"]) {
            pen.fillStyle = colour(mood);
            graph.states.forEach((_, at) => {
                if (!this.spot[at].there || graph.mood(at) !== mood) return;
                pen.beginPath();
                if (graph.isBad(at)) {
                    // A square is an end that failed: not by colour alone.
                    pen.rect(x(at) - dot - 1, y(at) - dot - 1, 2 * dot + 2, 2 * dot + 2);
                } else {
                    pen.arc(x(at), y(at), dot, 0, 7);
                }
                pen.fill();
            });
        }
        pen.lineWidth = 2;
        pen.strokeStyle = colour("here");
        for (let i = 1; i < path.length; i += 1) line(path[i - 1], path[i]);
        pen.beginPath();
        pen.arc(x(now), y(now), dot + 4, 0, 7);
        pen.stroke();
    }
};
