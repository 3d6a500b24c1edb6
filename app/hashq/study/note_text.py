"""A note's text between its file and an editor, so that what is not edited stays as it is, byte for byte.

An editor works on plain lines. Encoding, byte order mark, the ending of each line and characters that no editor can show
are kept aside and put back. Pure: reads and writes no file.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_ENDING = re.compile(r"\r\n|\n|\r")
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_STAND_INS = 0xF0000
"""Private characters from here on stand for the hidden ones; a text that holds any of them is not edited here."""
_STAND_IN = re.compile(f"[{chr(_STAND_INS)}-{chr(_STAND_INS + 0xFFFF)}]")


class NotEditableError(Exception):
    """Text that cannot be shown and put back exactly; says why, without a full stop."""


@dataclass(frozen=True, slots=True)
class NoteText:
    """The text of one file, taken apart."""

    mark: bytes
    """The byte order mark; empty when there is none."""
    lines: tuple[str, ...]
    """As an editor shows them; after a last line ending comes an empty one."""
    endings: tuple[str, ...]
    """What follows each line; one fewer than lines."""

    @property
    def shown(self) -> str:
        """What the editor begins with: lines parted by line feeds."""
        return "\n".join(self.lines)

    def edited(self, shown: str) -> bytes:
        """The file after an editor made ``shown`` of it: lines that are as before keep their endings.

        A new line gets the ending of the line it took the place of, else that of the line above, else the file's own.
        """
        lines = shown.split("\n")
        endings = _endings_of(lines, self)
        pairs = zip(lines, (*endings, ""), strict=True)
        return self.mark + _unhidden("".join(line + ending for line, ending in pairs)).encode()


def read_text(data: bytes) -> NoteText:
    """Take the bytes of a file apart. Raises :class:`NotEditableError`."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        text = data[len(mark) :].decode()
    except UnicodeDecodeError:
        raise NotEditableError("the note is not UTF-8 text") from None
    if _STAND_IN.search(text):
        raise NotEditableError("the note holds characters for private use")
    endings = tuple(_ENDING.findall(text))
    lines = tuple(_hidden(line) for line in _ENDING.split(text))
    return NoteText(mark, lines, endings)


def _hidden(line: str) -> str:
    return _HIDDEN.sub(lambda found: chr(_STAND_INS + ord(found[0])), line)


def _unhidden(text: str) -> str:
    return _STAND_IN.sub(lambda found: chr(ord(found[0]) - _STAND_INS), text)


def _endings_of(lines: list[str], before: NoteText) -> list[str]:
    """What follows each of the new ``lines`` but the last."""
    origins = _origins(before.lines, lines)
    usual = before.endings[0] if before.endings else "\n"
    endings: list[str] = []
    for origin in origins[:-1]:
        if origin is not None and origin < len(before.endings):
            endings.append(before.endings[origin])
        else:
            endings.append(endings[-1] if endings else usual)
    return endings


def _origins(old: tuple[str, ...], new: list[str]) -> list[int | None]:
    """For each new line the old one that it is, or that it took the place of; None for an added one."""
    same_start = 0
    while same_start < min(len(old), len(new)) and old[same_start] == new[same_start]:
        same_start += 1
    same_end = 0
    while same_end < min(len(old), len(new)) - same_start and old[-1 - same_end] == new[-1 - same_end]:
        same_end += 1
    old_middle, new_middle = old[same_start : len(old) - same_end], new[same_start : len(new) - same_end]
    middle: list[int | None] = []
    for _, start, end, new_start, new_end in SequenceMatcher(
        None, old_middle, new_middle, autojunk=False
    ).get_opcodes():
        replaced = range(same_start + start, same_start + end)
        middle += [replaced[n] if n < len(replaced) else None for n in range(new_end - new_start)]
    ending = range(len(old) - same_end, len(old))
    return [*range(same_start), *middle, *ending]
