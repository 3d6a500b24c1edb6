"""What a person says will happen, and what did: each part judged, and explained by the rule that decided it.

Judges by a timeline's events and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashq.sandbox import rules
from hashq.sandbox.events import DeploymentEnded, RollbackImpossible, RolloutHalted
from hashq.sandbox.model import ComputePlatform, Creator, DeploymentStatus, DeploymentType, TargetStatus
from hashq.sandbox.narrate import narrate

if TYPE_CHECKING:
    from hashq.sandbox.events import Event
    from hashq.sandbox.rules import Rule
    from hashq.sandbox.snapshot import DeploymentState
    from hashq.sandbox.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a person says before the run."""

    status: DeploymentStatus
    """How the first deployment ends."""
    on_new: int
    """How many instances run the new revision when all is over; on Lambda and ECS, per cent of the traffic."""
    rolls_back: bool
    """Whether a rollback follows."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One part of a prediction beside the truth."""

    question: str
    said: str
    truth: str
    because: str
    """What decided it, as the sandbox tells it."""
    rule: Rule

    @property
    def right(self) -> bool:
        """Whether it came as predicted."""
        return self.said == self.truth


def outcome_of(timeline: Timeline) -> Prediction:
    """What in truth happens in a run."""
    first = timeline.end.deployments[0]
    return Prediction(first.status, _on_new(timeline), _rolled_back(timeline))


def judge(prediction: Prediction, timeline: Timeline) -> tuple[Judgement, ...]:
    """Every part of a prediction, judged by the run to its end."""
    truth = outcome_of(timeline)
    return (
        _judgement(
            "How does the deployment end?", str(prediction.status), str(truth.status), _deciding(timeline)
        ),
        _judgement(
            on_new_question(timeline), str(prediction.on_new), str(truth.on_new), _what_stays(timeline, truth)
        ),
        _judgement(
            "Is it rolled back?",
            _yes(prediction.rolls_back),
            _yes(truth.rolls_back),
            _about_rollback(timeline),
        ),
    )


def on_new_question(timeline: Timeline) -> str:
    """The second question, in the words of the platform."""
    revision = timeline.scenario.revision
    if not _shifts(timeline):
        return f"How many instances run {revision} at the end?"
    return f"How many per cent of the traffic go to {revision} at the end?"


def largest_on_new(timeline: Timeline) -> int:
    """The largest answer the second question can have."""
    return 100 if _shifts(timeline) else len(timeline.scenario.instances)


def _shifts(timeline: Timeline) -> bool:
    """Whether traffic moves instead of instances being updated."""
    return timeline.scenario.platform is not ComputePlatform.SERVER


def _judgement(question: str, said: str, truth: str, why: tuple[str, Rule]) -> Judgement:
    return Judgement(question, said, truth, *why)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _on_new(timeline: Timeline) -> int:
    world, revision = timeline.end, timeline.scenario.revision
    if not _shifts(timeline):
        return sum(host.revision == revision and host.in_group for host in world.hosts.values())
    return dict(world.serving).get(revision, 0)


def _rolled_back(timeline: Timeline) -> bool:
    return any(state.created.creator is Creator.ROLLBACK for state in timeline.end.deployments)


def _told(timeline: Timeline, event: Event) -> tuple[str, Rule]:
    told = narrate(event, timeline.scenario.platform)
    return told.sentence, told.rule


def _deciding(timeline: Timeline) -> tuple[str, Rule]:
    """The halt that made it fail, or its end."""
    first = timeline.end.deployments[0].id
    for event in timeline.events:
        if isinstance(event, RolloutHalted) and event.deployment == first:
            return _told(timeline, event)
    return _told(
        timeline,
        next(
            each for each in timeline.events if isinstance(each, DeploymentEnded) and each.deployment == first
        ),
    )


def _what_stays(timeline: Timeline, truth: Prediction) -> tuple[str, Rule]:
    first, last = timeline.end.deployments[0], timeline.end.deployments[-1]
    shifts = _shifts(timeline)
    if last.created.revision != first.created.revision and last.created.rollback_of is None:
        return f"A later deployment brought {last.created.revision}.", rules.STATUS
    if truth.rolls_back:
        return _brought_back(last)
    if first.status is DeploymentStatus.SUCCEEDED:
        return _succeeded(first.counts[TargetStatus.FAILED], first.created.revision, shifts=shifts)
    if shifts:
        return "Traffic stays where it was when the deployment ended.", rules.AT_ONCE
    if timeline.scenario.group.type is DeploymentType.BLUE_GREEN:
        return "Replacements join the group only when the deployment succeeds.", rules.REPLACEMENTS
    took = f"{truth.on_new} had taken" if truth.on_new else "Nobody had taken"
    return f"{took} {first.created.revision} by then.", rules.MIXED


def _brought_back(back: DeploymentState) -> tuple[str, Rule]:
    if back.status is DeploymentStatus.SUCCEEDED:
        return f"The rollback brought {back.created.revision} again.", rules.ROLLBACK
    return f"The rollback ended {back.status}: what it did not reach stays as it was.", rules.MIXED


def _succeeded(failed: int, revision: str, *, shifts: bool) -> tuple[str, Rule]:
    if not failed:
        everyone = "All traffic goes to" if shifts else "Every instance took"
        return f"{everyone} {revision}.", rules.SUCCESS
    kept = "it had" if failed == 1 else "they had"
    return f"{failed} failed and kept what {kept}.", rules.SUCCESS


def _about_rollback(timeline: Timeline) -> tuple[str, Rule]:
    for event in timeline.events:
        if isinstance(event, RollbackImpossible):
            return _told(timeline, event)
    if _rolled_back(timeline):
        return "The group answers this with a rollback.", rules.ROLLBACK
    if timeline.end.deployments[0].status is DeploymentStatus.SUCCEEDED:
        return "There was nothing to roll back.", rules.ROLLBACK
    enabled = sorted(str(each) for each in timeline.scenario.group.rollback)
    return f"Enabled for a rollback: {', '.join(enabled) or 'nothing'}.", rules.ROLLBACK
