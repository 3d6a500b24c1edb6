"""Replaces a person's file whole: after a crash at any moment there is the old one or the new one, never a part.

Knows no notes.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


class FileChangedError(Exception):
    """Another program wrote to the file meanwhile."""


def replace_file(path: Path, data: bytes, *, expected: bytes) -> None:
    """Write ``data`` to the file at ``path``, which still holds ``expected``; its permissions stay.

    The data is durable before it takes the file's name. Raises :class:`FileChangedError` when the file holds something
    else by now, and :class:`OSError` when it cannot be written; the file is then as it was.
    """
    path = path.resolve()  # a link stays a link
    mode = path.stat().st_mode
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:64]}.", suffix=".tmp")
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.chmod(mode & 0o7777)
        _require_unchanged(path, expected)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    with suppress(OSError):  # not every system lets a folder be opened
        _sync_folder(path.parent)


def _require_unchanged(path: Path, expected: bytes) -> None:
    if path.read_bytes() != expected:
        raise FileChangedError("another program changed the file")


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
