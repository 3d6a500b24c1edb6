"""The notes as one reads them: a note's text with what it embeds, where its links lead, and which cards link to it.

Opens nothing but notes of the library, and pictures of their vaults. Draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hashq.errors import UnreadableInputError
from hashq.notes.fences import read_fences
from hashq.notes.inline import file_target, links
from hashq.notes.model import Image
from hashq.notes.note_names import NoteNames, heading_of, note_title
from hashq.notes.reader import VaultImages, read_note, vault_root
from hashq.notes.transclusion import Source, expand, section
from hashq.store import sources as source_rows
from hashq.store.cards import cards_numbered
from hashq.store.conditions import Either, LinksTo
from hashq.store.search import find_numbers
from hashq.study.card_views import card_view
from hashq.study.finding import moment_of, today

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashq.clock import Clock
    from hashq.notes.inline import Link
    from hashq.notes.transclusion import ShownLine
    from hashq.settings import Settings
    from hashq.store.database import Database
    from hashq.study.views import CardView

MOST_LINKING = 500
"""Cards looked at that link to a note; a query finds all of them."""

_WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Lead:
    """A place that a note or card leads to: a page on the web, or a note of the library."""

    label: str
    address: str = ""
    """Begins with ``http://`` or ``https://``; empty for a note."""
    path: str = ""
    """The note's; empty for a page on the web."""
    heading: str = ""
    """Where in the note; empty for its top."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where in a page a link ends."""

    line: int
    """Index among the page's lines."""
    column: int
    """Index in the line after the link's last character."""
    lead: int
    """Index among the page's leads."""


@dataclass(frozen=True, slots=True)
class Page:
    """A note to be read."""

    path: str
    title: str
    lines: tuple[str, ...]
    """Markdown, what it embeds included."""
    images: tuple[Image, ...]
    leads: tuple[Lead, ...]
    """Each place once, in reading order; links to nothing are left out."""
    marks: tuple[Mark, ...]
    """In reading order."""

    def line_of(self, heading: str) -> int | None:
        """Index of the line where the part that a link calls ``heading``, or ``^id``, begins; None when there is none."""
        found = section(self.lines, read_fences(self.lines, ()).inside, heading)
        return None if found is None else found[0]


@dataclass(slots=True)
class _Gathered:
    """Links and pictures of a page while it is walked through."""

    images: dict[str, Image] = field(default_factory=dict)
    leads: dict[tuple[str, str, str], Lead] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)


class Notebook:
    """The notes of one library."""

    def __init__(self, database: Database, settings: Settings, clock: Clock) -> None:
        """Read what ``database`` knows of."""
        self._database = database
        self._settings = settings
        self._clock = clock

    def page(self, path: str) -> Page:
        """The note at ``path``. Raises :class:`UnreadableInputError` when it is no note of the library, or gone."""
        shelf = _Shelf(source_rows.note_names(self._database))
        lines = expand(shelf.text(path), path, shelf.look_up)
        gathered = _Gathered()
        for at, line in enumerate(lines):
            _gather(at, line, shelf, gathered)
        texts = tuple(line.text for line in lines)
        images, leads = tuple(gathered.images.values()), tuple(gathered.leads.values())
        return Page(path, note_title(path), texts, images, leads, tuple(gathered.marks))

    def leads_of(self, card: CardView) -> tuple[Lead, ...]:
        """Where ``card`` leads, each place once: its sources, pages and notes that its text names, its own note."""
        shelf = _Shelf(source_rows.note_names(self._database))
        named = [(see.label or see.target, see.target) for see in card.see if see.target]
        named += _pages_named(card)
        named += [(target, target) for target in card.links]
        found: dict[tuple[str, str, str], Lead] = {}
        for label, target in named:
            lead = shelf.lead(label, target, card.path)
            if lead is not None:
                found.setdefault((lead.address, lead.path, lead.heading), lead)
        if card.path in shelf.sources:
            own = Lead(note_title(card.path), path=card.path)
            found.setdefault(("", card.path, ""), own)
        return tuple(found.values())

    def linking_query(self, path: str) -> str:
        """The query for the cards that link to a note called as the one at ``path`` is."""
        names = _names_of(path, source_rows.note_names(self._database))
        return " or ".join(f'links:"{name.replace(chr(34), "")}"' for name in names)

    def linking_to(self, path: str) -> list[CardView]:
        """The cards of other notes that link to the note at ``path`` or embed it, by deck, note and position.

        At most :data:`MOST_LINKING`.
        """
        notes = source_rows.note_names(self._database)
        shelf = _Shelf(notes)
        asked = Either(tuple(LinksTo(name) for name in _names_of(path, notes)))
        moment = moment_of(self._settings, self._clock)
        numbers = find_numbers(self._database, asked, moment, "note", most=MOST_LINKING)
        found = {row.number: row for row in cards_numbered(self._database, numbers)}
        rows = [found[number] for number in numbers]
        day, leech = today(self._settings, self._clock), self._settings.study.leech_lapses
        cards = [card_view(row, day, leech) for row in rows if row.path != path]
        return [
            card for card in cards if any(shelf.names.find(link, card.path) == path for link in card.links)
        ]


