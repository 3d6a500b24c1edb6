"""What an agent writes to its ``scripts.log`` while it runs lifecycle events, and the diagnostics it sends for one.

Derived from what happened and from the scenario's appspecs and output; nothing is decided here. A line is known once its
time has come and its event has happened, so what was written never changes as time goes on. Where no appspec lists a hook's
scripts, they stay nameless instead of being invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hashq.plain_text import plain_text
from hashq.sandbox.bundle import bundle_of, turns
from hashq.sandbox.events import Cause, LifecycleEventEnded, LifecycleEventStarted
from hashq.sandbox.lifecycle import RESERVED
from hashq.sandbox.model import SECOND, ComputePlatform, LifecycleErrorCode, LifecycleEventStatus
from hashq.sandbox.simulated_agents import agent_of, usual_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hashq.sandbox.appspec_model import Script
    from hashq.sandbox.events import Event
    from hashq.sandbox.scenario_model import Scenario

LONGEST_LINE = 500
"""Characters of one printed line; the rest of a longer one is left out."""
LOG_TAIL = 4_096
"""Characters of the log that diagnostics carry (API: Diagnostics)."""


class Stream(StrEnum):
    """Who wrote a line."""

    AGENT = "agent"
    STDOUT = "stdout"
    STDERR = "stderr"


class LogLine(NamedTuple):
    """One line of the log."""

    at: int
    """Milliseconds of simulated time."""
    known: int
    """So many events of the run must have happened before it is written."""
    stream: Stream
    text: str
    """Harmless: no control character, no escape sequence, one line."""


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """What the service keeps of a lifecycle event that ended (API: Diagnostics)."""

    error_code: LifecycleErrorCode
    script_name: str
    """The script that failed; empty when none did, or no appspec names it."""
    message: str
    log_tail: str
    """The last part of the event's log; empty when it did not fail."""


@dataclass(frozen=True, slots=True)
class HookLog:
    """What was written about one lifecycle event of one target."""

    deployment: str
    event: str
    lines: tuple[LogLine, ...]
    ended: int
    """So many events of the run must have happened before its end is known."""
    diagnostics: Diagnostics

    @property
    def failed(self) -> bool:
        """Whether the event failed, forgiven or not."""
        return self.diagnostics.error_code is not LifecycleErrorCode.SUCCESS

    def written(self, count: int, now: int) -> tuple[LogLine, ...]:
        """The lines there are after ``count`` events at the time ``now``: a prefix of those at any later moment."""
        return tuple(line for line in self.lines if line.known <= count and line.at <= now)


def hook_logs(
    scenario: Scenario, happened: Iterable[tuple[int, LifecycleEventStarted | LifecycleEventEnded]]
) -> tuple[HookLog, ...]:
    """The log of one target, event by event. ``happened`` are its own events, each with its place in the run, from 0."""
    logs = []
    begun = 0
    for index, event in happened:
        if isinstance(event, LifecycleEventEnded):
            logs.append(
                hook_log(scenario, event, begun if event.started is not None else index + 1, index + 1)
            )
        else:
            begun = index + 1
    return tuple(logs)


def target_log(scenario: Scenario, events: Iterable[Event], target: str) -> tuple[HookLog, ...]:
    """The log of one target of a run, event by event, through all its deployments."""
    kinds = (LifecycleEventStarted, LifecycleEventEnded)
    told = ((index, event) for index, event in enumerate(events) if isinstance(event, kinds))
    return hook_logs(scenario, ((index, event) for index, event in told if event.target == target))


def hook_log(scenario: Scenario, ended: LifecycleEventEnded, begun_at: int = 0, ended_at: int = 0) -> HookLog:
    """The log of one lifecycle event that ended. ``begun_at`` and ``ended_at``: events needed to know its start and end."""
    lines: tuple[LogLine, ...] = ()
    script = ""
    if _runs_scripts(scenario, ended):
        written = _Written(scenario, ended, begun_at, ended_at)
        lines, script = tuple(written.lines()), written.failing
    failed = ended.status is LifecycleEventStatus.FAILED
    return HookLog(
        ended.deployment,
        ended.name,
        lines,
        ended_at,
        Diagnostics(
            ended.error,
            script if failed else "",
            _message(scenario, ended, script),
            _tail(lines) if failed else "",
        ),
    )


