"""A run as a picture in plain text: a lane for each instance through time, the healthy curve, the outcome and its reason.

Draws what a timeline holds and nothing else. Every state has a glyph and a word; no colour is needed.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from hashq.sandbox.events import Cause, DeploymentEnded, RollbackImpossible, RolloutHalted
from hashq.sandbox.model import ComputePlatform, Creator, DeploymentStatus, TargetStatus
from hashq.sandbox.narrate import clock, narrate

if TYPE_CHECKING:
    from hashq.sandbox.snapshot import DeploymentState, TargetState
    from hashq.sandbox.timeline import Timeline

MOST_LANES = 24
"""Instances that get a lane of their own; the rest is summed up."""
_BARS = "▁▂▃▄▅▆▇█"
_ASCII = str.maketrans("▁▂▃▄▅▆▇█✓✗⤼■▸◆·…", "1234567#+x~o>=..")
"""For terminals that cannot show more: heights from 1 to 7, and # for a full one."""
_GLYPHS = {
    TargetStatus.SUCCEEDED: "✓",
    TargetStatus.FAILED: "✗",
    TargetStatus.SKIPPED: "⤼",
    TargetStatus.PENDING: "·",
    TargetStatus.IN_PROGRESS: "▸",
    TargetStatus.READY: "◆",
}
_STATUS_GLYPHS = {
    DeploymentStatus.SUCCEEDED: "✓",
    DeploymentStatus.FAILED: "✗",
    DeploymentStatus.STOPPED: "■",
}


def chart_lines(timeline: Timeline, width: int) -> list[str]:
    """The whole run as lines of at most ``width`` columns (sentences are wrapped to it)."""
    lines: list[str] = []
    for state in timeline.end.deployments:
        if lines:
            lines.append("")
        lines += _deployment(timeline, state, width)
    if timeline.scenario.platform is ComputePlatform.SERVER:
        lines += ["", _fleet_line(timeline)]
    return lines


def in_ascii(line: str) -> str:
    """A line of the chart in ASCII alone."""
    return line.translate(_ASCII)


def _deployment(timeline: Timeline, state: DeploymentState, width: int) -> list[str]:
    return [
        *_wrapped(_heading(timeline, state), width, ""),
        *_picture(timeline, state, width),
        *(line for told in _outcome(timeline, state) for line in _wrapped(told, width, "  ")),
    ]


def _heading(timeline: Timeline, state: DeploymentState) -> str:
    created = state.created
    who = "rollback to" if created.creator is Creator.ROLLBACK else "deploys"
    parts = [created.configuration.short_name, f"{who} {created.revision}"]
    if created.minimum is not None:
        parts.append(f"{state.size} instances")
        parts.append(f"minimum healthy {created.minimum}")
        parts.append(f"{created.window} at a time")
    elif timeline.scenario.platform is not ComputePlatform.SERVER:
        parts.append(str(timeline.scenario.platform))
    return f"{state.id}  " + " · ".join(parts)


def _outcome(timeline: Timeline, state: DeploymentState) -> list[str]:
    """How the deployment ended, what stopped it, and the rule behind that."""
    own = [event for event in timeline.events if getattr(event, "deployment", None) == state.id]
    decisive = next((event for event in own if isinstance(event, RolloutHalted)), None)
    end = next((event for event in own if isinstance(event, DeploymentEnded)), None)
    if end is None:
        return []
    platform = timeline.scenario.platform
    told = narrate(decisive or end, platform)
    glyph = _STATUS_GLYPHS.get(state.status, "·")
    sentence = f"{state.status} at {clock(end.at)}: {told.sentence}" if decisive else told.sentence
    lines = [f"{glyph} {sentence}", f"  why: {told.rule.text} ({told.rule.source})"]
    if state.created.creator is Creator.ROLLBACK:
        lines.append(f"  {narrate(state.created, platform).rule.text}")
    return lines + [
        f"  {narrate(event, platform).sentence} {narrate(event, platform).rule.text}"
        for event in own
        if isinstance(event, RollbackImpossible)
    ]


