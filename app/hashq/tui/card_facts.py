"""What is known of a card, as facts to show: its standing, its place, its marks. Pure wording."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from hashq.scheduling.model import State
from hashq.study.outlook import UNSURE
from hashq.tui.text import EMPTY, joined, shown_line
from hashq.tui.wording import count, note_place, share, span, until

if TYPE_CHECKING:
    from datetime import datetime

    from hashq.study.outlook import Outlook
    from hashq.study.views import CardView
    from hashq.tui.glyphs import Glyphs
    from hashq.tui.widgets.facts import Fact

FLAGS = ("", "red", "orange", "green", "blue", "pink", "turquoise", "purple")
"""The flags by number, as Anki calls them."""
FLAG_COLOURS = ("", "$ember", "$sun", "$leaf", "$ink", "$bloom", "$ink", "$bloom")

_STATE_COLOURS = {
    State.NEW: "$ink",
    State.LEARNING: "$sun",
    State.RELEARNING: "$sun",
    State.REVIEW: "$leaf",
}


def standing(card: CardView, now: datetime) -> list[Fact]:
    """Its memory, in a few lines."""
    facts: list[Fact] = [
        ("state", Content.styled(str(card.state), _STATE_COLOURS[card.state])),
        ("due", Content(until(card.due, now))),
        ("reviews", Content(f"{card.reviews}")),
        ("forgotten", Content(count(card.lapses, "time"))),
    ]
    if card.stability is not None:
        facts.append(("stability", Content(_days(card.stability))))
    if card.difficulty is not None:
        facts.append(("difficulty", Content(f"{card.difficulty:.1f} of 10")))
    return facts


def recall_facts(outlook: Outlook | None) -> list[Fact]:
    """How likely it is recalled now, and until when it is safe to leave it."""
    if outlook is None:
        return []
    facts: list[Fact] = [("recall", Content(f"{share(outlook.recall)} today"))]
    if outlook.unsure_in_days is not None:
        after = span(timedelta(days=outlook.unsure_in_days)) if outlook.unsure_in_days else "today"
        facts.append(("", Content.styled(f"below {share(UNSURE)} after {after} without a review", "$quiet")))
    return facts


def _days(days: float) -> str:
    return span(timedelta(days=days)) if days >= 1 else f"{days:.1f} d"


def marks(card: CardView, glyphs: Glyphs) -> Content:
    """Flag, leech, suspended and buried, in words beside their colours; empty when there is none."""
    found: list[Content] = []
    if card.flag:
        found.append(Content.styled(f"{glyphs.flag} {FLAGS[card.flag]}", FLAG_COLOURS[card.flag]))
    found += [
        Content.styled(word, "$ember")
        for word, holds in (("leech", card.leech), ("suspended", card.suspended), ("buried", card.buried))
        if holds
    ]
    return joined(found, f" {glyphs.dot} ") if found else EMPTY


def place(card: CardView) -> list[Fact]:
    """Where it comes from."""
    home = os.path.expanduser("~")  # noqa: PTH111 - pathlib raises where nobody has a home
    return [
        ("deck", shown_line(card.deck)),
        ("note", shown_line(note_place(card.path, card.line, home))),
        ("tags", shown_line(", ".join(card.tags) or "none", "" if card.tags else "$quiet")),
        ("kind", shown_line(card.kind)),
        ("id", shown_line(card.id, "$quiet")),
    ]