def listed_scripts(scenario: Scenario, revision: str, event: str) -> tuple[Script, ...] | None:
    """The scripts a revision's appspec has for an event, in order; None when the scenario has no such appspec."""
    bundle = bundle_of(scenario.appspec_of(revision), scenario.platform)
    return bundle.scripts(event) if bundle.known else None


def function_of(scenario: Scenario, revision: str, event: str) -> str:
    """On Lambda and ECS, the function a revision's appspec names for an event; empty when it names none."""
    hook = bundle_of(scenario.appspec_of(revision), scenario.platform).hooks.get(event)
    return (hook.function or "") if hook else ""


def has_hook(scenario: Scenario, revision: str, event: str) -> bool:
    """Whether a revision has something to run at an event; without an appspec of it, every hook is there."""
    return bundle_of(scenario.appspec_of(revision), scenario.platform).runs(event)


def _runs_scripts(scenario: Scenario, ended: LifecycleEventEnded) -> bool:
    return (
        scenario.platform is ComputePlatform.SERVER
        and ended.started is not None
        and ended.scripts_of is not None
        and ended.name not in RESERVED
        and ended.cause is not Cause.NO_OP
    )


def _tail(lines: tuple[LogLine, ...]) -> str:
    return "\n".join(f"[{line.stream}] {line.text}" for line in lines)[-LOG_TAIL:]


_UNRUN = frozenset({LifecycleErrorCode.SCRIPT_MISSING, LifecycleErrorCode.SCRIPT_NOT_EXECUTABLE})
"""What is wrong with a script that never ran."""


class _Written:
    """Writes the log of one event whose scripts ran."""

    def __init__(self, scenario: Scenario, ended: LifecycleEventEnded, begun_at: int, ended_at: int) -> None:
        self._scenario = scenario
        self._ended = ended
        self._revision = ended.scripts_of or ""
        self._began = ended.at if ended.started is None else ended.started
        self._known = begun_at, ended_at
        self._scripts = listed_scripts(scenario, self._revision, ended.name) or ()
        self._usual = usual_time(scenario, ended.name)
        offsets = turns(self._scripts, self._usual) if self._scripts else (0,)
        self._turns = tuple(min(self._began + offset, ended.at) for offset in offsets)
        self._succeeded = ended.status is LifecycleEventStatus.SUCCEEDED
        self._last = self._last_begun()
        ran = self._scripts and not self._succeeded and ended.cause is not Cause.INVALID_APPSPEC
        self.failing = self._scripts[self._last].location if ran else ""
        """Location of the script that failed; empty when none did, or it has no known name."""

    def _last_begun(self) -> int:
        """Which script ran when the event ended: the last, unless a failure came before its turn."""
        if self._succeeded or self._ended.error in _UNRUN:
            return len(self._turns) - 1
        return max((n for n, turn in enumerate(self._turns) if turn < self._ended.at), default=0)

    def lines(self) -> Iterator[LogLine]:
        """Every line that gets written; an agent that falls silent writes no more."""
        silent_from = agent_of(self._scenario, self._ended.target).answers_until
        for line in self._all():
            if silent_from is None or line.at < silent_from:
                yield line

    def _all(self) -> Iterator[LogLine]:
        ended = self._ended
        yield self._line(self._began, f"{ended.name} begins, with the scripts of {self._revision}")
        if ended.cause is Cause.INVALID_APPSPEC:
            error = bundle_of(self._scenario.appspec_of(self._revision), self._scenario.platform).error
            yield self._line(ended.at, f"the AppSpec of {self._revision} cannot be used: {error}", end=True)
            return
        for number in range(self._last):
            yield from self._script(number)
            yield self._line(self._turns[number + 1], "exit code 0")
        yield from self._script(self._last)
        yield from self._end()

    def _script(self, number: int) -> Iterator[LogLine]:
        """A script begins and prints, spread over its part of the usual time."""
        begins = self._turns[number]
        if self._scripts:
            script = self._scripts[number]
            as_user = f", as {script.runas}" if script.runas else ""
            yield self._line(begins, f"script {script.location}, timeout {script.timeout} s{as_user}")
        else:
            yield self._line(
                begins, f"its scripts, not listed: the scenario has no AppSpec of {self._revision}"
            )
        if number == self._last and self._ended.error in _UNRUN:
            return
        printed = _printed(
            self._scenario, self._scripts[number].location if self._scripts else self._ended.name
        )
        until = self._turns[number + 1] if number + 1 < len(self._turns) else self._began + self._usual
        for place, text in enumerate(printed, 1):
            at = begins + max(0, until - begins) * place // (len(printed) + 1)
            if at < self._ended.at or self._succeeded:
                yield self._line(min(at, self._ended.at), text, Stream.STDOUT)

    def _end(self) -> Iterator[LogLine]:
        ended = self._ended
        for text in clean_lines(ended.output):
            yield self._line(ended.at, text, Stream.STDERR, end=True)
        if ended.cause is Cause.NOT_FINISHED:
            return
        took = (ended.at - self._turns[self._last]) / SECOND
        yield self._line(ended.at, _ending(ended, took), end=True)
        if ended.cause is Cause.FORGIVEN:
            yield self._line(ended.at, "the deployment ignores this failure and goes on", end=True)

    def _line(self, at: int, text: str, stream: Stream = Stream.AGENT, *, end: bool = False) -> LogLine:
        safe = " ".join(clean_lines(text)) if stream is Stream.AGENT else text
        return LogLine(at, self._known[end], stream, safe)


