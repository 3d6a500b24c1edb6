"""Scrubbing: the world after any number of events, at any time, from the nearest checkpoint."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from hashq.sandbox import timeline as timelines
from hashq.sandbox.configurations import predefined
from hashq.sandbox.model import DeploymentStatus, TargetStatus
from hashq.sandbox.scenario_model import Scenario, uniform_fleet
from hashq.sandbox.timeline import run
from hashq.sandbox.world import first_world


@pytest.fixture(scope="module")
def large():
    """More events than lie between two checkpoints."""
    scenario = Scenario(instances=uniform_fleet(400), configuration=predefined("HalfAtATime"))
    played = run(scenario)
    assert len(played) > 2 * timelines.CHECKPOINT_EVERY
    return played


def fold(scenario, events):
    world = first_world(scenario)
    for event in events:
        world.apply(event)
    return world.snapshot()


@pytest.mark.parametrize("offset", [-1, 0, 1])
def test_around_a_checkpoint_the_world_is_the_fold(large, offset):
    count = timelines.CHECKPOINT_EVERY + offset
    assert large.at(count) == fold(large.scenario, large.events[:count])


def test_before_everything_there_is_a_fleet_and_no_deployment(large):
    start = large.at(0)
    assert (start.deployments, len(start.hosts), start.time) == ((), 400, 0)


def test_beyond_the_end_is_the_end(large):
    assert large.at(10**9) == large.end
    assert large.at_time(10**12) == large.end


def test_a_time_includes_everything_of_its_millisecond(large):
    seen = large.at_time(0)
    assert seen.current.counts[TargetStatus.IN_PROGRESS] == 200
    assert large.first_at(0) == 0


def test_looking_back_does_not_change_what_was_seen(large):
    end = large.end
    large.at(17)
    large.at(3_000)
    assert large.end == end == large.at(len(large))


def test_an_earlier_snapshot_knows_nothing_of_a_later_rollback(play):
    played = play("fleet: 2\nfail: ['#1']\nrollback: [DEPLOYMENT_FAILURE]").timeline
    created = next(n for n, event in enumerate(played.events) if getattr(event, "rollback_of", None))
    assert played.at(created).deployments[0].rolled_back_by is None
    assert played.at(created + 1).deployments[0].rolled_back_by == played.end.deployments[1].id


def test_a_snapshot_cannot_be_changed(large):
    with pytest.raises(FrozenInstanceError):
        large.end.time = 3
    with pytest.raises(TypeError):
        large.end.hosts["i-1"] = None


def test_the_deployment_runs_between_its_ends(large):
    middle = large.at_time(large.duration // 2).current
    assert (middle.status, middle.error) == (DeploymentStatus.IN_PROGRESS, None)
