"""The names a person can ask by: the library's decks, and the queries kept in the settings. Quick, for shells that complete.

Reads only, and nothing but these.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from hashq.paths import places
from hashq.settings import read_settings
from hashq.store.database import Database
from hashq.store.waiting import deck_names

if TYPE_CHECKING:
    from pathlib import Path


class KnownNames(NamedTuple):
    """What can be asked by name."""

    decks: tuple[str, ...] = ()
    """Those with cards, in order."""
    queries: tuple[str, ...] = ()
    """Under which queries are kept."""


def known_names(home: Path | None = None) -> KnownNames:
    """The names in the data folder ``home``, else in the usual one. Raises as ``services.open_services``."""
    its_places = places(os.environ, home)
    settings = read_settings(its_places.settings)
    database = Database(its_places.database)
    try:
        return KnownNames(deck_names(database), tuple(settings.queries))
    finally:
        database.close()
