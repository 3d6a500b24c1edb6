"""What every deployment's state machine shares: how it is driven, and how targets walk through their lifecycle events.

A machine does no I/O and has no clock: whoever drives it tells it the time and what agents report, and carries out the
commands and timers it leaves in its outbox. So the same rules serve a simulated world and a real one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from hashq.sandbox.events import (
    Cause,
    ErrorInformation,
    Event,
    LifecycleEventEnded,
    LifecycleEventStarted,
)
from hashq.sandbox.lifecycle import IGNORABLE, RESERVED
from hashq.sandbox.model import MINUTE, DeploymentStatus, ErrorCode, LifecycleErrorCode, LifecycleEventStatus

if TYPE_CHECKING:
    from hashq.sandbox.configurations import DeploymentConfiguration
    from hashq.sandbox.fleet import Fleet
    from hashq.sandbox.model import Creator, DeploymentGroup, TargetStatus

ENDED = frozenset({DeploymentStatus.SUCCEEDED, DeploymentStatus.FAILED, DeploymentStatus.STOPPED})
"""A deployment's final statuses."""
_CHANGES_HOST = frozenset({"Install", "AllowTraffic", "BlockTraffic"})

START_TIMEOUT = 5 * MINUTE
"""An agent must begin a lifecycle event within this time (user guide, troubleshooting)."""
EVENT_TIMEOUT = 60 * MINUTE
"""A lifecycle event must end within this time."""
LONGEST_IN_PLACE = 8 * EVENT_TIMEOUT
"""How long an in-place deployment may run (user guide, limits)."""


@dataclass(frozen=True, slots=True)
class DeploymentOrder:
    """What a deployment is asked to do."""

    id: str
    revision: str
    creator: Creator
    configuration: DeploymentConfiguration
    group: DeploymentGroup
    targets: tuple[str, ...]
    """In the order in which they are taken."""
    rollback_of: str | None = None
    refusal: ErrorInformation | None = None
    """Why it fails before it begins; None when nothing stands in the way."""


class Command(NamedTuple):
    """One lifecycle event for one target to run now."""

    target: str
    event: str
    scripts_of: str | None
    """The revision whose scripts run; None when there are none."""


class Report(NamedTuple):
    """What an agent, or the service in its place, says when a lifecycle event ended."""

    status: LifecycleEventStatus
    error: LifecycleErrorCode
    cause: Cause
    output: str = ""
    """What the failing script printed to stderr; empty when nobody says."""


DONE = Report(LifecycleEventStatus.SUCCEEDED, LifecycleErrorCode.SUCCESS, Cause.RAN)
"""The event's work was done."""
NOTHING_TO_DO = Report(LifecycleEventStatus.SUCCEEDED, LifecycleErrorCode.SUCCESS, Cause.NO_OP)
"""The agent acknowledged the event as a no-op."""


INTERRUPTED = Report(LifecycleEventStatus.FAILED, LifecycleErrorCode.UNKNOWN_ERROR, Cause.INTERRUPTED)
"""The event was cut short because the deployment was stopped."""


BY_PERSON = ErrorInformation(ErrorCode.MANUAL_STOP, "A person stopped the deployment.")
"""Why a deployment was stopped: on request."""
ALARM_RINGS = ErrorInformation(
    ErrorCode.ALARM_ACTIVE, "An alarm of the deployment group is active, so the deployment was stopped."
)
"""Why a deployment was stopped: an alarm rings."""
ALARM_UNREADABLE = ErrorInformation(
    ErrorCode.ALARM_ACTIVE,
    "The state of an alarm of the deployment group cannot be read, so the deployment was stopped.",
)
"""Why a deployment was stopped: nobody knows whether an alarm rings."""
ALARM_BEFORE = ErrorInformation(
    ErrorCode.ALARM_ACTIVE, "An alarm of the deployment group is active, so the deployment may not begin."
)
"""Why a deployment is stopped before it begins: an alarm rings."""
ALARM_UNREADABLE_BEFORE = ErrorInformation(
    ErrorCode.ALARM_ACTIVE,
    "The state of an alarm of the deployment group cannot be read, so the deployment may not begin.",
)
"""Why a deployment is stopped before it begins: nobody knows whether an alarm rings."""

NOT_DEREGISTERED = ErrorInformation(
    ErrorCode.HEALTH_CONSTRAINTS,
    "An original instance could not be taken out of traffic, which fails the whole deployment.",
)
"""Said when a Block event fails on an original."""


class Timer(StrEnum):
    """What a machine may ask to be woken for."""

    LAUNCHED = "launched"
    ZONE = "zone"
    SHIFT = "shift"
    APPROVAL = "approval"
    TERMINATION = "termination"
    LIMIT = "limit"


@dataclass(slots=True)
class Outbox:
    """What a machine wants done and what it says happened; the driver empties it."""

    events: list[Event] = field(default_factory=list)
    """A driver may put its own list here, to be written to directly."""
    commands: list[Command] = field(default_factory=list)
    timers: list[tuple[int, Timer]] = field(default_factory=list)
    """(when, what for)."""


