"""What stands inside a line: code spans, links and embeds, found without a Markdown parser.

Gives places and targets. Knows no files and no cards.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote as percent_decoded

_LONGEST_LINE = 5_000
"""Characters up to which a line's code spans and links are looked for; longer lines are data, not prose."""

_CODE = re.compile(r"(?<!`)(`{1,8})(?!`)(?:.{1,2000}?)(?<!`)\1(?!`)")
_HIDDEN = re.compile(
    _CODE.pattern + r"|!?\[\[[^\[\]\n]{1,500}\]\]|\]\([^\n()]*(?:\([^\n()]*\)[^\n()]*)*\)|\w+://\S+"
)
_LINK = re.compile(
    r"""
      (?P<embed>!?) (?:
          \[\[ (?P<wiki>[^\[\]\n]{1,500}) \]\]
        | \[ (?P<label>(?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){0,500}) \]
          \( \s* (?P<url><[^<>\n]{0,2000}>|[^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,500}){0,5}) \)
      )
    | <(?P<angle>https?://[^\s<>]+)>
    | (?P<bare>https?://[^\s<>|]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")
_MARKUP = re.compile(r"[*`]|__|(?<!\w)_|_(?!\w)")
_WIDTH = re.compile(r"\s*(\d{1,5})(?:\s*[xX]\s*\d{1,5})?\s*$")
_SCHEME = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]+:|//)")

IMAGE_SUFFIXES = frozenset(
    [
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".bmp",
        ".svg",
        ".webp",
        ".avif",
        ".tif",
        ".tiff",
        ".ico",
        ".heic",
        ".heif",
        ".apng",
        ".jfif",
    ]
)
"""File name endings, in lower case, that make an embed a picture and not a note."""


class Link(NamedTuple):
    """A link or embed as it stands in a line."""

    begin: int
    """Index of its first character."""
    end: int
    """Index after its last one."""
    label: str
    """What is shown, without Markdown; the target when the author gave no label."""
    target: str
    """A note's name with its ``#heading``, a path or a URL."""
    wiki: bool
    """Written with double brackets."""
    embed: bool
    """Shows its target in place."""
    width: int | None = None
    """Wanted width of an embed in pixels; None when none is given."""

    @property
    def image(self) -> bool:
        """Whether this embeds a picture; a note's embed is a transclusion."""
        if not self.embed:
            return False
        path = self.target.partition("#")[0].strip().lower()
        dot = path.rfind(".")
        suffix = path[dot:] if dot >= 0 else ""
        return (
            suffix in IMAGE_SUFFIXES
            if self.wiki
            else suffix not in {".md", ".markdown"} and bool(self.target)
        )

    @property
    def remote(self) -> bool:
        """Whether the target is an address and no file of the vault."""
        return _SCHEME.match(self.target) is not None


def links(text: str) -> list[Link]:
    """The links and embeds of one line, outside code spans, in order."""
    if "[" not in text and "://" not in text:
        return []
    shown = without_code(text)
    return [_link(found) for found in _LINK.finditer(shown)]


def without_code(text: str) -> str:
    """``text`` with its code spans blotted out, at the same length."""
    if "`" not in text or len(text) > _LONGEST_LINE:
        return text
    return _CODE.sub(_blot, text)


def prose_only(text: str) -> str:
    """``text`` with code spans, link targets and addresses blotted out, at the same length."""
    if len(text) > _LONGEST_LINE or not ("`" in text or "](" in text or "[[" in text or "://" in text):
        return text
    return _HIDDEN.sub(_blot, text)


def without_markup(text: str) -> str:
    """``text`` without signs of emphasis and code, blanks folded."""
    return " ".join(_MARKUP.sub("", text).split())


def file_target(target: str) -> str:
    """The path an embed's target names: a heading dropped, percent signs decoded."""
    path = target.partition("#")[0]
    return (percent_decoded(path) if "%" in path else path).strip()


def _blot(found: re.Match[str]) -> str:
    return "x" * len(found[0])


def _link(found: re.Match[str]) -> Link:
    begin, end = found.span()
    if found["wiki"] is not None:
        return _wiki_link(found["wiki"], begin, end, embed=bool(found["embed"]))
    if found["url"] is not None:
        return _markdown_link(found, begin, end)
    address = found["angle"] or found["bare"]
    if found["bare"]:
        address = _without_closing_punctuation(address)
        end = begin + len(address)
    return Link(begin, end, address, address, wiki=False, embed=False)


def _wiki_link(inner: str, begin: int, end: int, *, embed: bool) -> Link:
    target, *labels = (part.strip().removesuffix("\\").strip() for part in inner.split("|"))
    width = _width(labels[-1]) if embed and labels else None
    shown = labels[:-1] if width else labels
    label = without_markup(" | ".join(part for part in shown if part)) or target
    return Link(begin, end, label, target, wiki=True, embed=embed, width=width)


def _markdown_link(found: re.Match[str], begin: int, end: int) -> Link:
    target = _TITLE.sub("", found["url"]).strip()
    target = target[1:-1].strip() if target.startswith("<") and target.endswith(">") else target
    label, embed, width = found["label"], bool(found["embed"]), None
    if embed:
        alt, bar, last = label.rpartition("|")
        width = _width(last)
        label = alt.rstrip("\\") if width and bar else "" if width else label
    return Link(begin, end, without_markup(label) or target, target, wiki=False, embed=embed, width=width)


def _width(text: str) -> int | None:
    found = _WIDTH.match(text)
    return (int(found[1]) or None) if found else None


def _without_closing_punctuation(address: str) -> str:
    surplus = address.count(")") - address.count("(")
    end = len(address)
    while end and (address[end - 1] in ".,;:!?'\"*_]" or (address[end - 1] == ")" and surplus > 0)):
        surplus -= address[end - 1] == ")"
        end -= 1
    return address[:end]
