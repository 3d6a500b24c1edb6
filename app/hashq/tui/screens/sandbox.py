"""The sandbox: deployments race side by side on one clock, and a person acts on them.

Owns the experiment under way. What happens is computed before it is shown; here it is watched, changed and taken back.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hashq.sandbox.scenario_model import Scenario
from hashq.study.experiment import Experiment
from hashq.study.lab import read_scenario
from hashq.study.scenario_texts import ScenarioText
from hashq.study.shelf import open_scenario, shipped_scenarios
from hashq.tui.race.bodies import map_shape
from hashq.tui.race.describe import facts
from hashq.tui.race.fleets import LINES as FLEET_LINES
from hashq.tui.race.moment import Look
from hashq.tui.race.panel import HIGHEST_CURVE, TALL
from hashq.tui.race.player import Player, Stage
from hashq.tui.screens.common import tells_errors
from hashq.tui.screens.sandbox_predicted import PredictedScreen
from hashq.tui.text import joined, shown_line
from hashq.tui.widgets.event_log import EventLog
from hashq.tui.widgets.key_bar import KeyBar
from hashq.tui.widgets.race_panel import RacePanel, RaceRow
from hashq.tui.widgets.scrubber import Scrubber
from hashq.tui.widgets.top_line import TopLine
from hashq.tui.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


STORY_LINES = 7
"""Lines that the rail, the story and the keys keep for themselves."""
BESIDES = 6
"""Lines of a panel besides its lanes, when its curve has one."""
TRAFFIC_LINES = (21, 11)
"""Lines of a curve of traffic: the first that leaves ``TOLD`` lines to the panel's other lines and a longer story."""
SPARE_LINES = 8
"""Lines that are left below the panels for each further one that their curves get."""
TOLD = 14
FRAME_CELLS = 4
"""Cells of a panel's width that its frame takes."""
NARROW = 24
"""Cells below which four panels stand two by two, if every lane shows then."""
MARGINS = 3
"""Cells of the top line that neither of its ends may have."""
LARGE = 300
"""Instances from which a run is computed aside, so that the screen stays awake."""


