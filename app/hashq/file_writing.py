"""Writes files whole: after a crash at any moment there is the old one or the new one, never a part.

Knows no notes and no settings.
"""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_USUAL_MODE = 0o644
"""Of a file that was not there before."""
_ANYONE_WRITES = 0o222
"""The permissions to write; root may without them, and should not for that."""


class FileChangedError(Exception):
    """Another program wrote to the file meanwhile."""


def replace_file(path: Path, data: bytes, *, expected: bytes) -> None:
    """Write ``data`` to the file at ``path``, which still holds ``expected``; its permissions stay.

    The data is durable before it takes the file's name. Raises :class:`FileChangedError` when the file holds something
    else by now, and :class:`OSError` when it cannot or may not be written; the file is then as it was.
    """
    path = path.resolve()  # a link stays a link
    mode = path.stat().st_mode
    # A folder lets a file be replaced that may not be written to: that would go round what its owner decided.
    if not (mode & _ANYONE_WRITES and os.access(path, os.W_OK)):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    _put(path, data, mode, partial(_require_unchanged, path, expected))


def write_file(path: Path, data: bytes) -> None:
    """Write ``data`` to the file at ``path``, made where it is missing; its permissions stay.

    As durable and as whole as :func:`replace_file`, whatever the file held. Raises :class:`OSError`.
    """
    path = path.resolve()
    _put(path, data, path.stat().st_mode if path.exists() else _USUAL_MODE, None)


def _put(path: Path, data: bytes, mode: int, check: Callable[[], None] | None) -> None:
    """``check`` is asked last, when the data is durable and only the name is still the old file's."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:64]}.", suffix=".tmp")
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(mode & 0o7777)
        if check is not None:
            check()
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
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
