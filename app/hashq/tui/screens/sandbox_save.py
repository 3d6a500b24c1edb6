"""Keeping a scenario under a name, in the folder of one's own scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from hashq.study.shelf import file_name, save_scenario
from hashq.tui.screens.common import HashqScreen, tells_errors
from hashq.tui.text import shown
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hashq.sandbox.scenario_model import Scenario


class SaveScreen(HashqScreen):
    """One name to type."""

    PLACE = "sandbox_save"
    CSS_PATH = "sandbox_save.tcss"

    def __init__(self, scenario: Scenario) -> None:
        """Save ``scenario``."""
        super().__init__()
        self._scenario = scenario

    def compose(self) -> ComposeResult:
        """The question in the middle."""
        yield TopLine()
        with Vertical(id="page"), Vertical(id="sheet"):
            yield Static(Content.styled("Save this scenario as", "bold $lamp"))
            yield Input(value=file_name(self._scenario.name), placeholder="a name")
            yield Static(id="where", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Say where it will stand."""
        folder = self.program.services.places.scenarios
        self.query_one(TopLine).show(Content.styled("Sandbox", "bold $lamp"))
        self.query_one("#where", Static).update(shown(f"One small YAML file in {folder}", "$quiet"))
        self.query_one(Input).focus()
        self.refresh_keys()

    @on(Input.Submitted)
    def name_typed(self) -> None:
        """Enter saves."""
        self.action_accept()

    @tells_errors
    def action_accept(self) -> None:
        """Save under the typed name."""
        folder = self.program.services.places.scenarios
        path = save_scenario(folder, self.query_one(Input).value, self._scenario)
        self.program.go_back()
        self.program.say(f"Saved as {path.stem}.")
