"""One target in full, as lines: its health and revision, every lifecycle event, its agent, and the fleet around it.

Draws from a moment and decides nothing. What one event ran and printed is ``hook_pane.py``'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from hashq.plain_text import one_line
from hashq.sandbox.model import SECOND, LifecycleEventStatus, Standing
from hashq.sandbox.narrate import clock
from hashq.tui.race.agent_lines import agent_lines
from hashq.tui.race.bodies import fleet_cells, status_of
from hashq.tui.race.hooks import stand_of
from hashq.tui.race.ink import wrapped
from hashq.tui.race.marks import TONES
from hashq.tui.text import padded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.tui.race.hooks import Hook
    from hashq.tui.race.ink import Line
    from hashq.tui.race.marks import Marks
    from hashq.tui.race.moment import Look, Moment

EVENT_TONES: dict[LifecycleEventStatus, tuple[str, str]] = {
    LifecycleEventStatus.PENDING: ("waiting", "quiet"),
    LifecycleEventStatus.IN_PROGRESS: ("working", "lamp"),
    LifecycleEventStatus.SUCCEEDED: ("succeeded", "leaf"),
    LifecycleEventStatus.FAILED: ("failed", "ember"),
    LifecycleEventStatus.SKIPPED: ("skipped", "bloom"),
}
"""The mark (a field of :class:`Marks`) and tone of a lifecycle event."""
STANDINGS = {Standing.CURRENT: "current", Standing.OLD: "old", Standing.UNKNOWN: "unknown"}
TOOK, WHOSE = 7, 7
"""Cells for how long an event took, so far or in all, and for whose scripts it ran."""


@dataclass(frozen=True, slots=True)
class Detail:
    """The lines of a target, and where its events stand among them."""

    lines: tuple[Line, ...]
    events: tuple[str, ...]
    """In the order of their lines."""
    first: int
    """The line of the first event."""

    def event_at(self, row: int) -> str | None:
        """The event a line shows; None for any other line."""
        place = row - self.first
        return self.events[place] if 0 <= place < len(self.events) else None


@dataclass(frozen=True, slots=True)
class _Columns:
    """Cells for an event's name and for when it began; the rest is always the same."""

    name: int
    began: int

    @classmethod
    def of(cls, moment: Moment) -> _Columns:
        groups = (group for each in moment.timeline.end.deployments for group in each.created.groups)
        names = (name for group in groups for name in group.lifecycle)
        return cls(max(map(len, names), default=0), len(clock(moment.timeline.duration)) + 1)


def detail(moment: Moment, look: Look, picked: str | None, size: tuple[int, int], *, fleet: bool) -> Detail:
    """Everything there is to see of the chosen target, in at most ``size`` (width, height) where it can be.

    ``picked`` is the event whose line is marked. ``fleet``: whether the fleet is told of here too, in few lines.
    """
    width, height = size
    target = look.chosen or ""
    stand = stand_of(moment, target)
    head = [*_head(moment, target, look.marks), *_host(moment, target, width)]
    if stand is None:
        waiting: list[Line] = [(), (("no deployment has begun", "quiet"),), ()]
        return Detail((*head, *waiting, *agent_lines(moment, target, None, width)), (), height)
    names = stand.state.lifecycle
    columns = _Columns.of(moment)
    events = [_event(stand.hook(name), look, columns, marked=name == picked) for name in names]
    agent = agent_lines(moment, target, stand, width)
    below = [agent, *([_fleet(moment, look, width)] if fleet else [])]
    spare = height - len(head) - len(events) - sum(len(part) for part in below)
    if spare < 0:
        below[0] = agent_lines(moment, target, stand, width, brief=True)
    lines: list[Line] = list(head)
    if spare > len(below):
        lines += [(), _titles(columns)] if spare > len(below) + 1 else [()]
    first = len(lines)
    lines += events
    for part in below:
        lines += [*([()] if spare >= len(below) else []), *part]
    return Detail(tuple(lines), names, first)


def width_for(moment: Moment) -> int:
    """Cells a target's events take beside one another, the same for all of a run."""
    columns = _Columns.of(moment)
    return 4 + columns.name + columns.began + TOOK + WHOSE


def _head(moment: Moment, target: str, marks: Marks) -> Iterator[Line]:
    status = status_of(moment.world, target)
    yield ((one_line(target), "bold strong"), (f"  {marks.of(status)} {status}", f"bold {TONES[status]}"))


def _host(moment: Moment, target: str, width: int) -> Iterator[Line]:
    host = moment.world.hosts.get(target)
    if host is None:
        return
    tone = "leaf" if host.health == "Healthy" else "ember"
    revision = one_line(host.revision or "nothing yet")
    yield ((str(host.health), tone), (f"  runs {revision} ({STANDINGS[host.standing]})", "text"))
    told = [] if host.installed is None else [f"the next stop runs scripts of {one_line(host.installed)}"]
    told += [] if host.in_group else ["outside the group"]
    for sentence in told:
        for text in wrapped(sentence, width):
            yield ((text, "quiet"),)


def _titles(columns: _Columns) -> Line:
    began = padded("began", columns.began)
    return (
        (
            f"   {padded('event', columns.name)} {began}{padded('took', TOOK)}{padded('whose', WHOSE)}",
            "quiet",
        ),
    )


def _event(hook: Hook, look: Look, columns: _Columns, *, marked: bool) -> Line:
    mark, tone = EVENT_TONES[hook.status]
    began = "" if hook.began is None else clock(hook.began)
    return (
        (look.glyphs.pointer if marked else " ", "lamp"),
        (f"{getattr(look.marks, mark)} ", f"bold {tone}"),
        (f"{padded(hook.name, columns.name)} ", "bold strong" if marked else "text"),
        (padded(began, columns.began), "quiet"),
        (padded(_took(hook), TOOK), "quiet"),
        (padded(hook.whose, WHOSE), "ink" if hook.began is not None else "quiet"),
    )


def _took(hook: Hook) -> str:
    if hook.began is None:
        return ""
    if hook.record is None:
        return f"{(hook.stand.moment.now - hook.began) // SECOND} s"
    return f"{(hook.record.at - hook.began) / SECOND:g} s"


def _fleet(moment: Moment, look: Look, width: int) -> list[Line]:
    """A cell for every instance with the chosen one marked, and who is healthy."""
    state = moment.world.current
    if state is None or moment.shifts_traffic:
        return []
    lead = "fleet "
    least = "" if state.created.minimum is None else f", min {state.created.minimum}"
    words = f"  healthy {state.healthy} of {state.size}{least}"
    cells = fleet_cells(moment, look, max(1, width - cell_len(lead) - cell_len(words)))
    return [((lead, "quiet"), *cells, (words, "leaf"))]
