"""The agent on an instance: when it next asks for work, and when a command it gets will have started and ended.

An idle poll is arithmetic: nothing here is called while there is no work. Knows one agent and one command at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from hashq.sandbox.events import Cause
from hashq.sandbox.machine import EVENT_TIMEOUT, START_TIMEOUT, Report
from hashq.sandbox.model import SECOND, Agent, LifecycleErrorCode, LifecycleEventStatus

POLL_INTERVAL = 1 * SECOND
"""``wait_between_runs`` as the agent's package ships it."""
LONGEST_BACK_OFF = 90 * SECOND
"""An agent whose polls fail waits twice as long each time, up to this."""


@dataclass(frozen=True, slots=True)
class Polling:
    """When one agent polls."""

    phase: int = 0
    """Its first poll, milliseconds after the simulation began."""
    interval: int = POLL_INTERVAL
    errors_until: int = 0
    """Polls before this time fail and back off."""

    def next_poll(self, at: int) -> int:
        """The first successful poll at or after ``at``."""
        first = self._recovered()
        if at <= first:
            return first
        return first + -(-(at - first) // self.interval) * self.interval

    def polls(self, until: int) -> int:
        """How many polls succeeded up to and including ``until``."""
        first = self._recovered()
        return 0 if until < first else (until - first) // self.interval + 1

    def failed_polls(self, until: int) -> int:
        """How many polls failed up to and including ``until``."""
        growing = [poll for poll in self._backing_off() if poll < self.errors_until]
        failed = sum(poll <= until for poll in growing)
        if len(growing) == len(self._backing_off()):
            rest = min(until, self.errors_until - 1) - growing[-1]
            failed += max(0, rest // LONGEST_BACK_OFF)
        return failed

    def _backing_off(self) -> list[int]:
        """The polls from the first one on until none is later than the one before by more than the longest pause."""
        polls, pause = [self.phase], self.interval
        while pause < LONGEST_BACK_OFF:
            pause = min(2 * pause, LONGEST_BACK_OFF)
            polls.append(polls[-1] + pause)
        return polls

    def _recovered(self) -> int:
        polls = self._backing_off()
        missing = self.errors_until - polls[-1]
        if missing > 0:
            return polls[-1] + -(-missing // LONGEST_BACK_OFF) * LONGEST_BACK_OFF
        return next(poll for poll in polls if poll >= self.errors_until)


class Answer(NamedTuple):
    """What will come of one command."""

    started: int | None
    """When the agent takes it; None when it never does."""
    ended: int
    """When the service learns how it ended: from the agent, or from its own clock."""
    report: Report


NOT_STARTED = Report(LifecycleEventStatus.FAILED, LifecycleErrorCode.UNKNOWN_ERROR, Cause.NOT_STARTED)
"""The service's verdict on a command nobody took within five minutes."""
NOT_FINISHED = Report(LifecycleEventStatus.FAILED, LifecycleErrorCode.UNKNOWN_ERROR, Cause.NOT_FINISHED)
"""The service's verdict on an event that did not end within an hour."""


def answer(agent: Agent, polling: Polling, at: int, duration: int, report: Report) -> Answer:
    """What comes of a command issued at ``at`` that takes ``duration`` and would end with ``report``.

    An agent that falls silent before taking it is noticed after five minutes; inside an event, only after an hour.
    """
    start = polling.next_poll(at)
    silent_from = agent.answers_until
    if start > at + START_TIMEOUT or (silent_from is not None and start >= silent_from):
        return Answer(None, at + START_TIMEOUT, NOT_STARTED)
    if duration > EVENT_TIMEOUT or (silent_from is not None and start + duration > silent_from):
        return Answer(start, start + EVENT_TIMEOUT, NOT_FINISHED)
    return Answer(start, start + duration, report)
