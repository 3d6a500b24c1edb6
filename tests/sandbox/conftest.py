"""What the tests of the sandbox share: scenarios written as people write them, played to their end."""

from __future__ import annotations

from collections import Counter

import pytest

from hashq.sandbox.scenario import parse_scenario
from hashq.sandbox.timeline import Timeline, run


class Played:
    """A run with the few questions most tests ask."""

    def __init__(self, timeline: Timeline):
        self.timeline = timeline
        self.end = timeline.end

    @property
    def deployments(self):
        return self.end.deployments

    @property
    def first(self):
        return self.deployments[0]

    def status(self, number=0):
        return str(self.deployments[number].status)

    def code(self, number=0):
        error = self.deployments[number].error
        return str(error.code) if error else None

    def overview(self, number=0):
        """Targets by status, those with none left out."""
        return {str(status): count for status, count in self.deployments[number].counts.items() if count}

    def order(self, number=0):
        """Ids in the order in which they were started."""
        return [
            event.target
            for event in self.timeline.events
            if type(event).__name__ == "TargetStarted" and event.deployment == self.deployments[number].id
        ]

    def fleet(self):
        """(revision, health) and how many have it."""
        return Counter((host.revision, str(host.health)) for host in self.end.hosts.values() if host.in_group)

    def record(self, target, event, number=0):
        records = self.deployments[number].targets[target].records
        return next((record for record in records if record.name == event), None)


@pytest.fixture(scope="session")
def play():
    """Plays a scenario's text."""

    def _play(text: str, **keywords) -> Played:
        parsed = parse_scenario(text)
        assert parsed.scenario is not None, parsed.problems
        return Played(run(parsed.scenario, **keywords))

    return _play
