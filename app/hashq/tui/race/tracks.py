"""Every target's way through a run: its lifecycle events as spans, and what became of it.

Read from a timeline's events alone. A span knows the indices of its events, so that it can be shown as of any of them.
Built target by target when asked, since a fleet may be large.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from hashq.sandbox import events as happened
from hashq.sandbox.model import ComputePlatform, Label, LifecycleEventStatus, TargetStatus
from hashq.sandbox.scripts_log import hook_logs

if TYPE_CHECKING:
    from hashq.sandbox.scripts_log import HookLog
    from hashq.sandbox.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Span:
    """One lifecycle event on one target."""

    name: str
    start: int
    """Milliseconds."""
    start_index: int
    """Of the event that started it."""
    end: int
    """Milliseconds; the end of the run when it never ended."""
    end_index: int
    """Of the event that ended it; one past the last when it never ended."""
    failed: bool
    rollback: bool
    """Whether the deployment it belongs to rolls another back."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A target reached a status that ends its part in a deployment."""

    at: int
    index: int
    status: TargetStatus


@dataclass(frozen=True, slots=True)
class Track:
    """All that happened on one target."""

    id: str
    spans: tuple[Span, ...]
    turns: tuple[Turn, ...]


class Tracks:
    """The tracks of one run, in the order in which its first deployment takes the targets."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._indices: dict[str, list[int]] = {}
        self._labels: dict[str, Label | None] = {}
        self._rollbacks: set[str] = set()
        for index, event in enumerate(timeline.events):
            self._note(index, event)
        self._built: dict[str, Track] = {}
        self._logs: dict[str, tuple[HookLog, ...]] = {}
        self._shares = self._shifts()
        self.ids: tuple[str, ...] = tuple(self._indices)
        """Every target that any deployment of the run has."""

    def __len__(self) -> int:
        """How many targets there are."""
        return len(self.ids)

    def label(self, target: str) -> Label | None:
        """Blue or green; None outside blue/green."""
        return self._labels[target]

    def track(self, target: str) -> Track:
        """What happens on one target, from beginning to end."""
        if target not in self._built:
            self._built[target] = self._build(target)
        return self._built[target]

    def log(self, target: str) -> tuple[HookLog, ...]:
        """All that the target's agent ever writes, event by event."""
        if target not in self._logs:
            own = ((index, self._timeline.events[index]) for index in self._indices[target])
            kinds = (happened.LifecycleEventStarted, happened.LifecycleEventEnded)
            told = [(index, event) for index, event in own if isinstance(event, kinds)]
            self._logs[target] = hook_logs(self._timeline.scenario, told)
        return self._logs[target]

    def share_after(self, count: int) -> int:
        """Per cent of production traffic on the first deployment's revision after ``count`` events."""
        return self._shares[bisect_right(self._shares, count, key=itemgetter(0)) - 1][1]

    def _shifts(self) -> list[tuple[int, int]]:
        """(events that have happened, share then), one for each shift of production traffic."""
        events = self._timeline.events
        first = next((event for event in events if isinstance(event, happened.DeploymentCreated)), None)
        shares = [(0, 0)]
        if first is None or self._timeline.scenario.platform is ComputePlatform.SERVER:
            return shares
        for index, event in enumerate(events):
            if isinstance(event, happened.TrafficShifted) and not event.test:
                serving = dict(self._timeline.at(index + 1).serving)
                shares.append((index + 1, serving.get(first.revision, 0)))
        return shares

    def _note(self, index: int, event: object) -> None:
        if isinstance(event, happened.DeploymentCreated):
            if event.rollback_of is not None:
                self._rollbacks.add(event.deployment)
            for group in event.groups:
                for target in group.targets:
                    self._indices.setdefault(target, [])
                    self._labels[target] = group.label
        elif isinstance(event, happened.TargetsSkipped):
            for target in event.targets:
                self._indices.setdefault(target, []).append(index)
        elif isinstance(
            event, (happened.LifecycleEventStarted, happened.LifecycleEventEnded, happened.TargetEnded)
        ):
            self._indices.setdefault(event.target, []).append(index)

    def _build(self, target: str) -> Track:
        spans: list[Span] = []
        turns: list[Turn] = []
        begun: dict[str, int] = {}
        for index in self._indices[target]:
            event = self._timeline.events[index]
            if isinstance(event, happened.LifecycleEventStarted):
                begun[event.name] = index
            elif isinstance(event, happened.LifecycleEventEnded):
                spans.append(self._span(event, begun.pop(event.name, index), index))
            elif isinstance(event, happened.TargetEnded):
                turns.append(Turn(event.at, index, event.status))
            else:
                turns.append(Turn(event.at, index, TargetStatus.SKIPPED))
        spans.extend(self._open_span(first) for first in begun.values())
        return Track(target, tuple(spans), tuple(turns))

    def _span(self, event: happened.LifecycleEventEnded, first: int, last: int) -> Span:
        start = event.at if event.started is None else event.started
        failed = event.status is LifecycleEventStatus.FAILED
        return Span(event.name, start, first, event.at, last, failed, event.deployment in self._rollbacks)

    def _open_span(self, first: int) -> Span:
        event = self._timeline.events[first]
        if not isinstance(event, happened.LifecycleEventStarted):
            raise TypeError("only a lifecycle event opens a span")
        last, rollback = len(self._timeline), event.deployment in self._rollbacks
        return Span(
            event.name, event.at, first, self._timeline.duration, last, failed=False, rollback=rollback
        )
