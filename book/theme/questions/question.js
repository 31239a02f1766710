// A question in the page. In the Markdown it is a paragraph, a numbered list and a folded answer,
// and so it stays without JavaScript. Here the list becomes choices.
//
//     <div class="predict" id="ask-NAME" data-right="2" data-shown="bug chapter2 notify_first">
//
// The answer is kept under the question's name and as the text that was chosen: when the book
// changes, the other answers stay, and this one is recognised as long as the choice is there.
"use strict";

class Question {
    constructor(root) {
        this.root = root;
        this.name = root.id;
        this.choices = [];
        this.answer = root.querySelector("details");
        this.build();
        this.recall();
        // mdBook's arrows turn the page; in here they choose.
        root.addEventListener("keydown", (event) => {
            if (event.key.startsWith("Arrow")) event.stopPropagation();
        });
    }

    build() {
        const make = (tag, name) => {
            const element = document.createElement(tag);
            if (name) element.className = name;
            return element;
        };
        const form = make("form");
        const fieldset = make("fieldset");
        const legend = make("legend");
        const asked = this.root.querySelector(":scope > p");
        const list = this.root.querySelector(":scope > ol");
        legend.append(...asked.childNodes);
        asked.remove();
        for (const item of list.children) {
            const label = make("label");
            const input = make("input");
            input.type = "radio";
            input.name = this.name;
            const text = make("span");
            text.append(...item.childNodes);
            label.append(input, text);
            item.append(label);
            this.choices.push({ item, input, text: text.textContent.trim() });
        }
        const button = make("button");
        button.textContent = "Answer";
        // What is put into it later is read out.
        this.says = make("p", "p-says");
        this.says.setAttribute("role", "status");
        list.replaceWith(form);
        fieldset.append(legend, list);
        form.append(fieldset, button, this.says);
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            this.choose(this.choices.findIndex(({ input }) => input.checked));
        });
    }

    get right() { return Number(this.root.dataset.right) - 1; }

    choose(index) {
        if (index < 0) {
            this.says.textContent = "Choose one of them first.";
            return;
        }
        Kept.set(this.name, { choice: this.choices[index].text, right: index === this.right });
        this.show(index);
    }

    show(index) {
        this.choices.forEach(({ item }, i) => {
            item.classList.toggle("p-right", i === this.right);
            item.classList.toggle("p-wrong", i === index && i !== this.right);
        });
        this.root.dataset.answered = index === this.right ? "right" : "wrong";
        this.says.textContent = index === this.right
            ? `${index + 1} is right.`
            : `No, not ${index + 1}. It is ${this.right + 1}.`;
        this.answer.open = true;
    }

    recall() {
        const kept = Kept.get(this.name);
        const index = this.choices.findIndex(({ text }) => text === kept?.choice);
        if (index < 0) return;
        this.choices[index].input.checked = true;
        this.show(index);
    }
}

if (!Kept.on_paper) {
    for (const root of document.querySelectorAll(".predict")) new Question(root);
}
