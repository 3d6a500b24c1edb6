"""Rows of the table of actions for reading notes and following links. The table itself stands in ``tui.actions``."""

from __future__ import annotations

from hashq.tui.keys import Action

FROM_CARDS = (
    Action("browse.links", ("L",), "links", "Where the card leads: notes and pages.", "Card", footer=False),
    Action("info.links", ("l",), "links", "Where the card leads: notes and pages.", "Card"),
)
LINKS = (
    Action(
        "links.follow",
        ("enter", "space"),
        "follow",
        "Read the note, show the card, or open the page in your browser after asking.",
        "Link",
    ),
    Action("links.cards", ("c",), "its cards", "Show the cards of the note.", "Link"),
    Action("links.leave", ("q", "escape"), "back", "Go back to the card.", "Program"),
)
READER = (
    Action(
        "reader.follow",
        ("enter",),
        "follow",
        "Follow the chosen link; tab leads from the text to the links.",
        "Link",
    ),
    *(
        Action(f"reader.link_{n}", (str(n),), f"link {n}", f"Follow link {n}.", "Link", footer=False)
        for n in range(1, 10)
    ),
    Action("reader.cards", ("c",), "its cards", "Show the cards of the note, or of the chosen link.", "Link"),
    Action("reader.back_links", ("b",), "links here", "Browse the cards that link here.", "Link"),
    Action("reader.sandbox", ("s",), "watch", "Open the sandbox on the note's first sandbox block.", "Note"),
    Action("reader.down", ("space",), "further", "Scroll on.", "Note", footer=False),
    Action("reader.leave", ("q", "escape"), "back", "Go back.", "Program"),
)
