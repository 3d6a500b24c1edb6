"""How makers word what they ask: a card's question with a request behind it. One place, so that all sound alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashq.quiz.source import Pair, SourceCard

_CHOOSE = re.compile(r"\b(?:choose|select|pick)\s+(?:two|three|four|five|\d|all)\b", re.IGNORECASE)
_SIGNS = re.compile(r"[<>*_\[\]\\]")
_WHICH_ORDER = re.compile(r"in (?:what|which) (?:order|sequence)\b|put\b|order\b", re.IGNORECASE)
_ORDER = re.compile(r"\bin (?:what |which )?order\b|\bsteps?\b|\bsequence\b", re.IGNORECASE)
_IN_ORDER = re.compile(r"\bin (?:the )?(?:right |correct )?(?:order|sequence)\b", re.IGNORECASE)
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six")


def with_request(card: SourceCard, request: str) -> str:
    """The card's question, then ``request`` as a paragraph of its own."""
    return f"{card.question}\n\n{request}"


def named(text: str) -> str:
    """``text`` set apart from the sentence around it: bold, or code where it holds signs that Markdown would eat."""
    return f"`{text}`" if _SIGNS.search(text) and "`" not in text else f"**{text}**"


def which_one_is_this(card: SourceCard, pair: Pair) -> str:
    """Asks for the term that the pair's meaning is said of; by the headers of a table, by the respect of a comparison."""
    if pair.meaning_name and not pair.term_name:
        return with_request(card, f"Which one has this {named(pair.meaning_name)}: “{pair.meaning}”?")
    if pair.meaning_name:
        return with_request(
            card, f"Which {named(pair.term_name)} has this {named(pair.meaning_name)}: “{pair.meaning}”?"
        )
    return with_request(card, f"Which one is this: “{pair.meaning}”?")


def asks_for_an_order(question: str) -> bool:
    """Whether a question asks in which order, so that naming items is no answer to it."""
    return bool(_WHICH_ORDER.match(question))


def speaks_of_an_order(question: str) -> bool:
    """Whether a question wants its items in order, at its beginning or its end, so that one of them is no answer."""
    return asks_for_an_order(question) or bool(_IN_ORDER.search(question))


def choose(card: SourceCard, count: int) -> str:
    """Asks for ``count`` items of the card's answer, unless its author did."""
    if _CHOOSE.search(card.question):
        return card.question
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    order = " that belong to it, in any order" if _ORDER.search(card.asks) else ""
    return with_request(card, f"Choose {number}{order}.")
