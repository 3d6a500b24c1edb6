"""Several of the options are right: the author's own, or items of a list among items of its neighbours' lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashq.quiz.distractors import fits, gives_itself_away, pick, too_alike, wanted_thing
from hashq.quiz.draft import Draft
from hashq.quiz.fold import folded
from hashq.quiz.forms import form
from hashq.quiz.phrases import asks_for_an_order, choose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from random import Random

    from hashq.quiz.pool import Pool
    from hashq.quiz.source import SourceCard

_OPEN = re.compile(r"\b(?:examples?|e\.g|such as|for instance|some of|etc|include)\b", re.IGNORECASE)
_ASKS_FOR_NAMES = re.compile(
    r"(?:in |on |by |at |for |under )?(?:which|what are|what kinds?|name|list)\b", re.IGNORECASE
)
_ASKS_ABOUT_EACH = re.compile(r"\b(?:each|every|mean|means|what for|good for|respectively)\b", re.IGNORECASE)
_MOST_LOOKED_AT = 120
_FEWEST_ITEMS = 3
_RIGHT = (2, 3)


def multiple_response(card: SourceCard, pool: Pool, stream: Random) -> Draft | str:
    """A question with several right options, or the reason why the card yields none."""
    if card.options:
        return _as_the_author_wrote(card)
    if card.pairs and not lists_names(card):
        return "it asks for what is said of each, not for the names"
    if asks_for_an_order(card.asks):
        return "it asks for an order"
    items = _names(card)
    if len(items) < _FEWEST_ITEMS:
        return "its answer is not a list of short items"
    wanted = min(stream.choice(_RIGHT), len(items) - 1)
    key = tuple(stream.sample(items, wanted))
    if _OPEN.search(f"{card.asks} {card.answer}"):
        return "its list is open: what it leaves out may be right too"
    found = pick(key, _foreign_items(card, pool, items), 5 - wanted, stream)
    if len(found) < 5 - wanted:
        return "too few likely wrong items in neighbouring lists"
    if gives_itself_away(key, found):
        return "its items would stand out by their length"
    return Draft(choose(card, wanted), key, found, why=card.answer)


def _as_the_author_wrote(card: SourceCard) -> Draft | str:
    if len(card.key) < 2:
        return "its options have one right answer" if card.key else "its options have no certain key"
    texts = {option.label: option.text for option in card.options}
    labels = (*card.key, *(label for label in texts if label not in card.key))
    ordered = tuple(texts[label] for label in labels)
    split = len(card.key)
    return Draft(
        choose(card, split),
        ordered[:split],
        ordered[split:],
        why=card.answer,
        keep_order=True,
        labels=labels,
        by_author=True,
    )


def _names(card: SourceCard) -> tuple[str, ...]:
    """What the card lists: the terms of its pairs, or its items."""
    names = tuple(pair.term for pair in card.pairs) or card.items
    return tuple(name for name in names if fits(name))


def _foreign_items(card: SourceCard, pool: Pool, own: tuple[str, ...]) -> Iterator[list[str]]:
    """Items of the same form that the card's whole text does not mention, where they may well be taken for its own.

    First from lists that have an item in common with the card's, then from cards that ask for the same thing.
    """
    said = f" {folded(card.question)} {folded(card.answer)} "
    forms = {form(name) for name in own}
    wanted = wanted_thing(card.asks)

    def sound(names: Iterable[str]) -> list[str]:
        return [
            name
            for name in list(dict.fromkeys(names))[:_MOST_LOOKED_AT]
            if form(name) in forms
            and f" {folded(name)} " not in said
            and not any(too_alike(name, mine) for mine in own)
        ]

    yield sound(name for item in own for group in pool.groups_with(card, item) for name in group)
    for others in (pool.siblings, pool.relatives):
        alike = [other for other in others(card) if wanted & wanted_thing(other.asks) and lists_names(other)]
        yield sound(name for other in alike for name in _names(other))


def lists_names(card: SourceCard) -> bool:
    """Whether the question asks for the names listed, not for what is said of each."""
    return bool(_ASKS_FOR_NAMES.match(card.asks)) and not _ASKS_ABOUT_EACH.search(card.asks)
