"""The scenarios to choose from: those that ship, then the person's own, then any file.

Owns the choice; opening is its caller's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from hashq.plain_text import one_line
from hashq.study.shelf import open_scenario, saved_scenarios, shipped_scenarios
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.text import hanging, joined, padded, shown_line
from hashq.tui.typed_path import PathSuggester, typed_path
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.marked_list import MarkedList
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from hashq.study.scenario_texts import ScenarioText

NAME_WIDTH = 25
MARGINS = 6
"""Cells of the screen's width that no option has."""


class PickerScreen(HashqScreen):
    """The list."""

    PLACE = "sandbox_picker"
    CSS_PATH = "sandbox_picker.tcss"

    def __init__(self, chosen: Callable[[ScenarioText], None]) -> None:
        """``chosen`` is told what the person chose."""
        super().__init__()
        self._tell = chosen
        self._offered: tuple[ScenarioText, ...] = ()

    def compose(self) -> ComposeResult:
        """The list, and a place for a path."""
        yield TopLine()
        yield MarkedList(self.program.glyphs)
        yield Input(placeholder="the path of a scenario file; enter opens it", suggester=PathSuggester())
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one(TopLine).show(
            Content.styled("Scenarios", "bold $lamp"), Content.styled("each shows one thing", "$quiet")
        )
        saved = saved_scenarios(self.program.services.places.scenarios)
        self._offered = (*shipped_scenarios(), *saved)
        self.query_one(OptionList).focus()
        self._fill(0)
        self.refresh_keys()

    def on_resize(self) -> None:
        """Another width breaks the lines elsewhere."""
        self._fill(self.query_one(OptionList).highlighted)

    def _fill(self, chosen: int | None) -> None:
        choices = self.query_one(OptionList)
        width = self.size.width - MARGINS
        choices.set_options([Option(scenario_lines(each, width)) for each in self._offered])
        choices.highlighted = chosen

    @on(OptionList.OptionSelected)
    def scenario_clicked(self) -> None:
        """Enter or a click opens."""
        self.action_choose()

    def action_choose(self) -> None:
        """Open the chosen scenario."""
        at = self.query_one(OptionList).highlighted
        if at is None:
            self.program.say("Choose a scenario first.")
            return
        self._give(self._offered[at])

    def action_path(self) -> None:
        """Type the path of a file."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    @tells_errors
    def path_typed(self) -> None:
        """Open the file at the typed path."""
        path = typed_path(self.query_one(Input).value)
        if path is None:
            self.program.say("Type the path of a scenario file first.")
            return
        self._give(open_scenario(str(path), path, self.program.services.places.scenarios))

    def _give(self, found: ScenarioText) -> None:
        self.program.go_back()
        self._tell(found)


def scenario_lines(found: ScenarioText, width: int) -> Content:
    """A scenario's name, and its lesson beside it on as many lines as it takes."""
    name = Content.styled(f"{padded(one_line(found.name), NAME_WIDTH)} ", "$strong")
    return joined(hanging(name, shown_line(found.lesson or "your own", "$quiet"), width), "\n")
