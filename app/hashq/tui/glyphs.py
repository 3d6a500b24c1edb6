"""The drawing characters of every screen, in two sets: typographic, and plain ASCII for terminals without them.

Owns the characters and nothing of what they are used for.
"""

from __future__ import annotations

from typing import NamedTuple


class Glyphs(NamedTuple):
    """One set of drawing characters, each one cell wide."""

    dot: str = "·"
    """Stands between facts on one line."""
    crumb: str = "›"
    """Stands between the parts of a deck's name."""
    opened: str = "▾"
    closed: str = "▸"
    pointer: str = "▌"
    """Marks the chosen row, beside its colour."""
    line: str = "─"
    cross: str = "┼"
    wall: str = "│"
    corners: str = "╭╮╰╯"
    """Top left, top right, bottom left, bottom right of a frame."""
    full: str = "━"
    """The done part of a progress bar."""
    rest: str = "─"
    """The part of a progress bar still to do."""
    bars: str = "▁▂▃▄▅▆▇█"
    """Heights of a sparkline, lowest first."""
    shades: str = "·░▒▓█"
    """Densities of a map's cells, from none to the most."""
    bullets: str = "•◦▪"
    """Bullets of a list, by depth."""
    hidden: str = "···"
    """Stands for what is not revealed yet."""
    quote: str = "▎"
    right: str = "✓"
    wrong: str = "✗"
    flag: str = "⚑"
    star: str = "★"
    arrow: str = "→"
    above: str = "↑"
    """More lies above what shows."""
    below: str = "↓"
    away: str = "↗"
    """A link that leads out of the terminal."""
    picture: str = "▣"
    warning: str = "!"
    ellipsis: str = "…"
    """Ends a text that was cut."""


TYPOGRAPHIC = Glyphs()
ASCII = Glyphs(
    dot="-",
    crumb=">",
    opened="-",
    closed="+",
    pointer=">",
    line="-",
    cross="+",
    wall="|",
    corners="++++",
    full="#",
    rest=".",
    bars="._-=+*#@",
    shades=".-+*#",
    bullets="*o-",
    hidden="...",
    quote="|",
    right="+",
    wrong="x",
    flag="!",
    star="*",
    arrow=">",
    above="^",
    below="v",
    away=">",
    picture="#",
    ellipsis="~",
)


def glyphs_for(*, ascii_only: bool, encoding: str | None, terminal: str | None) -> Glyphs:
    """The set to draw with: plain where the person asked for it, or where the terminal could not show the other.

    ``encoding`` is that of the output stream and ``terminal`` the value of ``TERM``; None when not known.
    """
    if ascii_only or terminal in {"linux", "dumb", "vt100"}:
        return ASCII
    return TYPOGRAPHIC if (encoding or "utf-8").lower().replace("-", "").startswith("utf") else ASCII


def sparkline(values: tuple[int, ...], glyphs: Glyphs) -> str:
    """One bar a value, the highest filling its cell; zero is the lowest bar."""
    highest = max(values, default=0)
    steps = len(glyphs.bars) - 1
    if not highest:
        return glyphs.bars[0] * len(values)
    return "".join(glyphs.bars[-(-value * steps // highest)] for value in values)


def progress_bar(done: int, total: int, width: int, glyphs: Glyphs) -> tuple[str, str]:
    """The done and the remaining part of a bar of ``width`` cells; the bar is full only when all is done."""
    if total <= 0:
        return "", glyphs.rest * width
    filled = width if done >= total else min(width - 1, done * width // total)
    return glyphs.full * filled, glyphs.rest * (width - filled)
