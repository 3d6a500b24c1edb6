"""A scenario and what a person does to it: act now, change it, take the last step back. The past never changes.

A frozen value; running it is ``study/lab.py``'s business. Knows no screen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hashq.study.lab import compare

if TYPE_CHECKING:
    from hashq.sandbox.scenario_model import Action, Scenario
    from hashq.sandbox.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Experiment:
    """One state of an experiment, and the one before it."""

    scenario: Scenario
    actions: tuple[Action, ...] = ()
    """What the person did while watching, in the order of the simulated time."""
    step: str = ""
    """What the last step did, for the message when it is taken back; empty at the beginning."""
    before: Experiment | None = None
    """The experiment without its last step; None at the beginning."""

    def act(self, action: Action, step: str) -> Experiment:
        """With one more action. What was done at later times of another future is left out."""
        earlier = tuple(each for each in self.actions if each.at <= action.at)
        return replace(self, actions=(*earlier, action), step=step, before=self)

    def change(self, scenario: Scenario, step: str) -> Experiment:
        """Another scenario from the beginning, without the actions."""
        return Experiment(scenario, (), step, self)

    def undo(self) -> Experiment | None:
        """Without the last step; None when there is none."""
        return self.before

    def run(self) -> tuple[Timeline, ...]:
        """One run for each configuration."""
        return compare(self.scenario, self.actions)

    def recorded(self) -> Scenario:
        """One scenario that holds the actions too, to be kept and shared."""
        return replace(self.scenario, actions=(*self.scenario.actions, *self.actions))
