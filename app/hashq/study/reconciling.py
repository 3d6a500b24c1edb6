"""What the text read now means for the cards of the library: which are new, changed, moved, back, or gone.

Owns the decisions of an import after the files were read and before anything is written; matching itself is
``notes/matching.py``. Pure: it is told what the library holds, and answers with what to write and what to tell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from hashq.notes.fingerprint import answer_text, fingerprint, normal_form, with_options
from hashq.notes.identity import How, Match, Matches, NewCard, OldCard, Unclear, Whereabouts
from hashq.notes.matching import answer_tells, match
from hashq.notes.model import DERIVED
from hashq.problems import Problem, warning
from hashq.store.importing import CardWrite, Print, StoredCard
from hashq.study.card_texts import card_text, parts_of
from hashq.study.import_report import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hashq.notes.model import Card
    from hashq.store.importing import CardText


class ReadCard(NamedTuple):
    """A card as a note has it now."""

    path: str
    """Absolute path of the note."""
    text: CardText
    question_print: str
    """Fingerprint; empty for a blank question."""
    answer_print: str
    """Fingerprint of answer and options; empty without an answer."""
    answer_tells: bool
    """Whether the answer is evidence of which card it is."""


class Candidate(NamedTuple):
    """A card of the library that may turn out to be one of those read, with the fingerprints it ever had."""

    card: StoredCard
    whereabouts: Whereabouts
    source: str | None
    """Path of the source whose count it belongs to if it must retire; None: it never retires in this import."""
    questions: Sequence[str] = ()
    answers: Sequence[str] = ()


@dataclass(slots=True)
class Outcome:
    """What an import makes of the cards it read."""

    cards: list[CardWrite] = field(default_factory=list)
    prints: list[Print] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    """Ids of cards."""
    held: list[StoredCard] = field(default_factory=list)
    """Cards whose text is gone, but which stay until the person consents."""
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left: set[str] = field(default_factory=set)
    """Paths of notes from which a card came into another."""
    needs_consent: list[str] = field(default_factory=list)
    """Paths of sources."""
    counts: Counter[str] = field(default_factory=Counter)
    """How often each kind of change occurs, ``unchanged`` included."""


CONSENT_SHARE = 5
"""More than one card in so many of a source retires only when the person consents: a fifth, 20 %."""


def read_card(path: str, card: Card, deck: str, position: int) -> ReadCard:
    """``card`` with what identity looks at."""
    answer = answer_text(card)
    return ReadCard(
        path=path,
        text=card_text(card, deck, position),
        question_print=fingerprint(card.question),
        answer_print=fingerprint(answer),
        answer_tells=bool(card.options)
        or len(card.answer) > _LONGEST_BARE
        or answer_tells(normal_form(card.answer)),
    )


_LONGEST_BARE = 12
"""An answer longer than this cannot be a bare yes or no."""


def reconcile(
    read: Sequence[ReadCard],
    candidates: Sequence[Candidate],
    living: Mapping[str, int],
    fresh_ids: Callable[[int], list[str]],
    *,
    consent: bool,
) -> Outcome:
    """Decide what becomes of every card.

    ``living`` counts each source's cards before this import, by the source's path. ``fresh_ids`` makes that many unused
    ids. With ``consent`` any number of cards may retire.
    """
    outcome = Outcome()
    result = _recognised(read, candidates)
    by_id = {candidate.card.id: candidate for candidate in candidates}
    found = {pair.new: pair for pair in result.found}
    fresh = iter(fresh_ids(len(read) - len(found)))
    ids: list[str] = []
    for index, card in enumerate(read):
        pair = found.get(index)
        if pair is None:
            ids.append(next(fresh))
            _add_new(outcome, card, ids[-1])
        else:
            ids.append(pair.old.id)
            _bring_up(outcome, card, by_id[pair.old.id], pair)
    for unclear in result.unclear:
        _tell_unclear(outcome, read[unclear.new], ids[unclear.new], unclear)
    claimed = {pair.old.id for pair in result.found}
    _retire(outcome, [one for one in candidates if one.card.id not in claimed], living, consent=consent)
    return outcome


def _recognised(read: Sequence[ReadCard], candidates: Sequence[Candidate]) -> Matches:
    """Who is who: a card is recognised only among cards of its own making, so that no sibling takes its card's history."""
    if not candidates:
        return Matches((), ())
    found: list[Match] = []
    unclear: list[Unclear] = []
    for making in sorted({_making(card.text) for card in read}):
        places = [at for at, card in enumerate(read) if _making(card.text) == making]
        olds = [_old(one) for one in candidates if _making(one.card.text) == making]
        result = match(olds, [_new(read[at]) for at in places], derived=bool(making))
        found += [pair._replace(new=places[pair.new]) for pair in result.found]
        unclear += [one._replace(new=places[one.new]) for one in result.unclear]
    return Matches(tuple(sorted(found, key=lambda pair: pair.new)), tuple(unclear))


def _making(text: CardText) -> str:
    """The kind of a card that was made of another one's text; empty for a card that its author wrote."""
    return text.kind if text.kind in DERIVED else ""