class Machine(Protocol):
    """A deployment as its driver sees it."""

    order: DeploymentOrder
    out: Outbox
    status: DeploymentStatus
    error: ErrorInformation | None
    """Why it did not succeed; None while it runs and when it did."""
    attempted: bool
    """Whether the start checks let it begin."""

    def begin(self, at: int) -> None:
        """Create the deployment and check whether it may start."""

    def started(self, at: int, target: str) -> None:
        """The target's agent took the command it was given."""

    def ended(self, at: int, target: str, report: Report) -> None:
        """The target's current lifecycle event ended."""

    def wake(self, at: int, timer: Timer) -> None:
        """A timer the machine asked for rang."""

    def stop(self, at: int, why: ErrorInformation) -> None:
        """An alarm or a person stops the deployment."""

    def decide(self, at: int, *, approve: bool) -> bool:
        """A person approves or rejects the reroute; False when nothing waits for that."""

    def standing_of(self, target: str) -> TargetStatus | None:
        """Whether the target waits, is in flight or has ended; None when it is no target of this deployment."""


class Progress(Enum):
    """What the end of a lifecycle event means for its target."""

    CONTINUES = 1
    COMPLETED = 2
    FAILED = 3


@dataclass(slots=True)
class _Walk:
    """Where one target is on its way."""

    events: tuple[str, ...]
    position: int
    event: str
    scripts_of: str | None
    started: int | None = None


class LifecycleWalks:
    """The targets that are in flight, each at one lifecycle event."""

    def __init__(self, order: DeploymentOrder, fleet: Fleet | None, out: Outbox) -> None:
        """``fleet`` tells which install supplies the old scripts; None on Lambda and ECS."""
        self._id = order.id
        self._revision = order.revision
        self._forgiven = IGNORABLE if order.group.ignore_stop_failures else frozenset[str]()
        self._fleet = fleet
        self._out = out
        self._walks: dict[str, _Walk] = {}

    def __len__(self) -> int:
        """How many targets are in flight."""
        return len(self._walks)

    def __contains__(self, target: str) -> bool:
        """Whether the target is in flight."""
        return target in self._walks

    def begin(self, target: str, events: tuple[str, ...]) -> None:
        """Send a target on its way through these events."""
        event = events[0]
        scripts_of = self._scripts_of(target, event)
        self._walks[target] = _Walk(events, 0, event, scripts_of)
        self._out.commands.append(Command(target, event, scripts_of))

    @property
    def in_flight(self) -> tuple[str, ...]:
        """The targets on their way, in the order in which they began."""
        return tuple(self._walks)

    def current(self, target: str) -> str:
        """The lifecycle event a target in flight is at."""
        return self._walks[target].event

    def abandon(self, at: int, target: str) -> None:
        """The deployment is stopped in the middle of an event: note its end, and walk no further."""
        self.ended(at, target, INTERRUPTED)

    def started(self, at: int, target: str) -> None:
        """The agent took the command."""
        walk = self._walks[target]
        walk.started = at
        self._out.events.append(LifecycleEventStarted(at, self._id, target, walk.event, walk.scripts_of))

    def ended(self, at: int, target: str, report: Report) -> Progress:
        """The current event ended: note it, and issue the next command where there is one."""
        walk = self._walks[target]
        event = walk.event
        status, error, cause, output = report
        failed = status is not LifecycleEventStatus.SUCCEEDED
        forgiven = failed and self._forgives(event, report)
        if forgiven:
            cause = Cause.FORGIVEN
        self._out.events.append(
            LifecycleEventEnded(
                at, self._id, target, event, status, error, cause, walk.scripts_of, walk.started, output
            )
        )
        if failed and not forgiven:
            del self._walks[target]
            return Progress.FAILED
        if not failed and event in _CHANGES_HOST and self._fleet is not None:
            self._fleet.note_event(target, event, self._revision)
        position = walk.position + 1
        if position == len(walk.events):
            del self._walks[target]
            return Progress.COMPLETED
        event = walk.events[position]
        walk.position, walk.event, walk.started = position, event, None
        walk.scripts_of = scripts_of = self._scripts_of(target, event)
        self._out.commands.append(Command(target, event, scripts_of))
        return Progress.CONTINUES

    def _forgives(self, event: str, report: Report) -> bool:
        # A machine that does not answer is no failed script, nor is an end from outside: nothing forgives them.
        unforgivable = {Cause.NOT_STARTED, Cause.NOT_FINISHED, Cause.INTERRUPTED}
        return event in self._forgiven and report.cause not in unforgivable

    def _scripts_of(self, target: str, event: str) -> str | None:
        if event in RESERVED:
            return None
        if self._fleet is None or event not in IGNORABLE:
            return self._revision
        return self._fleet.hosts[target].installed