def _names_of(path: str, notes: Sequence[tuple[str, tuple[str, ...], str]]) -> tuple[str, ...]:
    """What the note at ``path`` is linked by: its title and its aliases."""
    return (note_title(path), *next((aliases for each, aliases, _ in notes if each == path), ()))


def _pages_named(card: CardView) -> Iterator[tuple[str, str]]:
    """Label and address of each page on the web that question or answer links to, outside code blocks."""
    lines = f"{card.question}\n{card.answer}".split("\n")
    inside = read_fences(lines, ()).inside
    for line, fenced in zip(lines, inside, strict=True):
        found = () if fenced else links(line)
        yield from (
            (link.label, link.target) for link in found if not (link.embed or link.wiki) and link.remote
        )


class _Shelf:
    """The notes there are while one question is answered."""

    def __init__(self, notes: Sequence[tuple[str, tuple[str, ...], str]]) -> None:
        self.names = NoteNames((path, aliases) for path, aliases, _ in notes)
        self.sources = {path: source for path, _, source in notes}
        self._images: dict[str, VaultImages] = {}
        self._texts: dict[str, str] = {}

    def text(self, path: str) -> str:
        """The note's text. Raises :class:`UnreadableInputError`."""
        if path not in self.sources:
            raise UnreadableInputError(
                "this note is not in the library", place=path, remedy="`hashq import` reads it."
            )
        if path not in self._texts:
            found = read_note(Path(path))
            if found.note is None:
                cause = found.problems[0].message if found.problems else "the note cannot be read"
                raise UnreadableInputError(cause, place=path)
            self._texts[path] = found.text
        return self._texts[path]

    def look_up(self, target: str, origin: str) -> Source | None:
        """The note that ``target`` means in the one at ``origin``; None when there is none that can be read."""
        path = self.names.find(target, origin)
        try:
            return None if path is None else Source(path, self.text(path))
        except UnreadableInputError:
            return None

    def lead(self, label: str, target: str, origin: str) -> Lead | None:
        """Where ``target`` leads from the note at ``origin``; None for nowhere, and for what is no page and no note."""
        if target.lower().startswith(_WEB):
            return Lead(label, address=target)
        path = self.names.find(target, origin)
        return None if path is None else Lead(label, path=path, heading=heading_of(target))

    def image(self, link: Link, origin: str) -> Image:
        """The picture that ``link`` embeds in the note at ``origin``."""
        source = self.sources.get(origin, origin)
        if source not in self._images:
            self._images[source] = VaultImages(vault_root(Path(source)))
        path = None if link.remote else self._images[source].find(file_target(link.target), origin)
        return Image(link.target, path, link.width)


def _gather(at: int, line: ShownLine, shelf: _Shelf, into: _Gathered) -> None:
    if line.fenced:
        return
    for link in links(line.text):
        if link.image:
            into.images.setdefault(link.target, shelf.image(link, line.path))
            continue
        lead = shelf.lead(link.label, link.target, line.path)
        if lead is None:
            continue
        place = (lead.address, lead.path, lead.heading)
        into.leads.setdefault(place, lead)
        into.marks.append(Mark(at, link.end, list(into.leads).index(place)))
