"""Names of decks: how a note gets one, and which deck a person means by a part of its name.

Pure. Knows no storage.
"""

from __future__ import annotations

import unicodedata
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from hashq.errors import UsageError
from hashq.plain_text import one_line
from hashq.settings.model import deck_key

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOTE_SUFFIXES = (".md", ".markdown")


class DeckRoot(NamedTuple):
    """What a source gives to the deck names of its notes."""

    path: str
    """Absolute path of the source."""
    is_file: bool
    """Whether the source is one note."""
    name: str | None
    """The name asked for with ``--deck``; None: the folder's or note's own."""
    bare: bool = False
    """Whether the source's own name is left out: so for the decks that ship."""


def deck_of(root: DeckRoot, note: str, front_matter: str | None) -> str:
    """The deck of the note at the absolute path ``note``.

    The front matter's ``deck`` wins. Else a note in a folder has the folder's name and its path in it, without ``.md``,
    joined by ``/``; a note that is a source of its own has its own name. ``--deck`` takes the place of the folder's name,
    or of the note's.
    """
    named = clean_deck(front_matter or "")
    if named:
        return named
    if root.is_file:
        return clean_deck(root.name or "") or clean_deck(_without_suffix(PurePath(note).name)) or "notes"
    top = "" if root.bare else clean_deck(root.name or PurePath(root.path).name) or "notes"
    *folders, file = PurePath(note).relative_to(root.path).parts
    parts = [top, *folders, _without_suffix(file)]
    return "/".join(part for part in map(_part, parts) if part)


def clean_deck(name: str) -> str:
    """A deck's name as a person wrote it, with its parts trimmed and empty parts gone; empty when nothing is left."""
    parts = (_part(part) for part in name.replace("::", "/").split("/"))
    return "/".join(part for part in parts if part)


def _part(name: str) -> str:
    """One part of a deck's name, its letters put together in one way: some systems take accents in file names apart."""
    return unicodedata.normalize("NFC", one_line(name))


def _without_suffix(file: str) -> str:
    for suffix in _NOTE_SUFFIXES:
        if file.casefold().endswith(suffix) and len(file) > len(suffix):
            return file[: -len(suffix)]
    return file


def is_in_deck(deck: str, chosen: str) -> bool:
    """Whether ``deck`` is ``chosen`` or one of its sub-decks; the case counts."""
    return deck == chosen or deck.startswith(chosen + "/")


def find_deck(argument: str, decks: Iterable[str]) -> str:
    """The one deck that a DECK argument means: a whole name or its last parts, ignoring case.

    A deck that only has sub-decks counts too. Raises :class:`UsageError` when none fits, naming near ones, and when
    several do, listing them.
    """
    known = with_parents(decks)
    wanted = clean_deck(argument)
    if wanted in known:
        return wanted
    folded = wanted.casefold()
    whole = [deck for deck in known if deck.casefold() == folded]
    ending = [deck for deck in known if folded and deck.casefold().endswith("/" + folded)]
    fitting = whole or ending
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UsageError(
            f"“{argument}” fits {len(fitting)} decks: {', '.join(sorted(fitting))}",
            place="DECK",
            remedy="Give more of the deck's name, from its end.",
        )
    raise UsageError(f"there is no deck “{argument}”", place="DECK", remedy=_nearest(wanted, known))


def strange_decks(named: Iterable[str], decks: Iterable[str]) -> tuple[str, ...]:
    """What to tell of each of the ``named`` decks of the settings that is none of ``decks``: so nothing follows it.

    Nothing where there are no decks at all.
    """
    known = with_parents(decks)
    keys = {deck_key(deck) for deck in known}
    return tuple(
        f'[decks."{name}"]: {_why(name, known)}' for name in named if known and deck_key(name) not in keys
    )


def hidden_queries(kept: Iterable[str], decks: Iterable[str]) -> tuple[str, ...]:
    """Those of the ``kept`` queries' names that are decks too: there they mean the deck."""
    known = with_parents(decks)
    return tuple(name for name in kept if name.strip() in known)


def _why(name: str, known: Iterable[str]) -> str:
    try:
        return f"there is no deck of this name. Did you mean {find_deck(name, known)}?"
    except UsageError as wrong:
        return f"{wrong.cause}. {wrong.remedy}"


def with_parents(decks: Iterable[str]) -> dict[str, None]:
    """The ``decks`` and every deck above one of them, in order, each once."""
    known: dict[str, None] = {}
    for deck in decks:
        parts = deck.split("/")
        for length in range(1, len(parts) + 1):
            known["/".join(parts[:length])] = None
    return known


def _nearest(wanted: str, known: Iterable[str]) -> str:
    import difflib  # noqa: PLC0415 - only to help after a mistake

    names: dict[str, str] = {}
    for deck in known:
        names.setdefault(deck.casefold(), deck)
        names.setdefault(deck.rpartition("/")[2].casefold(), deck)
    near = list(
        dict.fromkeys(names[name] for name in difflib.get_close_matches(wanted.casefold(), names, n=3))
    )
    if near:
        return f"Did you mean {' or '.join(near)}?"
    return "`hashq due` lists the decks." if names else "Import notes first: `hashq import PATH`."