class SandboxScreen(PredictedScreen):
    """The race, its rail of time, its story."""

    PLACE = "sandbox"
    CSS_PATH = "sandbox.tcss"

    class Computed(Message):
        """Runs are there to be watched."""

        def __init__(self, experiment: Experiment, stage: Stage, at: int | None) -> None:
            super().__init__()
            self.experiment = experiment
            self.stage = stage
            self.at = at

    def __init__(self, scenario: Scenario | ScenarioText | str | None = None) -> None:
        """Open a scenario, or the file, shipped or saved one of that name; None opens the first race."""
        super().__init__()
        self._wanted = scenario
        self._mapped: bool | None = None
        """Whether the person wants a map; None leaves it to the size of the fleet."""
        self._map_now = False
        self._offers_approval = False
        first = _first(scenario)
        self.experiment = Experiment(first)
        small = first if len(first.instances) <= LARGE else Scenario()
        self.player = Player.of(Experiment(small).run(), 10.0)

    def compose(self) -> ComposeResult:
        """Where one is, the deployments, time, story, keys."""
        yield TopLine()
        yield Static(id="computing", markup=False)
        yield RaceRow(id="panels")
        yield Scrubber(self.marks)
        yield EventLog(self.marks, self.invitation(("play", "plays"), ("predict", "predicts first")))
        yield KeyBar()

    async def on_mount(self) -> None:
        """Begin, holding still."""
        self.player.speed = self.program.services.settings.sandbox.speed
        self.query_one(RaceRow).focus()
        self.start_clock()
        self.refresh_keys()
        await self._lay_out()
        if isinstance(self._wanted, str):
            self._open_wanted()
        elif isinstance(self._wanted, ScenarioText) and self._wanted.read().scenario is None:
            opened_from_a_card = len(self.app.screen_stack) > 2
            self._mend(self._wanted, self.action_leave if opened_from_a_card else None)
        elif isinstance(self._wanted, ScenarioText) and self._wanted.lesson:
            self.program.say(self._wanted.lesson)
        elif len(self.experiment.scenario.instances) > LARGE:
            self.perform(self.experiment, None)

    @tells_errors
    def _open_wanted(self) -> None:
        name = str(self._wanted)
        self.open_text(open_scenario(name, Path(name), self.program.services.places.scenarios))

    def open_text(self, found: ScenarioText) -> None:
        """Watch a scenario; one that cannot run is shown with its problems."""
        parsed = found.read()
        if parsed.scenario is None:
            self._mend(found)
            return
        self.perform(Experiment(parsed.scenario), None)
        if found.lesson:
            self.program.say(found.lesson)

    def _mend(self, found: ScenarioText, left: Callable[[], None] | None = None) -> None:
        """Show a scenario that cannot run, with its problems; ``left`` is called when it stays so."""
        path = found.path or found.name
        self.program.open("sandbox_text", text=found.text, path=path, done=self.change, left=left)

    # Running

    def perform(self, experiment: Experiment, at: int | None) -> None:
        """Run an experiment and watch it from ``at`` on, from the beginning for None."""
        if len(experiment.scenario.instances) > LARGE:
            self._show_computing(experiment, at)
            self._compute(experiment, at)
        else:
            self.post_message(self.Computed(experiment, Stage(experiment.run()), at))

    def _show_computing(self, experiment: Experiment, at: int | None) -> None:
        """Say so in the clock's place; another scenario is not shown as the one before."""
        self.computing = True
        size = count(len(experiment.scenario.instances), "instance")
        runs = count(len(experiment.scenario.compare) or 1, "deployment")
        self.query_one("#computing", Static).update(f"{runs} to {size}: computing every event …")
        self.set_class(at is None, "-computing")
        self.show_moment()

    @work(thread=True, exclusive=True, exit_on_error=False, group="runs")
    def _compute(self, experiment: Experiment, at: int | None) -> None:
        self.post_message(self.Computed(experiment, Stage(experiment.run()), at))

    @on(Computed)
    async def watch_runs(self, event: Computed) -> None:
        """New runs take the place of the old ones, unless what was asked is refused."""
        self.computing = False
        self.remove_class("-computing")
        acted = event.at is not None and event.experiment.before is self.experiment
        reasons = self.refusals(event.stage.timelines, event.at or 0) if acted else []
        here = reasons[self.player.run] if self.player.run < len(reasons) else ""
        if reasons and all(reasons):
            self.program.say(f"Refused: {here}.")
            self.show_moment()
            return
        if acted:
            step = event.experiment.step
            but = f", but not here: {here}" if here else ""
            # A sentence that begins with an id or a revision leaves it as it is written.
            said = step[0].upper() + step[1:] if step.startswith(("the ", "a ")) else step
            self.program.say(f"{said}{but}. {self.key_of('undo')} takes it back.")
        self.experiment = event.experiment
        self.player.playing = False
        self.player.restage(event.stage, event.at)
        await self._lay_out()

    async def _lay_out(self) -> None:
        """As many panels as there are runs."""
        panels = self.query_one(RaceRow)
        wanted = len(self.player.stage.timelines)
        if len(self.query(RacePanel)) != wanted:
            await panels.remove_children()
            await panels.mount_all([RacePanel(number) for number in range(wanted)])
        self._fit()
        self.show_moment()

    def on_resize(self) -> None:
        """Lanes for as many targets as there is room for."""
        self._fit()

    def _fit(self) -> None:
        stage = self.player.stage
        most = max((len(tracks) for tracks in stage.tracks), default=0)
        room = self.size.height - STORY_LINES
        if self._mapped is None:
            self._map_now = most > 3 * room and not stage.moves_traffic
        if stage.moves_traffic:
            most = next((lines for lines in TRAFFIC_LINES if lines + TOLD <= room), TRAFFIC_LINES[-1])
        elif self._map_now if self._mapped is None else self._mapped:
            across = max(1, self.size.width // len(stage.timelines) - FRAME_CELLS)
            _, most = map_shape(most, across, room - BESIDES - 1)
        if any(self.player.moment(number).two_fleets for number in range(len(stage.timelines))):
            most += FLEET_LINES
        higher_curve = most + BESIDES + 1 >= TALL and not stage.moves_traffic
        wanted = most + BESIDES
        if higher_curve:
            wanted += 1 + max(0, min(HIGHEST_CURVE - 2, (room - wanted - 1) // SPARE_LINES))
        panels = self.query_one(RaceRow)
        narrow = len(stage.timelines) == 4 and self.size.width // 4 < NARROW
        squared = narrow and not self._map_now and room // 2 >= most + BESIDES
        panels.set_class(squared, "-square")
        panels.styles.height = max(8, min(2 * wanted if squared else wanted, room))

    # What is shown

    def show_moment(self) -> None:
        """Every panel, the rail, the story and the top line at the present moment."""
        player = self.player
        for number, panel in enumerate(self.query(RacePanel)):
            focused = number == player.run and len(player.stage.timelines) > 1
            first = panel.first_row(player.chosen_row, len(player.stage.tracks[number]))
            mapped = self._map_now if self._mapped is None else self._mapped
            look = Look(self.program.glyphs, self.marks, player.chosen, first, focused, mapped)
            panel.show(player.moment(number), look)
        self.query_one(Scrubber).show(
            player.stage.axis, player.playhead.time, player.stage.stops(player.run, self.marks)
        )
        self.query_one(EventLog).show(player.stage.stories[player.run], player.playhead.counts[player.run])
        if self.has_class("-computing"):
            self.query_one(TopLine).show(Content.styled("Sandbox", "bold $lamp"))
            return
        face = self.clock_face()
        self.query_one(TopLine).show(self._where(face.cell_length), face)
        if self.awaits_approval is not self._offers_approval:
            self._offers_approval = self.awaits_approval
            self.refresh_keys()
        self.judge_prediction()

    def _where(self, beside: int) -> Content:
        """What this is, where ``beside`` cells of the line are taken; its name goes before any fact does."""
        glyphs = self.program.glyphs
        room = self.size.width - beside - MARGINS
        words = shown_line(facts(self.experiment.scenario, glyphs.arrow, glyphs.dot, room), "$quiet")
        name = Content.styled("Sandbox  ", "bold $lamp")
        return joined((name, words)) if name.cell_length + words.cell_length <= room else words

    @on(RacePanel.Chosen)
    def panel_chosen(self, event: RacePanel.Chosen) -> None:
        """A click chooses a deployment and perhaps an instance."""
        self.player.run = event.number
        ids = self.player.stage.tracks[event.number].ids
        if 0 <= event.row < len(ids):
            self.player.chosen = ids[event.row]
        self.show_moment()

    def action_map(self) -> None:
        """A map of cells instead of lanes, or lanes again."""
        if self.player.stage.moves_traffic:
            self.program.say("Here traffic moves; there is no fleet to map.")
            return
        self._mapped = not (self._map_now if self._mapped is None else self._mapped)
        self._fit()
        self.show_moment()

    # Other screens

    def action_detail(self) -> None:
        """Look closer at the chosen deployment and instance."""
        self.program.open("sandbox_detail", player=self.player)

    def action_scenarios(self) -> None:
        """Choose another scenario."""
        self.program.open("sandbox_picker", chosen=self.open_text)

    def action_configure(self) -> None:
        """Set the scenario up anew, row by row."""
        self.program.open("sandbox_form", scenario=self.experiment.recorded(), done=self.change)

    def action_write(self) -> None:
        """See and change the scenario as text."""
        self.program.open("sandbox_text", scenario=self.experiment.recorded(), done=self.change)

    def action_save(self) -> None:
        """Keep the scenario, with what was done, under a name."""
        self.program.open("sandbox_save", scenario=self.experiment.recorded())

    def action_appspec(self) -> None:
        """Try an AppSpec."""
        scenario = self.experiment.scenario
        platform = str(scenario.platform).lower()
        self.program.open(
            "sandbox_appspec", done=self._deploy_appspec, platform=platform, text=scenario.appspec
        )

    def _deploy_appspec(self, text: str) -> None:
        self.change(replace(self.experiment.scenario, appspec=text))

    def change(self, scenario: Scenario) -> None:
        """Watch a changed scenario from the beginning."""
        self.perform(self.experiment.change(scenario, "the change"), None)


def _first(wanted: Scenario | ScenarioText | str | None) -> Scenario:
    """What to watch at once: what is wanted, or the first race where that has to be read from a file first."""
    if isinstance(wanted, Scenario):
        return wanted
    read = wanted.read().scenario if isinstance(wanted, ScenarioText) else None
    return read or read_scenario(shipped_scenarios()[0].text)
