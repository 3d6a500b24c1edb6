"""Which card of the library each card of a note *is*: a card keeps its history through edits, moves and renames.

The rules stand in one list, :data:`_STEPS`, in the order in which evidence counts. Pure: it is told which old cards may be
claimed, and answers with pairs. It knows neither files nor storage, and never decides what retires.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from hashq.notes.identity import How, Match, Matches, NewCard, OldCard, Unclear, Whereabouts
from hashq.notes.likeness import likeness, similar_pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

SIMILAR: Final = 85.0
"""Least rapidfuzz ratio, 0 to 100, at which two questions can be one card reworded."""
RUNNER_UP: Final = 75.0
"""Greatest ratio the next best candidate may have; above it the match is unclear and is left to the person."""
_SOMEWHAT_ALIKE: Final = 50.0
"""Least ratio at which the same answer makes a sibling the same card."""
_MOST_COMPARISONS: Final = 10_000
"""Above so many pairs of equal texts, order alone pairs them."""
_TELLS_NOTHING: Final = frozenset({"yes", "no", "true", "false"})
"""Answers that so many cards share that they are no evidence of identity."""


def answer_tells(normal_answer: str) -> bool:
    """Whether an answer, in normal form, is evidence of which card it belongs to."""
    return normal_answer.strip(" .!") not in _TELLS_NOTHING


def match(old: Sequence[OldCard], new: Sequence[NewCard], *, derived: bool = False) -> Matches:
    """Recognise each new card in at most one old card, and each old card in at most one new.

    ``old`` holds the cards of the notes read now, of notes that are gone, and retired ones; never a card that still
    stands where it was, so that a copied note gives new cards.
    ``derived`` cards, which siblings are, resemble one another: neither likeness alone is evidence for them, nor their
    card's block id, nor a same answer to a question that has nothing in common with the old one.
    """
    pairing = _Pairing(old, new)
    for step in _DERIVED_STEPS if derived else _STEPS:
        if not pairing.open_old or not pairing.open_new:
            break
        step(pairing)
    return Matches(tuple(sorted(pairing.found, key=lambda found: found.new)), tuple(pairing.unclear))


@dataclass(slots=True)
class _Pairing:
    """The working state of one match: who is still open, who was found."""

    old: Sequence[OldCard]
    new: Sequence[NewCard]
    open_old: dict[int, OldCard] = field(init=False)
    open_new: dict[int, NewCard] = field(init=False)
    found: list[Match] = field(default_factory=list)
    unclear: list[Unclear] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    """Path of a note that is gone → path of the note that it evidently became."""

    def __post_init__(self) -> None:
        self.open_old = dict(enumerate(self.old))
        self.open_new = dict(enumerate(self.new))

    def pair(self, old: int, new: int, how: How) -> None:
        """Claim one old card for one new; both are settled with that."""
        self.found.append(Match(new, self.open_old.pop(old), how))
        del self.open_new[new]

    def home(self, card: OldCard) -> str:
        """The path of the note the card belongs to now, renames followed."""
        return self.renamed.get(card.path, card.path)


_Key = tuple[str, ...]
_Rank = tuple[float, ...]


def _by_block_id(pairing: _Pairing) -> None:
    """Same block id in the same file; elsewhere only an id that no other open card bears."""

    def here(card: OldCard) -> Iterator[_Key]:
        if card.block_id:
            yield (card.path, card.block_id)

    def own_id(card: OldCard) -> Iterator[_Key]:
        yield (card.id,)

    _pair_equal(
        pairing,
        here,
        lambda card: (card.path, card.block_id) if card.block_id else None,
        How.BLOCK_ID,
        _same_text,
    )
    _pair_equal(
        pairing, own_id, lambda card: (card.block_id,) if card.block_id else None, How.BLOCK_ID, _same_text
    )
    _pair_unique_block_ids(pairing)


def _pair_unique_block_ids(pairing: _Pairing) -> None:
    # Obsidian's ids are unique in a note only: "^1" of two notes proves nothing, so both sides must be the only one.
    olds: dict[str, list[int]] = defaultdict(list)
    news: dict[str, list[int]] = defaultdict(list)
    for index, old in pairing.open_old.items():
        if old.block_id and old.whereabouts is not Whereabouts.RETIRED:
            olds[old.block_id].append(index)
    for index, new in pairing.open_new.items():
        if new.block_id:
            news[new.block_id].append(index)
    for block_id, mine in news.items():
        theirs = olds.get(block_id, ())
        if len(mine) == len(theirs) == 1:
            pairing.pair(theirs[0], mine[0], How.BLOCK_ID)


def _by_question_here(pairing: _Pairing) -> None:
    """Same question, same file: living cards before retired ones, the present question before earlier ones."""
    for retired in (False, True):
        for earlier in (False, True):

            def keys(card: OldCard, earlier: bool = earlier, retired: bool = retired) -> Iterator[_Key]:
                if (card.whereabouts is Whereabouts.RETIRED) == retired:
                    for print_ in _prints(card.questions, earlier=earlier):
                        yield (card.path, print_)

            _pair_equal(
                pairing, keys, lambda card: (card.path, card.question_print), How.QUESTION, _same_answer
            )


def _by_question_elsewhere(pairing: _Pairing) -> None:
    """Same question in another file: the card moved, or its note did."""
    for retired in (False, True):
        for earlier in (False, True):

            def keys(card: OldCard, earlier: bool = earlier, retired: bool = retired) -> Iterator[_Key]:
                if (card.whereabouts is Whereabouts.RETIRED) == retired:
                    for print_ in _prints(card.questions, earlier=earlier):
                        if print_:
                            yield (print_,)

            _pair_equal(
                pairing,
                keys,
                lambda card: (card.question_print,) if card.question_print else None,
                How.QUESTION_ELSEWHERE,
                _same_answer_and_near,
            )
    _notice_renames(pairing)


def _notice_renames(pairing: _Pairing) -> None:
    # A note that is gone and whose cards turned up in one other note was renamed: its other cards are at home there.
    arrivals: dict[str, Counter[str]] = defaultdict(Counter)
    for found in pairing.found:
        path = pairing.new[found.new].path
        if found.old.whereabouts is Whereabouts.GONE and found.old.path != path:
            arrivals[found.old.path][path] += 1
    known = {card.path for card in pairing.old if card.whereabouts is Whereabouts.READ}
    for gone, notes in arrivals.items():
        best, _ = notes.most_common(1)[0]
        if best not in known:
            pairing.renamed[gone] = best


def _by_answer(pairing: _Pairing) -> None:
    """Same answer in the same file: the question was reworded."""
    for retired in (False, True):
        for earlier in (False, True):

            def keys(card: OldCard, earlier: bool = earlier, retired: bool = retired) -> Iterator[_Key]:
                if (card.whereabouts is Whereabouts.RETIRED) == retired:
                    for print_ in _prints(card.answers, earlier=earlier):
                        yield (pairing.home(card), print_)

            _pair_equal(
                pairing,
                keys,
                lambda card: (
                    (card.path, card.answer_print) if card.answer_print and card.answer_tells else None
                ),
                How.ANSWER,
                _near_question,
            )


def _by_similarity_here(pairing: _Pairing) -> None:
    """Similar question in the same file."""
    olds: dict[str, list[int]] = defaultdict(list)
    news: dict[str, list[int]] = defaultdict(list)
    for index, old in pairing.open_old.items():
        olds[pairing.home(old)].append(index)
    for index, new in pairing.open_new.items():
        news[new.path].append(index)
    for path, mine in news.items():
        if path in olds:
            _pair_similar(pairing, olds[path], mine, How.SIMILAR)


def _by_similarity_elsewhere(pairing: _Pairing) -> None:
    """Similar question anywhere; a card already found unclear in its own file stays so."""
    undecided = {unclear.new for unclear in pairing.unclear}
    contested = {id_ for unclear in pairing.unclear for id_ in unclear.candidates}
    news = [index for index in pairing.open_new if index not in undecided]
    olds = [index for index, card in pairing.open_old.items() if card.id not in contested]
    _pair_similar(pairing, olds, news, How.SIMILAR_ELSEWHERE)


_STEPS: Final[tuple[Callable[[_Pairing], None], ...]] = (
    _by_block_id,
    _by_question_here,
    _by_question_elsewhere,
    _by_answer,
    _by_similarity_here,
    _by_similarity_elsewhere,
)
"""The evidence, strongest first."""


def _by_answer_of_like(pairing: _Pairing) -> None:
    """Same answer in the same file, to questions that are somewhat alike: the best pairs first."""
    news: dict[_Key, list[int]] = defaultdict(list)
    for index, card in pairing.open_new.items():
        news[card.path, card.answer_print].append(index)
    ranks = {
        (index, other): likeness(card.question, pairing.new[other].question)
        for index, card in pairing.open_old.items()
        for print_ in card.answers[:1]
        for other in news.get((pairing.home(card), print_), ())
    }
    for old, new in sorted(ranks, key=lambda pair: ranks[pair], reverse=True):
        if ranks[old, new] >= _SOMEWHAT_ALIKE and old in pairing.open_old and new in pairing.open_new:
            pairing.pair(old, new, How.ANSWER)


_DERIVED_STEPS: Final[tuple[Callable[[_Pairing], None], ...]] = (
    _by_question_here,
    _by_question_elsewhere,
    _by_answer_of_like,
)


def _prints(prints: tuple[str, ...], *, earlier: bool) -> tuple[str, ...]:
    return prints[1:] if earlier else prints[:1]


def _pair_equal(
    pairing: _Pairing,
    old_keys: Callable[[OldCard], Iterable[_Key]],
    new_key: Callable[[NewCard], _Key | None],
    how: How,
    rank: Callable[[OldCard, NewCard], _Rank],
) -> None:
    """Pair open cards that share a key; where several do, the best ranked, then the order of the notes decides."""
    olds: dict[_Key, list[int]] = defaultdict(list)
    for index, old in pairing.open_old.items():
        for key in old_keys(old):
            olds[key].append(index)
    if not olds:
        return
    news: dict[_Key, list[int]] = defaultdict(list)
    for index, new in pairing.open_new.items():
        wanted = new_key(new)
        if wanted in olds:
            news[wanted].append(index)
    for key, mine in news.items():
        theirs = [index for index in dict.fromkeys(olds[key]) if index in pairing.open_old]
        if len(theirs) == len(mine) == 1:
            pairing.pair(theirs[0], mine[0], how)
        elif theirs:
            _pair_group(pairing, theirs, mine, how, rank)


def _pair_group(
    pairing: _Pairing,
    theirs: list[int],
    mine: list[int],
    how: How,
    rank: Callable[[OldCard, NewCard], _Rank],
) -> None:
    # A note before its copies, since the history is there; within a note its own order.
    eldest: dict[str, int] = {}
    for index in theirs:
        card = pairing.old[index]
        eldest[card.path] = min(card.age, eldest.get(card.path, card.age))
    theirs.sort(key=lambda index: (eldest[(card := pairing.old[index]).path], card.path, card.position))
    if len(theirs) * len(mine) > _MOST_COMPARISONS:
        for old, new in zip(theirs, mine, strict=False):
            pairing.pair(old, new, how)
        return
    ranks = {(old, new): rank(pairing.old[old], pairing.new[new]) for old in theirs for new in mine}
    # sorted() is stable: equals stay in the order of the notes.
    for old, new in sorted(ranks, key=lambda pair: ranks[pair], reverse=True):
        if old in pairing.open_old and new in pairing.open_new:
            pairing.pair(old, new, how)
    chosen = {found.new: found.old for found in pairing.found[-min(len(theirs), len(mine)) :]}
    for new, card in chosen.items():
        best = ranks[next(old for old in theirs if pairing.old[old] is card), new]
        rivals = [
            pairing.old[old].id for old in theirs if old in pairing.open_old and ranks[old, new] >= best
        ]
        if rivals:
            pairing.unclear.append(Unclear(new, (card.id, *rivals)))


def _same_text(old: OldCard, new: NewCard) -> _Rank:
    return (float(new.question_print in old.questions), float(new.answer_print in old.answers))


def _same_answer(old: OldCard, new: NewCard) -> _Rank:
    return (_present_answer(old, new), float(new.answer_print in old.answers))


def _same_answer_and_near(old: OldCard, new: NewCard) -> _Rank:
    """After the answer, the more of the path's end is the same, the likelier the whole note moved."""
    shared = 0
    for was, is_now in zip(reversed(_parts(old.path)), reversed(_parts(new.path)), strict=False):
        if was != is_now:
            break
        shared += 1
    return (_present_answer(old, new), float(shared))


