"""From the text of a note to its cards and problems. Pure: reads no file and never raises.

Owns the order in which the rules take a card apart. What each rule means is told in its own module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.notes.draft import Draft
from hashq.notes.front_matter import FrontMatter, read_front_matter
from hashq.notes.images import NO_IMAGES, ImageIndex
from hashq.notes.kinds.asked import take_asked
from hashq.notes.kinds.making import family_of
from hashq.notes.lines import Line, dedent, indentation, join, level, move_left, split_lines
from hashq.notes.model import Card, Note
from hashq.notes.rules.block_id import take_block_id
from hashq.notes.rules.captions import split_captions
from hashq.notes.rules.embeds import collect_images, collect_links
from hashq.notes.rules.empties import drop_empties
from hashq.notes.rules.key import find_key
from hashq.notes.rules.marker import split_at_marker
from hashq.notes.rules.options import take_options
from hashq.notes.rules.question import settle_question
from hashq.notes.rules.references import take_references
from hashq.notes.rules.see import take_see
from hashq.notes.rules.tags import take_tags
from hashq.notes.scanner import Scanned, Span, scan
from hashq.problems import Problem, error, warning

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RULES: tuple[Callable[[Draft], None], ...] = (
    take_asked,
    collect_links,
    take_block_id,
    take_tags,
    split_at_marker,
    take_references,
    take_options,
    settle_question,
    take_see,
    drop_empties,
    split_captions,
    collect_images,
    find_key,
)
"""What takes a card apart, in order: each rule relies on those above it having taken what is theirs."""


def parse_note(text: str, path: str, *, images: ImageIndex = NO_IMAGES) -> Note:
    """The cards, tags and problems of the note with this ``text``; ``path`` names it in problems."""
    lines = split_lines(text)
    front = read_front_matter(lines, path)
    if front.drawing:
        return Note(path, front.deck, front.tags, front.aliases, problems=front.problems)
    scanned = scan(lines, front.end)
    problems = [*front.problems, *_unclosed(scanned, lines, path)]
    cards: list[Card] = []
    for span in scanned.spans:
        draft = _draft(span, scanned, lines, path, images)
        for rule in RULES:
            rule(draft)
        found, against = _family(_card(draft, span, front), draft, front)
        cards.extend(found)
        problems.extend((*draft.problems, *against))
        problems.extend(problem for card in found for problem in _gaps(card, path))
    problems.extend(_duplicates(cards, path))
    problems.sort(key=lambda problem: (problem.line, problem.column))
    return Note(path, front.deck, front.tags, front.aliases, tuple(cards), tuple(problems))


def _draft(span: Span, scanned: Scanned, lines: list[str], path: str, images: ImageIndex) -> Draft:
    inside = scanned.fenced.inside
    body = [Line(at + 1, lines[at], bool(inside[at])) for at in range(span.first + 1, span.end)]
    start = span.start
    if start.bullet:
        edge = indentation(lines[span.first]) + start.bullet
        body = move_left(body, edge) if any(_at_left(line) for line in body) else body
    head = Line(span.first + 1, start.question)
    return Draft(path, images, lines, head, start.mark, dedent(body))


def _at_left(line: Line) -> bool:
    return not line.blank and not line.text[0].isspace()


def _card(draft: Draft, span: Span, front: FrontMatter) -> Card:
    kind = "basic"
    if draft.options:
        kind = "multiple-response" if len(draft.key) > 1 else "multiple-choice"
    return Card(
        line=span.first + 1,
        end_line=span.end,
        question=join(draft.question),
        answer=join(level(draft.answer)),
        kind=kind,
        see=tuple(draft.see),
        images=tuple(draft.images),
        links=tuple(draft.links),
        tags=tuple(dict.fromkeys((*front.tags, *draft.tags))),
        options=tuple(draft.options),
        key=draft.key,
        block_id=draft.block_id,
    )


def _family(card: Card, draft: Draft, front: FrontMatter) -> tuple[tuple[Card, ...], list[Problem]]:
    """The card, or what it becomes where it, or else its note, asks for siblings."""
    if draft.kinds is None and not front.kinds:
        return (card,), []
    cards, problems = family_of(card, front.kinds if draft.kinds is None else draft.kinds, draft.path)
    # What a whole note asks for is meant where it can be; what a card asks for itself should be possible.
    return cards, problems if draft.kinds is not None else []


def _unclosed(scanned: Scanned, lines: Sequence[str], path: str) -> list[Problem]:
    hint = "Close it with a line of the same signs; until then it ends at the next card."
    message = "this code fence is never closed"
    return [
        error(path, span.first + 1, "unclosed-fence", message, hint, column=_first_column(lines[span.first]))
        for span in scanned.fenced.spans
        if not span.closed
    ]


def _first_column(text: str) -> int:
    return len(text) - len(text.lstrip()) + 1


def _gaps(card: Card, path: str) -> list[Problem]:
    problems: list[Problem] = []
    if not card.question:
        hint = "Write the question behind `#Q`, or in the line below it."
        problems.append(warning(path, card.line, "empty-question", "this card asks nothing", hint))
    if not card.answer:
        hint = "Write `Answer:` and the answer below the question; until then the card is not scheduled."
        problems.append(warning(path, card.line, "empty-answer", "this card has no answer", hint))
    return problems


def _duplicates(cards: Sequence[Card], path: str) -> list[Problem]:
    first: dict[str, int] = {}
    problems: list[Problem] = []
    for card in cards:
        asked = " ".join(card.question.split()).casefold()
        earlier = first.setdefault(asked, card.line)
        if asked and earlier != card.line:
            message = f"the same question stands in line {earlier}"
            hint = "Keep one of them, or say in the question what tells them apart."
            problems.append(warning(path, card.line, "duplicate-question", message, hint))
    return problems
