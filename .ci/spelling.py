#!/usr/bin/env python3
"""Checks the spelling of what is prose here: pages, cards, README, CONTRIBUTING, and the comments of the
sources. hunspell knows English, `.ci/words` what is ours.

Usage: spelling.py            fails on a word that neither knows, and says where it is
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORDS = ROOT / ".ci/words"


def blank(match):
    """The same lines, without their text."""
    return "\n" * match.group().count("\n") or " "


def prose_of_markdown(text):
    for pattern in (
        r"(?ms)^([ \t]*)(```+|~~~+).*?^\1\2[ \t]*$",  # code blocks
        r"(?s)<script.*?</script>|<!--.*?-->",
        r"\{\{#.*?\}\}",
        r"(?s)<code>.*?</code>",
        r"(``+).+?\1|`[^`]*`",
    ):
        text = re.sub(pattern, blank, text)
    # What is shown of a picture is its text; of a link, its text; of a tag, nothing.
    text = re.sub(r'\balt="([^"]*)"', r'>\1<"', text)
    text = re.sub(r"<[^<>]*>", blank, text)
    text = re.sub(r"\]\([^()]*(\([^()]*\)[^()]*)*\)|\]\[[^]]*\]|^\[[^]]*\]: .*", blank, text, flags=re.M)
    # Paths and names, as of files, are no words.
    return re.sub(r"\\[nrt]|&\w+;|\S*(?:[/_]|::)\S*|\S+\.(?:md|rs|py|js|toml|html|txt)\b", " ", text)


def prose_of_rust(text):
    """Its comments, each in its line. Code in them is left out as in Markdown."""
    lines = []
    for line in text.split("\n"):
        comment = re.match(r'\s*//[/!]? ?(.*)|[^"]*[;{},)] // (.*)', line)
        said = (comment.group(1) or comment.group(2) or "") if comment else ""
        lines.append("" if said.startswith("ANCHOR") else said)
    return prose_of_markdown("\n".join(lines))


def sources():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True)
    for name in listed.stdout.splitlines():
        if name.endswith(".md"):
            yield name, prose_of_markdown
        elif name.endswith(".rs"):
            yield name, prose_of_rust


def main():
    places = {}
    for name, prose in sources():
        text = prose((ROOT / name).read_text(encoding="utf-8"))
        for number, line in enumerate(text.split("\n"), 1):
            for word in re.findall(r"(?<!\w)[^\W\d_]+(?:['’][^\W\d_]+)*(?!\w)", line):
                word = word.replace("’", "'").removesuffix("'s")
                places.setdefault(word, []).append(f"{name}:{number}")
    asked = subprocess.run(
        ["hunspell", "-l", "-i", "utf-8", "-d", "en_GB", "-p", str(WORDS)],
        input="\n".join(places) + "\n", check=True, capture_output=True, text=True,
    )
    unknown = set(asked.stdout.split())
    for word in sorted(unknown, key=str.lower):
        print(f"{word}: {', '.join(places.get(word, ['?'])[:3])}")
    # A word of ours that nobody uses any more would hide the next mistake.
    ours = WORDS.read_text(encoding="utf-8").split()
    known = {word.lower() for word in places}
    unused = [word for word in ours if word.lower() not in known]
    for word in unused:
        print(f"{word}: in .ci/words, and nowhere else")
    print(f"{len(places)} words, {len(unknown)} unknown")
    sys.exit(1 if unknown or unused else 0)


if __name__ == "__main__":
    main()
