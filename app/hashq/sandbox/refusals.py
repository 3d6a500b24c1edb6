"""What the service refuses to do, as the error a person sees. Knows the sentence, not the rules that lead to it."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from hashq.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


class RefusedError(UsageError):
    """A combination the service refuses: nothing is created, and the reason is told."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word a person most likely meant; empty when none comes near. Case does not count."""
    folded = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.5)
    return folded[found[0]] if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A remedy that names the nearest known word, or all of them when none comes near."""
    names = list(known)
    close = nearest(word, names)
    return f"did you mean {close}?" if close else "known are " + ", ".join(names)
