"""How alike two questions are, and which of many are alike, without comparing each with each where there are very many.

Owns the measure (rapidfuzz's ratio of the wordings, white space folded) and imports rapidfuzz only when it is needed. Knows no
cards.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ALL_PAIRS: Final = 1_000_000
"""Up to so many pairs each is compared; that takes about a second."""
_RARE_SHARE: Final = 50
"""Above that, only questions that share a word which at most one in so many of the old ones has."""
_MOST_RIVALS: Final = 8
"""Candidates kept for each question: the best one, and more than enough to see that it has rivals."""
_WORD = re.compile(r"\w{3,}")


def likeness(one: str, other: str) -> float:
    """The ratio of two wordings, 0 to 100."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - most imports never come here

    return ratio(_folded(one), _folded(other))


def similar_pairs(
    olds: Mapping[int, str], news: Mapping[int, str], above: float
) -> dict[tuple[int, int], float]:
    """The pairs (old, new) of questions whose ratio is greater than ``above``, with their ratios."""
    if not olds or not news:
        return {}
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - most imports never come here

    wordings = {old: _folded(question) for old, question in olds.items()}
    rare = _by_rare_word(wordings) if len(olds) * len(news) > _ALL_PAIRS else None
    found: dict[tuple[int, int], float] = {}
    for new, question in news.items():
        wording = _folded(question)
        if rare is not None and not _alike(wording, _sharing(wording, rare, wordings), above):
            continue
        # Whoever has one candidate is compared with all, so that no rival is missed.
        hits = process.extract(wording, wordings, scorer=fuzz.ratio, score_cutoff=above, limit=_MOST_RIVALS)
        found.update({(old, new): score for _, score, old in hits if score > above})
    return found


def _alike(wording: str, choices: Mapping[int, str], above: float) -> bool:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - as above

    return process.extractOne(wording, choices, scorer=fuzz.ratio, score_cutoff=above) is not None


def _folded(question: str) -> str:
    return " ".join(question.split())


def _by_rare_word(wordings: Mapping[int, str]) -> dict[str, list[int]]:
    words = {old: _words(wording) for old, wording in wordings.items()}
    often = Counter(word for of_one in words.values() for word in of_one)
    most = max(len(wordings) // _RARE_SHARE, 1)
    rare: dict[str, list[int]] = defaultdict(list)
    for old, of_one in words.items():
        for word in of_one:
            if often[word] <= most:
                rare[word].append(old)
    return rare


def _sharing(wording: str, rare: Mapping[str, list[int]], wordings: Mapping[int, str]) -> dict[int, str]:
    return {old: wordings[old] for word in _words(wording) for old in rare.get(word, ())}


def _words(wording: str) -> Iterable[str]:
    return dict.fromkeys(_WORD.findall(wording.casefold()))
