"""What a person does to deployments while they run: fail, stop, alarm, approve, deploy, and take it back.

Every act happens at the present moment; what has happened stays as it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashq.sandbox.events import RequestRefused
from hashq.sandbox.model import DeploymentStatus, TargetStatus
from hashq.sandbox.scenario_model import Action, Do
from hashq.tui.race.bodies import status_of
from hashq.tui.screens.sandbox_clock import ClockScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashq.sandbox.timeline import Timeline
    from hashq.study.experiment import Experiment
    from hashq.tui.keys import Action as KeyAction


class ActingScreen(ClockScreen):
    """A screen on which one can act."""

    experiment: Experiment

    def perform(self, experiment: Experiment, at: int | None) -> None:
        """Run an experiment and watch it from ``at`` on."""
        raise NotImplementedError

    def _act(
        self,
        do: Do,
        step: str,
        *,
        target: str | None = None,
        revision: str | None = None,
        rollback: bool | None = None,
    ) -> None:
        now = self.player.playhead.time
        action = Action(now, do, target, revision=revision, rollback=rollback)
        self.perform(self.experiment.act(action, step), now)

    def refusals(self, timelines: tuple[Timeline, ...], at: int) -> list[str]:
        """Why each new run refuses what was asked at ``at``; empty where it takes it."""
        reasons = []
        for old, new in zip(self.player.stage.timelines, timelines, strict=False):
            told = _refused(new, at)
            reasons.append(told[-1].reason if len(told) > len(_refused(old, at)) else "")
        return reasons

    def action_fail(self) -> None:
        """The chosen instance fails here and now, or when its turn comes."""
        chosen = self.player.chosen
        if chosen is None:
            self.program.say("There is no instance to fail.")
            return
        waits = status_of(self.player.world, chosen) is TargetStatus.PENDING
        when = " when its turn comes" if waits else ""
        self._act(Do.FAIL, f"{chosen} fails{when}", target=chosen)

    def action_stop(self) -> None:
        """Stop the deployment; whether it is rolled back is left to the group's settings."""
        self._act(Do.STOP, "the deployment is asked to stop")

    def action_stop_back(self) -> None:
        """Stop the deployment and roll it back."""
        self._act(Do.STOP, "the deployment is asked to stop and roll back", rollback=True)

    def action_alarm(self) -> None:
        """Raise the alarm, or clear it."""
        if self.player.world.alarm:
            self._act(Do.CLEAR, "the alarm is cleared")
        else:
            self._act(Do.ALARM, "the alarm goes off")

    def action_approve(self) -> None:
        """Let traffic move to the replacements."""
        self._act(Do.APPROVE, "the reroute is approved")

    def action_reject(self) -> None:
        """Do not let traffic move."""
        self._act(Do.REJECT, "the reroute is rejected")

    def action_redeploy(self) -> None:
        """Deploy the last successful revision again."""
        self._act(Do.REDEPLOY, "a deployment of the last successful revision is created")

    def action_deploy(self) -> None:
        """Deploy a new revision; instances that failed go first."""
        revision = next_revision([each.created.revision for each in self.player.world.deployments])
        self._act(Do.DEPLOY, f"a deployment of {revision} is created", revision=revision)

    def action_undo(self) -> None:
        """Take the last act or change back."""
        before = self.experiment.undo()
        if before is None:
            self.program.say("There is nothing to take back.")
            return
        same = before.scenario == self.experiment.scenario
        self.program.say(f"Taken back: {self.experiment.step}.")
        self.perform(before, self.player.playhead.time if same else None)

    def actions(self) -> Iterable[KeyAction]:
        """What the footer offers; while a reroute waits for a person, the decision comes first."""
        usual = super().actions()
        if not self.awaits_approval:
            return usual
        decisions = [self.program.keys.find(f"{self.PLACE}.{name}") for name in ("approve", "reject")]
        return (*decisions, *usual)

    @property
    def awaits_approval(self) -> bool:
        """Whether the chosen deployment waits for a person."""
        state = self.player.world.current
        return state is not None and state.status is DeploymentStatus.READY


def _refused(timeline: Timeline, at: int) -> list[RequestRefused]:
    events = timeline.events[timeline.first_at(at) : timeline.count_at(at)]
    return [event for event in events if isinstance(event, RequestRefused)]


def next_revision(deployed: list[str]) -> str:
    """A name nobody used yet: ``v3`` after ``v2``."""
    numbers = [int(found[1]) for name in deployed if (found := re.fullmatch(r"v([0-9]{1,6})", name))]
    return f"v{max(numbers, default=2) + 1}"
