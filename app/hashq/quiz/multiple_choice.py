"""One of four: the author's own options, a term for its meaning, an item of a list, or a short answer among others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.quiz.distractors import gives_itself_away, hints, neighbours, of_the_same_sort, pick, telling
from hashq.quiz.draft import Draft
from hashq.quiz.fold import folded
from hashq.quiz.forms import numbers_near
from hashq.quiz.phrases import which_one_is_this

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

    from hashq.quiz.pool import Pool
    from hashq.quiz.source import SourceCard

DISTRACTORS = 3
"""Wrong options beside the right one."""


def multiple_choice(card: SourceCard, pool: Pool, stream: Random) -> Draft | str:
    """A question with one right option, or the reason why the card yields none."""
    if card.options:
        return _as_the_author_wrote(card)
    if card.pairs and not card.tables:
        return _term_for_meaning(card, stream)
    if card.items or card.tables:
        return "its list or table is asked about in other forms"
    if card.verdict is not None:
        return "it is answered with yes or no"
    if not card.short_answer:
        return "its answer is too long for an option"
    key = card.short_answer
    found = pick((key,), _likely(card, key, pool), DISTRACTORS, stream)
    if len(found) < DISTRACTORS:
        return "too few likely wrong answers among its neighbours"
    if gives_itself_away((key,), found):
        return "its answer would stand out by its length"
    if hints(card.asks, key, found):
        return "its words would point at the answer"
    return Draft(card.question, (key,), found, why=card.answer)


def _likely(card: SourceCard, key: str, pool: Pool) -> Iterator[list[str]]:
    """Wrong answers tier by tier, the likeliest first; nothing that the card's own answer says."""
    said = f" {folded(card.answer)} "
    tiers: tuple[Callable[[], Sequence[str]], ...] = (
        lambda: of_the_same_sort(key, card, pool),
        lambda: neighbours(card, pool.siblings(card)),
        lambda: neighbours(card, pool.relatives(card)),
        lambda: numbers_near(key),
    )
    for tier in tiers:
        yield [text for text in tier() if f" {folded(text)} " not in said]


def _as_the_author_wrote(card: SourceCard) -> Draft | str:
    if len(card.key) != 1:
        return "its options have no certain key" if not card.key else "several of its options are right"
    texts = {option.label: option.text for option in card.options}
    labels = (*card.key, *(label for label in texts if label not in card.key))
    ordered = tuple(texts[label] for label in labels)
    return Draft(
        card.question,
        ordered[:1],
        ordered[1:],
        why=card.answer,
        keep_order=True,
        labels=labels,
        by_author=True,
    )


def _term_for_meaning(card: SourceCard, stream: Random) -> Draft | str:
    if len(card.pairs) < DISTRACTORS + 1:
        return "its list has too few terms to choose among"
    told_apart = telling(card.pairs)
    if not told_apart:
        return "its meanings are too alike to ask for one"
    pair = stream.choice(told_apart)
    others = [other.term for other in card.pairs if other is not pair]
    found = pick((pair.term,), (others,), DISTRACTORS, stream)
    if len(found) < DISTRACTORS:
        return "its terms are too alike"
    if hints(pair.meaning, pair.term, found):
        return "its words would point at the answer"
    return Draft(which_one_is_this(card, pair), (pair.term,), found, why=f"**{pair.term}**: {pair.meaning}")
