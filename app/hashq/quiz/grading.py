"""Judges answers. Total: any given answer gets a grade, none raises.

Choices are right or wrong as a whole. Typed answers are forgiven case, punctuation, articles, plural and small
slips of the hand; never a wrong number, a negation, or a slip that lands on another answer of the same family.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

from hashq.quiz.fold import squeezed, words
from hashq.quiz.model import Grade, Kind, Question
from hashq.quiz.said import exact, flags, said, unaccented

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ORDER_MATTERS = frozenset({Kind.ORDER, Kind.MATCH})
_NEGATIONS = frozenset(
    {"no", "not", "never", "none", "without", "cannot", "cant", "isnt", "arent", "dont", "doesnt", "nor"}
)
_NEGATING_PREFIXES = ("un", "in", "im", "non", "dis", "ir", "il", "mis", "anti", "de")
_NEGATED_BY_A = (
    "synchron",
    "symmetr",
    "typical",
    "sexual",
    "moral",
    "septic",
    "biotic",
    "social",
    "periodic",
)
"""How words begin that an *a* before them turns round; before others it is a first letter that was missed."""
_OPPOSITES = (
    ("in", "de"), ("in", "ex"), ("im", "ex"), ("inter", "intra"), ("hyper", "hypo"), ("aff", "eff"), ("abd", "add"),
    ("macro", "micro"), ("mega", "giga"), ("pre", "pro"),
)  # fmt: skip
"""Beginnings that are no slip of each other."""
_CODE = re.compile(r"\b[A-Z]{3,5}\b")
"""A short name in capitals: another letter makes another name."""
_LISTED = re.compile(r"\s*(?:[,;/\n]|\band\b|\bor\b|&)\s*", re.IGNORECASE)
_BETWEEN_LABELS = re.compile(r"(?:[\s,;>→&-]|\band\b)+")
_QUALIFIER = re.compile(r"^[A-Z][A-Za-z]+\.(?=[A-Z])")
"""What stands before a name to say whose it is; an answer without it may be given with it."""


def grade(question: Question, given: Sequence[str], *, rivals: Iterable[str] = ()) -> Grade:
    """The judgement of ``given``: labels for a question with options, the written text otherwise.

    ``rivals`` are answers known to be wrong here (the answers of neighbouring cards): a slip that is at least
    as near to one of them is not forgiven. Blank is wrong.
    """
    answer = tuple(part.strip() for part in given if part.strip())
    if question.kind is Kind.TYPED:
        return _grade_typed(question, answer, (*question.rivals, *rivals))
    labels = tuple(_label(question, part) for part in answer)
    if question.kind in _ORDER_MATTERS:
        right = labels == question.key
    else:
        right = len(set(labels)) == len(labels) and set(labels) == set(question.key)
    return Grade(question.id, right and bool(labels), answer, question.key)


def parts_given(question: Question, given: object) -> tuple[str, ...]:
    """An answer as scripts write it, as the parts :func:`grade` takes: a label, a text, several in one, or a list.

    ``a, c``, ``a and c`` and ``ac`` mean two labels where no option reads so; anything else is taken as it stands.
    """
    if isinstance(given, (list, tuple)):
        return tuple(_as_text(part) for part in given)
    text = _as_text(given)
    if not question.options or _label(question, text) != text:
        return (text,)
    labels = {option.label for option in question.options}
    for parts in (_BETWEEN_LABELS.split(text.strip().casefold()), list(text.strip().casefold())):
        if text not in labels and len(parts) > 1 and set(parts) <= labels:
            return tuple(parts)
    return (text,)


def _as_text(given: object) -> str:
    if given is None:
        return ""
    return str(given).casefold() if isinstance(given, bool) else str(given)


def _label(question: Question, part: str) -> str:
    """The label ``part`` stands for: itself in any case, or the label of the option with that text."""
    wanted = part.casefold()
    for option in question.options:
        if option.label.casefold() == wanted:
            return option.label
    for option in question.options:
        if squeezed(option.text) == squeezed(part):
            return option.label
    return part


def _grade_typed(question: Question, given: tuple[str, ...], rivals: tuple[str, ...]) -> Grade:
    """Several answers where one is asked are right when each of them is, in parts or in one text."""
    best = question.key[0] if question.key else ""
    right = [_accepted(part, question.key, rivals) for part in given]
    if None in right:
        right = [
            _accepted(part, question.key, rivals) or _all_accepted(part, question.key, rivals)
            for part in given
        ]
    if not right or None in right:
        wrong = next((part for part, how in zip(given, right, strict=True) if how is None), "")
        return Grade(question.id, False, given, question.key, "", difference(wrong, best))
    found = [how for how in right if how is not None]
    forgiven = next((how for how, _ in found if how), "")
    shown = difference(given[0], found[0][1]) if forgiven else ()
    return Grade(question.id, True, given, question.key, forgiven, shown)


def _all_accepted(given: str, key: tuple[str, ...], rivals: tuple[str, ...]) -> tuple[str, str] | None:
    """What is forgiven in a text that lists several of ``key``; None when any part of it is none."""
    parts = [part for part in _LISTED.split(given) if part.strip()]
    found = [_accepted(part, key, rivals) for part in parts]
    if len(parts) < 2 or None in found:
        return None
    return next((how[0] for how in found if how is not None and how[0]), ""), given


def _accepted(given: str, key: tuple[str, ...], rivals: tuple[str, ...]) -> tuple[str, str] | None:
    """What is forgiven in ``given`` and the text it is taken for; None when it is none of ``key``."""
    for accepted in key:
        forgiven = forgiveness(given, accepted, rivals)
        if forgiven is not None:
            return forgiven, accepted
    own = _QUALIFIER.sub("", given.strip())
    if own != given.strip() and not any("." in accepted for accepted in key):
        return _accepted(own, key, rivals)
    return None


def forgiveness(given: str, accepted: str, rivals: Iterable[str] = ()) -> str | None:
    """What must be overlooked for ``given`` to say ``accepted``: empty for nothing, None when it says something else."""
    if not given.strip() or not accepted.strip():
        return None
    if given.strip() == accepted.strip():
        return ""
    readings = product((False, True), repeat=2)
    if any(
        _say_the_same(
            said(given, spelled=spelled, listed=listed), said(accepted, spelled=spelled, listed=listed)
        )
        for spelled, listed in readings
    ):
        return "form"
    mine, theirs = said(given, spelled=True), said(accepted, spelled=True)
    if not _agree(mine, theirs) or not words(mine) or not words(theirs):
        return None
    if words(unaccented(mine)) == words(unaccented(theirs)) or _is_a_slip(words(mine), words(theirs), theirs):
        return None if _nearer_to_a_rival(given, accepted, rivals) else "spelling"
    return None


def _say_the_same(mine: str, theirs: str) -> bool:
    if not words(mine) or not words(theirs) or not _agree(mine, theirs):
        return False
    return words(mine) == words(theirs) or squeezed(mine) == squeezed(theirs)


def _agree(mine: str, theirs: str) -> bool:
    """Whether numbers, comparisons and flags are the same: no forgiveness reaches them."""
    if flags(mine) and flags(theirs) and flags(mine) != flags(theirs):
        return False
    return exact(mine) == exact(theirs)


def _is_a_slip(mine: tuple[str, ...], theirs: tuple[str, ...], accepted: str) -> bool:
    if not _same_polarity(mine, theirs):
        return False
    codes = {code.casefold() for code in _CODE.findall(accepted)}
    if codes - set(mine):
        return False
    if len(mine) != len(theirs):
        return not _lacks_a_word(mine, theirs) and _slipped("".join(mine), "".join(theirs))
    return all(left == right or _slipped(left, right) for left, right in zip(mine, theirs, strict=True))


def _lacks_a_word(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether one text has a word more, and not only a blank at another place: a letter such as in *hepatitis B*, or any."""
    letters = [Counter(word for word in said_words if len(word) == 1) for said_words in (mine, theirs)]
    return letters[0] != letters[1] or Counter(mine) <= Counter(theirs) or Counter(theirs) <= Counter(mine)


