"""How quantities are said on the screens: spans of time, moments, counts, shares. Pure."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime, timedelta

_DAY = 86_400.0


def span(length: timedelta) -> str:
    """A span as grades show it: ``<1 m``, ``10 m``, ``3 h``, ``8 d``, ``2.5 mo``, ``1.4 y``."""
    seconds = max(0.0, length.total_seconds())
    if seconds < 60:
        return "<1 m"
    if seconds < 3570:  # what would round to 60 minutes is an hour; the same holds for a day
        return f"{round(seconds / 60)} m"
    if seconds < _DAY - 1800:
        return f"{round(seconds / 3600)} h"
    days = seconds / _DAY
    if days < 60:
        return f"{round(days)} d"
    if days < 365:
        return f"{days / 30.44:.1f} mo"
    return f"{days / 365.25:.1f} y"


def until(moment: datetime | None, now: datetime) -> str:
    """When something is due, seen from ``now``: ``now``, ``in 9 m``, ``in 3 d``; ``not yet studied`` for None."""
    if moment is None:
        return "not yet studied"
    return "now" if moment <= now else f"in {span(moment - now)}"


def lasted(seconds: float) -> str:
    """How long something took: ``48 s``, ``3 min``, ``1 h 20 min``."""
    if seconds < 59.5:
        return f"{max(1, round(seconds))} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def share(value: float | None) -> str:
    """0 to 1 as whole percent; a dash for None."""
    return "–" if value is None else f"{round(value * 100)} %"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 card``, ``2 cards``, ``1,200 cards``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def rounded(number: int, width: int) -> str:
    """A number in ``width`` cells where its rounding to thousands or millions allows it: ``9,876``, ``23k``, ``4M``."""
    for size, sign in ((1, ""), (1_000, "k"), (1_000_000, "M")):
        said = f"{round(number / size):,}{sign}"
        if len(said) <= width:
            break
    return said


def deck_path(deck: str, crumb: str) -> str:
    """A deck's name with its parts set apart, as a breadcrumb."""
    return f" {crumb} ".join(part.strip() for part in deck.split("/") if part.strip())


def note_place(path: str, line: int, home: str) -> str:
    """A line of a note; one below the folder ``home`` is told from there: ``~/vault/AWS.md:9``."""
    root = home.rstrip(os.sep) + os.sep
    is_below = len(root) > 1 and path.startswith(root)
    return f"~{os.sep}{path[len(root) :]}:{line}" if is_below else f"{path}:{line}"


def told_apart(paths: Iterable[str]) -> Mapping[str, str]:
    """What each file is called: its name, with as many folders before it as tell it from the others of that name."""
    parts = {path: PurePath(path).parts for path in paths}
    called = {path: its[-1] if its else path for path, its in parts.items()}
    by_name: dict[str, list[str]] = {}
    for path, name in called.items():
        by_name.setdefault(name, []).append(path)
    for alike in (paths for paths in by_name.values() if len(paths) > 1):
        depth, most = 2, max(len(parts[path]) for path in alike)
        while depth < most and len({parts[path][-depth:] for path in alike}) < len(alike):
            depth += 1
        called.update({path: str(PurePath(*parts[path][-depth:])) for path in alike})
    return called
