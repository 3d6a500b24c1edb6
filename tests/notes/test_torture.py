"""A vault of some 150 cards in every mixture of forms, encodings and line endings: each card comes out as it was meant."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from hashq.notes.reader import find_notes, read_note

STARTS = [
    "#Q {}", "#Q   {}", "#Question {}", "#Question: {}", "#Question : {}", "#Q: {}", "**#Q {}**", "**#Q** {}", "\t#Q {}",
    "  #Q {}", "#Q\xa0{}", "- #Q {}", "* #Q {}",
]  # fmt: skip
MARKERS = [
    "Answer: {}", "**Answer**: {}", "**Answer:** {}", "Answer; {}", "Answer. {}", "**Answer**. {}", "* Answer: {}",
    "> Answer: {}", "  \tAnswer: {}", "Answer is {}", "answer:{}", "Answer:\n{}", "**Answer**:\n\n{}", "{}",
]  # fmt: skip
ANSWERS = [
    "one word", "It is café, naïve and – dashed.", "two lines\nof text", "a paragraph\n\nand another",
    "- one\n- two\n  - three", "1. one\n2. two", "| a | b |\n|---|---|\n| 1 | 2 |", "> quoted", "`code` and **bold**",
    "```yaml\n#Q no: card\n---\n# no heading\n```", "[[Link|label]] and [site](https://a.b/c)", "ends here\n***\nor not",
]  # fmt: skip
REFERENCES = ["", "", "See:\n", "See: [docs](https://x.y)\n", "*See*: [[Other]]\n", "**See**: chapter 5\n"]
BORDERS = [
    "",
    "\n",
    "\n---\n",
    "---\nordinary text\n",
    "\n--- \n",
    "# Heading\nAnswer: of no card\n",
    "\n## Two\n\n",
]


class Meant(NamedTuple):
    line: int
    question: str
    answer: str
    references: int


def indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else line for line in text.split("\n"))


def one_note(random: Random, count: int) -> tuple[str, list[Meant]]:
    text = random.choice(["", "# Title\n\n", "---\ntags: [x]\n---\n", "Text. Answer: of nothing\n"])
    meant: list[Meant] = []
    for number in range(count):
        question = (
            f"{random.choice(['What is', 'Name'])} number {number}{random.choice(['?', '', ' of `x ? y`?'])}"
        )
        answer, marker = random.choice(ANSWERS), random.choice(MARKERS)
        if "\n" in answer and marker[-3:-2] != "\n":
            marker = "Answer:\n{}"
        start, see = random.choice(STARTS), random.choice(REFERENCES)
        body = see + marker.format(answer)
        body = indented(body) if start.startswith(("- ", "* ")) else body
        meant.append(Meant(text.count("\n") + 1, question, answer, see.count("[") > 0 or "chapter" in see))
        text += start.format(question) + "\n" + body + "\n" + random.choice(BORDERS)
    return text, meant


@pytest.mark.parametrize("seed", range(4))
def test_every_card_of_the_vault_is_what_it_was_meant_to_be(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    meant: dict[str, list[Meant]] = {}
    for number in range(15):
        text, cards = one_note(random, 10)
        ending = random.choice(["\n", "\r\n", "\r"])
        text = text.rstrip("\n") if random.random() < 0.7 else text
        encoding = random.choice(["utf-8", "utf-8", "utf-8-sig", "cp1252"])
        path = tmp_path / f"n{number:02}.md"
        path.write_bytes(text.replace("\n", ending).encode(encoding))
        meant[path.name] = cards
    for file in find_notes(tmp_path).files:
        read = read_note(Path(file.path))
        assert read.note is not None
        came_out = [Meant(card.line, card.question, card.answer, len(card.see)) for card in read.note.cards]
        assert came_out == meant[Path(file.path).name]
        assert {problem.code for problem in read.problems} <= {"not-utf8"}
