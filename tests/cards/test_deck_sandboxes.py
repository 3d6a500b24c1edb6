"""The blocks to watch in the shipped notes: each is a valid scenario, runs to its end, and ends as its card says."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from hashq.notes.parser import parse_note
from hashq.sandbox.configurations import predefined
from hashq.sandbox.model import ComputePlatform, DeploymentStatus, ErrorCode, Health, TargetStatus
from hashq.sandbox.scenario import parse_scenario
from hashq.sandbox.timeline import run

CARDS = Path(__file__).parents[2] / "cards"
BLOCK = re.compile(r"^```sandbox\n(.*?)^```", re.MULTILINE | re.DOTALL)
OUTCOME = re.compile(r"(Succeeded|Failed|Stopped)\b")


@dataclass(frozen=True)
class Watched:
    """A card and the block in its answer."""

    question: str
    says: str
    """The right option's text, or how the answer begins."""
    block: str


def read_blocks() -> list[Watched]:
    """Every block of the shipped deck, with its card."""
    found = []
    for path in sorted(CARDS.glob("CodeDeploy/*.md")):
        for card in parse_note(path.read_text(encoding="utf-8"), str(path)).cards:
            says = " ".join(option.text for option in card.options if option.label in card.key)
            found += [
                Watched(card.question, says or card.answer, block) for block in BLOCK.findall(card.answer)
            ]
    return found


BLOCKS = read_blocks()


def scenario_of(block: str):
    """The block's scenario, which must be without a problem."""
    parsed = parse_scenario(block)
    assert [problem.message for problem in parsed.problems] == []
    assert parsed.scenario
    return parsed.scenario


def last_snapshot(block: str, configuration: str | None = None):
    """The world when everything has happened."""
    scenario = scenario_of(block)
    if configuration:
        scenario = replace(scenario, configuration=predefined(configuration), compare=())
    timeline = run(scenario)
    return timeline.at(len(timeline))


def the(opening: str) -> str:
    """The block of the card whose question begins like this."""
    (found,) = [watched.block for watched in BLOCKS if watched.question.startswith(opening)]
    return found


def statuses(opening: str) -> list[tuple[str, DeploymentStatus]]:
    """Revision and final status of every deployment the card's block makes, in order."""
    return [(made.created.revision, made.status) for made in last_snapshot(the(opening)).deployments]


def test_there_is_enough_to_watch() -> None:
    assert len(BLOCKS) >= 20


@pytest.mark.parametrize("watched", BLOCKS, ids=lambda watched: watched.question[:50])
def test_a_block_is_a_named_scenario_that_runs_to_its_end(watched: Watched) -> None:
    scenario = scenario_of(watched.block)
    assert scenario.name
    for configuration in scenario.compare or (scenario.configuration,):
        timeline = run(replace(scenario, configuration=configuration, compare=()))
        ended = {DeploymentStatus.SUCCEEDED, DeploymentStatus.FAILED, DeploymentStatus.STOPPED}
        assert {made.status for made in timeline.at(len(timeline)).deployments} <= ended


@pytest.mark.parametrize(
    "watched",
    [found for found in BLOCKS if OUTCOME.match(found.says)],
    ids=lambda watched: watched.question[:50],
)
def test_a_deployment_ends_as_its_card_predicts(watched: Watched) -> None:
    predicted = OUTCOME.match(watched.says)
    assert predicted
    first = last_snapshot(watched.block).deployments[0]
    assert first.status.value == predicted[1]


def test_the_race_of_three_has_the_outcomes_the_deck_teaches() -> None:
    block = the("How do the three predefined server configurations")
    ends = {
        name: last_snapshot(block, name).deployments[0].status
        for name in ("OneAtATime", "HalfAtATime", "AllAtOnce")
    }
    assert ends == {
        "OneAtATime": DeploymentStatus.FAILED,
        "HalfAtATime": DeploymentStatus.SUCCEEDED,
        "AllAtOnce": DeploymentStatus.SUCCEEDED,
    }


def test_a_minimum_that_cannot_be_met_starts_nothing() -> None:
    (made,) = last_snapshot(the("A minimum of 75% on a fleet of three")).deployments
    assert made.error
    assert made.error.code is ErrorCode.HEALTH_CONSTRAINTS_INVALID
    assert {target.started for target in made.targets.values()} == {None}


def test_the_first_half_failing_leaves_none_on_the_new_revision() -> None:
    (made,) = last_snapshot(the("`HalfAtATime`, nine instances; the first four fail")).deployments
    assert made.counts.get(TargetStatus.SUCCEEDED, 0) == 0


def test_the_failed_instance_is_the_first_of_the_next_deployment() -> None:
    failed, following = last_snapshot(the("Where does a deployment begin after one that failed")).deployments
    (broken,) = [name for name, target in failed.targets.items() if target.status is TargetStatus.FAILED]
    starts = {
        name: target.started for name, target in following.targets.items() if target.started is not None
    }
    assert min(starts, key=lambda name: starts[name]) == broken


def test_a_broken_application_stop_defeats_the_corrected_bundle_too() -> None:
    assert statuses("The `ApplicationStop` script on the instances is broken") == [
        ("v2", DeploymentStatus.FAILED),
        ("v3", DeploymentStatus.FAILED),
    ]


def test_an_enabled_rollback_brings_the_old_revision_back() -> None:
    for opening, first in (
        ("Which events can trigger an automatic rollback", DeploymentStatus.FAILED),
        ("What does a CloudWatch alarm do to a running deployment", DeploymentStatus.STOPPED),
        ("`OneAtATime`, five instances, rollback on failure", DeploymentStatus.FAILED),
    ):
        assert statuses(opening) == [("v2", first), ("v1", DeploymentStatus.SUCCEEDED)]
        hosts = last_snapshot(the(opening)).hosts.values()
        assert {(host.revision, host.health) for host in hosts} == {("v1", Health.HEALTHY)}


def test_the_wrong_trigger_stops_without_a_rollback() -> None:
    assert statuses("An alarm goes off in mid-deployment") == [("v2", DeploymentStatus.STOPPED)]


def test_the_canary_under_an_alarm_gives_all_traffic_back() -> None:
    snapshot = last_snapshot(the("An alarm goes off while a canary"))
    assert snapshot.deployments[0].shifts[0][1] == 10
    assert snapshot.deployments[0].status is DeploymentStatus.STOPPED
    assert scenario_of(the("An alarm goes off while a canary")).platform is ComputePlatform.LAMBDA


def test_the_format_page_s_example_of_every_key_is_valid() -> None:
    page = (CARDS / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert scenario_of(example).name
    for block in re.findall(r"^```sandbox\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        scenario_of(block)
