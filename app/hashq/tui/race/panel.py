"""One deployment of a race as lines: frame and name, lanes, healthy curve, counts, outcome.

Draws from a timeline at a moment and nothing else; every figure is the world's own at that moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from hashq.plain_text import one_line
from hashq.sandbox.model import DeploymentStatus, TargetStatus
from hashq.sandbox.narrate import clock
from hashq.tui.race.curves import curve, healthy_values
from hashq.tui.race.ink import Line, cut, ends, width_of
from hashq.tui.race.lanes import lane
from hashq.tui.race.marks import OUTCOMES, TONES
from hashq.tui.text import fit, padded

if TYPE_CHECKING:
    from hashq.sandbox.configurations import DeploymentConfiguration
    from hashq.sandbox.snapshot import DeploymentState, Snapshot
    from hashq.sandbox.timeline import Timeline
    from hashq.tui.glyphs import Glyphs
    from hashq.tui.race.marks import Marks
    from hashq.tui.race.time_axis import TimeAxis
    from hashq.tui.race.tracks import Tracks

ENDING = 5
"""Cells for a target's mark and the version it runs."""
TALL = 22
"""Lines of a panel from which the curve gets two."""
STATUS_WORDS: dict[DeploymentStatus, str] = {
    DeploymentStatus.CREATED: "created",
    DeploymentStatus.QUEUED: "queued",
    DeploymentStatus.IN_PROGRESS: "in progress",
    DeploymentStatus.BAKING: "baking",
    DeploymentStatus.READY: "ready",
    DeploymentStatus.SUCCEEDED: "succeeded",
    DeploymentStatus.FAILED: "failed",
    DeploymentStatus.STOPPED: "stopped",
}
"""A status in plain words."""
SHOWN_COUNTS = (
    TargetStatus.SUCCEEDED,
    TargetStatus.FAILED,
    TargetStatus.IN_PROGRESS,
    TargetStatus.READY,
    TargetStatus.PENDING,
    TargetStatus.SKIPPED,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A run as of one moment."""

    timeline: Timeline
    tracks: Tracks
    axis: TimeAxis
    count: int
    """Events that have happened."""
    now: int
    """Milliseconds."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a panel is drawn."""

    glyphs: Glyphs
    marks: Marks
    chosen: str | None = None
    """The target a person has chosen; None for none."""
    first: int = 0
    """The first target that shows, where not all of them fit."""
    focused: bool = False
    """Whether the panel is the one that acts."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns of a panel's inside: name, time, ending; the curve stands under the lanes."""

    name: int
    time: int
    ending: int

    @property
    def inner(self) -> int:
        return self.name + self.time + self.ending + 2


def panel_lines(moment: Moment, look: Look, width: int, height: int) -> list[Line]:
    """The panel in ``width`` × ``height`` cells."""
    world = moment.timeline.at(moment.count)
    grid = _grid(moment, look, width - 4, height)
    curve_rows = 2 if height >= TALL else 1
    below = [
        *_healthy(moment, world.current, look, grid, curve_rows),
        *_figures(world.current, look, grid.inner),
    ]
    above = _lanes(moment, world, look, grid, height - 2 - len(below))
    edge = "lamp" if look.focused else "faint"
    wall = (look.glyphs.wall, edge)
    body = [(wall, (" ", "text"), *cut(line, grid.inner), (" ", "text"), wall) for line in (*above, *below)]
    return [_top(moment, world.current, look, width), *body, _bottom(look, width)]


def lanes_shown(height: int) -> int:
    """How many lanes a panel of that height shows."""
    return max(1, height - 5 - (2 if height >= TALL else 1))


def _grid(moment: Moment, look: Look, inner: int, height: int) -> _Grid:
    shown = moment.tracks.ids[look.first : look.first + height]
    name = min(max((cell_len(one_line(target)) for target in shown), default=0), inner // 3)
    return _Grid(name, max(1, inner - name - ENDING - 2), ENDING)


def title(configuration: DeploymentConfiguration) -> str:
    """A configuration's name as people say it: ``One at a time``."""
    words = configuration.short_name
    known = {"OneAtATime": "One at a time", "HalfAtATime": "Half at a time", "AllAtOnce": "All at once"}
    return known.get(words, one_line(words))


def _top(moment: Moment, state: DeploymentState | None, look: Look, width: int) -> Line:
    """The frame's first line: name on the left, status on the right; a narrow panel shows the status's mark alone."""
    edge = "lamp" if look.focused else "faint"
    words, tone = standing(state, look.marks)
    name = title(moment.timeline.scenario.configuration)
    room = width - 5
    if cell_len(name) + cell_len(words) > room:
        words = words.partition(" ")[0]
    name = fit(name, room - cell_len(words))
    gap = width - 4 - cell_len(name) - cell_len(words)
    rule = f" {look.glyphs.line * (gap - 2)} " if gap > 2 else " " * gap
    return (
        (look.glyphs.corners[0] + " ", edge),
        (name, "bold strong" if look.focused else "text"),
        (rule, edge),
        (words, f"bold {tone}"),
        (" " + look.glyphs.corners[1], edge),
    )


def _bottom(look: Look, width: int) -> Line:
    edge = "lamp" if look.focused else "faint"
    corners = look.glyphs.corners
    return ((corners[2] + look.glyphs.line * (width - 2) + corners[3], edge),)


def standing(state: DeploymentState | None, marks: Marks) -> tuple[str, str]:
    """A deployment's mark and status, and its tone."""
    if state is None:
        return f"{marks.waiting} waiting", "quiet"
    mark, tone = OUTCOMES.get(state.status, ("working", "lamp"))
    return f"{getattr(marks, mark)} {STATUS_WORDS[state.status]}", tone


def _lanes(moment: Moment, world: Snapshot, look: Look, grid: _Grid, rows: int) -> list[Line]:
    shown = moment.tracks.ids[look.first : look.first + max(rows, 0)]
    lines = [_lane(moment, world, look, target, grid) for target in shown]
    return [*lines, *(((),) * (rows - len(lines)))]


def _lane(moment: Moment, world: Snapshot, look: Look, target: str, grid: _Grid) -> Line:
    track = moment.tracks.track(target)
    drawn = lane(track, moment.count, moment.now, moment.axis, width=grid.time, marks=look.marks)
    chosen = look.chosen == target
    name = (padded(one_line(target), grid.name), "bold lamp" if chosen else "quiet")
    pointer = (look.glyphs.pointer if chosen else " ", "lamp")
    return (name, pointer, *drawn, (" ", "text"), *_ending(world, target, look, grid.ending))


def _ending(world: Snapshot, target: str, look: Look, width: int) -> Line:
    """What became of a target so far: its mark, and the version it runs."""
    status = _status(world, target)
    host = world.hosts.get(target)
    revision = "" if host is None else one_line(host.revision or "none")
    mark = look.marks.of(status)
    state = world.current
    if state is not None and state.created.rollback_of and status is TargetStatus.SUCCEEDED:
        mark = look.marks.rolled_back
    tone = TONES[status]
    return cut(((mark, f"bold {tone}"), (" ", "text"), (fit(revision, width - 2), tone)), width)


def _status(world: Snapshot, target: str) -> TargetStatus:
    for state in reversed(world.deployments):
        if target in state.targets:
            return state.targets[target].status
    return TargetStatus.PENDING


def _healthy(moment: Moment, state: DeploymentState | None, look: Look, grid: _Grid, rows: int) -> list[Line]:
    if state is None:
        return [*(((),) * rows), (("not started", "quiet"),)]
    values = healthy_values(moment.timeline, moment.count, moment.now, moment.axis, grid.time)
    margin = (" " * (grid.name + 1), "text")
    drawn = [(margin, *line) for line in curve(values, state.size, rows, look.glyphs.bars, "leaf")]
    text = f"healthy {state.healthy} of {state.size}"
    minimum = state.created.minimum
    least = "" if minimum is None else f"min {minimum}"
    return [*drawn, ends(((text, "leaf"),), ((least, "quiet"),), grid.inner)]


def _figures(state: DeploymentState | None, look: Look, width: int) -> list[Line]:
    if state is None:
        return [(), ()]
    return [counts_line(state, look.marks, width), _outcome(state, width)]


def counts_line(state: DeploymentState, marks: Marks, width: int) -> Line:
    """How many targets have which status, as airily as ``width`` allows."""
    line: Line = ()
    for gap, between, always in (("  ", " ", True), ("  ", " ", False), (" ", "", False)):
        line = tuple(
            (f"{marks.of(status)}{between}{state.counts[status]}{gap}", _counted(status, state))
            for status in SHOWN_COUNTS
            if state.counts[status] or (always and status in SHOWN_COUNTS[:3])
        )
        if width_of(line) <= width:
            break
    return line


def _counted(status: TargetStatus, state: DeploymentState) -> str:
    return TONES[status] if state.counts[status] else "faint"


def _outcome(state: DeploymentState, width: int) -> Line:
    """How it stands or ended, and how long that took."""
    word = STATUS_WORDS[state.status].capitalize()
    if state.ended is None:
        return ((word, "quiet"),)
    _, tone = OUTCOMES.get(state.status, ("", "quiet"))
    took = f"{word} after {clock(state.ended - state.created.at)}"
    code = "" if state.error is None else str(state.error.code)
    if cell_len(took) + cell_len(code) + 2 > width:
        code = ""
    return ends(((took, tone),), ((code, "quiet"),), width)
