"""Rows of the table of actions for the screens of progress and settings. The table itself stands in ``tui.actions``."""

from __future__ import annotations

from hashq.tui.keys import Action

FROM_HOME = (
    Action(
        "home.settings", (",",), "settings", "See and change every setting and key.", "Program", footer=False
    ),
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
