"""One deployment of a race as lines: frame and name, what happens on its targets, curve, counts, outcome.

Draws from a timeline at a moment and nothing else; every figure is the world's own at that moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from hashq.plain_text import one_line
from hashq.sandbox.configurations import MinimumType
from hashq.sandbox.model import DeploymentStatus, TargetStatus
from hashq.sandbox.narrate import clock
from hashq.sandbox.scenario_parts import custom_name
from hashq.tui.race.bodies import Grid, body, grid_of, hooks_line, serving_line
from hashq.tui.race.curves import Scale, curve, healthy_values
from hashq.tui.race.fleets import LINES as FLEET_LINES
from hashq.tui.race.fleets import fleets_picture
from hashq.tui.race.ink import Line, cut, ends, width_of
from hashq.tui.race.marks import OUTCOMES, TONES
from hashq.tui.text import fit

if TYPE_CHECKING:
    from hashq.sandbox.configurations import DeploymentConfiguration
    from hashq.sandbox.snapshot import DeploymentState, Snapshot
    from hashq.tui.race.marks import Marks
    from hashq.tui.race.moment import Look, Moment

TALL = 16
"""Lines of a panel from which the curve gets two, and what else its lanes leave."""
HIGHEST_CURVE = 6
"""Lines of a curve at most: a higher one tells no more."""
PICTURED = 14
"""Lines of a panel from which two fleets get a picture of their own."""
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

COUNTED: dict[TargetStatus, str] = {
    TargetStatus.SUCCEEDED: "succeeded",
    TargetStatus.FAILED: "failed",
    TargetStatus.IN_PROGRESS: "under way",
    TargetStatus.READY: "ready",
    TargetStatus.PENDING: "waiting",
    TargetStatus.SKIPPED: "skipped",
}
"""What a count counts, where there is room to say it."""


def panel_lines(moment: Moment, look: Look, width: int, height: int) -> list[Line]:
    """The panel in ``width`` × ``height`` cells."""
    world = moment.world
    grid = grid_of(moment, look, width - 4, height)
    pictured = moment.two_fleets and height >= PICTURED
    below = [
        *_curve(moment, world, look, grid, height),
        *(fleets_picture(moment, look, grid.inner) if pictured else ()),
        *_figures(moment, look, grid.inner, pictured=pictured),
    ]
    above = body(moment, look, grid, height - 2 - len(below))
    edge = "lamp" if look.focused else "faint"
    wall = (look.glyphs.wall, edge)
    inside = [(wall, (" ", "text"), *cut(line, grid.inner), (" ", "text"), wall) for line in (*above, *below)]
    return [_top(moment, world.current, look, width), *inside, _bottom(look, width)]


def lanes_shown(height: int, *, two_fleets: bool, targets: int = 0) -> int:
    """How many lanes a panel of that height shows; its curve has what the ``targets`` leave."""
    picture = FLEET_LINES if two_fleets and height >= PICTURED else 0
    room = height - 5 - picture
    curve = min(HIGHEST_CURVE, room - targets) if height >= TALL and targets <= room - 2 else 1
    return max(1, room - curve)


def _curve_rows(moment: Moment, look: Look, height: int) -> int:
    """Lines of the curve, where there are lanes: what they leave."""
    if look.mapped:
        return 2 if height >= TALL else 1
    picture = FLEET_LINES if moment.two_fleets and height >= PICTURED else 0
    return (
        height - 5 - picture - lanes_shown(height, two_fleets=moment.two_fleets, targets=len(moment.tracks))
    )


def title(configuration: DeploymentConfiguration) -> str:
    """A configuration's name as people say it: ``One at a time``; one's own without a name by its rule."""
    words = configuration.short_name
    minimum = configuration.minimum
    if minimum is not None and words == custom_name(minimum, None):
        return f"At least {minimum.value}{' %' if minimum.type is MinimumType.FLEET_PERCENT else ''}"
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
    if state.created.rollback_of is not None and state.status is DeploymentStatus.SUCCEEDED:
        return f"{marks.rolled_back} rolled back", "sun"
    mark, tone = OUTCOMES.get(state.status, ("working", "lamp"))
    return f"{getattr(marks, mark)} {STATUS_WORDS[state.status]}", tone


def _curve(moment: Moment, world: Snapshot, look: Look, grid: Grid, height: int) -> list[Line]:
    """Healthy hosts over time; where traffic shifts instead, the hooks on the way."""
    rows = _curve_rows(moment, look, height)
    state = world.current
    if state is None:
        return [()] * (1 if moment.shifts_traffic else rows)
    if moment.shifts_traffic:
        return [hooks_line(moment, look, grid)]
    values = healthy_values(moment.timeline, moment.count, moment.now, moment.axis, grid.time)
    margin = (" " * (grid.name + 1), "text")
    scale = Scale(state.size, state.created.minimum or 0, rows)
    return [(margin, *line) for line in curve(values, scale, look.glyphs.bars, look.marks)]


def _figures(moment: Moment, look: Look, width: int, *, pictured: bool) -> list[Line]:
    """How many are healthy, or who serves how much; how many have which status; how it stands."""
    world = moment.world
    state = world.current
    if state is None:
        return [(("not started", "quiet"),), (), ()]
    alarm = ((f"{look.marks.alarm} alarm", "bold ember"),) if world.alarm else ()
    return [
        serving_line(moment, look, width, pictured=pictured),
        counts_line(state, look.marks, width),
        _outcome(state, alarm, width),
    ]


def counts_line(state: DeploymentState, marks: Marks, width: int) -> Line:
    """How many targets have which status, as airily as ``width`` allows."""
    line: Line = ()
    ways = (
        ("  ", " ", True, True),
        ("  ", " ", True, False),
        ("  ", " ", False, False),
        (" ", "", False, False),
    )
    for gap, between, always, named in ways:
        line = tuple(
            (
                f"{marks.of(status)}{between}{state.counts[status]}{f' {COUNTED[status]}' if named else ''}{gap}",
                _counted(status, state),
            )
            for status in SHOWN_COUNTS
            if state.counts[status] or (always and status in SHOWN_COUNTS[:3])
        )
        if width_of(line) <= width:
            break
    return line


def _counted(status: TargetStatus, state: DeploymentState) -> str:
    return TONES[status] if state.counts[status] else "faint"


def _outcome(state: DeploymentState, alarm: Line, width: int) -> Line:
    """How it stands or ended, and how long that took."""
    word = STATUS_WORDS[state.status].capitalize()
    if state.created.rollback_of is not None:
        word = f"Rollback {word.casefold()}"
    _, tone = OUTCOMES.get(state.status, ("", "quiet"))
    if state.ended is None:
        narrow = cell_len(word) + width_of(alarm) + 1 > width
        return ends(
            ((word, tone),), tuple((text[:1], tone) for text, tone in alarm) if narrow else alarm, width
        )
    time = clock(state.ended - state.created.at)
    ways = (f"{word} after {time}", f"{word} {time}", word, "Rolled back")
    took = next((way for way in ways if cell_len(way) <= width), word)
    code = "" if state.error is None else str(state.error.code)
    right = alarm or ((code, "quiet"),)
    if cell_len(took) + width_of(right) + 2 > width:
        right = ()
    return ends(((took, tone),), right, width) if right else cut(((took, tone),), width)
