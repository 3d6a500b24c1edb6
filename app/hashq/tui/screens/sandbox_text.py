"""A scenario as text: everything in it can be changed, every error stands at its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hashq.sandbox.scenario import KEYS, parse_scenario
from hashq.sandbox.scenario_text import write_scenario
from hashq.tui.screens.sandbox_written import WrittenScreen
from hashq.tui.text import joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashq.problems import Problem
    from hashq.sandbox.scenario_model import Scenario


class ScenarioTextScreen(WrittenScreen):
    """The scenario's YAML."""

    PLACE = "sandbox_text"
    CSS_PATH = "sandbox_text.tcss"
    TITLE_WORDS = "Scenario"

    def __init__(
        self,
        done: Callable[[Scenario], None],
        scenario: Scenario | None = None,
        text: str = "",
        path: str = "",
        left: Callable[[], None] | None = None,
    ) -> None:
        """Write ``scenario``, or the ``text`` that stands at ``path``; ``done`` is told what shall run.

        ``left`` is called when the person goes back instead; None when nothing more is to be done then.
        """
        super().__init__(text if scenario is None else write_scenario(scenario))
        self._done = done
        self._left = left
        self._path = path

    def check(self, text: str) -> tuple[Problem, ...]:
        """The scenario's problems."""
        return parse_scenario(text, path=self._path).problems

    def fine(self) -> Content:
        """That it can run, and what else can be written."""
        keys = Content.styled("Keys: " + ", ".join(KEYS), "$quiet")
        return joined((super().fine(), keys), "\n")

    def action_accept(self) -> None:
        """Run it, when it can run."""
        scenario = parse_scenario(self.text, path=self._path).scenario
        if scenario is None:
            self.program.say("It cannot run yet: mend what stands below.")
            return
        self.program.go_back()
        self._done(scenario)

    def action_leave(self) -> None:
        """Go back; nothing is run."""
        super().action_leave()
        if self._left is not None:
            self._left()
