"""The one list of formats a text may be in, and which of them it is.

A neighbouring format joins by one entry here and a module beside this one. Knows no files: a format sees path and text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from hashq.notes.formats.aosr import is_aosr, parse_aosr
from hashq.notes.parser import parse_note

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashq.notes.images import ImageIndex
    from hashq.notes.model import Note


class Parse(Protocol):
    """Reads a text of one format; never raises."""

    def __call__(self, text: str, path: str, *, images: ImageIndex = ...) -> Note:
        """The cards of ``text``; ``path`` names it in problems."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write cards."""

    name: str
    """What ``--format`` calls it."""
    recognises: Callable[[str, str], bool]
    """Whether the text at a path, given as (path, text), bears this format's signs."""
    parse: Parse


NATIVE = Format("hashq", lambda path, text: True, parse_note)  # noqa: ARG005 - what bears no other sign is a plain note
"""``#Q`` notes."""

AOSR = Format("aosr", is_aosr, parse_aosr)
"""Notes of the Obsidian plugin AOSR."""

FORMATS: tuple[Format, ...] = (AOSR, NATIVE)
"""In the order they are tried; the native one is last, since it takes everything."""


def format_of(path: str, text: str) -> Format:
    """The first format whose signs the text bears."""
    return next(known for known in FORMATS if known.recognises(path, text))


def format_named(name: str) -> Format | None:
    """The format a person calls ``name``, ignoring case; None when there is none."""
    return next((known for known in FORMATS if known.name == name.casefold()), None)
