"""A path as an argument: an empty one, such as an unset variable leaves, names nothing and is refused.

Python would read it as the working folder.
"""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import os


def bytes_of(file: Path, most: int) -> bytes:
    """What ``file`` holds (- for standard input), or its first ``most`` bytes and one more. Raises :class:`OSError`."""
    if str(file) == "-" and sys.stdin is None:
        raise OSError(errno.EBADF, "it is closed")
    with click.open_file(str(file), "rb") as stream:
        data: bytes = stream.read(most + 1)
    return data


def _working_folder_is_gone() -> bool:
    try:
        Path.cwd()
    except OSError:
        return True
    return False


class NamedPath(click.Path):
    """A file or folder that somebody named; whether it can be read is for the command to say."""

    def __init__(self, *, allow_dash: bool = False, folder: bool = False) -> None:
        super().__init__(path_type=Path, readable=False, allow_dash=allow_dash, file_okay=not folder)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        """``value`` as a path; fails on an empty one, and on a relative one where there is nothing to start from."""
        if not str(value):
            self.fail("an empty path names nothing.", param, ctx)
        if not Path(value).is_absolute() and _working_folder_is_gone():
            self.fail(
                f"{str(value)!r} is meant from here, and this folder is gone. Go to another.", param, ctx
            )
        return super().convert(value, param, ctx)
