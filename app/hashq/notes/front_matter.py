"""The YAML a note may open with: which lines it takes, and the tags, deck and aliases it names.

A pair of ``---`` lines around a card is no front matter. YAML is read only where there is some.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hashq.notes.kinds.asked import read_kinds
from hashq.notes.starts import read_start
from hashq.problems import Problem, Severity, warning

if TYPE_CHECKING:
    from collections.abc import Sequence

_FENCE = re.compile(r"---\s*$")
_END = re.compile(r"(?:---|\.\.\.)\s*$")
_SEPARATORS = re.compile(r"[,\s]+")
_LONGEST = 2_000
"""Lines within which front matter must end."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the top of a note says about the whole of it."""

    end: int = 0
    """Index of the first line after it; 0 when the note has none."""
    deck: str | None = None
    """None when no deck is named."""
    tags: tuple[str, ...] = ()
    """Without ``#``."""
    aliases: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    """The kinds of card that its cards shall be, besides question and answer."""
    drawing: bool = False
    """True for an Excalidraw drawing, which holds no cards."""
    problems: tuple[Problem, ...] = ()


def read_front_matter(lines: Sequence[str], path: str) -> FrontMatter:
    """The front matter at the top of ``lines``."""
    end = _end(lines)
    if not end:
        return FrontMatter()
    from hashq.bounded_yaml import load  # noqa: PLC0415 - most notes have none, and YAML is slow to import

    data, found = load("\n".join(lines[1 : end - 1]), path=path, first_line=2)
    problems = [problem._replace(severity=Severity.WARNING, code="front-matter") for problem in found]
    if not isinstance(data, dict):
        return FrontMatter(end, problems=tuple(problems))
    fields = {str(key).casefold(): value for key, value in data.items()}
    deck = fields.get("deck")
    if deck is not None and not isinstance(deck, (str, int, float)):
        hint = "Write one name, such as `deck: AWS/CodeDeploy`."
        problems.append(warning(path, 1, "front-matter", "the deck in the front matter is not a name", hint))
        deck = None
    kinds, unknown = _kinds(fields.get("hashq"), path)
    return FrontMatter(
        end,
        deck=(str(deck).strip() or None) if deck is not None else None,
        tags=_tags(fields),
        aliases=_texts(fields.get("aliases", fields.get("alias")), split=False),
        kinds=kinds,
        drawing="excalidraw-plugin" in fields,
        problems=(*problems, *unknown),
    )


def _end(lines: Sequence[str]) -> int:
    if not _FENCE.match(lines[0]):
        return 0
    for index in range(1, min(len(lines), _LONGEST)):
        if _END.match(lines[index]):
            return index + 1
        if read_start(lines[index]):
            return 0
    return 0


def _kinds(value: Any, path: str) -> tuple[tuple[str, ...], list[Problem]]:
    words = [str(key) for key in value] if isinstance(value, dict) else _texts(value, split=True)
    return read_kinds(words, path, 1)


def _tags(fields: dict[str, Any]) -> tuple[str, ...]:
    tags = _texts(fields.get("tags", fields.get("tag")), split=True)
    return tuple(dict.fromkeys(tag for tag in (text.lstrip("#").strip("/") for text in tags) if tag))


def _texts(value: Any, *, split: bool) -> tuple[str, ...]:
    if value is None or isinstance(value, dict):
        return ()
    if isinstance(value, str):
        value = _SEPARATORS.split(value) if split else value.split(",")
    if not isinstance(value, list):
        value = [value]
    texts = [str(item).strip() for item in value if item is not None and not isinstance(item, (list, dict))]
    return tuple(dict.fromkeys(text for text in texts if text))
