"""A seeded vault of notes to measure with: the same seed writes the same bytes."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = [
    "agent",
    "alarm",
    "alias",
    "application",
    "archive",
    "artifact",
    "baseline",
    "batch",
    "bucket",
    "bundle",
    "canary",
    "capacity",
    "cluster",
    "command",
    "container",
    "deployment",
    "event",
    "failure",
    "fleet",
    "group",
    "health",
    "hook",
    "instance",
    "interval",
    "lambda",
    "lifecycle",
    "listener",
    "load",
    "minimum",
    "network",
    "node",
    "original",
    "percent",
    "platform",
    "policy",
    "poll",
    "profile",
    "queue",
    "region",
    "replacement",
    "request",
    "revision",
    "role",
    "rollback",
    "route",
    "script",
    "security",
    "service",
    "shift",
    "snapshot",
    "stack",
    "status",
    "step",
    "stop",
    "subnet",
    "tag",
    "target",
    "task",
    "template",
    "threshold",
    "timeout",
    "token",
    "traffic",
    "trigger",
    "update",
    "validate",
    "version",
    "volume",
    "weight",
    "window",
    "zone",
]


def write_vault(folder: Path, *, cards: int = 10_000, files: int = 200, seed: int = 1) -> int:
    """Write ``cards`` cards into ``files`` notes below ``folder``; how many were written."""
    for number in range(files):
        note = folder / f"topic {number % 20:02}" / f"note {number:04}.md"
        note.parent.mkdir(parents=True, exist_ok=True)
        mine = range(number, cards, files)
        note.write_text("\n".join(f"{card_text(index, seed)}\n---\n" for index in mine), encoding="utf-8")
    return cards


def question_and_answer(index: int, seed: int) -> tuple[str, str]:
    """The words of card ``index``, drawn from a stream of its own."""
    stream = random.Random(f"{seed}/{index}")
    question = f"What does the {' '.join(stream.choices(WORDS, k=5))} do in case {index}?"
    return question, f"It {' '.join(stream.choices(WORDS, k=stream.randint(6, 40)))}."


def card_text(index: int, seed: int) -> str:
    """Card ``index`` as a person would have written it: prose, a list or a table."""
    question, answer = question_and_answer(index, seed)
    stream = random.Random(f"{seed}/{index}/form")
    if index % 7 == 0:
        rows = "\n".join(f"| {word} | {stream.choice(WORDS)} |" for word in stream.sample(WORDS, 4))
        return f"#Q {question}\n\n| Name | Role |\n| --- | --- |\n{rows}\nTable. Case {index}\n"
    if index % 5 == 0:
        items = "\n".join(f"{place}. {word}" for place, word in enumerate(stream.sample(WORDS, 4), 1))
        return f"#Q {question}\nAnswer:\n{items}\n"
    return f"#Q {question}\nSee: \n**Answer**: {answer}\n"


def write_csv(file: Path, *, cards: int = 10_000, seed: int = 1) -> None:
    """The same cards as two columns, in the form Anki reads without asking."""
    with file.open("w", encoding="utf-8", newline="") as handle:
        handle.write("#separator:Comma\n#html:false\n")
        csv.writer(handle).writerows(_rows(cards, seed))


def _rows(cards: int, seed: int) -> Iterator[tuple[str, str]]:
    for index in range(cards):
        question, rest = card_text(index, seed).split("\n", 1)
        yield question.removeprefix("#Q "), rest
