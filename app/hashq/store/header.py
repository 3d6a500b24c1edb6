"""Reads what kind of file a database is from its first hundred bytes, without SQLite touching it.

A database of a newer program must stay untouched, and merely opening it could already write beside it.
Layout: https://www.sqlite.org/fileformat2.html#the_database_header.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from hashq.errors import DatabaseError
from hashq.store.failures import unwritable
from hashq.store.schema import APPLICATION_ID, VERSION

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"SQLite format 3\x00"
_LENGTH = 100


class Header(NamedTuple):
    """The two numbers of a database's header that are ours to set."""

    version: int
    """The schema's version; 0 for a database nobody has set up."""
    application_id: int
    """Whose database it is."""


def read_header(path: Path) -> Header | None:
    """The header of the file at ``path``; None when there is no file, or an empty one.

    Raises :class:`DatabaseError` when the file is not an SQLite database or cannot be read.
    """
    try:
        with path.open("rb") as file:
            start = file.read(_LENGTH)
    except FileNotFoundError:
        return None
    except OSError as failure:
        raise unwritable(failure, path) from failure
    if not start:
        return None
    if len(start) < _LENGTH or not start.startswith(_MAGIC):
        raise DatabaseError(
            "this file is not a database, or its beginning is damaged",
            place=str(path),
            remedy="Bring back a copy from the backups folder with `hashq restore FILE`.",
        )
    version, application_id = struct.unpack_from(">I", start, 60)[0], struct.unpack_from(">I", start, 68)[0]
    return Header(version, application_id)


def require_ours(version: int, application_id: int, path: Path) -> None:
    """Refuse another program's database, and one that a newer hashq has written.

    Raises :class:`DatabaseError`; the file stays as it is.
    """
    if application_id != APPLICATION_ID:
        raise DatabaseError(
            "this SQLite file was not made by hashq",
            place=str(path),
            remedy="Choose another folder with --home or HASHQ_HOME.",
        )
    if version > VERSION:
        raise DatabaseError(
            f"this database is of version {version}, newer than this program knows ({VERSION}); it was left untouched",
            place=str(path),
            remedy="Update hashq (`pipx upgrade hashq`), or choose another folder with --home.",
        )
