"""When two texts count as the same question or answer: a normal form, and a short hash of it.

Case, blanks, line breaks and Markdown's decoration do not make a card another card. Knows no files and no cards.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from typing import TYPE_CHECKING

from hashq.plain_text import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashq.notes.model import Card

_LINK = re.compile(r"!?\[\[([^\]\[|]*)(?:\|([^\]\[]*))?\]\]|(!?)\[([^\]\[]*)\]\(([^()\s]*)[^()]*\)")
_DECORATION = str.maketrans("", "", "*`~")
_EMPHASIS_UNDERSCORE = re.compile(r"(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)")
_BULLET = re.compile(r"(?m)^[ \t]*[-+>][ \t]+")


def normal_form(text: str) -> str:
    """``text`` folded to what identity looks at.

    Gone are: what a terminal would not show (escape sequences, control characters), case, the amount and kind of white space, bold, italic, code and strike marks, list and quote prefixes, and
    the brackets of links (a wiki link counts as its label, an embed as its target, its width does not count). Text that is
    decoration only, or of which nothing shows, keeps it, so that it does not become equal to nothing.
    """
    folded = plain_text(text)
    if "[" in folded:
        folded = _LINK.sub(_link_text, folded)
    if not folded.isascii():
        folded = unicodedata.normalize("NFKC", folded)
    if "_" in folded:
        folded = _EMPHASIS_UNDERSCORE.sub("", folded)
    folded = folded.casefold()
    if "*" in folded or "`" in folded or "~" in folded:
        folded = folded.translate(_DECORATION)
    if "-" in folded or "+" in folded or ">" in folded:
        folded = _BULLET.sub("", folded)
    return " ".join(folded.split()) or " ".join(text.split())


def _link_text(link: re.Match[str]) -> str:
    target, label, embed, text, url = link.groups()
    if target is None:
        return url if embed or not text.strip() else text
    is_embed = link.group().startswith("!")
    return target if is_embed or not (label or "").strip() else label


def fingerprint(text: str) -> str:
    """A short hash of :func:`normal_form`; empty for blank text, which is never evidence of anything."""
    folded = normal_form(text)
    return blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest() if folded else ""


def answer_text(card: Card) -> str:
    """What counts as a card's answer for identity: its options and its answer.

    "(b)" alone says little; with its options it says which card it is. Empty when the card has no answer.
    """
    return with_options(card.answer, [option.text for option in card.options])


def with_options(answer: str, options: Sequence[str]) -> str:
    """``answer`` with the options it chooses from."""
    return "\n".join([*options, answer]) if options and answer else answer
