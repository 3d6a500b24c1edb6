"""The author's own answer options: lines ``(a) …``, ``a. …``, ``A) …`` or ``1. …`` between question and answer.

The last unbroken run of one label style counts; what is labelled earlier in another way is text of the question. Without a
marker, a numbered list is the answer unless the question says that something is to be chosen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hashq.notes.inline import links
from hashq.notes.lines import Line, indentation, without_prefix
from hashq.notes.model import Option
from hashq.notes.rules.see import is_see_line, listed_links

if TYPE_CHECKING:
    from hashq.notes.draft import Draft

_OPTION = re.compile(
    r"(?P<mark>\*\*|__)?(?P<open>\(?)(?P<label>[A-Za-z]|\d{1,2})(?P<close>[).])(?P<end>\*\*|__)?(?:\s+(?P<text>.*))?$"
)
_CHOOSE = re.compile(
    r"\bwhich of (?:the following|these)\b|\b(?:choose|select|pick) (?:one|two|three|four|all|the|any|\d)",
    re.IGNORECASE,
)


class _Labelled(NamedTuple):
    """One option with the lines it takes."""

    first: int
    end: int
    style: str
    label: str
    text: str


def take_options(draft: Draft) -> None:
    """Move the options out of the question's lines; without a marker, what follows them is the answer."""
    run = _last_run(draft.before)
    if len(run) < 2:
        return
    first, end = run[0].first, run[-1].end
    if draft.marked and any(_asks(line) for line in draft.before[end:]):
        return
    if not draft.marked:
        if not _stands_alone(draft, run):
            return
        draft.after, draft.marked = draft.before[end:], True
        del draft.before[end:]
    draft.options = [Option(option.label, option.text) for option in run if option.text]
    draft.before[first:end] = _border(draft.before, end)


def _border(lines: list[Line], end: int) -> list[Line]:
    """A blank line, where prose stands directly under the options: the question has ended above them."""
    if end >= len(lines) or lines[end].blank or _is_aside(lines[end]):
        return []
    return [lines[end - 1]._replace(text="", fenced=False)]


def _stands_alone(draft: Draft, run: list[_Labelled]) -> bool:
    """Whether ``run``, in a card without a marker, is options and no part of the answer."""
    above = [line for line in draft.before[: run[0].first] if not (line.blank or _is_aside(line))]
    if above and not _asks(above[-1]):
        return False
    if run[0].label.isdigit():
        return _CHOOSE.search(" ".join([draft.head.text, *(line.text for line in above)])) is not None
    return True


def _asks(line: Line) -> bool:
    return not line.fenced and line.text.rstrip(' \t\xa0*_"”)').endswith(("?", "？"))


def _is_aside(line: Line) -> bool:
    return is_see_line(line) or any(link.embed for link in links(line.text))


def _last_run(lines: list[Line]) -> list[_Labelled]:
    """The last run of options of one style: blank lines and indented text below an option do not break it."""
    best: list[_Labelled] = []
    run: list[_Labelled] = []
    references = listed_links(lines)
    for at, line in enumerate(lines):
        option = None if line.fenced or at in references else _read(line, at)
        if option is None:
            if run and not line.blank and not _continues(lines, run[-1], at):
                run = []
            elif run and not line.blank:
                run[-1] = _extended(run[-1], line, at)
            continue
        if run and (option.style != run[-1].style or option.label == run[0].label):
            run = []
        run.append(option)
        if len(run) > 1:
            best = run
    return best


def _read(line: Line, at: int) -> _Labelled | None:
    shown = without_prefix(line.text)
    if not shown or not (shown[0].isalnum() or shown[0] in "(*_"):
        return None
    found = _OPTION.match(shown)
    if found is None or bool(found["mark"]) != bool(found["end"]):
        return None
    label = found["label"]
    kind = "1" if label.isdigit() else "A" if label.isupper() else "a"
    return _Labelled(
        at, at + 1, found["open"] + kind + found["close"], label.lower(), (found["text"] or "").strip()
    )


def _continues(lines: list[Line], option: _Labelled, at: int) -> bool:
    """Whether line ``at`` is more text of ``option``: indented deeper than it and no picture or reference."""
    line = lines[at]
    if line.fenced or _is_aside(line):
        return False
    return at == option.end and indentation(line.text) > indentation(lines[option.first].text)


def _extended(option: _Labelled, line: Line, at: int) -> _Labelled:
    return option._replace(end=at + 1, text=f"{option.text}\n{line.text.strip()}")
