"""Cards that hold data instead of prose: parsing and asking take no longer than their length allows.

Each would take minutes where a pattern looks for an end from every place of the text.
"""

from __future__ import annotations

import pytest

from hashq.notes.parser import parse_note
from hashq.quiz.fold import undecorated
from hashq.quiz.makers import make
from hashq.quiz.model import Kind
from hashq.quiz.pool import Pool

LONG = 20_000


@pytest.mark.parametrize(
    "body",
    [
        "**References" + " " * LONG,
        "_" * LONG,
        "_ " * LONG,
        "[[" * LONG,
        "![a](" * LONG,
        "`" * LONG,
        "> \n" * LONG,
        "x" + "\n" * LONG + "y",
        "- [a](" * LONG,
    ],
    ids=lambda body: repr(body[:14]),
)
def test_a_text_of_signs_is_parsed_and_asked_about(read, body):
    cards = read(f"#Q What?\n{body}")
    pool = Pool(cards)
    assert len(cards) == 1
    assert all(make(cards[0], kind, pool, 1) is not None for kind in Kind)


def test_a_heading_of_references_may_end_in_blanks():
    (card,) = parse_note("#Q What?\nThis.\n**References** " + " " * LONG + "\n[a](https://a)", "n.md").cards
    assert (card.answer, [see.target for see in card.see]) == ("This.", ["https://a"])


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("[guide](https://a.b/c_(d))", "guide"),
        ("**bold *and* italic**", "bold and italic"),
        ("[[S3|the store]] and ![[X.png]] `code`", "the store and code"),
        ("``a `tick` in code``", "a `tick` in code"),
    ],
)
def test_signs_of_markdown_go_and_their_words_stay(text, plain):
    assert undecorated(text) == plain
