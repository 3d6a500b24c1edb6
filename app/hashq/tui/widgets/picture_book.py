"""The pictures of one card: which file each embed means, and its drawing at each width once it is made.

Owns the cache. Drawing happens where :meth:`draw_wanted` is called, in a thread; until then
a picture shows its frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.tui.markdown.layout import framed
from hashq.tui.pictures import Canvas, Drawing, draw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from hashq.notes.model import Image
    from hashq.tui.glyphs import Glyphs
    from hashq.tui.markdown.blocks import Picture

_REMOTE = ("http://", "https://")


class PictureBook:
    """The pictures of one card."""

    def __init__(self, images: Sequence[Image], glyphs: Glyphs, canvas: Canvas | None) -> None:
        """``images`` as the card lists them; without ``canvas`` every picture shows its frame."""
        self._paths = {image.target: image.path for image in images}
        self._glyphs = glyphs
        self._canvas = canvas
        self._drawn: dict[tuple[str, int], Drawing] = {}
        self._wanted: set[tuple[Picture, int]] = set()

    def want(self, picture: Picture, width: int) -> None:
        """Ask for a drawing, unless there is one or can be none."""
        if (
            self._canvas is not None
            and self._paths.get(picture.target)
            and (picture.target, width) not in self._drawn
        ):
            self._wanted.add((picture, width))

    @property
    def waiting(self) -> bool:
        """Whether drawings are asked for that are not made yet."""
        return bool(self._wanted)

    def draw_wanted(self) -> None:
        """Make every drawing asked for; may take a while."""
        while self._wanted:
            picture, width = self._wanted.pop()
            path = self._paths.get(picture.target)
            if path and self._canvas is not None:
                self._drawn[picture.target, width] = draw(path, width, picture.width, self._canvas)

    def lines(self, picture: Picture, width: int) -> tuple[Content, ...]:
        """The picture at ``width``; while it is not drawn, a frame that says why, and the drawing is asked for."""
        drawing = self._drawn.get((picture.target, width))
        if drawing is not None and drawing.lines:
            return drawing.lines
        self.want(picture, width)
        return tuple(framed(picture, width, self._glyphs, self._note(picture, drawing)))

    def _note(self, picture: Picture, drawing: Drawing | None) -> str:
        if drawing is not None:
            return drawing.trouble
        if picture.target.startswith(_REMOTE):
            return "on the web, not fetched"
        if not self._paths.get(picture.target):
            return "missing"
        return "" if self._canvas is None else "reading"
