"""A scenario as values: the fleet, the deployment, what will go wrong, and what people do. Knows no YAML."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from hashq.sandbox.configurations import DEFAULTS, DeploymentConfiguration
from hashq.sandbox.model import (
    ComputePlatform,
    DeploymentGroup,
    Health,
    Instance,
    LifecycleErrorCode,
)


@dataclass(frozen=True, slots=True)
class Failure:
    """Something of one revision that is broken on one target."""

    target: str | None = None
    """The instance's id; None when ``ordinal`` names it."""
    ordinal: int | None = None
    """The K-th to be started, from 1; None when ``target`` names it."""
    event: str | None = None
    """The lifecycle event; None for the platform's default."""
    error: LifecycleErrorCode | None = None
    """What the agent reports; None for ScriptFailed, or UnknownError where no script runs."""
    revision: str | None = None
    """The revision that is broken; None for the one the scenario brings."""
    output: str = ""
    """What the script prints to stderr before it ends; empty when nobody says."""


@dataclass(frozen=True, slots=True)
class AlarmPeriod:
    """A time in which an alarm of the group rings, or cannot be read; milliseconds."""

    at: int
    until: int | None = None
    """None when it does not clear by itself."""
    readable: bool = True
    """False when its state cannot be read for that time, instead of ringing."""


class Do(StrEnum):
    """What a person can do while a deployment runs."""

    STOP = "stop"
    FAIL = "fail"
    ALARM = "alarm"
    CLEAR = "clear"
    APPROVE = "approve"
    REJECT = "reject"
    DEPLOY = "deploy"
    REDEPLOY = "redeploy"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person did at one moment."""

    at: int
    """Milliseconds of simulated time."""
    do: Do
    target: str | None = None
    """The instance to fail; None for everything else."""
    event: str | None = None
    """Where an instance that has not started yet shall fail; None for the platform's default."""
    revision: str | None = None
    """What to deploy; None for the scenario's new revision (deploy), or the last successful one (redeploy)."""
    configuration: DeploymentConfiguration | None = None
    """For a new deployment; None for the scenario's own."""
    rollback: bool | None = None
    """Whether a stop asks for a rollback (StopDeployment's autoRollbackEnabled); None leaves it to the group's settings."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A further deployment, created when the one before it (and its rollback) has ended."""

    revision: str
    configuration: DeploymentConfiguration | None = None
    """None for the scenario's own."""


def uniform_fleet(count: int, revision: str | None = "v1") -> tuple[Instance, ...]:
    """``count`` instances ``i-1``, ``i-2``, …, all on ``revision`` and healthy, or never deployed to when it is None."""
    health = Health.HEALTHY if revision is not None else Health.UNHEALTHY
    return tuple(Instance(f"i-{number}", revision, health) for number in range(1, count + 1))


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything a simulation needs besides a seed and a person's actions."""

    name: str = ""
    group: DeploymentGroup = field(default_factory=DeploymentGroup)
    configuration: DeploymentConfiguration = DEFAULTS[ComputePlatform.SERVER]
    compare: tuple[DeploymentConfiguration, ...] = ()
    """Configurations to run on the same fleet, instead of one; empty when there is one."""
    instances: tuple[Instance, ...] = field(default_factory=lambda: uniform_fleet(9))
    last_successful: str | None = "v1"
    """The revision of the group's last successful deployment; None when there was none."""
    revision: str = "v2"
    """What the first deployment brings."""
    appspec: str | None = None
    """The new revision's appspec; None when every hook is there and fine."""
    appspecs: tuple[tuple[str, str], ...] = ()
    """(revision, its appspec) of other revisions than the new one; the hooks of those left out are all there and fine."""
    failures: tuple[Failure, ...] = ()
    durations: tuple[tuple[str, int], ...] = ()
    """(lifecycle event, milliseconds) where they differ from the usual."""
    output: tuple[tuple[str, str], ...] = ()
    """(script's location, what it prints to stdout); a lifecycle event instead where the appspec is not known."""
    jitter: float = 0.0
    """By which part durations vary at random, 0 to 1; 0 keeps the batches' edges clean."""
    alarms: tuple[AlarmPeriod, ...] = ()
    actions: tuple[Action, ...] = ()
    then: tuple[FollowUp, ...] = ()
    seed: int = 0
    """0 keeps the fleet's own order inside a class; any other shuffles it."""

    @property
    def platform(self) -> ComputePlatform:
        """The group's compute platform."""
        return self.group.platform

    def appspec_of(self, revision: str | None) -> str | None:
        """A revision's appspec; None when the scenario has none of it."""
        if revision == self.revision:
            return self.appspec
        return next((text for name, text in self.appspecs if name == revision), None)
