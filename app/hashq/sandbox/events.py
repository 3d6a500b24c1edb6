"""What can happen in a sandbox: frozen facts in the past tense.

Every fact carries ``at``, milliseconds of simulated time. Folding them in order (``world.py``) gives the world at any
moment; telling them (``narrate.py``) gives the story. Holds no rule. The two kinds of which a run has a hundred thousand are
named tuples, which are made four times as fast as frozen dataclasses.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hashq.sandbox.configurations import DeploymentConfiguration
    from hashq.sandbox.fleet import Host
    from hashq.sandbox.model import (
        Creator,
        DeploymentStatus,
        DeploymentType,
        ErrorCode,
        Label,
        LifecycleErrorCode,
        LifecycleEventStatus,
        TargetStatus,
    )


class Cause(StrEnum):
    """Why a lifecycle event ended as it did, where its status and error code do not tell."""

    RAN = "ran"
    """Its scripts, or the agent's own work, ran."""
    NO_OP = "no-op"
    """There was nothing to run: no script in the appspec, or no earlier install to take one from."""
    NOT_STARTED = "not-started"
    """The agent did not pick the command up within five minutes."""
    NOT_FINISHED = "not-finished"
    """The agent picked the command up and was not heard of for an hour."""
    INVALID_APPSPEC = "invalid-appspec"
    """The bundle's appspec cannot be used."""
    BROKEN = "broken"
    """A script failed."""
    FORGIVEN = "forgiven"
    """A script of the old revision failed, and the deployment was told to ignore that."""
    PERSON = "person"
    """A person made it fail at this moment."""
    INTERRUPTED = "interrupted"
    """The deployment was stopped, or ran out of time, while it ran."""


class Unheeded(StrEnum):
    """Why an alarm that goes off, or cannot be read, stops nothing."""

    OVERRIDDEN = "overridden"
    """``overrideAlarmConfiguration``: alarms are not polled."""
    POLL_FAILURE = "poll-failure"
    """It cannot be read, and ``ignorePollAlarmFailure`` is set."""
    ROLLBACK = "rollback"
    """What runs is a rollback, during which alarms are not evaluated."""
    IDLE = "idle"
    """No deployment is in progress."""


@dataclass(frozen=True, slots=True)
class ErrorInformation:
    """Why a deployment did not succeed, as the service reports it."""

    code: ErrorCode
    message: str


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Targets that run the same lifecycle events."""

    label: Label | None
    """Blue or green; None outside blue/green."""
    lifecycle: tuple[str, ...]
    """Every lifecycle event each of them may see, in order."""
    targets: tuple[str, ...]
    """Ids, in the order in which they are taken."""


@dataclass(frozen=True, slots=True)
class DeploymentCreated:
    """A deployment was created; nothing has been checked yet."""

    at: int
    deployment: str
    creator: Creator
    revision: str
    type: DeploymentType
    configuration: DeploymentConfiguration
    groups: tuple[TargetGroup, ...]
    minimum: int | None
    """Effective minimum of healthy hosts; None where traffic is shifted instead."""
    window: int
    """How many targets may be worked on at once while none has failed."""
    rollback_of: str | None = None
    """The deployment this one rolls back; None for any other."""


@dataclass(frozen=True, slots=True)
class DeploymentStarted:
    """The start checks passed; the deployment is in progress."""

    at: int
    deployment: str


@dataclass(frozen=True, slots=True)
class DeploymentEnded:
    """A deployment reached its final status."""

    at: int
    deployment: str
    status: DeploymentStatus
    error: ErrorInformation | None
    """None when it succeeded."""
    halted: bool = False
    """Whether its own failures ended it while somebody still waited."""


@dataclass(frozen=True, slots=True)
class TargetStarted:
    """An instance (or function, or service) was given its first command of a deployment."""

    at: int
    deployment: str
    target: str


@dataclass(frozen=True, slots=True)
class TargetReady:
    """A replacement instance finished its install and waits for traffic."""

    at: int
    deployment: str
    target: str


@dataclass(frozen=True, slots=True)
class TargetEnded:
    """A target reached its final status of a deployment by its own doing."""

    at: int
    deployment: str
    target: str
    status: TargetStatus


@dataclass(frozen=True, slots=True)
class TargetsSkipped:
    """These targets will not be attempted, or not further: the deployment stops before them."""

    at: int
    deployment: str
    targets: tuple[str, ...]


class LifecycleEventStarted(NamedTuple):
    """An agent took the command for one lifecycle event."""

    at: int
    deployment: str
    target: str
    name: str
    scripts_of: str | None
    """The revision whose scripts run; None when there are none to run."""


class LifecycleEventEnded(NamedTuple):
    """One lifecycle event ended on one target."""

    at: int
    deployment: str
    target: str
    name: str
    status: LifecycleEventStatus
    error: LifecycleErrorCode
    cause: Cause
    scripts_of: str | None
    started: int | None
    """When it had started; None when the agent never took the command."""
    output: str = ""
    """What the failing script printed to stderr; empty when it did not fail, or nobody says."""


@dataclass(frozen=True, slots=True)
class RolloutHalted:
    """So many instances failed that no further one may be taken: healthy came down to the minimum."""

    at: int
    deployment: str
    failed: int
    """Of the fleet, or of the zone when there is one; so are minimum and size."""
    minimum: int
    size: int
    waiting: int
    """Instances not yet started, which will be skipped."""
    zone: str | None = None
    """The Availability Zone whose own minimum was reached; None when it was the fleet's."""


