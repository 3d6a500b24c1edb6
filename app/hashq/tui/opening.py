"""Opens the program on a terminal and ends it cleanly: the one entrance for the command line.

Imports Textual only when called. Owns what a process does around the screens: services, exit code, last words.
"""

from __future__ import annotations

import gc
import signal
import sys
from functools import partial
from typing import TYPE_CHECKING, TextIO

from hashq.errors import HashqError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def open_app(home: Path | None, screen: str = "home", **opening: object) -> int:
    """Open the program on ``screen``; the exit code once the person leaves.

    ``opening`` is what that screen is built with, such as ``deck``. Raises :class:`HashqError` when the program
    cannot start, or ended against its will; the terminal is as it was then.
    """
    if not (_is_terminal(sys.__stdin__) and _is_terminal(sys.__stderr__)):
        raise UsageError(
            "the screens need a terminal",
            remedy="Run it in one, without redirecting its input or stderr; `hashq --help` lists what scripts can call.",
        )
    gc.disable()  # importing makes many objects and no garbage; the app turns it on again at its first screen
    from hashq.study.services import open_services  # noqa: PLC0415 - after the collector rests
    from hashq.tui.app import HashqApp  # noqa: PLC0415 - loads Textual

    app = HashqApp(partial(open_services, home), screen, **opening)
    asked_to_end = signal.signal(signal.SIGTERM, _leave)
    try:
        left = app.run()
    finally:
        signal.signal(signal.SIGTERM, asked_to_end)
        app.services.close()
    if app.refusal:
        raise app.refusal
    if app.crash:
        raise HashqError(
            f"the program met an error it did not expect: {app.crash}",
            remedy="Every rating is stored. Please report this with what you did last.",
        )
    return left if left is not None else app.return_code or 0


def _leave(*_: object) -> None:
    """What another program asks with SIGTERM is done as Ctrl+C would: the screens go, and the terminal is as it was."""
    signal.raise_signal(signal.SIGINT)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()
