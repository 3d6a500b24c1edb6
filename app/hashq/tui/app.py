"""The program's screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def open_app(home: Path | None) -> int:
    """Open the home screen; the exit code."""
    raise UsageError("the screens are not here yet", place=str(home or ""), remedy="see hashq --help")
