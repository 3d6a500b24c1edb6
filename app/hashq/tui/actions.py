"""The one table of everything a key can do. Bindings, footer, palette, help and the settings' ``[keys]`` follow it.

Owns the words and the keys people know from elsewhere (Anki's where there are any). Rows of one screen stand together.
"""

from __future__ import annotations

from hashq.tui import desk_actions, progress_actions, reader_actions
from hashq.tui.keys import Action, KeyTable
from hashq.tui.quiz.actions import QUIZ_ACTIONS
from hashq.tui.sandbox_actions import SANDBOX_ACTIONS

_HOME = (
    Action("home.study", ("enter",), "study", "Study the chosen deck and the decks in it.", "Study"),
    Action(
        "home.fold",
        ("left",),
        "fold",
        "Close a deck that holds others, or go to the one above.",
        "Decks",
        footer=False,
    ),
    Action("home.unfold", ("right",), "unfold", "Open a deck that holds others.", "Decks", footer=False),
    Action("home.quiz", ("x",), "quiz", "Practise the chosen deck with questions, or sit an exam.", "Study"),
    Action(
        "home.sandbox", ("s",), "sandbox", "Watch deployments run, change them and predict them.", "Sandbox"
    ),
    Action("home.import", ("i",), "import", "Read notes into cards: choose files or a folder.", "Notes"),
    *desk_actions.FROM_HOME,
    Action(
        "home.problems", ("p",), "problems", "What is unclear in the notes, with place and remedy.", "Notes"
    ),
    Action("home.again", ("r",), "read again", "Read the notes that changed.", "Notes"),
    Action("home.leave", ("q",), "quit", "Leave the program. Everything is already stored.", "Program"),
)
_REVIEW = (
    Action(
        "review.reveal",
        ("space", "enter"),
        "show answer",
        "Show the answer; once it is shown: rate it good.",
        "Recall",
    ),
    Action("review.next_item", ("n",), "next item", "Reveal the next list item or table row only.", "Recall"),
    Action("review.again", ("1",), "again", "Forgotten: it comes back in this session.", "Grade"),
    Action("review.hard", ("2",), "hard", "Remembered with great effort.", "Grade"),
    Action("review.good", ("3",), "good", "Remembered.", "Grade"),
    Action("review.easy", ("4",), "easy", "Remembered at once.", "Grade"),
    Action(
        "review.sandbox",
        ("s",),
        "watch",
        "Open the sandbox on what the card speaks of.",
        "Card",
    ),
    Action("review.undo", ("u",), "undo", "Take the last rating back; as often as you like.", "Card"),
    Action(
        "review.edit",
        ("e",),
        "edit",
        "Open the note in your editor at this card, then read it again.",
        "Card",
    ),
    Action("review.bury", ("-",), "bury", "Leave the card out until tomorrow.", "Card", footer=False),
    Action(
        "review.suspend",
        ("@",),
        "suspend",
        "Leave the card out until you take it back.",
        "Card",
        footer=False,
    ),
    Action(
        "review.flag",
        ("*",),
        "flag",
        "Mark the card; press again for the next flag, after the last for none.",
        "Card",
        footer=False,
    ),
    Action(
        "review.info", ("i",), "info", "What is known of the card: its place, memory and history.", "Card"
    ),
    Action("review.links", ("l",), "links", "Where the card leads: notes and pages.", "Card", footer=False),
    Action("review.leave", ("q", "escape"), "back", "Go back. Every rating is already stored.", "Program"),
)
_SUMMARY = (
    Action(
        "summary.more", ("enter", "space"), "go on", "Study what there is by now, in the same shape.", "Study"
    ),
    Action("summary.undo", ("u",), "undo", "Take the last rating back and return to its card.", "Study"),
    Action("summary.leave", ("q", "escape"), "home", "Go back to the decks.", "Program"),
)
_IMPORTING = (
    Action("importing.path", ("/",), "type a path", "Type or paste the path of a file or folder.", "Choose"),
    Action(
        "importing.look",
        ("space",),
        "look",
        "See what an import of the chosen file or folder would do.",
        "Choose",
    ),
    Action(
        "importing.up",
        ("backspace",),
        "folder above",
        "Show the folder above in the tree.",
        "Choose",
        footer=False,
    ),
    Action("importing.accept", ("i",), "import it", "Do what the preview shows.", "Import"),
    Action(
        "importing.retire",
        ("y",),
        "retire too",
        "Let the import also retire the many cards whose text is gone.",
        "Import",
        footer=False,
    ),
    Action(
        "importing.leave",
        ("q", "escape"),
        "back",
        "Stop a running import with nothing half done, or go back.",
        "Program",
    ),
)
_PROBLEMS = (
    Action(
        "problems.edit",
        ("e", "enter"),
        "edit",
        "Open the note in your editor at the problem, then read it again.",
        "Problem",
    ),
    Action("problems.leave", ("q", "escape"), "back", "Go back.", "Program"),
)
_INFO = (
    Action("info.leave", ("q", "escape", "i", "enter", "space"), "back", "Go back to the card.", "Program"),
)
_HELP = (Action("help.leave", ("q", "escape"), "back", "Close the list of keys.", "Program"),)
_EVERYWHERE = (
    Action("app.keys", ("?", "f1"), "keys", "The keys of where you are.", "Program"),
    Action(
        "app.command_palette",
        ("ctrl+p",),
        "find a command",
        "Find any command by its name.",
        "Program",
        footer=False,
    ),
    Action(
        "app.next_theme",
        ("ctrl+t",),
        "theme",
        "The next theme: dark, light, high contrast, your terminal's own.",
        "Program",
        footer=False,
    ),
    Action(
        "app.quit",
        ("ctrl+q",),
        "quit at once",
        "Leave the program from anywhere; everything is already stored.",
        "Program",
        footer=False,
    ),
)

DEFAULT_KEYS = KeyTable(
    (
        *_HOME,
        *progress_actions.FROM_HOME,
        *_REVIEW,
        *_SUMMARY,
        *_IMPORTING,
        *_PROBLEMS,
        *_INFO,
        *desk_actions.BROWSE,
        *SANDBOX_ACTIONS,
        *progress_actions.SHAPES,
        *reader_actions.FROM_CARDS,
        *reader_actions.LINKS,
        *reader_actions.READER,
        *progress_actions.STATS,
        *desk_actions.NOTE_EDITOR,
        *progress_actions.SETTINGS,
        *QUIZ_ACTIONS,
        *_HELP,
        *_EVERYWHERE,
    ),
)
"""Every action with its keys as shipped."""
