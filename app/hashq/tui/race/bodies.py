"""What happens on the targets, as lines: lanes for a fleet one can read, a map of cells for a large one, traffic over time.

Draws from a moment and decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len

from hashq.plain_text import one_line
from hashq.sandbox.model import Label, TargetStatus
from hashq.tui.race.fleets import fleets_line
from hashq.tui.race.ink import Line, cut, ends, width_of
from hashq.tui.race.lanes import lane
from hashq.tui.race.marks import TONES
from hashq.tui.text import Run, fit, padded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashq.sandbox.snapshot import DeploymentState, Snapshot
    from hashq.tui.race.moment import Look, Moment

ENDING = 5
"""Cells for a target's mark and the version it runs."""
ROOMY = 20
"""Cells of a panel's inside below which a lane ends with the mark alone: time needs them more."""
SCALE = 5
"""Cells for the per cents beside a curve of traffic."""
URGENCY = (
    TargetStatus.FAILED,
    TargetStatus.IN_PROGRESS,
    TargetStatus.READY,
    TargetStatus.PENDING,
    TargetStatus.SKIPPED,
    TargetStatus.SUCCEEDED,
)
"""Which status a cell of several targets shows: the first of these that any of them has."""


FLEETS: dict[Label | None, str] = {None: "quiet", Label.GREEN: "leaf", Label.BLUE: "ink"}
"""The tone of a target's name, by its fleet."""


TICK_STEPS = (20, 25, 50)
"""Per cents between the labels of a traffic curve."""
LEAST_APART = 2
"""Lines from one label to the next, at least."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of a panel's inside: name, time, ending; the curve stands under the lanes."""

    name: int
    time: int
    ending: int

    @property
    def inner(self) -> int:
        """Cells of a whole line."""
        return self.name + self.time + self.ending + 2


