"""Runs the examples in ``fixtures/``: notes as text, and beside each the cards it must become.

An example is a title, a line with a single dot, the note, another dot, the expectation as YAML, and a last dot. The expectation
lists ``cards`` (only the fields it names are compared) and ``problems`` as ``code@line``. In a note, ``␣`` stands for a blank
at a line's end, ``⍽`` for a no-break space and ``→`` for a tab.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from hashq.notes.parser import parse_note

NOTE = "/vault/Note.md"
FIXTURES = Path(__file__).parent / "fixtures"


class Example(NamedTuple):
    title: str
    note: str
    expected: dict[str, Any]


class Vault:
    """A vault that holds every picture but those called ``missing``."""

    def find(self, target: str, note: str) -> str | None:
        assert note == NOTE
        return None if "missing" in target else f"/vault/{target}"


def examples(path: Path) -> list[Example]:
    found: list[Example] = []
    parts: list[list[str]] = [[]]
    for line in path.read_text("utf-8").splitlines():
        if line != ".":
            parts[-1].append(line)
            continue
        parts.append([])
        if len(parts) == 4:
            title, note, expected = ("\n".join(part).strip("\n") for part in parts[:3])
            signs = {"␣": " ", "⍽": "\xa0", "→": "\t"}
            for sign, blank in signs.items():
                note = note.replace(sign, blank)
            found.append(Example(title.splitlines()[-1], note, yaml.safe_load(expected) or {}))
            parts = [[]]
    assert not "".join(parts[0]).strip(), f"{path.name} ends in the middle of an example"
    return found


ALL = [
    pytest.param(example, id=f"{path.stem}: {example.title}")
    for path in sorted(FIXTURES.glob("*.md"))
    for example in examples(path)
]


def plain(value: Any) -> Any:
    if hasattr(value, "_asdict"):
        return {name: plain(part) for name, part in value._asdict().items()}
    return [plain(item) for item in value] if isinstance(value, (tuple, list)) else value


@pytest.mark.parametrize("example", ALL)
def test_a_note_becomes_the_cards_its_example_says(example: Example) -> None:
    note = parse_note(example.note, NOTE, images=Vault())
    cards = [card._asdict() for card in note.cards]
    wanted = example.expected.get("cards") or []
    shown = [
        {name: plain(card[name]) for name in want} for card, want in zip(cards, wanted, strict=False)
    ] + [{"question": card["question"], "answer": card["answer"]} for card in cards[len(wanted) :]]
    assert shown == wanted
    problems = [f"{problem.code}@{problem.line}" for problem in note.problems]
    assert problems == example.expected.get("problems", [])


def test_there_are_examples() -> None:
    assert len(ALL) > 90
