"""A command line as a shell has it up to the cursor: its words, what is typed of the last one, and how text is put there.

Pure. Knows the quoting that POSIX shells share; expands nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PLAIN = re.compile(r"[^\w@%+,./:=^-]", re.ASCII)
"""What bash reads as more than itself, or might."""
_LETTER = re.compile(r"[^\W\d_]")
"""Letters of any script, which no shell minds."""


class TypedLine(NamedTuple):
    """What stands before the cursor."""

    words: tuple[str, ...]
    """The finished words, the command first, without their quotes."""
    typed: str
    """The word at the cursor as far as it goes, without its quotes; empty after a blank."""
    quote: str
    """The quote that is open at the cursor; empty for none."""
    head: str
    """The part of ``typed`` that the shell leaves as it is: up to the open quote, or to the last word break."""


def read_line(line: str, breaks: str = "") -> TypedLine:
    """What ``line``, up to the cursor, says. ``breaks``: characters at which the shell begins anew what it completes."""
    words: list[str] = []
    typed, head, quote, begun, escaped = "", "", "", False, False
    for character in line:
        if escaped:
            typed, escaped = typed + character, False
        elif character == "\\" and quote != "'":
            begun = escaped = True
        elif quote:
            quote, typed = ("", typed) if character == quote else (quote, typed + character)
        elif character in "'\"":
            quote, head, begun = character, typed, True
        elif character.isspace():
            words += [typed] if begun else []
            typed, head, begun = "", "", False
        else:
            typed, begun = typed + character, True
            head = typed if character in breaks else head
    return TypedLine(tuple(words), typed, quote, head)


def put_in_bash(text: str, line: TypedLine) -> str:
    """What bash puts in the place of what it completes at the end of ``line``, so that the word comes to be ``text``."""
    rest = text.removeprefix(line.head)
    if line.quote == "'":
        return rest.replace("'", "'\\''")
    if line.quote:
        return re.sub(r'([\\"$`])', r"\\\1", rest).replace("!", "\"'!'\"")
    return _PLAIN.sub(lambda found: found[0] if _LETTER.match(found[0]) else f"\\{found[0]}", rest)
