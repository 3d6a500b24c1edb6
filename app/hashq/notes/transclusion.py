"""A note's text as it is read: without its front matter, and with the notes it embeds shown in place.

``![[Note]]`` shows a whole note, ``![[Note#Heading]]`` a part of it, ``![[Note#^id]]`` one block; each stands quoted below
its title. Pure and total: the text of other notes comes from a function. A note that embeds itself, embeds that are
nested too deep or make the text too long are named instead of shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from hashq.notes.fences import read_fences
from hashq.notes.front_matter import read_front_matter
from hashq.notes.inline import Link, links
from hashq.notes.lines import split_lines
from hashq.notes.note_names import heading_of, note_title

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DEEPEST = 5
"""Notes within notes within the note that is read, as in Obsidian."""
MOST_LINES = 5_000
"""Lines after which no further note is shown in place: a few small notes can embed each other into billions."""

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_BLOCK_ID = re.compile(r"(?:^|\s)\^([\w-]+)\s*$")
_LEAD = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?)?")
_FOLDED = re.compile(r"[\W_]+")


class Source(NamedTuple):
    """A note that a link led to."""

    path: str
    text: str


class ShownLine(NamedTuple):
    """One line of the text that is shown."""

    text: str
    path: str
    """The note it comes from: against it, links and pictures are looked up."""
    fenced: bool = False
    """Whether it stands in a code fence, where nothing is a link."""


def expand(
    text: str, path: str, lookup: Callable[[str, str], Source | None], *, deepest: int = DEEPEST
) -> tuple[ShownLine, ...]:
    """The lines of the note at ``path`` with what it embeds; ``lookup`` finds a target named in the note at a path."""
    walk = _Walk(lookup, deepest)
    walk.through(text, path, "", ((path, ""),), "")
    return tuple(walk.lines)


def section(lines: Sequence[str], fenced: Sequence[int], heading: str) -> tuple[int, int] | None:
    """The lines below and with ``heading``, up to the next of its level or above: first, and after the last.

    ``^id`` asks for the block that bears this id. None when there is no such heading or block.
    """
    if heading.startswith("^"):
        return _block(lines, fenced, heading[1:])
    wanted, level, first = _fold(heading), 0, -1
    for at, line in enumerate(lines):
        found = None if fenced[at] else _HEADING.match(line)
        if found is None:
            continue
        if first >= 0 and len(found[1]) <= level:
            return first, at
        if first < 0 and _fold(found[2]) == wanted:
            first, level = at, len(found[1])
    return (first, len(lines)) if first >= 0 else None


def _block(lines: Sequence[str], fenced: Sequence[int], block_id: str) -> tuple[int, int] | None:
    for at, line in enumerate(lines):
        found = None if fenced[at] else _BLOCK_ID.search(line)
        if found is None or found[1].lower() != block_id.lower():
            continue
        last = at
        while last and not line[: found.start()].strip() and not lines[last].replace(found[0], "").strip():
            last -= 1
        first = last
        while first and lines[first - 1].strip() and not _lead(lines[first]).strip():
            first -= 1
        return first, max(at, last) + 1
    return None


def _lead(line: str) -> str:
    """The blanks, quote signs and list marker that ``line`` begins with."""
    found = _LEAD.match(line)
    return found[0] if found else ""


def _fold(heading: str) -> str:
    return _FOLDED.sub(" ", heading).strip().casefold()


@dataclass(slots=True)
class _Walk:
    """One expansion; collects the lines."""

    lookup: Callable[[str, str], Source | None]
    deepest: int
    lines: list[ShownLine] = field(default_factory=list)

    def through(
        self, text: str, path: str, heading: str, above: tuple[tuple[str, str], ...], before: str
    ) -> None:
        """Add the note's lines, each behind ``before``. ``above`` are the notes and headings this one is shown within."""
        lines = split_lines(text)
        lines = lines[read_front_matter(lines, path).end :]
        fenced = read_fences(lines, ()).inside
        first, end = (section(lines, fenced, heading) if heading else None) or (0, len(lines))
        while first < end and not lines[first].strip():
            first += 1
        while first < end and not lines[end - 1].strip():
            end -= 1
        for line, inside in zip(lines[first:end], fenced[first:end], strict=True):
            if inside or "![[" not in line or line.lstrip("> \t").startswith("|"):
                self.lines.append(ShownLine(before + line, path, bool(inside)))
            else:
                self._line(line, path, above, before)

    def _line(self, line: str, path: str, above: tuple[tuple[str, str], ...], before: str) -> None:
        """A line that may embed notes: what stands between the embeds keeps its place, each note stands below."""
        lead = _lead(line)
        inner = before + "".join(sign if sign in "> \t" else " " for sign in lead)
        at, begun = 0, False
        for link in links(line):
            shown = self._shown(link, path, above)
            if shown is None:
                continue
            words = line[at : link.begin]
            title = f"**{_plain(_title(link, shown))}**"
            only_lead = not begun and words == lead
            if only_lead:
                self.lines.append(ShownLine(f"{before}{lead}{title}" if lead.strip(" \t>") else before, path))
            elif words.strip():
                self.lines.append(ShownLine((inner if begun else before) + words.rstrip(), path))
            self.lines.append(ShownLine(inner.rstrip(), path))
            if not (only_lead and lead.strip(" \t>")):
                self.lines.append(ShownLine(f"{inner}> {title}", path))
            within = (*above, (shown.path, heading_of(link.target)))
            self.through(shown.text, shown.path, heading_of(link.target), within, f"{inner}> ")
            self.lines.append(ShownLine(inner.rstrip(), path))
            at, begun = link.end, True
        rest = line[at:]
        if rest.strip() or not begun:
            self.lines.append(ShownLine((inner if begun else before) + rest, path))

    def _shown(self, link: Link, path: str, above: tuple[tuple[str, str], ...]) -> Source | None:
        """The note to show in place; None where the embed stays a link."""
        if not link.wiki or not link.embed or link.image or not link.target:
            return None
        if len(above) > self.deepest or len(self.lines) >= MOST_LINES:
            return None
        found = self.lookup(link.target, path)
        if found is None or (found.path, heading_of(link.target)) in above or (found.path, "") in above[1:]:
            return None
        # A part of the note being read may be shown in it; the whole of it never within itself.
        if found.path == above[0][0] and not heading_of(link.target):
            return None
        return found


def _title(link: Link, shown: Source) -> str:
    heading = heading_of(link.target)
    return f"{note_title(shown.path)} › {heading}" if heading else note_title(shown.path)


def _plain(title: str) -> str:
    return re.sub(r"([\\`*_\[\]<>$~|!#])", r"\\\1", title)
