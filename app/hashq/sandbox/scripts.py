"""What a revision's AppSpec makes of its lifecycle events: what runs, how long it takes, and how it ends.

Owns the order of scripts inside one event, their timeouts, and where a failure strikes. Knows no instance and no
deployment. On servers: scripts run in the order of the list and the first failure ends the event; a missing script is found
only when its turn comes; an event without scripts is acknowledged and runs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashq.sandbox.appspec import parse_appspec
from hashq.sandbox.model import SECOND, LifecycleErrorCode

if TYPE_CHECKING:
    from hashq.problems import Problem
    from hashq.sandbox.appspec_model import AppSpec, Script

_FOUND_AT_ONCE = frozenset({LifecycleErrorCode.SCRIPT_MISSING, LifecycleErrorCode.SCRIPT_NOT_EXECUTABLE})


@dataclass(frozen=True, slots=True)
class EventRun:
    """How one lifecycle event went."""

    duration: int
    """Milliseconds until it ended."""
    error: LifecycleErrorCode = LifecycleErrorCode.SUCCESS
    """What the agent reports."""
    location: str = ""
    """The script that failed; empty when none did."""


@dataclass(frozen=True, slots=True)
class RevisionScripts:
    """One revision's hooks."""

    appspec: AppSpec | None
    """None when it is not valid, or unknown."""
    refusal: Problem | None = None
    """Why every event that reads the AppSpec fails; None when it is valid, or unknown."""

    def runs(self, event: str) -> bool:
        """Whether an event runs anything; an unknown AppSpec has every hook."""
        if self.appspec is None:
            return True
        return bool(self.appspec.scripts(event)) or self.appspec.function(event) is not None

    def run(self, event: str, duration: int, error: LifecycleErrorCode | None = None) -> EventRun:
        """The event, whose scripts take ``duration`` milliseconds together, in equal parts; ``error`` is the last one's.

        A script that needs longer than its timeout is ended there, and fails the event.
        """
        scripts = self.appspec.scripts(event) if self.appspec else ()
        if not scripts:
            return EventRun(duration, error or LifecycleErrorCode.SUCCESS)
        share = duration // len(scripts)
        spent = 0
        for number, script in enumerate(scripts, start=1):
            last = number == len(scripts)
            needs = duration - share * (len(scripts) - 1) if last else share
            run = _run_script(script, needs, error if last else None)
            spent += run.duration
            if run.error is not LifecycleErrorCode.SUCCESS:
                return EventRun(spent, run.error, run.location)
        return EventRun(spent)


def _run_script(script: Script, needs: int, error: LifecycleErrorCode | None) -> EventRun:
    limit = script.timeout * SECOND
    if error in _FOUND_AT_ONCE:
        return EventRun(0, error, script.location)
    if needs > limit or error is LifecycleErrorCode.SCRIPT_TIMED_OUT:
        return EventRun(limit, LifecycleErrorCode.SCRIPT_TIMED_OUT, script.location)
    if error is None or error is LifecycleErrorCode.SUCCESS:
        return EventRun(needs)
    return EventRun(needs, error, script.location)


def scripts_of(text: str | None, *, platform: str = "server", host_os: str = "linux") -> RevisionScripts:
    """The hooks of a revision with this AppSpec; without one, every hook is there and fine."""
    if text is None:
        return RevisionScripts(None)
    result = parse_appspec(text, platform=platform, host_os=host_os)
    return RevisionScripts(result.appspec, result.first_error)
