"""The forms of an export: JSON for programs, CSV for tables, Markdown for people and for reading in again. Pure.

Text stays exactly as the notes have it. Reads and writes nothing.
"""

from __future__ import annotations

import csv
import io
import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from hashq.cli.card_json import card_json
from hashq.cli.printing import moment_text
from hashq.clock import iso_utc
from hashq.notes.rules.tags import is_tag
from hashq.notes.starts import read_start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hashq.notes.model import See
    from hashq.store.reviews import LoggedReview
    from hashq.study.exporting import ExportedCard
    from hashq.study.views import CardView

COLUMNS = (
    "id",
    "deck",
    "path",
    "line",
    "kind",
    "question",
    "answer",
    "options",
    "key",
    "see",
    "tags",
    "state",
    "due",
    "suspended",
    "flag",
    "retired",
    "stability",
    "difficulty",
    "reviews",
    "lapses",
    "history",
)
"""Of the CSV. ``options`` and ``see`` have a line each, ``key`` its labels and ``tags``
theirs parted by blanks; ``history`` is ``moment rating`` by moment, parted by ``; ``."""


def as_json(cards: Iterable[ExportedCard]) -> str:
    """One document: ``{"cards": [card with flag, retired, memory and history]}``."""
    return json.dumps({"cards": [_document(each) for each in cards]}, ensure_ascii=False, indent=1) + "\n"


def _document(exported: ExportedCard) -> dict[str, Any]:
    card = exported.card
    return {
        **card_json(card),
        "flag": card.flag,
        "retired": card.retired,
        "stability": card.stability,
        "difficulty": card.difficulty,
        "reviews": card.reviews,
        "lapses": card.lapses,
        "history": [_entry(entry) for entry in exported.history],
    }


def _entry(entry: LoggedReview) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "rating": entry.rating.name.lower() if entry.rating is not None else None,
        "at": iso_utc(entry.at),
        "study_day": entry.study_day.isoformat(),
        "utc_offset_minutes": entry.utc_offset_minutes,
        "duration_ms": entry.duration_ms,
        "state_before": str(entry.state_before),
        "predicted": entry.predicted,
        "due_day": entry.due_day.isoformat() if entry.due_day else None,
    }


def as_csv(cards: Iterable[ExportedCard]) -> str:
    """A table with a line of names, one row a card, as RFC 4180 has it."""
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(COLUMNS)
    rows.writerows(_row(each) for each in cards)
    return table.getvalue()


def _row(exported: ExportedCard) -> list[Any]:
    card = exported.card
    told = {
        "options": "\n".join(f"{option.label}. {option.text}" for option in card.options),
        "key": " ".join(card.key),
        "see": "\n".join(f"{see.label} <{see.target}>" if see.target else see.label for see in card.see),
        "tags": " ".join(card.tags),
        "due": moment_text(card.due),
        "suspended": int(card.suspended),
        "retired": int(card.retired),
        "history": "; ".join(f"{iso_utc(entry.at)} {_word(entry)}" for entry in exported.history),
    }
    return [told[name] if name in told else getattr(card, name) for name in COLUMNS]


def _word(entry: LoggedReview) -> str:
    return entry.rating.name.lower() if entry.rating is not None else entry.kind


def as_markdown(cards: Sequence[ExportedCard]) -> str:
    """Notes in the ``#Q`` format under a heading a deck, each card's history in a comment above it."""
    parts = []
    deck = ""
    for _, family in groupby(cards, _family_key):
        each, *siblings = family
        if each.card.deck != deck:
            deck = each.card.deck
            parts.append(f"# {deck}")
        parts += [_comment(sibling) for sibling in siblings]
        parts.append(_card_text(each))
    return "\n\n".join(parts) + "\n"


def _family_key(exported: ExportedCard) -> tuple[object, ...]:
    """The same for siblings, which are written as the one card they were made of."""
    card = exported.card
    return (card.path, card.line, card.retired, card.family) if card.family else (card.id,)


def _comment(exported: ExportedCard) -> str:
    told = [f"{entry.study_day} {_word(entry)}" for entry in exported.history]
    return f"%% {exported.card.id}: {', '.join(told) or 'not studied yet'} %%"


def _card_text(exported: ExportedCard) -> str:
    card = exported.card
    asks: tuple[str, ...] = ()
    if card.family:
        asks = (f"%% hashq: {', '.join(card.family.kinds)} %%",)
        card = card._replace(question=card.family.question, answer=card.family.answer)
    options = [f"{option.label}. {option.text}" for option in card.options]
    tags = " ".join(f"#{tag}" for tag in card.tags if is_tag(tag))
    sources = [_source(see, card.links) for see in card.see]
    return "\n".join(
        [
            _comment(exported),
            "",
            f"#Q {card.question}",
            *([tags] if tags else []),
            *asks,
            *options,
            *_answer(card),
            *sources,
            "---",
        ]
    )


def _answer(card: CardView) -> list[str]:
    """The lines of the answer; one that begins like a card stands behind its marker, where none can begin."""
    if not card.answer:
        return [f"Answer: {', '.join(card.key)}"]
    first = card.answer.partition("\n")[0]
    return [f"Answer: {card.answer}"] if read_start(first) else ["Answer:", card.answer]


def _source(see: See, links: Sequence[str]) -> str:
    """A reference as a note writes it: to another note, to a page, or in words."""
    if see.target in links:
        own = f"|{see.label}" if see.label and see.label != see.target else ""
        return f"See: [[{see.target}{own}]]"
    return f"See: [{see.label or see.target}]({see.target})" if see.target else f"See: {see.label}"


FORMATS: dict[str, Callable[[Sequence[ExportedCard]], str]] = {
    ".json": as_json,
    ".csv": as_csv,
    ".md": as_markdown,
}
"""By the ending of the file's name."""
