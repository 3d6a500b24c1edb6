"""The commands that are called most, as they are called most: with nothing to parse, and so without loading click.

Owns which those are. What each does is its own module's business, here as behind click.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable


def _home() -> int:
    from hashq.tui.opening import open_app

    return open_app(None)


def _review() -> int:
    from hashq.tui.opening import open_app

    return open_app(None, "review")


def _import() -> int:
    from hashq.cli.importing import import_notes

    return import_notes(None)


def _due(*, as_json: bool = False) -> int:
    from hashq.cli.due import print_due

    print_due(None, as_json=as_json)
    return ExitCode.DONE


PLAIN: dict[tuple[str, ...], Callable[[], int]] = {
    (): _home,
    ("review",): _review,
    ("import",): _import,
    ("due",): _due,
    ("due", "--json"): lambda: _due(as_json=True),
}
"""The whole command line → what it does; the exit code."""
