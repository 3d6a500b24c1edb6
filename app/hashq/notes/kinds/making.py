"""The cards that a card becomes where it asks for kinds: itself or its siblings, or both.

Owns what stays of the card itself, and that no two siblings ask the same.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from hashq.notes.kinds.asked import PLAIN
from hashq.notes.kinds.backwards import backwards
from hashq.notes.kinds.cloze import holes
from hashq.notes.kinds.rows import rows
from hashq.notes.model import Card, Family
from hashq.problems import Problem, warning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hashq.notes.kinds.sibling import Sibling

MOST: Final = 200
"""Siblings one card may become by one kind. What is beyond would not be learned either."""


class _Kind(NamedTuple):
    name: str
    """What its cards are called."""
    make: Callable[[Card], Iterable[Sibling]]
    replaces: bool
    """Whether the card itself goes when there are siblings: what it asks, they ask in parts."""
    missing: str
    """What the card lacks when there are none."""


KINDS: Final = {
    "cloze": _Kind("cloze", holes, replaces=True, missing="it has no `==hole==`"),
    "reversed": _Kind("reversed", backwards, replaces=False, missing="it has not two sides"),
    "rows": _Kind("row", rows, replaces=True, missing="its answer has no table with rows"),
}
"""By the word that asks for it."""


def family_of(card: Card, asked: tuple[str, ...], path: str) -> tuple[tuple[Card, ...], list[Problem]]:
    """The cards that ``card`` becomes, which asks for the kinds ``asked``, and what stands against it.

    A card with options is what it is: a choice has neither holes nor a reverse.
    """
    wanted = [KINDS[word] for word in asked if word != PLAIN]
    if card.options:
        return (card,), [_no_effect(card, path, kind.name, "it has options") for kind in wanted]
    family = Family(card.question, card.answer, asked)
    made: list[Card] = []
    problems: list[Problem] = []
    stays = not wanted
    for kind in wanted:
        found, problem = _made(card, kind, family, path)
        stays = stays or not kind.replaces
        made += found
        problems += problem
    if not made:
        return (card,), problems
    return ((card._replace(family=family),) if stays else ()) + tuple(made), problems


def _made(card: Card, kind: _Kind, family: Family, path: str) -> tuple[list[Card], list[Problem]]:
    siblings = list(islice(kind.make(card), MOST + 1))
    questions = {sibling.question: sibling for sibling in reversed(siblings[:MOST])}
    cards = [
        card._replace(question=question, answer=sibling.answer, kind=kind.name, family=family)
        for question, sibling in reversed(questions.items())
        if question.strip() and sibling.answer.strip()
    ]
    if not cards:
        return [], [_no_effect(card, path, kind.name, kind.missing)]
    if len(siblings) <= MOST:
        return cards, []
    hint = "Divide it among several cards."
    message = f"only the first {MOST} {kind.name} cards were made of this card"
    return cards, [warning(path, card.line, "too-many-siblings", message, hint)]


def _no_effect(card: Card, path: str, kind: str, missing: str) -> Problem:
    message = f"no {kind} card comes of this card: {missing}"
    return warning(path, card.line, "kind-without-effect", message, "Until then it is a card like any other.")