@dataclass(frozen=True, slots=True)
class ZoneFinished:
    """Every instance of one Availability Zone is done; the next zone begins after the monitor duration."""

    at: int
    deployment: str
    zone: str
    next_at: int


@dataclass(frozen=True, slots=True)
class StopRequested:
    """A person asked to stop the deployment."""

    at: int
    deployment: str


@dataclass(frozen=True, slots=True)
class AlarmRaised:
    """An alarm the group watches went off, or its state cannot be read any more."""

    at: int
    readable: bool = True
    """False when it is unknown whether it rings."""
    unheeded: Unheeded | None = None
    """Why it stops nothing; None when it stops the deployment, or stands in the way of the first one."""


@dataclass(frozen=True, slots=True)
class AlarmCleared:
    """The last alarm went quiet, or the last that could not be read can be read again."""

    at: int
    readable: bool = True
    """False when only its state was unknown."""


@dataclass(frozen=True, slots=True)
class DeploymentStopping:
    """An alarm or a person stops the deployment: what is in flight finishes, nothing else starts."""

    at: int
    deployment: str
    why: ErrorInformation
    in_flight: int


@dataclass(frozen=True, slots=True)
class ReplacementsLaunched:
    """The replacement fleet of a blue/green deployment runs."""

    at: int
    deployment: str
    copied: bool
    """True when an Auto Scaling group was copied; False when running instances were found."""
    hosts: tuple[Host, ...]
    """The replacements, as they begin."""


@dataclass(frozen=True, slots=True)
class RerouteAwaited:
    """The replacements are ready; traffic waits for a person's approval."""

    at: int
    deployment: str
    until: int


@dataclass(frozen=True, slots=True)
class RerouteDecided:
    """A person approved or rejected the reroute, or nobody did in time."""

    at: int
    deployment: str
    approved: bool
    by_person: bool
    """False when the wait ran out."""


@dataclass(frozen=True, slots=True)
class TrafficShifted:
    """Traffic moved; from now on this share goes to the deployment's revision."""

    at: int
    deployment: str
    percent: int
    revision: str
    """What the traffic goes to."""
    test: bool = False
    """True for the test listener of an ECS service."""


@dataclass(frozen=True, slots=True)
class OriginalsWait:
    """Traffic is on the replacements; the originals stay for a while in case of a rollback."""

    at: int
    deployment: str
    until: int


@dataclass(frozen=True, slots=True)
class InstancesReleased:
    """Instances left the group: originals after a reroute, or replacements after a rollback."""

    at: int
    deployment: str
    targets: tuple[str, ...]
    terminated: bool
    """False when they keep running outside the group."""


@dataclass(frozen=True, slots=True)
class RollbackImpossible:
    """A rollback was asked for, but there is nothing to return to, or nothing to undo."""

    at: int
    deployment: str
    reason: str


@dataclass(frozen=True, slots=True)
class RequestRefused:
    """A person asked for something the service, or the situation, does not allow."""

    at: int
    request: str
    reason: str


Event = (
    DeploymentCreated
    | DeploymentStarted
    | DeploymentEnded
    | TargetStarted
    | TargetReady
    | TargetEnded
    | TargetsSkipped
    | LifecycleEventStarted
    | LifecycleEventEnded
    | RolloutHalted
    | ZoneFinished
    | StopRequested
    | AlarmRaised
    | AlarmCleared
    | DeploymentStopping
    | ReplacementsLaunched
    | RerouteAwaited
    | RerouteDecided
    | TrafficShifted
    | OriginalsWait
    | InstancesReleased
    | RollbackImpossible
    | RequestRefused
)
