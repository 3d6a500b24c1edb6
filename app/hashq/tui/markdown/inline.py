"""Inline Markdown to Content: emphasis, code, links and wiki links become spans. Pictures come out apart.

Every text of a token passes the gate of ``tui.text``: entities may decode to control characters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content, Span
from textual.style import Style

from hashq.plain_text import one_line, plain_text
from hashq.tui.markdown.blocks import Picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_STYLES = {
    "strong_open": "bold $strong",
    "em_open": "italic",
    "s_open": "strike",
    "mark_open": "bold underline $sun",
    "underline_open": "underline",
    "link_open": "underline $ink",
}
_CODE = "$bloom on $raised"
_MATH = "italic $bloom"
_WIKI = "$ink"
_WIDTH = re.compile(r"\d{1,5}")
_PICTURE_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|bmp|tiff?|svg|ico|avif|heic)(?:[?#].*)?$", re.IGNORECASE)


class _Runs:
    """Collects text with spans, cutting at pictures. Lives for one call."""

    def __init__(self) -> None:
        self.done: list[Content | Picture] = []
        self._text: list[str] = []
        self._length = 0
        self._spans: list[Span] = []
        self._open: list[tuple[int, str | Style]] = []

    def add(self, text: str, style: str = "") -> None:
        if style and text:
            self._spans.append(Span(self._length, self._length + len(text), style))
        self._text.append(text)
        self._length += len(text)

    def start(self, style: str | Style) -> None:
        self._open.append((self._length, style))

    def stop(self) -> None:
        start, style = self._open.pop()
        if start < self._length:
            self._spans.append(Span(start, self._length, style))

    def cut(self, picture: Picture) -> None:
        opened = [style for _, style in self._open]
        while self._open:
            self.stop()
        self.flush()
        self.done.append(picture)
        for style in opened:
            self.start(style)

    def flush(self) -> None:
        content = Content("".join(self._text), self._spans)
        self._text, self._length, self._spans = [], 0, []
        trimmed = _trim_lines(content)
        if trimmed.plain:
            self.done.append(trimmed)


def _trim_lines(content: Content) -> Content:
    """``content`` without blank ends: what stood beside a picture on its line."""
    plain = content.plain
    left = len(plain) - len(plain.lstrip())
    right = len(plain.rstrip())
    return content[left:right] if (left, right) != (0, len(plain)) else content


def runs(children: Sequence[Token]) -> list[Content | Picture]:
    """The text and pictures of one inline token's children, in order."""
    collected = _Runs()
    for token in children:
        _take(token, collected)
    collected.flush()
    return collected.done


def line_of(children: Sequence[Token]) -> Content:
    """The same for a place that holds text only, as a table cell: pictures are named, not drawn."""
    parts = [part if isinstance(part, Content) else Content(one_line(part.target)) for part in runs(children)]
    return Content(" ").join(parts)


def _take(token: Token, into: _Runs) -> None:
    match token.type:
        case "softbreak" | "hardbreak":
            into.add("\n")
        case "code_inline":
            into.add(plain_text(token.content), _CODE)
        case "math":
            from hashq.tui.markdown.formulas import readable  # noqa: PLC0415 - most first cards have no formula

            into.add(plain_text(readable(token.content)), _MATH)
        case "wiki":
            into.add(_wiki_label(token.content, token.info), _WIKI)
        case "embed":
            _embed(token.content, token.info, into)
        case "image":
            _image(token, into)
        case "link_open":
            into.start(link_style(str(token.attrGet("href") or "")))
        case opened if opened in _STYLES:
            into.start(_STYLES[opened])
        case closed if closed.endswith("_close"):
            into.stop()
        case _:
            into.add(plain_text(token.content))


def link_style(address: str) -> str | Style:
    """How a link looks; one to the web can be opened by the terminal itself."""
    clean = one_line(address)
    if clean.startswith(("https://", "http://")):
        return Style(link=clean, underline=True)
    return _STYLES["link_open"]


def _wiki_label(target: str, label: str) -> str:
    return one_line(label or target.lstrip("#").replace("#", " › "))


def _embed(target: str, label: str, into: _Runs) -> None:
    if not _PICTURE_FILE.search(target):
        into.add(_wiki_label(target, ""), _WIKI)
        return
    into.cut(_picture(target, label))


def _image(token: Token, into: _Runs) -> None:
    alt, _, width = token.content.partition("|")
    source = str(token.attrGet("src") or "")
    into.cut(_picture(source, width, alt))


def _picture(target: str, width: str, alt: str = "") -> Picture:
    number = _WIDTH.match(width.strip())
    return Picture(one_line(target), int(number[0]) if number else None, one_line(alt))