def grid_of(moment: Moment, look: Look, inner: int, height: int) -> Grid:
    """The columns for the targets that show."""
    if moment.shifts_traffic:
        return Grid(SCALE, max(1, inner - SCALE - 2), 0)
    shown = moment.tracks.ids[look.first : look.first + height]
    name = min(max((cell_len(one_line(target)) for target in shown), default=0), inner // 3)
    ending = ENDING if inner >= ROOMY else 1
    return Grid(name, max(1, inner - name - ending - 2), ending)


def body(moment: Moment, look: Look, grid: Grid, rows: int) -> list[Line]:
    """The targets in ``rows`` lines."""
    if rows <= 0:
        return []
    if moment.shifts_traffic:
        lines = _traffic(moment, look, grid, rows)
    elif look.mapped:
        lines = _map(moment, look, grid.inner, rows)
    else:
        world = moment.world
        shown = moment.tracks.ids[look.first : look.first + rows]
        lines = [_lane(moment, world, look, target, grid) for target in shown]
    return [*lines, *([()] * (rows - len(lines)))]


# Lanes


def _lane(moment: Moment, world: Snapshot, look: Look, target: str, grid: Grid) -> Line:
    track = moment.tracks.track(target)
    drawn = lane(track, moment.count, moment.now, moment.axis, width=grid.time, marks=look.marks)
    chosen = look.chosen == target
    plain = FLEETS[moment.tracks.label(target)]
    name = (padded(one_line(target), grid.name), "bold lamp" if chosen else plain)
    pointer = (look.glyphs.pointer if chosen else " ", "lamp")
    return (name, pointer, *drawn, (" ", "text"), *_ending(world, target, look, grid.ending))


def _ending(world: Snapshot, target: str, look: Look, width: int) -> Line:
    """What became of a target so far: its mark, and the version it runs."""
    status = status_of(world, target)
    host = world.hosts.get(target)
    revision = "" if host is None else one_line(host.revision or "")
    mark = look.marks.of(status)
    state = world.current
    if state is not None and state.created.rollback_of and status is TargetStatus.SUCCEEDED:
        mark = look.marks.rolled_back
    tone = TONES[status]
    return cut(((mark, f"bold {tone}"), (" ", "text"), (fit(revision, width - 2), tone)), width)


def status_of(world: Snapshot, target: str) -> TargetStatus:
    """Where a target stands in the latest deployment that has it."""
    for state in reversed(world.deployments):
        if target in state.targets:
            return state.targets[target].status
    return TargetStatus.PENDING


# A map


def _map(moment: Moment, look: Look, width: int, rows: int) -> list[Line]:
    """A cell for every target, or for every so many; the last line says how many."""
    ids = moment.tracks.ids
    state = moment.world.current
    each, _ = map_shape(len(ids), width, rows)
    cells = [_map_cell(ids[at : at + each], state, look) for at in range(0, len(ids), each)]
    lines = [tuple(merged(cells[at : at + width])) for at in range(0, len(cells), width)]
    scale = "1 cell, 1 instance" if each == 1 else f"1 cell, {each} instances"
    ways = (f"{scale}, {len(ids):,} in all", f"{each} a cell, {len(ids):,} in all", f"{each} a cell")
    return [*lines[: rows - 1], ((next((way for way in ways if len(way) <= width), ways[-1]), "quiet"),)]


def map_shape(targets: int, width: int, rows: int) -> tuple[int, int]:
    """How many targets a cell of a map stands for, and how many lines the map takes, the last one's words included."""
    width = max(1, width)
    each = max(1, -(-targets // (width * max(1, rows - 1))))
    return each, -(-targets // (each * width)) + 1


def fleet_cells(moment: Moment, look: Look, width: int) -> Line:
    """The map in one line: a cell for every target, or for every so many, the chosen one marked."""
    ids = moment.tracks.ids
    each, _ = map_shape(len(ids), width, 2)
    state = moment.world.current
    return tuple(merged([_map_cell(ids[at : at + each], state, look) for at in range(0, len(ids), each)]))


def _map_cell(targets: Sequence[str], state: DeploymentState | None, look: Look) -> Run:
    if state is None:
        status = TargetStatus.PENDING
    elif len(targets) == 1:
        status = state.targets[targets[0]].status if targets[0] in state.targets else TargetStatus.SUCCEEDED
    else:
        standings = {state.targets[target].status for target in targets if target in state.targets}
        status = next((urgent for urgent in URGENCY if urgent in standings), TargetStatus.SUCCEEDED)
    chosen = look.chosen in targets
    return look.marks.of(status), f"{'bold reverse ' if chosen else ''}{TONES[status]}"


def merged(cells: Sequence[Run]) -> Iterator[Run]:
    """Neighbouring cells of one tone as one run."""
    for tone, run in groupby(cells, key=lambda cell: cell[1]):
        yield "".join(text for text, _ in run), tone


# Traffic


def _traffic(moment: Moment, look: Look, grid: Grid, rows: int) -> list[Line]:
    """The new version's share over time, filled from below; the old version's above it. The last line is the ground."""
    shares = _shares(moment, grid.time)
    curve = rows - 1 if rows > 1 else rows
    ticks = traffic_ticks(curve)
    lines: list[Line] = []
    for row in range(curve):
        low, high = 100 * (curve - 1 - row) / curve, 100 * (curve - row) / curve
        cells = [_traffic_cell(share, (low + high) / 2, look) for share in shares]
        label = padded(ticks.get(row, ""), grid.name)
        lines.append(((label, "quiet"), (look.glyphs.wall, "faint"), *merged(cells)))
    if curve < rows:
        ground = look.glyphs.corners[2] + look.glyphs.line * grid.time
        lines.append(((padded(f"{0:>3} %", grid.name), "quiet"), (ground, "faint")))
    return lines


def traffic_ticks(rows: int) -> dict[int, str]:
    """The labels of a curve of ``rows`` lines, by line: round shares, each where a bar of that share ends."""
    wide = [step for step in TICK_STEPS if rows * step >= 100 * LEAST_APART] or [100]
    step = next((step for step in wide if rows * step % 100 == 0), wide[0])
    return {rows - (share * rows + 50) // 100: f"{share:>3} %" for share in range(step, 101, step)}


def _shares(moment: Moment, width: int) -> list[int | None]:
    """The new version's share at the end of every cell's time; None after now."""
    present = min(width - 1, int(moment.axis.share(moment.now) * width))
    shares: list[int | None] = []
    for cell in range(width):
        if cell > present or not moment.count:
            shares.append(None)
        elif cell == present:
            shares.append(moment.tracks.share_after(moment.count))
        else:
            end = moment.timeline.first_at(moment.axis.time((cell + 1) / width))
            shares.append(moment.tracks.share_after(min(end, moment.count)))
    return shares


def _traffic_cell(share: int | None, level: float, look: Look) -> Run:
    if share is None:
        return " ", "text"
    return (look.marks.block, "leaf") if share >= level else (look.marks.shades[0], "ink")


def hooks_line(moment: Moment, look: Look, grid: Grid) -> Line:
    """The lifecycle events of the function or service, under its traffic."""
    target = moment.tracks.ids[0] if moment.tracks.ids else None
    if target is None:
        return ()
    track = moment.tracks.track(target)
    drawn = lane(track, moment.count, moment.now, moment.axis, width=grid.time, marks=look.marks)
    return (("hooks", "quiet"), (" ", "text"), *drawn)


def _traffic_line(world: Snapshot, look: Look, width: int) -> Line:
    """Which version gets how much, each with the filling it has in the curve."""
    new = world.deployments[0].created.revision
    line: list[Run] = []
    for revision, percent in reversed(world.serving):
        filling = (look.marks.block, "leaf") if revision == new else (look.marks.shades[0], "ink")
        line += [filling, (f" {one_line(revision)} {percent} %", filling[1]), ("   ", "text")]
    label: Line = (("traffic ", "quiet"),)
    return (*label, *line) if width_of(label) + width_of(tuple(line)) <= width else tuple(line)


def serving_line(moment: Moment, look: Look, width: int, *, pictured: bool) -> Line:
    """Who is healthy; where traffic is shifted, who serves how much; with two fleets, whom the load balancer serves.

    ``pictured``: a picture of the fleets says that already.
    """
    world = moment.world
    state = world.current
    if state is None:
        return ()
    if moment.shifts_traffic and world.serving:
        return _traffic_line(world, look, width)
    minimum = state.created.minimum
    least = "" if minimum is None else f"min {minimum}"
    text = f"healthy {state.healthy} of {state.size}"
    short = text.replace(" of ", "/")
    if len(text) + len(least) + 1 > width >= len(short) + len(least) + 1:
        text = short
    elif len(text) + len(least) + 1 > width and width < ROOMY:
        text = text.removeprefix("healthy ")
        least = least if len(text) + len(least) + 1 <= width else ""
    behind: Line = fleets_line(world) if moment.two_fleets and not pictured else ()
    if width_of(behind) + len(text) + len(least) + 4 > width:
        behind = ()
    gap: Line = (("   ", "text"),) if behind else ()
    return ends(((text, "leaf"), *gap, *behind), ((least, "quiet"),), width)
