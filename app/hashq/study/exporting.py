"""The whole library for taking elsewhere: every card, retired ones too, each with its history.

Owns what is taken along and the safe writing of the file. In what form it is written is the front end's business.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hashq.errors import HashqError, UsageError
from hashq.file_writing import write_file

if TYPE_CHECKING:
    from hashq.store.reviews import LoggedReview
    from hashq.study.services import Services
    from hashq.study.views import CardView


@dataclass(frozen=True, slots=True)
class ExportedCard:
    """One card and what was done to it."""

    card: CardView
    history: tuple[LoggedReview, ...]
    """The entries of the log in effect, oldest first: reviews, resets, reschedules."""


def exported(services: Services) -> tuple[ExportedCard, ...]:
    """Every card in the order of decks and notes, the retired ones last."""
    histories: defaultdict[str, list[LoggedReview]] = defaultdict(list)
    for entry in services.study.deeds.log.all():
        histories[entry.card].append(entry)
    cards = [*services.library.cards(), *services.library.cards("is:retired")]
    return tuple(ExportedCard(card, tuple(histories[card.id])) for card in cards)


def write_export(services: Services, path: Path, text: str) -> None:
    """Write ``text`` to the file at ``path``, whole or not at all; an older export there is replaced.

    Raises :class:`UsageError` when a note of the library is at ``path``, :class:`HashqError` when it cannot be written.
    """
    target = path.expanduser().resolve()
    if any(Path(card.path).resolve() == target for card in services.library.cards()):
        raise UsageError("this is one of your notes", place=str(path), remedy="Export to another file.")
    if target.is_dir():
        raise UsageError("this is a folder", place=str(path), remedy="Name a file in it.")
    try:
        write_file(target, text.encode("utf-8"))
    except OSError as failure:
        remedy = (
            "Make its folder first, or name another file."
            if not target.parent.is_dir()
            else "Name another file."
        )
        cause = f"the export cannot be written: {failure.strerror}"
        raise HashqError(cause, place=str(path), remedy=remedy) from failure