def _picture(timeline: Timeline, state: DeploymentState, width: int) -> list[str]:
    targets = _in_order_of_start(state)
    shown = targets[:MOST_LANES]
    label = max((len(target.id) for target in shown), default=3)
    label = max(min(label, 20), 7)
    notes = [_note(target, state) for target in shown]
    room = max(16, width - label - max((len(note) for note in notes), default=0) - 4)
    scale = _Scale(state, room)
    lines = [
        f"{target.id[:label]:>{label}} {scale.lane(target)} {note}".rstrip()
        for target, note in zip(shown, notes, strict=True)
    ]
    if len(targets) > len(shown):
        lines.append(f"{'…':>{label}} {_rest(targets[len(shown) :])}")
    if state.created.minimum is not None:
        lines.append(f"{'healthy':>{label}} {_healthy(timeline, state, scale)} min {state.created.minimum}")
    if state.shifts:
        lines.append(
            f"{'traffic':>{label}} {_traffic(state, scale)} {state.percent} % on {state.created.revision}"
        )
    lines.append(f"{'':>{label}} {scale.axis()}")
    return lines


def _in_order_of_start(state: DeploymentState) -> list[TargetState]:
    """Lanes as they were taken, so that one at a time is a staircase; those never started stay below."""
    return sorted(state.targets.values(), key=lambda target: (target.started is None, target.started or 0))


def _note(target: TargetState, state: DeploymentState) -> str:
    glyph = _GLYPHS[target.status]
    if target.status is TargetStatus.FAILED and target.records:
        last = target.records[-1]
        if last.cause is Cause.INTERRUPTED:
            return f"{glyph} cut short at {last.name}"
        return f"{glyph} failed {last.name} ({last.error})"
    if target.status is TargetStatus.SUCCEEDED:
        receives = target.label is state.created.groups[0].label
        return f"{glyph} {state.created.revision}" if receives else f"{glyph} out of traffic"
    return f"{glyph} {target.status.lower()}"


def _rest(targets: list[TargetState]) -> str:
    counts: dict[TargetStatus, int] = {}
    for target in targets:
        counts[target.status] = counts.get(target.status, 0) + 1
    told = ", ".join(f"{count} {status.lower()}" for status, count in counts.items())
    return f"and {len(targets)} more: {told}"


class _Scale:
    """Maps a deployment's time onto columns."""

    def __init__(self, state: DeploymentState, columns: int) -> None:
        self.begin = state.created.at
        self.end = max(state.ended or self.begin, self.begin)
        self.columns = columns

    def column(self, time: int) -> int:
        """The column a time falls into, 0 to ``columns``."""
        span = self.end - self.begin
        return self.columns if not span else round((time - self.begin) * self.columns / span)

    def time(self, column: int) -> int:
        """The middle of a column's time."""
        return self.begin + (2 * column + 1) * (self.end - self.begin) // (2 * self.columns)

    def lane(self, target: TargetState) -> str:
        """The target's own time as a bar, ending in its fate."""
        if target.started is None:
            return " " * self.columns
        first = min(self.column(target.started), self.columns - 1)
        last = max(self.column(target.ended if target.ended is not None else self.end), first + 1)
        bar = "█" * (last - first)
        if target.status is TargetStatus.FAILED:
            bar = bar[:-1] + "✗"
        return f"{' ' * first}{bar}".ljust(self.columns)

    def axis(self) -> str:
        """When it began and ended."""
        left, right = clock(self.begin), clock(self.end)
        return f"{left}{right:>{max(1, self.columns - len(left))}}"


def _healthy(timeline: Timeline, state: DeploymentState, scale: _Scale) -> str:
    size = max(1, state.size)
    curve = []
    for column in range(scale.columns):
        seen = timeline.at_time(scale.time(column))
        healthy = next((each.healthy for each in seen.deployments if each.id == state.id), 0)
        curve.append("·" if healthy <= 0 else _BARS[min(7, (8 * healthy - 1) // size)])
    return "".join(curve)


def _traffic(state: DeploymentState, scale: _Scale) -> str:
    curve = []
    for column in range(scale.columns):
        percent = 0
        for time, share in state.shifts:
            if time <= scale.time(column):
                percent = share
        curve.append("·" if not percent else _BARS[min(7, (8 * percent - 1) // 100)])
    return "".join(curve)


def _fleet_line(timeline: Timeline) -> str:
    counts: dict[str, int] = {}
    for host in timeline.end.hosts.values():
        if host.in_group:
            key = f"{host.revision or 'nothing'} {host.health.lower()}"
            counts[key] = counts.get(key, 0) + 1
    return "fleet: " + (", ".join(f"{count} on {key}" for key, count in sorted(counts.items())) or "empty")


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return wrap(text, width, subsequent_indent=indent, drop_whitespace=True) or [""]
