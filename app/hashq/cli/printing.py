"""How commands print: one JSON document, or plain lines, on stdout; narration on stderr.

Every text passes ``plain_text``, since cards and paths come from files that anyone may have written.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from hashq.clock import iso_utc
from hashq.plain_text import plain_text

if TYPE_CHECKING:
    from datetime import datetime


def print_json(document: Any) -> None:
    """Print ``document`` as the one JSON document of this run.

    Text stays as it is but for lone surrogates: JSON escapes every control character itself.
    """
    click.echo(json.dumps(document, ensure_ascii=False).encode("utf-8", "replace").decode())


def say(text: str = "") -> None:
    """Print a line of what was asked for."""
    click.echo(plain_text(text))


def tell(text: str) -> None:
    """Print a line of narration."""
    click.echo(plain_text(text), err=True)


def moment_text(moment: datetime | None) -> str | None:
    """A moment as JSON has it; None stays None."""
    return iso_utc(moment) if moment is not None else None


def local_time(moment: datetime) -> str:
    """A moment as people say it, in local time: the hour today, else the day too."""
    here = moment.astimezone()
    today = here.now(here.tzinfo).date()
    if here.date() == today:
        return f"at {here:%H:%M}"
    return f"on {here:%a} {here.day} {here:%b %Y} at {here:%H:%M}"


def quantity(number: int, thing: str) -> str:
    """``1 card``, ``2 cards``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
