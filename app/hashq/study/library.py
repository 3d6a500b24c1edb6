"""The library: what is read, which cards it holds, and how to find them. The API both front ends use for it.

Owns no rule itself: each use case is a module of this package, imported when it is first needed.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from hashq.clock import iso_utc
from hashq.errors import UnreadableInputError, UsageError
from hashq.store import sources as source_rows
from hashq.study.sources import Asked, below, everything, is_inside, plan_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashq.clock import Clock
    from hashq.paths import Places
    from hashq.problems import Problem
    from hashq.settings import Settings
    from hashq.store.database import Database
    from hashq.store.sources import SourceStanding
    from hashq.study.anchors import Anchored
    from hashq.study.checking import CheckReport
    from hashq.study.import_report import ImportReport
    from hashq.study.importing import ImportWishes, ProgressReport
    from hashq.study.sources import ReadingPlan
    from hashq.study.surveying import ChangedNote
    from hashq.study.views import CardView

_SHIPPED_ADDED = "shipped-deck-added"
"""The remembered fact that the shipped deck joined the library once."""


_PATIENCE = 3
"""How often an import starts anew because another program's came between."""


class Library:
    """The cards of one data folder and where they come from."""

    def __init__(self, database: Database, settings: Settings, places: Places, clock: Clock) -> None:
        """Work on an open database. Nothing is written before something is asked for that writes."""
        self._database = database
        self._settings = settings
        self._places = places
        self._clock = clock

    def import_paths(
        self,
        paths: Sequence[Path] | None = None,
        *,
        dry_run: bool = False,
        deck: str | None = None,
        note_format: str | None = None,
        retire: bool = False,
        progress: ProgressReport | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ImportReport:
        """Read files and folders into cards; without ``paths`` every known source again.

        ``deck`` takes the place of the folder's name in deck names. ``retire`` consents to the retirement of any number
        of cards. Stored whole or not at all. A known source that is not there is a ``source-missing`` problem; any other
        path that is not there raises :class:`UnreadableInputError`.
        """
        from hashq.study.importing import ImportWishes  # noqa: PLC0415 - a card that is shown never asks for it

        wishes = ImportWishes(
            dry_run=dry_run, retire=retire, progress=progress, cancelled=cancelled or (lambda: False)
        )
        named = None if paths is None else [self._asked(path) for path in paths]
        if named is None and not dry_run:
            self._follow_shipped_deck()

        def plan() -> ReadingPlan:
            known = source_rows.sources(self._database)
            return everything(known) if named is None else plan_reading(known, named, deck, note_format)

        return self._run(plan, wishes)

    def _asked(self, path: Path) -> Asked:
        try:
            return asked(path)
        except UnreadableInputError:
            place = os.path.realpath(path.expanduser())
            for source in source_rows.sources(self._database):
                if source.path == place and not source.forgotten:
                    return Asked(place, is_file=source.kind == "file")
            raise

    def _run(self, plan: Callable[[], ReadingPlan], wishes: ImportWishes) -> ImportReport:
        from hashq.study.importing import LibraryChangedError, run_import  # noqa: PLC0415 - as above

        for _ in range(_PATIENCE):
            try:
                return run_import(self._database, plan(), wishes, iso_utc(self._clock.now()))
            except LibraryChangedError:
                continue
        return run_import(self._database, plan(), wishes, iso_utc(self._clock.now()))

    def add_shipped_deck(self) -> bool:
        """Add the deck that ships to an empty library, once in its life; whether it was added now.

        Where the program was installed anew elsewhere, the deck that was added follows it there.
        """
        if source_rows.meta(self._database, _SHIPPED_ADDED) is not None:
            self._follow_shipped_deck()
            return False
        if source_rows.sources(self._database) or not self._import_shipped_deck():
            return False
        with self._database.transaction():
            source_rows.set_meta(self._database, _SHIPPED_ADDED, iso_utc(self._clock.now()))
        return True

    def _import_shipped_deck(self) -> bool:
        from hashq.paths import shipped_decks  # noqa: PLC0415 - seldom asked for
        from hashq.study.importing import ImportWishes  # noqa: PLC0415 - as above

        folder = shipped_decks()
        if not folder.is_dir():
            return False
        shipped = Asked(os.path.realpath(folder), is_file=False, kind="shipped")
        self._run(
            lambda: plan_reading(source_rows.sources(self._database), [shipped], None, None), ImportWishes()
        )
        return True

    def _follow_shipped_deck(self) -> None:
        from hashq.study.surveying import presence  # noqa: PLC0415 - as above

        for source in source_rows.sources(self._database):
            if source.kind == "shipped" and not source.forgotten and presence(source.path) is False:
                self._import_shipped_deck()

    def has_own_notes(self) -> bool:
        """Whether anything but the shipped deck is read. Quicker than :meth:`sources`, which counts."""
        return any(
            source.kind != "shipped" and not source.forgotten
            for source in source_rows.sources(self._database)
        )

    def sources(self) -> list[SourceStanding]:
        """What is read, with the number of notes and cards of each, by path."""
        return source_rows.standings(self._database)

    def changed_notes(self) -> tuple[ChangedNote, ...]:
        """The notes that are new, changed or gone since they were last read; nothing is read or stored."""
        from hashq.study.surveying import ChangedNote, survey  # noqa: PLC0415 - not on the way to `due`

        notes = source_rows.notes(self._database)
        seen = survey(everything(source_rows.sources(self._database)), notes)
        stamps = {note.path: (note.size, note.mtime_ns) for note in notes if not note.missing}
        # A note that is read again for its missing picture has not changed itself.
        changed = [
            ChangedNote(file.path, file.size, file.mtime_ns)
            for file in seen.changed
            if stamps.get(file.path) != (file.size, file.mtime_ns)
        ]
        gone = [ChangedNote(note.path, None, None) for note in seen.vanished]
        return tuple(sorted([*changed, *gone], key=lambda note: note.path))

    def reread(self, path: str) -> ImportReport:
        """Read one note again, as after an edit. Raises :class:`UnreadableInputError` when it is gone."""
        return self.import_paths([Path(path)])

    def own_note(self, path: str) -> str:
        """The note to edit for the one at ``path``: itself, or the person's copy of one that ships, made now.

        Raises :class:`UnreadableInputError` when it is gone, :class:`hashq.study.editing.EditError` when it cannot be copied.
        """
        from hashq.study.editing import own_note  # noqa: PLC0415 - not on the way to `import`

        return own_note(self._database, path, self._places.notes, iso_utc(self._clock.now()))

    def forget(self, path: Path) -> int:
        """Leave a file or folder out from now on; how many cards retired. Their history is kept.

        Raises :class:`UsageError` when it is neither a source nor inside one.
        """
        place = os.path.realpath(path.expanduser())
        now = iso_utc(self._clock.now())
        known = {source.path: source for source in source_rows.sources(self._database)}
        around = next((s for s in known.values() if not s.forgotten and is_inside(place, s.path)), None)
        if around is None:
            raise UsageError("this is not a source", place=str(path), remedy="`hashq sources` lists them.")
        kind = "folder" if os.path.isdir(place) else "file"  # noqa: PTH112 - paths are text here
        source = known.get(place) or source_rows.SourceRow(0, place, kind, None, None, None, forgotten=True)
        with self._database.transaction():
            return source_rows.forget_source(self._database, source, below(place), now)

    def relink(self, old: str, new: str) -> CardView:
        """Give the card ``new``'s text and place to the card ``old``, with all of its history; ``old`` as it is then.

        The two change places: ``new`` keeps its own history and gets what ``old`` had, retired if that was. Raises
        :class:`UsageError` when either does not exist, or ``new`` is in no note.
        """
        from hashq.study.relinking import relink  # noqa: PLC0415 - not on the way to `import`

        id_ = relink(self._database, old, new, self._clock.now())
        return self.card(id_)

    def anchors(self, paths: Sequence[Path], *, write: bool) -> Anchored:
        """Write the ids of the cards in these notes into them as Obsidian block ids; without ``write``, only say which.

        The notes are imported first, so that every card has an id, and again afterwards.
        """
        from hashq.notes.model import DERIVED  # noqa: PLC0415 - as above
        from hashq.study.anchors import Anchored, anchor_note  # noqa: PLC0415 - as above

        before = self.import_paths(paths)
        places = [one.path for one in map(asked, paths)]
        ids: dict[str, dict[int, str]] = {}
        for card in self.cards():
            # An anchor names what stands in the note; a sibling is known by its family's text.
            if card.kind not in DERIVED and any(is_inside(card.path, place) for place in places):
                ids.setdefault(card.path, {})[card.line] = card.id
        done = [anchor_note(path, lines, write=write) for path, lines in ids.items()]
        if write and any(one.written for one in done):
            self.import_paths(paths)
        written = tuple(anchor for one in done for anchor in one.written)
        return Anchored(written, (*before.problems, *(problem for one in done for problem in one.problems)))

    def problems(self) -> list[Problem]:
        """What is wrong in the notes, as they were last read."""
        from hashq.study.import_report import problem_from_json  # noqa: PLC0415 - not on the way to `due`

        return [problem_from_json(stored) for stored in source_rows.note_problems(self._database)]

    def card(self, id_: str) -> CardView:
        """The card with this id, or the only one whose id begins so. Raises :class:`UsageError` when there is none."""
        from hashq.study.finding import find_card  # noqa: PLC0415 - as above

        return find_card(self._database, id_, self._settings, self._clock)

    def cards(self, query: str = "") -> list[CardView]:
        """The cards that ``query`` asks for, by deck, note and position; retired ones only for ``is:retired``."""
        from hashq.study.finding import find_cards  # noqa: PLC0415 - as above

        return find_cards(self._database, query, self._settings, self._clock)


def check(paths: Sequence[Path], *, shipped: bool = False) -> CheckReport:
    """Read notes as an import would and store nothing; ``shipped`` adds the deck that ships.

    Needs no library. Raises :class:`UnreadableInputError` for a path that is not there.
    """
    from hashq.paths import shipped_decks  # noqa: PLC0415 - seldom asked for
    from hashq.study.checking import check_notes  # noqa: PLC0415 - not on the way to `import`

    named = [asked(path, "Name a note or a folder that is there.") for path in paths]
    if shipped:
        named.append(Asked(os.path.realpath(shipped_decks()), is_file=False, kind="shipped"))
    return check_notes(named)


_MOVED = (
    "Nothing was changed. A source that moved is imported at its new place; `hashq forget` leaves one out."
)


def asked(path: Path, remedy: str = _MOVED) -> Asked:
    """A path as a person named it. Raises :class:`UnreadableInputError` when nothing is there or it may not be read.

    ``remedy``: what to do then.
    """
    place = os.path.realpath(path.expanduser())
    try:
        is_folder = os.path.isdir(place)  # noqa: PTH112 - paths are text here
        os.stat(place)  # noqa: PTH116 - as above
        if not os.access(place, os.R_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except (OSError, ValueError) as failure:
        cause = getattr(failure, "strerror", None) or str(failure)
        raise UnreadableInputError(
            f"cannot be read: {cause}",
            place=str(path),
            remedy=remedy,
        ) from failure
    return Asked(place, is_file=not is_folder)
