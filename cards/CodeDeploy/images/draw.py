#!/usr/bin/env python3
"""Draws this deck's diagrams: ``python draw.py [FOLDER]`` writes every PNG of the deck into FOLDER (default: here).

A terminal shows a picture with half blocks at 60 to 100 columns, so each has few and big shapes, thick lines, short words and a
light background of its own. Everything is measured on a grid of 120 × 60, about one unit to a terminal's half block, and drawn
eight times as large. Needs Pillow only; its built-in font makes the result the same on every machine.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

UNIT: Final = 8
"""Pixels to one unit of the grid."""
WIDTH: Final = 120
"""Units across every picture."""
HEIGHT: Final = 60
"""Units down every picture."""

TRACKING: Final = 0.5
"""Units between letters: at terminal size they would run together otherwise."""

PAPER: Final = "#f7f3e9"
INK: Final = "#22252b"
FAINT: Final = "#c9c3b4"
BLUE: Final = "#2f6fb3"
GREEN: Final = "#2e8b57"
ORANGE: Final = "#c8641b"
RED: Final = "#b3302f"
WHITE: Final = "#ffffff"

Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Sheet:
    """One picture, drawn in grid units."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * UNIT, HEIGHT * UNIT), PAPER)
        self._pen = ImageDraw.Draw(self.image)

    def text(self, at: Point, words: str, *, size: float = 8, colour: str = INK, anchor: str = "mm") -> None:
        """Words with some air between letters; ``anchor`` as Pillow names it (``mm`` is the middle, ``rm`` the right end)."""
        font = ImageFont.load_default(size * UNIT)
        widths = [font.getlength(letter) + TRACKING * UNIT for letter in words]
        x = at[0] * UNIT - sum(widths) / (2 if anchor == "mm" else 1)
        for letter, width in zip(words, widths, strict=True):
            place = (x + width / 2, at[1] * UNIT + size * UNIT * 0.32)
            self._pen.text(
                place, letter, fill=colour, font=font, anchor="ms", stroke_width=2, stroke_fill=colour
            )
            x += width

    def box(self, box: Box, *, fill: str, label: str = "", size: float = 8, colour: str = WHITE) -> None:
        """A rounded box with its label in the middle."""
        left, top, right, bottom = (side * UNIT for side in box)
        self._pen.rounded_rectangle((left, top, right, bottom), radius=2 * UNIT, fill=fill)
        if label:
            self.text(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), label, size=size, colour=colour)

    def line(self, points: Sequence[Point], *, colour: str = INK, width: float = 2) -> None:
        """A thick line through points."""
        path = [(x * UNIT, y * UNIT) for x, y in points]
        self._pen.line(path, fill=colour, width=round(width * UNIT), joint="curve")

    def arrow(self, start: Point, end: Point, *, colour: str = INK, width: float = 2) -> None:
        """A thick line with a head at its end."""
        across, down = end[0] - start[0], end[1] - start[1]
        length = (across * across + down * down) ** 0.5
        along = (across / length, down / length)
        head = 5.0
        neck = (end[0] - along[0] * head, end[1] - along[1] * head)
        half = head * 0.7
        corners = (
            end,
            (neck[0] - along[1] * half, neck[1] + along[0] * half),
            (neck[0] + along[1] * half, neck[1] - along[0] * half),
        )
        self.line((start, neck), colour=colour, width=width)
        self._pen.polygon([(x * UNIT, y * UNIT) for x, y in corners], fill=colour)


def agent_polls() -> Sheet:
    """The agent asks the service for work, fetches the bundle and reports: every arrow starts at the instance."""
    sheet = Sheet()
    sheet.box((2, 4, 40, 56), fill=BLUE, label="AGENT", size=9)
    sheet.box((80, 4, 118, 28), fill=ORANGE, label="SERVICE", size=7.5)
    sheet.box((80, 36, 118, 56), fill=GREEN, label="S3", size=10)
    sheet.arrow((41, 14), (79, 14))
    sheet.text((59, 8), "poll")
    sheet.arrow((41, 25), (79, 25))
    sheet.text((59, 32), "report")
    sheet.arrow((41, 48), (79, 48))
    sheet.text((59, 42), "fetch")
    return sheet


