"""Rows of the table of actions for the screens of progress and settings. The table itself stands in ``tui.actions``."""

from __future__ import annotations

from hashq.tui.keys import Action

FROM_HOME = (
    Action(
        "home.shapes",
        ("o",),
        "other sessions",
        "Study ahead, cram, what was forgotten today, a quarter of an hour, and more.",
        "Study",
    ),
    Action(
        "home.stats",
        ("t",),
        "stats",
        "How study goes: the year, what was remembered, what is coming.",
        "Study",
    ),
    Action("home.settings", (",",), "settings", "See and change every setting and key.", "Program"),
)
SHAPES = (
    Action("shapes.begin", ("enter", "space"), "begin", "Begin the chosen session.", "Study"),
    Action("shapes.leave", ("q", "escape"), "back", "Go back.", "Program"),
)
STATS = (
    Action("stats.period", ("p",), "period", "The next period: 30 days, 90, a year, everything.", "Scope"),
    Action("stats.next_deck", ("d", "right"), "next deck", "Tell of the next deck only.", "Scope"),
    Action(
        "stats.previous_deck", ("left",), "deck before", "Tell of the deck before.", "Scope", footer=False
    ),
    Action("stats.all_decks", ("a",), "all decks", "Tell of everything again.", "Scope"),
    Action("stats.leave", ("q", "escape"), "back", "Go back.", "Program"),
)
SETTINGS = (
    Action(
        "settings.change",
        ("enter", "space"),
        "change",
        "Switch the setting on or off, take its next choice, or type a value.",
        "Setting",
    ),
    Action(
        "settings.previous", ("left",), "previous choice", "Take the choice before.", "Setting", footer=False
    ),
    Action("settings.next", ("right",), "next choice", "Take the next choice.", "Setting", footer=False),
    Action(
        "settings.clear",
        ("backspace", "delete"),
        "default",
        "Take the setting out of the file, so that its default holds.",
        "Setting",
    ),
    Action(
        "settings.deck",
        ("n",),
        "a deck's own",
        "Set limits, retention or an exam's day for one deck: type its name.",
        "Setting",
    ),
    Action("settings.edit", ("e",), "open the file", "Open config.toml in your editor.", "File"),
    Action(
        "settings.leave",
        ("q", "escape"),
        "back",
        "Go back, or leave what is being typed. Every change is already stored.",
        "Program",
    ),
)
