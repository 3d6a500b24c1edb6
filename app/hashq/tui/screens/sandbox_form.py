"""A scenario set up row by row: what the service refuses is told at its row, before anything runs.

Owns the way in and out. What a key does to a row stands in ``tui.scenario``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from hashq.tui import screens
from hashq.tui.scenario.draft import Draft
from hashq.tui.scenario.rows import OF_CONFIGURATION, configurations
from hashq.tui.scenario.words import LABEL, VALUE, shown_row
from hashq.tui.screens.common import HashqScreen
from hashq.tui.text import hanging, joined, shown
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.row_form import RowForm
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from hashq.sandbox.scenario_model import Scenario
    from hashq.sandbox.scenario_rules import Refusal
    from hashq.tui.forms import Shown

NO_FURTHER = "This goes no further."


class ScenarioFormScreen(HashqScreen):
    """The form."""

    PLACE = "sandbox_form"
    CSS_PATH = "sandbox_form.tcss"

    def __init__(self, scenario: Scenario, done: Callable[[Scenario], None]) -> None:
        """Set up ``scenario``; ``done`` is told what shall run."""
        super().__init__()
        self._first = scenario
        self._done = done
        self._asked = False
        """Whether the person was told that leaving drops what is set."""

    def compose(self) -> ComposeResult:
        """The rows, what no row can say, keys."""
        yield TopLine()
        with VerticalScroll(can_focus=False):
            yield RowForm(self.program.glyphs, Draft.of(self._first), shown_rows, LABEL, VALUE)
            yield Static(id="rest", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the first row."""
        self._form.focus()
        self._judge()
        self.refresh_keys()

    @property
    def _form(self) -> RowForm[Draft]:
        return self.query_one(RowForm)

    @property
    def draft(self) -> Draft:
        """Everything as it is set."""
        return self._form.sheet

    @on(RowForm.Changed)
    def form_changed(self) -> None:
        """Judge what is set now, and keep the cursor in sight."""
        self._asked = False
        self._judge()
        self.call_after_refresh(self._follow_cursor)

    def _follow_cursor(self) -> None:
        form = self._form
        first, lines = form.cursor_lines
        region = form.virtual_region
        self.query_one(VerticalScroll).scroll_to_region(
            Region(region.x, region.y + first, 1, lines), animate=False
        )

    def _judge(self) -> None:
        """Say in the top line whether it can run, and below the rows what none of them can say."""
        by_row, rest = self.draft.complaints()
        wrong = len(by_row) + len(rest)
        runs = len(configurations(self.draft.scenario))
        glyphs = self.program.glyphs
        if wrong:
            fact = Content.styled(f"{glyphs.wrong} {wrong} refused", "bold $ember")
        else:
            side = "" if runs == 1 else f", {count(runs, 'deployment')} side by side"
            fact = Content.styled(f"{glyphs.right} can run{side}", "$leaf")
        self.query_one(TopLine).show(Content.styled("Set up a scenario", "bold $lamp"), fact)
        text_key = self.key_of("write")
        lead = Content.styled(f"{glyphs.wrong} ", "bold $ember")
        lines = [
            line
            for each in rest
            for line in hanging(
                lead, shown(f"{complaint(each)} ({text_key} shows it as text)", "$ember"), self.size.width - 6
            )
        ]
        self.query_one("#rest", Static).update(joined(lines, "\n"))

    # Keys

    def _change(self, draft: Draft, otherwise: str = NO_FURTHER) -> None:
        if not self._form.change(draft):
            self.program.say(otherwise)

    def action_less(self) -> None:
        """The value before."""
        self._change(self.draft.changed(-1))

    def action_more(self) -> None:
        """The next value."""
        self._change(self.draft.changed(1))

    def action_switch(self) -> None:
        """Want it or not, add, open, say it otherwise."""
        self._change(self.draft.toggled())

    def action_below(self) -> None:
        """The next row."""
        self._change(self.draft.moved(1), "This is the last row.")

    def action_above(self) -> None:
        """The row before."""
        self._change(self.draft.moved(-1), "This is the first row.")

    def action_add(self) -> None:
        """One more configuration or failure."""
        self._change(self.draft.added(), "There is no room for one more here; the text takes more.")

    def action_remove(self) -> None:
        """Take out what is under the cursor."""
        if self.draft.row.field in OF_CONFIGURATION:
            self._change(self.draft.removed(), "A deployment needs a configuration: this one is the last.")
        else:
            self._change(self.draft.removed(), "There is nothing to take out here.")

    def action_accept(self) -> None:
        """Run it, when the service does not refuse it."""
        by_row, rest = self.draft.complaints()
        for row, refusal in by_row.items():
            self._form.change(self.draft.at(row))
            self.program.say(f"It cannot run yet: {refusal.cause}.")
            return
        if rest:
            self.program.say(f"It cannot run yet: {rest[0].cause}.")
            return
        self.program.go_back()
        self._done(self.draft.scenario)

    def action_write(self) -> None:
        """The same as text, with all that the form does not have."""
        self.app.switch_screen(screens.make("sandbox_text", scenario=self.draft.scenario, done=self._done))

    def action_leave(self) -> None:
        """Go back; what is set is dropped only when one asks twice."""
        if self.draft.scenario != self._first and not self._asked:
            self._asked = True
            run = self.key_of("accept")
            self.program.say(f"Nothing was run yet: {run} runs it; leave once more to drop it.")
            return
        self.program.go_back()


def shown_rows(draft: Draft) -> list[Shown]:
    """Every row of the form, refusals at theirs."""
    by_row, _ = draft.complaints()
    return [shown_row(draft, row, complaint(by_row[row]) if row in by_row else "") for row in draft.rows]


def complaint(refusal: Refusal) -> str:
    """Why the service refuses something, and what to do."""
    cause = f"{refusal.cause[0].upper()}{refusal.cause[1:]}."
    return f"{cause} {refusal.remedy[0].upper()}{refusal.remedy[1:]}." if refusal.remedy else cause
