"""Pictures as lines of the terminal: four pixels a cell in two colours, or a ramp of characters without colour.

Owns decoding within bounds and drawing. Pillow is imported when a card has a picture, never before. Knows no widget.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.color import Color
from textual.content import Content, Span
from textual.style import Style

if TYPE_CHECKING:
    from PIL.Image import Image

PIXELS_A_CELL = 8
"""A width given in pixels takes a cell for so many."""
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; larger files are not decoded."""
LARGEST_PICTURE = 80_000_000
"""Pixels; larger pictures are not decoded."""
RAMP = " .:-=+*#%@"
"""Characters from light to dark, for terminals without colour."""
_QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""The block elements by which quarters of the cell are in the foreground: 1 top left, 2 top right, 4 and 8 below."""


class Canvas(NamedTuple):
    """What a picture is drawn with and how large it may become."""

    height: int
    """Lines at most."""
    colour: bool = True
    """False draws with the ramp."""


class Drawing(NamedTuple):
    """A picture drawn at one width, or why it could not be."""

    lines: tuple[Content, ...] = ()
    trouble: str = ""
    """One or two words; empty when it was drawn."""


def draw(path: str, width: int, wanted: int | None, canvas: Canvas) -> Drawing:
    """The picture at ``path``, at most ``width`` cells wide; ``wanted`` is the author's width in pixels.

    Never raises on what a file may hold: a file that is missing, too large or no picture is told in ``trouble``.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - 30 ms that most cards do not need

    try:
        if Path(path).stat().st_size > LARGEST_FILE:
            return Drawing(trouble="too large to draw")
        with Image.open(path) as opened:
            if opened.width * opened.height > LARGEST_PICTURE:
                return Drawing(trouble="too large to draw")
            size = fitted(opened.size, width, wanted, canvas.height)
            across, down = size[0] * 2, size[1] * 2
            opened.draft("RGB", (across * 2, down * 2))
            small = _on_paper(opened).resize((across, down), Image.Resampling.LANCZOS)
    except FileNotFoundError:
        return Drawing(trouble="missing")
    except (
        OSError,
        UnidentifiedImageError,
        ValueError,
        SyntaxError,
        MemoryError,
        Image.DecompressionBombError,
    ):
        return Drawing(trouble="cannot be read")
    return Drawing(_blocks(small) if canvas.colour else _ramp(small))


def fitted(size: tuple[int, int], width: int, wanted: int | None, height: int) -> tuple[int, int]:
    """The size in cells (a cell is twice as high as wide) that keeps the shape and fits.

    Never larger than the author wants, or than the picture is at eight pixels a cell.
    """
    across, down = max(1, size[0]), max(1, size[1])
    cells = max(1, min(width, (wanted or across) // PIXELS_A_CELL or 1))
    rows = max(1, min(height, round(cells * down / across / 2)))
    if rows == height:
        cells = max(1, min(cells, round(rows * 2 * across / down)))
    return cells, rows


def _on_paper(picture: Image) -> Image:
    """The picture in RGB; what is transparent lies on white, as diagrams expect."""
    from PIL import Image  # noqa: PLC0415 - as above

    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        solid = picture.convert("RGBA")
        paper = Image.new("RGBA", solid.size, (255, 255, 255, 255))
        return Image.alpha_composite(paper, solid).convert("RGB")
    return picture.convert("RGB")


def _blocks(picture: Image) -> tuple[Content, ...]:
    across, down = picture.size
    data = picture.tobytes()
    rows = [
        [data[at : at + 3] for at in range(3 * across * row, 3 * across * (row + 1), 3)]
        for row in range(down)
    ]
    return tuple(_line(rows[row], rows[row + 1]) for row in range(0, down, 2))


def _line(upper: list[bytes], lower: list[bytes]) -> Content:
    """One line of cells; neighbours of the same two colours share a span."""
    text: list[str] = []
    spans: list[Span] = []
    start, before = 0, None
    for cell, column in enumerate(range(0, len(upper), 2)):
        glyph, colours = _cell((upper[column], upper[column + 1], lower[column], lower[column + 1]))
        text.append(glyph)
        if colours != before:
            if before is not None:
                spans.append(Span(start, cell, _style(before)))
            start, before = cell, colours
    if before is not None:
        spans.append(Span(start, len(text), _style(before)))
    return Content("".join(text), spans)


Quarters = tuple[bytes, bytes, bytes, bytes]
Colours = tuple[bytes, bytes]


def _cell(quarters: Quarters) -> tuple[str, Colours]:
    """The block element and the two colours that come nearest to four pixels."""
    lightness = [2 * pixel[0] + 5 * pixel[1] + pixel[2] for pixel in quarters]
    middle = (min(lightness) + max(lightness)) / 2
    inked = [at for at in range(4) if lightness[at] < middle]
    if not inked:
        plain = _mean([*quarters])
        return " ", (plain, plain)
    rest = [at for at in range(4) if at not in inked]
    glyph = _QUADRANTS[sum(1 << at for at in inked)]
    return glyph, (_mean([quarters[at] for at in inked]), _mean([quarters[at] for at in rest]))


def _mean(pixels: list[bytes]) -> bytes:
    if len(pixels) == 1:
        return pixels[0]
    return bytes(sum(channel) // len(pixels) for channel in zip(*pixels, strict=True))


def _style(colours: Colours) -> Style:
    return Style(foreground=Color(*colours[0]), background=Color(*colours[1]))


def _ramp(picture: Image) -> tuple[Content, ...]:
    """One character a cell, by its mean lightness."""
    across, down = picture.size[0] // 2, picture.size[1] // 2
    grey = picture.convert("L").reduce(2).tobytes()
    steps = len(RAMP) - 1
    return tuple(
        Content(
            "".join(RAMP[steps - light * steps // 255] for light in grey[row * across : (row + 1) * across])
        )
        for row in range(down)
    )
