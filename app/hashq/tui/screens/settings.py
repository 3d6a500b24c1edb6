"""Every setting and key in one list, changed in place: the same thing that ``config.toml`` says.

Owns the typing of a value and when a change takes effect. Rows stand in ``tui.settings_rows``; reading, checking and
writing is the settings' own business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from hashq.errors import HashqError
from hashq.plain_text import one_line
from hashq.settings.values import WrongValueError
from hashq.settings.writing import write_example
from hashq.tui.actions import DEFAULT_KEYS
from hashq.tui.editor import edit_file
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.settings_rows import Row, rows
from hashq.tui.text import EMPTY, joined, padded, shown_line
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.marked_list import MarkedList
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

NAME_WIDTH = 26
VALUE_WIDTH = 22


class SettingsScreen(HashqScreen):
    """The list, the sentence of the chosen setting, a line to type in."""

    PLACE = "settings"
    CSS_PATH = "settings.tcss"

    def __init__(self) -> None:
        """List everything that can be set."""
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self._options: list[Row | None] = []
        self._decks: tuple[str, ...] = ()
        self._naming_deck = False

    def compose(self) -> ComposeResult:
        """List, sentence, typing line."""
        yield TopLine()
        yield MarkedList(self.program.glyphs)
        yield Static(id="about", markup=False)
        yield Input(id="typed")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        place = self.program.services.places.settings
        self.query_one(TopLine).show(
            Content.styled("Settings", "bold $lamp"), shown_line(str(place), "$quiet")
        )
        self.query_one(Input).display = False
        self.query_one(OptionList).focus()
        self._fill()
        self.refresh_keys()

    def _fill(self) -> None:
        """List the rows again, the chosen one kept."""
        settings = self.program.services.settings
        self._rows = rows(settings, self.program.keys, DEFAULT_KEYS, self._decks)
        self._options = list(_with_headings(self._rows))
        glyphs = self.program.glyphs
        choices = self.query_one(OptionList)
        before = choices.highlighted
        choices.set_options(_options(self._rows, glyphs.star, ascii_only=self.program.has_class("-ascii")))
        at = 1 if before is None else min(before, len(self._options) - 1)
        choices.highlighted = at if self._options[at] else at + 1

    @property
    def _chosen(self) -> Row | None:
        at = self.query_one(OptionList).highlighted
        return None if at is None else self._options[at]

    @on(OptionList.OptionHighlighted)
    def show_about(self) -> None:
        """The chosen setting's sentence, its default, and where it stands in the file."""
        row = self._chosen
        if row is None:
            return
        quiet = [f"default {row.default_words}"] if row.default_words else []
        quiet.append(row.in_file)
        facts = shown_line(f" {self.program.glyphs.dot} ".join(quiet), "$quiet")
        self.query_one("#about", Static).update(joined((shown_line(row.help), facts), "\n"))

    # Changing

    @on(OptionList.OptionSelected)
    def row_clicked(self) -> None:
        """Enter or a click changes."""
        self.action_change()

    def action_change(self) -> None:
        """Switch, take the next choice, or type."""
        row = self._chosen
        if row is None:
            return
        if row.steps:
            self._write(row, row.beside(1))
        else:
            self._type(row.typed, row.wanted)

    def action_next(self) -> None:
        """The next choice."""
        self._step(1)

    def action_previous(self) -> None:
        """The choice before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        row = self._chosen
        if row is not None and row.steps:
            self._write(row, row.beside(by))

    def action_clear(self) -> None:
        """Back to the default."""
        row = self._chosen
        if row is not None:
            self._write(row, None)

    def action_deck(self) -> None:
        """Type the name of a deck to set something for."""
        self._naming_deck = True
        self._type("", "a deck's name, such as AWS/CodeDeploy; its sub-decks follow it")

    def _type(self, text: str, wanted: str) -> None:
        line = self.query_one(Input)
        line.value = text
        self.query_one("#about", Static).update(
            joined(
                (
                    Content(f"Type {wanted}."),
                    Content.styled("enter keeps it, esc leaves it as it was", "$quiet"),
                ),
                "\n",
            )
        )
        line.display = True
        line.focus()

    def _stop_typing(self) -> None:
        self._naming_deck = False
        self.query_one(Input).display = False
        self.query_one(OptionList).focus()
        self.show_about()

    @on(Input.Submitted)
    def typed(self, event: Input.Submitted) -> None:
        """What was typed is taken; a wrong value is told, and the typing goes on."""
        if self._naming_deck:
            self._add_deck(event.value)
            return
        row = self._chosen
        if row is None:
            return
        if not event.value.strip() and row.spec is not None and row.default in (None, ""):
            value = None
        else:
            try:
                value = row.read(event.value)
            except WrongValueError as wrong:
                told = f"{wrong}."
                self.program.say(told if row.wanted in told else f"{told} Wanted: {row.wanted}.")
                return
        if self._write(row, value):
            self._stop_typing()

    def _add_deck(self, typed: str) -> None:
        try:
            deck = self.program.services.study.deck_called(typed)
        except HashqError as problem:
            self.program.tell(problem)
            return
        self._decks = tuple(dict.fromkeys((*self._decks, deck)))
        self._stop_typing()
        self._fill()
        first = next(at for at, row in enumerate(self._options) if row and row.place[:2] == ("decks", deck))
        self.query_one(OptionList).highlighted = first

    def _write(self, row: Row, value: Any) -> bool:
        """Store the setting and let it take effect; whether that went well."""
        written = self.program.change_setting(row.place, value)
        if written:
            self._fill()
            self.show_about()
            self.refresh_keys()
        return written

    @tells_errors
    def action_edit(self) -> None:
        """Open the file, then take what it says."""
        services = self.program.services
        write_example(services.places.settings)
        edit_file(self.program, str(services.places.settings), 1, self._take_file)

    @tells_errors
    def _take_file(self) -> None:
        self.program.read_settings_again()
        self._fill()

    def action_leave(self) -> None:
        """Leave what is being typed, or go back."""
        if self.query_one(Input).display:
            self._stop_typing()
        else:
            self.program.go_back()


def _with_headings(found: tuple[Row, ...]) -> list[Row | None]:
    """The rows as they stand in the list, None for each heading."""
    listed: list[Row | None] = []
    heading = ""
    for row in found:
        if row.heading != heading:
            heading = row.heading
            listed.append(None)
        listed.append(row)
    return listed


def _options(found: tuple[Row, ...], star: str, *, ascii_only: bool) -> list[Option]:
    options = []
    heading = ""
    for row in found:
        if row.heading != heading:
            gap = "\n" if heading else ""
            heading = row.heading
            options.append(Option(joined((gap, shown_line(heading, "bold $lamp"))), disabled=True))
        options.append(Option(_line(row, star, ascii_only=ascii_only)))
    return options


def _line(row: Row, star: str, *, ascii_only: bool) -> Content:
    """Name, value, and a star where the person changed it."""
    value = padded(one_line(row.shown(ascii_only=ascii_only)), VALUE_WIDTH)
    return joined(
        (
            "  ",
            padded(one_line(row.name), NAME_WIDTH),
            Content.styled(value, "bold $strong" if row.changed else "$quiet"),
            Content.styled(f" {star} yours", "$leaf") if row.changed else EMPTY,
        )
    )
