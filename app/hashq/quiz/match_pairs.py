"""Match terms with their meanings: from a table's first two columns, or a list of ``term: meaning``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.quiz.distractors import fits, hints, too_alike
from hashq.quiz.draft import Draft
from hashq.quiz.fold import folded
from hashq.quiz.phrases import named, with_request

if TYPE_CHECKING:
    from random import Random

    from hashq.quiz.pool import Pool
    from hashq.quiz.source import Pair, SourceCard

_FEWEST, _MOST = 3, 5


def match_pairs(card: SourceCard, pool: Pool, stream: Random) -> Draft | str:  # noqa: ARG001 - every maker is called alike
    """Pairs to match, or the reason why the card yields none."""
    pairs = list(card.pairs)
    stream.shuffle(pairs)
    chosen: list[Pair] = []
    for pair in pairs:
        if len(chosen) < _MOST and _is_new(pair, chosen):
            chosen.append(pair)
    if len(chosen) < _FEWEST:
        return "it pairs too few terms with distinct short meanings"
    told = [
        hints(pair.term, pair.meaning, [other.meaning for other in chosen if other is not pair])
        for pair in chosen
    ]
    if sum(told) > len(chosen) // 2:
        return "its words would match up by themselves"
    rows = tuple(pair.term for pair in chosen)
    return Draft(
        with_request(card, _request(chosen[0])),
        tuple(pair.meaning for pair in chosen),
        rows=rows,
        why=card.answer,
    )


def _request(pair: Pair) -> str:
    if pair.term_name and pair.meaning_name:
        return f"Match each **{pair.term_name}** with its **{pair.meaning_name}**."
    if pair.meaning_name:
        return f"Match each with its {named(pair.meaning_name)}."
    return "Match each with what is said of it."


def _is_new(pair: Pair, chosen: list[Pair]) -> bool:
    """Whether the pair can be told from those chosen, and its meaning does not name its term."""
    if (
        not fits(pair.term)
        or not fits(pair.meaning)
        or f" {folded(pair.term)} " in f" {folded(pair.meaning)} "
    ):
        return False
    return not any(too_alike(pair.meaning, one.meaning) or too_alike(pair.term, one.term) for one in chosen)
