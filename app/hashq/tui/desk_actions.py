"""Rows of the table of actions for browsing and for the built-in editor. The table itself stands in ``tui.actions``."""

from __future__ import annotations

from hashq.tui.keys import Action

FROM_HOME = (
    Action("home.browse", ("b",), "browse", "All cards: look, sort, and act on one or many.", "Cards"),
    Action("home.find", ("/",), "find", "Search all cards as you type.", "Cards"),
)
BROWSE = (
    Action("browse.find", ("/",), "search", "Type a query; results show as you type.", "Find"),
    Action(
        "browse.mark", ("space",), "mark", "Mark the card; what you do next is done to all marked.", "Find"
    ),
    Action(
        "browse.mark_all", ("a",), "mark all", "Mark every card found, or none again.", "Find", footer=False
    ),
    Action("browse.sort", ("o",), "sort", "The next order of the list.", "Find"),
    Action("browse.backwards", ("O",), "backwards", "Turn the list round.", "Find", footer=False),
    Action(
        "browse.save",
        ("w",),
        "keep query",
        "Keep the query under a name, to study it like a deck.",
        "Find",
        footer=False,
    ),
    Action(
        "browse.edit",
        ("e", "enter"),
        "edit",
        "Open the note in your editor at the card, then read it again.",
        "Card",
    ),
    Action("browse.sandbox", ("s",), "watch", "Open the sandbox on what the card speaks of.", "Card"),
    Action(
        "browse.suspend", ("@",), "suspend", "Leave the cards out of study; again takes them in.", "Cards"
    ),
    Action("browse.bury", ("-",), "bury", "Leave the cards out until tomorrow.", "Cards", footer=False),
    Action("browse.flag", ("*",), "flag", "The next flag; after the last, none.", "Cards", footer=False),
    Action("browse.tag", ("t",), "tag", "Give the cards a tag of your own; -NAME takes it away.", "Cards"),
    Action("browse.make_due", ("d",), "due now", "Make the cards due today.", "Cards", footer=False),
    Action(
        "browse.reset",
        ("R",),
        "reset",
        "Let the cards start again as new ones; their history is kept.",
        "Cards",
        footer=False,
    ),
    Action(
        "browse.relink",
        ("l",),
        "relink",
        "Give the one marked card, with its history, the text of the card you are on.",
        "Card",
        footer=False,
    ),
    Action(
        "browse.undo", ("u",), "undo", "Take back what was done here last, as often as you like.", "Cards"
    ),
    Action(
        "browse.info",
        ("i",),
        "info",
        "What is known of the card: its place, memory and history.",
        "Card",
        footer=False,
    ),
    Action(
        "browse.leave",
        ("q", "escape"),
        "back",
        "Leave the search, take the marks away, or go back.",
        "Program",
    ),
)
NOTE_EDITOR = (
    Action(
        "note_editor.save",
        ("ctrl+s",),
        "save",
        "Write the note and go back; only what you changed changes.",
        "Note",
    ),
    Action(
        "note_editor.leave",
        ("escape",),
        "back",
        "Go back; changes are dropped only when you ask twice.",
        "Program",
    ),
)
