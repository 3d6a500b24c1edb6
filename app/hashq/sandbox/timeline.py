"""A run that can be scrubbed: all its events, and the world after any of them.

Views accept a timeline and nothing else, so that what is shown cannot differ from what happened. Keeps checkpoints of the
fold, so that every moment is near one. Frozen to its users.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from hashq.sandbox.collector import uncollected
from hashq.sandbox.events import ReplacementsLaunched
from hashq.sandbox.simulation import simulate
from hashq.sandbox.world import first_world

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashq.sandbox.events import Event
    from hashq.sandbox.scenario_model import Action, Scenario
    from hashq.sandbox.snapshot import Snapshot
    from hashq.sandbox.world import World

CHECKPOINT_EVERY = 2_048
"""Events between two checkpoints: folding so many takes a few milliseconds."""


class Timeline:
    """All events of one run, and the world at each."""

    def __init__(self, scenario: Scenario, events: Iterable[Event]) -> None:
        """``events`` are those of a simulation of ``scenario``, in order."""
        self.scenario = scenario
        self.events = tuple(events)
        self._times = [event.at for event in self.events]
        self._checkpoints: list[World] = []
        with uncollected():
            world = self._fold_all(first_world(scenario))
        self.end = world.snapshot()
        """The world after the last event."""
        self._healthy: list[tuple[int, int]] = []
        self._seen: tuple[int, Snapshot] = (len(self.events), self.end)

    def __len__(self) -> int:
        """How many events there are."""
        return len(self.events)

    @property
    def duration(self) -> int:
        """Time of the last event, milliseconds."""
        return self._times[-1] if self._times else 0

    def at(self, count: int) -> Snapshot:
        """The world after the first ``count`` events; 0 is before everything, more than there are is the end."""
        count = min(max(count, 0), len(self.events))
        if self._seen[0] != count:
            self._seen = (count, self._fold(count))
        return self._seen[1]

    def at_time(self, time: int) -> Snapshot:
        """The world at a time, everything that happens in that very millisecond included."""
        return self.at(self.count_at(time))

    def count_at(self, time: int) -> int:
        """How many events happened up to and including a time."""
        return bisect_right(self._times, time)

    def healthy_at(self, count: int) -> int:
        """Healthy targets of the latest deployment after the first ``count`` events; 0 before the first deployment."""
        if not self._healthy:
            self._healthy = self._healthy_changes()
        return self._healthy[bisect_right(self._healthy, count, key=itemgetter(0)) - 1][1]

    def _healthy_changes(self) -> list[tuple[int, int]]:
        """(events applied, healthy then), one entry for each change; folded once more, when somebody asks."""
        changes = [(0, 0)]
        world = first_world(self.scenario)
        for count, event in enumerate(self.events, 1):
            world.apply(event)
            if world.healthy != changes[-1][1]:
                changes.append((count, world.healthy))
        return changes

    def launch_of(self, target: str, now: int) -> int:
        """When an instance that runs at ``now`` began to: replacements are launched, all others run from the beginning."""
        waves = (at for at, ids in self._launches if target in ids and at <= now)
        return max(waves, default=0)

    @cached_property
    def _launches(self) -> tuple[tuple[int, frozenset[str]], ...]:
        """(when, whom) for each replacement fleet."""
        waves = (event for event in self.events if isinstance(event, ReplacementsLaunched))
        return tuple((wave.at, frozenset(host.id for host in wave.hosts)) for wave in waves)

    def first_at(self, time: int) -> int:
        """How many events happened before a time: the index of the first that did not."""
        return bisect_left(self._times, time)

    def _fold_all(self, world: World) -> World:
        self._checkpoints.append(world.copy())
        apply = world.apply
        for begin in range(0, len(self.events), CHECKPOINT_EVERY):
            if begin:
                self._checkpoints.append(world.copy())
            for event in self.events[begin : begin + CHECKPOINT_EVERY]:
                apply(event)
        return world

    def _fold(self, count: int) -> Snapshot:
        nearest = min(count // CHECKPOINT_EVERY, len(self._checkpoints) - 1)
        world = self._checkpoints[nearest].copy()
        for event in self.events[nearest * CHECKPOINT_EVERY : count]:
            world.apply(event)
        return world.snapshot()


def run(scenario: Scenario, seed: int | None = None, actions: Iterable[Action] = ()) -> Timeline:
    """Simulate a scenario and fold what happened."""
    seeded = scenario if seed is None else replace(scenario, seed=seed)
    return Timeline(seeded, simulate(seeded, actions=actions))