def _present_answer(old: OldCard, new: NewCard) -> float:
    return float(new.answer_print == (old.answers[0] if old.answers else ""))


def _parts(path: str) -> list[str]:
    return path.replace("\\", "/").split("/")


def _near_question(old: OldCard, new: NewCard) -> _Rank:
    return (likeness(old.question, new.question),)


def _pair_similar(pairing: _Pairing, olds: list[int], news: list[int], how: How) -> None:
    """Pair questions with a ratio of at least :data:`SIMILAR` that have no serious rival on either side.

    Living cards are tried before retired ones. Where a match frees a rival, the rest is looked at again.
    """
    for retired in (False, True):
        chosen = [o for o in olds if (pairing.old[o].whereabouts is Whereabouts.RETIRED) == retired]
        scores = similar_pairs(
            {old: pairing.old[old].question for old in chosen},
            {new: pairing.new[new].question for new in news if new in pairing.open_new},
            RUNNER_UP,
        )
        while scores and (sure := _sure_pairs(scores)):
            for old, new in sure:
                pairing.pair(old, new, how)
            scores = {
                (o, n): s for (o, n), s in scores.items() if o in pairing.open_old and n in pairing.open_new
            }
        _report_unclear(pairing, scores)


def _sure_pairs(scores: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    by_old: dict[int, list[tuple[float, int]]] = defaultdict(list)
    by_new: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (old, new), score in scores.items():
        by_old[old].append((score, new))
        by_new[new].append((score, old))
    return [
        (old, new)
        for (old, new), score in scores.items()
        if score >= SIMILAR
        and len(by_new[new]) == 1
        # A new card that resembles another old one more is no rival for this one.
        and all(other == new or max(by_new[other])[1] != old for _, other in by_old[old])
    ]


def _report_unclear(pairing: _Pairing, scores: dict[tuple[int, int], float]) -> None:
    candidates: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for (old, new), score in scores.items():
        candidates[new].append((score, pairing.old[old].id))
    for new, scored in candidates.items():
        scored.sort(key=lambda item: -item[0])
        if scored[0][0] >= SIMILAR:
            pairing.unclear.append(Unclear(new, tuple(id_ for _, id_ in scored)))