def _old(candidate: Candidate) -> OldCard:
    card = candidate.card
    return OldCard(
        id=card.id,
        path=card.path,
        position=card.text.position,
        question=card.text.question,
        whereabouts=candidate.whereabouts,
        questions=_present_first(fingerprint(card.text.question), candidate.questions),
        answers=_present_first(stored_answer_print(card), candidate.answers)
        if card.text.answer
        else tuple(candidate.answers),
        block_id=card.text.block_id,
        age=card.number,
    )


def stored_answer_print(card: StoredCard) -> str:
    """The fingerprint of a stored card's answer, as :func:`read_card` makes it of a card read now."""
    if card.text.parts == "{}":
        return fingerprint(card.text.answer)
    options = [option.text for option in parts_of(card.text.parts).options]
    return fingerprint(with_options(card.text.answer, options))


def _present_first(present: str, ever: Sequence[str]) -> tuple[str, ...]:
    return (present, *(print_ for print_ in ever if print_ != present))


def _new(card: ReadCard) -> NewCard:
    return NewCard(
        path=card.path,
        position=card.text.position,
        question=card.text.question,
        question_print=card.question_print,
        answer_print=card.answer_print,
        answer_tells=card.answer_tells,
        block_id=card.text.block_id,
    )


def _add_new(outcome: Outcome, card: ReadCard, id_: str) -> None:
    outcome.cards.append(CardWrite(id_, None, card.path, card.text))
    _add_prints(outcome, card, id_, (), ())
    _tell(outcome, "new", card, id_, "")


def _bring_up(outcome: Outcome, card: ReadCard, candidate: Candidate, pair: Match) -> None:
    stored = candidate.card
    if stored.path != card.path:
        outcome.left.add(stored.path)
    change, was = _change(card, stored, pair)
    if change == "unchanged":
        outcome.counts["unchanged"] += 1
        if stored.text == card.text:
            return
    else:
        _tell(outcome, change, card, stored.id, was)
    outcome.cards.append(CardWrite(stored.id, stored.number, card.path, card.text))
    _add_prints(outcome, card, stored.id, candidate.questions, candidate.answers)


def _change(card: ReadCard, stored: StoredCard, pair: Match) -> tuple[str, str]:
    """The kind of change, and what was there before."""
    reworded = pair.how in {How.ANSWER, How.SIMILAR, How.SIMILAR_ELSEWHERE} or (
        card.question_print != fingerprint(stored.text.question)
    )
    if stored.retired:
        return "restored", stored.text.question if reworded else ""
    if reworded:
        return "reworded", stored.text.question
    if stored.path != card.path:
        return "moved", stored.path
    if _content(stored.text) != _content(card.text):
        return "updated", stored.text.question if stored.text.question != card.text.question else ""
    return "unchanged", ""


def _content(text: CardText) -> CardText:
    return text._replace(position=0, line=0, end_line=0, block_id=None)


def _add_prints(
    outcome: Outcome, card: ReadCard, id_: str, questions: Sequence[str], answers: Sequence[str]
) -> None:
    if card.question_print and card.question_print not in questions:
        outcome.prints.append(Print(id_, "question", card.question_print))
    if card.answer_print and card.answer_print not in answers:
        outcome.prints.append(Print(id_, "answer", card.answer_print))


def _tell(outcome: Outcome, change: str, card: ReadCard, id_: str, was: str) -> None:
    outcome.counts[change] += 1
    outcome.changes.append(Change(change, id_, card.path, card.text.line, card.text.question, was))


def _tell_unclear(outcome: Outcome, card: ReadCard, id_: str, unclear: Unclear) -> None:
    others = [other for other in unclear.candidates if other != id_]
    listed = ", ".join(others)
    outcome.changes.append(
        Change("ambiguous", id_, card.path, card.text.line, card.text.question, " ".join(others))
    )
    outcome.problems.append(
        warning(
            card.path,
            card.text.line,
            "ambiguous-match",
            f"this card ({id_}) may be one the library already had: {listed}",
            f"If it is, give it the history: `hashq relink {others[0]} {id_}`.",
        )
    )


def _retire(outcome: Outcome, gone: list[Candidate], living: Mapping[str, int], *, consent: bool) -> None:
    by_source: dict[str, list[StoredCard]] = defaultdict(list)
    for candidate in gone:
        if candidate.source is not None and not candidate.card.retired:
            by_source[candidate.source].append(candidate.card)
    for source, cards in by_source.items():
        total = living.get(source, 0)
        if not consent and len(cards) * CONSENT_SHARE > total:
            outcome.held += cards
            outcome.needs_consent.append(source)
            outcome.problems.append(_consent_problem(source, len(cards), total))
            continue
        for card in cards:
            outcome.counts["retired"] += 1
            outcome.retired.append(card.id)
            outcome.changes.append(
                Change("retired", card.id, card.path, card.text.line, card.text.question, "")
            )


def _consent_problem(source: str, gone: int, total: int) -> Problem:
    return warning(
        source,
        0,
        "retire-consent",
        f"the text of {gone} of {total} cards is gone; they were kept, because that is over 20 %",
        "If it is meant so, run the import again with --retire: their history is kept either way.",
    )