def _same_polarity(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return (len(_NEGATIONS.intersection(mine)) % 2) == (len(_NEGATIONS.intersection(theirs)) % 2)


def _slipped(given: str, wanted: str) -> bool:
    """Whether ``given`` is ``wanted`` with a slip of the hand: one edit from four letters on, two from eight."""
    if any(character.isdigit() for character in given + wanted):
        return False
    if (
        _negates(given, wanted)
        or _negates(wanted, given)
        or _opposed(given, wanted)
        or _opposed(wanted, given)
    ):
        return False
    allowed = 0 if len(wanted) < 4 else 1 if len(wanted) < 8 else 2
    return abs(len(given) - len(wanted)) <= allowed and _distance(given, wanted) <= allowed


def _negates(longer: str, shorter: str) -> bool:
    if longer == "a" + shorter:
        return shorter.startswith(_NEGATED_BY_A)
    return any(longer == prefix + shorter for prefix in _NEGATING_PREFIXES)


def _opposed(left: str, right: str) -> bool:
    """Whether the two begin as opposites do, *increase* and *decrease*, or differ by the letter of *http* and *https*."""
    if left == right + "s" and len(right) <= 4:
        return True
    return any(left.startswith(one) and right.startswith(other) for one, other in _OPPOSITES)


def _nearer_to_a_rival(given: str, accepted: str, rivals: Iterable[str]) -> bool:
    mine = squeezed(given)
    own = _distance(mine, squeezed(accepted))
    return any(
        _distance(mine, squeezed(rival)) <= own for rival in rivals if squeezed(rival) != squeezed(accepted)
    )


def _distance(left: str, right: str) -> int:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only typed answers need it

    return OSA.distance(left, right)


def difference(given: str, accepted: str) -> tuple[tuple[str, str], ...]:
    """How ``given`` differs from ``accepted``, as runs of ``same``, ``missing`` (from given) and ``extra`` text."""
    runs: list[tuple[str, str]] = []
    matcher = difflib.SequenceMatcher(None, given.casefold(), accepted.casefold(), autojunk=False)
    if len(given.casefold()) != len(given) or len(accepted.casefold()) != len(accepted):
        matcher = difflib.SequenceMatcher(None, given, accepted, autojunk=False)
    for tag, from_given, to_given, from_accepted, to_accepted in matcher.get_opcodes():
        if tag == "equal":
            runs.append(("same", accepted[from_accepted:to_accepted]))
            continue
        if to_given > from_given:
            runs.append(("extra", given[from_given:to_given]))
        if to_accepted > from_accepted:
            runs.append(("missing", accepted[from_accepted:to_accepted]))
    return tuple(runs)