def _printed(scenario: Scenario, key: str) -> tuple[str, ...]:
    return clean_lines(next((text for name, text in scenario.output if name == key), ""))


def clean_lines(text: str) -> tuple[str, ...]:
    """Somebody's text as harmless lines of bounded length."""
    lines = plain_text(text).expandtabs(4).splitlines()
    return tuple(line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]} …" for line in lines)


def _ending(ended: LifecycleEventEnded, took: float) -> str:
    """How the last script ended, as the agent notes it; ``took`` is in seconds."""
    if ended.error is LifecycleErrorCode.SUCCESS:
        return "exit code 0"
    if ended.cause is Cause.PERSON:
        return f"ended from outside after {took:g} s: a person made it fail"
    if ended.cause is Cause.INTERRUPTED:
        return f"ended after {took:g} s, because the deployment ends"
    return {
        LifecycleErrorCode.SCRIPT_MISSING: "the bundle has no file at this location",
        LifecycleErrorCode.SCRIPT_NOT_EXECUTABLE: "the file cannot be executed, and could not be made so",
        LifecycleErrorCode.SCRIPT_TIMED_OUT: f"timed out after {took:g} s; its process group is ended",
        LifecycleErrorCode.SCRIPT_FAILED: "exit code 1",
    }.get(
        ended.error,
        "the agent cannot tell how the script ended: its outputs were left open, or it was restarted itself",
    )


def _message(scenario: Scenario, ended: LifecycleEventEnded, script: str) -> str:
    """What diagnostics say in a sentence."""
    if ended.status is not LifecycleEventStatus.FAILED:
        return "Succeeded"
    known = {
        Cause.NOT_STARTED: "No agent took the command within five minutes.",
        Cause.NOT_FINISHED: "The event had not ended after an hour.",
        Cause.INVALID_APPSPEC: "The AppSpec of the revision cannot be used.",
        Cause.INTERRUPTED: "The deployment ended while the event ran.",
    }
    if ended.cause in known:
        return known[ended.cause]
    if scenario.platform is not ComputePlatform.SERVER and ended.name not in RESERVED:
        return f"The function for {ended.name} did not report success."
    if ended.scripts_of is None or ended.name in RESERVED:
        return f"{ended.name} could not be done."
    what = f"The script {' '.join(clean_lines(script))}" if script else f"A script of {ended.name}"
    return {
        LifecycleErrorCode.SCRIPT_MISSING: f"{what} is not in the bundle.",
        LifecycleErrorCode.SCRIPT_NOT_EXECUTABLE: f"{what} cannot be executed.",
        LifecycleErrorCode.SCRIPT_TIMED_OUT: f"{what} was still running at its timeout.",
        LifecycleErrorCode.SCRIPT_FAILED: f"{what} ended with a failure.",
    }.get(ended.error, f"{what} ended in a way the agent cannot tell.")