def in_place_events() -> Sheet:
    """Three events block, seven deploy, three allow; without a load balancer only the seven remain."""
    sheet = Sheet()
    sheet.text((60, 6), "with load balancer", size=8)
    sheet.box((1, 13, 37, 29), fill=ORANGE, label="3 block", size=7.5)
    sheet.box((40, 13, 80, 29), fill=BLUE, label="7 deploy", size=7.5)
    sheet.box((83, 13, 119, 29), fill=GREEN, label="3 allow", size=7.5)
    sheet.text((60, 37), "without", size=8)
    sheet.box((40, 43, 80, 59), fill=BLUE, label="7 deploy", size=7.5)
    return sheet


def blue_green() -> Sheet:
    """Before the reroute the load balancer feeds the blue fleet, afterwards the green one."""
    sheet = Sheet()
    for left, title, goes_green in ((2, "before", False), (64, "after", True)):
        sheet.text((left + 27, 5), title)
        sheet.box((left + 7, 10, left + 47, 23), fill=INK, label="traffic", size=8)
        sheet.box((left, 40, left + 25, 57), fill=BLUE, label="v1", size=10)
        sheet.box((left + 29, 40, left + 54, 57), fill=GREEN, label="v2", size=10)
        target = left + 41.5 if goes_green else left + 12.5
        sheet.arrow((left + 27, 23), (target, 39), colour=GREEN if goes_green else BLUE, width=3)
    sheet.line(((60, 3), (60, 57)), colour=FAINT, width=1)
    return sheet


def traffic_over_time() -> Sheet:
    """The new version's share over ten minutes: Canary10Percent5Minutes in two steps, Linear10PercentEvery1Minute in ten."""
    sheet = Sheet()
    left, floor, across, up = 22.0, 50.0, 9.4, 0.42
    sheet.line(((left, 4), (left, floor), (118, floor)), width=1)
    for percent in (100, 10):
        sheet.text((left - 2, floor - percent * up), f"{percent}%", size=6.5, anchor="rm")
    for minute in (0, 5, 9):
        sheet.text((left + minute * across + 1, floor + 5.5), str(minute), size=6.5)
    sheet.text((left + 7 * across + 1, floor + 5.5), "min", size=6.5)
    linear: list[Point] = []
    for step in range(10):
        height = floor - (step + 1) * 10 * up
        linear += [(left + step * across, height), (left + (step + 1) * across, height)]
    linear.append((118, floor - 100 * up))
    sheet.line(linear, colour=GREEN, width=2)
    low, full, jump = floor - 10 * up, floor - 100 * up, left + 5 * across
    sheet.line(((left, low), (jump, low), (jump, full), (118, full)), colour=ORANGE, width=2)
    sheet.text((44, 14), "canary", colour=ORANGE)
    sheet.text((98, 34), "linear", colour=GREEN)
    return sheet


def three_races() -> Sheet:
    """Six instances under three configurations: a staircase, two blocks, one block."""
    sheet = Sheet()
    lanes = 6
    for left, title, at_once in ((2, "one", 1), (42, "half", 3), (82, "all", 6)):
        sheet.text((left + 18, 6), title, size=9)
        length = 36 * at_once / lanes
        for lane in range(lanes):
            start = left + (lane // at_once) * length
            top = 13 + lane * 7.6
            sheet.box((start, top, start + length, top + 6.4), fill=(BLUE, GREEN)[lane // at_once % 2])
        sheet.line(((left, 59), (left + 36, 59)), colour=FAINT, width=1)
    return sheet


PICTURES: Final[dict[str, Callable[[], Sheet]]] = {
    "agent-polls.png": agent_polls,
    "in-place-events.png": in_place_events,
    "blue-green.png": blue_green,
    "traffic-over-time.png": traffic_over_time,
    "three-races.png": three_races,
}
"""File name → the function that draws it."""


def draw_all(folder: Path) -> None:
    """Write every picture into ``folder`` as a small PNG with its own palette."""
    for name, picture in PICTURES.items():
        small = picture().image.quantize(colors=32, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        small.save(folder / name, optimize=True)


if __name__ == "__main__":
    draw_all(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
