"""True or false: a yes-or-no card as its author asked it, or a term with its own or a neighbour's meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.quiz.distractors import fits, hints, too_alike
from hashq.quiz.draft import Draft
from hashq.quiz.phrases import named, with_request

if TYPE_CHECKING:
    from random import Random

    from hashq.quiz.pool import Pool
    from hashq.quiz.source import SourceCard


def true_false(card: SourceCard, pool: Pool, stream: Random) -> Draft | str:  # noqa: ARG001 - every maker is called alike
    """A statement to judge, or the reason why the card yields none."""
    if card.verdict is not None:
        yes, no = ("True", "False") if card.judges else ("Yes", "No")
        return _verdict(card.question, yes, no, is_so=card.verdict, why=card.answer)
    pairs = [pair for pair in card.pairs if fits(pair.meaning) and not hints(pair.meaning, pair.term, ())]
    if len(pairs) < 2:
        return "it is not answered with yes or no, and pairs no terms with meanings"
    pair = stream.choice(pairs)
    others = [
        other.meaning for other in pairs if other is not pair and not too_alike(other.meaning, pair.meaning)
    ]
    is_so = stream.random() < 0.5
    if not is_so and not others:
        return "its meanings are too alike to swap"
    said = pair.meaning if is_so else stream.choice(others)
    place = f", {named(pair.meaning_name)}" if pair.meaning_name else ""
    prompt = with_request(card, f"Is this right? {named(pair.term)}{place}: {said}")
    return _verdict(prompt, "True", "False", is_so=is_so, why=f"{named(pair.term)}: {pair.meaning}")


def _verdict(prompt: str, yes: str, no: str, *, is_so: bool, why: str) -> Draft:
    texts = (yes, no) if is_so else (no, yes)
    labels = ("true", "false") if is_so else ("false", "true")
    return Draft(prompt, texts[:1], texts[1:], why=why, labels=labels, by_author=True)
