"""Makes text from notes safe to print: no escape sequence or control character survives.

Both front ends pass every user text through here. Knows nothing of Markdown or of Textual markup.
"""

from __future__ import annotations

import re

# Patterns, compiled when a text first needs them: hardly any does, and every command loads this module.
_ESCAPE_SEQUENCE = r"""(?xs)
      \x1b \[ [0-?]* [ -/]* [@-~]                        # CSI: colours, cursor movement
    | \x1b [\]PX^_] .*? (?: \x1b \\ | \x07 | \x9c | $)   # OSC, DCS, SOS, PM, APC with their string
    | \x9b [0-?]* [ -/]* [@-~]                           # CSI as one 8-bit character
    | [\x9d\x90\x98\x9e\x9f] .*? (?: \x1b \\ | \x07 | \x9c | $)
    | \x1b [ -/]* [0-~]                                  # the two- and three-character sequences
    """
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
_SURROGATE = r"[\ud800-\udfff]"
_MAY_NEED_WORK = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def plain_text(text: str) -> str:
    """``text`` without escape sequences, control characters and direction overrides; line feeds and tabs stay.

    Lone surrogates (from undecodable file names) become U+FFFD, so that printing can never raise.
    """
    if not _MAY_NEED_WORK.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(_ESCAPE_SEQUENCE, "", text)
    return re.sub(_SURROGATE, "\ufffd", re.sub(_CONTROL, "", text))


def one_line(text: str) -> str:
    """``text`` made plain and folded onto a single line, for lists and messages."""
    return " ".join(plain_text(text).split())
